"""Another screen leads to a report, with its year and choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.report_screen import wait_for_report

if TYPE_CHECKING:
    from app.views.reports.screen import ReportsScreen
    from tests.support.screens import Desk


def test_another_screen_states_year_and_choices(desk: Desk, screen: ReportsScreen) -> None:
    year: list[int] = []
    desk.do(lambda session: year.append(session.surveys.years()[0]))
    screen.open_target(("rekap", year[0], {"kelompok": "induk", "lain": "x"}))
    wait_for_report(desk, screen)
    assert screen.options.kind.key == "rekap"
    assert screen.options.about.year == year[0]
    assert screen.options.parts.chosen["kelompok"] == "induk"
