"""Ctrl+K finds any screen, unit, survey and sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.views.shell.finder import matches

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.views.shell.finder import Finder
    from app.views.shell.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def _open(qtbot: QtBot, office: MainWindow) -> Finder:
    office.activateWindow()
    qtbot.keyClick(office, Qt.Key.Key_K, CTRL)
    assert office.finder.isVisible()
    return office.finder


def _shown(finder: Finder) -> list[str]:
    return [finder.list.item(row).text() for row in range(finder.list.count())]


def _settle(qtbot: QtBot, office: MainWindow) -> None:
    qtbot.waitUntil(lambda: office.background.pending == 0, timeout=20_000)


def test_it_lists_all_screens_at_first(qtbot: QtBot, office: MainWindow) -> None:
    finder = _open(qtbot, office)
    for line, entry in zip(_shown(finder), office.entries, strict=True):
        assert line.startswith(entry.title)


def test_a_screen_is_opened_by_a_few_letters(qtbot: QtBot, office: MainWindow) -> None:
    finder = _open(qtbot, office)
    qtbot.keyClicks(finder.field, "surv")
    qtbot.keyClick(finder.field, Qt.Key.Key_Return)
    assert office.host.current_key == "survei"
    assert finder.isHidden()
    _settle(qtbot, office)


def test_units_surveys_and_sheets_are_found(qtbot: QtBot, office: MainWindow) -> None:
    finder = _open(qtbot, office)
    for typed, expected in (
        ("jingah", "Kelurahan Sungai Jingah"),
        ("skm 2024", "SKM 2024"),
        ("137", "Lembar 137"),
        ("lembar 12", "Lembar 12"),
    ):
        finder.field.clear()
        qtbot.keyClicks(finder.field, typed)
        _settle(qtbot, office)
        assert any(line.startswith(expected) for line in _shown(finder)), typed


def test_arrows_move_and_esc_leaves(qtbot: QtBot, office: MainWindow) -> None:
    finder = _open(qtbot, office)
    last = finder.list.count() - 1
    qtbot.keyClick(finder.field, Qt.Key.Key_Down)
    assert finder.list.currentRow() == 1
    qtbot.keyClick(finder.field, Qt.Key.Key_Up)
    qtbot.keyClick(finder.field, Qt.Key.Key_Up)
    assert finder.list.currentRow() == last
    qtbot.keyClick(finder.field, Qt.Key.Key_Escape)
    assert finder.isHidden()


def test_nothing_found_is_said(qtbot: QtBot, office: MainWindow) -> None:
    finder = _open(qtbot, office)
    qtbot.keyClicks(finder.field, "zzz")
    _settle(qtbot, office)
    assert _shown(finder) == ["Tidak ada yang cocok. Coba kata lain."]
    qtbot.keyClick(finder.field, Qt.Key.Key_Return)
    assert finder.isVisible()


def test_words_match_in_any_order_and_case() -> None:
    assert matches("jingah KEL", "Kelurahan Sungai Jingah")
    assert not matches("jingah kec", "Kelurahan Sungai Jingah")
    assert matches("", "Beranda")
