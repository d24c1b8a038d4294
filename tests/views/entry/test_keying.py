from __future__ import annotations

from typing import TYPE_CHECKING

from app.views.entry.keying_clock import Counted, KeyingClock

if TYPE_CHECKING:
    from app.models.verification import Keying
    from tests.support.entry_screen import Clerk


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_time_between_keys_counts_but_not_a_pause() -> None:
    clock = Clock()
    keying = KeyingClock(clock)
    for at in (0.0, 1.0, 2.5, 40.0, 41.0, 71.0, 101.5):
        clock.now = at
        keying.typed()
    keying.finished()
    # 1 + 1.5 + 1 + 30; the gaps of 37.5 and 30.5 seconds are pauses
    assert keying.take() == Counted(1, 7, 33_500)
    assert keying.take() == Counted()


def test_twenty_sheets_are_due() -> None:
    keying = KeyingClock(Clock())
    for _ in range(19):
        keying.finished()
    assert not keying.is_due
    keying.finished()
    assert keying.is_due


def _kept(clerk: Clerk) -> list[Keying]:
    survey_id = clerk.workspace.survey_id
    kept: list[Keying] = clerk.read(lambda s: s.store.verifications.keying_of(survey_id))
    return kept


def test_a_pause_keeps_what_was_keyed_in(clerk: Clerk) -> None:
    clerk.key_in("P3435333333333")
    assert _kept(clerk) == []
    clerk.type("<F8>")
    clerk.settle()
    (kept,) = _kept(clerk)
    assert (kept.sheets, kept.keystrokes > 10) == (1, True)


def test_leaving_the_screen_keeps_it(clerk: Clerk) -> None:
    clerk.type("L3")
    clerk.host.setCurrentWidget(clerk.elsewhere)
    clerk.settle()
    (kept,) = _kept(clerk)
    assert (kept.sheets, kept.keystrokes) == (0, 2)
