from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.store.proof import findings
from app.models.survey import SurveyState
from app.services.consolidation.cells import CellState
from app.services.exports.reading import read_package
from app.services.ikm.sample import minimum_sample
from app.services.sample import city
from app.services.session import Session
from tests.support.city import take

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take eight units instead of ninety-five: a kecamatan, its kelurahan, one without unsur."""
    rows = city.published_rows()
    wanted = {"KEC-BANJARMASIN-SELATAN", "KEL-KELAYAN-BARAT", "KEL-MANTUIL", "BAG-PENGADAAN"}
    few = tuple(row for row in rows if row["kode_unit"] in wanted)
    monkeypatch.setattr(city, "published_rows", lambda: few)


@pytest.mark.usefixtures("few")
def test_a_city_has_its_file_its_packages_and_the_rest_as_a_recap(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    made = city.make_city(tmp_path / "kota", lambda *step: seen.append(step))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert [path.name for path in made.packages] == [
        "01-kec-banjarmasin-selatan.sqlite",
        "02-bag-pengadaan.sqlite",
        "03-kel-mantuil.sqlite",
    ]
    packages = [read_package(path) for path in made.packages]
    assert [package.manifest.sheets for package in packages] == [393, 299, 193]
    assert len({package.manifest.installation_id for package in packages}) == 3
    assert {package.survey.state for package in packages} == {SurveyState.TERKUNCI}
    for package in packages:
        (asked,) = package.survey.services
        assert asked.population == package.survey.population
        assert minimum_sample(asked.population or 0) <= package.manifest.sheets
    assert packages[2].parent_code == "KEC-BANJARMASIN-SELATAN"
    assert packages[0].around.plans
    assert packages[0].around.plans[0].plan.action.startswith("Mengoptimalkan")
    with made.others.open(encoding="utf-8-sig", newline="") as file:
        assert [row["unit"] for row in csv.DictReader(file)] == ["Kelurahan Kelayan Barat"]
    assert made.left_out == 1


@pytest.mark.usefixtures("few")
def test_the_file_of_the_city_knows_all_units_and_takes_the_rest(tmp_path: Path) -> None:
    made = city.make_city(tmp_path / "kota")
    session = Session.open(made.city, operator="uji")
    assert isinstance(session, Session)
    units = {unit.code: unit for unit in session.units.all()}
    assert units["KEL-MANTUIL"].parent_id == units["KEC-BANJARMASIN-SELATAN"].id
    assert units["BAG-PENGADAAN"].parent_id == units["SETDA"].id
    assert session.offices.unit().code == "KOTA-BANJARMASIN"
    assert len(session.city.of_year(2024).missing) == 4
    result = take(session, made.others, 2024)
    assert (result.added, result.units) == (1, 0)
    assert len(session.city.of_year(2024).missing) == 3
    assert list(findings(session.store)) == []
    session.store.close()


def test_merged_they_are_complete_but_for_who_asked_too_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = {
        "KEC-BANJARMASIN-TENGAH",
        "KEL-GADANG",
        "KEL-KELAYAN-BARAT",
        "KEC-BANJARMASIN-SELATAN",
    }
    rows = tuple(row for row in city.published_rows() if row["kode_unit"] in wanted)
    monkeypatch.setattr(city, "published_rows", lambda: rows)
    made = city.make_city(tmp_path / "kota")
    session = Session.open(made.city, operator="uji")
    assert isinstance(session, Session)
    assert all(one.is_good for one in session.merging.merge_many(made.packages).outcomes)
    cells = {row.unit.code: row.cells[0] for row in session.matrix.of_year(2024).rows}
    session.store.close()
    states = {code: cell.state for code, cell in cells.items() if code in wanted}
    assert states == {
        "KEC-BANJARMASIN-TENGAH": CellState.COMPLETE,
        "KEC-BANJARMASIN-SELATAN": CellState.COMPLETE,
        "KEL-GADANG": CellState.PARTIAL,
        "KEL-KELAYAN-BARAT": CellState.MISSING,
    }
    assert cells["KEL-GADANG"].reasons == ("Kurang 6 lembar dari sampel minimal 54.",)


@pytest.mark.usefixtures("few")
def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "lain.txt").write_text("milik orang lain", encoding="utf-8")
    with pytest.raises(InputError, match="sudah ada dan tidak kosong"):
        city.make_city(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["lain.txt"]


@pytest.mark.usefixtures("few")
def test_what_fails_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    def stop(number: int, _: int) -> None:
        if number == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        city.make_city(tmp_path / "kota", stop)
    assert not (tmp_path / "kota").exists()
