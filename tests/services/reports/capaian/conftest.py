from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.capaian_office import CapaianOffice, make_capaian_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def made(tmp_path: Path) -> Iterator[CapaianOffice]:
    office = make_capaian_office(tmp_path / "kantor.sqlite")
    yield office
    office.session.store.close()
