"""Tabs and switchers are chosen by mouse and by arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.views.widgets.tabs import Switcher, TabBar, TabPages

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CHOICES = [("unsur", "Unsur"), ("sebaran", "Sebaran jawaban"), ("tren", "Tren & arah")]


@pytest.fixture
def tabs(qtbot: QtBot) -> TabBar:
    made = TabBar(CHOICES, name="hasil.tab", accessible="Bagian hasil")
    qtbot.addWidget(made)
    return made


def _button(tabs: TabBar | Switcher, key: str) -> QPushButton:
    found = tabs.findChild(QPushButton, f"{tabs.objectName()}.{key}")
    assert found is not None
    return found


def test_the_first_one_is_chosen(tabs: TabBar) -> None:
    assert tabs.current == "unsur"
    assert _button(tabs, "unsur").isChecked()


def test_a_click_chooses_and_says_so_once(qtbot: QtBot, tabs: TabBar) -> None:
    said: list[str] = []
    tabs.chosen.connect(said.append)
    for _ in range(2):
        qtbot.mouseClick(_button(tabs, "tren"), Qt.MouseButton.LeftButton)
    assert said == ["tren"]
    assert [button.isChecked() for button in tabs.findChildren(QPushButton)].count(True) == 1


def test_arrow_keys_move_and_stop_at_the_ends(qtbot: QtBot, tabs: TabBar) -> None:
    for key, expected in (
        (Qt.Key.Key_Right, "sebaran"),
        (Qt.Key.Key_End, "tren"),
        (Qt.Key.Key_Right, "tren"),
        (Qt.Key.Key_Home, "unsur"),
        (Qt.Key.Key_Left, "unsur"),
    ):
        qtbot.keyClick(_button(tabs, tabs.current), key)
        assert tabs.current == expected


def test_an_ampersand_is_shown(tabs: TabBar) -> None:
    assert _button(tabs, "tren").text() == "Tren && arah"
    assert _button(tabs, "tren").accessibleName() == "Tren & arah"


def test_other_choices_keep_the_one_in_force(tabs: TabBar) -> None:
    tabs.choose("tren")
    tabs.set_choices([("tren", "Tren"), ("saran", "Saran (14)")])
    assert tabs.current == "tren"
    tabs.set_choices([("saran", "Saran (14)")])
    assert tabs.current == "saran"


def test_pages_follow_their_tabs(qtbot: QtBot, tabs: TabBar) -> None:
    pages = TabPages(tabs)
    qtbot.addWidget(pages)
    made = {key: QLabel(text) for key, text in CHOICES}
    for key, page in made.items():
        pages.add_page(key, page)
    assert pages.currentWidget() is made["unsur"]
    tabs.choose("sebaran")
    assert pages.currentWidget() is made["sebaran"]


def test_a_switcher_is_one_stop_of_the_tab_key(qtbot: QtBot) -> None:
    switcher = Switcher(CHOICES, name="tema", accessible="Tema")
    qtbot.addWidget(switcher)
    policies = [button.focusPolicy() for button in switcher.findChildren(QPushButton)]
    assert policies.count(Qt.FocusPolicy.StrongFocus) == 1


def test_other_choices_keep_the_buttons_that_stay(qtbot: QtBot, tabs: TabBar) -> None:
    tabs.show()
    tabs.activateWindow()
    kept = _button(tabs, "sebaran")
    tabs.choose("sebaran")
    tabs.setFocus()
    qtbot.waitUntil(kept.hasFocus)
    tabs.set_choices([("baru", "Baru"), ("sebaran", "Sebaran & bagian")])
    assert _button(tabs, "sebaran") is kept
    assert (tabs.current, kept.hasFocus(), kept.accessibleName()) == (
        "sebaran",
        True,
        "Sebaran & bagian",
    )
    qtbot.keyClick(kept, Qt.Key.Key_Left)
    assert tabs.current == "baru"
