"""Table 2.7: realisasi and capaian beside those of earlier years and the baseline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.services.capaian.texts import PROVISIONAL, change_text
from app.services.ikm.rounding import EMPTY
from app.services.reports.blocks import Align, Cell, Column, Row, Ruling, Table
from app.services.reports.capaian.cells import (
    difference_cell,
    notes_of,
    percent_cell,
    realisasi_cell,
    value_cell,
)
from app.services.reports.capaian.tables import (
    NUMBER,
    grouped_header,
    lead_header,
    sasaran_rows,
)
from app.texts import tr

if TYPE_CHECKING:
    from app.services.capaian.figures import IndikatorFigures
    from app.services.capaian.formulas import Change
    from app.services.reports.capaian.data import CapaianData

_MM_PER_SIGN = 0.207
"""Width of a digit in millimetres for each point of its size."""
_PADDING = 2.0
_ROOM_TO_GIVE = 20.0
"""So many millimetres the indikator can spare for numbers that are long."""
MOST_EARLIER = 2
"""Years before the one of the report that have room beside it."""


@dataclass(frozen=True, slots=True)
class _Room:
    """How wide columns are with so many earlier years; the indikator has what they leave."""

    sasaran: float
    satuan: float
    baseline: float
    realisasi: float
    capaian: float
    difference: float
    remark: float
    size: float


_ROOMS = (
    _Room(32, 15, 20, 23, 20, 24, 22, 7.5),
    _Room(30, 14, 17, 20, 18, 20, 19, 7.5),
    _Room(27, 13, 14, 15, 15, 17, 17, 7),
)
"""By the number of earlier years, none to ``MOST_EARLIER``."""


def earlier_table(data: CapaianData) -> Table:
    """Return 2.7; years without any value have no column."""
    years = earlier_years(data)
    baseline = data.figures.rpjmd.baseline_year if data.figures.rpjmd else data.year - 1
    compared = [tr("Dari nilai awal")]
    if data.year - 1 in years:
        compared.insert(0, tr("Dari {tahun}", tahun=data.year - 1))
    header = grouped_header(
        lead_header(rows=2),
        (tr("Nilai awal {tahun}", tahun=baseline), ()),
        *((str(year), (tr("Realisasi"), tr("Capaian"))) for year in (*years, data.year)),
        *((name, (tr("Selisih"), tr("Keterangan"))) for name in compared),
    )
    room = _ROOMS[len(years)]
    pair = (Column(room.realisasi, NUMBER, begins_group=True), Column(room.capaian, NUMBER))
    comparison = (
        Column(room.difference, NUMBER, begins_group=True),
        Column(room.remark, Align.CENTER),
    )
    columns = (
        *(Column(8, Align.CENTER), Column(room.sasaran), Column(), Column(room.satuan)),
        Column(room.baseline, NUMBER, begins_group=True),
        *pair * (len(years) + 1),
        *comparison * len(compared),
    )
    rows = sasaran_rows(
        data,
        3 + 2 * (len(years) + 1) + 2 * len(compared),
        lambda one: _cells(data, one, years, with_before=len(compared) > 1),
    )
    return Table(
        columns=_wide_enough(columns, rows, room.size),
        header=header,
        rows=rows,
        ruling=Ruling.GRID,
        size=room.size,
        name=tr("2.7 Tahun sebelumnya"),
        caption=tr("Tabel 2.7 Perbandingan dengan tahun sebelumnya dan nilai awal"),
        notes=_notes(data, years),
        source=data.source,
    )


def _wide_enough(
    columns: tuple[Column, ...], rows: tuple[Row, ...], size: float
) -> tuple[Column, ...]:
    """Widen the columns whose longest number would break, while the indikator has room to give."""
    needed = [0.0] * len(columns)
    for row in rows:
        place = len(columns)
        for cell in reversed(row):
            place -= cell.columns if isinstance(cell, Cell) else 1
            if isinstance(cell, Cell) and cell.exact is not None:
                least = len(cell.text) * size * _MM_PER_SIGN + _PADDING
                needed[place] = max(needed[place], least)
    left, widened = _ROOM_TO_GIVE, list(columns)
    for place, column in enumerate(columns):
        more = needed[place] - column.width
        if 0 < more <= left:
            left -= more
            widened[place] = replace(column, width=needed[place])
    return tuple(widened)


def earlier_years(data: CapaianData) -> tuple[int, ...]:
    """Return the latest earlier years that have a value, the earliest first."""
    found = {past.year for history in data.histories.values() for past in history.past}
    return tuple(sorted(found)[-MOST_EARLIER:])


def _cells(
    data: CapaianData, one: IndikatorFigures, years: tuple[int, ...], *, with_before: bool
) -> Row:
    history, decimals = data.histories[one.indikator.id], one.indikator.decimals
    row: list[Cell | str] = [value_cell(one.indikator.baseline, decimals)]
    for year in years:
        past = history.of(year)
        if past is None:
            row += [EMPTY, EMPTY]
            continue
        mark = PROVISIONAL if past.provisional else ""
        row += [value_cell(past.realisasi, decimals, mark), percent_cell(past.capaian)]
    row += [realisasi_cell(one), percent_cell(one.capaian)]
    if with_before:
        before = history.before.realisasi if history.before else None
        values = (one.realisasi,) if before is None else (one.realisasi, before)
        row += _compared(difference_cell(one, history.difference, *values), history.change)
    baseline = one.indikator.baseline
    against = difference_cell(one, one.selisih_baseline, one.realisasi, baseline)
    return (*row, *_compared(against, one.change))


def _compared(difference: Cell, change: Change) -> Row:
    """Return a difference with what it means; one cell where there is none."""
    if difference.exact is None:
        return (replace(difference, align=Align.CENTER, columns=2),)
    return (difference, change_text(change))


def _notes(data: CapaianData, years: tuple[int, ...]) -> tuple[str, ...]:
    """Return the footnotes of the year, and those of ``*`` in earlier years."""
    earlier = [
        tr(
            "{tanda} {indikator}, tahun {tahun}: nilai sementara.",
            tanda=PROVISIONAL,
            indikator=one.indikator.name,
            tahun=year,
        )
        for one in data.figures.indikator
        for year in years
        if (past := data.histories[one.indikator.id].of(year)) and past.provisional
    ]
    return (*notes_of(data.figures.indikator), *earlier)
