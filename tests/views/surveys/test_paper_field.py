"""Several instruments are ticked for one paper, and each becomes a survey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.views.surveys.screen import SurveysScreen
from app.views.widgets.inputs import ElidedCheck
from tests.support.office import open_office
from tests.support.screens import desk_over, find

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.models.survey import Survey


def test_what_is_ticked_stands_on_the_same_paper(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "kantor.puas"
    open_office(path).store.close()
    with desk_over(qtbot, path, 0) as desk:
        screen = SurveysScreen(desk.workspace)
        desk.workspace.changed.connect(screen.refresh)
        desk.show(screen)
        screen.begin_new()
        desk.settle()
        for key in ("spkp-8", "spak-5"):
            find(screen, ElidedCheck, f"survei.form.bersama.{key}").setChecked(True)
        offered = find(screen, ElidedCheck, "survei.form.bersama.skm-16-m1")
        assert not offered.isVisible()
        qtbot.mouseClick(screen.form.save, Qt.MouseButton.LeftButton)
        desk.settle()
        surveys: list[Survey] = []
        desk.do(lambda session: surveys.extend(session.surveys.all()))
    assert len({survey.paper for survey in surveys} - {""}) == 1
    assert sorted(survey.paper_place for survey in surveys) == [0, 1, 2]
