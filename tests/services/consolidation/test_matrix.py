"""Who has sent, how much, and what still lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.period import period_of
from app.models.survey import WeightRule
from app.models.unit import Unit, UnitType
from app.services.consolidation.cells import CellState
from tests.support.receiving import City, make_city, make_sender, send

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.consolidation.cells import Cell
    from tests.offices import SmallOffice


def cell_of(city: City, code: str, place: int = 0) -> Cell:
    rows = city.session.matrix.of_year(2026).rows
    return next(row for row in rows if row.unit.code == code).cells[place]


def test_before_anything_has_come(city: City) -> None:
    matrix = city.session.matrix.of_year(2026)
    assert [row.unit.code for row in matrix.rows] == ["KEL-01", "KEL-02", "KEL-03"]
    assert matrix.periods == ()
    assert matrix.rows[0].parent is not None
    assert [unit.code for unit in city.session.matrix.missing(2026)] == [
        "KEL-01",
        "KEL-02",
        "KEL-03",
    ]


def test_a_unit_is_partial_until_its_minimum_is_reached(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    office.store.surveys.save(replace(office.survey, population=8))
    (outcome,) = city.merge(send(office, tmp_path / "1.sqlite"))
    cell = cell_of(city, "KEL-01")
    assert (cell.state, cell.n, cell.minimum) == (CellState.PARTIAL, 6, 8)
    assert cell.reasons == ("Kurang 2 lembar dari sampel minimal 8.",)
    assert cell.result == city.session.ikm.of_survey(
        city.session.store.surveys.get(outcome.survey_id)
    )
    assert cell.ikm_text == office.session.ikm.of_survey(office.survey).ikm_text
    assert cell.arrived_at is not None
    office.add(2)
    city.merge(send(office, tmp_path / "2.sqlite"))
    cell = cell_of(city, "KEL-01")
    assert (cell.state, cell.n, cell.reasons) == (CellState.COMPLETE, 8, ())
    assert cell.surveys[0].packages == 2
    matrix = city.session.matrix.of_year(2026)
    assert matrix.count(CellState.COMPLETE, "tahunan") == 1
    assert matrix.count(CellState.MISSING, "tahunan") == 2
    assert [unit.code for unit in matrix.missing("tahunan")] == ["KEL-02", "KEL-03"]
    assert city.session.matrix.missing(2026, "tahunan") == matrix.missing("tahunan")
    assert city.session.matrix.years() == [2026]


def test_without_a_known_population_the_lock_of_the_unit_counts(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    survey = office.store.surveys.save(replace(office.survey, population=None))
    city.merge(send(office, tmp_path / "1.sqlite"))
    cell = cell_of(city, "KEL-01")
    assert (cell.state, cell.minimum) == (CellState.PARTIAL, None)
    assert "belum dikunci" in cell.reasons[0]
    office.session.surveys.lock(survey.id, "selesai")
    city.merge(send(office, tmp_path / "2.sqlite"))
    assert cell_of(city, "KEL-01").state is CellState.COMPLETE


def test_a_survey_without_sheets(city: City, tmp_path: Path) -> None:
    empty = make_sender(tmp_path / "kosong.puas", "KEL-02")
    city.merge(send(empty, tmp_path / "1.sqlite"))
    empty.store.close()
    cell = cell_of(city, "KEL-02")
    assert (cell.state, cell.n, cell.result, cell.ikm_text) == (CellState.PARTIAL, 0, None, "–")
    assert "belum berisi lembar" in cell.reasons[0]


def test_periods_stand_in_their_order(city: City, office: SmallOffice, tmp_path: Path) -> None:
    for number, code in enumerate(("bulan-3", "triwulan-1", "semester-1", "bulan-1")):
        survey = replace(
            office.survey, id=0, period=period_of(code, 2026), code=f"K-{number}", population=None
        )
        saved = office.store.surveys.save(survey)
        target = tmp_path / f"{number}.sqlite"
        office.session.exports.export_package(saved, target)
        city.merge(target)
    periods = [period.code for period in city.session.matrix.of_year(2026).periods]
    assert periods == ["semester-1", "triwulan-1", "bulan-1", "bulan-3"]


def test_other_indices_stand_apart(city: City, office: SmallOffice, tmp_path: Path) -> None:
    other = make_sender(tmp_path / "lain.puas", "KEL-02", 0)
    instrument = other.session.instruments.bind("spak-5")
    other.store.surveys.save(replace(other.survey, instrument_id=instrument))
    city.merge(send(office, tmp_path / "1.sqlite"), send(other, tmp_path / "2.sqlite"))
    other.store.close()
    matrix = city.session.matrix.of_year(2026)
    assert (matrix.index, matrix.indexes) == ("IKM", ("IKM", "IPAK"))
    assert matrix.count(CellState.MISSING, "tahunan") == 2
    ipak = city.session.matrix.of_year(2026, "IPAK")
    assert ipak.count(CellState.MISSING, "tahunan") == 2


def test_two_surveys_of_one_file_are_pooled_and_two_weights_are_not(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    second = office.store.surveys.save(
        replace(office.survey, id=0, code="KEL-01-2026-B", population=None)
    )
    for number in (1, 2, 3):
        sheet = replace(office.sheet(number, number + 50), survey_id=second.id)
        office.store.sheets.add(sheet, office.questions)
    packages = []
    for number, survey in enumerate((office.survey, second)):
        target = tmp_path / f"{number}.sqlite"
        office.session.exports.export_package(survey, target)
        packages.append(target)
    city.merge(*packages)
    cell = cell_of(city, "KEL-01")
    assert (cell.n, cell.conflicts, len(cell.surveys)) == (9, 0, 2)
    assert cell.result is not None
    sums = [sum(question.total for question in one.result.questions) for one in cell.surveys]
    assert sum(question.total for question in cell.result.questions) == sum(sums)
    office.store.surveys.save(replace(second, weight_rule=WeightRule.THREE_DECIMALS))
    target = tmp_path / "3.sqlite"
    office.session.exports.export_package(office.store.surveys.get(second.id), target)
    city.merge(target)
    cell = cell_of(city, "KEL-01")
    assert (cell.state, cell.result) == (CellState.CHECK, None)
    assert "aturan bobot yang berbeda" in cell.reasons[0]


def test_units_that_need_not_send_are_not_waited_for(tmp_path: Path) -> None:
    city = make_city(tmp_path / "kota2.puas", ["KEL-01"])
    store = city.session.store
    store.units.save(Unit("LAMA", "Kelurahan Lama", UnitType.KELURAHAN, active=False))
    assert [row.unit.code for row in city.session.matrix.of_year(2026).rows] == ["KEL-01"]
    store.close()


def test_surveys_of_this_file_stand_beside_those_that_came(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    """A unit without a computer is keyed in by the city."""
    unit = city.session.units.find("KEL-02")
    instrument = city.session.instruments.bind("skm-9")
    city.session.store.surveys.save(
        replace(
            office.survey,
            id=0,
            unit_id=unit.id,
            instrument_id=instrument,
            services=(),
            code="KEL-02-2026",
        )
    )
    cell = cell_of(city, "KEL-02")
    assert cell.surveys[0].is_own
    assert cell.state is CellState.PARTIAL
