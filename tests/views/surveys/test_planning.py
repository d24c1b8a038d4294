"""A whole survey planned by keyboard: users, schedule, team, holidays; then copied."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QWidget,
)

from app.services.archive.deeds import Locking
from app.services.surveys.new_survey import NewSurvey
from app.views.surveys.screen import SurveysScreen
from app.views.widgets.inputs import NumberField
from tests.support.office import open_office
from tests.support.photos import LATITUDE, with_metadata
from tests.support.screens import Desk, desk_over, find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.models.survey_photo import SurveyPhoto
    from app.services.planning.service import SurveyPlan
    from app.services.session import Session
    from app.views.surveys.plan_page import PlanPage

DAY = date(2027, 4, 5)
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def path(tmp_path: Path) -> Path:
    session = open_office(tmp_path / "kantor.puas")
    session.surveys.create(NewSurvey(session.offices.unit().id, 2027, "triwulan-1"))
    session.store.close()
    return tmp_path / "kantor.puas"


@pytest.fixture
def desk(qtbot: QtBot, path: Path) -> Iterator[Desk]:
    with desk_over(qtbot, path, 1) as desk:
        yield desk


def show(desk: Desk, part: str) -> tuple[SurveysScreen, PlanPage]:
    screen = SurveysScreen(desk.workspace)
    screen.today = date(2027, 1, 4)
    desk.workspace.changed.connect(screen.refresh)
    desk.show(screen)
    screen.activateWindow()
    screen.open_target((1, "rencana", part))
    desk.settle()
    page = screen.detail.pages.currentWidget()
    return screen, page  # type: ignore[return-value] # the tab that was opened


def press(desk: Desk, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    desk.qtbot.keyClick(focused, key, modifier or Qt.KeyboardModifier.NoModifier)
    desk.settle()


def type_in(desk: Desk, screen: QWidget, name: str, text: str) -> None:
    field = find(screen, QLineEdit, name)
    desk.qtbot.waitUntil(field.isVisible)
    field.setFocus()
    field.selectAll()
    desk.qtbot.keyClicks(field, text)


def text(screen: QWidget, name: str) -> str:
    return find(screen, QLabel, name).text()


def plan(desk: Desk, survey_id: int = 1) -> SurveyPlan:
    found: list[SurveyPlan] = []
    desk.do(lambda session: found.append(session.planning.plan(survey_id)))
    return found[0]


def photos(desk: Desk) -> tuple[SurveyPhoto, ...]:
    found: list[tuple[SurveyPhoto, ...]] = []
    desk.do(lambda session: found.append(session.documentation.photos(1)))
    return found[0]


def test_users_are_shared_out_while_they_are_typed(desk: Desk) -> None:
    screen, page = show(desk, "sampel")
    type_in(desk, screen, "survei.rencana.pengguna.1", "750")
    assert text(screen, "survei.rencana.minimal.nilai") == "254"
    assert "1 layanan belum diisi" in page.sample.notes.text()
    press(desk, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is find(screen, NumberField, "survei.rencana.pengguna.2")
    desk.qtbot.keyClicks(QApplication.focusWidget(), "251")
    assert text(screen, "survei.rencana.minimal.nilai") == "278"
    assert text(screen, "survei.rencana.bagian.1") == "208"
    assert text(screen, "survei.rencana.kurang.2") == "70"
    page.sample.rule.choose("tabel")
    assert text(screen, "survei.rencana.minimal.nilai") == "285"
    press(desk, Qt.Key.Key_S, CTRL)
    sample = plan(desk).sample
    assert (sample.population, sample.minimum) == (1001, 285)
    assert "tersimpan" in desk.messages[-1]
    # Every screen asks the same.
    assert screen.table.rows_model.row_at(0).minimum == 285


def test_a_schedule_is_proposed_changed_and_kept(desk: Desk) -> None:
    screen, page = show(desk, "jadwal")
    find(screen, QPushButton, "survei.rencana.jadwal.usul").setFocus()
    press(desk, Qt.Key.Key_Return)
    assert plan(desk).stages == ()
    assert text(screen, "survei.rencana.hari.preparation") == "6"
    assert not page.schedule.warnings.isVisible()
    box = find(screen, QCheckBox, "survei.rencana.tahap.reporting")
    box.setFocus()
    press(desk, Qt.Key.Key_Space)
    assert text(screen, "survei.rencana.hari.reporting") == "–"
    page.schedule.rows[next(iter(page.schedule.rows))].start.set_day(date(2027, 1, 2))
    assert "2 Januari 2027 bukan hari kerja" in page.schedule.warnings.text()
    press(desk, Qt.Key.Key_S, CTRL)
    kept = plan(desk)
    assert len(kept.stages) == 3
    assert kept.survey.collection_end == kept.stages[1].end
    assert page.schedule.state.text() == "Jadwal ini tersimpan."


def test_a_team_is_filled_changed_moved_and_shortened(desk: Desk) -> None:
    screen, page = show(desk, "tim")
    find(screen, QPushButton, "survei.rencana.tim.usul").setFocus()
    press(desk, Qt.Key.Key_Return)
    assert len(page.team.table.rows_model.shown) == 5
    page.team.table.setFocus()
    press(desk, Qt.Key.Key_Down)
    type_in(desk, screen, "survei.rencana.tim.jabatan", "Sekretaris Lurah")
    press(desk, Qt.Key.Key_S, CTRL)
    press(desk, Qt.Key.Key_Up, ALT)
    team = plan(desk).team
    assert (team[0].role, team[0].jabatan) == ("Ketua", "Sekretaris Lurah")
    page.team.table.setFocus()
    press(desk, Qt.Key.Key_Delete)
    assert len(plan(desk).team) == 4
    undo = desk.acts[-1]
    assert undo is not None
    undo()
    desk.settle()
    assert plan(desk).team[0].role == "Ketua"
    page.team.table.setFocus()
    press(desk, Qt.Key.Key_Insert)
    press(desk, Qt.Key.Key_S, CTRL)
    assert "Isi kedudukannya" in text(screen, "survei.rencana.tim.kedudukan.galat")
    desk.qtbot.keyClicks(QApplication.focusWidget(), "Narasumber")
    press(desk, Qt.Key.Key_S, CTRL)
    assert [member.role for member in plan(desk).team][-1] == "Narasumber"


def test_holidays_one_by_one_and_as_a_list(desk: Desk, tmp_path: Path) -> None:
    screen, page = show(desk, "libur")
    find(screen, QPushButton, "survei.rencana.libur.usul").setFocus()
    press(desk, Qt.Key.Key_Return)
    assert len(plan(desk).holidays) == 5
    page.holidays.day.set_day(date(2027, 3, 10))
    type_in(desk, screen, "survei.rencana.libur.nama", "Hari Raya")
    press(desk, Qt.Key.Key_S, CTRL)
    assert len(plan(desk).holidays) == 6
    file = tmp_path / "libur.csv"
    file.write_text("tanggal;nama\n11-03-2027;Cuti bersama\nbesok;Salah\n", encoding="utf-8")
    page.holidays.read_file(file)
    desk.settle()
    assert QApplication.focusWidget() is page.holidays.take
    press(desk, Qt.Key.Key_Return)
    assert "baris 3 “besok;Salah”" in page.holidays.message.text.text()
    assert len(plan(desk).holidays) == 6
    page.holidays.list.setPlainText("11-03-2027;Cuti bersama")
    page.holidays.take.setFocus()
    press(desk, Qt.Key.Key_Return)
    assert len(plan(desk).holidays) == 7
    assert page.holidays.list.toPlainText() == ""
    page.holidays.table.select_row(page.holidays.table.rows_model.row_at(0))
    page.holidays.table.setFocus()
    press(desk, Qt.Key.Key_Delete)
    assert "Tahun Baru Masehi dihapus" in desk.messages[-1]
    undo = desk.acts[-1]
    assert undo is not None
    undo()
    desk.settle()
    assert len(plan(desk).holidays) == 7


def test_photos_are_added_described_deleted_and_put_back(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.do(lambda session: session.archive.lock(1, Locking("hasil final", "Lurah", day=DAY)))
    screen, page = show(desk, "foto")
    assert page.photos.photos.none.isVisible()
    picture, wrong = tmp_path / "loket.jpg", tmp_path / "catatan.jpg"
    picture.write_bytes(with_metadata())
    wrong.write_text("bukan foto")
    chosen = [str(picture), str(wrong)]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (chosen, ""))
    find(screen, QPushButton, "survei.rencana.foto.tambah").setFocus()
    press(desk, Qt.Key.Key_Return)
    assert "catatan.jpg ditolak" in page.photos.message.text.text()
    assert photos(desk) == ()
    chosen.pop()
    find(screen, QPushButton, "survei.rencana.foto.tambah").setFocus()
    press(desk, Qt.Key.Key_Return)
    (kept,) = photos(desk)
    assert LATITUDE not in kept.image
    assert not page.photos.message.isVisible()
    type_in(desk, screen, "survei.rencana.foto.keterangan", "Loket <b>satu</b>")
    press(desk, Qt.Key.Key_Return)
    assert photos(desk)[0].caption == "Loket <b>satu</b>"
    find(screen, QListWidget, "survei.rencana.foto").setFocus()
    press(desk, Qt.Key.Key_Delete)
    assert photos(desk) == ()
    undo = desk.acts[-1]
    assert undo is not None
    undo()
    desk.settle()
    assert photos(desk)[0].caption == "Loket <b>satu</b>"


def test_what_is_typed_outlives_new_figures(desk: Desk) -> None:
    screen, page = show(desk, "sampel")
    type_in(desk, screen, "survei.rencana.pengguna.1", "750")
    screen.activate()
    desk.settle()
    assert find(screen, NumberField, "survei.rencana.pengguna.1").value == 750
    assert page.sample.minimum.value.text() == "254"


def test_escape_leads_back_to_the_list(desk: Desk) -> None:
    screen, _ = show(desk, "jadwal")
    assert not screen.table.isVisible()
    find(screen, QPushButton, "survei.rencana.jadwal.usul").setFocus()
    press(desk, Qt.Key.Key_Escape)
    assert screen.table.isVisible()
    assert screen.table.hasFocus()


def test_a_survey_is_copied_with_its_plan(desk: Desk) -> None:
    def prepare(session: Session) -> None:
        stages = session.planning.propose_schedule(1)
        session.planning.set_schedule(1, {s.kind: (s.start, s.end) for s in stages})
        session.planning.propose_team(1)

    desk.do(prepare)
    screen, _ = show(desk, "tim")
    press(desk, Qt.Key.Key_Escape)
    find(screen, QPushButton, "survei.salin").setFocus()
    press(desk, Qt.Key.Key_Return)
    assert screen.form.isVisible()
    assert screen.form.copy.key == "1"
    assert screen.form.period.code == "triwulan-2"
    press(desk, Qt.Key.Key_S, CTRL)
    copied = plan(desk, 2)
    assert (len(copied.stages), len(copied.team)) == (4, 5)
    assert copied.stages[0].start == date(2027, 4, 1)
    assert copied.survey.collection_end == copied.stages[1].end


def test_a_locked_or_read_only_plan_is_only_read(qtbot: QtBot, path: Path) -> None:
    with desk_over(qtbot, path, 1, read_only=True) as desk:
        screen, page = show(desk, "sampel")
        assert not page.sample.save.isEnabled()
        assert not page.schedule.save.isEnabled()
        assert not page.team.save.isEnabled()
        assert not page.holidays.save.isEnabled()
        assert not screen.detail.summary.entry.isVisible()


@pytest.mark.parametrize("part", ["sampel", "jadwal", "tim", "libur", "foto"])
def test_every_field_and_button_has_a_name(desk: Desk, part: str) -> None:
    screen, _ = show(desk, part)
    for kind in (QLineEdit, QPushButton, QCheckBox):
        for widget in screen.detail.findChildren(kind):
            if widget.objectName() == "qt_spinbox_lineedit" or not widget.isVisible():
                continue
            assert widget.objectName(), widget
            assert widget.accessibleName(), widget.objectName()
