from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.store.durable import flush, remove, sync_folder, temporary_beside

if TYPE_CHECKING:
    from pathlib import Path


def test_a_temporary_file_lies_hidden_beside_its_target(tmp_path: Path) -> None:
    assert temporary_beside(tmp_path / "k.puas") == tmp_path / ".k.puas.baru"


def test_a_temporary_file_goes_with_its_journal(tmp_path: Path) -> None:
    temporary = temporary_beside(tmp_path / "k.puas")
    temporary.touch()
    temporary.with_name(f"{temporary.name}-journal").touch()
    remove(temporary)
    remove(temporary)
    assert list(tmp_path.iterdir()) == []


def test_flushing_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "isi").write_bytes(b"isi")
    flush(tmp_path / "isi")
    sync_folder(tmp_path)
    sync_folder(tmp_path / "tiada")
    assert (tmp_path / "isi").read_bytes() == b"isi"
