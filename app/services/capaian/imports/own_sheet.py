"""The workbook that Puas writes and reads again: its sheets, and what its first row states."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.services.capaian.imports.columns import ImportKind
from app.services.capaian.typed import Separator

if TYPE_CHECKING:
    from app.services.tables.table import RawTable

SHEETS = {ImportKind.INDIKATOR: "Indikator", ImportKind.PROGRAM: "Program"}
"""The sheet of a workbook that is read where it has several."""
COMPUTED = "hitungan_"
"""How the headings of computed columns begin: no import takes them for columns of its own."""

_TITLE = re.compile(r"Puas capaian \d{4}; tanda desimal (koma|titik)")


def title_of(year: int) -> str:
    """Return the first row of every sheet."""
    return f"Puas capaian {year}; tanda desimal {Separator.COMMA.value}"


def separator_of(table: RawTable) -> Separator | None:
    """Return the decimal sign that a sheet of ours states; None where it is not ours."""
    if not table.rows:
        return None
    match = _TITLE.fullmatch(table.rows[0].cells[0].strip())
    return Separator(match[1]) if match else None
