"""What is to be achieved: RPJMD, misi, tujuan, sasaran, indikator and their targets.

rules/capaian.md §1. Values are kept as they were entered (models.entered).
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - the store reads the types of the fields
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.models.entered import BLANK, Entered


class Arah(StrEnum):
    """Which change of an indikator is the better one."""

    UP = "naik lebih baik"
    DOWN = "turun lebih baik"


class Rumus(StrEnum):
    """How a capaian follows from target T and realisasi R (rules/capaian.md §2).

    A ratio is R / T where higher is better and T / R where lower is; the other formula is for
    lower is better alone and may be negative.
    """

    RATIO = "perbandingan"
    MIRRORED = "(2T − R) / T"


@dataclass(frozen=True, slots=True)
class Rpjmd:
    """A plan of several years that targets belong to; of a smaller office its Renstra."""

    name: str
    first_year: int
    last_year: int
    baseline_year: int
    id: int = 0
    uuid: str = ""
    revision: int = 0

    def covers(self, year: int) -> bool:
        """Say whether a year is one of the plan."""
        return self.first_year <= year <= self.last_year


@dataclass(frozen=True, slots=True)
class Misi:
    """A misi of an RPJMD. A plan without any has one with number 0 and no name."""

    rpjmd_id: int
    number: int
    name: str = ""
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Tujuan:
    """A tujuan of a misi; a plan without any has one without a name."""

    misi_id: int
    position: int
    name: str = ""
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Sasaran:
    """A sasaran of a tujuan; its number is unique within the RPJMD."""

    tujuan_id: int
    number: int
    name: str
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Indikator:
    """What a sasaran is measured by.

    ``decimals`` are those that are printed; None prints every value as it was entered. ``grades``
    maps grades to numbers where the office has defined such a mapping: ``{"WTP": "4"}``.
    """

    sasaran_id: int
    position: int
    name: str
    satuan: str = ""
    arah: Arah = Arah.UP
    rumus: Rumus = Rumus.RATIO
    decimals: int | None = None
    baseline: Entered = BLANK
    end_target: Entered = BLANK
    grades: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Pengampu:
    """A unit that answers for an indikator; ``unit_id`` where it is a unit of this file."""

    indikator_id: int
    position: int
    name: str
    unit_id: int | None = None
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class RpjmdTarget:
    """The target of an indikator for one year of the RPJMD."""

    indikator_id: int
    year: int
    target: Entered
    id: int = 0
    uuid: str = ""
    revision: int = 0
