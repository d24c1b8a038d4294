"""A city, and offices that send to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.receiving import City, make_city, make_sender

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.offices import SmallOffice


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    """Return the file of a city that knows three kelurahan."""
    made = make_city(tmp_path / "kota.puas")
    yield made
    made.session.store.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    """Return the file of the first kelurahan with six sheets."""
    made = make_sender(tmp_path / "kelurahan.puas", "KEL-01", 6)
    yield made
    made.store.close()
