"""Read the sheets of a package, each value verified.

They are many, so what is allowed is laid out once for each column.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.models.questionnaire import FieldKind
from app.models.response import Sheet
from app.services.exports import forms, values
from app.services.exports.values import WrongRowError, require
from app.services.text import TEXT_LIMIT

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from app.models.questionnaire import Instrument, ProfileField
    from app.models.store.package import Content, Value


def read_sheets(
    content: Content, instrument: Instrument, services: Mapping[str, int]
) -> tuple[Sheet, ...]:
    """Return the sheets of a package in the order of their numbers.

    ``services`` are name → number within the package. Raises ValueError where a value cannot be.
    """
    reader = _SheetReader(instrument, services)
    sheets = []
    for number, row in enumerate(content[1], 1):
        try:
            sheets.append(reader.read(row))
        except (ValueError, KeyError) as error:
            raise WrongRowError(content[0].name, number) from error
    values.distinct([sheet.uuid for sheet in sheets])
    numbers = [sheet.number for sheet in sheets]
    require(numbers == sorted(set(numbers)))
    return tuple(sheets)


def moment(value: Value) -> datetime:
    """Return a time that says its zone."""
    found = datetime.fromisoformat(values.text(value))
    require(found.tzinfo is not None)
    return found


class _SheetReader:
    """Reads rows of the form ``forms.sheet_table``."""

    def __init__(self, instrument: Instrument, services: Mapping[str, int]) -> None:
        self._services = services
        self._keys = instrument.question_keys
        self._scores = frozenset((*instrument.scores, None))
        self._fields = [(field.key, _allowed(field)) for field in instrument.profile]
        self._profile_end = len(forms.SHEET_START) + len(self._fields)
        self._end = self._profile_end + len(self._keys)

    def read(self, row: Sequence[Value]) -> Sheet:
        start = len(forms.SHEET_START)
        uuid, revision, changed, number, day, service = row[:start]
        profile = row[start : self._profile_end]
        scores = row[self._profile_end : self._end]
        require(self._scores.issuperset(scores))
        require(values.count(number) >= 1)
        return Sheet(
            survey_id=0,
            service_id=self._services[values.text(service)],
            number=values.count(number),
            day=values.day(day),
            answers={
                key: score
                for key, score in zip(self._keys, scores, strict=True)
                if isinstance(score, int)
            },
            profile={
                key: _one_of(value, allowed)
                for (key, allowed), value in zip(self._fields, profile, strict=True)
                if value is not None
            },
            saran="".join(values.paragraphs(text, TEXT_LIMIT) for text in row[self._end :]),
            uuid=values.uuid(uuid),
            revision=values.revision(revision),
            changed_at=moment(changed),
        )


def _allowed(field: ProfileField) -> Container[str | int]:
    if field.kind is FieldKind.CHOICE:
        return frozenset(choice.value for choice in field.choices)
    return range(field.lowest, field.highest + 1)


def _one_of(value: str | int, allowed: Container[str | int]) -> str | int:
    if value not in allowed:
        raise ValueError(value)
    return value
