from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget

from app.models.planning import StageKind
from app.models.response import Draft
from app.models.survey import SurveyState
from app.settings import update_settings
from app.views.home.screen import HomeScreen, day_text
from app.views.home.survey_box import SurveyBox
from app.views.reports import dialogs
from tests.support.result_office import UNSUR, add_sheets, add_survey, make_office, quarters
from tests.support.screens import Desk, desk_over, find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.session import Session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kantor.sqlite"


@pytest.fixture
def desk(qtbot: QtBot, path: Path) -> Iterator[Desk]:
    session, survey = quarters(path)
    for earlier in session.store.surveys.all()[1:]:
        session.store.surveys.save(replace(earlier, state=SurveyState.TERKUNCI))
    session.store.close()
    with desk_over(qtbot, path, survey.id) as desk:
        yield desk


@pytest.fixture
def screen(desk: Desk) -> HomeScreen:
    made = HomeScreen(desk.workspace)
    desk.show(made)
    return made


def boxes(screen: HomeScreen) -> list[SurveyBox]:
    return screen.findChildren(SurveyBox)


def waiting(screen: HomeScreen) -> list[str]:
    parts = screen.waiting.findChildren(QPushButton)
    return [part.accessibleName().removeprefix("Buka: ") for part in parts]


def press(desk: Desk, screen: QWidget, name: str) -> None:
    desk.qtbot.keyClick(find(screen, QPushButton, name), Qt.Key.Key_Space)
    desk.settle()


def test_a_card_says_how_far_the_survey_is(screen: HomeScreen) -> None:
    (box,) = boxes(screen)
    assert find(box, QLabel, "beranda.survei.nama").text() == "SKM 2026, Triwulan I"
    assert box.progress.accessibleName() == "60 dari minimal 278 lembar"
    assert box.progress.remark.text().startswith("unsur terendah: ")
    assert find(screen, QLabel, "beranda.catatan").isVisible()
    assert "mutu" in box.accessibleName()
    assert box.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_the_trend_is_there_with_earlier_periods(screen: HomeScreen) -> None:
    chart = screen.chart.chart
    assert chart is not None
    assert chart.title == "IKM 3 periode terakhir"
    assert screen.chart.isVisible()


def test_the_main_deeds_lead_on(desk: Desk, screen: HomeScreen) -> None:
    press(desk, screen, "beranda.entri")
    press(desk, screen, "beranda.cetak")
    assert desk.wanted == [("entri", None), ("laporan", None)]


def test_only_what_really_waits_is_listed(
    desk: Desk, screen: HomeScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.views.home.screen._today", lambda: date(2026, 11, 2))
    screen.activate()
    desk.settle()
    survey_id = desk.workspace.survey_id
    assert any("60 dari minimal 278 lembar" in text for text in waiting(screen))

    def leave_a_draft(session: Session) -> None:
        survey = session.store.surveys.get(survey_id)
        service = survey.services[0].service_id
        draft = Draft(
            survey_id,
            survey.instrument_id,
            61,
            date(2026, 3, 1),
            service,
            {"waktu": 3},
            {},
            "biaya",
        )
        session.store.drafts.save(draft, "Penguji")

    desk.do(leave_a_draft)
    screen.activate()
    desk.settle()
    assert waiting(screen)[0] == "Lembar 61 belum selesai diketik"
    press(desk, screen, "beranda.menunggu.konsep")
    assert desk.wanted == [("entri", None)]


def test_nothing_waits_is_said(qtbot: QtBot, path: Path) -> None:
    session, services = make_office(path)
    survey = add_survey(session, services, collection_end=date(2999, 1, 1))
    add_sheets(session, survey, 2)
    session.store.close()
    with desk_over(qtbot, path, survey.id) as desk:
        screen = HomeScreen(desk.workspace)
        desk.show(screen)
        texts = [label.text() for label in screen.waiting.findChildren(QLabel)]
        assert "Tidak ada yang menunggu." in texts


def test_the_file_is_checked_and_backed_up(desk: Desk, screen: HomeScreen) -> None:
    assert screen.safety.check.text().startswith("Semua 180 lembar tersimpan")
    assert screen.safety.copies.text().startswith("Belum ada cadangan")
    press(desk, screen, "beranda.aman.cadangkan")
    assert desk.messages == ["Cadangan dibuat dan diperiksa."]
    assert screen.safety.copies.text().startswith("Cadangan hari ini ")
    press(desk, screen, "beranda.aman.uji")
    assert screen.safety.check_button.isEnabled()


def test_damage_is_said_in_the_heading(desk: Desk, screen: HomeScreen) -> None:
    desk.do(lambda session: session.store.database.execute("UPDATE answer_tally SET n = n + 1"))
    press(desk, screen, "beranda.aman.uji")
    assert screen.safety.heading.text() == "Berkas perlu diperiksa"
    assert screen.safety.check.text() == "Berkas ini tidak lagi seperti yang disimpan Puas."


def test_a_second_place_that_is_gone_is_said(qtbot: QtBot, path: Path, tmp_path: Path) -> None:
    update_settings(second_backup_folder=str(tmp_path / "stik"))
    session, survey = quarters(path, count=2)
    session.store.close()
    with desk_over(qtbot, path, survey.id) as desk:
        screen = HomeScreen(desk.workspace)
        desk.show(screen)
        assert screen.safety.copies.text().endswith("tempat kedua tidak terpasang")


def test_a_package_is_written_where_one_says(
    desk: Desk, screen: HomeScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []

    def choose(parent: QWidget, title: str, name: str, kind: str) -> Path:
        names.append(name)
        return tmp_path / "paket"

    monkeypatch.setattr(dialogs, "ask_where_to_save", choose)
    press(desk, screen, "beranda.kirim")
    assert not find(screen, QCheckBox, "beranda.paket.saran").isChecked()
    press(desk, screen, "beranda.paket.simpan")
    assert names == ["Paket Kelurahan Sungai Jingah SKM 2026, Triwulan I.sqlite"]
    assert (tmp_path / "paket.sqlite").is_file()
    assert desk.messages == ["paket.sqlite tersimpan dan terbaca utuh. Kirimkan ke kota."]
    assert not screen.sending.isVisible()


def test_called_off_nothing_is_written(
    desk: Desk, screen: HomeScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask_where_to_save", lambda *_: None)
    press(desk, screen, "beranda.kirim")
    press(desk, screen, "beranda.paket.simpan")
    assert desk.messages == []
    desk.qtbot.keyClick(screen.sending, Qt.Key.Key_Escape)
    assert not screen.sending.isVisible()


def test_a_file_that_is_no_package_is_not_replaced(
    desk: Desk, screen: HomeScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "surat.txt"
    other.write_text("penting")
    monkeypatch.setattr(dialogs, "ask_where_to_save", lambda *_: other)
    press(desk, screen, "beranda.kirim")
    press(desk, screen, "beranda.paket.simpan")
    assert other.read_text() == "penting"
    assert "tidak ditimpa" in desk.messages[0]
    assert screen.sending.isVisible()


def test_the_package_is_told_to_be_out_of_date(desk: Desk, screen: HomeScreen) -> None:
    survey_id = desk.workspace.survey_id

    def send_and_change(session: Session) -> None:
        survey = session.store.surveys.get(survey_id)
        imports = session.store.imports
        number = imports.reserve_export(survey_id, "p.sqlite")
        imports.note_export(number, survey.uuid, "0" * 64, 60)
        sheet = session.store.sheets.by_number(survey_id, 1)
        assert sheet is not None
        session.store.sheets.delete(sheet, UNSUR)

    desk.do(send_and_change)
    screen.activate()
    desk.settle()
    assert any("belum memuat perubahan sesudahnya" in line for line in waiting(screen))
    press(desk, screen, "beranda.menunggu.kirim")
    assert screen.sending.isVisible()


def test_of_several_surveys_one_is_chosen_by_the_keyboard(qtbot: QtBot, path: Path) -> None:
    session, survey = quarters(path, count=12)
    other = session.store.surveys.all()[-1]
    session.store.close()
    with desk_over(qtbot, path, survey.id) as desk:
        screen = HomeScreen(desk.workspace)
        desk.show(screen)
        assert len(boxes(screen)) == 3
        last = next(box for box in boxes(screen) if box.objectName().endswith(other.code))
        last.setFocus()
        desk.qtbot.keyClick(last, Qt.Key.Key_Return)
        desk.settle()
        assert desk.workspace.survey_id == other.id
        assert all(line.startswith("SKM ") for line in waiting(screen))


@pytest.mark.parametrize(
    ("state", "title"),
    [
        (None, "Belum ada survei"),
        (SurveyState.TERKUNCI, "Tidak ada survei terbuka"),
        (SurveyState.RENCANA, "Tidak ada survei terbuka"),
    ],
)
def test_nothing_open_says_what_to_do(
    qtbot: QtBot, path: Path, state: SurveyState | None, title: str
) -> None:
    session, services = make_office(path)
    survey_id = add_survey(session, services, state=state).id if state else 0
    session.store.close()
    with desk_over(qtbot, path, survey_id) as desk:
        screen = HomeScreen(desk.workspace)
        desk.show(screen)
        assert screen.empty.title.text() == title
        press(desk, screen, "beranda.kosong.lanjut")
        assert desk.wanted == [("survei", None)]


def test_a_file_that_is_only_read_offers_nothing_to_write(qtbot: QtBot, path: Path) -> None:
    session, survey = quarters(path, count=40)
    session.store.close()
    with desk_over(qtbot, path, survey.id, read_only=True) as desk:
        screen = HomeScreen(desk.workspace)
        desk.show(screen)
        for name in ("beranda.entri", "beranda.kirim", "beranda.aman.cadangkan"):
            assert not find(screen, QPushButton, name).isVisible(), name
        assert find(screen, QPushButton, "beranda.cetak").isVisible()


def test_the_day_is_written_in_indonesian() -> None:
    assert day_text(date(2026, 3, 12)) == "Kamis, 12 Maret 2026"


def test_the_main_button_has_the_keyboard_when_the_screen_is_led_to(
    desk: Desk, screen: HomeScreen
) -> None:
    screen.setFocus()
    screen.activate()
    desk.settle()
    assert screen.enter.hasFocus()


def test_reminders_lead_to_the_plan(
    desk: Desk, screen: HomeScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey_id = desk.workspace.survey_id
    days = {StageKind.PROCESSING: (date(2026, 11, 3), date(2026, 11, 30))}
    desk.do(lambda session: session.planning.set_schedule(survey_id, days))
    monkeypatch.setattr("app.views.home.screen._today", lambda: date(2026, 11, 2))
    screen.activate()
    desk.settle()
    words = "Pengolahan dan analisis dimulai 1 hari kerja lagi (Selasa, 3 November 2026)"
    assert f"SKM 2026, Triwulan I: {words}" in waiting(screen)
    press(desk, screen, f"beranda.menunggu.mulai.{survey_id}")
    assert desk.wanted == [("survei", (survey_id, "rencana", "jadwal"))]


def test_reminders_show_where_no_survey_is_open(
    qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.views.home.screen._today", lambda: date(2026, 11, 2))
    session, services = make_office(path)
    survey = add_survey(session, services)
    session.store.surveys.save(
        replace(survey, state=SurveyState.TERKUNCI, retain_until=date(2026, 6, 30))
    )
    session.store.close()
    with desk_over(qtbot, path, survey.id) as desk:
        screen = HomeScreen(desk.workspace)
        desk.show(screen)
        assert screen.empty.isVisible()
        assert screen.reminders.isVisible()
        press(desk, screen.reminders, f"beranda.menunggu.masa_simpan.{survey.id}")
        assert desk.wanted == [("survei", (survey.id, "arsip"))]
