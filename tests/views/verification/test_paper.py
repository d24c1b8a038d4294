"""A paper of several instruments is verified in the window, down to the third keying."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.models.verification import PlanMethod, SheetState
from app.services.verification.state import Choice
from app.views.entry.answer_row import AnswerRow
from app.views.verification.screen import VerificationScreen
from app.views.widgets.buttons import Button
from tests.support.paper_office import office_with_paper
from tests.support.screens import Desk, desk_over, find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

ASKED = "1.prosedur"
"""A question of the second instrument on the paper."""


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """Open an office whose two papers were keyed in again; in the second one answer differs."""
    path = tmp_path / "kantor.puas"
    session, paper = office_with_paper(path, sheets=2)
    session.store.operator = "Budi"
    service = session.verification
    plan, _ = service.plans.make(paper.first.id, Choice(PlanMethod.ALL))
    while (task := service.next(plan.id)) is not None and task.stage.name == "SECOND":
        typed = session.entry.find(paper.first.id, task.number)
        if task.number == 2:
            score = 3 if typed.answers[ASKED] == 4 else 4
            typed = replace(typed, answers={**typed.answers, ASKED: score})
        service.second(plan.id, replace(typed, uuid=task.uuid))
    session.store.close()
    with desk_over(qtbot, path, paper.first.id) as desk:
        yield desk


def test_the_third_keying_asks_the_differing_question_under_its_instrument(desk: Desk) -> None:
    screen = VerificationScreen(desk.workspace)
    desk.workspace.changed.connect(screen.refresh)
    desk.show(screen)
    screen.activateWindow()
    find(screen, Button, "verifikasi.ketik_ulang").click()
    desk.settle()
    row = find(screen, AnswerRow, f"verifikasi.{ASKED}")
    assert row.isVisible()
    assert row.height() > 0
    assert QApplication.focusWidget() is row
    headings = [label for label in screen.findChildren(QLabel) if "bagian" in label.objectName()]
    assert [label.objectName() for label in headings if label.isVisible()] == ["entri.bagian.1"]
    desk.qtbot.keyClicks(row, "4")
    desk.settle()
    states: list[SheetState] = []
    desk.do(lambda s: states.extend(r.state for r in s.store.verifications.sheets(1)))
    assert states == [SheetState.EQUAL, SheetState.DECIDED]
