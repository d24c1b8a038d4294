"""Whatever order packages come in, however often, and whatever is taken out again: one outcome."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from app.models.consolidation import ConflictKind
from app.services.consolidation.outcomes import Fate
from app.services.consolidation.settling import STEP
from app.services.session import Session
from tests.faults.processes import NIGHTLY
from tests.support.histories import make_packages
from tests.support.receiving import City, make_city

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SEEDS = range(10) if NIGHTLY else (5,)
EXAMPLES = 300 if NIGHTLY else 25
PACKAGES = 19


class Pool:
    """The packages, a city without any, and what a set of packages leads to."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.packages = make_packages(folder, seed)
        self.empty = folder / "kota.puas"
        make_city(self.empty).session.store.close()
        self._known: dict[tuple[frozenset[int], frozenset[tuple[str, str]]], Any] = {}

    def city(self) -> City:
        """Return a city without any packages, in a folder of its own."""
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        shutil.copyfile(self.empty, folder / "kota.puas")
        session = Session.open(folder / "kota.puas", operator="Organisasi")
        assert isinstance(session, Session)
        return City(session, folder)

    def expected(self, merged: Iterable[int], decided: dict[str, str]) -> Any:
        """Return what a set of packages and decisions leads to, merged in one fixed order."""
        key = frozenset(merged), frozenset(decided.items())
        if key not in self._known:
            city = self.city()
            for index in sorted(key[0]):
                assert city.merge(self.packages[index])[0].is_good
            for fingerprint, choice in decided.items():
                if city.session.store.merging.clashes.find(fingerprint):
                    city.session.conflicts.decide(fingerprint, choice, "kertasnya dilihat")
            self._known[key] = seen(city.session)
            city.session.store.close()
        return self._known[key]


def seen(session: Session) -> Any:
    """Return everything that can be seen of merged surveys."""
    store = session.store
    names = {service.id: service.name for service in store.units.services()}
    units = {unit.id: unit.code for unit in store.units.all()}
    decisions = {one.fingerprint: one.choice for one in store.merging.decisions.all()}
    surveys = {}
    for survey in store.surveys.all():
        merged = store.merging.packages.merged(survey.id)
        surveys[survey.uuid] = (
            units[survey.unit_id],
            survey.code,
            survey.revision,
            survey.population,
            survey.state,
            sorted((names[one.service_id], one.population or 0) for one in survey.services),
            merged and (merged.code, merged.state, merged.said),
            sorted(
                (
                    *(s.uuid, s.number, s.revision, s.day, s.saran, names[s.service_id]),
                    *(sorted(s.answers.items()), sorted(s.profile.items())),
                )
                for s in store.sheets.all_of(survey.id)
            ),
            session.ikm.of_survey(survey).ikm_text,
        )
    clashes = sorted(
        repr((one.clash, units[one.unit_id], decisions.get(one.clash.fingerprint), one.period))
        for one in store.merging.clashes.all()
    )
    return surveys, clashes, {store.surveys.get(i).uuid for i in session.conflicts.left_out()}


POOLS: dict[int, Pool] = {}


class Merging(RuleBasedStateMachine):
    """A city that merges, undoes and decides at random."""

    pool: Pool

    def __init__(self) -> None:
        super().__init__()
        self.city = self.pool.city()
        self.merged: dict[int, int] = {}
        self.decided: dict[str, str] = {}

    @rule(index=st.integers(0, PACKAGES - 1))
    def merge(self, index: int) -> None:
        path = self.pool.packages[index]
        foreseen = self.city.session.merging.preview(path)
        outcome = self.city.session.merging.merge(path)
        assert (foreseen.fate, foreseen.counted) == (outcome.fate, outcome.counted)
        assert (outcome.fate is Fate.KNOWN) == (index in self.merged)
        assert outcome.is_good, outcome.sentence
        self.merged[index] = outcome.package_id

    @precondition(lambda self: self.merged)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        index = data.draw(st.sampled_from(sorted(self.merged)))
        self.city.session.merging.undo(self.merged.pop(index), "salah kirim")

    @precondition(lambda self: self.city.session.store.merging.clashes.all())
    @rule(data=st.data())
    def decide(self, data: st.DataObject) -> None:
        every = self.city.session.conflicts.find(open_only=False)
        conflict = data.draw(st.sampled_from(every))
        choice = data.draw(st.sampled_from(conflict.choices))
        self.city.session.conflicts.decide(conflict.fingerprint, choice, "kertasnya dilihat")
        self.decided[conflict.fingerprint] = choice

    @precondition(lambda self: self.decided)
    @rule(data=st.data())
    def revoke(self, data: st.DataObject) -> None:
        fingerprint = data.draw(st.sampled_from(sorted(self.decided)))
        self.city.session.conflicts.revoke(fingerprint, "belum pasti")
        del self.decided[fingerprint]

    def teardown(self) -> None:
        session = self.city.session
        try:
            found = seen(session)
            assert found == self.pool.expected(self.merged, self.decided)
            assert session.checks.run().findings == ()
            for conflict in session.conflicts.find(open_only=False):
                assert len(conflict.sides) > 1
                assert any(side.counts for side in conflict.sides)
                assert any(line.differs for line in conflict.lines) or conflict.both_possible
        finally:
            session.store.close()
            shutil.rmtree(self.city.folder)


@pytest.fixture(scope="module", params=SEEDS)
def pool(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pool]:
    return Pool(tmp_path_factory.mktemp("paket"), request.param)  # type: ignore[return-value] # a plain value


@pytest.mark.timeout(1200)
def test_any_order_any_number_of_times_leads_to_one_state(pool: Pool) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    assert len(pool.packages) == PACKAGES

    class OfThisPool(Merging):
        pass

    OfThisPool.pool = pool
    run_state_machine_as_test(
        OfThisPool,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_sheets_are_those_that_plain_sql_finds(pool: Pool) -> None:
    """Asked of the packages themselves, without any of our code: the highest revision of each."""
    told: dict[str, dict[int, set[tuple[int, ...]]]] = {}
    for path in pool.packages:
        with closing(sqlite3.connect(path)) as connection:
            keys = [row[1] for row in connection.execute("PRAGMA table_info(lembar)")]
            columns = ", ".join(keys[keys.index("persyaratan") : keys.index("pengaduan") + 1])
            rows = connection.execute(f"SELECT uuid, revisi, {columns} FROM lembar").fetchall()  # noqa: S608 - names of columns
            gone = connection.execute("SELECT uuid, revisi FROM dihapus WHERE jenis = 'lembar'")
            for uuid, revision, *answers in (*rows, *gone):
                told.setdefault(uuid, {}).setdefault(revision, set()).add(tuple(answers))
    newest = {uuid: revisions[max(revisions)] for uuid, revisions in told.items()}
    city = pool.city()
    city.merge(*pool.packages)
    store = city.session.store
    sheets = [sheet for s in store.surveys.all() for sheet in store.sheets.all_of(s.id)]
    assert {s.uuid for s in sheets} == {uuid for uuid, found in newest.items() if found != {()}}
    for sheet in sheets:
        assert tuple(sheet.answers.values()) in newest[sheet.uuid]
    sums = sum(sum(sheet.answers.values()) for sheet in sheets)
    (counted,) = store.database.one("SELECT sum(score * n) FROM answer_tally") or (0,)
    assert counted == sums
    store.close()


@pytest.mark.parametrize("pool", [5], indirect=True)
def test_the_packages_contain_what_is_to_be_proved(pool: Pool) -> None:
    """All kinds of clashes, displaced numbers and renamed services occur on the way."""
    city = pool.city()
    store, kinds, names, displaced = city.session.store, set(), set(), 0
    for path in sorted(pool.packages, key=lambda one: one.name[-8:]):
        assert city.merge(path)[0].is_good
        kinds |= {one.clash.kind for one in store.merging.clashes.all()}
        names |= {service.name for service in store.units.services()}
        sheets = [sheet for s in store.surveys.all() for sheet in store.sheets.all_of(s.id)]
        displaced += sum(1 for sheet in sheets if sheet.number > STEP)
    city.session.store.close()
    assert kinds >= {
        ConflictKind.SHEET,
        ConflictKind.NUMBER,
        ConflictKind.SURVEY,
        ConflictKind.PLAN,
        ConflictKind.DOUBLE,
    }
    assert names > {"KTP", "KK"}
    assert displaced
