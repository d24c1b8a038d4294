"""What is possible but unusual in many sheets at once, before they are taken over from a file."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from app.models.questionnaire import FieldKind
from app.services.ikm.rounding import indonesian
from app.services.plausibility.sheet_rules import FEWEST_FOR_EQUAL, SheetRule
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from app.models.period import Period
    from app.models.questionnaire import Instrument, ProfileField
    from app.models.response import Answers, Profile

_NAMED = 8
"""How many lines a sentence names."""


class Row(Protocol):
    """A sheet in a file; ``line`` is where it stands there."""

    @property
    def line(self) -> int:
        """The line of the file, from 1."""

    @property
    def day(self) -> date:
        """When it was answered."""

    @property
    def answers(self) -> Answers:
        """The answers; a blank has no entry."""

    @property
    def profile(self) -> Profile:
        """The characteristics; what was not answered has no entry."""


@dataclass(frozen=True, slots=True)
class BatchFinding:
    """One rule and the lines that do not keep it, with a whole sentence."""

    rule: SheetRule
    title: str
    lines: tuple[int, ...]
    text: str


def findings_of_rows(
    instrument: Instrument, period: Period, rows: Iterable[Row], *, today: date
) -> tuple[BatchFinding, ...]:
    """Return what the rules of sheets find in the rows of a file, rule by rule.

    Same rules as at entry, but counted: a file has a hundred thousand rows.
    """
    lines: dict[tuple[SheetRule, str], list[int]] = defaultdict(list)
    fields = [f for f in instrument.profile if f.kind is FieldKind.NUMBER and f.usual_highest]
    before: Row | None = None
    count = 0
    for row in rows:
        count += 1
        for found in _broken(instrument, period, fields, row, before, today):
            lines[found].append(row.line)
        before = row
    return tuple(_finding(rule, detail, found, count) for (rule, detail), found in lines.items())


def _broken(
    instrument: Instrument,
    period: Period,
    fields: list[ProfileField],
    row: Row,
    before: Row | None,
    today: date,
) -> Iterator[tuple[SheetRule, str]]:
    answers = row.answers
    if not answers:
        yield SheetRule.NO_ANSWER, ""
    elif _is_uniform(instrument, answers):
        yield SheetRule.ALL_EQUAL, ""
    if before is not None and before.answers == answers and before.profile == row.profile:
        yield SheetRule.SAME_AS_BEFORE, ""
    if not period.start <= row.day <= period.end:
        yield SheetRule.OUTSIDE_PERIOD, ""
    if row.day > today:
        yield SheetRule.FUTURE_DAY, ""
    for field in fields:
        value = row.profile.get(field.key)
        if isinstance(value, int) and not field.usual_lowest <= value <= field.usual_highest:
            yield SheetRule.UNUSUAL_NUMBER, field.name


def _is_uniform(instrument: Instrument, answers: Answers) -> bool:
    whole = len(answers) == len(instrument.questions) >= FEWEST_FOR_EQUAL
    return whole and len(set(answers.values())) == 1


def _finding(rule: SheetRule, detail: str, lines: list[int], count: int) -> BatchFinding:
    named = ", ".join(str(line) for line in lines[:_NAMED])
    if len(lines) > _NAMED:
        named = tr("{baris}, dan {sisa} lagi", baris=named, sisa=indonesian(len(lines) - _NAMED, 0))
    title = _title(rule, detail)
    text = tr(
        "{hal}: {jumlah} dari {n} baris, yaitu baris {baris}.",
        hal=title,
        jumlah=indonesian(len(lines), 0),
        n=indonesian(count, 0),
        baris=named,
    )
    return BatchFinding(rule, title, tuple(lines), text)


def _title(rule: SheetRule, detail: str) -> str:
    match rule:
        case SheetRule.ALL_EQUAL:
            return tr("Semua jawaban sama")
        case SheetRule.NO_ANSWER:
            return tr("Tidak satu pun pertanyaan dijawab")
        case SheetRule.SAME_AS_BEFORE:
            return tr("Sama persis dengan baris sebelumnya")
        case SheetRule.OUTSIDE_PERIOD:
            return tr("Tanggal di luar periode")
        case SheetRule.FUTURE_DAY:
            return tr("Tanggal belum tiba")
        case SheetRule.UNUSUAL_NUMBER:
            return tr("{isian} tidak lazim", isian=detail)
