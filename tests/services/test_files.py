from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import StorageError
from app.services.files import MAX_NAME, readable_size, safe_file_name, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

RESERVED = set('<>:"/\\|?*')


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_writes_the_whole_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "laporan.pdf"
    assert write_whole(target, b"isi") == target
    assert target.read_bytes() == b"isi"
    assert names_in(tmp_path) == ["laporan.pdf"]


def test_a_function_may_write_the_content(tmp_path: Path) -> None:
    target = tmp_path / "rekap.csv"
    write_whole(target, lambda file: file.write(b"a;b"))
    assert target.read_bytes() == b"a;b"


def test_an_error_while_writing_keeps_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "laporan.pdf"
    target.write_bytes(b"lama")

    def half(file: BinaryIO) -> None:
        file.write(b"baru")
        raise OSError(errno.EIO, "rusak")

    with pytest.raises(StorageError) as caught:
        write_whole(target, half)
    assert "tidak dapat ditulis (galat 5)" in caught.value.what
    assert target.read_bytes() == b"lama"
    assert names_in(tmp_path) == ["laporan.pdf"]


def test_a_bug_while_writing_leaves_no_temporary_file(tmp_path: Path) -> None:
    def wrong(_file: BinaryIO) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_whole(tmp_path / "a.pdf", wrong)
    assert names_in(tmp_path) == []


@pytest.fixture
def small_files() -> Iterator[int]:
    """Let this process write no file larger than 1,000 bytes, as a full disk would."""
    if sys.platform == "win32":
        pytest.skip("limits of the process are a matter of POSIX")
    else:
        import resource
        import signal

        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
        yield 1000
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disk_is_named_with_the_room_that_is_needed(
    tmp_path: Path, small_files: int
) -> None:
    target = tmp_path / "laporan.pdf"
    target.write_bytes(b"lama")
    with pytest.raises(StorageError) as caught:
        write_whole(target, b"x" * 250_000)
    assert "penuh" in caught.value.what
    assert "250,0 kB" in caught.value.what
    assert "tersisa" in caught.value.what
    assert caught.value.next
    assert target.read_bytes() == b"lama"
    assert names_in(tmp_path) == ["laporan.pdf"]


def test_it_works_again_once_there_is_room(tmp_path: Path) -> None:
    target = tmp_path / "laporan.pdf"
    with pytest.raises(StorageError):
        write_whole(tmp_path / "hilang" / "laporan.pdf", b"isi")
    write_whole(target, b"isi")
    assert target.read_bytes() == b"isi"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        write_whole(tmp_path / "usb" / "laporan.pdf", b"isi")
    assert str(tmp_path / "usb") in caught.value.what


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "laporan.pdf").mkdir()
    with pytest.raises(StorageError):
        write_whole(tmp_path / "laporan.pdf", b"isi")
    assert names_in(tmp_path) == ["laporan.pdf"]


def test_a_folder_that_may_not_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "tidak boleh")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(StorageError) as caught:
        write_whole(tmp_path / "laporan.pdf", b"isi")
    assert "tidak boleh ditulis" in caught.value.what
    assert names_in(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hasil pengolahan Kelurahan A", "Hasil pengolahan Kelurahan A.pdf"),
        ("a/b\\c:d", "a-b-c-d.pdf"),
        ("CON", "_CON.pdf"),
        ("com1.txt", "_com1.txt.pdf"),
        ("concept", "concept.pdf"),
        ("nama. . ", "nama.pdf"),
        ("baris\nbaru\x00", "baris baru.pdf"),
        ("...", "berkas.pdf"),
        ("", "berkas.pdf"),
    ],
)
def test_names_that_windows_accepts(text: str, expected: str) -> None:
    assert safe_file_name(text, ".pdf") == expected


@given(st.text(max_size=400))
def test_any_text_makes_a_name_of_every_system(text: str) -> None:
    name = safe_file_name(text, ".pdf")
    assert name.endswith(".pdf")
    assert 0 < len(name) <= MAX_NAME
    assert not RESERVED & set(name)
    assert all(ord(char) >= 32 for char in name)
    assert not name.removesuffix(".pdf").endswith((".", " "))
    assert len(name.encode()) < 255


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 byte"), (999, "999 byte"), (1000, "1,0 kB"), (3_440_000, "3,4 MB"), (2e9, "2,0 GB")],
)
def test_sizes_read_well(size: float, text: str) -> None:
    assert readable_size(int(size)) == text
