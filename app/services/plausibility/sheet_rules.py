"""Rules about one sheet: what is odd without being wrong. It is said, and the sheet is kept.

One function per rule; used when a sheet is keyed in and when a file of sheets is imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.models.period import long_date
from app.models.questionnaire import FieldKind
from app.texts import tr

if TYPE_CHECKING:
    from datetime import date

    from app.models.period import Period
    from app.models.questionnaire import Instrument, ProfileField
    from app.models.response import Sheet

FEWEST_FOR_EQUAL = 3
"""Two equal answers are no sign of anything."""


class SheetRule(StrEnum):
    """The rules; the value is the key of a mark on a finding."""

    ALL_EQUAL = "semua_jawaban_sama"
    NO_ANSWER = "tanpa_jawaban"
    SAME_AS_BEFORE = "lembar_kembar"
    OUTSIDE_PERIOD = "tanggal_di_luar_periode"
    FUTURE_DAY = "tanggal_belum_tiba"
    UNUSUAL_NUMBER = "angka_tak_lazim"


@dataclass(frozen=True, slots=True)
class Warned:
    """A rule that a sheet does not keep; ``key`` names the field it is about, if there is one."""

    rule: SheetRule
    text: str
    key: str = ""


def warnings_of(
    instrument: Instrument, period: Period, sheet: Sheet, before: Sheet | None, *, today: date
) -> tuple[Warned, ...]:
    """Return everything odd about a sheet; ``before`` is the sheet keyed in before it."""
    unusual = (
        unusual_number(field, sheet.profile.get(field.key))
        for field in instrument.profile
        if field.kind is FieldKind.NUMBER
    )
    found = (
        no_answer(sheet),
        all_equal(instrument, sheet),
        same_as_before(sheet, before),
        outside_period(period, sheet.day),
        future_day(sheet.day, today),
        *unusual,
    )
    return tuple(warned for warned in found if warned is not None)


def outside_period(period: Period, day: date) -> Warned | None:
    """Warn of a day that the survey does not speak of."""
    if period.contains(day):
        return None
    text = tr(
        "Tanggal {tanggal} di luar periode {awal} sampai {akhir}.",
        tanggal=long_date(day),
        awal=long_date(period.start),
        akhir=long_date(period.end),
    )
    return Warned(SheetRule.OUTSIDE_PERIOD, text)


def unusual_number(field: ProfileField, value: str | int | None) -> Warned | None:
    """Warn of a number outside the usual bounds of its field."""
    if not isinstance(value, int) or field.usual_highest <= field.usual_lowest:
        return None
    if field.usual_lowest <= value <= field.usual_highest:
        return None
    text = tr(
        "{isian} {nilai} {satuan} tidak lazim; periksa kertasnya.",
        isian=field.name,
        nilai=value,
        satuan=field.unit,
    )
    return Warned(SheetRule.UNUSUAL_NUMBER, " ".join(text.split()), field.key)


def no_answer(sheet: Sheet) -> Warned | None:
    """Warn of a sheet without a single answer."""
    if sheet.answers:
        return None
    return Warned(SheetRule.NO_ANSWER, tr("Tidak satu pun pertanyaan dijawab."))


def future_day(day: date, today: date) -> Warned | None:
    """Warn of a day that has not come yet."""
    if day <= today:
        return None
    text = tr("Tanggal {tanggal} belum tiba; periksa kertasnya.", tanggal=long_date(day))
    return Warned(SheetRule.FUTURE_DAY, text)


def all_equal(instrument: Instrument, sheet: Sheet) -> Warned | None:
    """Warn of a whole sheet with one and the same answer."""
    scores = set(sheet.answers.values())
    whole = len(sheet.answers) == len(instrument.questions) >= FEWEST_FOR_EQUAL
    if not whole or len(scores) > 1:
        return None
    text = tr("Semua {n} jawaban sama: {nilai}.", n=len(sheet.answers), nilai=scores.pop())
    return Warned(SheetRule.ALL_EQUAL, text)


def same_as_before(sheet: Sheet, before: Sheet | None) -> Warned | None:
    """Warn of a sheet with the answers and the profile of the one before it."""
    if before is None or before.uuid == sheet.uuid:
        return None
    if (dict(before.answers), dict(before.profile)) != (dict(sheet.answers), dict(sheet.profile)):
        return None
    text = tr("Isinya sama persis dengan lembar {nomor}.", nomor=before.number)
    return Warned(SheetRule.SAME_AS_BEFORE, text)
