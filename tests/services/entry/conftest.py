"""An office of its own for every test of the entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.entry_office import add_survey, new_session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.models.survey import Survey
    from app.services.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = new_session(tmp_path / "kantor.puas")
    yield opened
    opened.store.close()


@pytest.fixture
def survey(session: Session) -> Survey:
    return add_survey(session)
