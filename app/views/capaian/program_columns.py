"""The columns of the grid of program rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.target import Arah
from app.services.capaian.edits import ValueField
from app.services.capaian.figures import ProgramFigures
from app.services.capaian.texts import entered_text, typed_text
from app.services.ikm.rounding import EMPTY
from app.texts import tr
from app.views.capaian.cell_texts import (
    figure_text,
    loss_tone,
    money_text,
    reached_tone,
    reached_word,
    reason_sentence,
)
from app.views.capaian.column_kinds import Gate
from app.views.widgets.grid_model import GridColumn
from app.views.widgets.table_model import Align

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from app.models.entered import Entered
    from app.services.capaian.formulas import Computed


Col = GridColumn[ProgramFigures]


def program_columns(gate: Gate | None) -> list[Col]:
    """Return the columns; without a gate they are only measured."""
    gate = gate or Gate()
    return [
        GridColumn(
            "indikator", tr("Indikator program"), _name, wrap=True, soft=_soft, indent=_indent
        ),
        GridColumn("satuan", tr("Satuan"), lambda n: n.row.satuan, tone=lambda _: "muted"),
        _value(ValueField.TARGET, tr("Target"), gate),
        _value(ValueField.REALISASI, tr("Realisasi"), gate),
        _computed("capaian", tr("Capaian %"), lambda n: n.capaian, strong=True),
        GridColumn("predikat", tr("Predikat"), lambda line: line.predikat or EMPTY),
        GridColumn(
            "tercapai",
            tr("Tercapai"),
            lambda line: reached_word(line.tercapai),
            tone=lambda line: reached_tone(line.tercapai),
        ),
        _money(ValueField.PAGU, tr("Pagu Rp"), gate, lambda line: line.pagu),
        _money(ValueField.SPENT, tr("Realisasi Rp"), gate, lambda line: line.spent),
        _computed("serapan", tr("Serapan %"), lambda n: n.serapan),
        _computed(
            "efisiensi",
            tr("Efisiensi %"),
            lambda n: n.efisiensi,
            tone=lambda n: loss_tone(n.efisiensi),
        ),
    ]


def _name(line: ProgramFigures) -> str:
    row = line.row
    return row.kelurahan or row.indikator


def _soft(line: ProgramFigures) -> str:
    return "↓" if line.row.arah is Arah.DOWN else ""


def _indent(line: ProgramFigures) -> int:
    return 2 if line.row.kelurahan else 1


def _value(of: ValueField, title: str, gate: Gate) -> Col:
    def value(line: ProgramFigures) -> Entered:
        found: Entered = getattr(line.row, of.value)
        return found

    return GridColumn(
        of.value,
        title,
        lambda line: entered_text(value(line)),
        align=Align.RIGHT,
        edit=lambda line: typed_text(value(line)),
        closed=lambda _: gate.reason,
    )


def _money(
    of: ValueField, title: str, gate: Gate, amount: Callable[[ProgramFigures], Fraction | None]
) -> Col:
    def value(line: ProgramFigures) -> Entered:
        found: Entered = getattr(line.row, of.value)
        return found

    def text(line: ProgramFigures) -> str:
        found = value(line)
        state = not found.is_blank and found.number is None
        return found.text if state else money_text(amount(line))

    return GridColumn(
        of.value,
        title,
        text,
        align=Align.RIGHT,
        edit=lambda line: typed_text(value(line), is_money=True),
        closed=lambda _: gate.reason,
    )


def _computed(
    key: str,
    title: str,
    figure: Callable[[ProgramFigures], Computed],
    *,
    tone: Callable[[ProgramFigures], str] | None = None,
    strong: bool = False,
) -> Col:
    return GridColumn(
        key,
        title,
        lambda line: figure_text(figure(line)),
        align=Align.RIGHT,
        tone=tone,
        strong=(lambda _: True) if strong else None,
        tip=lambda line: reason_sentence(figure(line).reason),
    )
