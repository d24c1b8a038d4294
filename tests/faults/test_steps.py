"""Kill at every step of backup, restore, migration, creation and saving: nothing good is lost."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from app.models.store import backup, schema
from app.models.store.opening import Opening, Refused, open_store
from app.paths import backup_folder
from app.services.archive.deeds import Destroying, Locking
from app.services.exports.reading import read_package
from app.services.session import Session
from tests.faults.later import add_later_migration
from tests.faults.processes import lines_of
from tests.offices import make_office, reopen
from tests.oracle import assert_trustworthy, content, leftovers
from tests.support.paper_office import office_with_paper

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a signal of Unix"),
    pytest.mark.timeout(300),
]

OLD, PRESENT = 3, 5
"""Sheets in the backup, and in the office file when the deed begins."""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    folder = tmp_path / "template"
    folder.mkdir()
    office = make_office(folder / "kelurahan.puas", sheets=OLD)
    backup.copy_checked(folder / "kelurahan.puas", folder / "lama.sqlite")
    office.add(PRESENT - OLD)
    office.store.close()
    return folder


def _killed(deed: str, template: Path, tmp_path: Path) -> list[Path]:
    """Return the folders of a deed that was killed at each of its steps, and the finished one."""
    folder = tmp_path / "steps"
    folder.mkdir()
    (steps,) = lines_of("tests.faults.stepping", deed, template, folder)
    places = sorted(folder.iterdir())
    assert len(places) == int(steps) + 1
    assert len(places) > 5
    return places


def test_backup(template: Path, tmp_path: Path) -> None:
    present = content(template / "kelurahan.puas")
    for place in _killed("back_up", template, tmp_path):
        path = place / "kelurahan.puas"
        for made in backup.backups_in(backup_folder(path)):
            assert content(made.path) == present
        assert content(path) == present
        assert assert_trustworthy(path) == PRESENT
    assert len(backup.backups_in(backup_folder(path))) == 1


@pytest.mark.parametrize("deed", ["restore", "restore_without_links"])
def test_restore(template: Path, tmp_path: Path, deed: str) -> None:
    old, present = (content(template / name) for name in ("lama.sqlite", "kelurahan.puas"))
    seen = set()
    for place in _killed(deed, template, tmp_path):
        path = place / "kelurahan.puas"
        found = assert_trustworthy(path)
        assert content(path) == (old if found == OLD else present)
        aside = list(place.glob("* disisihkan *.puas"))
        if found == OLD:
            assert [content(kept) for kept in aside] == [present]
        seen.add(found)
    assert seen == {OLD, PRESENT}


def test_migration(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    present = content(template / "kelurahan.puas")
    places = _killed("migrate", template, tmp_path)
    for place in places[:-1]:
        path = place / "kelurahan.puas"
        opened = open_store(path)
        if isinstance(opened, Refused):
            assert opened.reason is Opening.NEWER
        else:
            opened.close()
            assert content(path) == present
    add_later_migration(schema, monkeypatch.setattr)
    for place in places:
        path = place / "kelurahan.puas"
        assert assert_trustworthy(path) == PRESENT
        copies = list(backup_folder(path).glob("* sebelum pembaruan.sqlite"))
        assert copies
        assert all(content(copy) == present for copy in copies)
        office = reopen(path)
        assert office.store.database.value("SELECT sum(verified) FROM sheet") == PRESENT
        office.store.close()


def test_creation(template: Path, tmp_path: Path) -> None:
    made = 0
    for place in _killed("create", template, tmp_path):
        path = place / "baru.puas"
        if path.exists():
            assert assert_trustworthy(path) == 0
            made += 1
        else:  # trying again is all that is needed
            make_office(path).store.close()
        (place / "lama.sqlite").unlink()
        assert leftovers(place) == []
    assert made


def test_saving(template: Path, tmp_path: Path) -> None:
    found = {assert_trustworthy(p / "kelurahan.puas") for p in _killed("save", template, tmp_path)}
    assert found == {PRESENT, PRESENT + 1, PRESENT + 2}


def test_saving_a_paper(tmp_path: Path) -> None:
    """Kept, corrected and deleted in all of its surveys or in none, wherever it is killed."""
    template = tmp_path / "template"
    template.mkdir()
    session, paper = office_with_paper(template / "kertas.puas", sheets=2)
    session.store.close()
    seen = set()
    for place in _killed("save_paper", template, tmp_path):
        opened = Session.open(place / "kertas.puas")
        assert isinstance(opened, Session)
        kept = [opened.store.sheets.all_of(survey.id) for survey in paper.surveys]
        states = {tuple((s.number, s.revision) for s in sheets) for sheets in kept}
        assert len(states) == 1
        assert opened.checks.run().findings == ()
        seen |= states
        opened.store.close()
    saved = ((1, 1), (2, 1), (3, 1))
    assert seen == {saved[:2], saved, ((1, 2), *saved[1:]), ((1, 2), (3, 1))}


def test_closing(template: Path, tmp_path: Path) -> None:
    found = [assert_trustworthy(p / "kelurahan.puas") for p in _killed("close", template, tmp_path)]
    assert found == sorted(found)
    assert set(found) == {PRESENT, PRESENT + 1}


def test_export(template: Path, tmp_path: Path) -> None:
    """A package is there whole, or it can be written; the earlier one is never half."""
    earlier = template / "paket.sqlite"
    office = reopen(template / "kelurahan.puas")
    office.session.exports.export_package(office.survey, earlier)
    first = earlier.read_bytes()
    office.store.close()
    written = 0
    for place in _killed("export", template, tmp_path):
        package = place / "paket.sqlite"
        there = read_package(package)
        assert len(there.sheets) == PRESENT
        written += package.read_bytes() != first
        office = reopen(place / "kelurahan.puas")
        again = office.session.exports.export_package(office.survey, package)
        assert again.manifest.number > there.manifest.number, "a number was given twice"
        office.store.close()
        assert assert_trustworthy(place / "kelurahan.puas") == PRESENT
    assert written


def test_destruction(template: Path, tmp_path: Path) -> None:
    """All sheets are there with every word, or all are gone and every figure is kept."""
    path = template / "kelurahan.puas"
    office = reopen(path)
    office.session.archive.lock(office.survey.id, Locking("hasil final"))
    index = office.session.ikm.of_survey(office.survey)
    office.store.close()
    before = content(path)
    seen = set()
    for place in _killed("destroy", template, tmp_path):
        path = place / "kelurahan.puas"
        left = assert_trustworthy(path)
        office = reopen(path)
        assert office.session.ikm.of_survey(office.survey) == index
        destroyed = office.survey.destroyed_on is not None
        assert len(office.session.archive.minutes_of(office.survey.id)) == 1 + destroyed
        office.store.close()
        assert left == (0 if destroyed else PRESENT)
        if destroyed:
            assert b"Antrean" not in path.read_bytes()
        else:
            assert content(path) == before
        seen.add(destroyed)
    assert seen == {False, True}


def test_replacing_backups(template: Path, tmp_path: Path) -> None:
    """No backup that held the sheets is gone before one without them is there."""
    path = template / "kelurahan.puas"
    office = reopen(path)
    office.session.archive.lock(office.survey.id, Locking("hasil final"))
    old = office.session.backups.make()
    old.path.rename(old.path.with_name("2026-03-01 08.00.00.sqlite"))
    office.session.archive.destroy(
        office.survey.id, Destroying(office.survey.code, "masa simpan berakhir")
    )
    office.store.close()
    for place in _killed("replace_backups", template, tmp_path):
        path = place / "kelurahan.puas"
        assert assert_trustworthy(path) == 0
        assert backup.backups_in(backup_folder(path))
    office = reopen(path)
    assert office.session.backups.holding_sheets(office.survey.uuid) == []
    office.store.close()
