"""What is odd about a sheet without being wrong: it is said, and the sheet is kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from app.models.period import long_date
from app.models.questionnaire import FieldKind
from app.texts import tr

if TYPE_CHECKING:
    from datetime import date

    from app.models.period import Period
    from app.models.questionnaire import Instrument, ProfileField
    from app.models.response import Sheet
    from app.services.entry.fields import Value

FEWEST_FOR_EQUAL = 3
"""Two equal answers are no sign of anything."""


class Oddity(Enum):
    """The kinds of things that are odd."""

    ALL_EQUAL = "all equal"
    NO_ANSWER = "no answer"
    SAME_AS_BEFORE = "same as before"
    OUTSIDE_PERIOD = "outside period"
    FUTURE_DAY = "future day"
    UNUSUAL_NUMBER = "unusual number"


@dataclass(frozen=True, slots=True)
class Warned:
    """One oddity with its sentence; ``key`` names the field it is about, if it is about one."""

    oddity: Oddity
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
        _no_answer(sheet),
        _all_equal(instrument, sheet),
        _same_as_before(sheet, before),
        outside_period(period, sheet.day),
        _future_day(sheet.day, today),
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
    return Warned(Oddity.OUTSIDE_PERIOD, text)


def unusual_number(field: ProfileField, value: Value) -> Warned | None:
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
    return Warned(Oddity.UNUSUAL_NUMBER, " ".join(text.split()), field.key)


def _no_answer(sheet: Sheet) -> Warned | None:
    if sheet.answers:
        return None
    return Warned(Oddity.NO_ANSWER, tr("Tidak satu pun pertanyaan dijawab."))


def _future_day(day: date, today: date) -> Warned | None:
    if day <= today:
        return None
    text = tr("Tanggal {tanggal} belum tiba; periksa kertasnya.", tanggal=long_date(day))
    return Warned(Oddity.FUTURE_DAY, text)


def _all_equal(instrument: Instrument, sheet: Sheet) -> Warned | None:
    scores = set(sheet.answers.values())
    whole = len(sheet.answers) == len(instrument.questions) >= FEWEST_FOR_EQUAL
    if not whole or len(scores) > 1:
        return None
    text = tr("Semua {n} jawaban sama: {nilai}.", n=len(sheet.answers), nilai=scores.pop())
    return Warned(Oddity.ALL_EQUAL, text)


def _same_as_before(sheet: Sheet, before: Sheet | None) -> Warned | None:
    if before is None or before.uuid == sheet.uuid:
        return None
    if (dict(before.answers), dict(before.profile)) != (dict(sheet.answers), dict(sheet.profile)):
        return None
    text = tr("Isinya sama persis dengan lembar {nomor}.", nomor=before.number)
    return Warned(Oddity.SAME_AS_BEFORE, text)
