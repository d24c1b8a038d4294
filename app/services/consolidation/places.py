"""Where packages lie: files that were named, and folders with all below them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from app.models.store.package import is_package
from app.paths import is_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def packages_of(paths: Iterable[Path]) -> list[Path]:
    """Return the files that were named, and of folders all packages in and below them."""
    found: dict[Path, None] = {}
    for path in paths:
        if is_folder(path):
            found.update(dict.fromkeys(_packages_in(path)))
        else:
            found[path] = None
    return list(found)


def _packages_in(folder: Path) -> list[Path]:
    """Return the packages in and below a folder; of a medium that goes away what was seen."""
    found: list[Path] = []
    with suppress(OSError):
        found.extend(one for one in folder.rglob("*") if one.is_file() and is_package(one))
    return sorted(found)
