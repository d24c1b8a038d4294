"""Half-typed sheets come back, and a file that refuses costs no sheet and no key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app.models.survey import SurveyState
from app.services.changes import survey_changed
from app.views.entry.desk_state import Phase
from tests.support.entry_office import SKM_9, add_survey, sheet_of
from tests.support.entry_screen import SHEET, draft, kept

if TYPE_CHECKING:
    from app.services.session import Session
    from tests.support.entry_screen import Clerk


# -------------------------------------------------------------- drafts
def test_a_half_typed_sheet_comes_back_after_asking(clerk: Clerk) -> None:
    clerk.key_in("23445343")
    clerk.open_screen()
    clerk.begin(1)
    assert clerk.phase() is Phase.ASKING
    question = clerk.find("entri.draf.tanya")
    assert question.text() == "Lembar 1 belum selesai. Lanjutkan?"
    assert question.isVisible()
    clerk.key_in("5")
    assert clerk.phase() is Phase.ASKING
    clerk.key_in("<Return>")
    assert clerk.waiting == "biaya"
    clerk.key_in("434334")
    assert list(kept(clerk)[0].answers.values()) == [3, 4, 3, 4, 3, 4, 3, 3, 4]
    assert draft(clerk) is None


def test_a_draft_can_be_thrown_away_and_taken_back(clerk: Clerk) -> None:
    clerk.key_in("23445343")
    clerk.open_screen()
    clerk.begin(1)
    clerk.key_in("<Escape>")
    assert draft(clerk) is None
    assert not clerk.desk.form.is_touched
    clerk.key_in("<C-Z>")
    assert clerk.waiting == "biaya"


def test_a_draft_stays_in_its_own_survey(clerk: Clerk) -> None:
    second = clerk.read(lambda session: add_survey(session, code="lain"))
    clerk.key_in("23445343")
    clerk.begin(second.id)
    assert clerk.phase() is Phase.TYPING
    assert not clerk.desk.form.is_touched
    clerk.key_in(SHEET)
    assert len(kept(clerk, second.id)) == 1
    clerk.begin(1)
    assert clerk.phase() is Phase.ASKING


def test_going_to_another_screen_keeps_the_sheet_on_the_desk(clerk: Clerk) -> None:
    clerk.key_in("23445343")
    clerk.host.setCurrentWidget(clerk.elsewhere)
    clerk.elsewhere.setFocus()
    clerk.host.setCurrentWidget(clerk.screen)
    clerk.screen.activate()
    clerk.settle()
    assert clerk.phase() is Phase.TYPING
    assert clerk.waiting == "biaya"


def test_whoever_is_elsewhere_is_left_there(clerk: Clerk) -> None:
    clerk.type(SHEET)
    clerk.elsewhere.show()
    clerk.elsewhere.setFocus()
    clerk.settle()
    assert len(kept(clerk)) == 1
    assert clerk.elsewhere.hasFocus()


# -------------------------------------------------------------- refusals of the file
def fill_the_disk(session: Session) -> None:
    pages = session.store.database.value("PRAGMA page_count")
    session.store.database.execute(f"PRAGMA max_page_count = {pages}")


def free_the_disk(session: Session) -> None:
    session.store.database.execute("PRAGMA max_page_count = 1000000")


def test_on_a_full_disk_the_sheet_stays_and_is_saved_again(clerk: Clerk) -> None:
    clerk.read(fill_the_disk)
    while clerk.phase() is not Phase.FAILED:
        clerk.key_in(SHEET)
        assert clerk.desk.form.number < 100
    number = clerk.desk.form.number
    assert number not in [sheet.number for sheet in kept(clerk)]
    assert "penuh" in clerk.find("entri.pesan.teks").text()
    assert clerk.find("entri.nomor").text() == f"Lembar {number}"
    assert clerk.find("entri.keadaan").text() == "Belum tersimpan"
    clerk.key_in("23445")
    assert clerk.desk.waiting_keys >= 5
    clerk.read(free_the_disk)
    clerk.key_in("<Return>")
    assert kept(clerk)[-1].number == number
    assert list(kept(clerk)[-1].answers.values()) == [3, 4, 3, 4, 3, 4, 3, 3, 4]
    assert clerk.desk.form.profile()["pekerjaan"] == "Wirausaha"
    assert clerk.find("entri.nomor").text() == f"Lembar {number + 1}"


def test_a_number_taken_meanwhile_is_replaced_and_told(clerk: Clerk) -> None:
    clerk.key_in(SHEET[:-1])
    clerk.read(
        lambda session: session.store.sheets.add(
            sheet_of(session.store.surveys.get(1), 1), SKM_9.question_keys
        )
    )
    clerk.key_in(SHEET[-1])
    assert "Nomor lembar ini menjadi 2" in clerk.find("entri.pesan.teks").text()
    clerk.key_in("<Return>")
    assert [sheet.number for sheet in kept(clerk)] == [1, 2]


def test_a_survey_locked_meanwhile_ends_the_entry(clerk: Clerk) -> None:
    clerk.key_in(SHEET[:-1])
    clerk.read(set_state(SurveyState.TERKUNCI))
    clerk.key_in(SHEET[-1])
    assert clerk.find("entri.belum").isVisible()
    clerk.read(set_state(SurveyState.TERBUKA))
    clerk.screen.refresh(survey_changed(1))
    clerk.settle()
    assert clerk.desk.form.answers()["pengaduan"] == 4
    clerk.key_in("<C-S>")
    assert len(kept(clerk)) == 1


def set_state(state: SurveyState) -> Any:
    def work(session: Session) -> object:
        survey = session.store.surveys.get(1)
        return session.store.surveys.save(replace(survey, state=state))

    return work


@pytest.mark.parametrize(
    ("state", "title", "screen"),
    [
        (SurveyState.TERKUNCI, "Survei ini terkunci", "hasil"),
        (SurveyState.RENCANA, "Survei ini masih direncanakan", "survei"),
    ],
)
def test_a_survey_that_is_not_open_says_what_to_do(
    clerk: Clerk, state: SurveyState, title: str, screen: str
) -> None:
    clerk.read(set_state(state))
    clerk.screen.refresh(survey_changed(1))
    clerk.settle()
    empty = clerk.find("entri.belum")
    assert empty.isVisible()
    assert empty.title.text() == title
    with clerk.qtbot.waitSignal(clerk.workspace.screen_wanted) as wanted:
        empty.button.click()
    assert wanted.args[0] == screen


def test_without_a_survey_the_way_to_one_is_shown(clerk: Clerk) -> None:
    clerk.begin(0)
    assert clerk.find("entri.belum").title.text() == "Belum ada survei yang dipilih"
