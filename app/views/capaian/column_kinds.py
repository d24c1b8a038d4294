"""The kinds of columns that the grid of indikator is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.capaian.edits import ValueField
from app.services.capaian.formulas import Change
from app.services.capaian.overview import IndikatorLine
from app.services.capaian.texts import entered_text, typed_text
from app.services.ikm.rounding import EMPTY
from app.texts import tr
from app.views.capaian.cell_texts import (
    about_realisasi,
    figure_text,
    follows_text,
    money_text,
    reason_sentence,
    shown_realisasi,
    typed_realisasi,
    whole_text,
)
from app.views.widgets.grid_model import GridColumn
from app.views.widgets.table_model import Align

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from app.models.entered import Entered
    from app.services.capaian.formulas import Computed

PLAN = "rpjmd:"
"""Begins the key of a column of the RPJMD; a year, or the name of the field, follows."""
IKK = "ikk:"
"""Begins the keys of the columns of data elements."""
CHANGE_TONES = {Change.BETTER: "good", Change.WORSE: "warning"}

Col = GridColumn[IndikatorLine]


@dataclass
class Gate:
    """Says why nothing of a year can be typed; empty while it can."""

    reason: str = ""


def value_column(of: ValueField, title: str, gate: Gate) -> Col:
    """Return a column of a value that is typed."""

    def value(line: IndikatorLine) -> Entered:
        found: Entered = getattr(line.figures.values, of.value)
        return found

    return GridColumn(
        of.value,
        title,
        lambda line: entered_text(value(line), line.figures.indikator.decimals),
        align=Align.RIGHT,
        edit=lambda line: typed_text(value(line)),
        closed=lambda _: gate.reason,
        tip=lambda line: whole_text(value(line), line.figures.indikator.decimals),
    )


def realisasi_column(gate: Gate, title: str = "") -> Col:
    """Return the column of realisasi; one that follows a survey is closed."""
    return GridColumn(
        ValueField.REALISASI.value,
        title or tr("Realisasi"),
        shown_realisasi,
        align=Align.RIGHT,
        edit=typed_realisasi,
        closed=lambda line: gate.reason or follows_text(line),
        tip=about_realisasi,
    )


def money_column(of: ValueField, title: str, gate: Gate) -> Col:
    """Return a column of rupiah; where none was typed it shows the sum of the program rows."""

    def amount(line: IndikatorLine) -> Fraction | None:
        budget = line.figures.budget
        return budget.pagu if of is ValueField.PAGU else budget.spent

    def entered(line: IndikatorLine) -> Entered:
        found: Entered = getattr(line.figures.values, of.value)
        return found

    def text(line: IndikatorLine) -> str:
        value = entered(line)
        state = not value.is_blank and value.number is None
        return value.text if state else money_text(amount(line))

    def tip(line: IndikatorLine) -> str:
        budget = line.figures.budget
        if not budget.from_rows:
            return ""
        return tr("Jumlah {n} baris program, karena tidak diisi sendiri.", n=budget.rows)

    return GridColumn(
        of.value,
        title,
        text,
        align=Align.RIGHT,
        tone=lambda line: "muted" if line.figures.budget.from_rows else "",
        edit=lambda line: typed_text(entered(line), is_money=True),
        closed=lambda _: gate.reason,
        tip=tip,
    )


def planned_column(name: str, title: str, gate: Gate) -> Col:
    """Return a column of the RPJMD."""

    def value(line: IndikatorLine) -> Entered:
        if name.isdigit():
            return line.rpjmd_target(int(name))
        found: Entered = getattr(line.figures.indikator, name)
        return found

    return GridColumn(
        f"{PLAN}{name}",
        title,
        lambda line: entered_text(value(line), line.figures.indikator.decimals),
        align=Align.RIGHT,
        edit=lambda line: typed_text(value(line)),
        closed=lambda _: gate.reason,
        tip=lambda line: whole_text(value(line), line.figures.indikator.decimals),
    )


def computed_column(
    key: str,
    title: str,
    figure: Callable[[IndikatorLine], Computed],
    *,
    text: Callable[[IndikatorLine], str] | None = None,
    tone: Callable[[IndikatorLine], str] | None = None,
    strong: bool = False,
) -> Col:
    """Return a column of a figure; where there is none, the cell says why."""
    return GridColumn(
        key,
        title,
        text or (lambda line: figure_text(figure(line))),
        align=Align.RIGHT,
        tone=tone,
        strong=(lambda _: True) if strong else None,
        tip=lambda line: reason_sentence(figure(line).reason),
    )


def change_column(
    key: str,
    title: str,
    of: Callable[[IndikatorLine], Change],
    text: Callable[[Change], str] = str,
) -> Col:
    """Return a column that says better or worse."""
    return GridColumn(
        key,
        title,
        lambda line: text(of(line)),
        tone=lambda line: CHANGE_TONES.get(of(line), "muted"),
    )


def shown_column(key: str, title: str, text: Callable[[IndikatorLine], str]) -> Col:
    """Return a column that is only read."""
    return GridColumn(key, title, text, align=Align.RIGHT)


def past_realisasi_column(year: int) -> Col:
    """Return the realisasi of an earlier year."""

    def text(line: IndikatorLine) -> str:
        found = line.history.of(year)
        if found is None:
            return EMPTY
        star = "*" if found.provisional else ""
        return entered_text(found.realisasi, line.figures.indikator.decimals) + star

    return shown_column(f"realisasi_{year}", tr("Realisasi {tahun}", tahun=year), text)


def past_capaian_column(year: int) -> Col:
    """Return the capaian of an earlier year."""

    def text(line: IndikatorLine) -> str:
        found = line.history.of(year)
        return figure_text(found.capaian) if found else EMPTY

    return shown_column(f"capaian_{year}", tr("Capaian {tahun} %", tahun=year), text)
