"""What stands in the place of each field of the office's texts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.models.period import long_date
from app.models.unit import UnitType
from app.services.charts.builders import joined
from app.services.ikm.rounding import indonesian
from app.services.report_texts.fields import examples, text_fields, unknown_value
from app.services.reports.collecting import collect_results
from app.services.reports.kinds import About, Options
from app.services.reports.parts import mutu_text, named_values, services_text, survey_name
from app.services.results.history import period_in_words
from app.services.results.survey_results import survey_name as name_of_survey
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.models.store.store import Store
    from app.services.ikm.result import IkmResult
    from app.services.reports.data import ResultsData
    from app.services.session import Session


def values_of(data: ResultsData, government: str) -> Mapping[str, str]:
    """Return name → value of every field; what the file does not hold is said to be unknown."""
    found = {
        **_office_values(data, government),
        **_survey_values(data),
        **_result_values(data.result),
    }
    return {field.name: found[field.name].strip() or unknown_value() for field in text_fields()}


def government_of(store: Store, unit_id: int, letterhead: tuple[str, ...]) -> str:
    """Return the government that a unit belongs to, or what the letterhead begins with."""
    units = {unit.id: unit for unit in store.units.all()}
    seen: set[int] = set()
    place: int | None = unit_id
    while place is not None and place not in seen:
        seen.add(place)
        unit = units[place]
        if unit.type is UnitType.PEMDA:
            return unit.name
        place = unit.parent_id
    return letterhead[0] if letterhead else ""


def preview_values(session: Session, survey_id: int) -> tuple[Mapping[str, str], str]:
    """Return the values of a survey and its name; made-up ones and no name without a survey."""
    known = {survey.id for survey in session.store.surveys.all()}
    if survey_id not in known or session.offices.current() is None:
        return examples(), ""
    data = collect_results(session, About(survey_id), Options(), datetime.now().astimezone())
    government = government_of(session.store, data.unit.id, data.office.letterhead)
    return values_of(data, government), name_of_survey(data.survey, data.instrument)


def _office_values(data: ResultsData, government: str) -> dict[str, str]:
    office = data.office
    return {
        "unit": data.unit.name,
        "kantor": data.office_name,
        "pemerintah": government,
        "alamat": office.address,
        "tempat": data.place,
        "tanggal_laporan": long_date(data.signed_on),
        "jabatan": data.official.jabatan if data.official else "",
    }


def _survey_values(data: ResultsData) -> dict[str, str]:
    instrument, survey = data.instrument, data.survey
    return {
        "survei": instrument.survey_short,
        "nama_survei": survey_name(instrument),
        "indeks": instrument.index_short,
        "nama_indeks": instrument.index_name,
        "sumber": instrument.source,
        "periode": period_in_words(survey),
        "tahun": str(survey.year),
        "metode": survey.method.value,
        "layanan": services_text(data),
        "jumlah_layanan": _count(len(data.services) or None),
        "jumlah_unsur": _count(len(instrument.unsur)),
        "daftar_unsur": joined([unsur.name for unsur in instrument.unsur]),
        "jumlah_pertanyaan": _count(len(instrument.questions)),
        "skala": tr(
            "{rendah} sampai {tinggi}", rendah=instrument.lowest, tinggi=instrument.highest
        ),
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
