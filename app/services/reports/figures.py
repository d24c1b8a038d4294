"""Cells that hold a figure: the printed text and the exact number from one value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.ikm.rounding import indonesian
from app.services.reports.blocks import Align, Cell, Exact

if TYPE_CHECKING:
    from fractions import Fraction


def figure(
    value: Fraction | int | None,
    places: int = 0,
    *,
    signed: bool = False,
    bold: bool = False,
    align: Align | None = None,
) -> Cell:
    """Return a cell that prints ``value`` rounded half up; a dash where there is none."""
    text = indonesian(value, places, signed=signed)
    exact = None if value is None else Exact(value, places, signed=signed)
    return Cell(text, align, bold, exact=exact)


def percent_figure(
    value: Fraction | int | None, places: int = 2, *, signed: bool = False, bold: bool = False
) -> Cell:
    """Return a cell that prints a percentage with its sign: ``1.293,64%``."""
    return _around(value, places, after="%", signed=signed, bold=bold)


def rupiah_figure(value: Fraction | int | None, places: int = 0, *, bold: bool = False) -> Cell:
    """Return a cell that prints an amount of money: ``Rp 3.273.129.855.262``."""
    return _around(value, places, before="Rp ", bold=bold)


def _around(
    value: Fraction | int | None,
    places: int,
    *,
    before: str = "",
    after: str = "",
    signed: bool = False,
    bold: bool = False,
) -> Cell:
    text = indonesian(value, places, signed=signed)
    if value is None:
        return Cell(text, bold=bold)
    return Cell(
        f"{before}{text}{after}",
        bold=bold,
        exact=Exact(value, places, before, after, signed=signed),
    )
