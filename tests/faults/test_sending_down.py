"""Kill at every step of sending down and of taking: the whole of it, or nothing."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.services.opening import begin_from_city
from app.services.sending_down.reading import read_office_package
from app.services.session import Session
from tests.faults.processes import NIGHTLY, lines_of
from tests.oracle import assert_trustworthy, content, leftovers
from tests.support.sending_down import make_sending_city, move_deadline, rename, send_down

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a signal of Unix"),
    pytest.mark.timeout(600),
]

STRIDE = 1 if NIGHTLY else 3


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Return a folder with a city, an office that began with it, and a newer package."""
    folder = tmp_path / "template"
    folder.mkdir()
    city = make_sending_city(folder / "kota.puas")
    first = send_down(city, folder / "paket.sqlite")
    made = begin_from_city(folder / "kelurahan.puas", first, "KEL-02", "Ani")
    assert isinstance(made, Session)
    made.store.close()
    rename(city, "KEL-02", "Kelurahan Dua", "63.71.02")
    move_deadline(city, date(2026, 3, 21))
    send_down(city, folder / "paket.sqlite")
    city.store.close()
    return folder


def _killed(deed: str, template: Path, tmp_path: Path) -> list[Path]:
    folder = tmp_path / "steps"
    folder.mkdir()
    (steps,) = lines_of("tests.faults.stepping", deed, template, folder, STRIDE)
    places = sorted(folder.iterdir())
    assert len(places) == int(steps) + 1
    assert len(places) > 5
    return places


def test_sending(template: Path, tmp_path: Path) -> None:
    before = read_office_package(template / "paket.sqlite").manifest.number
    numbers = set()
    for place in _killed("send_down", template, tmp_path):
        numbers.add(read_office_package(place / "paket.sqlite").manifest.number)
        session = Session.open(place / "kota.puas", operator="Organisasi")
        assert isinstance(session, Session)
        send_down(session, place / "paket.sqlite")
        session.store.close()
        assert_trustworthy(place / "kota.puas")
    assert min(numbers) == before
    assert len(numbers) == 2


def test_taking(template: Path, tmp_path: Path) -> None:
    before = content(template / "kelurahan.puas")
    seen = set()
    for place in _killed("take_down", template, tmp_path):
        path = place / "kelurahan.puas"
        assert_trustworthy(path)
        session = Session.open(path, operator="Ani")
        assert isinstance(session, Session)
        looked = session.sending_down.look(place / "paket.sqlite")
        seen.add(looked.is_past)
        if not looked.is_past:
            assert content(path) == before
            assert len(looked.changes) == 2
            session.sending_down.take(place / "paket.sqlite")
        assert session.offices.unit().code == "63.71.02"
        assert session.sending_down.look(place / "paket.sqlite").is_past
        session.store.close()
        assert leftovers(place) == []
    assert seen == {False, True}
