"""What several commands say and write: the form of an output, the problems of a refused table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.opening import require_free_target
from app.cli.terminal import complain, say
from app.errors import InputError
from app.services.ikm.rounding import indonesian
from app.texts import tr

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.imports.problems import ImportRefusedError

_BY_SUFFIX = {".csv": "csv", ".json": "json", ".xlsx": "xlsx"}


def format_of(wanted: str, target: Path | None) -> str:
    """Return the form that was asked for, else that of the file's name, else a table.

    Raises InputError for a workbook without a file.
    """
    kind = wanted or (_BY_SUFFIX.get(target.suffix.lower(), "") if target else "") or "tabel"
    if kind == "xlsx" and target is None:
        raise InputError(
            tr("Bentuk xlsx tidak dapat ditampilkan di terminal."),
            next=tr("Sebutkan berkasnya dengan --keluaran."),
        )
    return kind


def write_output(target: Path, content: bytes, said: str) -> None:
    """Write a file whole and say where it is; ``said`` is a sentence with ``{berkas}``."""
    from app.services.files import write_whole

    write_whole(require_free_target(target), content)
    say(said.format(berkas=target))


def list_problems(error: ImportRefusedError) -> None:
    """Say every place of a table that was refused, below the sentence with the first one."""
    if error.count > 1:
        for problem in error.problems:
            complain(f"  {problem.text}")
    if more := error.count - len(error.problems):
        complain(tr("  … dan {n} lagi.", n=indonesian(more, 0)))
