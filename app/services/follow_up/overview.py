"""What the screen Tindak lanjut and the report of it show of one survey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.follow_up.progress import Progress, progress_of, realisasi_text

if TYPE_CHECKING:
    from app.models.follow_up import FollowUp, Forum, Photo, Publication
    from app.models.questionnaire import Instrument
    from app.models.survey import Survey
    from app.services.follow_up.priorities import Priority
    from app.services.follow_up.progress import Summary
    from app.services.ikm.result import IkmResult, UnsurResult


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan with the name of its unsur and its photos; ``number`` counts from 1."""

    number: int
    plan: FollowUp
    unsur_name: str
    unsur_short: str = ""
    photos: tuple[Photo, ...] = ()
    is_carried: bool = False
    """The plan was copied into the survey that is looked at."""

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return progress_of(self.plan)

    @property
    def realisasi_text(self) -> str:
        """``40 %`` or a dash."""
        return realisasi_text(self.plan)


@dataclass(frozen=True, slots=True)
class Previous:
    """The survey of the period before, of the same unit and the same index, with its plans."""

    survey: Survey
    name: str
    lines: tuple[PlanLine, ...]
    summary: Summary


@dataclass(frozen=True, slots=True)
class FollowUpOverview:
    """A survey with everything that follows from its result."""

    survey: Survey
    name: str
    unit_name: str
    instrument: Instrument
    result: IkmResult
    lowest: tuple[UnsurResult, ...]
    """The lowest unsur with ties; empty where all are equal or nobody answered."""
    priorities: tuple[Priority, ...]
    lines: tuple[PlanLine, ...]
    previous: Previous | None
    publications: tuple[Publication, ...]
    forums: tuple[Forum, ...]

    @property
    def unsur(self) -> tuple[tuple[str, str], ...]:
        """(key, name) of every unsur, those that ask for action first."""
        first = [(one.key, one.name) for one in self.priorities]
        every = [(unsur.key, unsur.name) for unsur in self.instrument.unsur]
        return (*first, *(one for one in every if one not in first))
