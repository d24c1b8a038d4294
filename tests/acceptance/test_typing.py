"""A clerk types real papers into the real window; what was shown as saved is never lost."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.desk import ROOT, Paper, desk, missing, paper, until, virtual_screen
from tests.offices import make_office, reopen
from tests.oracle import assert_trustworthy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.models.questionnaire import Instrument

pytestmark = [
    pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}"),
    pytest.mark.timeout(900),
]

TITLE = "Kelurahan Melati"
SHEETS = 20
KILLS = int(os.environ.get("PUAS_KILLS", "3"))


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """Give a screen of its own: fingers that are stopped half-way leave a key pressed."""
    with virtual_screen() as environment:
        yield environment


@pytest.fixture
def office_file(tmp_path: Path) -> Path:
    path = tmp_path / "kelurahan.puas"
    make_office(path).store.close()
    return path


@pytest.fixture
def instrument(office_file: Path) -> Instrument:
    office = reopen(office_file)
    office.store.close()
    return office.instrument


def _recap(path: Path) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "rekap", str(path), "--format", "json"],
        capture_output=True,
        text=True,
        check=True,
    )
    (row,) = json.loads(done.stdout)
    assert isinstance(row, dict)
    return row


def _expected_unsur(papers: list[Paper], key: str) -> tuple[int, str]:
    scores = [sheet.answers[key] for sheet in papers]
    return len(scores), f"{sum(scores) / len(scores):.6f}"


def test_twenty_papers_are_exactly_in_the_recap(
    office_file: Path, instrument: Instrument, screen: dict[str, str]
) -> None:
    papers = [paper(instrument, seed) for seed in range(SHEETS)]
    assert all(len(sheet.keys) <= 15 for sheet in papers)
    with desk(office_file, screen) as clerk:
        clerk.wait_for_window(TITLE)
        first, *rest = papers[0].keys
        clerk.begin(first)
        clerk.type(rest)
        for sheet in papers[1:]:
            clerk.type(sheet.keys)
        until(lambda: len(clerk.sheets()) == SHEETS, "the last sheet in the file")
        clerk.close()
    assert clerk.sheets() == [(sheet.answers, sheet.profile) for sheet in papers]
    row = _recap(office_file)
    assert row["n"] == SHEETS
    assert isinstance(row["unsur"], dict)
    for key in instrument.question_keys:
        found = row["unsur"][key]
        assert (found["n"], found["nrr"]) == _expected_unsur(papers, key)
    assert assert_trustworthy(office_file) == SHEETS


@pytest.mark.parametrize("moment", range(KILLS))
def test_killed_while_typing(
    office_file: Path, instrument: Instrument, screen: dict[str, str], moment: int
) -> None:
    chance = random.Random(moment)
    papers = [paper(instrument, 1000 * moment + seed) for seed in range(SHEETS)]
    keys = [key for sheet in papers for key in sheet.keys]
    with desk(office_file, screen) as clerk:
        clerk.wait_for_window(TITLE)
        clerk.begin(keys[0])
        fingers = clerk.start_typing(keys[1:], delay=chance.randint(5, 20))
        with suppress(subprocess.TimeoutExpired):
            fingers.wait(timeout=chance.uniform(0.2, 4))
        seen, draft = clerk.sheets(), clerk.draft()
        clerk.kill()
        fingers.kill()
        fingers.wait()
    kept = clerk.sheets()
    assert kept[: len(seen)] == seen
    assert kept == [(sheet.answers, sheet.profile) for sheet in papers[: len(kept)]]
    office = reopen(office_file)
    offered = office.session.entry.start(office.survey.id).draft
    office.store.close()
    if draft is not None and len(kept) == len(seen):
        assert offered is not None
        typed = {key: score for key, score in offered.answers.items() if score is not None}
        assert typed == dict(list(papers[len(kept)].answers.items())[: len(typed)])
    assert assert_trustworthy(office_file) == len(kept)
