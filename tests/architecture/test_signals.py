"""PySide6 6.12.0 on Python 3.11 dies after some 2,000 emitted signals; others must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Clerk(QObject):
    sheet_recorded = Signal(int)


def test_a_signal_can_be_emitted_5000_times(qtbot: QtBot) -> None:
    clerk = Clerk()
    received: list[int] = []
    clerk.sheet_recorded.connect(received.append)

    for number in range(5_000):
        clerk.sheet_recorded.emit(number)

    assert received == list(range(5_000))
