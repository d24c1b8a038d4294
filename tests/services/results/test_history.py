from __future__ import annotations

from app.models.period import period_of
from app.models.survey import Survey
from app.services.results.history import earlier_surveys, short_label


def survey(key: int, year: int, code: str, unit: int = 1, instrument: int = 1) -> Survey:
    return Survey(unit, year, period_of(code, year), instrument, id=key)


def test_the_chain_goes_back_without_overlaps() -> None:
    every = [
        survey(1, 2024, "tahunan"),
        survey(2, 2025, "triwulan-3"),
        survey(3, 2025, "triwulan-4"),
        survey(4, 2025, "semester-2"),
        survey(5, 2026, "triwulan-1"),
    ]
    assert [s.id for s in earlier_surveys(every[4], every)] == [3, 2, 1]


def test_a_year_is_compared_with_the_year_before_not_with_its_last_quarter() -> None:
    every = [survey(1, 2025, "tahunan"), survey(2, 2025, "triwulan-4"), survey(3, 2026, "tahunan")]
    assert earlier_surveys(every[2], every)[0].id == 1


def test_other_units_instruments_and_later_periods_are_left_out() -> None:
    shown = survey(9, 2026, "triwulan-2")
    every = [
        survey(1, 2026, "triwulan-1", unit=2),
        survey(2, 2026, "triwulan-1", instrument=2),
        survey(3, 2026, "triwulan-3"),
        survey(4, 2026, "semester-1"),
        shown,
    ]
    assert earlier_surveys(shown, every) == []


def test_short_labels_say_the_period_and_the_year() -> None:
    codes = {
        "tahunan": "2026",
        "triwulan-2": "TW II 26",
        "semester-1": "Sem I 26",
        "bulan-3": "Mar 26",
        "2026-06-01..2026-06-30": "1/6–30/6 26",
    }
    assert {code: short_label(survey(1, 2026, code)) for code in codes} == codes
