"""The sheets of a selection, read once and divided by every characteristic."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from app.services.ikm.computation import compute_ikm

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument, ProfileField
    from app.models.response import Answers, RawSheet
    from app.models.survey import Survey
    from app.services.ikm.result import IkmResult


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
class CrossTable:
    """The counted sheets of a survey or of a part of it, at most some ten thousand."""

    survey: Survey
    instrument: Instrument
    sheets: tuple[RawSheet, ...]

    def by_field(self, field: ProfileField) -> list[GroupResult]:
        """Return the IKM of each group that has sheets, in the order of the form."""
        return [
            GroupResult(label, len(answers), self._compute(answers))
            for label, answers in self._divided(field).items()
            if answers
        ]

    def respondents_by(self, field: ProfileField) -> RespondentTable:
        """Count the respondents of each group; every group of the form has a row."""
        counted = {label: len(answers) for label, answers in self._divided(field).items()}
        return RespondentTable(field, tuple(counted.items()))

    def _divided(self, field: ProfileField) -> dict[str, list[Answers]]:
        """Return label → answers; the groups of the form first, the silent ones last."""
        divided: dict[str, list[Answers]] = {label: [] for label in field.groups}
        silent: list[Answers] = []
        labels: dict[str | int | None, str] = {}
        for sheet in self.sheets:
            value = sheet.profile.get(field.key)
            if value not in labels:
                labels[value] = field.group_of(value)
            label = labels[value]
            (divided.setdefault(label, []) if label else silent).append(sheet.answers)
        return divided | ({"": silent} if silent else {})

    def _compute(self, answers: list[Answers]) -> IkmResult:
        counts = Counter(chain.from_iterable(sheet.items() for sheet in answers))
        return compute_ikm(
            self.instrument,
            counts,
            n=len(answers),
            weight_rule=self.survey.weight_rule,
            blank_rule=self.survey.blank_rule,
        )
