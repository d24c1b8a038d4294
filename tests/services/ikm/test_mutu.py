"""The bounds of the quality table."""

from __future__ import annotations

from fractions import Fraction

import pytest

from app.services.ikm.mutu import mutu_of
from app.services.instruments.reading import shipped_instruments

SKM_9 = next(i for i in shipped_instruments() if i.key == "skm-9")


@pytest.mark.parametrize(
    ("value", "letter"),
    [
        ("100", "A"),
        ("88.31", "A"),
        ("88.305", "A"),
        ("88.3049", "B"),
        ("76.61", "B"),
        ("76.6049", "C"),
        ("65.00", "C"),
        ("64.995", "C"),
        ("64.9949", "D"),
        ("25", "D"),
        ("24.75", "D"),
    ],
)
def test_bounds(value: str, letter: str) -> None:
    mutu = mutu_of(SKM_9, Fraction(value))
    assert mutu is not None
    assert mutu.letter == letter


def test_no_value_has_no_mutu() -> None:
    assert mutu_of(SKM_9, None) is None
