from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.capaian_office import CapaianOffice, make_capaian_office
from tests.support.office import open_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.session import Session


@pytest.fixture
def made(tmp_path: Path) -> Iterator[CapaianOffice]:
    """Return an office with targets for 2026."""
    made = make_capaian_office(tmp_path / "kantor.puas")
    yield made
    made.session.store.close()


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Return a new office file of a city without any performance."""
    made = open_office(tmp_path / "kota.sqlite", "Pemerintah Kota", "KOTA")
    yield made
    made.store.close()
