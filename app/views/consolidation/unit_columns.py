"""The columns of the matrix: one period in full, or all periods beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.consolidation.cells import Cell, CellState
from app.services.consolidation.unit_lines import UnitLine, arrival_short, arrival_text
from app.services.ikm.rounding import EMPTY, indonesian
from app.texts import tr
from app.views.theme.palette import MUTU_COLORS
from app.views.widgets.table_model import Align, Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.period import Period

TONES = {
    CellState.MISSING: "muted",
    CellState.PARTIAL: "warning",
    CellState.COMPLETE: "good",
    CellState.CHECK: "danger",
}
_UNIT = 260
_ORDER = list(CellState)


def period_columns(index: str) -> tuple[Column[UnitLine], ...]:
    """Return the columns of one period."""
    return (
        _unit(),
        _parent(),
        Column(
            "keadaan",
            tr("Keadaan"),
            lambda one: one.state.value,
            sort=lambda one: _ORDER.index(one.state),
            badge=lambda one: TONES[one.state],
        ),
        Column(
            "n",
            tr("n"),
            lambda one: indonesian(one.n, 0) if one.n else EMPTY,
            align=Align.RIGHT,
            sort=lambda one: one.n,
        ),
        Column(
            "minimal",
            tr("min."),
            lambda one: indonesian(_minimum(one), 0),
            align=Align.RIGHT,
            sort=_minimum,
            tooltip=tr("Sampel minimal menurut Krejcie dan Morgan"),
        ),
        Column(
            "ikm",
            index,
            lambda one: one.cell.ikm_text if one.cell else EMPTY,
            align=Align.RIGHT,
            sort=lambda one: one.cell.result.ikm if one.cell and one.cell.result else None,
            strong=lambda _: True,
        ),
        Column(
            "mutu",
            tr("Mutu"),
            _letter,
            align=Align.CENTER,
            badge=lambda one: MUTU_COLORS.get(_letter(one), ""),
        ),
        Column(
            "tiba",
            tr("Tiba"),
            lambda one: arrival_short(one.arrived_at),
            sort=lambda one: one.arrived_at,
            tone=lambda _: "muted",
        ),
        Column(
            "catatan",
            tr("Catatan"),
            lambda one: one.note,
            tone=lambda one: "danger" if one.state is CellState.CHECK else "muted",
            stretch=True,
        ),
    )


def year_columns(periods: Sequence[Period]) -> tuple[Column[UnitLine], ...]:
    """Return a column for each period of a year."""
    return (
        _unit(),
        _parent(),
        *(_period(place, period) for place, period in enumerate(periods)),
        Column(
            "tiba",
            tr("Tiba terakhir"),
            lambda one: arrival_text(one.arrived_at),
            sort=lambda one: one.arrived_at,
            tone=lambda _: "muted",
            stretch=True,
        ),
    )


def _unit() -> Column[UnitLine]:
    return Column("unit", tr("Unit"), lambda one: one.unit.name, width=_UNIT)


def _parent() -> Column[UnitLine]:
    return Column(
        "induk",
        tr("Induk"),
        lambda one: one.parent.name if one.parent else "",
        tone=lambda _: "muted",
        width=130,
    )


def _period(place: int, period: Period) -> Column[UnitLine]:
    def cell(one: UnitLine) -> Cell:
        return one.cells[place]

    return Column(
        period.code,
        period.name,
        lambda one: _cell_text(cell(one)),
        sort=lambda one: _ORDER.index(cell(one).state),
        badge=lambda one: TONES[cell(one).state],
    )


def _cell_text(cell: Cell) -> str:
    if not cell.surveys:
        return cell.state.value
    parts = [cell.state.value, indonesian(cell.n, 0), cell.ikm_text]
    return " · ".join(part for part in parts if part != EMPTY)


def _minimum(one: UnitLine) -> int | None:
    return one.cell.minimum if one.cell else None


def _letter(one: UnitLine) -> str:
    mutu = one.cell.result.mutu if one.cell and one.cell.result else None
    return mutu.letter if mutu else ""
