"""What is possible but unusual in a file that could be taken over: the rules of sheets, counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from app.services.plausibility.batch_findings import findings_of_rows
from app.services.plausibility.sheet_rules import SheetRule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.models.period import Period
    from app.models.questionnaire import Instrument
    from app.models.response import Answers, Profile
    from app.services.imports.checking import Columns
    from app.services.plausibility.batch_findings import BatchFinding

_SAID_ELSEWHERE = frozenset({SheetRule.OUTSIDE_PERIOD, SheetRule.NO_ANSWER})
"""The check of a file counts these itself."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    day: date
    answers: Answers
    profile: Profile


def unusual_in(
    instrument: Instrument, period: Period, columns: Columns, *, today: date
) -> tuple[BatchFinding, ...]:
    """Return what the rules find in the rows of a file, beyond what its check counts."""
    found = findings_of_rows(instrument, period, _rows(columns), today=today)
    return tuple(finding for finding in found if finding.rule not in _SAID_ELSEWHERE)


def _rows(columns: Columns) -> Iterator[_Row]:
    days = {text: date.fromisoformat(text) for text in set(columns.days)}
    for place, line in enumerate(columns.lines):
        yield _Row(
            line,
            days[columns.days[place]],
            _filled(columns.answers, place),
            _filled(columns.profile, place),
        )


def _filled(columns: Mapping[str, list[T | None]], place: int) -> dict[str, T]:
    found = ((key, values[place]) for key, values in columns.items())
    return {key: value for key, value in found if value is not None}
