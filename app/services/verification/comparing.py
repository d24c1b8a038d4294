"""Two keyings of one paper beside each other, and what a third one decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from app.models.period import long_date
from app.models.questionnaire import FieldKind
from app.services.entry.fields import AnswerField, Value, fields_of
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.models.questionnaire import Instrument
    from app.models.response import Sheet
    from app.models.unit import Service

DAY, SERVICE = "@tanggal", "@layanan"
"""Keys of what is carried from sheet to sheet; no key of an instrument begins like this."""

Values = dict[str, Value]


class Verdict(Enum):
    """What a third keying says of a field."""

    STAYS = auto()
    """It equals the first."""
    CORRECTED = auto()
    """It equals the second."""
    OPEN = auto()
    """It equals neither, or was not keyed in yet."""


class Pick(Enum):
    """Which of three keyings is on the paper."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which the first two keyings differ, and what became of it."""

    field: str
    first: Value
    second: Value
    third: Value = None
    is_keyed: bool = False
    """Whether ``third`` was keyed in; a blank is a value."""
    pick: Pick | None = None
    """Which one was picked from the paper where the third keying decided nothing."""
    reason: str = ""

    @property
    def verdict(self) -> Verdict:
        """What the third keying says."""
        if not self.is_keyed:
            return Verdict.OPEN
        if self.third == self.first:
            return Verdict.STAYS
        return Verdict.CORRECTED if self.third == self.second else Verdict.OPEN

    @property
    def is_decided(self) -> bool:
        """Say whether it is known what the paper says."""
        return self.pick is not None or self.verdict is not Verdict.OPEN

    @property
    def decided(self) -> Value:
        """What the paper says; only where it is known."""
        if self.pick is Pick.FIRST or self.verdict is Verdict.STAYS:
            return self.first
        return self.second if self.pick is Pick.SECOND else self.third

    @property
    def was_wrong(self) -> bool:
        """Say whether the first keying was the wrong one."""
        return self.is_decided and self.decided != self.first

    def with_third(self, value: Value) -> Difference:
        """Return it with a third keying."""
        return replace(self, third=value, is_keyed=True, pick=None, reason="")


def values_of(instrument: Instrument, sheet: Sheet) -> Values:
    """Return every field of a sheet that is compared; a blank is None. Saran is not compared."""
    values: Values = {DAY: sheet.day.isoformat(), SERVICE: sheet.service_id}
    for field in fields_of(instrument):
        held = sheet.answers if isinstance(field, AnswerField) else sheet.profile
        values[field.key] = held.get(field.key)
    return values


def differences(first: Mapping[str, Value], second: Mapping[str, Value]) -> list[Difference]:
    """Return the fields that differ, in the order of the paper."""
    return [
        Difference(key, value, second[key]) for key, value in first.items() if value != second[key]
    ]


def corrected(instrument: Instrument, sheet: Sheet, found: Iterable[Difference]) -> Sheet:
    """Return the sheet with what was decided."""
    answers, profile = dict(sheet.answers), dict(sheet.profile)
    questions = set(instrument.question_keys)
    for difference in found:
        key, value = difference.field, difference.decided
        if key == DAY:
            sheet = replace(sheet, day=date.fromisoformat(str(value)))
        elif key == SERVICE and isinstance(value, int):
            sheet = replace(sheet, service_id=value)
        else:
            held: dict[str, Any] = answers if key in questions else profile
            held.pop(key, None)
            if value is not None:
                held[key] = value
    return replace(sheet, answers=answers, profile=profile)


def stored(found: Iterable[Difference]) -> list[dict[str, Any]]:
    """Return differences as they are kept."""
    return [_stored(difference) for difference in found]


def _stored(difference: Difference) -> dict[str, Any]:
    kept: dict[str, Any] = {
        "field": difference.field,
        "first": difference.first,
        "second": difference.second,
    }
    if difference.is_keyed:
        kept["third"] = difference.third
    if difference.is_decided:
        kept["decided"] = difference.decided
    if difference.pick is not None:
        kept["pick"], kept["reason"] = difference.pick.value, difference.reason
    return kept


def read(content: Mapping[str, Any]) -> list[Difference]:
    """Return the differences that the content of a sheet of a plan keeps."""
    return [
        Difference(
            kept["field"],
            kept["first"],
            kept["second"],
            kept.get("third"),
            "third" in kept,
            Pick(kept["pick"]) if "pick" in kept else None,
            kept.get("reason", ""),
        )
        for kept in content.get("differences", [])
    ]


@dataclass(frozen=True, slots=True)
class Wording:
    """Names of fields and words of values for people."""

    instrument: Instrument
    services: Sequence[Service]

    def field(self, key: str) -> str:
        """Return what a field is called."""
        if key == DAY:
            return tr("Tanggal")
        if key == SERVICE:
            return tr("Layanan")
        for field in fields_of(self.instrument):
            if field.key == key:
                if isinstance(field, AnswerField):
                    return self.instrument.name_of(field.question)
                return field.label
        return key

    def value(self, key: str, value: Value) -> str:
        """Return a value in words."""
        if value is None:
            return tr("kosong")
        if key == DAY:
            return long_date(date.fromisoformat(str(value)))
        if key == SERVICE:
            return next((s.name for s in self.services if s.id == value), tr("layanan lain"))
        return self._of_field(key, value)

    def _of_field(self, key: str, value: str | int) -> str:
        for question in self.instrument.questions:
            if question.key == key and isinstance(value, int):
                return f"{value} {question.label_of(value)}".rstrip()
        for field in self.instrument.profile:
            if field.key == key and field.kind is FieldKind.CHOICE:
                return field.group_of(value)
        return str(value)
