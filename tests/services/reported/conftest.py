"""An open file of a city, and a way to preview a recap that is written as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.city import open_city, recap_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.services.reported.preview import ReportedPreview
    from app.services.session import Session

    Preview = Callable[..., ReportedPreview]


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Session]:
    made = open_city(tmp_path / "kota.puas")
    yield made
    made.store.close()


@pytest.fixture
def preview(city: Session, tmp_path: Path) -> Preview:
    """Preview a recap of the year 2024, or of another one."""

    def make(text: str, year: int | None = 2024, **choices: str) -> ReportedPreview:
        return city.reported.preview(recap_file(tmp_path, text), year, choices)

    return make
