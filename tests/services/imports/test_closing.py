"""What surrounds the sheets of a spreadsheet: sums below them, errors in cells, no days at all."""

from __future__ import annotations

import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.services.imports.mapping import Stated
from app.services.imports.problems import ImportRefusedError
from app.services.imports.service import Imported
from app.services.tables.flaws import Flaws
from app.services.tables.reading import Reading
from tests.offices import make_office
from tests.support.answers import COLUMNS, QUESTIONS, line, write_answers

if TYPE_CHECKING:
    from pathlib import Path

    from tests.offices import SmallOffice

SUMS = {"nomor": "Jumlah nilai per unsur"} | dict.fromkeys(QUESTIONS, "86")
MEANS = {"nomor": "NRR per unsur"} | dict.fromkeys(QUESTIONS, "3,440")
INDEX = {"nomor": "IKM Unit Pelayanan", "persyaratan": "86,79"}
SIGNED = {"layanan": "Lurah Melati"}
NO_DAY = [name for name in COLUMNS if name != "tanggal"]


def take(office: SmallOffice, path: Path, *, day: str = "", others: bool = False) -> Imported:
    outcome = office.session.imports.import_answers(office.survey, path, stated=Stated(day, others))
    assert isinstance(outcome, Imported)
    return outcome


def test_sums_means_index_and_signature_are_left_out_and_named(
    office: SmallOffice, tmp_path: Path
) -> None:
    rows = [line(nomor="1"), line(nomor="2"), SUMS, MEANS, INDEX, SIGNED]
    path = write_answers(tmp_path / "j.csv", *rows, separator=";")
    taken = take(office, path)
    assert (taken.sheets, taken.plan.checked.closing) == (2, (4, 5, 6, 7))


def test_a_row_of_sums_between_sheets_is_refused(office: SmallOffice, tmp_path: Path) -> None:
    path = write_answers(tmp_path / "j.csv", line(), SUMS, line(), separator=";")
    with pytest.raises(ImportRefusedError, match="baris 3"):
        take(office, path)


def test_a_last_row_without_a_day_that_says_nothing_of_sums_is_refused(
    office: SmallOffice, tmp_path: Path
) -> None:
    path = write_answers(tmp_path / "j.csv", line(), line(tanggal=""), separator=";")
    with pytest.raises(ImportRefusedError, match="tanggal belum diisi"):
        take(office, path)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    answers=st.lists(st.text("01234", min_size=9, max_size=9), min_size=1, max_size=6),
    below=st.lists(st.sampled_from([SUMS, MEANS, INDEX, SIGNED]), max_size=4),
    has_days=st.booleans(),
)
def test_what_stands_below_changes_no_sheet(
    tmp_path_factory: pytest.TempPathFactory,
    answers: list[str],
    below: list[dict[str, str]],
    *,
    has_days: bool,
) -> None:
    filled = [one for one in answers if one.strip("0")]
    assume(filled)
    folder = tmp_path_factory.mktemp("k")
    office = make_office(folder / "k.sqlite")
    columns = COLUMNS if has_days else NO_DAY
    labelled = [SUMS, *below]  # a signature alone is no sum
    rows = [*map(line, filled), *labelled]
    path = write_answers(folder / "j.csv", *rows, columns=columns, separator=";")
    taken = take(office, path, day="" if has_days else "2026-03-12")
    stored = office.store.sheets.all_of(office.survey.id)
    assert [len(sheet.answers) for sheet in stored] == [9 - one.count("0") for one in filled]
    assert len(taken.plan.checked.closing) == len(labelled)
    office.store.close()


def test_a_file_without_days_needs_one_to_be_stated(office: SmallOffice, tmp_path: Path) -> None:
    path = write_answers(tmp_path / "j.csv", line(), line(), columns=NO_DAY)
    with pytest.raises(ImportRefusedError, match="nyatakan tanggal"):
        take(office, path)
    assert take(office, path, day="2026-03-12").sheets == 2
    days = {sheet.day for sheet in office.store.sheets.all_of(office.survey.id)}
    assert days == {date(2026, 3, 12)}


def test_a_stated_day_fills_blank_days_alone(office: SmallOffice, tmp_path: Path) -> None:
    path = write_answers(tmp_path / "j.csv", line(tanggal=""), line(tanggal="2026-03-20"))
    assert take(office, path, day="2026-03-12").sheets == 2
    days = [sheet.day for sheet in office.store.sheets.all_of(office.survey.id)]
    assert days == [date(2026, 3, 12), date(2026, 3, 20)]


@pytest.mark.parametrize(
    "text", ["Ibu Rumah Tangga", "Pelajar/Mahasiswa", "Lainnya: ojek", "Pensiunan", "lain-lain"]
)
def test_what_the_paper_calls_lainnya_is_lainnya(
    office: SmallOffice, tmp_path: Path, text: str
) -> None:
    take(office, write_answers(tmp_path / "j.csv", line(pekerjaan=text)))
    (sheet,) = office.store.sheets.all_of(office.survey.id)
    assert sheet.profile["pekerjaan"] == "Lainnya"


def test_any_other_text_is_lainnya_only_where_the_office_says_so(
    office: SmallOffice, tmp_path: Path
) -> None:
    path = write_answers(tmp_path / "j.csv", line(pekerjaan="Tukang"), line(pekerjaan="Tukang"))
    with pytest.raises(ImportRefusedError, match="pilihannya hanya"):
        take(office, path)
    (found,) = take(office, path, others=True).plan.checked.unknown
    assert (found.cell, found.count, found.value) == ("Tukang", 2, "Lainnya")


def test_a_list_without_lainnya_keeps_refusing(office: SmallOffice, tmp_path: Path) -> None:
    path = write_answers(tmp_path / "j.csv", line(pendidikan="Kursus"))
    with pytest.raises(ImportRefusedError, match="Kursus"):
        take(office, path, others=True)


def workbook_with(path: Path, column: str, formula: str, value: str) -> Path:
    """Write one sheet of answers whose cell in ``column`` holds a formula."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate([dict(zip(COLUMNS, COLUMNS, strict=True)), line(), line()]):
            sheet.write_row(place, 0, [row[name] for name in COLUMNS])
        sheet.write_formula(2, COLUMNS.index(column), formula, None, value)
    return path


@pytest.mark.parametrize("column", ["waktu", "usia", "saran", "layanan", "tanggal"])
def test_an_error_in_a_cell_is_no_blank(office: SmallOffice, tmp_path: Path, column: str) -> None:
    path = workbook_with(tmp_path / "a.xlsx", column, "=1/0", "#DIV/0!")
    with pytest.raises(ImportRefusedError, match="galat rumus") as refused:
        take(office, path)
    (problem,) = refused.value.problems
    assert (problem.row, problem.column, problem.value) == (3, column, "#DIV/0!")


def test_an_error_in_a_column_that_is_not_used_does_not_matter(
    office: SmallOffice, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [*COLUMNS, "catatan"])
        sheet.write_row(1, 0, [line()[name] for name in COLUMNS])
        sheet.write_formula(1, len(COLUMNS), "=1/0", None, "#REF!")
    assert take(office, path).sheets == 1


ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:body><office:spreadsheet>
<table:table table:name="Lain"><table:table-row><table:table-cell office:value-type="string">
<text:p>x</text:p></table:table-cell></table:table-row></table:table>
<table:table table:name="Jawaban">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""
MANIFEST = """<?xml version="1.0"?><manifest:manifest
 xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry
 manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
</manifest:manifest>"""


def ods(path: Path, waktu: str) -> Path:
    """Write one sheet of answers whose cell ``waktu`` is this piece of XML."""

    def cell(name: str, text: str) -> str:
        plain = f'<table:table-cell office:value-type="string"><text:p>{text}</text:p>'
        return waktu if name == "waktu" and text != name else f"{plain}</table:table-cell>"

    rows = [dict(zip(COLUMNS, COLUMNS, strict=True)), line()]
    written = "".join(
        f"<table:table-row>{''.join(cell(name, row[name]) for name in COLUMNS)}</table:table-row>"
        for row in rows
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(rows=written))
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return path


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (
            (
                '<table:table-cell table:formula="of:=1/0" office:value-type="string"'
                ' office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p>'
                "</table:table-cell>"
            ),
            "“#DIV/0!”: sel ini berisi galat rumus",
        ),
        ('<table:table-cell table:formula="of:=1+2"/>', "“=1[+]2”: rumus di sel ini belum"),
        (
            (
                '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1"'
                ' office:value-type="float" office:value="4"><text:p>4</text:p></table:table-cell>'
            ),
            "sel di sini digabung",
        ),
    ],
)
def test_the_same_flaws_in_ods(office: SmallOffice, tmp_path: Path, cell: str, words: str) -> None:
    inspected = office.session.imports.inspect(office.survey, ods(tmp_path / "a.ods", cell))
    assert inspected.grid.reading.sheet == "Lain"
    reading = Reading(sheet="Jawaban")
    chosen = office.session.imports.inspect(office.survey, tmp_path / "a.ods", reading)
    checked = office.session.imports.check(chosen, chosen.mapping)
    with pytest.raises(ImportRefusedError, match=words) as refused:
        office.session.imports.plan(chosen, checked)
    assert refused.value.problems[0].row == 2


def test_cells_with_formulas_are_named_as_spreadsheets_do() -> None:
    flaws = Flaws(formulas={(2, 27): "=1", (0, 0): "=2", (9, 701): "=3"})
    assert flaws.uncomputed == ("A1", "AB3", "ZZ10")
