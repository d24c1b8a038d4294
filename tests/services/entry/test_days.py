"""Days as they are typed on a number pad."""

from __future__ import annotations

from datetime import date

import pytest

from app.services.entry.days import day_of

CARRIED = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5", date(2026, 3, 5)),
        ("05", date(2026, 3, 5)),
        ("12 1", date(2026, 1, 12)),
        ("1201", date(2026, 1, 12)),
        ("120126", date(2026, 1, 12)),
        ("12012025", date(2025, 1, 12)),
        ("12/1/25", date(2025, 1, 12)),
        ("12-01-2025", date(2025, 1, 12)),
        ("12.1", date(2026, 1, 12)),
        ("12+1", date(2026, 1, 12)),
        (" 29 02 2024 ", date(2024, 2, 29)),
    ],
)
def test_a_day_is_understood(text: str, day: date) -> None:
    assert day_of(text, CARRIED) == day


@pytest.mark.parametrize(
    "text", ["", "0", "32", "31 2", "2902", "12 13", "123", "12345", "1 1 1", "x", "١٢", "1" * 400]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_of(text, CARRIED) is None
