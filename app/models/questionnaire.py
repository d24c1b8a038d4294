"""An instrument: the unsur, questions, scale and profile fields of a questionnaire, as data.

Nothing outside an instrument's own file knows how many unsur it has (rules/skm.md §2).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

MAX_SCORE_KEY = 9
"""Scores are keyed in with one key, so a scale ends at 9."""

PERCENT = 100
"""An index on 0-100 is its own percentage."""


@dataclass(frozen=True, slots=True)
class Mutu:
    """One step of the quality table; a value belongs to it from ``lower`` (on 0-100) upwards."""

    letter: str
    word: str
    lower: Decimal


@dataclass(frozen=True, slots=True)
class Unsur:
    """One element that is measured. ``code`` is only printed; ``key`` identifies it everywhere."""

    key: str
    code: str
    name: str
    short_name: str
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a question; ``short_label`` fits a narrow button."""

    score: int
    label: str
    short_label: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the paper; ``unsur`` is the key it counts for, or empty for none."""

    key: str
    number: int
    text: str
    unsur: str
    options: tuple[Option, ...]
    short_name: str = ""
    """A name of a few words where the text does not fit; empty where the unsur's serves."""

    def label_of(self, score: int) -> str:
        """Return the words of a score."""
        return next((option.label for option in self.options if option.score == score), "")


class FieldKind(StrEnum):
    """How a profile field is answered."""

    CHOICE = "pilihan"
    NUMBER = "angka"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a profile field; any of ``keys`` chooses it, ``value`` is what is stored.

    Where the choice is a range, a file may give the number itself: ``lower <= number <= upper``.
    """

    value: str
    label: str
    keys: tuple[str, ...]
    lower: int = 0
    upper: int = 0

    @property
    def is_range(self) -> bool:
        """Say whether the choice stands for a range of numbers."""
        return self.upper > 0


@dataclass(frozen=True, slots=True)
class Band:
    """A range of a number field for tables: ``lower <= value <= upper``."""

    label: str
    lower: int
    upper: int


@dataclass(frozen=True, slots=True)
class ProfileField:
    """One characteristic of the respondent, such as sex or age."""

    key: str
    name: str
    kind: FieldKind
    choices: tuple[Choice, ...] = ()
    bands: tuple[Band, ...] = ()
    unit: str = ""
    digits: int = 0
    lowest: int = 0
    highest: int = 0
    usual_lowest: int = 0
    usual_highest: int = 0

    def group_of(self, value: str | int | None) -> str:
        """Return the label under which a stored value is counted; empty when not answered."""
        if value is None or value == "":
            return ""
        if self.kind is FieldKind.CHOICE:
            return next((c.label for c in self.choices if c.value == value), str(value))
        return next((b.label for b in self.bands if b.lower <= int(value) <= b.upper), str(value))

    @property
    def groups(self) -> tuple[str, ...]:
        """The labels of all groups in the order of the form."""
        named = self.choices if self.kind is FieldKind.CHOICE else self.bands
        return tuple(item.label for item in named)


@dataclass(frozen=True)
class Instrument:
    """A version of a questionnaire. A survey is bound to one version for good."""

    key: str
    version: int
    name: str
    index_name: str
    index_short: str
    source: str
    lowest: int
    highest: int
    unsur: tuple[Unsur, ...]
    questions: tuple[Question, ...]
    profile: tuple[ProfileField, ...]
    mutu: tuple[Mutu, ...]
    definition: str
    """The TOML text it was read from; an office file stores it and so explains itself."""
    index_highest: int = PERCENT
    """The index is printed on 0 to this; below 100 it is printed in percent of it as well."""
    index_factor: Fraction | None = None
    """From a mean of the answers to the index, where the instrument states it."""
    about: str = ""
    """What sets it apart from others that ask the same, in one line."""
    notes: tuple[str, ...] = ()
    """Whole sentences that every report on it prints: what no regulation settles."""

    @cached_property
    def scores(self) -> tuple[int, ...]:
        """The valid answers; a blank is none of them."""
        return tuple(range(self.lowest, self.highest + 1))

    @cached_property
    def question_keys(self) -> tuple[str, ...]:
        """Keys of all questions in the order of the paper."""
        return tuple(question.key for question in self.questions)

    @cached_property
    def conversion(self) -> Fraction:
        """The factor from a mean of the answers to the index.

        25 from the scale 1-4 to 0-100, 4/6 from 1-6 to 0-4 (rules/skm.md §2-3).
        """
        return self.index_factor or Fraction(self.index_highest, self.highest)

    @property
    def survey_short(self) -> str:
        """The letters by which a survey of this kind is called: ``SKM``, ``SPAK``."""
        return self.key.partition("-")[0].upper()

    @property
    def is_percentage(self) -> bool:
        """Say whether the index is printed on 0-100."""
        return self.index_highest == PERCENT

    @cached_property
    def outside(self) -> tuple[Question, ...]:
        """The questions that count for no unsur."""
        return tuple(question for question in self.questions if not question.unsur)

    @cached_property
    def is_one_to_one(self) -> bool:
        """Say whether each question is an unsur of its own, so that both have one name."""
        return not self.outside and len(self.questions) == len(self.unsur)

    def percent(self, value: Fraction) -> Fraction:
        """Return a value on the scale of the index in percent of the highest; exact."""
        if self.index_highest == PERCENT:
            return value
        return value * PERCENT / self.index_highest

    def name_of(self, question: Question) -> str:
        """Return the shortest name of a question: its own, its unsur's, or its whole text."""
        if question.short_name:
            return question.short_name
        if question.unsur and len(self.questions_of(question.unsur)) == 1:
            return self.unsur_of(question.unsur).short_name
        return question.text

    def unsur_of(self, key: str) -> Unsur:
        """Return the unsur with this key."""
        return next(unsur for unsur in self.unsur if unsur.key == key)

    def questions_of(self, unsur_key: str) -> tuple[Question, ...]:
        """Return the questions that count for an unsur."""
        return self._by_unsur.get(unsur_key, ())

    @cached_property
    def _by_unsur(self) -> dict[str, tuple[Question, ...]]:
        """Looked up twice for each unsur of each survey of a recap."""
        found: dict[str, tuple[Question, ...]] = {}
        for question in self.questions:
            found[question.unsur] = (*found.get(question.unsur, ()), question)
        return found

    def field(self, key: str) -> ProfileField:
        """Return the profile field with this key."""
        return next(field for field in self.profile if field.key == key)
