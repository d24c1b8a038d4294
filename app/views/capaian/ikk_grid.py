"""The grid of IKK: each a heading with its value, its data elements below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from app.services.capaian.texts import entered_text, typed_text
from app.services.ikk.edits import SOURCE, VALUE, ElementCell
from app.texts import tr
from app.views.capaian.column_kinds import IKK
from app.views.widgets.grid_model import GridColumn, Line
from app.views.widgets.table_model import Align

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.capaian.edits import Typing
    from app.services.changes import Changes
    from app.services.ikk.figures import ElementFigures, IkkFigures
    from app.services.session import Session
    from app.views.capaian.cells import Typed, Undo
    from app.views.capaian.column_kinds import Gate


def ikk_columns(gate: Gate) -> list[GridColumn[ElementFigures]]:
    """Return the columns."""
    return [
        GridColumn(
            "elemen", tr("Elemen data"), lambda one: one.element.name, wrap=True, indent=_one
        ),
        GridColumn("lambang", tr("Lambang"), lambda one: one.element.symbol),
        GridColumn("peran", tr("Peran"), lambda one: one.element.role.value, tone=_muted),
        GridColumn("satuan", tr("Satuan"), lambda one: one.element.satuan, tone=_muted),
        GridColumn(
            f"{IKK}{VALUE}",
            tr("Nilai"),
            lambda one: entered_text(one.value.value),
            align=Align.RIGHT,
            edit=lambda one: typed_text(one.value.value),
            closed=lambda _: gate.reason,
        ),
        GridColumn(
            f"{IKK}{SOURCE}",
            tr("Sumber"),
            lambda one: one.source,
            tone=lambda one: "" if one.value.source else "muted",
            edit=lambda one: one.value.source,
            closed=lambda _: gate.reason,
            width=150,
        ),
    ]


def ikk_lines(figures: Sequence[IkkFigures]) -> tuple[Line[ElementFigures], ...]:
    """Return every IKK as a heading with its elements."""
    found: list[Line[ElementFigures]] = []
    for one in figures:
        value = one.value_text if one.value is not None else one.reason
        note = f"{value}  =  {one.ikk.formula}" if one.value is not None else value
        title = f"{one.ikk.number} · {one.ikk.name}"
        found.append(Line(("ikk", one.ikk.id), heading=title, note=note))
        found += [Line(held.element.id, held) for held in one.elements]
    return tuple(found)


def enter_elements(
    session: Session, year: int, typed: Sequence[Typed], typing: Typing
) -> tuple[Undo | None, Changes]:
    """Take cells of elements."""
    cells = [
        ElementCell(cast("int", row), column.removeprefix(IKK), text)
        for (row, column), text in typed
    ]
    edited, changes = session.ikk.edits.enter(year, cells, typing)
    if not edited.values:
        return None, changes
    return (lambda session: session.ikk.edits.undo(edited)), changes


def _one(_: ElementFigures) -> int:
    return 1


def _muted(_: ElementFigures) -> str:
    return "muted"
