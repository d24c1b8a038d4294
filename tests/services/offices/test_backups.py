from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from app.errors import StorageError
from app.paths import backup_folder
from app.services.offices.backups import (
    Place,
    backups_of_closed,
    check_place,
    restore_backup,
)
from app.services.offices.service import OfficeData
from app.services.session import Session
from app.settings import load_settings, update_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session.create(tmp_path / "kantor.puas")
    assert isinstance(made, Session)
    made.offices.create(OfficeData("Kelurahan A"))
    yield made
    made.store.close()


def test_a_backup_is_made_in_both_places_and_listed(session: Session, tmp_path: Path) -> None:
    second = tmp_path / "stik"
    second.mkdir()
    assert session.backups.use_second_place(str(second))[0] is Place.WRITABLE
    session.backups.make()
    assert sorted(item.second_place for item in session.backups.all()) == [False, True]
    assert all(item.size > 0 for item in session.backups.all())
    session.backups.use_second_place("")
    assert len(session.backups.all()) == 1


def test_a_folder_that_cannot_be_used_is_told_apart(tmp_path: Path) -> None:
    office = tmp_path / "kantor" / "kantor.puas"
    office.parent.mkdir()
    file = tmp_path / "berkas"
    file.write_text("x")
    assert check_place(tmp_path / "tiada", office) is Place.MISSING
    assert check_place(file, office) is Place.MISSING
    assert check_place(office.parent, office) is Place.SAME_FOLDER
    assert check_place(tmp_path, office) is Place.WRITABLE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["berkas", "kantor"]


@pytest.mark.skipif(os.name != "posix", reason="a full device of this name is on Linux alone")
def test_a_folder_that_refuses_writing_is_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("read-only")

    monkeypatch.setattr(os, "fsync", refuse)
    assert check_place(tmp_path, tmp_path / "a" / "b.puas") is Place.READ_ONLY
    assert list(tmp_path.iterdir()) == []


def test_an_unusable_place_is_kept_and_told(session: Session, tmp_path: Path) -> None:
    place, _ = session.backups.use_second_place(str(tmp_path / "stik"))
    assert place is Place.MISSING
    assert load_settings().second_backup_folder == str(tmp_path / "stik")


def test_a_restored_backup_takes_the_place_and_the_present_file_is_kept_aside(
    session: Session, tmp_path: Path
) -> None:
    made = session.backups.make()
    session.offices.change(OfficeData("Kelurahan B", "kel-a"))
    path = session.store.path
    session.store.close()
    aside = restore_backup(made.path, path)
    assert aside is not None
    assert aside.exists()
    opened = Session.open(path)
    assert isinstance(opened, Session)
    assert opened.offices.unit().name == "Kelurahan A"
    opened.store.close()


def test_a_damaged_backup_is_refused(session: Session, tmp_path: Path) -> None:
    bad = tmp_path / "rusak.sqlite"
    bad.write_bytes(b"x" * 4096)
    with pytest.raises(StorageError):
        restore_backup(bad, session.store.path)


def test_two_offices_whose_files_bear_one_name_share_a_second_place(tmp_path: Path) -> None:
    second = tmp_path / "stik"
    second.mkdir()
    update_settings(second_backup_folder=str(second))
    files = []
    for name in ("Kelurahan A", "Kelurahan B"):
        (tmp_path / name).mkdir()
        files.append(tmp_path / name / "kantor.puas")
        made = Session.create(files[-1])
        assert isinstance(made, Session)
        made.offices.create(OfficeData(name))
        made.close()
    assert [len(list(folder.iterdir())) for folder in second.iterdir()] == [1, 1]
    for file in files:
        shutil.rmtree(backup_folder(file))
        (backup,) = backups_of_closed(file)
        damaged = file.read_bytes()[:3000]
        file.write_bytes(damaged)
        assert backup in backups_of_closed(file)
        restore_backup(backup.path, file)
        opened = Session.open(file)
        assert isinstance(opened, Session)
        assert opened.offices.unit().name == file.parent.name
        assert len(opened.backups.all()) == 1
        opened.store.close()
