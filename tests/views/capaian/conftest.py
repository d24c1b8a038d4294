"""The screen Capaian over a small office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.capaian_office import make_capaian_office
from tests.support.capaian_screen import shown
from tests.support.screens import Desk, desk_over

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.views.capaian.screen import CapaianScreen


@pytest.fixture
def ids(tmp_path: Path) -> dict[str, int]:
    office = make_capaian_office(tmp_path / "kantor.sqlite")
    office.session.store.close()
    return office.ids


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, ids: dict[str, int]) -> Iterator[Desk]:
    with desk_over(qtbot, tmp_path / "kantor.sqlite", 1) as made:
        yield made


@pytest.fixture
def screen(desk: Desk) -> CapaianScreen:
    return shown(desk)
