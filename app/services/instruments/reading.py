"""Read an instrument from its TOML text, or say at which place it cannot be used.

The form is that of ``resources/instruments/skm-9.toml``: ``key``, ``version``, ``name``,
``index_name``, ``index_short``, ``source``, a table ``[scale]``, and lists ``[[mutu]]``,
``[[unsur]]``, ``[[question]]`` and ``[[profile]]``.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

from app.errors import InputError
from app.models.questionnaire import (
    MAX_SCORE_KEY,
    Band,
    Choice,
    FieldKind,
    Instrument,
    Mutu,
    Option,
    ProfileField,
    Question,
    Unsur,
)
from app.paths import resource
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def shipped_instruments() -> list[Instrument]:
    """Return the instruments that come with the program, by key."""
    files = sorted(resource("instruments").glob("*.toml"))
    return [read_instrument(file.read_text(encoding="utf-8")) for file in files]


def read_instrument(definition: str) -> Instrument:
    """Return the instrument that ``definition`` describes.

    Raises InputError that names the place and the reason when it cannot be used.
    """
    try:
        content = tomllib.loads(definition)
    except tomllib.TOMLDecodeError as error:
        raise _refused(tr("susunan berkas TOML tidak benar ({sebab})", sebab=error)) from error
    instrument = _located(tr("berkas"), lambda: _instrument(content, definition))
    _validate(instrument)
    return instrument


def _instrument(content: dict[str, Any], definition: str) -> Instrument:
    lowest, highest = _integer(content["scale"]["lowest"]), _integer(content["scale"]["highest"])
    scores = range(lowest, highest + 1)
    return Instrument(
        key=_text(content["key"]),
        version=_integer(content["version"]),
        name=_text(content["name"]),
        index_name=_text(content["index_name"]),
        index_short=_text(content["index_short"]),
        source=_text(content["source"]),
        lowest=lowest,
        highest=highest,
        unsur=_each(tr("unsur"), content["unsur"], lambda _, item: _unsur(item)),
        questions=_each(
            tr("pertanyaan"), content["question"], lambda i, item: _question(i, item, scores)
        ),
        profile=_each(tr("isian profil"), content["profile"], lambda _, item: _field(item)),
        mutu=_each(tr("mutu"), content["mutu"], lambda _, item: _mutu(item)),
        definition=definition,
    )


def _each(
    place: str, items: list[dict[str, Any]], build: Callable[[int, dict[str, Any]], T]
) -> tuple[T, ...]:
    """Build every item of a list; a refusal names the list and the place in it."""

    def one(number: int, item: dict[str, Any]) -> T:
        return _located(f"{place} {number}", lambda: build(number, item))

    return tuple(one(number, item) for number, item in enumerate(items, 1))


def _located(place: str, build: Callable[[], T]) -> T:
    try:
        return build()
    except KeyError as error:
        raise _refused(
            tr("{tempat}: isian {isian} tidak ada", tempat=place, isian=error)
        ) from error
    except (TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise _refused(tr("{tempat}: ada isian yang tidak benar", tempat=place)) from error


def _unsur(item: dict[str, Any]) -> Unsur:
    name = _text(item["name"])
    short = _text(item.get("short_name", name))
    return Unsur(_text(item["key"]), _text(item["code"]), name, short, Fraction(item["weight"]))


def _question(number: int, item: dict[str, Any], scores: range) -> Question:
    labels = [_text(label) for label in item["options"]]
    short = [_text(label) for label in item.get("short_options", labels)]
    if not len(labels) == len(short) == len(scores):
        raise _refused(
            tr(
                "pertanyaan {nomor} harus punya {n} pilihan, sesuai skala",
                nomor=number,
                n=len(scores),
            )
        )
    options = tuple(Option(*parts) for parts in zip(scores, labels, short, strict=True))
    return Question(
        _text(item["key"]), number, _text(item["text"]), str(item.get("unsur", "")), options
    )


def _field(item: dict[str, Any]) -> ProfileField:
    kind = FieldKind(item["kind"])
    choices = tuple(
        Choice(_text(c["value"]), _text(c["label"]), tuple(c.get("keys", [str(place)])))
        for place, c in enumerate(item.get("choices", ()), 1)
    )
    bands = tuple(
        Band(_text(b["label"]), _integer(b["lower"]), _integer(b["upper"]))
        for b in item.get("bands", ())
    )
    numbers = ("digits", "lowest", "highest", "usual_lowest", "usual_highest")
    return ProfileField(
        key=_text(item["key"]),
        name=_text(item["name"]),
        kind=kind,
        choices=choices,
        bands=bands,
        unit=str(item.get("unit", "")),
        **{name: _integer(item.get(name, 0)) for name in numbers},
    )


def _mutu(item: dict[str, Any]) -> Mutu:
    return Mutu(_text(item["letter"]), _text(item["word"]), Decimal(item["lower"]))


def _validate(instrument: Instrument) -> None:
    _no_duplicates(tr("unsur"), [unsur.key for unsur in instrument.unsur])
    _no_duplicates(tr("pertanyaan"), [question.key for question in instrument.questions])
    _no_duplicates(tr("isian profil"), [field.key for field in instrument.profile])
    _require(bool(instrument.unsur), tr("belum ada unsur"))
    _require(instrument.version >= 1, tr("versi harus 1 atau lebih"))
    _require(
        0 <= instrument.lowest < instrument.highest <= MAX_SCORE_KEY,
        tr("skala harus naik dan paling tinggi {batas}", batas=MAX_SCORE_KEY),
    )
    weight = sum((unsur.weight for unsur in instrument.unsur), Fraction(0))
    _require(weight == 1, tr("jumlah bobot harus tepat 1, bukan {jumlah}", jumlah=weight))
    _require(all(u.weight > 0 for u in instrument.unsur), tr("setiap bobot harus lebih dari 0"))
    known = {unsur.key for unsur in instrument.unsur}
    for question in instrument.questions:
        place = tr("pertanyaan {nomor} merujuk unsur yang tidak ada", nomor=question.number)
        _require(question.unsur in known | {""}, place)
    for unsur in instrument.unsur:
        place = tr("unsur {kunci} tidak punya pertanyaan", kunci=unsur.key)
        _require(bool(instrument.questions_of(unsur.key)), place)
    lowers = [step.lower for step in instrument.mutu]
    _require(bool(lowers), tr("tabel mutu belum ada"))
    _require(
        lowers == sorted(lowers, reverse=True), tr("tabel mutu harus urut dari yang tertinggi")
    )
    for field in instrument.profile:
        _validate_field(field)


def _validate_field(field: ProfileField) -> None:
    keys = [key.upper() for choice in field.choices for key in choice.keys]
    place = tr("isian profil {nama}", nama=field.name)
    _no_duplicates(place, keys)
    _no_duplicates(place, [choice.value for choice in field.choices])
    if field.kind is FieldKind.CHOICE:
        _require(bool(field.choices), tr("{tempat} tidak punya pilihan", tempat=place))
        _require(
            all(len(key) == 1 and key not in "0 " for key in keys),
            tr("{tempat}: tombol harus satu tanda", tempat=place),
        )
    else:
        _require(field.digits >= 1, tr("{tempat} tidak punya jumlah angka", tempat=place))
        _require(field.lowest <= field.highest, tr("{tempat}: batasnya terbalik", tempat=place))


def _no_duplicates(place: str, keys: list[str]) -> None:
    double = next((key for key in keys if keys.count(key) > 1), None)
    _require(
        double is None, tr("{tempat}: kunci {kunci} muncul dua kali", tempat=place, kunci=double)
    )


def _require(condition: bool, reason: str) -> None:  # noqa: FBT001 - reads as an assertion
    if not condition:
        raise _refused(reason)


def _refused(reason: str) -> InputError:
    return InputError(
        tr("Instrumen tidak dapat dipakai: {sebab}.", sebab=reason),
        next=tr("Betulkan berkas instrumennya, lalu coba sekali lagi."),
    )


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(value)
    return value


def _integer(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value
