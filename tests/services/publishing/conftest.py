"""A city file with surveys of every rule, open, and a database for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.postgres import new_database
from tests.support.publishing import every_kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.session import Session


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Session]:
    session = every_kind(tmp_path / "kota.puas")
    yield session
    session.store.close()


@pytest.fixture
def database() -> Iterator[str]:
    """Give the address of an empty database; without a server the test is skipped."""
    with new_database() as address:
        yield address
