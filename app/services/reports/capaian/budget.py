"""Table 2.10: what was achieved with which budget, and how efficiently; a loss keeps its minus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.reports.blocks import Align, Cell, Column, Row, Ruling, Table
from app.services.reports.capaian.cells import (
    money_cell,
    notes_of,
    percent_cell,
    realisasi_cell,
    reason_notes,
    value_cell,
)
from app.services.reports.capaian.tables import (
    NUMBER,
    anggaran_group,
    grouped_header,
    kinerja_group,
    lead_header,
    sasaran_rows,
)
from app.texts import tr

if TYPE_CHECKING:
    from app.services.capaian.figures import IndikatorFigures
    from app.services.reports.capaian.data import CapaianData

_SIZE = 7.5


def budget_table(data: CapaianData) -> Table:
    """Return 2.10; the sums are those of all indikator, efisiensi of those that have one."""
    summary = data.figures.summary
    money, percent = Column(34, NUMBER), Column(18, NUMBER)
    return Table(
        columns=(
            *(Column(8, Align.CENTER), Column(36), Column(), Column(16)),
            *(Column(18, NUMBER, begins_group=True), Column(23, NUMBER), percent),
            *(Column(34, NUMBER, begins_group=True), money, percent),
            Column(18, NUMBER, begins_group=True),
        ),
        header=grouped_header(
            lead_header(rows=2), kinerja_group(), anggaran_group(), (tr("Efisiensi"), ())
        ),
        rows=sasaran_rows(data, 9, _cells),
        footer=(
            (
                Cell(tr("Jumlah"), columns=7),
                money_cell(summary.pagu, bold=True),
                money_cell(summary.spent, bold=True),
                percent_cell(summary.serapan, bold=True),
                percent_cell(summary.efisiensi, bold=True),
            ),
        ),
        ruling=Ruling.GRID,
        size=_SIZE,
        name=tr("2.10 Efisiensi"),
        caption=tr("Tabel 2.10 Efisiensi penggunaan anggaran tahun {tahun}", tahun=data.year),
        notes=(*notes_of(data.figures.indikator), *_from_rows(data), *_reasons(data)),
        source=data.source,
    )


def _cells(one: IndikatorFigures) -> Row:
    return (
        value_cell(one.target, one.indikator.decimals),
        realisasi_cell(one),
        percent_cell(one.capaian),
        money_cell(one.budget.pagu),
        money_cell(one.budget.spent),
        percent_cell(one.serapan),
        percent_cell(one.efisiensi),
    )


def _from_rows(data: CapaianData) -> tuple[str, ...]:
    """Say whose budget is the sum of its program rows."""
    return tuple(
        tr(
            "{indikator}: pagu dan realisasi anggaran adalah jumlah {n} baris programnya.",
            indikator=one.indikator.name,
            n=one.budget.rows,
        )
        for one in data.figures.indikator
        if one.budget.from_rows
    )


def _reasons(data: CapaianData) -> tuple[str, ...]:
    return reason_notes(
        [
            (tr("Efisiensi {indikator}", indikator=one.indikator.name), one.efisiensi)
            for one in data.figures.indikator
        ]
    )
