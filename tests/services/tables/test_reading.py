from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from app.errors import InputError, StorageError
from app.services.tables.reading import read_table
from app.services.tables.table import MAX_CELL, MAX_ROWS

if TYPE_CHECKING:
    from pathlib import Path

HEADER = ("kode", "nama", "jenis")
ROW = ("007", "NA", "Kelurahan Pasar Lama, tepi “sungai”")


def _file(folder: Path, content: bytes, name: str = "unit.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def _workbook(folder: Path, rows: list[list[object]], name: str = "unit.xlsx") -> Path:
    path = folder / name
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    sheet = book.add_worksheet("Daftar")
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(place, column, value)
            else:
                sheet.write(place, column, value)
    book.close()
    return path


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_csv_is_read_as_text_in_every_usual_form(
    tmp_path: Path, separator: str, encoding: str
) -> None:
    lines = [separator.join(f'"{cell}"' for cell in row) for row in (HEADER, ROW)]
    table = read_table(_file(tmp_path, "\r\n".join(lines).encode(encoding)))
    assert [row.cells for row in table.rows] == [HEADER, ROW]
    assert [row.line for row in table.rows] == [1, 2]


def test_what_was_detected_is_stated(tmp_path: Path) -> None:
    table = read_table(_file(tmp_path, "kode;nama\nA;“B”".encode("cp1252")))
    assert table.source == "CSV, Windows-1252, pemisah titik koma"


def test_decimal_commas_do_not_pass_for_separators(tmp_path: Path) -> None:
    table = read_table(_file(tmp_path, b"a;b;c\n3,1;3,2;3,3\n3,1;3,2;3,3\n"))
    assert table.rows[1].cells == ("3,1", "3,2", "3,3")


def test_a_declared_separator_is_followed_and_keeps_the_line_numbers(tmp_path: Path) -> None:
    table = read_table(_file(tmp_path, b"sep=|\nkode|nama, lengkap\n1|x\n"))
    assert [row.line for row in table.rows] == [2, 3]
    assert table.rows[0].cells == ("kode", "nama, lengkap")


def test_a_quoted_newline_stays_in_its_cell_and_lines_count_on(tmp_path: Path) -> None:
    table = read_table(_file(tmp_path, b'a,b\n"x\ny",1\n\nz,2\n'))
    assert [(row.line, row.cells) for row in table.rows] == [
        (1, ("a", "b")),
        (2, ("x\ny", "1")),
        (5, ("z", "2")),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "kosong"),
        (b"\xef\xbb\xbf \r\n", "kosong"),
        (b"%PDF-1.7 abc", "bukan tabel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xxxx", "kata sandi"),
        (b"PK\x03\x04 not a zip", "rusak"),
        (b"a,b\n" + b"x" * (MAX_CELL + 1), "Baris 2"),
        (b"a,b\n1,\x81\x8d\xff\n", "baris 2"),
        (b",".join([b"x"] * 600), "kolom"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(
    tmp_path: Path, content: bytes, words: str
) -> None:
    with pytest.raises(InputError) as refused:
        read_table(_file(tmp_path, content))
    assert words in refused.value.what
    assert refused.value.next


def test_a_line_of_a_megabyte_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="lebih panjang dari"):
        read_table(_file(tmp_path, b"kode,nama\n1," + b"x" * 1_000_000 + b"\n"))


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"200\.000 baris"):
        read_table(_file(tmp_path, b"a,b\n" + b"1,2\n" * MAX_ROWS))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "tiada.csv", tmp_path):
        with pytest.raises(StorageError):
            read_table(path)


def test_a_workbook_gives_text_without_points_and_dates_as_iso(tmp_path: Path) -> None:
    path = _workbook(tmp_path, [["kode", "n"], ["007", 7], ["NA", 3.5], ["=1+1", True]])
    table = read_table(path)
    assert [row.cells for row in table.rows] == [
        ("kode", "n"),
        ("007", "7"),
        ("NA", "3.5"),
        ("=1+1", "TRUE"),
    ]
    assert "XLSX" in table.source
    assert "Daftar" in table.source


def test_a_formula_gives_its_stored_value_only(tmp_path: Path) -> None:
    path = tmp_path / "rumus.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet().write_formula(0, 0, "=1+1", None, 2)
    book.close()
    assert read_table(path).rows[0].cells == ("2",)


def test_an_empty_workbook_has_no_rows(tmp_path: Path) -> None:
    assert read_table(_workbook(tmp_path, [])).rows == ()


def test_a_value_in_the_last_cell_of_a_sheet_is_refused_before_it_is_unfolded(
    tmp_path: Path,
) -> None:
    path = tmp_path / "jauh.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write(0, 0, "kode")
    sheet.write(1_048_575, 16_383, "x")
    book.close()
    with pytest.raises(InputError, match="terlalu besar"):
        read_table(path)


def test_a_zip_that_unfolds_to_gigabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bom.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            for _ in range(520):
                member.write(b" " * 1_000_000)
    with pytest.raises(InputError, match="terlalu besar"):
        read_table(path)


def _ods(folder: Path, body: str) -> Path:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:body>'
        f'<office:spreadsheet><table:table table:name="Unit">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    path = folder / "unit.ods"
    path.write_bytes(memory.getvalue())
    return path


_CELL = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
_BLANK = (
    '<table:table-row table:number-rows-repeated="1048570">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


def test_an_ods_as_libreoffice_writes_it_is_read(tmp_path: Path) -> None:
    row = f"<table:table-row>{_CELL.format('', '007')}{_CELL.format('', 'NA')}</table:table-row>"
    table = read_table(_ods(tmp_path, row + _BLANK))
    assert [row.cells for row in table.rows] == [("007", "NA")]
    assert "ODS" in table.source


@pytest.mark.parametrize(
    "body",
    [
        '<table:table-row table:number-rows-repeated="1000000">'
        + _CELL.format("", "x")
        + "</table:table-row>",
        "<table:table-row>"
        + _CELL.format(' table:number-columns-repeated="16000"', "x")
        + "</table:table-row>",
        _BLANK + "<table:table-row>" + _CELL.format("", "x") + "</table:table-row>",
    ],
)
def test_an_ods_that_repeats_without_end_is_refused(tmp_path: Path, body: str) -> None:
    with pytest.raises(InputError, match="terlalu besar"):
        read_table(_ods(tmp_path, body))
