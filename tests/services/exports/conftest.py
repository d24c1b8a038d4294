"""An office with sheets to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.offices import make_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.offices import SmallOffice


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    made = make_office(tmp_path / "kantor.sqlite", sheets=7)
    yield made
    made.store.close()


@pytest.fixture
def package_file(office: SmallOffice, tmp_path: Path) -> Path:
    """Return a package with saran."""
    target = tmp_path / "paket.sqlite"
    office.session.exports.export_package(office.survey, target, with_saran=True)
    return target
