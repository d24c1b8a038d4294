"""A row goes on in the next line where it is too narrow, and nothing is cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from app.views.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def flow(qtbot: QtBot) -> tuple[QWidget, FlowLayout, list[QLabel]]:
    box = QWidget()
    qtbot.addWidget(box)
    labels = [QLabel(text) for text in ("Unsur", "Sebaran jawaban", "Responden", "Tren")]
    layout = FlowLayout(*labels, gap=8)
    box.setLayout(layout)
    return box, layout, labels


def test_one_line_where_there_is_room(flow: tuple[QWidget, FlowLayout, list[QLabel]]) -> None:
    box, layout, labels = flow
    box.resize(layout.sizeHint().width(), 200)
    layout.setGeometry(box.rect())
    assert len({label.y() for label in labels}) == 1
    assert layout.heightForWidth(box.width()) == layout.sizeHint().height()


def test_more_lines_where_there_is_none(flow: tuple[QWidget, FlowLayout, list[QLabel]]) -> None:
    box, layout, labels = flow
    box.resize(layout.minimumSize().width(), 400)
    layout.setGeometry(box.rect())
    assert len({label.y() for label in labels}) > 1
    for label in labels:
        assert label.width() >= label.sizeHint().width()
        assert label.geometry().right() <= box.width()
    assert max(label.geometry().bottom() for label in labels) < layout.heightForWidth(box.width())


def test_what_is_taken_out_is_gone(flow: tuple[QWidget, FlowLayout, list[QLabel]]) -> None:
    _box, layout, labels = flow
    taken = layout.takeAt(1)
    assert taken is not None
    assert taken.widget() is labels[1]
    assert (layout.count(), layout.itemAt(9), layout.takeAt(9)) == (3, None, None)
    layout.insert(0, QLabel("Saran"))
    first = layout.itemAt(0)
    assert first is not None
    assert first.widget() is not labels[0]
