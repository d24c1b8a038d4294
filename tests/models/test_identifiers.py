from __future__ import annotations

import uuid
from itertools import pairwise
from typing import TYPE_CHECKING

from app.models import identifiers

if TYPE_CHECKING:
    import pytest


def test_it_is_a_uuid_of_version_7() -> None:
    made = uuid.UUID(identifiers.new_uuid())
    assert made.version == 7
    assert made.variant == uuid.RFC_4122


def test_later_ones_sort_later_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(1_700_000_000_000_000_000, 1_700_000_001_000_000_000, 1_000_000))
    monkeypatch.setattr("app.models.identifiers.time.time_ns", lambda: next(clock))
    made = [identifiers.new_uuid() for _ in range(1000)]
    assert all(earlier < later for earlier, later in pairwise(made))


def test_the_time_is_in_the_first_48_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.models.identifiers.time.time_ns", lambda: 0x0123_4567_89AB * 1_000_000)
    assert identifiers.new_uuid().startswith("01234567-89ab-7")


def test_a_thousand_within_one_millisecond_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.models.identifiers.time.time_ns", lambda: 1_700_000_000_000_000_000)
    assert len({identifiers.new_uuid() for _ in range(1000)}) == 1000
