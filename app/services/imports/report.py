"""The list of what is refused, for whoever has to mend the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.tables.writing import SheetTable, write_csv, write_xlsx
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.services.imports.problems import Problem


def write_report(path: Path, problems: Sequence[Problem]) -> Path:
    """Write row, column, value and reason of every problem as CSV or XLSX, by the file's name."""
    header = [tr("Baris"), tr("Kolom"), tr("Isi"), tr("Sebab")]
    rows = [(p.row, p.column, p.value, p.reason) for p in problems]
    if path.suffix.casefold() == ".csv":
        return write_csv(path, header, rows)
    return write_xlsx(path, [SheetTable(tr("Masalah"), header, rows)])
