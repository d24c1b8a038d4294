"""The matrix as lines: states, notes, what is shown of one period and of all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from app.models.unit import Unit, UnitType
from app.services.consolidation.arrivals import arrival_of
from app.services.consolidation.cells import CellState
from app.services.consolidation.outcomes import Fate, fates_sentence
from app.services.consolidation.overview import conflicts_of, overview_of
from app.services.consolidation.unit_lines import (
    arrival_short,
    arrival_text,
    lines_of,
    types_text,
    usual_period,
)
from app.services.units.expected import expected_units
from tests.support.receiving import City, correct, make_city, send

if TYPE_CHECKING:
    from pathlib import Path

    from tests.offices import SmallOffice


def test_a_year_of_a_city_at_once(city: City, office: SmallOffice, tmp_path: Path) -> None:
    empty = overview_of(city.session)
    assert (empty.matrix, empty.years, empty.packages, empty.counting) == (None, (), (), 0)
    city.merge(send(office, tmp_path / "1.sqlite"))
    overview = overview_of(city.session, 1999)
    assert overview.matrix is not None
    assert (overview.matrix.year, overview.years, overview.counting) == (2026, (2026,), 1)
    assert conflicts_of(city.session, 2026) == []
    city.session.merging.undo(overview.packages[0].id, "salah")
    after = overview_of(city.session, 2026)
    assert (len(after.packages), after.counting) == (1, 0)


def test_lines_of_one_period_and_of_the_year(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    city.merge(send(office, tmp_path / "1.sqlite"))
    matrix = city.session.matrix.of_year(2026)
    assert usual_period(matrix) == "tahunan"
    for period in ("tahunan", ""):
        first, second, _ = lines_of(matrix, period, ())
        assert (first.state, first.n) == (CellState.PARTIAL, 6)
        assert first.note == "Kurang 74 lembar dari sampel minimal 80."
        assert (second.state, second.n, second.note) == (CellState.MISSING, 0, "")
        assert first.arrived_at is not None
        assert arrival_text(first.arrived_at)[-5:] == arrival_short(first.arrived_at)[-5:]
    assert arrival_text(None) == arrival_short(None) == ""


def test_a_complete_unit_says_where_it_came_from(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    office.store.surveys.save(replace(office.survey, population=4))
    city.merge(send(office, tmp_path / "1.sqlite"))
    line = lines_of(city.session.matrix.of_year(2026), "tahunan", ())[0]
    assert line.state is CellState.COMPLETE
    assert line.note == "paket ke-1"
    at = arrival_text(line.arrived_at)
    assert line.whole_note == f"{line.unit.name}: paket ke-1. Paket terakhir tiba {at}."
    moment = datetime(2026, 10, 3, 14, 5).astimezone()
    assert (arrival_short(moment), arrival_text(moment)) == ("3/10 14.05", "3 Okt 2026 14.05")


def test_what_waits_for_a_look_comes_before_the_rest(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    city.merge(send(office, tmp_path / "1.sqlite"))
    found = [o for o in city.session.across.of_year(2026) if o.finding.waits]
    matrix = city.session.matrix.of_year(2026)
    line = lines_of(matrix, "tahunan", found)[0]
    assert (line.state is CellState.CHECK) == bool(found)
    assert lines_of(matrix, "semester-1", found)[0].findings == ()


def test_types_are_counted_in_a_few_words() -> None:
    kelurahan = [Unit(str(n), "K", UnitType.KELURAHAN) for n in range(9)]
    uptd = [Unit("u", "U", UnitType.UPTD)]
    setda = [Unit("s", "S", UnitType.SEKRETARIAT_DAERAH)]
    assert types_text([]) == ""
    assert types_text(kelurahan + uptd) == "9 kelurahan, 1 UPTD"
    assert types_text(kelurahan + setda) == "9 kelurahan, 1 lainnya"
    assert types_text(setda) == "1 sekretariat daerah"


def test_an_arrival_keeps_no_sheets(city: City, office: SmallOffice, tmp_path: Path) -> None:
    path = send(office, tmp_path / "1.sqlite")
    merged, known = (arrival_of(one) for one in city.merge(path, path))
    assert (merged.fate, merged.who, merged.about) == (Fate.MERGED, "Kelurahan 01", "Tahunan 2026")
    assert (merged.is_new, known.is_new) == (True, False)
    assert known.package_id == merged.package_id
    (tmp_path / "x").write_text("bukan", encoding="utf-8")
    refused = arrival_of(city.merge(tmp_path / "x")[0])
    assert (refused.who, refused.about, refused.package_id) == ("", "", 0)
    said = fates_sentence([merged.fate, known.fate, refused.fate, Fate.WAITING], 2)
    assert said == (
        "1 paket digabung, 1 sudah pernah, 1 menunggu unitnya dikenali, 1 ditolak, 2 belum"
        " diperiksa."
    )


def test_news_are_what_was_not_merged(city: City, office: SmallOffice, tmp_path: Path) -> None:
    folder = tmp_path / "masuk"
    folder.mkdir()
    first = send(office, folder / "1.sqlite")
    correct(office, 1)
    second = send(office, folder / "2.sqlite")
    broken = folder / "3.sqlite"
    broken.write_bytes(second.read_bytes()[:5000])
    assert city.session.merging.news([folder]) == [first, second, broken]
    city.merge(first)
    assert city.session.merging.news([folder]) == [second, broken]
    assert city.session.merging.news([tmp_path / "tidak ada"]) == [tmp_path / "tidak ada"]


@pytest.mark.parametrize(("ever", "names"), [((), ["B", "K"]), ((2, 4), ["S", "B", "K"])])
def test_who_is_waited_for(ever: tuple[int, ...], names: list[str]) -> None:
    units = [
        Unit("P", "P", UnitType.PEMDA, id=1),
        Unit("S", "S", UnitType.SEKRETARIAT_DAERAH, 1, id=2),
        Unit("B", "B", UnitType.BAGIAN, 2, id=3),
        Unit("O", "O", UnitType.BAGIAN, 2, id=4),
        Unit("K", "K", UnitType.KELURAHAN, 1, id=5),
        Unit("X", "X", UnitType.KELURAHAN, 1, active=False, id=6),
    ]
    found = expected_units({unit.id: unit for unit in units}, 4, ever)
    assert [unit.code for unit in found] == names


def test_both_places_wait_for_the_same_units(tmp_path: Path) -> None:
    city = make_city(tmp_path / "k.puas")
    try:
        matrix = {row.unit.code for row in city.session.matrix.of_year(2026).rows}
        figures = {unit.code for unit in city.session.city.of_year(2026).missing}
        assert matrix == figures
    finally:
        city.session.store.close()
