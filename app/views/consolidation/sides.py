"""The sides of a conflict as columns of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.texts import tr
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from app.services.consolidation.sides import Conflict, Line


def side_columns(conflict: Conflict) -> tuple[Column[Line], ...]:
    """Return the field and one column for each side; what counts now is said."""
    return (
        Column("isian", tr("Isian"), lambda line: line.name, width=120),
        *(_side(place, conflict) for place in range(len(conflict.sides))),
    )


def _side(place: int, conflict: Conflict) -> Column[Line]:
    side = conflict.sides[place]
    return Column(
        side.choice,
        tr("{sisi} (dihitung)", sisi=side.title) if side.counts else side.title,
        lambda line: line.values[place],
        strong=lambda line: line.differs,
        tone=lambda line: "" if line.differs else "muted",
        stretch=True,
    )
