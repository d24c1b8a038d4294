"""What closing an office leaves: a backup where something changed, in every place that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import StorageError
from app.models.store.backup import backups_in
from app.paths import backup_folder
from app.settings import update_settings
from tests.offices import reopen
from tests.oracle import assert_trustworthy, leftovers

if TYPE_CHECKING:
    from pathlib import Path


def test_nothing_changed_nothing_backed_up(closed_file: Path) -> None:
    assert reopen(closed_file).session.close() is None
    assert not backup_folder(closed_file).exists()


def test_a_change_is_backed_up_in_both_places(closed_file: Path, tmp_path: Path) -> None:
    second = tmp_path / "usb"
    second.mkdir()
    update_settings(second_backup_folder=str(second))
    office = reopen(closed_file)
    office.add(1)
    made = office.session.close()
    assert made is not None
    (folder,) = second.glob("kelurahan cadangan *")
    kept = [backups_in(backup_folder(closed_file)), backups_in(folder)]
    assert [len(backups) for backups in kept] == [1, 1]


def test_a_second_place_that_is_not_there_costs_neither_backup_nor_lock(
    closed_file: Path, tmp_path: Path
) -> None:
    update_settings(second_backup_folder=str(tmp_path / "usb"))
    office = reopen(closed_file)
    office.add(1)
    with pytest.raises(StorageError, match=r"Salinan tidak dapat ditulis ke .*usb"):
        office.session.close()
    assert len(backups_in(backup_folder(closed_file))) == 1
    assert not (tmp_path / "usb").exists()
    assert leftovers(tmp_path) == []
    update_settings(second_backup_folder="")
    assert assert_trustworthy(closed_file) == 4


def test_a_second_place_that_cannot_even_be_looked_at_is_refused_in_a_sentence(
    closed_file: Path, tmp_path: Path
) -> None:
    update_settings(second_backup_folder=str(tmp_path / ("x" * 300)))
    office = reopen(closed_file)
    office.add(1)
    assert office.session.backups.all() == []
    with pytest.raises(StorageError, match="Salinan tidak dapat ditulis"):
        office.session.close()
    assert len(backups_in(backup_folder(closed_file))) == 1


def test_a_first_place_that_refuses_does_not_cost_the_second(
    closed_file: Path, tmp_path: Path
) -> None:
    backup_folder(closed_file).write_text("a file where the folder of backups belongs")
    second = tmp_path / "usb"
    second.mkdir()
    update_settings(second_backup_folder=str(second))
    office = reopen(closed_file)
    office.add(1)
    with pytest.raises(StorageError, match="Salinan tidak dapat ditulis"):
        office.session.close()
    assert len(list(second.glob("*/*.sqlite"))) == 1
