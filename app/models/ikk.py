"""Indikator kinerja kunci: given by data elements and the formula that joins them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.models.entered import BLANK, Entered


class Role(StrEnum):
    """What a data element is in its formula."""

    NUMERATOR = "pembilang"
    DENOMINATOR = "penyebut"
    OTHER = "lain"


@dataclass(frozen=True, slots=True)
class Ikk:
    """One IKK. ``formula`` names elements by their symbols: ``a ÷ b × 100``."""

    position: int
    number: str
    name: str
    formula: str
    urusan: str = ""
    satuan: str = ""
    decimals: int = 2
    active: bool = True
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class IkkElement:
    """A data element of an IKK; ``source`` is the office that usually gives it."""

    ikk_id: int
    position: int
    symbol: str
    name: str
    role: Role = Role.OTHER
    satuan: str = ""
    source: str = ""
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class IkkValue:
    """The value of an element in a year, and the office that gave it."""

    element_id: int
    year: int
    value: Entered = BLANK
    source: str = ""
    id: int = 0
    uuid: str = ""
    revision: int = 0
