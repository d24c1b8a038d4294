"""An IKK in one year: its elements with their values, and what the formula makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction  # noqa: TC003 - read at run time by the dataclass
from typing import TYPE_CHECKING

from app.errors import InputError
from app.services.capaian.texts import with_unit
from app.services.ikk.expression import Evaluated, Problem, read_formula
from app.services.ikm.rounding import EMPTY, indonesian
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.ikk import Ikk, IkkElement, IkkValue


@dataclass(frozen=True, slots=True)
class ElementFigures:
    """A data element and its value in a year; one that is not stored yet has id 0."""

    element: IkkElement
    value: IkkValue

    @property
    def source(self) -> str:
        """The office that gave the value, else the one that usually does."""
        return self.value.source or self.element.source


@dataclass(frozen=True, slots=True)
class IkkFigures:
    """One IKK in one year."""

    ikk: Ikk
    elements: tuple[ElementFigures, ...]
    value: Fraction | None
    reason: str
    """Why there is no value: ``tidak dapat dihitung: …``; empty where there is one."""

    @property
    def value_text(self) -> str:
        """The value with its decimals and unit, or a dash."""
        if self.value is None:
            return EMPTY
        return with_unit(indonesian(self.value, self.ikk.decimals), self.ikk.satuan)

    @property
    def formula_with_names(self) -> str:
        """The formula with the names of its elements in the place of their symbols."""
        named = {one.element.symbol: one.element.name for one in self.elements}
        try:
            return read_formula(self.ikk.formula).written(named)
        except InputError:
            return self.ikk.formula


def ikk_figures(ikk: Ikk, elements: Sequence[ElementFigures]) -> IkkFigures:
    """Compute an IKK; a formula that cannot be read is a reason, never an exception."""
    values = {one.element.symbol: one.value.value.number for one in elements}
    try:
        formula = read_formula(ikk.formula)
        formula.require_known(frozenset(values))
    except InputError as error:
        return IkkFigures(ikk, tuple(elements), None, error.what)
    found = formula.evaluate(values)
    return IkkFigures(ikk, tuple(elements), found.value, _reason(found))


def _reason(found: Evaluated) -> str:
    if found.problem is None:
        return ""
    if found.problem is Problem.MISSING:
        why = tr("elemen {nama} belum diisi", nama=found.name)
    else:
        why = tr("pembagian dengan nol pada huruf ke-{n} rumus", n=found.place)
    return tr("tidak dapat dihitung: {sebab}", sebab=why)
