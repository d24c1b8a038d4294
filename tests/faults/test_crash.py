"""Kill -9 at random moments: no acknowledged sheet is lost, none is half, drafts come back."""

from __future__ import annotations

import random
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.faults.processes import NIGHTLY, child
from tests.offices import make_office, reopen
from tests.oracle import assert_trustworthy, leftovers

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a signal of Unix")

MOMENTS = 100 if NIGHTLY else 10


def _killed_at_random(deed: str, path: Path, moment: int) -> list[str]:
    """Let a child work, kill it at a random moment and return the lines it had printed."""
    chance = random.Random(moment)
    with child("tests.faults.child", deed, path) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().strip()]
        assert lines[0], process.stderr and process.stderr.read()
        try:
            process.wait(timeout=chance.uniform(0, 0.15))
        except subprocess.TimeoutExpired:
            process.kill()
        rest, errors = process.communicate()
        assert errors == ""
    complete = rest[: rest.rfind("\n") + 1]
    return [*lines, *complete.splitlines()]


@pytest.mark.timeout(600)
def test_no_acknowledged_sheet_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "kelurahan.puas"
    make_office(path, sheets=2).store.close()
    acknowledged: list[str] = []
    for moment in range(MOMENTS):
        acknowledged += _killed_at_random("save", path, moment)
        present = assert_trustworthy(path, acknowledged)
        assert present - 2 - len(acknowledged) in range(MOMENTS + 1)


@pytest.mark.timeout(600)
def test_the_half_typed_sheet_is_offered_again(tmp_path: Path) -> None:
    path = tmp_path / "kelurahan.puas"
    made = make_office(path)
    order = made.questions
    made.store.close()
    for moment in range(MOMENTS // 2):
        _, *cursors = _killed_at_random("draft", path, moment)
        office = reopen(path)
        offered = office.session.entry.start(office.survey.id).draft
        office.store.close()
        if not cursors and offered is None:
            continue
        assert offered is not None
        if cursors:  # else it may still be that of the moment before
            last = order.index(cursors[-1])
            assert offered.cursor in {order[last], order[(last + 1) % len(order)]}
        assert dict(offered.answers) == dict(list(made.sheet(1).answers.items())[:4])
    assert leftovers(tmp_path) == []
