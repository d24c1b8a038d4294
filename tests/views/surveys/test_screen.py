from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QRadioButton, QWidget

from app.models.survey import BlankRule, Method, SurveyState, WeightRule
from app.services.surveys.new_survey import NewSurvey
from app.views.surveys.screen import SurveysScreen
from app.views.widgets.inputs import ElidedCheck
from tests.support.office import open_office
from tests.support.screens import Desk, desk_over, find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.models.survey import Survey
    from app.services.session import Session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kantor.puas"


@pytest.fixture
def empty_desk(qtbot: QtBot, path: Path) -> Iterator[Desk]:
    open_office(path).store.close()
    with desk_over(qtbot, path, 0) as desk:
        yield desk


@pytest.fixture
def desk(qtbot: QtBot, path: Path) -> Iterator[Desk]:
    session = open_office(path)
    survey = _two_surveys(session)
    session.store.close()
    with desk_over(qtbot, path, survey.id) as desk:
        yield desk


def _two_surveys(session: Session) -> Survey:
    unit = session.offices.unit()
    old, _ = session.surveys.create(NewSurvey(unit.id, 2025, population=500))
    session.surveys.lock(old.id, "selesai")
    return session.surveys.create(NewSurvey(unit.id, 2026, "triwulan-1", population=1000))[0]


def _screen(desk: Desk) -> SurveysScreen:
    made = SurveysScreen(desk.workspace)
    made.today = date(2026, 3, 2)
    desk.workspace.changed.connect(made.refresh)
    desk.show(made)
    made.activateWindow()
    made.setFocus()
    return made


def _press(desk: Desk, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    desk.qtbot.keyClick(focused, key, modifier or Qt.KeyboardModifier.NoModifier)
    desk.settle()


def _surveys(desk: Desk) -> list[Survey]:
    found: list[Survey] = []
    desk.do(lambda session: found.extend(session.surveys.all()))
    return found


def _text(screen: QWidget, name: str) -> str:
    from PySide6.QtWidgets import QLabel

    return find(screen, QLabel, name).text()


def test_without_surveys_the_screen_says_what_to_do_next(empty_desk: Desk) -> None:
    screen = _screen(empty_desk)
    assert screen.empty.isVisible()
    screen.empty.button.setFocus()
    _press(empty_desk, Qt.Key.Key_Space)
    assert screen.form.isVisible()


def test_a_survey_is_opened_by_keyboard_alone(empty_desk: Desk) -> None:
    screen = _screen(empty_desk)
    _press(empty_desk, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = screen.form
    assert form.period.year.hasFocus() or form.period.year.lineEdit().hasFocus()
    total = find(screen, QLineEdit, "survei.form.populasi")
    while QApplication.focusWidget() is not total:
        before = QApplication.focusWidget()
        assert before is not None
        empty_desk.qtbot.keyClick(before, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is not before
    empty_desk.qtbot.keyClicks(total, "1000")
    assert _text(screen, "survei.form.minimal.nilai") == "278"
    _press(empty_desk, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    survey = _surveys(empty_desk)[0]
    assert (survey.population, survey.state) == (1000, SurveyState.TERBUKA)
    assert empty_desk.workspace.survey_id == survey.id
    assert survey.code in empty_desk.messages[-1]
    assert screen.table.isVisible()
    assert len(screen.table.rows_model.shown) == 1


def test_what_is_chosen_in_the_form_is_what_is_written(empty_desk: Desk) -> None:
    screen = _screen(empty_desk)
    screen.begin_new()
    empty_desk.settle()
    form = screen.form
    form.period.set(2027, "2027-03-01..2027-04-15")
    form.method.choose(Method.DARING.name)
    find(screen, QRadioButton, "survei.form.bobot.0.111").setChecked(True)
    find(screen, QRadioButton, "survei.form.kosong.LEAVE_OUT").setChecked(True)
    form.plan.setChecked(True)
    form.has_deadline.setChecked(True)
    services = form.services.findChildren(ElidedCheck)
    services[0].setChecked(False)
    find(screen, QLineEdit, "survei.form.pengguna.2").setText("1.250")
    form.notice.setText("Data contoh")
    empty_desk.qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    empty_desk.settle()
    survey = _surveys(empty_desk)[0]
    assert survey.code == "2027-2027-03-01..2027-04-15-skm-9-kel-pasar-lama"
    assert (survey.method, survey.state) == (Method.DARING, SurveyState.RENCANA)
    assert survey.weight_rule is WeightRule.THREE_DECIMALS
    assert survey.blank_rule is BlankRule.LEAVE_OUT
    assert [service.service_id for service in survey.services] == [2]
    assert survey.population == 1250
    assert survey.collection_end == survey.period.end
    assert survey.notice == "Data contoh"


def test_a_survey_without_a_service_is_refused_on_the_form(empty_desk: Desk) -> None:
    screen = _screen(empty_desk)
    screen.begin_new()
    empty_desk.settle()
    for check in screen.findChildren(ElidedCheck):
        check.setChecked(False)
    screen.form.submit()
    assert screen.form.message.isVisible()
    assert _surveys(empty_desk) == []


def test_a_second_survey_of_the_period_asks_whether_it_is_meant(desk: Desk) -> None:
    screen = _screen(desk)
    screen.begin_new()
    desk.settle()
    screen.form.period.set(2026, "triwulan-1")
    screen.form.submit()
    desk.settle()
    assert len(_surveys(desk)) == 2
    assert "sudah ada" in screen.form.message.text.text()
    desk.qtbot.mouseClick(screen.form.message.button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert _surveys(desk)[0].code.endswith("-2")


def test_a_refusal_stays_on_the_form_with_what_was_typed(desk: Desk) -> None:
    screen = _screen(desk)
    screen.begin_new()
    desk.settle()
    screen.form.period.set(2027, "tahunan")
    screen.form.period.period.choose("rentang")
    screen.form.period.year.setValue(1999)
    screen.form.submit()
    desk.settle()
    assert screen.form.isVisible()
    assert "tidak berada di tahun 1999" in screen.form.message.text.text()


def test_escape_leaves_the_form_without_writing(desk: Desk) -> None:
    screen = _screen(desk)
    _press(desk, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    _press(desk, Qt.Key.Key_Escape)
    assert screen.table.isVisible()
    assert len(_surveys(desk)) == 2


def test_a_new_survey_starts_after_the_last_one(desk: Desk) -> None:
    screen = _screen(desk)
    screen.begin_new()
    desk.settle()
    assert (screen.form.period.year.value(), screen.form.period.code) == (2026, "triwulan-2")


def test_the_list_shows_state_sheets_and_minimum(desk: Desk) -> None:
    screen = _screen(desk)
    model = screen.table.rows_model
    rows = [
        [model.data(model.index(r, c)) for c in range(model.columnCount())]
        for r in range(model.rowCount())
    ]
    unit = "Kelurahan Pasar Lama"
    assert rows[0] == ["SKM 2026, Triwulan I", unit, "terbuka", "0", "278", "–", "–", "1/9", "–"]
    assert rows[1] == ["SKM 2025", unit, "terkunci", "0", "217", "–", "–", "1/9", "–"]


def test_locking_asks_for_a_reason_and_unlocking_for_another(desk: Desk) -> None:
    screen = _screen(desk)
    desk.qtbot.mouseClick(screen.detail.summary.lock, Qt.MouseButton.LeftButton)
    reason = find(screen, QLineEdit, "survei.alasan")
    assert reason.hasFocus()
    _press(desk, Qt.Key.Key_Return)
    assert _surveys(desk)[0].state is SurveyState.TERBUKA
    desk.qtbot.keyClicks(reason, "hasil dilaporkan")
    _press(desk, Qt.Key.Key_Return)
    survey = _surveys(desk)[0]
    assert survey.state is SurveyState.TERKUNCI
    assert not screen.detail.summary.change.isVisible()
    desk.qtbot.mouseClick(screen.detail.summary.unlock, Qt.MouseButton.LeftButton)
    desk.qtbot.keyClicks(reason, "ada lembar tertukar")
    _press(desk, Qt.Key.Key_Return)
    assert _surveys(desk)[0].state is SurveyState.TERBUKA
    reasons: list[str] = []
    desk.do(
        lambda session: reasons.extend(e.reason for e in session.store.log.entries_of(survey.uuid))
    )
    assert reasons[-2:] == ["hasil dilaporkan", "ada lembar tertukar"]


def test_a_change_is_saved_and_keeps_the_code(desk: Desk) -> None:
    screen = _screen(desk)
    desk.qtbot.mouseClick(screen.detail.summary.change, Qt.MouseButton.LeftButton)
    desk.settle()
    assert not screen.form.unit.isEnabled()
    screen.form.services.total.setText("2000")
    screen.form.submit()
    desk.settle()
    survey = _surveys(desk)[0]
    assert (survey.population, survey.code) == (2000, "2026-triwulan-1-skm-9-kel-pasar-lama")


def test_enter_goes_on_to_the_entry_of_an_open_survey(desk: Desk) -> None:
    screen = _screen(desk)
    screen.table.setFocus()
    _press(desk, Qt.Key.Key_Return)
    assert desk.wanted == [("entri", None)]
    screen.table.select_row(screen.table.rows_model.row_at(1))
    _press(desk, Qt.Key.Key_Return)
    assert desk.wanted[-1] == ("hasil", None)
    assert desk.workspace.survey_id == 1


def test_the_selected_survey_stays_selected_when_figures_change(desk: Desk) -> None:
    screen = _screen(desk)
    screen.table.select_row(screen.table.rows_model.row_at(1))
    screen.activate()
    desk.settle()
    assert "SKM 2025" in screen.detail.name.text()


def test_a_planned_survey_is_opened_for_entry(desk: Desk) -> None:
    desk.do(
        lambda s: s.surveys.create(NewSurvey(s.offices.unit().id, 2027, state=SurveyState.RENCANA))
    )
    screen = _screen(desk)
    screen.open_target(3)
    desk.settle()
    desk.qtbot.mouseClick(screen.detail.summary.open, Qt.MouseButton.LeftButton)
    desk.settle()
    assert _surveys(desk)[0].state is SurveyState.TERBUKA


def test_the_list_can_be_narrowed_to_a_year(desk: Desk) -> None:
    screen = _screen(desk)
    screen.year.choose("2025")
    screen.year.picked.emit("2025")
    desk.settle()
    assert [row.survey.year for row in screen.table.rows_model.shown] == [2025]


def test_the_list_of_services_is_changed_on_the_screen_of_units(desk: Desk) -> None:
    screen = _screen(desk)
    screen.open_target("baru")
    desk.settle()
    desk.qtbot.mouseClick(screen.form.edit_services, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.wanted == [("unit", 1)]


def test_a_file_that_is_only_read_offers_no_change(qtbot: QtBot, path: Path) -> None:
    session = open_office(path)
    _two_surveys(session)
    session.store.close()
    with desk_over(qtbot, path, 2, read_only=True) as desk:
        screen = _screen(desk)
        assert not screen.new.isEnabled()
        assert not screen.detail.summary.change.isEnabled()
        screen.begin_new()
        assert not screen.form.isVisible()
        assert "hanya dibuka untuk dibaca" in desk.messages[-1]


def test_every_field_and_button_has_a_name(desk: Desk) -> None:
    screen = _screen(desk)
    screen.begin_new()
    desk.settle()
    for kind in (QLineEdit, QPushButton, QRadioButton, ElidedCheck):
        for widget in screen.findChildren(kind):
            if widget.objectName() == "qt_spinbox_lineedit":
                continue
            assert widget.objectName(), widget
            assert widget.accessibleName() or not widget.isVisible(), widget.objectName()
