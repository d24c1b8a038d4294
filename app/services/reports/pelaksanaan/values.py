"""What stands in the place of each field of the texts about a survey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.period import long_date
from app.models.unit import UnitType
from app.services.ikm.rounding import indonesian
from app.services.reports.kinds import Subject
from app.services.reports.parts import mutu_text, named_values, services_text
from app.services.reports.text_values import filled_in, instrument_values, office_values
from app.services.results.history import period_in_words
from app.services.units.above import units_above
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.models.store.store import Store
    from app.services.ikm.result import IkmResult
    from app.services.reports.data import ResultsData


def values_of(data: ResultsData, government: str) -> Mapping[str, str]:
    """Return name → value of every field; what the file does not hold is said to be unknown."""
    found = {
        "unit": data.unit.name,
        **office_values(data, government),
        **instrument_values(data.instrument),
        **_survey_values(data),
        **_result_values(data.result),
    }
    return filled_in(found, Subject.SURVEY)


def government_of(store: Store, unit_id: int, letterhead: tuple[str, ...]) -> str:
    """Return the government that a unit belongs to, or what the letterhead begins with."""
    units = {unit.id: unit for unit in store.units.all()}
    unit = units[unit_id]
    governments = (
        one.name for one in (unit, *units_above(unit, units)) if one.type is UnitType.PEMDA
    )
    return next(governments, letterhead[0] if letterhead else "")


def _survey_values(data: ResultsData) -> dict[str, str]:
    survey = data.survey
    return {
        "periode": period_in_words(survey),
        "tahun": str(survey.year),
        "metode": survey.method.value,
        "layanan": services_text(data),
        "jumlah_layanan": _count(len(data.services) or None),
        "populasi": _count(survey.population),
        "sampel_minimal": _count(data.minimum),
        "awal_pengumpulan": _day(data.first_day),
        "akhir_pengumpulan": _day(data.last_day),
    }


def _result_values(result: IkmResult) -> dict[str, str]:
    has_index, ordered = result.ikm is not None, len({r.konversi for r in result.answered}) > 1
    alike = tr("(semua unsur bernilai sama)") if has_index else ""
    return {
        "jumlah_responden": indonesian(result.n, 0),
        "nilai": result.ikm_text if has_index else "",
        "mutu": mutu_text(result) if has_index else "",
        "unsur_tertinggi": named_values(result.highest(1)) if ordered else alike,
        "unsur_terendah": named_values(result.lowest(1)) if ordered else alike,
    }


def _count(number: int | None) -> str:
    return "" if number is None else indonesian(number, 0)


def _day(day: date | None) -> str:
    return "" if day is None else long_date(day)
