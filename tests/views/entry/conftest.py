"""A clerk at the entry screen of an office with one open survey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.entry_office import add_survey, new_session
from tests.support.entry_screen import Clerk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.session import Session


@pytest.fixture
def clerk(qtbot: QtBot, tmp_path: Path) -> Iterator[Clerk]:
    def make() -> Session:
        session = new_session(tmp_path / "kantor.puas")
        add_survey(session)
        return session

    made = Clerk(qtbot, make)
    made.begin(1)
    yield made
    made.close()
