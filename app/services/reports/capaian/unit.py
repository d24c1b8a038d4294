"""The report *Capaian program* of one perangkat daerah: one page, with the mean of kelurahan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.capaian.office_sentences import kelurahan_sentence, office_sentence
from app.services.capaian.texts import unparted
from app.services.ikm.rounding import EMPTY
from app.services.reports.blocks import (
    Align,
    Block,
    Cell,
    Column,
    KeyValues,
    Paragraph,
    Row,
    Ruling,
    SideBySide,
    Table,
    Title,
)
from app.services.reports.capaian.cells import money_cell, percent_cell, reason_notes
from app.services.reports.capaian.data import UnitData, collect_unit
from app.services.reports.capaian.method import program_box
from app.services.reports.capaian.programs import achieved, mean_cells, purposes, spent
from app.services.reports.capaian.tables import (
    NUMBER,
    anggaran_group,
    grouped_header,
    kinerja_group,
)
from app.services.reports.document import Report
from app.services.reports.kinds import Options, ReportKind, Subject
from app.services.reports.parts import kop_of, signature_of
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.capaian.figures import ProgramFigures
    from app.services.capaian.programs import ProgramBlock

_SIZES = ((22, 7.5), (32, 7.0), (40, 6.5))
"""Up to so many rows the letters are so large; more are smaller still."""
_SMALLEST = 6.0
_SHARES = (0.62, 0.38)
"""Of the width: how the figures were made, and the signature beside it."""


def unit_report(data: UnitData, _options: Options | None = None) -> Report:
    """Return the page of a perangkat daerah (rules/reports.md 7)."""
    head, name = data.head, data.programs.perangkat_daerah
    title = tr("Capaian Program Tahun {tahun}", tahun=data.year)
    blocks: tuple[Block, ...] = (
        kop_of(head),
        Title(title.upper(), (name,)),
        KeyValues(((tr("Mendukung"), _purpose(data)),)),
        _table(data),
        Paragraph(unparted(_sentences(data))),
        SideBySide(((program_box(data.figures),), (signature_of(head),)), _SHARES),
    )
    return Report(
        title=f"{title} – {name}",
        author=head.office_name,
        subject=tr("Capaian program {unit}", unit=name),
        blocks=blocks,
        footer=head.footer,
        running_title=f"{title} · {name}",
    )


def _purpose(data: UnitData) -> str:
    """Say which sasaran and indikator the programs serve."""
    own = {id(one) for one in data.programs.rows}
    served = [
        tr(
            "sasaran {nomor} ({sasaran}), indikator {indikator}",
            nomor=one.number,
            sasaran=one.sasaran,
            indikator=one.indikator,
        )
        for one in purposes(data.figures)
        if one.number != EMPTY and any(id(row) in own for row in one.programs)
    ]
    return "; ".join(served) or tr("Belum dihubungkan dengan indikator sasaran.")


def _table(data: UnitData) -> Table:
    office = data.programs
    rows = tuple(row for n, block in enumerate(office.blocks, 1) for row in _rows(block, n))
    size = next((size for most, size in _SIZES if len(rows) <= most), _SMALLEST)
    money = Column(26, NUMBER)
    return Table(
        columns=(
            Column(),
            *(Column(15, NUMBER, begins_group=True), Column(15, NUMBER), Column(17, NUMBER)),
            Column(21, Align.CENTER),
            *(Column(26, NUMBER, begins_group=True), money, Column(15, NUMBER)),
        ),
        header=grouped_header(
            (Cell(tr("Program, indikator, kelurahan"), Align.CENTER, rows=2),),
            kinerja_group(tr("Predikat")),
            anggaran_group(),
        ),
        rows=rows,
        footer=(
            (
                Cell(tr("Jumlah"), columns=5),
                money_cell(office.pagu, bold=True),
                money_cell(office.spent, bold=True),
                percent_cell(office.serapan, bold=True),
            ),
        ),
        ruling=Ruling.GRID,
        size=size,
        name=tr("Capaian program"),
        notes=_reasons(office.rows),
        source=data.source,
    )


def _rows(block: ProgramBlock, number: int) -> Iterator[Row]:
    """Yield the program, its indikator with the own values, and the kelurahan with their mean."""
    name = tr("{nomor}. {program}", nomor=number, program=block.program)
    yield (Cell(name, Align.LEFT, bold=True, columns=8, set_apart=True),)
    if block.own is None:
        yield (Cell(block.indikator, columns=8),)
    else:
        yield (block.indikator, *_cells(block.own))
    for one in block.kelurahan:
        yield (tr("• {kelurahan}", kelurahan=one.row.kelurahan), *_cells(one))
    if len(block.kelurahan) > 1:
        yield (*mean_cells(block), Cell("", columns=4, set_apart=True))


def _cells(one: ProgramFigures) -> Row:
    return (*achieved(one), one.predikat or EMPTY, *spent(one))


def _reasons(rows: tuple[ProgramFigures, ...]) -> tuple[str, ...]:
    return reason_notes(
        [
            (_name(column, one), figure)
            for one in rows
            for column, figure in ((tr("Capaian"), one.capaian), (tr("Serapan"), one.serapan))
        ]
    )


def _name(column: str, one: ProgramFigures) -> str:
    row = one.row
    parts = (row.program, row.kelurahan)
    return tr("{kolom} {nama}", kolom=column, nama=", ".join(part for part in parts if part))


def _sentences(data: UnitData) -> str:
    means = [kelurahan_sentence(block) for block in data.programs.blocks]
    said = office_sentence(data.programs, data.figures.terms.rating)
    return " ".join([said, *(sentence for sentence in means if sentence)])


def _name_of(data: UnitData) -> str:
    unit = data.programs.perangkat_daerah
    return tr("Capaian program {unit} {tahun}", unit=unit, tahun=data.year)


CAPAIAN_UNIT = ReportKind(
    key="capaian-unit",
    label=tr("Capaian program"),
    subject=Subject.CAPAIAN_UNIT,
    collect=collect_unit,
    build=unit_report,
    name_of=_name_of,
)
