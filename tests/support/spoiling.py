"""Puts anybody's words wherever the data of a report hold words that somebody may have typed."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from itertools import cycle
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STRUCTURE = frozenset(
    {"chosen", "due", "installation_id", "key", "keys", "log_head", "program_version", "unsur"}
    | {"uuid", "value"}
)
"""Fields whose words the program makes or knows things by; nobody types them."""
_CHECKED = frozenset({("PelaksanaanData", "texts"), ("DaerahData", "texts")})
"""Words of an office with fields in them: they are checked when they are saved."""


def spoilt(data: Any, texts: Sequence[str]) -> Any:
    """Return ``data`` with ``texts`` in turn in the place of all words."""
    return _spoilt(data, cycle(texts))


def places_of(data: Any) -> int:
    """Return how many words ``spoilt`` replaces."""
    counted = _Counting()
    _spoilt(data, counted)
    return counted.count


class _Counting:
    """Blank words, and how many of them were asked for."""

    count = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.count += 1
        return ""


def _spoilt(value: Any, texts: Iterator[str]) -> Any:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return next(texts)
    if isinstance(value, tuple | list):
        return type(value)(_spoilt(part, texts) for part in value)
    if isinstance(value, dict):
        return {key: _spoilt(part, texts) for key, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **_changed(value, texts))
    return value


def _changed(value: Any, texts: Iterator[str]) -> dict[str, Any]:
    name = type(value).__name__
    return {
        field.name: _spoilt(getattr(value, field.name), texts)
        for field in fields(value)
        if field.init and field.name not in _STRUCTURE and (name, field.name) not in _CHECKED
    }
