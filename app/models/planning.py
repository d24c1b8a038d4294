"""What is planned around a survey: its stages, the days nobody works, and who does what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - the store reads the types of the fields
from enum import StrEnum


class SampleRule(StrEnum):
    """How the minimum sample is read from the population (rules/skm.md §3)."""

    FORMULA = "rumus"
    NEXT_ROW = "tabel"


class StageKind(StrEnum):
    """The four parts of a survey's schedule (rules/skm.md §4), in their order."""

    PREPARATION = "persiapan"
    COLLECTION = "pengumpulan data"
    PROCESSING = "pengolahan dan analisis"
    REPORTING = "penyusunan dan pelaporan"


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of the schedule of a survey; both of its days are included."""

    survey_id: int
    kind: StageKind
    start: date
    end: date
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which the office does not work, besides Saturdays and Sundays."""

    day: date
    name: str
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class TeamMember:
    """One line of the team of a survey: a role (*kedudukan dalam tim*), who has it, and its tasks.

    ``jabatan`` is the post in the office; a name is not asked for.
    """

    survey_id: int
    position: int
    role: str
    jabatan: str = ""
    tasks: str = ""
    id: int = 0
    uuid: str = ""
    revision: int = 0
