"""Which characteristic of one questionnaire tells that of another, so that it is asked once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.questionnaire import FieldKind

if TYPE_CHECKING:
    from app.models.questionnaire import Choice, ProfileField

OTHER = "Lainnya"
"""The choice that takes whatever a list does not name."""


def tells(asked: ProfileField, wanted: ProfileField) -> bool:
    """Say whether every value of ``asked`` gives the value of ``wanted``."""
    if asked.kind is FieldKind.NUMBER:
        if wanted.kind is FieldKind.NUMBER:
            return wanted.lowest <= asked.lowest and _highest(asked) <= _highest(wanted)
        return all(
            _range_of(wanted, number) is not None
            for number in range(asked.lowest, _highest(asked) + 1)
        )
    if wanted.kind is FieldKind.NUMBER:
        return False
    finer, coarser = _values(asked), _values(wanted)
    return finer == coarser or (coarser < finer and OTHER in coarser)


def told(asked: ProfileField, wanted: ProfileField, value: str | int) -> str | int:
    """Return the value of ``wanted`` that a value of ``asked`` gives, where one ``tells`` it.

    A number goes into its range, a choice that the coarser list does not name into its "Lainnya".
    """
    if wanted.kind is FieldKind.NUMBER:
        return value
    if asked.kind is FieldKind.NUMBER:
        found = _range_of(wanted, int(value))
        return found.value if found is not None else value
    return value if value in _values(wanted) else OTHER


def _highest(field: ProfileField) -> int:
    return field.highest or int("9" * field.digits)


def _values(field: ProfileField) -> set[str]:
    return {choice.value for choice in field.choices}


def _range_of(field: ProfileField, number: int) -> Choice | None:
    fitting = (c for c in field.choices if c.is_range and c.lower <= number <= c.upper)
    return next(fitting, None)
