"""A window on the sample office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.paths import data_folder
from app.services.opening import SAMPLE_NAME, open_sample
from app.services.session import Session
from app.views.shell.window import MainWindow
from app.views.theme import apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture(scope="session")
def sample_content() -> bytes:
    """Return the bytes of the sample office, made once."""
    made = open_sample()
    assert isinstance(made, Session)
    path = made.store.path
    made.store.close()
    return path.read_bytes()


@pytest.fixture
def sample(sample_content: bytes) -> Path:
    """Return the file of the sample office, closed."""
    path = data_folder() / f"{SAMPLE_NAME}.sqlite"
    path.write_bytes(sample_content)
    return path


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """Return a window without a file; it is closed with its file afterwards."""
    apply_theme("terang")
    made = MainWindow()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()
    qtbot.waitUntil(lambda: not made.isVisible(), timeout=20_000)


@pytest.fixture
def office(qtbot: QtBot, window: MainWindow, sample: Path) -> MainWindow:
    """Return a window on the sample office, its first screen shown and filled."""
    with qtbot.waitSignal(window.opened, timeout=20_000):
        window.open_file(sample)
    qtbot.waitUntil(lambda: window.background.pending == 0, timeout=20_000)
    return window
