"""What an instrument must hold to be usable; each refusal names the place and the reason."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.questionnaire import MAX_SCORE_KEY, PERCENT, FieldKind
from app.services.instruments.mapping import mapping_problem
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.models.questionnaire import Instrument, Mutu, ProfileField

RESERVED = frozenset({"nomor", "tanggal", "layanan", "saran"})
"""Columns that every file of answers has."""

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
INSTRUMENT_KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST_KEY = 40
MOST = 100
"""Items of any list: more is no questionnaire."""
MOST_DIGITS = 9
HIGHEST_NUMBER = 10**MOST_DIGITS - 1


def validate(instrument: Instrument) -> None:
    """Raise InputError with place and reason unless everything of an instrument fits together."""
    _validate_head(instrument)
    _validate_scale(instrument)
    _validate_keys(instrument)
    _validate_unsur(instrument)
    _validate_mutu(instrument.mutu)
    for field in instrument.profile:
        _validate_field(field)


def refused(reason: str) -> InputError:
    """Return the refusal of an instrument."""
    return InputError(
        tr("Instrumen tidak dapat dipakai: {sebab}.", sebab=reason),
        next=tr("Betulkan berkas instrumennya, lalu coba sekali lagi."),
    )


def _validate_head(instrument: Instrument) -> None:
    key = instrument.key
    lists = (instrument.unsur, instrument.questions, instrument.profile, instrument.mutu)
    _require(
        all(len(items) <= MOST for items in lists),
        tr("unsur, pertanyaan, isian profil, dan mutu paling banyak {n}", n=MOST),
    )
    _require(
        bool(INSTRUMENT_KEY.fullmatch(key)) and len(key) <= LONGEST_KEY,
        tr("kunci {kunci} hanya boleh huruf kecil, angka, dan tanda hubung", kunci=key[:60]),
    )
    _require(instrument.version >= 1, tr("versi harus 1 atau lebih"))


def require_scale(lowest: int, highest: int) -> None:
    """Raise InputError unless the answers rise from one to another that one key can tell."""
    _require(
        0 <= lowest < highest <= MAX_SCORE_KEY,
        tr(
            "skala {dari}-{sampai} harus naik dan paling tinggi {batas}",
            dari=lowest,
            sampai=highest,
            batas=MAX_SCORE_KEY,
        ),
    )


def _validate_scale(instrument: Instrument) -> None:
    require_scale(instrument.lowest, instrument.highest)
    highest = instrument.index_highest
    _require(
        1 <= highest <= PERCENT,
        tr("indeks: nilai tertinggi harus antara 1 dan {batas}", batas=PERCENT),
    )
    factor = instrument.index_factor
    if factor is None:
        return
    _require(factor > 0, tr("indeks: faktor harus lebih dari 0"))
    _require(
        factor * instrument.highest <= highest,
        tr(
            "indeks: jawaban {jawaban} kali faktor {faktor} melebihi nilai tertinggi {batas}",
            jawaban=instrument.highest,
            faktor=factor,
            batas=highest,
        ),
    )


def _validate_keys(instrument: Instrument) -> None:
    """Keys become columns of files, so a question and a profile field may not share one."""
    unsur = [unsur.key for unsur in instrument.unsur]
    questions = [question.key for question in instrument.questions]
    fields = [field.key for field in instrument.profile]
    _no_duplicates(tr("unsur"), unsur)
    _no_duplicates(tr("kode unsur"), [unsur.code for unsur in instrument.unsur])
    _no_duplicates(tr("pertanyaan"), questions)
    _no_duplicates(tr("isian profil"), fields)
    _no_duplicates(tr("pertanyaan dan isian profil"), [*questions, *fields])
    for place, keys in (
        (tr("unsur"), unsur),
        (tr("pertanyaan"), questions),
        (tr("isian profil"), fields),
    ):
        _well_formed(place, keys)


def _well_formed(place: str, keys: Iterable[str]) -> None:
    for key in keys:
        _require(
            bool(KEY.fullmatch(key)),
            tr(
                "{tempat}: kunci {kunci} hanya boleh huruf kecil, angka, dan garis bawah",
                tempat=place,
                kunci=key[:60],
            ),
        )
        _require(
            key not in RESERVED,
            tr("{tempat}: kunci {kunci} sudah dipakai kolom lain", tempat=place, kunci=key),
        )


def _validate_unsur(instrument: Instrument) -> None:
    _require(bool(instrument.unsur), tr("belum ada unsur"))
    weight = sum((unsur.weight for unsur in instrument.unsur), Fraction(0))
    _require(weight == 1, tr("jumlah bobot harus tepat 1, bukan {jumlah}", jumlah=weight))
    _require(all(u.weight > 0 for u in instrument.unsur), tr("setiap bobot harus lebih dari 0"))
    known = {unsur.key for unsur in instrument.unsur}
    mapping = {question.key: question.unsur for question in instrument.questions}
    for question in instrument.questions:
        wrong = mapping_problem(question.key, mapping, known)
        place = tr("pertanyaan {nomor} {sebab}", nomor=question.number, sebab=wrong)
        _require(not wrong, place)
    for unsur in instrument.unsur:
        place = tr("unsur {kunci} tidak punya pertanyaan", kunci=unsur.key)
        _require(bool(instrument.questions_of(unsur.key)), place)


def _validate_mutu(steps: tuple[Mutu, ...]) -> None:
    lowers = [step.lower for step in steps]
    _require(bool(lowers), tr("tabel mutu belum ada"))
    _require(
        lowers == sorted(set(lowers), reverse=True), tr("tabel mutu harus urut dari yang tertinggi")
    )
    _require(
        0 <= lowers[-1] <= lowers[0] <= PERCENT,
        tr("batas mutu harus antara 0 dan {batas}", batas=PERCENT),
    )
    _no_duplicates(tr("tabel mutu"), [step.letter for step in steps])


def _validate_field(field: ProfileField) -> None:
    keys = [key.upper() for choice in field.choices for key in choice.keys]
    place = tr("isian profil {nama}", nama=field.name)
    _no_duplicates(place, keys)
    _no_duplicates(place, [choice.value for choice in field.choices])
    _require(
        all(len(items) <= MOST for items in (field.choices, field.bands)),
        tr("{tempat}: paling banyak {n} pilihan atau kelompok", tempat=place, n=MOST),
    )
    if field.kind is FieldKind.CHOICE:
        _require(bool(field.choices), tr("{tempat} tidak punya pilihan", tempat=place))
        _require(
            all(len(key) == 1 and key not in "0 " for key in keys),
            tr("{tempat}: tombol harus satu tanda", tempat=place),
        )
        _apart(place, [(c.lower, c.upper) for c in field.choices if c.is_range])
    else:
        _require(field.digits >= 1, tr("{tempat} tidak punya jumlah angka", tempat=place))
        _require(
            field.digits <= MOST_DIGITS and field.lowest >= 0 and field.highest <= HIGHEST_NUMBER,
            tr("{tempat}: paling banyak {n} angka", tempat=place, n=MOST_DIGITS),
        )
        _require(field.lowest <= field.highest, tr("{tempat}: batasnya terbalik", tempat=place))
        _apart(place, [(band.lower, band.upper) for band in field.bands])


def _apart(place: str, ranges: list[tuple[int, int]]) -> None:
    """Refuse ranges that run backwards, or of which two hold the same number."""
    _require(
        all(lower <= upper for lower, upper in ranges),
        tr("{tempat}: batas kelompoknya terbalik", tempat=place),
    )
    ordered = sorted(ranges)
    _require(
        all(one[1] < other[0] for one, other in pairwise(ordered)),
        tr("{tempat}: kelompoknya bertumpang tindih", tempat=place),
    )


def _no_duplicates(place: str, keys: list[str]) -> None:
    double = next((key for key in keys if keys.count(key) > 1), None)
    _require(
        double is None, tr("{tempat}: kunci {kunci} muncul dua kali", tempat=place, kunci=double)
    )


def _require(condition: bool, reason: str) -> None:  # noqa: FBT001 - reads as an assertion
    if not condition:
        raise refused(reason)
