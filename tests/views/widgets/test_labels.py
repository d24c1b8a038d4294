"""Texts are plain, and long ones give way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from app.views.widgets.labels import ElidedLabel, Label, MixedLine, escaped

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

HOSTILE = "<img src='file:///etc/passwd'><b>Kelurahan</b>"


def test_mark_up_is_shown_as_it_was_typed(qtbot: QtBot) -> None:
    label = Label(HOSTILE)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == HOSTILE


def test_an_unknown_role_is_refused(qtbot: QtBot) -> None:
    with pytest.raises(ValueError, match="besar"):
        Label("Puas", "besar")


def test_a_long_text_is_cut_and_shows_whole_on_hover(qtbot: QtBot) -> None:
    label = ElidedLabel("Kelurahan " * 20)
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.grab()
    assert label.text().endswith("…")
    assert label.toolTip() == label.whole
    assert label.accessibleName() == label.whole


def test_a_short_text_stays_whole(qtbot: QtBot) -> None:
    label = ElidedLabel("Puas")
    qtbot.addWidget(label)
    label.resize(200, 20)
    label.grab()
    assert (label.text(), label.toolTip()) == ("Puas", "")


def test_a_tooltip_never_holds_mark_up() -> None:
    assert "<img" not in escaped(HOSTILE)
    assert escaped("Puas") == "Puas"


def test_a_mixed_line_reads_as_one_sentence(qtbot: QtBot) -> None:
    line = MixedLine(("137", "strong"), ("dari minimal 278 lembar", "body"))
    qtbot.addWidget(line)
    assert line.accessibleName() == "137 dari minimal 278 lembar"
    line.set_pieces(("138", "strong"), ("lembar", "body"))
    assert line.accessibleName() == "138 lembar"
    assert [label.text() for label in line.findChildren(Label) if label.parent()] == [
        "138",
        "lembar",
    ]
