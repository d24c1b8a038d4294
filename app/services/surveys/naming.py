"""Codes of surveys, and the period that follows another."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.period import Period, PeriodKind, period_of, periods_of_year
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from app.models.survey import Survey

FIRST_YEAR, LAST_YEAR = 1990, 2200


def survey_code(
    year: int, period: Period, instrument: str, unit: str, taken: Callable[[str], bool]
) -> str:
    """Return ``2026-tahunan-skm-9-kel-basirih``, with ``-2`` and so on where it is taken."""
    code = f"{year}-{period.code}-{instrument}-{unit}"
    candidate, number = code, 2
    while taken(candidate):
        candidate, number = f"{code}-{number}", number + 1
    return candidate


def period_words(survey: Survey) -> str:
    """Return the period with its year: ``Triwulan I 2026``, ``Tahun 2026``."""
    period = survey.period
    if period.kind is PeriodKind.TAHUNAN:
        return tr("Tahun {tahun}", tahun=survey.year)
    if period.kind is PeriodKind.RENTANG:
        return period.name
    return f"{period.name} {survey.year}"


def read_period(code: str, year: int) -> Period:
    """Return the period of ``year`` that ``code`` names; raise InputError when it names none."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InputError(
            tr("Tahun {tahun} tidak dapat dipakai.", tahun=year),
            next=tr("Isi tahun empat angka, misalnya 2026."),
        )
    try:
        period = period_of(code, year)
    except ValueError as error:
        raise InputError(
            tr("Periode “{isi}” tidak dikenal.", isi=clean_line(code, 60)),
            next=tr(
                "Pakai tahunan, semester-1, triwulan-1, bulan-1 atau dua tanggal seperti"
                " 2026-06-01..2026-06-30."
            ),
        ) from error
    if year not in {period.start.year, period.end.year}:
        raise InputError(
            tr("Periode {periode} tidak berada di tahun {tahun}.", periode=period.name, tahun=year),
            next=tr("Sesuaikan tahun atau tanggalnya."),
        )
    return period


def following(period: Period, year: int) -> tuple[Period, int]:
    """Return the next period of the same kind and its year."""
    if period.kind is PeriodKind.RENTANG:
        start = period.end + timedelta(days=1)
        end = start + (period.end - period.start)
        return Period(PeriodKind.RENTANG, start, end), start.year
    same = [p for p in periods_of_year(year) if p.kind is period.kind]
    later = [p for p in same if p.number > period.number]
    if later:
        return later[0], year
    return next(p for p in periods_of_year(year + 1) if p.kind is period.kind), year + 1


def current(period: Period, day: date) -> tuple[Period, int]:
    """Return the period of the same kind that ``day`` lies in, and its year.

    Two free dates are taken to the year of ``day``, with as many days between them.
    """
    if period.kind is PeriodKind.RENTANG:
        leap = period.start.month == 2 and period.start.day == 29  # noqa: PLR2004 - 29 February
        start = period.start.replace(year=day.year, day=28 if leap else period.start.day)
        return Period(PeriodKind.RENTANG, start, start + (period.end - period.start)), day.year
    same = (one for one in periods_of_year(day.year) if one.kind is period.kind)
    return next(one for one in same if one.contains(day)), day.year
