"""A full disk at saving, backup, export and report: a sentence, nothing lost, the retry works."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import PuasError, StorageError
from app.services import files
from app.services.reports.kinds import About, ReportKind
from tests.faults.processes import lines_of
from tests.offices import make_office, reopen
from tests.oracle import assert_trustworthy, content, leftovers
from tests.support.reports import SURVEY_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.models.response import Sheet
    from tests.offices import SmallOffice

limited = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no RLIMIT_FSIZE")


@limited
@pytest.mark.parametrize("room", [0, 4096, 20_000])
def test_saving_where_files_may_not_grow(tmp_path: Path, room: int) -> None:
    path = tmp_path / "kelurahan.puas"
    make_office(path, sheets=3).store.close()
    lines = lines_of("tests.faults.child", "full", path, room)
    (refused,) = (line for line in lines if line.startswith("ditolak:"))
    assert f"Penyimpanan di {tmp_path} penuh atau tidak dapat ditulisi." in refused
    assert "Semua yang sudah tersimpan tetap utuh." in refused
    assert "simpan sekali lagi" in refused
    saved = [line for line in lines if line != refused]
    assert assert_trustworthy(path, saved) == 3 + len(saved)


@limited
def test_a_backup_for_which_there_is_no_room(tmp_path: Path) -> None:
    path = tmp_path / "kelurahan.puas"
    make_office(path, sheets=30).store.close()
    before = content(path)
    refused, made = lines_of("tests.faults.child", "full_backup", path)
    assert refused.startswith("ditolak: Salinan tidak dapat ditulis ke ")
    assert "Berkas kantor dan cadangan yang lama tetap utuh." in refused
    assert content(tmp_path / "kelurahan cadangan" / made.split("/")[-1]) == before
    assert assert_trustworthy(path) == 30


def _fill(office: SmallOffice, saved: list[Sheet]) -> None:
    while True:
        saved += office.add(1)


def test_a_database_that_may_have_no_more_pages(tmp_path: Path) -> None:
    office = make_office(tmp_path / "kelurahan.puas", sheets=3)
    database = office.store.database
    database.execute(f"PRAGMA max_page_count = {database.value('PRAGMA page_count')}")
    saved: list[Sheet] = []
    with pytest.raises(StorageError, match="penuh"):
        _fill(office, saved)
    assert office.store.tallies.differing() == []
    database.execute("PRAGMA max_page_count = 1000000")
    saved += office.add(1)
    office.store.close()
    assert assert_trustworthy(office.store.path, [sheet.uuid for sheet in saved]) == 3 + len(saved)


@contextmanager
def _small_disk(folder: Path, size: str) -> Iterator[Path]:
    """Mount a small disk of its own at ``folder``; skip where that is not allowed."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "puas-test", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        pytest.skip("there is no mount here")
    if done.returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    with _small_disk(tmp_path / "disk", "2m") as disk:
        office = make_office(disk / "kelurahan.puas", sheets=5)
        filler = disk / "lain.bin"
        filler.write_bytes(b"x" * (os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - 16384))
        saved: list[Sheet] = []
        with pytest.raises(StorageError, match="penuh"):
            _fill(office, saved)
        with pytest.raises(StorageError, match=r"Salinan tidak dapat ditulis .*MB"):
            office.session.backups.make()
        target = disk / "paket.sqlite"
        with pytest.raises(PuasError):
            office.session.exports.export_package(office.survey, target)
        assert not target.exists()
        filler.unlink()
        saved += office.add(1)
        office.session.backups.make()
        office.session.exports.export_package(office.survey, target)
        office.store.close()
        found = assert_trustworthy(office.store.path, [sheet.uuid for sheet in saved])
        assert found == 5 + len(saved)


@pytest.mark.parametrize("kind", SURVEY_KINDS)
def test_a_report_for_which_there_is_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: ReportKind[Any]
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "kelurahan.puas"
    make_office(path, sheets=12).store.close()
    office = reopen(path)
    pdf = office.session.reports.render(kind, About(office.survey.id))
    target = tmp_path / "laporan.pdf"
    target.write_bytes(b"yang lama")
    monkeypatch.setattr("app.services.files.os.fsync", full)
    with pytest.raises(StorageError, match=r"Drive .* penuh: berkas ini memerlukan .*, tersisa"):
        files.write_whole(target, pdf)
    assert target.read_bytes() == b"yang lama"
    monkeypatch.undo()
    files.write_whole(target, pdf)
    assert target.read_bytes() == pdf
    office.store.close()
    assert leftovers(tmp_path) == []
