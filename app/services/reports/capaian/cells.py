"""Cells of the tables on performance: values as they were entered, figures, and why there is none.

Values print with all their digits, states as their text; a figure that cannot be computed says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.entered import Entered, Kind
from app.services.capaian.formulas import Computed, Why
from app.services.capaian.texts import (
    PLACES,
    PROVISIONAL,
    decimals_of,
    difference_decimals,
    entered_text,
    provisional_notes,
    rupiah_text,
)
from app.services.ikm.rounding import indonesian
from app.services.reports.blocks import Cell, Exact
from app.services.reports.figures import figure, percent_figure
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from app.services.capaian.figures import IndikatorFigures

_ABSENT = frozenset(
    {
        Why.NO_TARGET,
        Why.NO_REALISASI,
        Why.NO_END_TARGET,
        Why.NO_NATIONAL,
        Why.NO_PAGU,
        Why.NO_SPENDING,
        Why.NO_CAPAIAN,
        Why.NO_EARLIER,
        Why.NOTHING_TO_AVERAGE,
    }
)
"""Reasons that are plain from the row itself: something is not there."""


def value_cell(value: Entered, decimals: int | None = None, mark: str = "") -> Cell:
    """Return a value as it was entered; a number is one for a spreadsheet too."""
    text = f"{entered_text(value, decimals)}{mark}"
    if value.kind is not Kind.NUMBER or value.number is None:
        return Cell(text)
    places = decimals_of(value, decimals)
    after = text.removeprefix(indonesian(value.number, places))
    return Cell(text, exact=Exact(value.number, places, after=after))


def realisasi_cell(one: IndikatorFigures) -> Cell:
    """Return the realisasi in force, with ``*`` where it is provisional."""
    mark = PROVISIONAL if one.values.provisional else ""
    return value_cell(one.realisasi, one.indikator.decimals, mark)


def percent_cell(computed: Computed, *, bold: bool = False) -> Cell:
    """Return a percentage, a dash where something is missing, or that it cannot be computed."""
    if computed.value is None and computed.why is not None and computed.why not in _ABSENT:
        return Cell(tr("tidak dapat dihitung"), bold=bold)
    return percent_figure(computed.value, PLACES, bold=bold)


def difference_cell(one: IndikatorFigures, computed: Computed, *values: Entered) -> Cell:
    """Return a signed difference in the unit of an indikator."""
    if computed.value is None:
        return Cell(tr("tidak dapat dibandingkan"))
    return figure(computed.value, difference_decimals(one, *values), signed=True)


def money_cell(value: Fraction | None, *, bold: bool = False) -> Cell:
    """Return an amount of rupiah, with two decimals where it is not whole."""
    text = rupiah_text(value)
    if value is None:
        return Cell(text, bold=bold)
    places = 0 if value.denominator == 1 else PLACES
    return Cell(text, bold=bold, exact=Exact(value, places, before="Rp "))


def reason_notes(figures: Sequence[tuple[str, Computed]]) -> tuple[str, ...]:
    """Return a footnote for every figure that a table cannot compute: whose, and why not."""
    return tuple(
        tr("{nama}: {sebab}.", nama=name, sebab=one.reason)
        for name, one in figures
        if one.why is not None and one.why not in _ABSENT
    )


def notes_of(figures: Sequence[IndikatorFigures]) -> tuple[str, ...]:
    """Return the footnotes of ``*``, and where a linked realisasi is from."""
    linked = [
        tr("{indikator}: {sumber}", indikator=one.indikator.name, sumber=one.linked.sentence)
        for one in figures
        if one.is_linked and one.linked.sentence
    ]
    return (*provisional_notes(figures), *linked)
