"""Table 2.11: every program row under its sasaran, kelurahan below their kecamatan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.capaian.programs import OfficePrograms, ProgramBlock, by_office
from app.services.ikm.rounding import EMPTY
from app.services.reports.blocks import Align, Cell, Column, Row, Ruling, Table
from app.services.reports.capaian.cells import money_cell, percent_cell, reason_notes, value_cell
from app.services.reports.capaian.merging import Leaf, Step, merged_rows
from app.services.reports.capaian.tables import (
    NUMBER,
    anggaran_group,
    grouped_header,
    kinerja_group,
)
from app.services.reports.figures import figure
from app.services.tables.columns import plain
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.services.capaian.figures import ProgramFigures
    from app.services.capaian.year import YearFigures
    from app.services.reports.capaian.data import CapaianData

COLUMNS = (
    *(Column(7, Align.CENTER), Column(22), Column(20), Column(21), Column(31), Column()),
    *(Column(18), Column(13, NUMBER, begins_group=True), Column(14, NUMBER), Column(15, NUMBER)),
    *(Column(26, NUMBER, begins_group=True), Column(26, NUMBER), Column(14, NUMBER)),
)
_SIZE = 6.5
_MOST_REASONS = 40
"""Footnotes that a table bears; a row says itself that a figure cannot be computed."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What program rows serve: a sasaran and one of its indikator."""

    number: str
    sasaran: str
    indikator: str
    programs: tuple[ProgramFigures, ...]


def program_table(data: CapaianData) -> Table:
    """Return 2.11, sums of each perangkat daerah within it and of all at its end."""
    total = data.figures.program_summary
    names = (
        *(tr("No."), tr("Sasaran"), tr("Indikator sasaran"), tr("Perangkat daerah")),
        *(tr("Program"), tr("Indikator program"), tr("Kelurahan")),
    )
    return Table(
        columns=COLUMNS,
        header=grouped_header(
            tuple(Cell(name, Align.CENTER, rows=2) for name in names),
            kinerja_group(),
            anggaran_group(),
        ),
        rows=merged_rows([leaf for one in purposes(data.figures) for leaf in _leaves(one)]),
        footer=(
            (
                Cell(tr("Jumlah {n} baris program", n=total.rows), columns=10),
                money_cell(total.pagu, bold=True),
                money_cell(total.spent, bold=True),
                percent_cell(total.serapan, bold=True),
            ),
        ),
        ruling=Ruling.GRID,
        size=_SIZE,
        name=tr("2.11 Program"),
        caption=tr("Tabel 2.11 Capaian program tahun {tahun}", tahun=data.year),
        notes=_reasons(data.figures.programs),
        source=data.source,
    )


def purposes(figures: YearFigures) -> tuple[Purpose, ...]:
    """Return what the program rows serve, in the order of the sasaran; others come last."""
    found = []
    for one in figures.indikator:
        programs = figures.programs_of(one.indikator.id)
        if programs:
            number = str(one.sasaran.number)
            found.append(Purpose(number, one.sasaran.name, one.indikator.name, programs))
    others: dict[tuple[str, str], list[ProgramFigures]] = {}
    for row in figures.programs_of(None):
        others.setdefault((row.row.no_sasaran, row.row.indikator_sasaran), []).append(row)
    return (
        *found,
        *(
            Purpose(number or EMPTY, EMPTY, indikator or EMPTY, tuple(rows))
            for (number, indikator), rows in others.items()
        ),
    )


def _leaves(purpose: Purpose) -> Iterator[Leaf]:
    above = (
        Step((purpose.number, plain(purpose.sasaran)), (purpose.number, purpose.sasaran)),
        Step(plain(purpose.indikator), (purpose.indikator,)),
    )
    for office in by_office(purpose.programs):
        name = office.perangkat_daerah
        under = (*above, Step(plain(name), (name,)))
        for block in office.blocks:
            yield from block_leaves(block, under)
        if len(office.rows) > 1:
            yield Leaf(under, _office_sum(office))


def block_leaves(block: ProgramBlock, under: tuple[Step, ...]) -> Iterator[Leaf]:
    """Yield the rows of one program with one indikator, and the mean of its kelurahan."""
    path = (
        *under,
        Step(plain(block.program), (block.program,)),
        Step(plain(block.indikator), (block.indikator,)),
    )
    for one in block.rows:
        yield Leaf(path, (one.row.kelurahan or EMPTY, *achieved(one), *spent(one)))
    if len(block.kelurahan) > 1:
        yield Leaf(path, (*mean_cells(block), *_blank(3)))


def achieved(one: ProgramFigures) -> Row:
    """Return target, realisasi and capaian of a row."""
    row = one.row
    return (value_cell(row.target), value_cell(row.realisasi), percent_cell(one.capaian))


def spent(one: ProgramFigures) -> Row:
    """Return pagu, realisasi and serapan of a row."""
    return (money_cell(one.pagu), money_cell(one.spent), percent_cell(one.serapan))


def mean_cells(block: ProgramBlock) -> Row:
    """Return the mean of the kelurahan of a block: name, target, realisasi, capaian."""
    name = tr("Rata-rata {n} kelurahan", n=len(block.kelurahan))
    return (
        Cell(name, bold=True, set_apart=True),
        Cell("", set_apart=True),
        _set_apart(mean_realisasi(block)),
        _set_apart(percent_cell(block.mean_capaian, bold=True)),
    )


def mean_realisasi(block: ProgramBlock) -> Cell:
    """Return the mean realisasi with the unit and the decimals of what it is the mean of."""
    values = [one.row.realisasi for one in block.kelurahan if one.row.realisasi.number is not None]
    mean = block.mean_realisasi.value
    if mean is None or not values:
        return Cell(EMPTY, bold=True)
    if values[0].unit == "%":
        return percent_cell(block.mean_realisasi, bold=True)
    return figure(mean, max(2, *(value.decimals for value in values)), bold=True)


def _office_sum(office: OfficePrograms) -> Row:
    pagu, used, share = office.pagu, office.spent, office.serapan
    return (
        Cell(tr("Jumlah"), bold=True, columns=6, set_apart=True),
        _set_apart(money_cell(pagu, bold=True)),
        _set_apart(money_cell(used, bold=True)),
        _set_apart(percent_cell(share, bold=True)),
    )


def _set_apart(cell: Cell) -> Cell:
    return Cell(cell.text, cell.align, cell.bold, exact=cell.exact, set_apart=True)


def _blank(columns: int) -> Row:
    return (Cell("", columns=columns, set_apart=True),)


def _reasons(programs: Sequence[ProgramFigures]) -> tuple[str, ...]:
    named = [
        (tr("{kolom} {nama}", kolom=column, nama=row_name(one)), figure_)
        for one in programs
        for column, figure_ in ((tr("Capaian"), one.capaian), (tr("Serapan"), one.serapan))
    ]
    notes = reason_notes(named)
    left = len(notes) - _MOST_REASONS
    if left <= 0:
        return notes
    return (*notes[:_MOST_REASONS], tr("{n} lainnya tidak dapat dihitung.", n=left))


def row_name(one: ProgramFigures) -> str:
    """Return what tells a program row apart from others."""
    row = one.row
    parts = (row.perangkat_daerah, row.program, row.kelurahan)
    return ", ".join(part for part in parts if part)
