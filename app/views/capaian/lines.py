"""The lines of the grids: indikator under their sasaran, program rows under their offices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.services.capaian.texts import percent_text, rupiah_text
from app.texts import tr
from app.views.capaian.columns import columns_of
from app.views.capaian.program_columns import program_columns
from app.views.widgets.grid_model import Line, longest_texts

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from app.services.capaian.figures import ProgramFigures
    from app.services.capaian.overview import IndikatorLine, YearOverview
    from app.services.capaian.programs import OfficePrograms, ProgramBlock
    from app.services.capaian.year import YearFigures
    from app.services.session import Session
    from app.views.capaian.columns import Sheet
    from app.views.widgets.grid_model import GridColumn


@dataclass(frozen=True)
class GridContent:
    """What a grid shows; ``longest`` are the longest texts of its columns, if lines are others."""

    lines: tuple[Line[Any], ...]
    keys: tuple[Hashable, ...]
    longest: Mapping[str, Sequence[str]] | None


def indikator_lines(shown: YearOverview) -> tuple[Line[IndikatorLine], ...]:
    """Return every sasaran as a heading with its indikator below."""
    found: list[Line[IndikatorLine]] = []
    for group, lines in shown.groups:
        title = f"{group.sasaran.number} · {group.sasaran.name}"
        note = "" if lines else tr("belum ada indikator")
        found.append(Line(("sasaran", group.sasaran.id), heading=title, note=note))
        found += [Line(line.id, line) for line in lines]
    return tuple(found)


def indikator_content(shown: YearOverview, tab: str, sheet: Sheet) -> GridContent:
    """Return the content of the grid of indikator."""
    lines = indikator_lines(shown)
    return _content(lines, columns_of(tab, sheet), ())


def program_content(
    session: Session, year: int, known: tuple[Hashable, ...]
) -> tuple[YearFigures, GridContent]:
    """Read program rows as lines; not for the window's thread, for there may be thousands."""
    figures = session.capaian.figures(year)
    lines = tuple(line for office in figures.offices for line in _office(office))
    return figures, _content(lines, program_columns(None), known)


def _content(
    lines: tuple[Line[Any], ...],
    columns: Sequence[GridColumn[Any]],
    known: tuple[Hashable, ...],
) -> GridContent:
    keys = tuple(line.key for line in lines)
    return GridContent(lines, keys, longest_texts(columns, lines) if keys != known else None)


def _office(office: OfficePrograms) -> list[Line[ProgramFigures]]:
    rows = office.rows
    found: list[Line[ProgramFigures]] = [
        Line(
            ("perangkat daerah", office.perangkat_daerah),
            heading=office.perangkat_daerah,
            note=tr("{n} baris", n=len(rows)),
        )
    ]
    for block in office.blocks:
        found.append(
            Line(
                ("program", office.perangkat_daerah, block.program, block.indikator),
                heading=block.program,
                level=1,
                note=_block_note(block),
            )
        )
        found += [Line(row.row.id, row) for row in block.rows]
    return found


def _block_note(block: ProgramBlock) -> str:
    """Return the mean of the kelurahan and the pagu where there are several rows."""
    if len(block.rows) == 1:
        return ""
    parts = []
    if block.kelurahan and block.mean_capaian.value is not None:
        mean = percent_text(block.mean_capaian.value)
        parts.append(tr("rata-rata kelurahan {capaian}", capaian=mean))
    if block.pagu is not None:
        parts.append(tr("pagu {pagu}", pagu=rupiah_text(block.pagu)))
    if block.serapan.value is not None:
        parts.append(tr("serapan {serapan}", serapan=percent_text(block.serapan.value)))
    return " · ".join(parts)
