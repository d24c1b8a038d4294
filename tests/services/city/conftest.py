"""An open file of a city."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.city import open_city

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.session import Session


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Session]:
    made = open_city(tmp_path / "kota.puas")
    yield made
    made.store.close()
