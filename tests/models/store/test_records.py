from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError, StorageError
from app.models.follow_up import FollowUp, Horizon, Photo
from app.models.minutes import Minutes, MinutesKind
from app.models.planning import Holiday, Stage, StageKind
from app.models.review import SaranDecision, SaranReview
from app.models.store.proof import findings
from app.models.survey import SurveyState

if TYPE_CHECKING:
    from tests.offices import SmallOffice

DAY = date(2026, 3, 2)


def test_what_is_saved_comes_back_as_it_was(office: SmallOffice) -> None:
    store, survey_id = office.store, office.survey.id
    plan = store.follow_ups.save(FollowUp(survey_id, "waktu", 0, "Loket kedua", realisasi=0))
    store.photos.save(Photo(plan.id, 0, "Loket", bytes(range(256)), 4, 3))
    stage = store.stages.save(Stage(survey_id, StageKind.COLLECTION, DAY, DAY))
    review = SaranReview(survey_id, "a" * 36, ("waktu", "biaya"), SaranDecision.PRINT)
    store.saran_reviews.save(review)
    store.minutes.save(Minutes(survey_id, MinutesKind.LOCKING, DAY, "Loket C", content={"n": 3}))
    assert store.follow_ups.all(survey_id=survey_id) == [plan]
    assert plan.horizon is Horizon.SHORT
    assert store.photos.all()[0].image == bytes(range(256))
    assert store.stages.get(stage.id) == stage
    assert store.saran_reviews.all()[0].tags == ("waktu", "biaya")
    assert store.minutes.all()[0].content == {"n": 3}
    assert list(findings(store)) == []


def test_a_change_is_logged_with_what_was_and_its_reason(office: SmallOffice) -> None:
    saved = office.store.holidays.save(Holiday(DAY, "Nyepi"))
    changed = office.store.holidays.save(replace(saved, name="Hari raya Nyepi"), "ejaan")
    entry = office.store.log.latest(1)[0]
    assert (entry.subject, entry.action, entry.reason) == ("hari libur", "diubah", "ejaan")
    assert entry.old == {"day": "2026-03-02", "name": "Nyepi"}
    assert changed.revision == saved.revision + 1


def test_a_record_that_was_changed_elsewhere_is_not_overwritten(office: SmallOffice) -> None:
    saved = office.store.holidays.save(Holiday(DAY, "Nyepi"))
    office.store.holidays.save(replace(saved, name="Hari raya Nyepi"))
    with pytest.raises(InputError, match="sudah diubah atau dihapus"):
        office.store.holidays.save(replace(saved, name="Lain"))
    with pytest.raises(InputError, match="sudah diubah atau dihapus"):
        office.store.holidays.delete(saved)


def test_a_deleted_record_is_gone_and_the_file_is_whole(office: SmallOffice) -> None:
    saved = office.store.holidays.save(Holiday(DAY, "Nyepi"))
    office.store.holidays.delete(saved, "salah")
    assert office.store.holidays.all() == []
    with pytest.raises(KeyError):
        office.store.holidays.get(saved.id)
    assert list(findings(office.store)) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE survey SET population = 7",
        "UPDATE survey SET blank_rule = 'keluarkan lembar tidak lengkap', state = 'terbuka'",
        "UPDATE survey_service SET population = 9",
        "DELETE FROM survey_service",
        "INSERT INTO survey_service SELECT survey_id, 99, 1 FROM survey_service LIMIT 1",
    ],
)
def test_a_locked_survey_keeps_its_settings(office: SmallOffice, statement: str) -> None:
    office.store.surveys.save(replace(office.survey, state=SurveyState.TERKUNCI), "selesai")
    with pytest.raises(StorageError, match="Survei ini terkunci"):
        office.store.database.execute(statement)


def test_the_sheets_of_a_locked_survey_go_only_when_it_is_destroyed(office: SmallOffice) -> None:
    database = office.store.database
    locked = office.store.surveys.save(replace(office.survey, state=SurveyState.TERKUNCI))
    with pytest.raises(StorageError, match="terkunci"):
        database.execute("DELETE FROM sheet")
    gone = office.store.surveys.save(replace(locked, destroyed_on=DAY))
    database.execute("DELETE FROM sheet")
    with pytest.raises(StorageError, match="terkunci"):
        office.store.surveys.save(replace(gone, state=SurveyState.TERBUKA))
    with pytest.raises(StorageError, match="terkunci"):
        office.store.surveys.save(replace(gone, destroyed_on=None))


def test_destroyed_content_of_the_log_leaves_a_chain_that_holds(office: SmallOffice) -> None:
    log, database = office.store.log, office.store.database
    rows = [row[0] for row in database.rows("SELECT seq FROM log WHERE subject = 'lembar'")]
    log.destroy_content(rows)
    log.destroy_content(rows)
    assert list(log.findings()) == []
    kept = database.value(
        "SELECT count(*) FROM log WHERE subject = 'lembar' AND (old IS NOT NULL OR new IS NOT NULL)"
    )
    assert kept == 0
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        database.execute("UPDATE log SET new_digest = 'x' WHERE seq = ?", (rows[0],))
    other = database.value("SELECT min(seq) FROM log WHERE subject = 'survei'")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        log.destroy_content([other])


def test_a_column_that_is_none_is_a_mistake_and_no_text(office: SmallOffice) -> None:
    for name in ("surveyid", 'id" = 1 OR "id'):
        with pytest.raises(ValueError, match="stage"):
            office.store.stages.all(**{name: 1})
