from __future__ import annotations

import csv
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from app.services.tables.writing import SheetTable, harmless, write_csv, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

ROW = ("=1+1", 3, Fraction(7, 2), date(2026, 3, 12), None, "biasa", True)


def test_a_csv_has_semicolons_decimal_commas_and_no_formulas(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "t.csv", ["+a", "b"], [ROW])
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, row = csv.reader(file, delimiter=";")
    assert header == ["'+a", "b"]
    assert row == ["'=1+1", "3", "3,500000", "2026-03-12", "", "biasa", "Ya"]


def test_a_workbook_keeps_text_as_text_and_numbers_as_numbers(tmp_path: Path) -> None:
    tables = [SheetTable("A/B", ["x"], [ROW]), SheetTable("a b", ["x"], [])]
    path = write_xlsx(tmp_path / "t.xlsx", tables)
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["A B", "a b 2"]
    row = book.get_sheet_by_index(0).to_python()[1]
    assert row == ["=1+1", 3.0, 3.5, date(2026, 3, 12), "", "biasa", "Ya"]


@pytest.mark.parametrize("name", ["😀" * 40, "a" * 30 + "'b", "a" * 29 + "😀😀", "'" * 40])
def test_a_sheet_has_a_name_that_excel_takes(tmp_path: Path, name: str) -> None:
    write_xlsx(tmp_path / "t.xlsx", [SheetTable(name, ["x"], []), SheetTable(name, ["x"], [])])
    names = CalamineWorkbook.from_path(str(tmp_path / "t.xlsx")).sheet_names
    assert len({one.casefold() for one in names}) == 2
    assert all(len(one.encode("utf-16-le")) <= 62 and one[-1] not in "' " for one in names)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "  ="])
def test_no_text_becomes_a_formula(sign: str) -> None:
    assert harmless(f"{sign}A1") == f"'{sign}A1"


@settings(deadline=None)  # the first example imports the library
@given(text=st.text(max_size=40))
def test_any_text_comes_back_from_a_workbook(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = write_xlsx(tmp_path_factory.mktemp("t") / "t.xlsx", [SheetTable("T", ["k"], [[text]])])
    assert path.stat().st_size > 0
