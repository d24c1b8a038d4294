from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.models.unit import Official
from app.views.reports.screen import ReportsScreen
from tests.support.report_screen import wait_for_report
from tests.support.result_office import quarters
from tests.support.screens import Desk, desk_over

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    session, survey = quarters(tmp_path / "kantor.sqlite", count=120)
    session.store.offices.save_official(Official("Lurah", "Loket C Aminah", "Penata", "1980"))
    session.store.offices.save_official(Official("Sekretaris", "Loket B", active=False))
    session.store.close()
    with desk_over(qtbot, tmp_path / "kantor.sqlite", survey.id) as desk:
        yield desk


@pytest.fixture
def screen(desk: Desk) -> ReportsScreen:
    made = ReportsScreen(desk.workspace)
    desk.show(made)
    wait_for_report(desk, made)
    return made
