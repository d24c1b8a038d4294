"""An office with sheets to be sent, and everything that surrounds them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.offices import make_office
from tests.support.surroundings import surround

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
def surrounded(office: SmallOffice) -> SmallOffice:
    """Return the office with plans, publicity, a schedule, a verification and deletions."""
    surround(office)
    return replace(office, survey=office.store.surveys.get(office.survey.id))


@pytest.fixture
def package_file(surrounded: SmallOffice, tmp_path: Path) -> Path:
    """Return a package with saran and all else that a package can hold."""
    target = tmp_path / "paket.sqlite"
    surrounded.session.exports.export_package(surrounded.survey, target, with_saran=True)
    return target
