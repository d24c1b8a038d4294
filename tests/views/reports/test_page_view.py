"""The pages of a report in a view of any size."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from reportlab.pdfgen.canvas import Canvas

from app.views.background import Background
from app.views.reports.page_view import PageView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

LYING = (842.0, 595.0)
WIDTH = 640


@dataclass(frozen=True)
class Page:
    """One empty page."""

    pdf: bytes
    sizes: tuple[tuple[float, float], ...] = (LYING,)


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    made.shut_down()


def empty_page() -> Page:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=LYING)
    canvas.showPage()
    canvas.save()
    return Page(target.getvalue())


def test_the_scroll_bar_does_not_come_and_go_at_any_height(
    qtbot: QtBot, background: Background
) -> None:
    """A page that fits only while there is no bar would else be drawn without end."""
    view = PageView(background, name="halaman")
    qtbot.addWidget(view)
    view.resize(WIDTH, 300)
    view.show()
    view.show_document(empty_page())
    for height in range(400, 520, 2):
        view.resize(WIDTH, height)
        qtbot.waitUntil(lambda: background.pending == 0 and 0 in view.drawn)
