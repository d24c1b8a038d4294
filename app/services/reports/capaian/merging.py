"""Rows whose leading cells are merged where they say the same: a tree printed as a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.services.reports.blocks import Cell, Row

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence


@dataclass(frozen=True, slots=True)
class Step:
    """One level of the tree: its cells, told apart from its neighbours by ``key``."""

    key: Hashable
    cells: tuple[Cell | str, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One printed row: what it stands under, and its own cells."""

    path: tuple[Step, ...]
    cells: Row


def merged_rows(leaves: Sequence[Leaf]) -> tuple[Row, ...]:
    """Return a row for each leaf; a step that follows itself under the same ones is merged.

    A leaf may stand higher than its neighbours, such as the sum of all that stands beside it.
    """
    rows: list[Row] = []
    for place, leaf in enumerate(leaves):
        above = leaves[place - 1].path if place else ()
        shared = _shared(above, leaf.path)
        begun: list[Cell | str] = []
        for depth in range(shared, len(leaf.path)):
            height = _height(leaves, place, depth)
            begun.extend(_reaching(cell, height) for cell in leaf.path[depth].cells)
        rows.append((*begun, *leaf.cells))
    return tuple(rows)


def _shared(one: tuple[Step, ...], other: tuple[Step, ...]) -> int:
    """Return how many steps from the root two paths share."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a.key != b.key:
            break
        shared += 1
    return shared


def _height(leaves: Sequence[Leaf], place: int, depth: int) -> int:
    """Return how many leaves from ``place`` on stand under its step at ``depth``."""
    path = leaves[place].path
    last = place + 1
    while last < len(leaves) and _shared(path, leaves[last].path) > depth:
        last += 1
    return last - place


def _reaching(cell: Cell | str, rows: int) -> Cell | str:
    if rows == 1:
        return cell
    return replace(cell if isinstance(cell, Cell) else Cell(cell), rows=rows)
