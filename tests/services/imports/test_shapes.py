"""What a file may look like: headers, labels, orders of days, and what is refused with a place."""

from __future__ import annotations

import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import InputError
from app.services.imports.mapping import Stated
from app.services.imports.problems import ImportRefusedError
from app.services.imports.report import write_report
from app.services.imports.service import AlreadyImported, Imported
from app.services.recognising.days import DateOrder, DayError, proposed_order, read_day
from tests.offices import make_office
from tests.support.answers import COLUMNS, line, write_answers

if TYPE_CHECKING:
    from pathlib import Path

    from tests.offices import SmallOffice


def workbook(path: Path, rows: list[list[str]], *, merged: str = "", formula: str = "") -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Jawaban")
        for place, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write_string(place, column, value)
        if merged:
            sheet.merge_range(merged, "L")
        if formula:
            sheet.write_formula(formula, "=1+2", None, "")
        hidden = book.add_worksheet("Rahasia")
        hidden.write_string(0, 0, "x")
        hidden.hide()
    return path


def table(*rows: dict[str, str]) -> list[list[str]]:
    return [COLUMNS, *([row[name] for name in COLUMNS] for row in rows)]


def test_hidden_sheets_are_said_and_may_be_read(office: SmallOffice, tmp_path: Path) -> None:
    inspected = office.session.imports.inspect(
        office.survey, workbook(tmp_path / "a.xlsx", table(line()))
    )
    assert [(s.name, s.hidden) for s in inspected.grid.sheets] == [
        ("Jawaban", False),
        ("Rahasia", True),
    ]


def test_a_stated_sheet_is_read_and_the_others_are_named(
    office: SmallOffice, tmp_path: Path
) -> None:
    path = tmp_path / "rekap.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Rekap").write_row(0, 0, ["Rekap kuesioner", "triwulan I"])
        data = book.add_worksheet("Data")
        for place, row in enumerate(table(line(), line())):
            data.write_row(place, 0, row)
        data.hide()
    imports = office.session.imports
    with pytest.raises(ImportRefusedError, match="yang lain: “Data”") as refused:
        imports.import_answers(office.survey, path)
    assert "lembar kerja “Rekap”" in refused.value.sentence
    with pytest.raises(InputError, match="tidak punya lembar kerja “Dta”") as unknown:
        imports.import_answers(office.survey, path, stated=Stated(sheet="Dta"))
    assert "Yang ada: “Rekap”, “Data” (tersembunyi)." in unknown.value.sentence
    assert office.store.sheets.all_of(office.survey.id) == []
    outcome = imports.import_answers(office.survey, path, stated=Stated(sheet="Data"))
    assert isinstance(outcome, Imported)
    assert outcome.sheets == 2
    assert outcome.plan.source == "XLSX, lembar kerja “Data”, bukan “Rekap”"


def test_each_sheet_of_a_workbook_goes_in_once(office: SmallOffice, tmp_path: Path) -> None:
    path = tmp_path / "dua_loket.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, answers in (("Loket 1", "343434343"), ("Loket 2", "222222222")):
            sheet = book.add_worksheet(name)
            for place, row in enumerate(table(line(answers))):
                sheet.write_row(place, 0, row)
    imports = office.session.imports
    for stated in (Stated(), Stated(sheet="Loket 2")):
        assert isinstance(imports.import_answers(office.survey, path, stated=stated), Imported)
        again = imports.import_answers(office.survey, path, stated=stated)
        assert isinstance(again, AlreadyImported)
    same = imports.import_answers(office.survey, path, stated=Stated(sheet="Loket 1"))
    assert isinstance(same, AlreadyImported)
    scores = [s.answers["waktu"] for s in office.store.sheets.all_of(office.survey.id)]
    assert scores == [3, 2]


def test_a_text_file_has_no_sheets(office: SmallOffice, tmp_path: Path) -> None:
    path = write_answers(tmp_path / "j.csv", line())
    with pytest.raises(InputError, match="tidak punya lembar kerja “Data”") as refused:
        office.session.imports.import_answers(office.survey, path, stated=Stated(sheet="Data"))
    assert "bukan buku kerja" in refused.value.sentence


def test_problems_are_told_in_the_order_of_the_file(office: SmallOffice, tmp_path: Path) -> None:
    wrong = [line(pengaduan="7"), line(tanggal="2026-02-31"), line(waktu="9"), line(waktu="8")]
    path = write_answers(tmp_path / "j.csv", *wrong)
    with pytest.raises(ImportRefusedError) as refused:
        office.session.imports.import_answers(office.survey, path)
    assert [problem.row for problem in refused.value.problems] == [2, 3, 4, 5]
    assert "yang pertama baris 2, kolom pengaduan" in refused.value.sentence


def test_merged_cells_are_refused_with_their_place(office: SmallOffice, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", table(line(), line()), merged="D2:D3")
    with pytest.raises(ImportRefusedError, match="digabung") as refused:
        office.session.imports.import_answers(office.survey, path)
    assert refused.value.problems[0].row == 2


def test_a_formula_without_its_value_is_refused(office: SmallOffice, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", table(line(), line()), formula="H3")
    with pytest.raises(ImportRefusedError, match="belum dihitung") as refused:
        office.session.imports.import_answers(office.survey, path)
    (problem,) = refused.value.problems
    assert (problem.row, problem.column, problem.value) == (3, "persyaratan", "=1+2")


def test_two_rows_of_headings(office: SmallOffice, tmp_path: Path) -> None:
    upper = [name if place < 7 else "" for place, name in enumerate(COLUMNS)]
    upper[7], upper[-1] = "Unsur pelayanan", "saran"
    lower = [name if 7 <= place < 16 else "" for place, name in enumerate(COLUMNS)]
    rows = [upper, lower, *table(line())[1:]]
    path = tmp_path / "j.csv"
    path.write_text("\n".join(",".join(row) for row in rows))
    assert isinstance(office.session.imports.import_answers(office.survey, path), Imported)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("EncryptedPackage", "kata sandi"),
        ("Workbook", r"Excel lama \(\.xls\)"),
    ],
)
def test_locked_and_old_workbooks_are_named(
    office: SmallOffice, tmp_path: Path, content: str, words: str
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99) + content.encode("utf-16-le"))
    with pytest.raises(InputError, match=words):
        office.session.imports.import_answers(office.survey, path)


def test_a_locked_ods_is_named(office: SmallOffice, tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", b"\x00\x01")
        archive.writestr("META-INF/manifest.xml", b"<manifest:encryption-data/>")
    with pytest.raises(InputError, match="kata sandi"):
        office.session.imports.import_answers(office.survey, path)


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("11/21/2026 14.03.22", DateOrder.MDY, date(2026, 11, 21)),
        ("21/11/26", DateOrder.DMY, date(2026, 11, 21)),
        ("26-11-21", DateOrder.YMD, date(2026, 11, 21)),
        ("2026-11-21T08:00:00", DateOrder.UNKNOWN, date(2026, 11, 21)),
        ("21 Nopember 2026", DateOrder.UNKNOWN, date(2026, 11, 21)),
        ("2026/11/21 2:03:22 PM GMT+8", DateOrder.UNKNOWN, date(2026, 11, 21)),
    ],
)
def test_days_in_the_order_that_was_stated(cell: str, order: DateOrder, day: date) -> None:
    assert read_day(cell, order) == day


def test_a_day_that_may_be_two_is_none_until_its_order_is_stated() -> None:
    assert proposed_order(["03/04/2026"]) is DateOrder.UNKNOWN
    assert proposed_order(["03/04/2026", "13/04/2026"]) is DateOrder.DMY
    assert proposed_order(["04/13/2026", "13/04/2026"]) is DateOrder.UNKNOWN
    with pytest.raises(DayError, match="belum dinyatakan"):
        read_day("03/04/2026", DateOrder.UNKNOWN)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    cells=st.lists(
        st.lists(
            st.sampled_from(
                ["", "1", "4", "3,0", "5", "Sesuai", "=1", "a", "4. Murah", "\x00", "٣"]
            ),
            min_size=9,
            max_size=9,
        ),
        max_size=5,
    )
)
def test_any_table_is_refused_or_taken_exactly(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("k")
    office = make_office(folder / "k.sqlite")
    rows = [line() | dict(zip(COLUMNS[7:16], row, strict=True)) for row in cells]
    path = write_answers(folder / "j.csv", *rows, separator=";")
    try:
        outcome = office.session.imports.import_answers(office.survey, path)
    except InputError:
        assert office.store.sheets.all_of(office.survey.id) == []
    else:
        assert isinstance(outcome, Imported)
        filled = [[c for c in row if c.strip()] for row in cells]
        stored = [len(s.answers) for s in office.store.sheets.all_of(office.survey.id)]
        assert stored == [len(row) for row in filled if row]
    office.store.close()


def test_the_list_of_problems_is_written(office: SmallOffice, tmp_path: Path) -> None:
    path = write_answers(tmp_path / "j.csv", line(waktu="=1+1"))
    inspected = office.session.imports.inspect(office.survey, path)
    checked = office.session.imports.check(inspected, inspected.mapping)
    written = write_report(tmp_path / "m.csv", checked.problems)
    assert "'=1+1" in written.read_text(encoding="utf-8-sig")
    assert write_report(tmp_path / "m.xlsx", checked.problems).stat().st_size > 0


def test_a_file_without_any_profile_column_is_taken(office: SmallOffice, tmp_path: Path) -> None:
    path = tmp_path / "tanpa_profil.csv"
    header = ",".join(("tanggal", "layanan", *office.questions))
    path.write_text(f"{header}\n2026-03-02,KTP,{','.join('444444444')}\n", encoding="utf-8")
    office.session.imports.import_answers(office.survey, path)
    (sheet,) = office.store.sheets.all_of(office.survey.id)
    assert sheet.profile == {}
    assert len(sheet.answers) == len(office.questions)
