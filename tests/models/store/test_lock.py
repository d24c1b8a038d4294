from __future__ import annotations

import errno
import os
from typing import IO, TYPE_CHECKING

import pytest

from app.models.store import lock
from app.models.store.backup import back_up, restore
from app.models.store.lock import FileLock, Holder, lock_path, take_lock
from app.models.store.opening import Opening, Refused, open_store
from tests.offices import reopen

if TYPE_CHECKING:
    from pathlib import Path


def _taken(path: Path) -> FileLock:
    taken = take_lock(path)
    assert isinstance(taken, FileLock)
    return taken


def test_the_second_one_is_told_who_was_first(tmp_path: Path) -> None:
    held = _taken(tmp_path / "k.puas")
    holder = take_lock(tmp_path / "k.puas")
    assert isinstance(holder, Holder)
    assert holder.user
    assert holder.computer
    assert holder.since[:2] == "20"
    held.release()
    _taken(tmp_path / "k.puas").release()


def test_releasing_leaves_no_file(tmp_path: Path) -> None:
    _taken(tmp_path / "k.puas").release()
    assert list(tmp_path.iterdir()) == []


def test_the_line_of_a_dead_holder_does_not_lock(tmp_path: Path) -> None:
    lock_path(tmp_path / "k.puas").write_text(
        '{"user": "Loket B", "computer": "PC-1", "since": "x"}'
    )
    _taken(tmp_path / "k.puas").release()


def test_a_holder_without_a_readable_line_is_a_holder_without_a_name(tmp_path: Path) -> None:
    held = _taken(tmp_path / "k.puas")
    lock_path(tmp_path / "k.puas").write_bytes(b"\xff{")
    assert take_lock(tmp_path / "k.puas") == Holder("", "", "")
    held.release()


def test_a_full_disk_does_not_keep_anybody_from_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("app.models.store.lock.os.write", full)
    held = _taken(tmp_path / "k.puas")
    assert take_lock(tmp_path / "k.puas") == Holder("", "", "")
    held.release()


def test_a_folder_that_cannot_lock_says_so_and_keeps_nothing_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[IO[bytes]] = []

    def no_locks(file: IO[bytes]) -> bool:
        opened.append(file)
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "_lock", no_locks)
    with pytest.raises(OSError, match="No locks"):
        take_lock(tmp_path / "k.puas")
    assert opened[0].closed


def test_the_lock_file_of_another_user_who_is_gone_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where two users share a folder the file is often only readable to the second one."""
    path = lock_path(tmp_path / "k.puas")
    path.write_text('{"user": "Loket B", "computer": "PC-1", "since": "2026-01-01T08:00"}')
    old = path.stat().st_ino
    real = type(path).open

    def only_readable(self: Path, mode: str = "r") -> IO[bytes]:
        if mode == "a+b" and self.exists() and self.stat().st_ino == old:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(self, mode)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(path), "open", only_readable)
        with path.open("rb") as held:
            assert lock._lock(held)
            refused = take_lock(tmp_path / "k.puas")
            assert refused == Holder("Loket B", "PC-1", "2026-01-01T08:00")
        taken = _taken(tmp_path / "k.puas")
        taken.release()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_file_removed_between_opening_and_locking_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = lock._lock
    removed: list[bool] = []

    def racing(file: IO[bytes]) -> bool:
        locked = real(file)
        if not removed:
            removed.append(True)
            lock_path(tmp_path / "k.puas").unlink()
        return locked

    monkeypatch.setattr(lock, "_lock", racing)
    held = _taken(tmp_path / "k.puas")
    assert lock_path(tmp_path / "k.puas").exists()
    monkeypatch.undo()
    assert isinstance(take_lock(tmp_path / "k.puas"), Holder)
    held.release()


def test_a_nameless_user_is_no_reason_to_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError(os.name)

    monkeypatch.setattr("app.models.store.lock.getpass.getuser", nobody)
    held = _taken(tmp_path / "k.puas")
    holder = take_lock(tmp_path / "k.puas")
    assert isinstance(holder, Holder)
    assert not holder.user
    held.release()


@pytest.mark.skipif(os.name != "posix", reason="links need a privilege elsewhere")
def test_a_link_is_no_second_way_to_write_one_file(closed_file: Path, tmp_path: Path) -> None:
    (tmp_path / "meja").mkdir()
    link = tmp_path / "meja" / "pintasan.puas"
    link.symlink_to(closed_file)
    office = reopen(closed_file)
    refused = open_store(link)
    assert isinstance(refused, Refused)
    assert refused.reason is Opening.LOCKED
    office.store.close()
    through = reopen(link)
    assert through.store.path == closed_file
    assert isinstance(open_store(closed_file), Refused)
    through.store.close()


@pytest.mark.skipif(os.name != "posix", reason="links need a privilege elsewhere")
def test_restoring_through_a_link_leaves_the_link(closed_file: Path, tmp_path: Path) -> None:
    link = tmp_path / "pintasan.puas"
    link.symlink_to(closed_file)
    aside = restore(back_up(closed_file).path, link)
    assert aside is not None
    assert aside.name.startswith(closed_file.stem)
    assert link.is_symlink()
