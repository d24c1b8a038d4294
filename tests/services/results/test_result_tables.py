from __future__ import annotations

import csv
import shutil
import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from app.errors import InputError
from app.models.review import SaranDecision
from app.services.results.crosstab import SmallCells
from app.services.results.result_tables import RAW, Wish, table_names
from tests.support.result_office import quarters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.models.survey import Survey
    from app.services.session import Session


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Session, Survey]]:
    session, survey = quarters(tmp_path / "kantor.sqlite")
    yield session, survey
    session.store.close()


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_a_workbook_holds_every_table(office: tuple[Session, Survey], tmp_path: Path) -> None:
    session, survey = office
    path = tmp_path / "hasil.xlsx"
    assert session.result_tables.write(survey.id, path, Wish(raw=True)) == [path]
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == list(table_names().values())
    unsur = book.get_sheet_by_name("Unsur").to_python()
    ikm = session.results.of(survey.id).result.ikm
    assert ikm is not None
    assert unsur[-1][7] == pytest.approx(float(ikm))
    raw = book.get_sheet_by_name("Data lembar").to_python()
    assert len(raw) == 61
    assert raw[1][:5] == [1.0, date(2026, 1, 2), "Surat keterangan", "P", "Perempuan"]


def test_remarks_stay_text_and_only_approved_ones_leave(
    office: tuple[Session, Survey], tmp_path: Path
) -> None:
    session, survey = office
    formula = session.results.of(survey.id).saran[1]
    session.saran.decide(survey.id, [formula.uuid], SaranDecision.PRINT)
    path = tmp_path / "saran.xlsx"
    session.result_tables.write(survey.id, path, Wish(tables=("saran",)))
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert rows[1][0] == '=HYPERLINK("http://contoh") <b>tebal</b>'
    assert rows[2][0] == "2 saran belum ditinjau dan tidak ditulis di sini."
    assert len(rows) == 3
    text = tmp_path / "saran.csv"
    session.result_tables.write(survey.id, text, Wish(tables=("saran",)))
    assert rows_of(text)[1][0].startswith("'=HYPERLINK")


def test_no_remark_is_in_the_sheets(office: tuple[Session, Survey], tmp_path: Path) -> None:
    session, survey = office
    path = tmp_path / "lembar.csv"
    session.result_tables.write(survey.id, path, Wish(tables=(RAW,)))
    assert "Antrean" not in path.read_text("utf-8-sig")


def test_a_csv_is_one_table_with_rows_of_one_length(
    office: tuple[Session, Survey], tmp_path: Path
) -> None:
    session, survey = office
    path = tmp_path / "a.csv"
    session.result_tables.write(survey.id, path)
    assert rows_of(path)[0][1] == "Unsur"
    for key in table_names():
        session.result_tables.write(survey.id, path, Wish(tables=(key,)))
        assert len({len(row) for row in rows_of(path)}) == 1, key


def test_a_folder_takes_a_file_per_table(office: tuple[Session, Survey], tmp_path: Path) -> None:
    session, survey = office
    files = session.result_tables.write(survey.id, tmp_path / "tabel")
    assert [path.name for path in files] == [
        f"KL-01-2026-TW1-{key}.csv" for key in table_names() if key != RAW
    ]


@pytest.mark.parametrize("small", list(SmallCells))
def test_small_groups_leave_as_it_was_chosen(
    office: tuple[Session, Survey], tmp_path: Path, small: SmallCells
) -> None:
    session, survey = office
    path = tmp_path / "silang.csv"
    session.result_tables.write(survey.id, path, Wish(tables=("silang",), small=small))
    counts = [row[4] for row in rows_of(path)[1:]]
    few = [count for count in counts if count.isdecimal() and 0 < int(count) < 5]
    assert bool(few) == (small is SmallCells.MARKED)
    assert ("<5" in counts) == (small is not SmallCells.MARKED)


def test_unknown_tables_and_forms_are_refused(
    office: tuple[Session, Survey], tmp_path: Path
) -> None:
    session, survey = office
    with pytest.raises(InputError, match="puisi"):
        session.result_tables.write(survey.id, tmp_path / "a.xlsx", Wish(tables=("puisi",)))
    with pytest.raises(InputError, match=r"\.pdf"):
        session.result_tables.write(survey.id, tmp_path / "a.pdf")
    assert list(tmp_path.glob("a.*")) == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_office_program_reads_the_same(office: tuple[Session, Survey], tmp_path: Path) -> None:
    session, survey = office
    path = tmp_path / "hasil.xlsx"
    session.result_tables.write(survey.id, path, Wish(tables=("unsur",)))
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation=file://{tmp_path}/profil", "--headless"),
            *("--convert-to", "csv", "--outdir", str(tmp_path), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=50,
    )
    with (tmp_path / "hasil.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1][:3] == ["U1", "Persyaratan", "60"]
    assert float(rows[-1][7].replace(",", ".")) == 78.75
