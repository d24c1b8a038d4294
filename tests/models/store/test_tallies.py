from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
)

from tests.offices import make_office

if TYPE_CHECKING:
    from app.models.response import Sheet
    from tests.offices import SmallOffice

SEEDS = st.integers(min_value=0, max_value=10_000)
BLANKS = st.integers(min_value=0, max_value=3)


class Counting(RuleBasedStateMachine):
    """Any sequence of deeds: the counts are those that a recount of all sheets gives."""

    sheets = Bundle("sheets")

    @initialize()
    def make(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.office = make_office(self.folder / "k.puas")
        self.model: dict[str, Sheet] = {}

    def _sheet(self, seed: int, blanks: int, number: int) -> Sheet:
        sheet = self.office.sheet(number, seed)
        answered = dict(list(sheet.answers.items())[blanks:])
        return replace(sheet, answers=answered, service_id=self.office.services[seed % 2])

    @rule(target=sheets, seed=SEEDS, blanks=BLANKS)
    def add(self, seed: int, blanks: int) -> Sheet:
        number = self.office.store.sheets.next_number(self.office.survey.id)
        new = self._sheet(seed, blanks, number)
        saved = self.office.store.sheets.add(new, self.office.questions)
        self.model[saved.uuid] = saved
        return saved

    @rule(seed=SEEDS, blanks=BLANKS, count=st.integers(min_value=0, max_value=3))
    def add_many(self, seed: int, blanks: int, count: int) -> None:
        first = self.office.store.sheets.next_number(self.office.survey.id)
        new = [self._sheet(seed + n, blanks, first + n) for n in range(count)]
        self.office.store.sheets.add_many(new, self.office.questions)
        for sheet in new:
            saved = self.office.store.sheets.by_number(self.office.survey.id, sheet.number)
            assert saved is not None
            self.model[saved.uuid] = saved

    @rule(target=sheets, sheet=consumes(sheets), seed=SEEDS, blanks=BLANKS)
    def change(self, sheet: Sheet, seed: int, blanks: int) -> Sheet:
        other = self._sheet(seed, blanks, sheet.number)
        new = replace(sheet, answers=other.answers, service_id=other.service_id)
        changed = self.office.store.sheets.change(new, self.office.questions, "salah baca")
        self.model[sheet.uuid] = changed
        return changed

    @rule(sheet=consumes(sheets))
    def delete(self, sheet: Sheet) -> None:
        self.office.store.sheets.delete(sheet, self.office.questions)
        del self.model[sheet.uuid]

    @rule(seed=SEEDS)
    def fail_half_way(self, seed: int) -> None:
        with pytest.raises(RuntimeError):
            self._add_and_fail(seed)

    def _add_and_fail(self, seed: int) -> None:
        with self.office.store.transaction():
            number = self.office.store.sheets.next_number(self.office.survey.id)
            self.office.store.sheets.add(self._sheet(seed, 0, number), self.office.questions)
            raise RuntimeError

    @invariant()
    def counts_equal_a_recount(self) -> None:
        store, survey = self.office.store, self.office.survey
        assert store.tallies.differing() == []
        assert store.tallies.sheets_of(survey.id) == len(self.model)
        complete = sum(len(s.answers) == len(self.office.questions) for s in self.model.values())
        assert store.tallies.sheets_of(survey.id, complete_only=True) == complete

    @invariant()
    def counts_equal_the_model(self) -> None:
        expected = Counter(
            (sheet.service_id, key, score)
            for sheet in self.model.values()
            for key, score in sheet.answers.items()
        )
        counted = {
            (tally.service_id, tally.question, tally.score): tally.n
            for tally in self.office.store.tallies.answers_of(self.office.survey.id)
            if tally.n
        }
        assert counted == expected

    def teardown(self) -> None:
        if not hasattr(self, "office"):
            return
        store = self.office.store
        assert list(store.log.findings()) == []
        assert store.sheets.altered(self.office.survey.id) == []
        store.close()
        shutil.rmtree(self.folder)


TestCounting = Counting.TestCase
TestCounting.settings = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.mark.parametrize(
    ("statement", "question"),
    [
        ("UPDATE answer_tally SET n = n + 1 WHERE question = 'biaya'", "biaya"),
        ("DELETE FROM answer_tally WHERE question = 'waktu'", "waktu"),
        ("UPDATE sheet_tally SET n = n + 1", ""),
    ],
)
def test_a_count_that_does_not_hold_is_named(
    office: SmallOffice, statement: str, question: str
) -> None:
    office.store.database.execute(statement)
    assert office.store.tallies.differing() == [(office.survey.id, question)]


def test_the_counts_of_all_surveys_at_once_are_those_of_each(office: SmallOffice) -> None:
    tallies, survey = office.store.tallies, office.survey
    assert sum(tallies.all_sheets().values()) == tallies.sheets_of(survey.id) == 3
    everything = sum(n for *_, n in tallies.all_answers()[survey.id])
    assert everything == sum(tally.n for tally in tallies.answers_of(survey.id))
    assert sum(tallies.sheets_per_service(survey.id).values()) == 3
