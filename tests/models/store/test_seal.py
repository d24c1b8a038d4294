from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.models.store.seal import LENGTH, is_sealed, new_mark, put_seal

if TYPE_CHECKING:
    from pathlib import Path


def sealed(path: Path) -> str:
    mark = new_mark()
    path.write_bytes(b"awal" * 10 + mark.encode() + b"\x00" * 30)
    put_seal(path, mark)
    return path.read_bytes()[40 : 40 + LENGTH].decode()


def test_a_sealed_file_is_whole_until_any_byte_changes(tmp_path: Path) -> None:
    path = tmp_path / "p"
    seal = sealed(path)
    content = path.read_bytes()
    assert is_sealed(content, seal)
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 1
        assert not is_sealed(bytes(changed), seal)
        damaged = bytes(changed)
        own = damaged[40 : 40 + LENGTH].decode(errors="replace")
        assert not is_sealed(damaged, own)


def test_a_seal_that_stands_twice_or_nowhere_proves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "p"
    seal = sealed(path)
    doubled = path.read_bytes() + seal.encode()
    path.write_bytes(doubled)
    assert not is_sealed(doubled, seal)
    assert not is_sealed(doubled, "0" * LENGTH)
    assert not is_sealed(doubled, "")
    with pytest.raises(ValueError, match="ab"):
        put_seal(path, "ab")
