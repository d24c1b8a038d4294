"""What is typed into the grids, handed to the service that keeps it, with the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from app.services.capaian.edits import Cell, ValueField, read_cell
from app.services.capaian.plan_edits import PlanCell, read_plan_cell
from app.services.ikk.edits import read_element
from app.views.capaian.column_kinds import IKK, PLAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.entered import Entered
    from app.services.capaian.edits import Edited, Typing
    from app.services.capaian.plan_edits import PlanEdited
    from app.services.capaian.typed import NotAValue
    from app.services.changes import Changes
    from app.services.session import Session
    from app.views.widgets.grid_model import Place

Undo = Callable[["Session"], "Changes"]
"""Takes a deed back; runs on the thread of the file."""
Typed = tuple["Place", str]


def read_place(place: Place, text: str, satuan: str, typing: Typing) -> Entered | NotAValue:
    """Return what a text is in a cell."""
    column = place[1]
    if column.startswith(IKK):
        return read_element(column.removeprefix(IKK), text, satuan, typing)
    if column.startswith(PLAN):
        return read_plan_cell(text, satuan, typing)
    return read_cell(ValueField(column), text, satuan, typing)


def enter_indikator(
    session: Session, year: int, typed: Sequence[Typed], typing: Typing
) -> tuple[Undo | None, Changes]:
    """Take cells of indikator or of the RPJMD; a tab has only one of the two kinds."""
    capaian = session.capaian
    if any(column.startswith(PLAN) for (_, column), _ in typed):
        plan = [
            PlanCell(cast("int", row), column.removeprefix(PLAN), text)
            for (row, column), text in typed
        ]
        planned, changes = capaian.plan_cells.enter(plan, typing)
        return _plan_undo(planned), changes
    edited, changes = capaian.values.enter(year, _cells(typed), typing)
    return _undo(edited), changes


def enter_programs(
    session: Session, year: int, typed: Sequence[Typed], typing: Typing
) -> tuple[Undo | None, Changes]:
    """Take cells of program rows."""
    edited, changes = session.capaian.values.enter_programs(year, _cells(typed), typing)
    return _undo(edited), changes


def _cells(typed: Sequence[Typed]) -> list[Cell]:
    return [Cell(cast("int", row), ValueField(column), text) for (row, column), text in typed]


def _undo(edited: Edited) -> Undo | None:
    if not edited.after:
        return None
    return lambda session: session.capaian.values.undo(edited)


def _plan_undo(edited: PlanEdited) -> Undo | None:
    if not edited.indikator and not edited.targets:
        return None
    return lambda session: session.capaian.plan_cells.undo(edited)
