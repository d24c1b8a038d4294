from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.paths import (
    backup_folder,
    is_folder,
    is_there,
    manual,
    readable,
    real_file,
    resource,
)


def test_what_is_shipped_is_there() -> None:
    assert resource("instruments", "skm-9.toml").is_file()
    assert manual("entri").is_file()
    assert manual() == manual("entri").parent


def test_backups_lie_beside_their_file() -> None:
    assert backup_folder(Path("a/kantor.puas")) == Path("a/kantor cadangan")


def test_what_cannot_be_looked_at_is_not_there(tmp_path: Path) -> None:
    assert is_there(tmp_path)
    assert is_folder(tmp_path)
    assert not is_there(tmp_path / ("x" * 300))
    assert not is_folder(tmp_path / ("x" * 300))
    assert not is_folder(tmp_path / "tidak-ada")


def test_a_path_in_ones_own_folder_is_read_from_there(tmp_path: Path) -> None:
    assert readable(Path.home() / "Puas" / "kantor.puas") == str(Path("~/Puas/kantor.puas"))
    assert readable(tmp_path / "kantor.puas") == str(tmp_path / "kantor.puas")


@pytest.mark.skipif(os.name != "posix", reason="links need a privilege elsewhere")
def test_a_link_leads_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "pintasan").symlink_to(tmp_path / "kantor.puas")
    (tmp_path / "lingkaran").symlink_to(tmp_path / "lingkaran")
    assert real_file(tmp_path / "pintasan") == tmp_path / "kantor.puas"
    assert real_file(tmp_path / "kantor.puas") == tmp_path / "kantor.puas"
    assert real_file(tmp_path / "lingkaran").name == "lingkaran"
    assert real_file(tmp_path / ("x" * 300)).name == "x" * 300
