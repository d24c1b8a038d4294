"""Figures that somebody else computed and printed: kept as written, and apart from our own."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - the store reads the types of the fields
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reported:
    """One row of a recap: a unit, or one service of it, in one period.

    ``written`` holds the cells of the unsur as they stand in the recap, ``figures`` those that are
    numbers a mean can have, exact and on the scale of the index (``96.32``, ``1/3``).
    """

    unit_id: int
    year: int
    period: str
    """A code of models.period where the recap names such a period, else its own words."""
    instrument_key: str
    ikm: str
    """The index as an exact number on its scale."""
    service_id: int | None = None
    """None where the row speaks of the unit as a whole."""
    part: str = ""
    """What tells rows of one unit, service and period apart, such as a group of respondents."""
    section: str = ""
    """The part of the recap that the row stands in."""
    position: int = 0
    period_text: str = ""
    written: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, str] = field(default_factory=dict)
    mutu: str = ""
    n: int | None = None
    method: str = ""
    priorities: str = ""
    plans: str = ""
    followed_up: str = ""
    realisasi: str = ""
    """Percent of the last period's plans that was done, as an exact number."""
    source: str = ""
    """The name of the file that it was taken from."""
    source_row: int = 0
    id: int = 0
    uuid: str = ""
    revision: int = 0
