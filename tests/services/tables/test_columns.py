from __future__ import annotations

import pytest

from app.errors import InputError
from app.services.tables.columns import Column, find_records
from app.services.tables.table import RawTable, Row

COLUMNS = (
    Column("kode", ("kode unit",), required=True),
    Column("nama", ("nama unit",), required=True),
    Column("alias"),
)


def _table(*rows: tuple[str, ...]) -> RawTable:
    return RawTable("u.csv", tuple(Row(i, cells) for i, cells in enumerate(rows, 1)), "CSV")


def test_columns_are_found_by_name_in_any_order_and_spelling() -> None:
    found = find_records(_table(("NAMA_UNIT", " Kode ", "luas"), ("Basirih", "007", "5")), COLUMNS)
    assert found.columns == ("kode", "nama")
    assert found.ignored == ("luas",)
    assert (found.rows[0]["kode"], found.rows[0]["nama"], found.rows[0]["alias"]) == (
        "007",
        "Basirih",
        "",
    )


def test_titles_above_the_header_are_passed_over() -> None:
    found = find_records(_table(("Daftar unit",), ("kode", "nama"), ("1", "A")), COLUMNS)
    assert [record.line for record in found.rows] == [3]


def test_a_missing_column_is_named_with_what_was_read() -> None:
    with pytest.raises(InputError, match=r"Kolom kode tidak ada.*nama, luas"):
        find_records(_table(("nama", "luas"), ("A", "5")), COLUMNS)


@pytest.mark.parametrize("header", [("kode", "nama", "kode"), ("kode", "nama", "Kode Unit")])
def test_a_repeated_column_is_refused(header: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match="lebih dari satu kali"):
        find_records(_table(header), COLUMNS)


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(InputError, match="tidak berisi baris"):
        find_records(_table(), COLUMNS)


def test_short_rows_are_blank_and_long_rows_are_marked() -> None:
    found = find_records(_table(("kode", "nama"), ("1",), ("2", "B", "x"), ("3", "C", "")), COLUMNS)
    assert found.rows[0]["nama"] == ""
    assert [record.surplus for record in found.rows] == [False, True, False]
