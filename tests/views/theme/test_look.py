"""The theme and the text size change at once, whatever is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QWidget

from app.settings import TEXT_SIZES
from app.views.theme import apply_theme, color, current, font, icon, px
from app.views.theme.fonts import FAMILIES, load_fonts
from app.views.widgets.buttons import PrimaryButton
from app.views.widgets.labels import Label
from app.views.widgets.layout import column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def _plain_look(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme("terang")


def test_each_theme_shows_its_own_colours(qtbot: QtBot) -> None:
    label = Label("Puas", "title")
    qtbot.addWidget(label)
    for theme, ink in (("terang", "#1f2937"), ("gelap", "#e6edee")):
        apply_theme(theme)
        label.ensurePolished()
        assert label.palette().windowText().color().name() == ink
        assert color("text").name() == ink
        assert current().palette.name == theme


@pytest.mark.parametrize("size", TEXT_SIZES)
def test_text_and_distances_grow_together(qtbot: QtBot, size: int) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label = Label("Puas", "heading")
    layout = column(label, gap=8, margins=(16, 16, 16, 16))
    window.setLayout(layout)
    apply_theme("terang", size)
    label.ensurePolished()
    assert label.font().pixelSize() == round(16 * size / 100)
    assert layout.spacing() == px(8) == round(8 * size / 100)
    assert layout.contentsMargins().left() == round(16 * size / 100)


def test_a_button_takes_the_room_of_a_larger_text(qtbot: QtBot) -> None:
    apply_theme("terang", 100)
    button = PrimaryButton("Entri kuesioner", name="a", hint="F5")
    qtbot.addWidget(button)
    small = button.sizeHint()
    apply_theme("terang", 150)
    assert button.sizeHint().width() > small.width() * 1.3
    assert button.sizeHint().height() > small.height() * 1.3


def test_the_bundled_fonts_have_all_weights(qapp: QApplication) -> None:
    load_fonts()
    assert set(FAMILIES) <= set(QFontDatabase.families())
    for weight in (400, 500, 600, 700):
        info = QFontInfo(font(14, weight))
        assert (info.family(), info.weight()) == (FAMILIES[0], weight)


def test_an_icon_is_drawn_in_the_theme_s_colour(qapp: QApplication) -> None:
    for theme in ("terang", "gelap"):
        apply_theme(theme)
        image = icon("house", "accent").pixmap(20, 20).toImage()
        inks = {image.pixelColor(x, y).name() for x in range(20) for y in range(20)}
        assert color("accent").name() in inks


def test_following_the_system_ends_in_one_of_the_two(qapp: QApplication) -> None:
    apply_theme("sistem")
    assert current().palette.name in ("terang", "gelap")
