"""When a plan is due, and how far it reaches (rules/skm.md §4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.follow_up import Horizon
from app.models.period import Period, PeriodKind, period_of
from app.texts import tr

if TYPE_CHECKING:
    from app.models.survey import Survey

_CODE = re.compile(r"(\d{4}) ((?:triwulan|bulan)-\d{1,2})")
SHORT_BELOW, LONG_ABOVE = 12, 24
"""Months: pendek is under the first, panjang over the second."""
_MONTHS_IN_YEAR = 12
_MOST_YEARS = 10


def due_code(year: int, period: str) -> str:
    """Return the stored form: ``2027 triwulan-1``; empty without a period."""
    return f"{year} {period}" if period else ""


def due_period(due: str) -> Period | None:
    """Return the triwulan or month that ``due`` names, or None where nothing is named."""
    match = _CODE.fullmatch(due)
    try:
        return period_of(match[2], int(match[1])) if match else None
    except ValueError:
        return None


def due_text(due: str) -> str:
    """Return ``Triwulan I 2027`` or ``Maret 2027``; a sentence's word where nothing is set."""
    period = due_period(due)
    if period is None:
        return tr("belum ditentukan")
    return f"{period.name} {period.start.year}"


def due_short(due: str) -> str:
    """Return ``TW I 2027`` or ``Mar 2027`` for a narrow column; a dash where nothing is set."""
    period = due_period(due)
    if period is None:
        return "–"
    if period.kind is PeriodKind.TRIWULAN:
        return f"TW {period.name.split()[-1]} {period.start.year}"
    return f"{period.name[:3]} {period.start.year}"


def months_until(survey: Survey, due: str) -> int | None:
    """Return the months from the end of the survey's period to the end of the due time."""
    period = due_period(due)
    if period is None:
        return None
    end = survey.period.end
    return (period.end.year - end.year) * _MONTHS_IN_YEAR + period.end.month - end.month


def proposed_horizon(survey: Survey, due: str) -> Horizon | None:
    """Return the horizon that the due time means: under 12, 12 to 24, or over 24 months."""
    months = months_until(survey, due)
    if months is None:
        return None
    if months < SHORT_BELOW:
        return Horizon.SHORT
    return Horizon.MIDDLE if months <= LONG_ABOVE else Horizon.LONG


def horizon_warning(survey: Survey, due: str, horizon: Horizon) -> str:
    """Return a sentence where the horizon does not fit the due time; else nothing."""
    proposed = proposed_horizon(survey, due)
    if proposed is None or proposed is horizon:
        return ""
    return tr(
        "{waktu} berjarak {bulan} bulan dari akhir periode survei: itu jangka {usul}"
        " ({arti}), bukan {pilihan}.",
        waktu=due_text(due),
        bulan=max(months_until(survey, due) or 0, 0),
        usul=proposed.value,
        arti=horizon_meaning(proposed),
        pilihan=horizon.value,
    )


def horizon_meaning(horizon: Horizon) -> str:
    """Return the months that a horizon stands for."""
    return {
        Horizon.SHORT: tr("kurang dari 12 bulan"),
        Horizon.MIDDLE: tr("12 sampai 24 bulan"),
        Horizon.LONG: tr("lebih dari 24 bulan"),
    }[horizon]


def require_possible_due(survey: Survey, due: str) -> None:
    """Raise InputError where the time is none, lies before the survey or too far off."""
    if not due:
        return
    period = due_period(due)
    if period is None or period.kind not in {PeriodKind.TRIWULAN, PeriodKind.BULANAN}:
        raise InputError(
            tr("Waktu “{isi}” tidak dikenal.", isi=due[:40]),
            next=tr("Pilih triwulan atau bulan, dan isi tahunnya."),
        )
    if period.end < survey.period.start:
        raise InputError(
            tr("{waktu} sudah lewat sebelum survei ini dimulai.", waktu=due_text(due)),
            next=tr("Pilih waktu yang lebih kemudian."),
        )
    if period.start.year > survey.period.end.year + _MOST_YEARS:
        raise InputError(
            tr("{waktu} terlalu jauh dari survei ini.", waktu=due_text(due)),
            next=tr("Periksa tahunnya."),
        )
