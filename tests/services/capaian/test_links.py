from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.models.period import period_of
from app.models.unit import Unit, UnitType
from app.services.capaian.edits import BlockRefusedError, ValueField
from app.services.capaian.links import exact
from app.services.capaian.service import CapaianService
from app.services.city.year import CityIkm
from tests.support.capaian_office import IKM, YEAR, CapaianOffice, make_capaian_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.models.survey import Survey
    from app.services.capaian.figures import IndikatorFigures


@pytest.fixture
def made(tmp_path: Path) -> Iterator[CapaianOffice]:
    made = make_capaian_office(tmp_path / "kantor.puas", sheets=9)
    yield made
    made.session.store.close()


def ikm_of(made: CapaianOffice) -> IndikatorFigures:
    return made.capaian.figures(YEAR).of(made.ids[IKM])


def another(made: CapaianOffice, code: str, period: str, unit_id: int, sheets: int) -> Survey:
    store, office = made.session.store, made.office
    survey = store.surveys.save(
        replace(
            office.survey,
            id=0,
            uuid="",
            code=code,
            period=period_of(period, YEAR),
            unit_id=unit_id,
        )
    )
    for number in range(1, sheets + 1):
        sheet = replace(office.sheet(number, seed=number + unit_id), survey_id=survey.id)
        store.sheets.add(sheet, office.questions)
    return survey


def test_a_realisasi_follows_its_survey_and_says_so(made: CapaianOffice) -> None:
    survey = made.office.survey
    made.capaian.values.link_to_survey(made.ids[IKM], YEAR, survey.id)
    linked = ikm_of(made)
    exact_ikm = made.session.ikm.of_survey(survey).ikm
    assert linked.realisasi.number == exact_ikm
    assert linked.linked.source.startswith("Mengikuti SKM 2026 Kelurahan Melati: ")
    made.office.add(5)
    followed = ikm_of(made)
    assert followed.realisasi.number == made.session.ikm.of_survey(survey).ikm != exact_ikm
    assert followed.values.realisasi.text == "85.24"
    with pytest.raises(BlockRefusedError, match="mengikuti survei"):
        made.enter(IKM, ValueField.REALISASI, "90")
    made.capaian.values.unlink(made.ids[IKM], YEAR)
    assert ikm_of(made).realisasi.text == "85.24"


def test_a_lock_freezes_what_the_link_gave_until_it_is_opened(made: CapaianOffice) -> None:
    made.capaian.values.link_to_survey(made.ids[IKM], YEAR, made.office.survey.id)
    before = ikm_of(made)
    made.capaian.yearly.lock(YEAR, "angka final")
    made.office.add(5)
    frozen = ikm_of(made)
    assert (frozen.realisasi, frozen.linked.is_frozen) == (before.realisasi, True)
    assert frozen.linked.sentence == (f"Dibekukan saat tahun ini dikunci. {before.linked.sentence}")
    made.capaian.yearly.unlock(YEAR, "survei bertambah")
    again = ikm_of(made)
    assert again.realisasi != before.realisasi
    assert again.values.frozen.is_blank


def test_a_units_year_is_the_mean_of_its_periods_once(made: CapaianOffice) -> None:
    unit = made.office.survey.unit_id
    made.capaian.values.link_to_unit(made.ids[IKM], YEAR, unit)
    whole = made.session.ikm.of_survey(made.office.survey).ikm
    parts = [another(made, f"TW{n}", f"triwulan-{n}", unit, 4 + n) for n in (1, 2)]
    assert ikm_of(made).realisasi.number == whole
    other = made.session.store.units.save(Unit("KEL-02", "Kelurahan Mawar", UnitType.KELURAHAN))
    halves = [another(made, f"M{n}", f"semester-{n}", other.id, 3 + n) for n in (1, 2)]
    made.capaian.values.link_to_unit(made.ids[IKM], YEAR, other.id)
    values = [made.session.ikm.of_survey(one).ikm for one in halves]
    assert ikm_of(made).realisasi.number == sum(v for v in values if v is not None) / 2
    assert "rata-rata 2 periode" in ikm_of(made).linked.source
    assert len(parts) == 2


def test_the_citys_ikm_is_the_plain_mean_over_units(made: CapaianOffice) -> None:
    made.capaian.values.link_to_city(made.ids[IKM], YEAR)
    first = made.session.ikm.of_survey(made.office.survey).ikm
    assert ikm_of(made).realisasi.number == first
    other = made.session.store.units.save(Unit("KEL-02", "Kelurahan Mawar", UnitType.KELURAHAN))
    second = made.session.ikm.of_survey(another(made, "M", "tahunan", other.id, 3)).ikm
    assert first is not None
    assert second is not None
    assert ikm_of(made).realisasi.number == (first + second) / 2
    assert "rata-rata 2 unit" in ikm_of(made).linked.source


def test_another_service_may_know_the_citys_ikm(made: CapaianOffice) -> None:
    class City:
        def ikm_of_year(self, year: int) -> CityIkm | None:
            return CityIkm(Fraction("85.24"), 101, "101 layanan") if year == YEAR else None

    session = made.session
    service = CapaianService(session.store, session.instruments, session.ikm, City())
    service.values.link_to_city(made.ids[IKM], YEAR)
    linked = service.figures(YEAR).of(made.ids[IKM])
    assert linked.realisasi.text == "85.24"
    assert "rata-rata 101 layanan: 85,24" in linked.linked.source
    service.values.link_to_city(made.ids[IKM], 2027)
    assert service.figures(2027).of(made.ids[IKM]).linked.source == (
        "Mengikuti IKM gabungan tahun 2027, yang belum ada."
    )


def test_a_link_without_figures_says_so(made: CapaianOffice) -> None:
    unit = made.session.store.units.save(Unit("KEL-02", "Kelurahan Mawar", UnitType.KELURAHAN))
    empty = another(made, "M", "tahunan", unit.id, 0)
    made.capaian.values.link_to_survey(made.ids[IKM], YEAR, empty.id)
    assert "yang belum berisi lembar" in ikm_of(made).linked.source
    assert ikm_of(made).realisasi.is_blank
    made.capaian.values.link_to_unit(made.ids[IKM], YEAR, unit.id)
    assert ikm_of(made).linked.source == (
        "Mengikuti IKM Kelurahan Mawar tahun 2026, yang belum ada."
    )


def test_a_survey_of_another_year_makes_it_provisional(made: CapaianOffice) -> None:
    survey = made.office.survey
    made.capaian.values.link_to_survey(made.ids[IKM], 2027, survey.id)
    values = made.capaian.values.values_of(made.ids[IKM], 2027)
    assert (values.provisional, values.reused_year) == (True, YEAR)
    with pytest.raises(InputError, match="dari tahun sesudah 2025"):
        made.capaian.values.link_to_survey(made.ids[IKM], 2025, survey.id)
    with pytest.raises(InputError, match="Nilai sementara"):
        made.capaian.values.set_provisional(made.ids[IKM], YEAR, YEAR)
    assert [one for one, _ in made.capaian.links.surveys_of(YEAR)] == [survey.id]


@given(st.fractions(-1000, 1000, max_denominator=10**6))
def test_a_figure_becomes_a_value_that_keeps_it(value: Fraction) -> None:
    assert exact(value).number == value


def test_a_figure_that_ends_is_written_with_its_decimals() -> None:
    texts = [exact(Fraction(text)).text for text in ("85.24", "0.05", "-3", "1/3", "12.5", "100")]
    assert texts == ["85.24", "0.05", "-3", "1/3", "12.5", "100"]
