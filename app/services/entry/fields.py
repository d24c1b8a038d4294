"""The fields of a form and what a key means to each of them.

A field never returns a value that its instrument does not know.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from app.models.questionnaire import FieldKind
from app.texts import tr

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument, ProfileField, Question

Value = str | int | None
"""What is stored; None is a field left blank on purpose."""

SPACE = " "
WIDER = frozenset("+.,")
"""Keys of the number pad that give a number field one digit more, for ages of 100 and above."""

_DIGITS = frozenset("0123456789")


class Meaning(Enum):
    """What a key means to a field."""

    DONE = auto()
    PARTIAL = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Reading:
    """A key as a field reads it: a whole value, the digits so far, or nothing it knows."""

    meaning: Meaning
    value: Value = None
    pending: str = ""


REFUSED = Reading(Meaning.REFUSED)
BLANK = Reading(Meaning.DONE)


@dataclass(frozen=True, slots=True)
class AnswerField:
    """A question, answered by the digit of its score."""

    question: Question

    @property
    def key(self) -> str:
        """The question's key."""
        return self.question.key

    @property
    def label(self) -> str:
        """What the field is called."""
        return self.question.text

    def read(self, key: str, pending: str) -> Reading:  # noqa: ARG002 - one key is a whole answer
        """Take a score; space is blank, and so is 0 where the scale has no 0."""
        scores = {str(option.score): option.score for option in self.question.options}
        if key in scores:
            return Reading(Meaning.DONE, scores[key])
        return BLANK if key in {"0", SPACE} else REFUSED

    def accepts(self, value: object) -> bool:
        """Say whether ``value`` may be stored."""
        return value is None or (
            type(value) is int and any(o.score == value for o in self.question.options)
        )

    @property
    def keys_hint(self) -> str:
        """The keys that the field knows, in words."""
        options = self.question.options
        return tr("pakai {awal}–{akhir}", awal=options[0].score, akhir=options[-1].score)


@dataclass(frozen=True, slots=True)
class _Characteristic:
    """A field of the respondent's profile."""

    field: ProfileField

    @property
    def key(self) -> str:
        """The profile field's key."""
        return self.field.key

    @property
    def label(self) -> str:
        """What the field is called."""
        return self.field.name


@dataclass(frozen=True, slots=True)
class ChoiceField(_Characteristic):
    """A characteristic chosen by one key."""

    def read(self, key: str, pending: str) -> Reading:  # noqa: ARG002 - one key is a whole choice
        """Take a choice by any of its keys, capitals or not; 0 and space are blank."""
        wanted = key.upper()
        for choice in self.field.choices:
            if wanted in {known.upper() for known in choice.keys}:
                return Reading(Meaning.DONE, choice.value)
        return BLANK if key in {"0", SPACE} else REFUSED

    def accepts(self, value: object) -> bool:
        """Say whether ``value`` may be stored."""
        return value is None or any(choice.value == value for choice in self.field.choices)

    @property
    def keys_hint(self) -> str:
        """The keys that the field knows, in words."""
        choices = self.field.choices
        return tr("pakai {awal}–{akhir}", awal=choices[0].keys[0], akhir=choices[-1].keys[0])


@dataclass(frozen=True, slots=True)
class NumberField(_Characteristic):
    """A number of a fixed count of digits that moves on by itself.

    Zeros alone are blank unless 0 is a value of the field. One of ``+ . ,`` before the digits asks
    for as many digits as the highest value has: ``+102`` is 102.
    """

    @property
    def highest(self) -> int:
        """The highest value; without one in the instrument, what the digits can write."""
        return self.field.highest or int("9" * self.field.digits)

    @property
    def widest(self) -> int:
        """How many digits the highest value has."""
        return len(str(self.highest))

    def read(self, key: str, pending: str) -> Reading:
        """Take a digit, a blank, or the key that makes the number wider."""
        if key == SPACE:
            return BLANK
        if key in WIDER:
            wider = not pending and self.widest > self.field.digits
            return Reading(Meaning.PARTIAL, pending="+") if wider else REFUSED
        if key not in _DIGITS:
            return REFUSED
        return self._with_digit(pending + key)

    def finish(self, pending: str) -> Reading:
        """Take the digits so far as the whole number, as Enter does."""
        digits = pending.removeprefix("+")
        if not digits or not self.accepts(int(digits)):
            return REFUSED
        return Reading(Meaning.DONE, int(digits))

    def accepts(self, value: object) -> bool:
        """Say whether ``value`` may be stored."""
        return value is None or (type(value) is int and self.field.lowest <= value <= self.highest)

    @property
    def keys_hint(self) -> str:
        """The keys that the field knows, in words."""
        return tr(
            "isi {bawah}–{atas} dengan {n} angka",
            bawah=self.field.lowest,
            atas=self.highest,
            n=self.field.digits,
        )

    def _with_digit(self, pending: str) -> Reading:
        digits = pending.removeprefix("+")
        missing = (self.widest if pending.startswith("+") else self.field.digits) - len(digits)
        if not self._can_become_a_value(digits, missing):
            return REFUSED
        if missing:
            return Reading(Meaning.PARTIAL, pending=pending)
        number = int(digits)
        return Reading(Meaning.DONE, number) if self.accepts(number) else BLANK

    def _can_become_a_value(self, digits: str, missing: int) -> bool:
        """Refuse the first digit that leads nowhere, not the last one."""
        least, most = int(digits + "0" * missing), int(digits + "9" * missing)
        return least == 0 or (least <= self.highest and most >= self.field.lowest)


FormField = AnswerField | ChoiceField | NumberField


def fields_of(instrument: Instrument) -> tuple[FormField, ...]:
    """Return the fields in the order of the paper: the profile, then the questions."""
    profile = (
        ChoiceField(field) if field.kind is FieldKind.CHOICE else NumberField(field)
        for field in instrument.profile
    )
    return (*profile, *(AnswerField(question) for question in instrument.questions))
