"""Sheets per hour, without the pauses."""

from __future__ import annotations

from app.services.entry.pace import LONGEST_GAP, Pace


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def key_in(pace: Pace, clock: Clock, sheets: int, seconds: float) -> None:
    for _ in range(sheets):
        pace.typed()
        clock.now += seconds
        pace.typed()
        pace.finished()


def test_a_rate_needs_a_few_sheets() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.per_hour is None
    key_in(pace, clock, 2, 18)
    assert pace.per_hour is None
    key_in(pace, clock, 1, 18)
    assert pace.per_hour == 200


def test_a_pause_does_not_count() -> None:
    clock = Clock()
    pace = Pace(clock)
    key_in(pace, clock, 5, 18)
    pace.pause()
    clock.now += 3600
    key_in(pace, clock, 5, 18)
    assert pace.per_hour == 200


def test_whoever_leaves_without_a_pause_is_charged_three_minutes_at_most() -> None:
    clock = Clock()
    pace = Pace(clock)
    key_in(pace, clock, 10, 18)
    clock.now += 7200
    key_in(pace, clock, 10, 18)
    assert pace.per_hour == round(20 * 3600 / (20 * 18 + LONGEST_GAP))


def test_time_that_stands_still_gives_no_rate() -> None:
    clock = Clock()
    pace = Pace(clock)
    key_in(pace, clock, 5, 0)
    assert pace.per_hour is None
