"""A city with its office package, and an office that began with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.services.opening import begin_from_city
from app.services.session import Session
from tests.support.sending_down import make_sending_city, send_down

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Session]:
    made = make_sending_city(tmp_path / "kota.puas")
    yield made
    made.store.close()


@pytest.fixture
def package(city: Session, tmp_path: Path) -> Path:
    return send_down(city, tmp_path / "kantor.sqlite")


@pytest.fixture
def office(package: Path, tmp_path: Path) -> Iterator[Session]:
    made = begin_from_city(tmp_path / "kel.puas", package, "KEL-02", "Ani")
    assert isinstance(made, Session)
    yield made
    made.store.close()
