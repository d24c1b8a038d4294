"""One figure of a year: a unit, or a service of it where figures were reported by service."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from app.services.ikm.rounding import EMPTY, KONVERSI_PLACES, half_up, indonesian

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from decimal import Decimal
    from fractions import Fraction

    from app.models.questionnaire import Instrument, Mutu
    from app.models.survey import Survey
    from app.models.unit import Unit


class Source(StrEnum):
    """Who computed a figure."""

    COMPUTED = "dihitung"
    REPORTED = "dilaporkan"


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """What a unit wants to improve, and what became of its plans of the period before."""

    chosen: tuple[str, ...] = ()
    """Keys of the unsur that are to be improved, each once."""
    unknown: tuple[str, ...] = ()
    """What was named and is no unsur of the instrument."""
    words: str = ""
    """The unsur as they are printed."""
    plans: str = ""
    followed_up: str = ""
    realisasi: Fraction | None = None
    """Mean realisasi of the last period's plans, in percent."""


NO_FOLLOW_UP = FollowUpLine()


@dataclass(frozen=True)
class Line:
    """A figure of one year. ``unsur`` holds only values that a mean can have."""

    unit: Unit
    instrument: Instrument
    source: Source
    ikm: Fraction
    mutu: Mutu | None
    unsur: Mapping[str, Fraction]
    n: int | None = None
    """Respondents; None where the recap did not say."""
    service: str = ""
    """The service that the figure is of; empty for the unit as a whole."""
    part: str = ""
    periods: tuple[str, ...] = ()
    """What the periods are called, one where the figure is of one survey."""
    services: tuple[str, ...] = ()
    """The services asked about, where the figure is of the whole unit."""
    method: str = ""
    surveys: tuple[Survey, ...] = ()
    """What a computed figure was made of."""
    section: str = ""
    """The part of the recap that it was reported in."""
    position: int = 0
    """The place in the recap that it was reported in."""
    mutu_written: str = ""
    written: Mapping[str, str] = field(default_factory=dict)
    """Cells of a recap that are printed as they stand, though they are no figure."""
    follow_up: FollowUpLine = NO_FOLLOW_UP
    beside: tuple[Line, ...] = ()
    """What the same unit reported of itself, where the figure was computed here."""

    @property
    def name(self) -> str:
        """The unit with what tells its lines apart."""
        return " · ".join(part for part in (self.unit.name, self.service, self.part) if part)

    @property
    def is_reported(self) -> bool:
        """Say whether somebody else computed it."""
        return self.source is Source.REPORTED

    @property
    def printed(self) -> Decimal:
        """The index as it is printed: rounded half up."""
        return half_up(self.ikm, KONVERSI_PLACES)

    @property
    def ikm_text(self) -> str:
        """The index with two decimals."""
        return indonesian(self.ikm, KONVERSI_PLACES)

    @property
    def mutu_text(self) -> str:
        """The mutu as it was reported, else its letter and word; a dash without one."""
        if self.mutu_written:
            return self.mutu_written
        return f"{self.mutu.letter} ({self.mutu.word})" if self.mutu else EMPTY

    @property
    def lowest(self) -> tuple[str, ...]:
        """The keys of the unsur with the lowest value, ties included; none where all are equal."""
        return lowest_of(self.unsur)


def lowest_of(values: Mapping[str, Fraction]) -> tuple[str, ...]:
    """Return the keys with the lowest value, in their order; none where all are equal."""
    return _keys_at(min, values)


def highest_of(values: Mapping[str, Fraction]) -> tuple[str, ...]:
    """Return the keys with the highest value, in their order; none where all are equal."""
    return _keys_at(max, values)


def _keys_at(
    end: Callable[[Iterable[Fraction]], Fraction], values: Mapping[str, Fraction]
) -> tuple[str, ...]:
    if len(set(values.values())) < 2:  # noqa: PLR2004 - there is no end among equals
        return ()
    wanted = end(values.values())
    return tuple(key for key, value in values.items() if value == wanted)
