"""Another screen leads to a report, with its year and choices."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.models.capaian import ProgramRow
from tests.support.report_screen import wait_for_report

if TYPE_CHECKING:
    from app.services.session import Session
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


def test_the_year_of_capaian_is_that_of_the_screen_it_is_asked_from(
    desk: Desk, screen: ReportsScreen
) -> None:
    for year in (2022, 2023, 2024):
        row = ProgramRow(year, 0, f"Dinas {year}", "Program", "Persentase")
        desk.do(partial(_save, row))
    screen.activate()
    desk.settle()
    screen.open_target(("capaian", 2023))
    assert (screen.options.kind.key, screen.options.about.year) == ("capaian", 2023)
    screen.open_target(("capaian-unit", 2022))
    assert screen.options.about.perangkat_daerah == "Dinas 2022"
    wait_for_report(desk, screen)


def _save(row: ProgramRow, session: Session) -> None:
    session.capaian.values.save_program(row)
