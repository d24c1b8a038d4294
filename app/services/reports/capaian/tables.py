"""Tables of all indikator of a year, sasaran merged over theirs: 2.5, 2.6, 2.8 and 2.9."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.capaian.texts import change_text, reached_text
from app.services.ikm.rounding import EMPTY
from app.services.reports.blocks import Align, Cell, Column, Row, Ruling, Table
from app.services.reports.capaian.cells import (
    notes_of,
    percent_cell,
    realisasi_cell,
    reason_notes,
    value_cell,
)
from app.services.reports.capaian.merging import Leaf, Step, merged_rows
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.capaian.figures import IndikatorFigures
    from app.services.reports.capaian.data import CapaianData

SIZE = 8.0
LEAD = (Column(9, Align.CENTER), Column(46), Column(), Column(20))
"""Number and name of the sasaran, indikator, satuan."""
NUMBER = Align.RIGHT


def lead_header(rows: int = 1) -> tuple[Cell, ...]:
    """Return the header over ``LEAD``."""
    names = (tr("No."), tr("Sasaran"), tr("Indikator"), tr("Satuan"))
    return tuple(Cell(name, Align.CENTER, rows=rows) for name in names)


def centred(*names: str) -> tuple[Cell, ...]:
    """Return cells of a header."""
    return tuple(Cell(name, Align.CENTER) for name in names)


def grouped_header(lead: Row, *groups: tuple[str, tuple[str, ...]]) -> tuple[Row, Row]:
    """Return two rows: ``lead``, whose cells are two rows high, and groups over their columns.

    A group of no columns is a column of its own.
    """
    over = (
        Cell(name, Align.CENTER, columns=len(names)) if names else Cell(name, Align.CENTER, rows=2)
        for name, names in groups
    )
    return (*lead, *over), centred(*(name for _, names in groups for name in names))


def kinerja_group(*more: str) -> tuple[str, tuple[str, ...]]:
    """Return the columns of what was achieved, for ``grouped_header``."""
    return tr("Kinerja"), (tr("Target"), tr("Realisasi"), tr("Capaian"), *more)


def anggaran_group() -> tuple[str, tuple[str, ...]]:
    """Return the columns of what was spent, for ``grouped_header``."""
    return tr("Anggaran"), (tr("Pagu"), tr("Realisasi"), tr("Serapan"))


def sasaran_rows(
    data: CapaianData, columns: int, cells: Callable[[IndikatorFigures], Row]
) -> tuple[Row, ...]:
    """Return a row for each indikator; a sasaran without any says so."""
    leaves = []
    for group in data.figures.sasaran:
        sasaran = group.sasaran
        path = (Step(sasaran.id, (str(sasaran.number), sasaran.name)),)
        for one in group.indikator:
            lead: Row = (one.indikator.name, one.indikator.satuan or EMPTY)
            leaves.append(Leaf(path, (*lead, *cells(one))))
        if not group.indikator:
            nil = Cell(tr("Belum ada indikator."), Align.LEFT, columns=columns)
            leaves.append(Leaf(path, (nil,)))
    return merged_rows(leaves)


def target_table(data: CapaianData) -> Table:
    """Return 2.5: what the RPJMD and the perjanjian kinerja ask for, and of whom."""

    def cells(one: IndikatorFigures) -> Row:
        decimals = one.indikator.decimals
        pengampu = "; ".join(unit.name for unit in one.pengampu) or EMPTY
        values = (one.rpjmd_target, one.values.target, one.values.revised_target)
        return (*(value_cell(value, decimals) for value in values), pengampu)

    tail = (Column(26, NUMBER, begins_group=True), Column(26, NUMBER), Column(26, NUMBER))
    header = grouped_header(
        lead_header(rows=2),
        (tr("RPJMD {tahun}", tahun=data.year), ()),
        (tr("Perjanjian kinerja"), (tr("Target"), tr("Perubahan"))),
        (tr("Pengampu"), ()),
    )
    return Table(
        columns=(*LEAD, *tail, Column(40)),
        header=header,
        rows=sasaran_rows(data, 6, cells),
        ruling=Ruling.GRID,
        size=SIZE,
        name=tr("2.5 Target"),
        caption=tr("Tabel 2.5 Target perjanjian kinerja tahun {tahun}", tahun=data.year),
        source=data.source,
    )


def capaian_table(data: CapaianData) -> Table:
    """Return 2.6: target, realisasi, capaian and predikat; reaching the target is apart."""

    def cells(one: IndikatorFigures) -> Row:
        return (
            value_cell(one.target, one.indikator.decimals),
            realisasi_cell(one),
            percent_cell(one.capaian),
            one.predikat or EMPTY,
            reached_text(one.tercapai),
        )

    mean = data.figures.summary.mean_capaian
    return Table(
        columns=(
            *LEAD,
            *(Column(24, NUMBER, begins_group=True), Column(24, NUMBER), Column(24, NUMBER)),
            *(Column(26, Align.CENTER), Column(28, Align.CENTER)),
        ),
        header=(
            (
                *lead_header(),
                *centred(tr("Target"), tr("Realisasi"), tr("Capaian")),
                *centred(tr("Predikat"), tr("Keterangan")),
            ),
        ),
        rows=sasaran_rows(data, 7, cells),
        footer=(
            (
                Cell(tr("Rata-rata capaian"), columns=6),
                percent_cell(mean, bold=True),
                data.figures.terms.rating.of(mean.value) or EMPTY,
                "",
            ),
        ),
        ruling=Ruling.GRID,
        size=SIZE,
        name=tr("2.6 Capaian"),
        caption=tr("Tabel 2.6 Target, realisasi, dan capaian tahun {tahun}", tahun=data.year),
        notes=(
            *notes_of(data.figures.indikator),
            *reason_notes([(one.indikator.name, one.capaian) for one in data.figures.indikator]),
        ),
        source=data.source,
    )


def rpjmd_table(data: CapaianData) -> Table:
    """Return 2.8: how far an indikator is on the way to the end target of the RPJMD."""

    def cells(one: IndikatorFigures) -> Row:
        end = one.indikator.end_target
        reached = one.yardstick.is_reached(one.realisasi, end)
        return (
            value_cell(end, one.indikator.decimals),
            realisasi_cell(one),
            percent_cell(one.kemajuan),
            reached_text(reached),
        )

    last = data.figures.rpjmd.last_year if data.figures.rpjmd else data.year
    end_name = tr("Target akhir RPJMD {tahun}", tahun=last)
    return Table(
        columns=(
            *LEAD,
            *(Column(30, NUMBER, begins_group=True), Column(30, NUMBER), Column(30, NUMBER)),
            Column(32, Align.CENTER),
        ),
        header=(
            (
                *lead_header(),
                *centred(end_name, tr("Realisasi {tahun}", tahun=data.year)),
                *centred(tr("Tingkat kemajuan"), tr("Target akhir")),
            ),
        ),
        rows=sasaran_rows(data, 6, cells),
        footer=(
            (
                Cell(tr("Rata-rata tingkat kemajuan"), columns=6),
                percent_cell(data.figures.summary.mean_kemajuan, bold=True),
                "",
            ),
        ),
        ruling=Ruling.GRID,
        size=SIZE,
        name=tr("2.8 RPJMD"),
        caption=tr("Tabel 2.8 Realisasi terhadap target akhir RPJMD tahun {tahun}", tahun=last),
        notes=(
            *notes_of(data.figures.indikator),
            *reason_notes([(one.indikator.name, one.kemajuan) for one in data.figures.indikator]),
        ),
        source=data.source,
    )


def national_table(data: CapaianData) -> Table:
    """Return 2.9: how an indikator stands against the nation, by its direction."""

    def cells(one: IndikatorFigures) -> Row:
        return (
            realisasi_cell(one),
            value_cell(one.values.national, one.indikator.decimals),
            percent_cell(one.capaian_nasional),
            change_text(one.against_national),
        )

    return Table(
        columns=(
            *LEAD,
            *(Column(30, NUMBER, begins_group=True), Column(30, NUMBER), Column(34, NUMBER)),
            Column(32, Align.CENTER),
        ),
        header=(
            (
                *lead_header(),
                *centred(tr("Realisasi {tahun}", tahun=data.year), tr("Nilai nasional")),
                *centred(tr("Capaian terhadap nasional"), tr("Dibanding nasional")),
            ),
        ),
        rows=sasaran_rows(data, 6, cells),
        ruling=Ruling.GRID,
        size=SIZE,
        name=tr("2.9 Nasional"),
        caption=tr("Tabel 2.9 Realisasi terhadap nilai nasional tahun {tahun}", tahun=data.year),
        notes=(
            *notes_of(data.figures.indikator),
            *reason_notes(
                [(one.indikator.name, one.capaian_nasional) for one in data.figures.indikator]
            ),
        ),
        source=data.source,
    )
