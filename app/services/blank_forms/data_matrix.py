"""Data Matrix symbols as black runs, to be drawn in any size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Symbol:
    """A square of ``size`` modules; each run is (column, row from the top, length)."""

    size: int
    runs: tuple[tuple[int, int, int], ...]


def symbol_of(text: str) -> Symbol:
    """Return the smallest square symbol that says ``text``."""
    import zxingcpp

    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.DataMatrix, forceSquare=True)
    image: Any = made.to_image(scale=1, add_quiet_zones=False)  # a buffer
    rows: Any = memoryview(image).tolist()
    return Symbol(len(rows), tuple(run for y, row in enumerate(rows) for run in _runs(row, y)))


def _runs(row: list[int], y: int) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    start = -1
    for x, value in enumerate([*row, 255]):
        if value == 0 and start < 0:
            start = x
        elif value and start >= 0:
            found.append((start, y, x - start))
            start = -1
    return found
