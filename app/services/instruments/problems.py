"""What keeps a draft from being an instrument: each problem with its place and its reason.

Where nothing is found, the text written from the draft is accepted by ``read_instrument``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from app.errors import InputError
from app.models.questionnaire import MAX_SCORE_KEY, PERCENT
from app.services.instruments.mapping import mapping_problem
from app.services.instruments.numbers import exact, limit, readable
from app.services.instruments.profile_problems import field_problems
from app.services.instruments.reading import read_instrument
from app.services.instruments.validation import (
    INSTRUMENT_KEY,
    KEY,
    LONGEST_KEY,
    MOST,
    RESERVED,
)
from app.services.instruments.writing import toml_of
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

HEAD, UNSUR, QUESTIONS, PROFILE, MUTU = "umum", "unsur", "pertanyaan", "profil", "mutu"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not fit. ``place`` counts from 0 within its list, -1 is the whole."""

    section: str
    place: int
    field: str
    text: str
    """A whole sentence that names the place."""


def problems_of(
    content: Mapping[str, Any], taken: Collection[tuple[str, int]] = ()
) -> tuple[Problem, ...]:
    """Return the problems in the order of the sections.

    ``taken`` are the (key, version) pairs that other instruments have.
    """
    found = [
        *_head(content, taken),
        *_unsur(content),
        *_questions(content),
        *_profile(content),
        *_mutu(content),
    ]
    return tuple(found) or _refusal(content)


def weight_sum(content: Mapping[str, Any]) -> Fraction:
    """Return the sum of the weights that can be read."""
    weights = (exact(unsur["weight"]) for unsur in content["unsur"])
    return sum((weight for weight in weights if weight is not None), Fraction(0))


def weight_sentence(content: Mapping[str, Any]) -> str:
    """Return the sum of the weights and what it lacks, in a sentence."""
    total = weight_sum(content)
    if total == 1:
        return tr("Jumlah bobot tepat 1.")
    rest = abs(1 - total)
    shown = {"jumlah": readable(total), "beda": readable(rest)}
    if total < 1:
        return tr("Jumlah bobot {jumlah}, kurang {beda} dari 1.", **shown)
    return tr("Jumlah bobot {jumlah}, lebih {beda} dari 1.", **shown)


def _refusal(content: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Ask the reader itself: it has the last word."""
    try:
        read_instrument(toml_of(content))
    except InputError as error:
        return (Problem(HEAD, -1, "", error.what),)
    return ()


# ------------------------------------------------------------------ umum
def _head(content: Mapping[str, Any], taken: Collection[tuple[str, int]]) -> Iterator[Problem]:
    key, version = content["key"], content["version"]
    if not INSTRUMENT_KEY.fullmatch(key) or len(key) > LONGEST_KEY:
        yield _of_head("key", tr("Kunci hanya boleh huruf kecil, angka, dan tanda hubung."))
    if version < 1:
        yield _of_head("version", tr("Versi harus 1 atau lebih."))
    elif (key, version) in taken:
        text = tr("Instrumen {kunci} versi {versi} sudah ada.", kunci=key, versi=version)
        yield _of_head("version", text)
    names = {
        "name": tr("Nama instrumen belum diisi."),
        "index_name": tr("Nama indeks belum diisi."),
        "index_short": tr("Singkatan indeks belum diisi."),
        "source": tr("Sumber belum diisi."),
    }
    yield from (_of_head(name, text) for name, text in names.items() if not content[name])
    lowest, highest = content["scale"]["lowest"], content["scale"]["highest"]
    if not 0 <= lowest < highest <= MAX_SCORE_KEY:
        text = tr("Skala harus naik, mulai dari 0 dan paling tinggi {n}.", n=MAX_SCORE_KEY)
        yield _of_head("highest", text)
    yield from _index(content["index"], highest)


def _index(index: Mapping[str, Any], highest_score: int) -> Iterator[Problem]:
    highest = index["highest"]
    if not 1 <= highest <= PERCENT:
        text = tr("Nilai tertinggi indeks harus antara 1 dan {n}.", n=PERCENT)
        yield _of_head("index_highest", text)
    if not index["factor"]:
        return
    factor = exact(index["factor"])
    if factor is None or factor <= 0:
        text = tr("Faktor harus pecahan seperti 4/6 atau desimal lebih dari 0.")
        yield _of_head("factor", text)
    elif factor * highest_score > highest:
        text = tr("Jawaban {n} kali faktor melebihi nilai tertinggi indeks.", n=highest_score)
        yield _of_head("factor", text)


def _of_head(field: str, text: str) -> Problem:
    return Problem(HEAD, -1, field, text)


# ------------------------------------------------------------------ unsur
def _unsur(content: Mapping[str, Any]) -> Iterator[Problem]:
    items = content["unsur"]
    yield from _too_many(UNSUR, items, tr("Belum ada unsur."))
    name = _named(tr("Unsur"), items, "name")
    yield from keys_of(UNSUR, items, name)
    yield from doubled(UNSUR, items, "code", name, tr("kode"))
    asked = {question["unsur"] for question in content["question"]}
    for place, item in enumerate(items):
        yield from _empty(UNSUR, place, item, {"code": tr("kode"), "name": tr("nama")}, name)
        weight = exact(item["weight"])
        if weight is None or weight <= 0:
            text = tr(
                "{tempat}: bobot harus lebih dari 0, seperti 1/9 atau 0,12.", tempat=name(place)
            )
            yield Problem(UNSUR, place, "weight", text)
        if item["key"] not in asked:
            text = tr("{tempat}: tidak punya pertanyaan.", tempat=name(place))
            yield Problem(UNSUR, place, "question", text)
    if items and weight_sum(content) != 1:
        yield Problem(UNSUR, -1, "weight", weight_sentence(content))


# ------------------------------------------------------------------ pertanyaan
def _questions(content: Mapping[str, Any]) -> Iterator[Problem]:
    items = content["question"]
    yield from _too_many(QUESTIONS, items, tr("Belum ada pertanyaan."))
    name = _named(tr("Pertanyaan"), items)
    yield from keys_of(QUESTIONS, items, name)
    mapping = {item["key"]: item["unsur"] for item in items}
    known = {unsur["key"] for unsur in content["unsur"]}
    for place, item in enumerate(items):
        yield from _empty(QUESTIONS, place, item, {"text": tr("bunyi pertanyaan")}, name)
        if wrong := mapping_problem(item["key"], mapping, known):
            text = tr("{tempat} {sebab}.", tempat=name(place), sebab=wrong)
            yield Problem(QUESTIONS, place, "unsur", text)
        yield from _options(place, item["options"], name(place))


def _options(place: int, options: Sequence[str], name: str) -> Iterator[Problem]:
    empty = [str(number) for number, label in enumerate(options, 1) if not label]
    if empty:
        text = tr(
            "{tempat}: pilihan ke-{daftar} belum diisi.", tempat=name, daftar=", ".join(empty)
        )
        yield Problem(QUESTIONS, place, "options", text)
    same = _first_double([label.casefold() for label in options if label])
    if same:
        text = tr("{tempat}: dua pilihan bertulisan sama ({kata}).", tempat=name, kata=same)
        yield Problem(QUESTIONS, place, "options", text)


# ------------------------------------------------------------------ profil and mutu
def _profile(content: Mapping[str, Any]) -> Iterator[Problem]:
    items = content["profile"]
    yield from _too_many(PROFILE, items, "")
    name = _named(tr("Isian"), items, "name")
    yield from keys_of(PROFILE, items, name)
    questions = {item["key"] for item in content["question"]}
    for place, item in enumerate(items):
        yield from _empty(PROFILE, place, item, {"name": tr("nama")}, name)
        if item["key"] in questions:
            text = tr(
                "{tempat}: kunci {kunci} sudah dipakai pertanyaan.",
                tempat=name(place),
                kunci=item["key"],
            )
            yield Problem(PROFILE, place, "key", text)
        for field, reason in field_problems(item):
            text = tr("{tempat}: {sebab}.", tempat=name(place), sebab=reason)
            yield Problem(PROFILE, place, field, text)


def _mutu(content: Mapping[str, Any]) -> Iterator[Problem]:
    items = content["mutu"]
    yield from _too_many(MUTU, items, tr("Tabel mutu belum ada."))
    name = _named(tr("Mutu"), items, "letter")
    yield from doubled(MUTU, items, "letter", name, tr("huruf"))
    before = None
    for place, item in enumerate(items):
        yield from _empty(MUTU, place, item, {"letter": tr("huruf"), "word": tr("sebutan")}, name)
        lower = limit(item["lower"])
        if lower is None or lower > PERCENT:
            text = tr(
                "{tempat}: batas bawah harus antara 0 dan 100, seperti 88,31.", tempat=name(place)
            )
            yield Problem(MUTU, place, "lower", text)
        elif before is not None and lower >= before:
            text = tr(
                "{tempat}: batas bawah harus lebih rendah daripada baris di atasnya.",
                tempat=name(place),
            )
            yield Problem(MUTU, place, "lower", text)
        before = lower if lower is not None else before


# ------------------------------------------------------------------ what lists share
def keys_of(
    section: str, items: Sequence[Mapping[str, Any]], name: Callable[[int], str]
) -> Iterator[Problem]:
    """Yield what is wrong with the keys of a list: their signs, words that are taken, twins."""
    for place, item in enumerate(items):
        key = item["key"]
        if not KEY.fullmatch(key):
            text = tr(
                "{tempat}: kunci hanya boleh huruf kecil, angka, dan garis bawah.",
                tempat=name(place),
            )
            yield Problem(section, place, "key", text)
        elif key in RESERVED:
            text = tr(
                "{tempat}: kunci {kunci} sudah dipakai kolom lain.", tempat=name(place), kunci=key
            )
            yield Problem(section, place, "key", text)
    yield from doubled(section, items, "key", name, tr("kunci"))


def doubled(
    section: str,
    items: Sequence[Mapping[str, Any]],
    field: str,
    name: Callable[[int], str],
    word: str,
) -> Iterator[Problem]:
    """Yield every item whose ``field`` an earlier one has too."""
    seen: set[str] = set()
    for place, item in enumerate(items):
        value = item[field]
        if value and value in seen:
            text = tr(
                "{tempat}: {isian} {nilai} sudah dipakai di atas.",
                tempat=name(place),
                isian=word,
                nilai=value,
            )
            yield Problem(section, place, field, text)
        seen.add(value)


def _empty(
    section: str,
    place: int,
    item: Mapping[str, Any],
    words: Mapping[str, str],
    name: Callable[[int], str],
) -> Iterator[Problem]:
    for field, word in words.items():
        if not item[field]:
            text = tr("{tempat}: {isian} belum diisi.", tempat=name(place), isian=word)
            yield Problem(section, place, field, text)


def _too_many(section: str, items: Sequence[object], none: str) -> Iterator[Problem]:
    if not items and none:
        yield Problem(section, -1, "", none)
    if len(items) > MOST:
        text = tr("Paling banyak {n} baris, bukan {ada}.", n=MOST, ada=len(items))
        yield Problem(section, -1, "", text)


def _named(word: str, items: Sequence[Mapping[str, Any]], field: str = "") -> Callable[[int], str]:
    """Return a function that names an item: its number, and its name where it has one."""

    def name(place: int) -> str:
        own = items[place][field] if field else ""
        return f"{word} {place + 1} ({own})" if own else f"{word} {place + 1}"

    return name


def _first_double(values: Sequence[str]) -> str:
    return next((value for value, n in Counter(values).items() if n > 1), "")
