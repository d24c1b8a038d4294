"""The sheets of a selection, read once and divided by every characteristic."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from app.models.selection import EVERYBODY
from app.services.ikm.computation import compute_ikm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.models.questionnaire import Instrument, ProfileField
    from app.models.response import Answers, RawSheet
    from app.models.selection import Selection
    from app.models.store.kept import KeptAnswers
    from app.models.survey import Survey
    from app.services.ikm.result import IkmResult

    Part = tuple[str | int | None, int, Iterable[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class GroupResult:
    """The IKM of the respondents of one group; the label is empty for those who did not say."""

    label: str
    n: int
    result: IkmResult


@dataclass(frozen=True, slots=True)
class RespondentTable:
    """How many respondents there are of each group of one characteristic."""

    field: ProfileField
    rows: tuple[tuple[str, int], ...]
    """(label, n) in the order of the form; the label is empty for those who did not say."""


@dataclass(frozen=True, slots=True)
class KeptPart:
    """The aggregates of a destroyed survey, or of a part of it as far as they tell of it."""

    answers: KeptAnswers
    only: Selection
    complete_only: bool

    def groups(self, field: str) -> Iterable[Part]:
        """Return stored value, number of sheets and their answers of each group."""
        found = self.answers.groups(field, self.only, complete_only=self.complete_only)
        return ((value, n, counts.elements()) for value, n, counts in found)

    @property
    def patterns(self) -> list[tuple[Answers, int]] | None:
        """Weighted answers of the whole survey; None of a part of it."""
        if self.only != EVERYBODY:
            return None
        return list(self.answers.patterns(complete_only=self.complete_only))


class _Group:
    """The answers of one group while they are counted."""

    def __init__(self) -> None:
        self.n = 0
        self._answers: list[Iterable[tuple[str, int]]] = []

    def add(self, n: int, answers: Iterable[tuple[str, int]]) -> None:
        self.n += n
        self._answers.append(answers)

    @property
    def counts(self) -> Counter[tuple[str, int]]:
        return Counter(chain.from_iterable(self._answers))


@dataclass(frozen=True, slots=True)
class CrossTable:
    """The counted sheets of a survey or of a part of it, at most some ten thousand."""

    survey: Survey
    instrument: Instrument
    sheets: tuple[RawSheet, ...]
    kept: KeptPart | None = None
    """What stands for the sheets where they were destroyed."""

    @property
    def patterns(self) -> list[tuple[Answers, int]] | None:
        """Answers with the number of sheets that gave them; None where nothing tells them.

        Of destroyed sheets: weighted answers with the same sums of first and second order.
        """
        if self.kept is not None:
            return self.kept.patterns
        return [(sheet.answers, 1) for sheet in self.sheets]

    def by_field(self, field: ProfileField) -> list[GroupResult]:
        """Return the IKM of each group that has sheets, in the order of the form."""
        return [
            GroupResult(label, group.n, self._compute(group))
            for label, group in self._divided(field).items()
            if group.n
        ]

    def respondents_by(self, field: ProfileField) -> RespondentTable:
        """Count the respondents of each group; every group of the form has a row."""
        counted = {label: group.n for label, group in self._divided(field).items()}
        return RespondentTable(field, tuple(counted.items()))

    def _divided(self, field: ProfileField) -> dict[str, _Group]:
        """Return label → its answers; the groups of the form first, the silent ones last."""
        divided = {label: _Group() for label in field.groups}
        silent = _Group()
        labels: dict[str | int | None, str] = {}
        for value, n, answers in self._parts(field):
            if value not in labels:
                labels[value] = field.group_of(value)
            label = labels[value]
            (divided.setdefault(label, _Group()) if label else silent).add(n, answers)
        return divided | ({"": silent} if silent.n else {})

    def _parts(self, field: ProfileField) -> Iterable[Part]:
        """Return stored value, number of sheets and their answers, of each sheet or group."""
        if self.kept is not None:
            return self.kept.groups(field.key)
        return ((sheet.profile.get(field.key), 1, sheet.answers.items()) for sheet in self.sheets)

    def _compute(self, group: _Group) -> IkmResult:
        return compute_ikm(
            self.instrument,
            group.counts,
            n=group.n,
            weight_rule=self.survey.weight_rule,
            blank_rule=self.survey.blank_rule,
        )
