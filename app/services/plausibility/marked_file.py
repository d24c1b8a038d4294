"""Findings about somebody's recap that were checked and are right, listed in a file of one's own.

The recap itself is not touched. A line names the finding as it was reported (unit, periode, aturan,
kolom, nilai) and the reason; another value makes another finding, which is reported again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import InputError
from app.services.plausibility.finding import Rule
from app.services.tables.reading import read_table
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from app.services.plausibility.finding import Finding

COLUMNS = ("unit", "periode", "aturan", "kolom", "nilai", "alasan")

Identity = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parted:
    """Findings that still wait, and those that were checked, each with its reason."""

    waiting: tuple[Finding, ...]
    right: tuple[tuple[Finding, str], ...]


def read_marks(path: Path) -> dict[Identity, str]:
    """Return what identifies each finding → the reason for which it is right.

    Raises InputError with row and column when a line cannot be used.
    """
    table = read_table(path)
    rows = list(table.rows)
    header = [clean_line(cell).casefold() for cell in rows[0].cells] if rows else []
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise InputError(
            tr(
                "Berkas tanda {berkas} tidak punya kolom {kolom}.",
                berkas=table.file_name,
                kolom=", ".join(missing),
            ),
            next=tr("Kolomnya harus: {daftar}.", daftar=", ".join(COLUMNS)),
        )
    places = [header.index(name) for name in COLUMNS]
    marks = {}
    for row in rows[1:]:
        cells = [clean_line(row.cells[p], 2000) if p < len(row.cells) else "" for p in places]
        if any(cells):
            _require_usable(table.file_name, row.line, cells)
            marks[_folded(cells[:-1])] = cells[-1]
    return marks


def part(findings: Iterable[Finding], marks: Mapping[Identity, str]) -> Parted:
    """Divide findings into those that wait and those that bear a mark."""
    found = [(finding, marks.get(_identity(finding), "")) for finding in findings]
    return Parted(
        tuple(finding for finding, reason in found if not reason),
        tuple((finding, reason) for finding, reason in found if reason),
    )


def _identity(finding: Finding) -> Identity:
    return _folded(
        (finding.unit, finding.periode, finding.aturan.value, finding.kolom, finding.nilai)
    )


def _folded(cells: Iterable[str]) -> Identity:
    return tuple(clean_line(cell, 2000).casefold() for cell in cells)


def _require_usable(name: str, line: int, cells: list[str]) -> None:
    if cells[2].casefold() not in set(Rule):
        raise InputError(
            tr(
                "Berkas tanda {berkas} baris {baris} kolom aturan: {nilai} bukan nama aturan.",
                berkas=name,
                baris=line,
                nilai=cells[2] or tr("kosong"),
            ),
            next=tr("Salin nama aturannya dari hasil pemeriksaan."),
        )
    if not cells[5]:
        raise InputError(
            tr("Berkas tanda {berkas} baris {baris}: alasan kosong.", berkas=name, baris=line),
            next=tr("Tulis mengapa temuan itu benar."),
        )
