"""Workbooks: figures are numbers, text stays text, sheets print as the report does."""

from __future__ import annotations

import io
import re
import zipfile
from fractions import Fraction
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from app.services.reports import blocks as b
from app.services.reports.document import Paper
from app.services.reports.excel import render_xlsx
from app.services.reports.excel_looks import number_format
from app.services.reports.figures import figure, percent_figure, rupiah_figure
from app.services.reports.hasil_pengolahan import HASIL_PENGOLAHAN
from app.services.reports.kinds import Format
from tests.services.reports.engine import nested_table, report_of, simple_table
from tests.services.reports.making import results_data
from tests.support.reports import file_of

FIGURES = b.Table(
    (b.Column(), b.Column()),
    (("Nama", "Nilai"),),
    (
        ("IKM", figure(Fraction(8679, 100), 2)),
        ("Capaian", percent_figure(Fraction(129364, 100))),
        ("Pagu", rupiah_figure(3273129855262)),
        ("Efisiensi", percent_figure(Fraction(-214, 100), signed=True)),
        ("Tidak ada", figure(None, 2)),
        ("Besar", figure(10**15)),
    ),
    (("Jumlah", figure(6)),),
    name="Nilai",
)


def content_of(*blocks: b.Block) -> bytes:
    return render_xlsx(report_of(*blocks))


def book_of(content: bytes) -> Any:
    return CalamineWorkbook.from_filelike(io.BytesIO(content))


def rows_of(content: bytes, sheet: str) -> list[list[Any]]:
    return [list(row) for row in book_of(content).get_sheet_by_name(sheet).to_python()]


def xml_of(content: bytes, part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(f"xl/{part}").decode()


def test_figures_are_exact_numbers() -> None:
    rows = rows_of(content_of(FIGURES), "Nilai")
    values = {row[0]: row[1] for row in rows}
    assert values["IKM"] == 86.79
    assert values["Capaian"] == 1293.64
    assert values["Pagu"] == 3273129855262
    assert values["Efisiensi"] == -2.14
    assert values["Jumlah"] == 6
    assert values["Tidak ada"] == "–"


def test_a_whole_number_that_would_lose_digits_stays_text() -> None:
    assert rows_of(content_of(FIGURES), "Nilai")[-2][1] == "1.000.000.000.000.000"


def test_numbers_look_as_in_the_report() -> None:
    percent, money = percent_figure(Fraction(1)), rupiah_figure(1)
    signed = percent_figure(Fraction(1), signed=True)
    assert percent.exact is not None
    assert number_format(percent.exact) == '#,##0.00"%"'
    assert money.exact is not None
    assert number_format(money.exact) == '"Rp "#,##0'
    assert signed.exact is not None
    assert number_format(signed.exact) == '+#,##0.00"%";-#,##0.00"%";#,##0.00"%"'
    assert number_format(b.Exact(1, 0, '"=1', "")) == '"=1"#,##0'


@pytest.mark.parametrize("text", ["=1+1", "+62 811", "-2", "@a", " =1"])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    made = b.Table((b.Column(),), ((text,),), ((text,),), name=text)
    content = content_of(made)
    name = book_of(content).sheet_names[1]
    assert text.strip() in [str(row[0]).strip() for row in rows_of(content, name)]
    sheet = xml_of(content, "worksheets/sheet2.xml")
    assert "<f>" not in sheet
    assert 'quotePrefix="1"' in xml_of(content, "styles.xml")


def test_headers_are_frozen_and_repeated_and_the_area_is_printed() -> None:
    content = content_of(nested_table(20, notes=("*) catatan",), source="Sumber: kantor"))
    sheet = xml_of(content, "worksheets/sheet2.xml")
    assert re.search(r'<pane ySplit="5" [^>]*state="frozen"', sheet)
    names = xml_of(content, "workbook.xml")
    assert "_xlnm.Print_Titles" in names
    assert "$4:$5" in names
    assert re.search(r"Print_Area[^<]*>[^<]*\$A\$1:\$D\$87<", names)
    assert 'fitToHeight="0"' in sheet
    assert "Halaman &amp;P dari &amp;N" in sheet


def test_cells_are_merged_as_in_the_report() -> None:
    sheet = xml_of(content_of(nested_table(1, 4)), "worksheets/sheet2.xml")
    assert '<mergeCell ref="A6:A9"/>' in sheet
    assert '<mergeCell ref="C4:D4"/>' in sheet


def test_a_table_of_a_wide_section_lies_on_its_side() -> None:
    wide = b.Section((simple_table(3, name="Lebar"),), Paper.A4_LANDSCAPE)
    content = content_of(simple_table(3, name="Tegak"), wide)
    assert book_of(content).sheet_names == ["Keterangan", "Tegak", "Lebar"]
    assert 'orientation="landscape"' not in xml_of(content, "worksheets/sheet2.xml")
    assert 'orientation="landscape"' in xml_of(content, "worksheets/sheet3.xml")


def test_sheets_of_one_name_are_told_apart_and_any_name_is_accepted() -> None:
    names = ("Nilai", "nilai", "a" * 40, "[x]:*?/\\", "'", "")
    content = content_of(*(simple_table(1, name=name) for name in names))
    found = book_of(content).sheet_names
    assert len({name.casefold() for name in found}) == 1 + len(names)
    assert found[:3] == ["Keterangan", "Nilai", "nilai 2"]


def test_tables_within_other_blocks_have_their_sheets_too() -> None:
    inner = b.SideBySide(((simple_table(1, name="A"),), (simple_table(1, name="B"),)))
    assert book_of(content_of(b.Together((inner,)))).sheet_names == ["Keterangan", "A", "B"]


def test_the_first_sheet_says_how_the_figures_were_made() -> None:
    data = results_data(30, notice="Data contoh.")
    content = file_of(HASIL_PENGOLAHAN, data, form=Format.XLSX)
    rows = rows_of(content, "Keterangan")
    said = {str(row[0]): str(row[1]) for row in rows}
    assert said["Indeks Kepuasan Masyarakat"] == data.result.ikm_text
    assert said["Catatan"] == "Data contoh."
    assert "1/9" in said["Bobot"]
    assert "log 1324-9f3ac0b1d2e4" in said["Dicetak"]
    unsur = rows_of(content, "Nilai per unsur")
    row = data.result.unsur[0]
    assert row.nrr is not None
    assert row.konversi is not None
    line = next(one for one in unsur if one[0] == row.unsur.code)
    assert line[2:5] == [row.n, row.total, pytest.approx(float(row.nrr))]
    assert line[6] == pytest.approx(float(row.konversi))
    sheets = rows_of(content, "Nilai per responden")
    assert [one[0] for one in sheets[-30:]] == list(range(1, 31))


def test_the_same_report_is_the_same_file() -> None:
    report = report_of(FIGURES, nested_table(3))
    assert render_xlsx(report) == render_xlsx(report)


def test_whoever_is_told_may_stop_the_work() -> None:
    class StoppedError(Exception):
        pass

    def stop(_done: int, _all: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        render_xlsx(report_of(simple_table(500)), stop)
