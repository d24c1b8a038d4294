from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.models.follow_up import Horizon
from app.models.period import period_of
from app.models.survey import Survey
from app.services.follow_up.due import (
    due_code,
    due_period,
    due_text,
    horizon_warning,
    months_until,
    proposed_horizon,
    require_possible_due,
)

SURVEY = Survey(1, 2026, period_of("semester-1", 2026), 1)


@pytest.mark.parametrize(
    ("due", "text", "months", "horizon"),
    [
        ("2026 triwulan-3", "Triwulan III 2026", 3, Horizon.SHORT),
        ("2027 bulan-5", "Mei 2027", 11, Horizon.SHORT),
        ("2027 bulan-6", "Juni 2027", 12, Horizon.MIDDLE),
        ("2028 triwulan-2", "Triwulan II 2028", 24, Horizon.MIDDLE),
        ("2028 bulan-7", "Juli 2028", 25, Horizon.LONG),
        ("2026 bulan-2", "Februari 2026", -4, Horizon.SHORT),
    ],
)
def test_the_horizon_follows_from_the_due_time(
    due: str, text: str, months: int, horizon: Horizon
) -> None:
    assert due_text(due) == text
    assert months_until(SURVEY, due) == months
    assert proposed_horizon(SURVEY, due) is horizon
    assert horizon_warning(SURVEY, due, horizon) == ""
    require_possible_due(SURVEY, due)


def test_a_horizon_that_does_not_fit_is_warned_of() -> None:
    warning = horizon_warning(SURVEY, "2027 bulan-6", Horizon.SHORT)
    assert warning == (
        "Juni 2027 berjarak 12 bulan dari akhir periode survei: itu jangka menengah"
        " (12 sampai 24 bulan), bukan pendek."
    )


@pytest.mark.parametrize("due", ["", "2027", "2027 triwulan-5", "2027 tahunan", "kapan saja"])
def test_no_time_is_no_horizon(due: str) -> None:
    assert due_period(due) is None
    assert months_until(SURVEY, due) is None
    assert proposed_horizon(SURVEY, due) is None
    assert horizon_warning(SURVEY, due, Horizon.LONG) == ""
    assert due_text(due) == "belum ditentukan"


@pytest.mark.parametrize(
    "due", ["2025 triwulan-4", "2099 bulan-1", "2027 triwulan-5", "2027 semester-1", "besok"]
)
def test_an_impossible_time_is_refused(due: str) -> None:
    with pytest.raises(InputError):
        require_possible_due(SURVEY, due)


@given(st.integers(2026, 2036), st.integers(1, 12))
def test_a_month_is_read_back_as_written(year: int, month: int) -> None:
    due = due_code(year, f"bulan-{month}")
    period = due_period(due)
    assert period is not None
    assert (period.start.year, period.start.month) == (year, month)
    assert months_until(SURVEY, due) == (year - 2026) * 12 + month - 6
