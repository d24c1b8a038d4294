"""Schedule and team in the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.models.planning import Stage, StageKind, TeamMember
from app.services.reports.blocks import Table
from app.services.reports.figures import figure
from app.services.reports.hasil_pengolahan import HASIL_PENGOLAHAN
from app.services.reports.planning_part import planning_blocks
from tests.services.reports.making import results_data
from tests.support.reports import file_of


def test_without_a_plan_there_is_no_appendix() -> None:
    assert planning_blocks(results_data(3)) == []


def test_schedule_with_working_days_and_team() -> None:
    data = replace(
        results_data(3),
        stages=(
            Stage(1, StageKind.COLLECTION, date(2026, 1, 12), date(2026, 1, 23)),
            Stage(1, StageKind.PREPARATION, date(2026, 1, 5), date(2026, 1, 9)),
        ),
        days_off=frozenset({date(2026, 1, 16)}),
        team=(TeamMember(1, 0, "Ketua", "", "Menyusun rencana\ndan laporan."),),
    )
    blocks = planning_blocks(data)
    tables = [one for block in blocks for one in getattr(block, "blocks", (block,))]
    schedule, team = (one for one in tables if isinstance(one, Table))
    assert list(schedule.rows) == [
        ("Persiapan", "5 Januari 2026", "9 Januari 2026", figure(5)),
        ("Pengumpulan data", "12 Januari 2026", "23 Januari 2026", figure(9)),
    ]
    assert list(team.rows) == [
        ("1", "Ketua", "–", "Menyusun rencana dan laporan."),
    ]
    assert file_of(HASIL_PENGOLAHAN, data).startswith(b"%PDF")
