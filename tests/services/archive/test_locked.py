"""Every way by which a locked survey could be changed refuses, and nothing of it changes."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import PuasError
from app.models.planning import SampleRule, TeamMember
from app.models.response import Draft
from app.models.survey import BlankRule, WeightRule
from app.services.archive.deeds import Destroying, Locking
from app.services.changes import NOTHING
from app.services.entry.state import Deleted
from tests.offices import DAY, SmallOffice, make_office
from tests.oracle import content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    made = make_office(tmp_path / "kantor.puas", sheets=3)
    made.session.imports.import_answers(made.survey, a_file(made))
    made.session.archive.lock(made.survey.id, Locking("hasil final"))
    yield made
    made.store.close()


def imported(office: SmallOffice) -> int:
    (batch,) = office.session.imports.batches(office.survey.id)
    return batch.id


def first(office: SmallOffice) -> Any:
    return office.store.sheets.all_of(office.survey.id)[0]


def survey(office: SmallOffice) -> Any:
    return office.store.surveys.get(office.survey.id)


def changed(office: SmallOffice, **values: Any) -> Any:
    return office.session.surveys.change(replace(survey(office), **values))


def a_file(office: SmallOffice, score: int = 4) -> Path:
    path = office.store.path.with_name(f"jawaban{score}.csv")
    header = ",".join(("tanggal", "layanan", *office.questions))
    row = ",".join((DAY.isoformat(), "KTP", *[str(score)] * len(office.questions)))
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    return path


DEEDS: dict[str, Callable[[SmallOffice], object]] = {
    "sheet added": lambda o: o.store.sheets.add(o.sheet(9), o.questions),
    "sheets added at once": lambda o: o.store.sheets.add_many([o.sheet(9)], o.questions),
    "sheet corrected": lambda o: o.store.sheets.change(replace(first(o), saran="x"), o.questions),
    "sheet deleted": lambda o: o.store.sheets.delete(first(o)),
    "entry recorded": lambda o: o.session.entry.record(o.sheet(9)),
    "entry corrected": lambda o: o.session.entry.correct(replace(first(o), saran="x"), "salah"),
    "entry deleted": lambda o: o.session.entry.delete(first(o), "salah"),
    "entry restored": lambda o: o.session.entry.restore(
        Deleted(o.sheet(9), NOTHING, o.session.entry.statistics(o.survey.id))
    ),
    "draft kept": lambda o: o.session.entry.save_draft(
        Draft(o.survey.id, o.survey.instrument_id, 9, DAY, o.services[0], {}, {}, "x")
    ),
    "import undone": lambda o: o.session.imports.undo(imported(o), "salah berkas"),
    "another instrument on its paper": lambda o: o.session.paper_maker.attach(survey(o), "spak-5"),
    "schedule": lambda o: o.session.planning.set_schedule(o.survey.id, {}),
    "team": lambda o: o.session.planning.save_member(TeamMember(o.survey.id, 0, "Ketua")),
    "file imported": lambda o: o.session.imports.import_answers(survey(o), a_file(o, 3)),
    "weight": lambda o: changed(o, weight_rule=WeightRule.THREE_DECIMALS),
    "blank rule": lambda o: changed(o, blank_rule=BlankRule.LEAVE_OUT),
    "population": lambda o: changed(o, population=900),
    "sample rule": lambda o: changed(o, sample_rule=SampleRule.NEXT_ROW),
    "services": lambda o: changed(o, services=survey(o).services[:1]),
    "notice": lambda o: changed(o, notice="lain"),
    "last day": lambda o: changed(o, collection_end=date(2026, 12, 1)),
    "sample of the plan": lambda o: o.session.planning.set_sample(
        o.survey.id, SampleRule.NEXT_ROW, {}, 900
    ),
    "survey saved past the service": lambda o: o.store.surveys.save(
        replace(survey(o), weight_rule=WeightRule.TWO_DECIMALS)
    ),
    "services past the service": lambda o: o.store.surveys.save(
        replace(survey(o), services=survey(o).services[:1])
    ),
    "opened": lambda o: o.session.surveys.open(o.survey.id),
    "destroyed under another code": lambda o: o.session.archive.destroy(
        o.survey.id, Destroying("lain", "x")
    ),
}


@pytest.mark.parametrize("name", list(DEEDS))
def test_no_deed_changes_a_locked_survey(office: SmallOffice, name: str) -> None:
    before = content(office.store.path)
    with pytest.raises((PuasError, sqlite3.IntegrityError)):
        DEEDS[name](office)
    assert content(office.store.path) == before


STATEMENTS = (
    """INSERT INTO sheet SELECT NULL, survey_id, service_id, 99, day, answers, profile, complete,
    saran, operator, import_id, digest, replace(uuid, substr(uuid, 1, 8), 'ffffffff'), revision,
    changed_at FROM sheet LIMIT 1""",
    "UPDATE sheet SET saran = 'x'",
    "DELETE FROM sheet",
    "UPDATE survey SET weight_rule = '0.111'",
    "UPDATE survey SET blank_rule = 'keluarkan lembar tidak lengkap'",
    "UPDATE survey SET population = 5",
    "UPDATE survey SET sample_rule = 'tabel'",
    "UPDATE survey SET paper = '123456789012345678901234567890123456'",
    "UPDATE survey SET notice = 'x'",
    "DELETE FROM survey_service",
    "UPDATE survey_service SET population = 3",
    "UPDATE instrument SET definition = ''",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_no_statement_changes_a_locked_survey(office: SmallOffice, statement: str) -> None:
    before = content(office.store.path)
    database = office.store.database
    with pytest.raises((PuasError, sqlite3.IntegrityError)), database.transaction():
        database.execute(statement)
    assert content(office.store.path) == before


def test_a_destroyed_survey_cannot_be_unlocked_by_a_statement(office: SmallOffice) -> None:
    asked = Destroying(office.survey.code, "masa simpan berakhir")
    office.session.archive.destroy(office.survey.id, asked)
    for statement in (
        "UPDATE survey SET state = 'terbuka'",
        "UPDATE survey SET destroyed_on = NULL",
        "UPDATE survey SET destroyed_on = '2030-01-01'",
    ):
        with pytest.raises((PuasError, sqlite3.IntegrityError)):
            office.store.database.execute(statement)
    for name, deed in DEEDS.items():
        if name.endswith(("corrected", "deleted")):
            continue  # there is no sheet left to be handed over
        with pytest.raises((PuasError, sqlite3.IntegrityError)):
            deed(office)
