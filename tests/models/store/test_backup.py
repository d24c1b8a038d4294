from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import StorageError
from app.models.store.backup import (
    back_up,
    backups_in,
    backups_to_keep,
    copy_checked,
    restore,
    thin_out,
)
from app.models.store.database import connect as open_connection
from app.models.store.durable import flush
from app.models.store.opening import PACKAGE_APPLICATION_ID
from app.paths import backup_folder
from tests.offices import make_office, reopen
from tests.oracle import assert_trustworthy, content, leftovers

if TYPE_CHECKING:
    from tests.offices import SmallOffice

NOON = datetime(2026, 3, 2, 12, 0)  # noqa: DTZ001 - local time, as people read it
TIMES = st.lists(
    st.integers(min_value=0, max_value=3 * 365 * 24).map(
        lambda hours: NOON - timedelta(hours=hours)
    ),
    max_size=200,
    unique=True,
)


def _damage(path: Path) -> None:
    with path.open("rb+") as file:
        file.seek(4096)
        file.write(os.urandom(4096))


def test_a_backup_of_an_open_file_holds_everything(office: SmallOffice) -> None:
    office.add(2)
    made = back_up(office.store.path, at=NOON)
    assert made.path == backup_folder(office.store.path) / "2026-03-02 12.00.00.sqlite"
    assert content(made.path) == content(office.store.path)
    assert leftovers(made.path.parent) == []
    assert backups_in(made.path.parent) == [made]


def test_a_backup_is_never_made_from_a_damaged_file(closed_file: Path) -> None:
    good = back_up(closed_file, at=NOON)
    before = good.path.read_bytes()
    _damage(closed_file)
    with pytest.raises(StorageError, match=r"kelurahan\.puas rusak, jadi tidak disalin"):
        back_up(closed_file, at=NOON)
    assert good.path.read_bytes() == before
    assert [b.path for b in backups_in(good.path.parent)] == [good.path]
    assert leftovers(closed_file.parent) == []


def test_a_copy_that_does_not_read_back_is_thrown_away(
    closed_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A medium may take what it is given and return something else."""

    def connect(path: Path, **how: Any) -> sqlite3.Connection:
        if path.name.endswith(".baru"):
            _damage(path)
        return open_connection(path, **how)

    monkeypatch.setattr("app.models.store.backup.connect", connect)
    target = tmp_path / "salinan.sqlite"
    target.write_text("the earlier one")
    with pytest.raises(StorageError, match="rusak, jadi tidak disalin"):
        copy_checked(closed_file, target)
    assert target.read_text() == "the earlier one"
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("function", ["flush", "os.replace"])
def test_a_full_disk_leaves_the_earlier_copy(
    closed_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, function: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    target = tmp_path / "salinan.sqlite"
    target.write_text("the earlier one")
    monkeypatch.setattr(f"app.models.store.backup.{function}", full)
    with pytest.raises(StorageError, match=r"Salinan tidak dapat ditulis ke .* MB\)") as refused:
        copy_checked(closed_file, target)
    assert refused.value.safe == "Berkas kantor dan cadangan yang lama tetap utuh."
    assert target.read_text() == "the earlier one"
    assert leftovers(tmp_path) == []
    monkeypatch.undo()
    copy_checked(closed_file, target)
    assert content(target) == content(closed_file)


def test_a_medium_that_is_not_there(closed_file: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="Salinan tidak dapat ditulis") as refused:
        back_up(closed_file, tmp_path / "usb" / "kelurahan cadangan")
    assert refused.value.next.startswith("Pasang atau pilih tempat lain")
    assert not (tmp_path / "usb").exists()


def test_what_a_killed_backup_left_goes_with_the_next_one(closed_file: Path) -> None:
    folder = backup_folder(closed_file)
    folder.mkdir()
    (folder / ".2026-01-01 08.00.00.sqlite.baru").write_bytes(b"half")
    (folder / "catatan.txt").write_text("not ours")
    back_up(closed_file, at=NOON)
    assert sorted(p.name for p in folder.iterdir()) == ["2026-03-02 12.00.00.sqlite", "catatan.txt"]


@given(TIMES)
def test_what_is_kept_follows_from_days_weeks_and_months(times: list[datetime]) -> None:
    kept = backups_to_keep(times)
    assert kept <= set(times)
    assert len(kept) <= 7 + 4 + 12
    for count, unit in ((7, "%Y-%m-%d"), (4, "%G-%V"), (12, "%Y-%m")):
        newest = sorted({at.strftime(unit) for at in times}, reverse=True)[:count]
        for group in newest:
            assert max(at for at in times if at.strftime(unit) == group) in kept


@given(TIMES)
def test_thinning_out_twice_removes_nothing_more(times: list[datetime]) -> None:
    kept = backups_to_keep(times)
    assert backups_to_keep(kept) == kept


def test_only_what_is_not_kept_is_removed(tmp_path: Path) -> None:
    times = [NOON - timedelta(hours=6 * n) for n in range(600)]
    for at in times:
        (tmp_path / f"{at:%Y-%m-%d %H.%M.%S}.sqlite").touch()
    foreign = tmp_path / "2026-01-01 08.00.00 sebelum pembaruan.sqlite"
    foreign.touch()
    removed = thin_out(tmp_path)
    assert len(removed) == len(times) - len(backups_to_keep(times))
    assert {b.at for b in backups_in(tmp_path)} == backups_to_keep(times)
    assert foreign.exists()


def test_a_clock_set_back_does_not_cost_the_new_backup(closed_file: Path) -> None:
    folder = backup_folder(closed_file)
    folder.mkdir()
    for day in range(30):
        (folder / f"{NOON + timedelta(days=400 + 31 * day):%Y-%m-%d %H.%M.%S}.sqlite").touch()
    made = back_up(closed_file, at=NOON)
    assert made.path.exists()


def test_restoring_keeps_the_present_file_aside(closed_file: Path) -> None:
    made = back_up(closed_file, at=NOON)
    office = reopen(closed_file)
    office.add(4)
    office.store.close()
    present = content(closed_file)
    aside = restore(made.path, closed_file)
    assert aside is not None
    assert aside.name.startswith("kelurahan disisihkan 20")
    assert content(aside) == present
    assert content(closed_file) == content(made.path)
    again = restore(made.path, closed_file)
    assert again not in {aside, None}
    assert content(aside) == present
    assert assert_trustworthy(closed_file) == 3


def test_restoring_a_file_that_is_lost(closed_file: Path) -> None:
    made = back_up(closed_file, at=NOON)
    closed_file.unlink()
    assert restore(made.path, closed_file) is None
    assert assert_trustworthy(closed_file) == 3


def test_restoring_sets_a_damaged_file_aside_as_it_is(closed_file: Path) -> None:
    made = back_up(closed_file, at=NOON)
    _damage(closed_file)
    damaged = closed_file.read_bytes()
    aside = restore(made.path, closed_file)
    assert aside is not None
    assert aside.read_bytes() == damaged
    assert assert_trustworthy(closed_file) == 3


def test_a_file_that_is_open_is_not_restored(office: SmallOffice) -> None:
    made = back_up(office.store.path, at=NOON)
    office.add(1)
    with pytest.raises(StorageError, match="masih dibuka di jendela lain"):
        restore(made.path, office.store.path)
    assert office.store.tallies.sheets_of(office.survey.id) == 4


@pytest.mark.parametrize(
    "statement",
    [
        "PRAGMA application_id = 0",
        f"PRAGMA application_id = {PACKAGE_APPLICATION_ID}",
        "PRAGMA user_version = 99",
    ],
)
def test_only_an_office_file_takes_the_place_of_an_office_file(
    closed_file: Path, statement: str
) -> None:
    made = back_up(closed_file, at=NOON)
    with closing(sqlite3.connect(made.path)) as connection:
        connection.execute(statement)
    before = closed_file.read_bytes()
    with pytest.raises(StorageError, match="bukan cadangan yang dapat dipakai Puas ini"):
        restore(made.path, closed_file)
    assert closed_file.read_bytes() == before
    assert leftovers(closed_file.parent) == []


def test_a_damaged_backup_is_not_restored(closed_file: Path) -> None:
    made = back_up(closed_file, at=NOON)
    _damage(made.path)
    before = closed_file.read_bytes()
    with pytest.raises(StorageError, match="rusak"):
        restore(made.path, closed_file)
    assert closed_file.read_bytes() == before


@pytest.mark.parametrize("linking", [True, False], ids=["links", "no links"])
@pytest.mark.parametrize("step", range(4))
def test_a_restore_that_fails_at_any_step_leaves_the_present_file(
    closed_file: Path, monkeypatch: pytest.MonkeyPatch, step: int, linking: bool
) -> None:
    made = back_up(closed_file, at=NOON)
    office = reopen(closed_file)
    office.add(4)
    office.store.close()
    present = content(closed_file)
    calls = iter(range(100))

    def failing(real: Any) -> Any:
        def call(*values: Any, **named: Any) -> Any:
            if next(calls) == step:
                raise OSError(errno.EIO, "Input/output error")
            return real(*values, **named)

        return call

    if not linking:
        monkeypatch.setattr("app.models.store.backup.os.link", _refuse)
    monkeypatch.setattr("app.models.store.backup.flush", failing(flush))
    monkeypatch.setattr("app.models.store.backup.os.replace", failing(os.replace))
    monkeypatch.setattr("app.models.store.backup.shutil.copy2", failing(shutil.copy2))
    try:
        restore(made.path, closed_file)
    except StorageError:
        assert content(closed_file) == present
    monkeypatch.undo()
    assert leftovers(closed_file.parent) == []
    assert assert_trustworthy(closed_file) in {3, 7}


def _refuse(*_: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


def test_an_interrupted_write_is_finished_before_its_file_is_set_aside(tmp_path: Path) -> None:
    office = make_office(tmp_path / "asal.puas", sheets=3)
    office.store.close()
    made = back_up(tmp_path / "asal.puas", tmp_path / "cadangan", NOON)
    torn = tmp_path / "k.puas"
    with closing(sqlite3.connect(tmp_path / "asal.puas", isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE sheet SET saran = hex(randomblob(20000))")
        shutil.copyfile(tmp_path / "asal.puas-journal", f"{torn}-journal")
        shutil.copyfile(tmp_path / "asal.puas", torn)
        connection.execute("ROLLBACK")
    aside = restore(made.path, torn)
    assert aside is not None
    assert content(aside) == content(made.path) == content(torn)
    assert leftovers(tmp_path) == []


def test_a_journal_that_cannot_be_played_back_goes_aside_with_its_file(closed_file: Path) -> None:
    made = back_up(closed_file, at=NOON)
    closed_file.write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)
    journal = Path(f"{closed_file}-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\x00" * 600)
    aside = restore(made.path, closed_file)
    assert aside is not None
    assert not journal.exists()
    assert assert_trustworthy_without_folder(closed_file) == 3


def assert_trustworthy_without_folder(path: Path) -> int:
    """Prove ``path`` where the journal of the damaged file rightly lies in the same folder."""
    for kept in path.parent.glob("*disisihkan*-journal"):
        kept.unlink()
    return assert_trustworthy(path)
