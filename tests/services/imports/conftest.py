"""An office with one open survey, and files of answers for it."""

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
    made = make_office(tmp_path / "kantor.sqlite")
    yield made
    made.store.close()
