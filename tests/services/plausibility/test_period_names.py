from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.period import PeriodKind, periods_of_year
from app.services.plausibility.period_names import read_period


@pytest.mark.parametrize(
    ("text", "kind", "number", "year"),
    [
        ("Tahunan (1 Juni - 12 November)", PeriodKind.TAHUNAN, 0, None),
        ("Tahun 2024", PeriodKind.TAHUNAN, 0, 2024),
        ("2024", PeriodKind.TAHUNAN, 0, 2024),
        ("Triwulan II Tahun 2024", PeriodKind.TRIWULAN, 2, 2024),
        ("TW 3", PeriodKind.TRIWULAN, 3, None),
        ("TRIWULAN KE-4", PeriodKind.TRIWULAN, 4, None),
        ("Semester I", PeriodKind.SEMESTER, 1, None),
        ("Juni 2024", PeriodKind.BULANAN, 6, 2024),
        ("Triwulan 7", None, 0, None),
        ("1 Juni - 12 November 2024", None, 0, 2024),
        ("2023/2024", None, 0, None),
        ("", None, 0, None),
    ],
)
def test_names(text: str, kind: PeriodKind | None, number: int, year: int | None) -> None:
    read = read_period(text)
    assert (read.kind, read.number, read.year) == (kind, number, year)


def test_a_year_alone_is_the_whole_year() -> None:
    assert read_period("", "2024").kind is PeriodKind.TAHUNAN


def test_our_own_codes_and_names() -> None:
    for period in periods_of_year(2026):
        for text in (period.code, period.name):
            read = read_period(text, "2026")
            assert (read.kind, read.number) == (period.kind, period.number)


@given(st.text(), st.text())
def test_any_text_is_read(text: str, year: str) -> None:
    assert read_period(text, year).text == text
