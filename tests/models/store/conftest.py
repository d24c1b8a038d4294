"""An open small office for the tests of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.offices import make_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.offices import SmallOffice


@pytest.fixture
def office_file(tmp_path: Path) -> Path:
    return tmp_path / "kelurahan.puas"


@pytest.fixture
def office(office_file: Path) -> Iterator[SmallOffice]:
    made = make_office(office_file, sheets=3)
    yield made
    made.store.close()


@pytest.fixture
def closed_file(office_file: Path) -> Path:
    """Return the path of a closed office with three sheets."""
    make_office(office_file, sheets=3).store.close()
    return office_file
