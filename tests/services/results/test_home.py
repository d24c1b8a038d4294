from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.models.follow_up import FollowUp
from app.models.response import Draft
from app.models.survey import SurveyState
from app.services.results.home import summarize
from app.settings import update_settings
from tests.support.result_office import UNSUR, quarters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.models.survey import Survey
    from app.services.session import Session


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Session, Survey]]:
    session, survey = quarters(tmp_path / "kantor.sqlite")
    yield session, survey
    session.close()


def test_the_survey_that_is_worked_on_stands_first(office: tuple[Session, Survey]) -> None:
    session, survey = office
    home = summarize(session, survey.id)
    assert len(home.cards) == 3
    assert home.cards[0].survey == survey
    assert [step.label for step in home.trend] == ["TW III 25", "TW IV 25", "TW I 26"]


def test_locked_and_planned_surveys_are_no_work(office: tuple[Session, Survey]) -> None:
    session, survey = office
    session.store.surveys.save(replace(survey, state=SurveyState.TERKUNCI))
    home = summarize(session, survey.id)
    assert survey.id not in [card.survey.id for card in home.cards]
    assert home.other_surveys == 1


def test_a_card_counts_days_to_the_end(office: tuple[Session, Survey]) -> None:
    session, survey = office
    card = summarize(session, survey.id).cards[0]
    assert card.days_left(date(2026, 3, 12)) == 19
    assert card.days_left(date(2026, 3, 31)) == 0
    assert card.days_left(date(2026, 4, 2)) == -2
    assert card.minimum == 278
    assert card.sheets == 60


def test_a_draft_waits(office: tuple[Session, Survey]) -> None:
    session, survey = office
    assert summarize(session, survey.id).cards[0].draft is None
    service = survey.services[0].service_id
    draft = Draft(
        survey.id, survey.instrument_id, 61, date(2026, 3, 1), service, {"waktu": 3}, {}, "biaya"
    )
    session.store.drafts.save(draft, "Penguji")
    waiting = summarize(session, survey.id).cards[0].draft
    assert waiting is not None
    assert waiting.number == 61


def test_a_package_is_out_of_date_once_a_sheet_changed(office: tuple[Session, Survey]) -> None:
    session, survey = office
    assert summarize(session, survey.id).cards[0].sent_at is None
    imports = session.store.imports
    number = imports.reserve_export(survey.id, "paket.sqlite")
    imports.note_export(number, survey.uuid, "0" * 64, 60)
    card = summarize(session, survey.id).cards[0]
    assert card.sent_at is not None
    assert not card.changed_since_sent
    sheet = session.store.sheets.by_number(survey.id, 5)
    assert sheet is not None
    session.store.sheets.delete(sheet, UNSUR)
    assert summarize(session, survey.id).cards[0].changed_since_sent


def test_a_package_is_out_of_date_once_a_plan_was_added(office: tuple[Session, Survey]) -> None:
    session, survey = office
    imports = session.store.imports
    imports.note_export(imports.reserve_export(survey.id, "p.sqlite"), survey.uuid, "0" * 64, 60)
    assert not summarize(session, survey.id).cards[0].changed_since_sent
    session.follow_up.save(FollowUp(survey.id, "waktu", 0, "Membuka loket kedua."))
    assert summarize(session, survey.id).cards[0].changed_since_sent


def test_the_state_of_the_backups(office: tuple[Session, Survey], tmp_path: Path) -> None:
    session, _ = office
    assert summarize(session).backup.last is None
    session.backups.make()
    backup = summarize(session).backup
    assert backup.last is not None
    assert backup.second_folder is None


def test_every_place_gets_its_backup(tmp_path: Path) -> None:
    stick = tmp_path / "stik"
    stick.mkdir()
    update_settings(second_backup_folder=str(stick))
    session, _ = quarters(tmp_path / "kantor.sqlite", count=2)
    session.backups.make()
    backup = summarize(session).backup
    assert backup.second_reachable
    assert backup.second_last == backup.last
    session.close()
