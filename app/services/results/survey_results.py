"""Everything that the screen Hasil shows of one survey, computed at one moment."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.period import PeriodKind
from app.models.review import SaranDecision
from app.services.ikm.rounding import KONVERSI_PLACES, decimal_string, indonesian
from app.services.results.history import change_of
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from fractions import Fraction

    from app.models.questionnaire import Instrument, ProfileField
    from app.models.review import SaranReview
    from app.models.survey import Survey
    from app.services.ikm.cross import GroupResult, RespondentTable
    from app.services.ikm.result import IkmResult, UnsurResult
    from app.services.plausibility.survey_findings import Finding
    from app.services.results.history import Step
    from app.services.results.margin import Margin

SERVICE = "layanan"
"""The key of the characteristic "which service"; no profile field has this key."""

_MARK = 3
"""Letters of a mark that is written in capitals, such as M1."""

SMALL_GROUP = 5
"""Fewer respondents than this can be known by name in a printed table (rules/skm.md §4)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What part of a survey is shown: everything, one service, or one group of a characteristic."""

    service_id: int | None = None
    field: str = ""
    group: str = ""

    @property
    def is_everything(self) -> bool:
        """Say whether nothing is left out."""
        return self.service_id is None and not self.field


EVERYTHING = Choice()


@dataclass(frozen=True, slots=True)
class UnsurRow:
    """One line of the unsur table."""

    result: UnsurResult
    lowest: bool
    """Among the three lowest, ties included."""
    change: Fraction | None
    """Points since the last period; None where there is nothing to compare."""
    percent: Fraction | None = None
    """The value in percent of the highest that the index can have."""

    @property
    def change_text(self) -> str:
        """The change with its sign; ``tetap`` where it prints as nothing."""
        return change_text(self.change)


@dataclass(frozen=True, slots=True)
class GroupTable:
    """The index of each group of one characteristic; ``key`` is a profile field or ``layanan``."""

    key: str
    title: str
    groups: tuple[GroupResult, ...]

    @property
    def has_small(self) -> bool:
        """Say whether a group is so small that it should not be printed."""
        return any(is_small(group) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Saran:
    """What one respondent wrote."""

    number: int
    day: date
    service: str
    text: str
    uuid: str = ""
    review: SaranReview | None = None
    """What was decided about it; None where nobody has looked at it yet."""

    @property
    def decision(self) -> SaranDecision:
        """Whether it is printed."""
        return self.review.decision if self.review else SaranDecision.OPEN

    @property
    def tags(self) -> tuple[str, ...]:
        """Keys of the unsur that it speaks of."""
        return self.review.tags if self.review else ()


@dataclass(frozen=True, slots=True)
class SurveyResults:
    """The figures of a survey, or of the part that ``choice`` names."""

    survey: Survey
    instrument: Instrument
    unit_name: str
    choice: Choice
    choice_text: str
    """Such as ``Semua layanan`` or ``Jenis kelamin: Perempuan``."""
    services: tuple[tuple[int, str], ...]
    """(id, name) of every service that can be chosen."""
    result: IkmResult
    minimum: int | None
    margin: Margin | None
    previous: Step | None
    trend: tuple[Step, ...]
    respondents: tuple[RespondentTable, ...]
    groups: tuple[GroupTable, ...]
    saran: tuple[Saran, ...]
    findings: tuple[Finding, ...]
    computed_at: datetime

    @property
    def name(self) -> str:
        """The survey in words: ``SKM 2026, Triwulan I``."""
        return survey_name(self.survey, self.instrument)

    @property
    def rows(self) -> tuple[UnsurRow, ...]:
        """The unsur table. Where all unsur are equal, none is the lowest."""
        answered = self.result.answered
        differ = len({row.konversi for row in answered}) > 1
        low = {row.unsur.key for row in self.result.lowest()} if differ else set()
        before = self.previous.result if self.previous else None
        return tuple(
            UnsurRow(
                row,
                row.unsur.key in low,
                change_of(row.unsur.key, self.result, before) if before else None,
                None if row.konversi is None else self.instrument.percent(row.konversi),
            )
            for row in self.result.unsur
        )

    @property
    def change(self) -> Fraction | None:
        """Points of the index since the last period."""
        before = self.previous.result.ikm if self.previous else None
        return None if before is None or self.result.ikm is None else self.result.ikm - before

    @property
    def blanks(self) -> bool:
        """Say whether some sheet leaves a question blank."""
        return any(row.n != self.result.n for row in self.result.unsur)


def change_text(change: Fraction | None) -> str:
    """Return ``+0,02``, ``−0,04``, ``tetap`` or nothing."""
    if change is None:
        return ""
    text = indonesian(change, KONVERSI_PLACES, signed=True)
    return tr("tetap") if text.strip("0,") == "" else text


def is_small(group: GroupResult) -> bool:
    """Say whether the people of a group could be known by name."""
    return 0 < group.n < SMALL_GROUP


def survey_name(survey: Survey, instrument: Instrument) -> str:
    """Return a survey in words: ``SKM 2026, Triwulan I``, ``SKM 2026``."""
    short = instrument.survey_short
    if survey.period.kind is PeriodKind.TAHUNAN:
        return f"{short} {survey.year}"
    if survey.period.kind is PeriodKind.RENTANG:
        return f"{short} {survey.period.name}"
    return f"{short} {survey.year}, {survey.period.name}"


def survey_names(surveys: Iterable[tuple[Survey, Instrument]]) -> dict[int, str]:
    """Return id → name; what one unit and period would make equal is told apart.

    ``SKM 2026 (9 pertanyaan)`` and ``SKM 2026 (16 pertanyaan, M1)``; where even that is equal,
    the code of the survey.
    """
    listed = list(surveys)
    names = {one.id: survey_name(one, instrument) for one, instrument in listed}
    for tell_apart in (_instrument_tag, _code_tag):
        counted = Counter((one.unit_id, names[one.id]) for one, _ in listed)
        names = {
            one.id: f"{survey_name(one, instrument)} ({tell_apart(one, instrument)})"
            if counted[one.unit_id, names[one.id]] > 1
            else names[one.id]
            for one, instrument in listed
        }
    return names


def _instrument_tag(_: Survey, instrument: Instrument) -> str:
    size = tr("{jumlah} pertanyaan", jumlah=len(instrument.questions))
    parts = [part for part in instrument.key.split("-")[1:] if not part.isdecimal()]
    mark = " ".join(parts)
    if mark == "skala":
        mark = tr("skala {rendah}–{tinggi}", rendah=instrument.lowest, tinggi=instrument.highest)
    mark = mark.upper() if len(mark) <= _MARK else mark
    version = tr("versi {nomor}", nomor=instrument.version) if instrument.version > 1 else ""
    return ", ".join(word for word in (size, mark, version) if word)


def _code_tag(survey: Survey, _: Instrument) -> str:
    return survey.code


def weight_text(survey: Survey, instrument: Instrument) -> str:
    """Return the weight as it is written on forms: ``1/9``, ``0,111``, or that weights differ."""
    if survey.weight_rule.value != "1/N":
        return survey.weight_rule.value.replace(".", ",")
    weights = {unsur.weight for unsur in instrument.unsur}
    if len(weights) > 1:
        return tr("berbeda per unsur")
    weight = weights.pop()
    if weight.numerator == 1:
        return f"1/{weight.denominator}"
    return (decimal_string(weight, 3) or "").replace(".", ",")


def group_name(label: str) -> str:
    """Return the words for a group; those who did not say have their own."""
    return label or tr("Tidak diisi")


def field_title(field: ProfileField) -> str:
    """Return the heading of a table by this characteristic."""
    return tr("Menurut {ciri}", ciri=field.name.lower())
