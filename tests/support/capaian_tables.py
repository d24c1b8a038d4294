"""Tables of performance for tests of the import."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from app.paths import resource
from app.services.capaian.edits import Typing
from app.services.capaian.imports.columns import Stated
from app.services.capaian.typed import Separator

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.capaian.imports.preview import CapaianPreview
    from app.services.session import Session

YEAR = 2022
POINT = Stated(Typing(Separator.POINT))
COMMA = Stated(Typing(Separator.COMMA))
INDIKATOR = resource("sample", "indikator_kinerja.csv")
PROGRAM = resource("sample", "program_kinerja.csv")
HEAD = ("no_sasaran", "sasaran", "indikator", "satuan", "arah", "target_2022", "realisasi_2022")
PROGRAM_HEAD = ("perangkat_daerah", "program", "kelurahan", "indikator_program", "target", "pagu")


def written(path: Path, head: tuple[str, ...], *rows: tuple[str, ...]) -> Path:
    """Write a CSV file."""
    target = io.StringIO(newline="")
    csv.writer(target).writerows([head, *rows])
    path.write_text(target.getvalue(), encoding="utf-8", newline="")
    return path


def preview(session: Session, path: Path, stated: Stated = POINT) -> CapaianPreview:
    """Read a table without writing anything."""
    return session.capaian.imports.preview(path, YEAR, stated=stated)


def take(session: Session, path: Path, stated: Stated = POINT) -> CapaianPreview:
    """Take a table over."""
    found = preview(session, path, stated)
    session.capaian.imports.take(found)
    return found


def row(number: str = "1", name: str = "Nilai SAKIP", **others: str) -> tuple[str, ...]:
    """Return one row of a table of indikator."""
    values = dict(
        zip(HEAD, (number, "Tata kelola", name, "Poin", "naik", "75.5", "69.50"), strict=True)
    )
    return tuple((values | others).values())
