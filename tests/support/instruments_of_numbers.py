"""Instruments that nobody prints: any weights, any scale, any factor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.instruments.reading import read_instrument

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument

OWN = """
key = "buatan"
version = {version}
name = "Buatan sendiri"
index_name = "Indeks Uji"
index_short = "IU"
source = "uji"
[scale]
lowest = {lowest}
highest = {highest}
[index]
highest = {index}
{factor}
[[mutu]]
letter = "A"
word = "Baik"
lower = "66.6667"
[[mutu]]
letter = "B"
word = "Buruk"
lower = "10"
"""
UNSUR_ENTRY = """
[[unsur]]
key = "u{n}"
code = "U{n}"
name = "Unsur {n}"
weight = "{weight}"
"""
QUESTION_ENTRY = """
[[question]]
key = "p{n}"
text = "Pertanyaan {n}"
unsur = "u{unsur}"
options = {options}
"""
PROFILE_ENTRY = """
[[profile]]
key = "jenis_kelamin"
name = "Jenis kelamin"
kind = "pilihan"
choices = [{value = "L", label = "Laki-laki"}, {value = "P", label = "Perempuan"}]
"""


def own(
    version: int,
    weights: tuple[str, ...],
    mapping: tuple[int, ...],
    scale: tuple[int, int] = (1, 4),
    index: tuple[int, str] = (100, ""),
) -> Instrument:
    """Make an instrument with these weights; ``mapping`` gives the unsur of each question."""
    options = [f"Pilihan {score}" for score in range(scale[0], scale[1] + 1)]
    factor = f'factor = "{index[1]}"' if index[1] else ""
    text = OWN.format(
        version=version, lowest=scale[0], highest=scale[1], index=index[0], factor=factor
    )
    text += "".join(UNSUR_ENTRY.format(n=n, weight=w) for n, w in enumerate(weights, 1))
    text += "".join(
        QUESTION_ENTRY.format(n=n, unsur=unsur, options=options)
        for n, unsur in enumerate(mapping, 1)
    )
    return read_instrument(text + PROFILE_ENTRY)
