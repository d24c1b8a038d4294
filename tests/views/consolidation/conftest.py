"""The screen over the file of a city, and packages that units sent."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from app.views.consolidation.screen import ConsolidationScreen
from tests.offices import reopen
from tests.support.receiving import correct, make_city, make_sender, send
from tests.support.screens import Desk, desk_over

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """Return a workspace over a city that waits for three kelurahan."""
    make_city(tmp_path / "kota.puas").session.store.close()
    with desk_over(qtbot, tmp_path / "kota.puas", 0) as made:
        yield made


@pytest.fixture
def screen(desk: Desk) -> ConsolidationScreen:
    """Return the screen, shown."""
    made = ConsolidationScreen(desk.workspace)
    desk.workspace.changed.connect(made.refresh)
    desk.show(made)
    made.window().activateWindow()
    return made


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """Return a folder with packages of two units, and something that is none."""
    folder = tmp_path / "paket"
    folder.mkdir()
    for place, code in enumerate(("KEL-01", "KEL-02"), start=1):
        office = make_sender(tmp_path / f"{code}.puas", code, sheets=6 * place)
        send(office, folder / f"{code}.sqlite")
        office.store.close()
    (folder / "catatan.txt").write_text("bukan paket", encoding="utf-8")
    return folder


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """Return a folder with the packages of two copies of one file that went different ways."""
    folder = tmp_path / "salinan"
    folder.mkdir()
    make_sender(tmp_path / "a.puas", "KEL-01", sheets=6).store.close()
    shutil.copyfile(tmp_path / "a.puas", tmp_path / "b.puas")
    for name, score in (("a", 1), ("b", 4)):
        copy = reopen(tmp_path / f"{name}.puas")
        correct(copy, 2, score)
        send(copy, folder / f"{name}.sqlite")
        copy.store.close()
    return folder


def wait_until_merged(desk: Desk, screen: ConsolidationScreen) -> None:
    """Wait until nothing is merged or undone any more, and everything is shown."""
    desk.settle()
    desk.qtbot.waitUntil(lambda: not screen.strip.isVisible(), timeout=20_000)
    desk.settle()
