"""What opens under the sheet, the pause, and what is told beside it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.services.changes import survey_changed
from app.services.entry.form import WAITING
from app.views.entry.desk_state import Tray
from tests.support.entry_office import DAY, SERVICES, SKM_9, add_survey, instrument, sheet_of
from tests.support.entry_screen import SHEET, kept

if TYPE_CHECKING:
    from tests.support.entry_screen import Clerk


# -------------------------------------------------------------- trays
def test_another_day_is_carried_from_sheet_to_sheet(clerk: Clerk) -> None:
    clerk.key_in("<F6>1203<Return>")
    assert clerk.desk.form.day == date(clerk.desk.form.day.year, 3, 12) == DAY
    clerk.key_in(SHEET)
    clerk.key_in("<F6>0502<Return>" + SHEET)
    clerk.key_in(SHEET)
    assert [sheet.day for sheet in kept(clerk)] == [DAY, date(2026, 2, 5), date(2026, 2, 5)]


def test_a_day_outside_the_period_is_told_and_kept(clerk: Clerk) -> None:
    clerk.key_in("<F6>1204<Return>")
    assert "di luar periode" in clerk.find("entri.pesan.teks").text()
    assert "di luar periode" in clerk.find("entri.tanggal").accessibleDescription()
    clerk.key_in(SHEET)
    assert kept(clerk)[0].day == date(2026, 4, 12)


def test_what_is_no_day_stays_in_its_field(clerk: Clerk) -> None:
    clerk.key_in("<F6>3102<Return>")
    assert clerk.tray() is Tray.DAY
    assert clerk.find("entri.tanggal.arti").text() == "bukan tanggal"
    clerk.key_in("<Escape>")
    assert clerk.tray() is Tray.NONE
    assert clerk.waiting == "jenis_kelamin"


@pytest.mark.parametrize("keys", ["2", "<Down><Return>", "L<Return>"])
def test_another_service_is_carried(clerk: Clerk, keys: str) -> None:
    clerk.key_in(f"<F7>{keys}")
    clerk.key_in(SHEET + SHEET)
    names = {s.id: s.name for s in clerk.desk.state.services}
    assert [names[sheet.service_id] for sheet in kept(clerk)] == [SERVICES[1]] * 2


def test_saran_is_kept_with_the_sheet(clerk: Clerk) -> None:
    clerk.key_in("2344534<F2>Lebih cepat, 3 loket<Return>ramah<F2>3434334")
    assert kept(clerk)[0].saran == "Lebih cepat, 3 loket\nramah"


def test_saran_can_be_given_up(clerk: Clerk) -> None:
    clerk.key_in("2<F2>a<F2><F2>bc<Escape>")
    assert clerk.desk.form.saran == "a"


def test_keys_typed_ahead_of_a_tray_go_into_it(clerk: Clerk) -> None:
    clerk.key_in(SHEET)
    clerk.type(SHEET + "<F3>1<Return>")
    clerk.settle()
    assert clerk.find("entri.nomor").text() == "Lembar 1"
    assert len(kept(clerk)) == 2


# -------------------------------------------------------------- pause
def test_a_pause_covers_the_form_and_stops_the_clock(clerk: Clerk) -> None:
    clerk.key_in("234<F8>")
    assert clerk.find("entri.jeda").isVisible()
    assert not clerk.find("entri.usia").isVisible()
    clerk.key_in("4")
    assert clerk.desk.form.held("pendidikan") is WAITING
    clerk.key_in("<F8>")
    assert clerk.waiting == "pendidikan"


# -------------------------------------------------------------- what is told
def test_odd_sheets_are_told_and_kept(clerk: Clerk) -> None:
    clerk.key_in("23445444444444")
    assert "Semua 9 jawaban sama: 4." in clerk.find("entri.pesan.teks").text()
    assert len(kept(clerk)) == 1
    clerk.key_in("2+105")
    assert "Usia 105 tahun tidak lazim" in clerk.find("entri.pesan.teks").text()
    clerk.key_in("45343434334")
    assert len(kept(clerk)) == 2


def test_sheets_of_others_are_shown_after_a_refresh(clerk: Clerk) -> None:
    clerk.read(
        lambda session: session.store.sheets.add(
            sheet_of(session.store.surveys.get(1), 1), SKM_9.question_keys
        )
    )
    clerk.screen.refresh(survey_changed(1))
    clerk.settle()
    assert clerk.find("entri.nomor").text() == "Lembar 2"
    assert clerk.find("entri.lembar_terisi").accessibleName() == "1 dari minimal 278"


def test_a_sheet_number_leads_here_from_elsewhere(clerk: Clerk) -> None:
    clerk.key_in(SHEET)
    clerk.screen.activate()
    clerk.screen.open_target(1)
    clerk.settle()
    assert clerk.find("entri.keadaan").text() == "Tersimpan"


def test_every_widget_that_takes_the_focus_has_a_name(clerk: Clerk) -> None:
    clerk.key_in(SHEET)
    for widget in clerk.screen.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            assert widget.objectName().startswith("entri"), widget
            assert widget.accessibleName(), widget.objectName()


def is_seen(widget: QWidget) -> bool:
    return widget.visibleRegion().contains(widget.rect().center())


def test_the_waiting_field_is_seen_in_a_long_form(clerk: Clerk) -> None:
    survey = clerk.read(
        lambda session: add_survey(session, code="panjang", of=instrument(30, 1, 6))
    )
    clerk.begin(survey.id)
    for key in "2" + "3" * 29:
        clerk.type(key)
        row = clerk.find(f"entri.{clerk.waiting}")
        clerk.qtbot.waitUntil(partial(is_seen, row))
    clerk.key_in("1")
    assert len(kept(clerk, survey.id)[0].answers) == 30
