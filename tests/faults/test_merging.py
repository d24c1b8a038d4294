"""Kill at every step of merging, undoing and deciding: each package is in whole, or not at all."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Any

import pytest

from app.services.consolidation.outcomes import Fate
from app.services.session import Session
from tests.faults.processes import NIGHTLY, child, lines_of
from tests.offices import reopen
from tests.oracle import leftovers
from tests.support.receiving import (
    begin,
    correct,
    delete,
    make_city,
    make_sender,
    make_template,
    send,
)

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a signal of Unix"),
    pytest.mark.timeout(600),
]

MANY = 200 if NIGHTLY else 30
KILLS = 40 if NIGHTLY else 6
STRIDE = 1 if NIGHTLY else 4


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Return a folder with a city and two packages of one unit, the second against the first."""
    folder = tmp_path / "template"
    sent = folder / "kiriman"
    sent.mkdir(parents=True)
    make_city(folder / "kota.puas").session.store.close()
    office = make_sender(tmp_path / "kelurahan.puas", "KEL-01", 3)
    send(office, sent / "1.sqlite")
    office.store.close()
    shutil.copyfile(tmp_path / "kelurahan.puas", tmp_path / "salinan.puas")
    for name, score in (("kelurahan", 1), ("salinan", 4)):
        copy = reopen(tmp_path / f"{name}.puas")
        correct(copy, 1, score)
        if score == 4:
            delete(copy, 2)
            copy.add(1)
        send(copy, sent / f"2-{name}.sqlite")
        copy.store.close()
    return folder


def _opened(path: Path) -> Session:
    session = Session.open(path, operator="Organisasi")
    assert isinstance(session, Session), session.error.sentence
    return session


def _state(path: Path) -> tuple[int, Any]:
    """Prove a city and return how many packages it has, and what it holds."""
    session = _opened(path)
    assert session.checks.run().findings == ()
    packages = len(session.merging.packages())
    sheets = [
        (s.uuid, s.revision, s.number, sorted(s.answers.items()))
        for survey in session.store.surveys.all()
        for s in session.store.sheets.all_of(survey.id)
    ]
    session.store.close()
    assert leftovers(path.parent) == []
    return packages, sorted(sheets)


def _merged(folder: Path) -> None:
    session = _opened(folder / "kota.puas")
    session.merging.merge_many(session.merging.find([folder / "kiriman"]))
    session.store.close()


def _killed(deed: str, template: Path, tmp_path: Path) -> list[Path]:
    folder = tmp_path / "steps"
    folder.mkdir()
    (steps,) = lines_of("tests.faults.stepping", deed, template, folder, STRIDE)
    places = sorted(folder.iterdir())
    assert len(places) == int(steps) + 1
    assert len(places) > 20
    return places


def test_merging(template: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(template, whole)
    _merged(whole)
    expected = _state(whole / "kota.puas")
    seen = set()
    for place in _killed("merge", template, tmp_path):
        packages, _ = _state(place / "kota.puas")
        seen.add(packages)
        _merged(place)
        assert _state(place / "kota.puas") == expected
    assert seen == {0, 1, 2, 3}


def test_undoing(template: Path, tmp_path: Path) -> None:
    _merged(template)
    before = _state(template / "kota.puas")
    found = [_state(p / "kota.puas") for p in _killed("undo_merge", template, tmp_path)]
    assert {packages for packages, _ in found} == {2, 3}
    after = found[-1]
    assert all(state in (before, after) for state in found)


def test_deciding(template: Path, tmp_path: Path) -> None:
    _merged(template)
    before = _state(template / "kota.puas")
    found = [_state(p / "kota.puas") for p in _killed("decide", template, tmp_path)]
    after = found[-1]
    assert after != before
    assert all(state in (before, after) for state in found)


def test_killed_among_many_packages_it_goes_on_without_doubling(tmp_path: Path) -> None:
    sent = tmp_path / "kiriman"
    sent.mkdir()
    make_template(tmp_path / "contoh.puas").store.close()
    for number in range(MANY):
        path = tmp_path / "kantor.puas"
        shutil.copyfile(tmp_path / "contoh.puas", path)
        office = begin(path, f"U{number:03}")
        office.add(2)
        send(office, sent / f"{number:03}.sqlite")
        office.store.close()
    city = tmp_path / "kota.puas"
    make_city(city, [f"U{number:03}" for number in range(MANY)]).session.store.close()
    for kill in range(1, KILLS + 1):
        with child("tests.faults.child", "merge", city, 0) as process:
            assert process.stdout is not None
            for _ in range(kill * MANY // (KILLS + 1)):
                assert process.stdout.readline()
        packages, sheets = _state(city)
        assert len(sheets) == 2 * packages
        assert packages >= kill * MANY // (KILLS + 1)
    session = _opened(city)
    report = session.merging.merge_many(session.merging.find([sent]))
    assert len(report.of(Fate.MERGED, Fate.KNOWN)) == MANY
    session.store.close()
    assert _state(city)[0] == MANY
