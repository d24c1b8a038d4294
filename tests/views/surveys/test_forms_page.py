"""The tab Kuesioner, by its fields and buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton

from app.services.archive.deeds import Locking
from app.services.blank_forms.numbering import Numbers
from app.services.blank_forms.service import print_forms
from app.views.reports import dialogs
from app.views.surveys.forms_page import FormsPage
from tests.offices import make_office
from tests.services.reports.pages import texts_of
from tests.support.screens import Desk, desk_over, find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QLineEdit
    from pytestqt.qtbot import QtBot

    from app.services.session import Session
    from app.services.surveys.new_survey import SurveyRow


class Shown:
    """The page as the screen keeps it."""

    def __init__(self, desk: Desk, folder: Path, *, read_only: bool = False) -> None:
        self.desk, self.read_only = desk, read_only
        self.target = folder / "kuesioner.pdf"
        self.page = FormsPage(desk.workspace)
        desk.qtbot.addWidget(self.page)
        self.page.resize(1000, 520)
        self.page.show()
        self.refresh()

    @property
    def fields(self) -> tuple[str, str]:
        return self.page.fields.first.text(), self.page.fields.last.text()

    def refresh(self) -> None:
        self.desk.workspace.run(lambda session: session.surveys.overview()[0], self._fill)
        self.settle()

    def settle(self) -> None:
        for _ in range(6):  # one task hands the next one in
            self.desk.settle()

    def type(self, field: QLineEdit, text: str) -> None:
        field.setFocus()
        field.selectAll()
        self.desk.qtbot.keyClicks(field, text)
        self.settle()

    def press(self, name: str) -> None:
        button = find(self.page, QAbstractButton, f"survei.kuesioner.{name}")
        self.desk.qtbot.keyClick(button, Qt.Key.Key_Space)
        self.settle()

    def keys(self, key: Qt.Key) -> None:
        self.desk.qtbot.keyClick(self.page.fields.first, key, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def _fill(self, row: SurveyRow) -> None:
        self.page.show_row(row, read_only=self.read_only)


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shown]:
    office = make_office(tmp_path / "kantor.puas", sheets=12)
    office.session.close()
    with desk_over(qtbot, tmp_path / "kantor.puas", office.survey.id) as desk:
        made = Shown(desk, tmp_path)
        monkeypatch.setattr(dialogs, "ask_where_to_save", lambda *_: made.target)
        yield made


def test_sheets_are_saved_and_the_next_numbers_offered(shown: Shown) -> None:
    assert shown.fields[0] == "13"
    shown.type(shown.page.fields.last, "15")
    shown.keys(Qt.Key.Key_S)
    pages = texts_of(shown.target.read_bytes())
    assert "Nomor lembar 13" in pages[0]
    assert "Nomor lembar 15" in pages[-1]
    assert any("3 lembar kuesioner nomor 13–15 tersimpan" in m for m in shown.desk.messages)
    assert shown.fields[0] == "16"
    assert "13–15" in shown.page.printed.lines.text()
    assert not shown.page.bar.isVisible()


def test_what_cannot_be_printed_is_said_while_it_is_typed(shown: Shown) -> None:
    shown.type(shown.page.fields.first, "12")
    assert "sudah dipakai" in shown.page.fields.wrong.text()
    assert not shown.page.save.isEnabled()
    shown.type(shown.page.fields.first, "20")
    shown.type(shown.page.fields.last, "19")
    assert "dari 20 sampai 19" in shown.page.fields.wrong.text()
    shown.type(shown.page.fields.last, "")
    shown.page.fields.last.clear()
    shown.type(shown.page.fields.last, "21")
    assert shown.page.fields.wrong.text() == ""
    assert shown.page.save.isEnabled()


def test_a_lost_paper_is_printed_again_when_that_is_said(shown: Shown) -> None:
    shown.type(shown.page.fields.last, "15")
    shown.press("pdf")
    shown.type(shown.page.fields.first, "14")
    shown.type(shown.page.fields.last, "14")
    assert "sudah dicetak" in shown.page.fields.wrong.text()
    shown.press("ulang")
    assert shown.page.fields.wrong.text() == ""
    shown.press("pdf")
    assert "Nomor lembar 14" in texts_of(shown.target.read_bytes())[0]
    assert not shown.page.fields.again.isChecked()
    assert shown.fields[0] == "16"


def test_a_sheet_without_a_number(shown: Shown) -> None:
    shown.page.fields.way.setFocus()
    shown.page.fields.way.choose("kosong")
    shown.settle()
    assert not shown.page.fields.first.isVisible()
    shown.press("pdf")
    assert len(texts_of(shown.target.read_bytes())) == 2
    shown.page.fields.way.choose("bernomor")
    shown.settle()
    assert shown.fields[0] == "13"


def test_the_first_sheet_is_shown(shown: Shown) -> None:
    document = shown.page.preview.document
    assert document is not None
    assert "Nomor lembar 13" in texts_of(document.pdf)[0]
    shown.type(shown.page.fields.first, "18")
    document = shown.page.preview.document
    assert document is not None
    assert "Nomor lembar 18" in texts_of(document.pdf)[0]


def test_a_dialog_that_is_called_off_leaves_everything(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask_where_to_save", lambda *_: None)
    shown.press("pdf")
    assert shown.page.save.isEnabled()
    assert not shown.target.exists()
    monkeypatch.setattr(dialogs, "ask_how_to_print", lambda *_: False)
    shown.type(shown.page.fields.last, "13")
    shown.press("cetak")
    assert shown.page.to_printer.isEnabled()
    assert shown.page.printed.isHidden()


def test_sheets_go_to_the_printer(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    def to_file(_: object, printer: QPrinter, pages: int) -> bool:
        assert pages == 2
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(shown.target))
        printer.setResolution(72)
        return True

    monkeypatch.setattr(dialogs, "ask_how_to_print", to_file)
    shown.type(shown.page.fields.last, "13")
    shown.keys(Qt.Key.Key_P)
    shown.desk.qtbot.waitUntil(lambda: "2 halaman dikirim ke pencetak." in shown.desk.messages)
    assert shown.target.exists()
    assert "13" in shown.page.printed.lines.text()


def test_printing_can_be_stopped_and_gives_no_number(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.type(shown.page.fields.last, "400")

    def stop_at_once(*_: object) -> Path:
        shown.desk.qtbot.keyClick(shown.page.stop, Qt.Key.Key_Space)
        return shown.target

    monkeypatch.setattr(dialogs, "ask_where_to_save", stop_at_once)
    shown.press("pdf")
    assert any("dihentikan" in message for message in shown.desk.messages)
    assert not shown.target.exists()
    assert shown.page.printed.isHidden()
    assert shown.fields == ("13", "400")
    assert shown.page.save.isEnabled()


def test_numbers_given_elsewhere_meanwhile_are_refused(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    def print_elsewhere(session: Session) -> None:
        forms, survey = session.blank_forms, session.surveys.all()[0]
        forms.keep(print_forms(forms.job(survey.id, Numbers(13, 20))))

    shown.type(shown.page.fields.last, "15")
    shown.desk.do(print_elsewhere)
    shown.press("pdf")
    assert any("sudah dicetak" in message for message in shown.desk.messages)
    assert not shown.target.exists()
    assert "13–20" in shown.page.printed.lines.text()


def test_a_locked_survey_prints_examples_only(shown: Shown) -> None:
    shown.desk.do(
        lambda session: session.archive.lock(session.surveys.all()[0].id, Locking("hasil final"))
    )
    shown.refresh()
    assert "terkunci" in shown.page.fields.closed.text()
    assert not shown.page.fields.way.isVisible()
    shown.press("pdf")
    assert len(texts_of(shown.target.read_bytes())) == 2


def test_a_file_that_is_only_read_prints_examples_only(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = make_office(tmp_path / "kantor.puas", sheets=3)
    office.session.close()
    with desk_over(qtbot, tmp_path / "kantor.puas", office.survey.id, read_only=True) as desk:
        shown = Shown(desk, tmp_path, read_only=True)
        monkeypatch.setattr(dialogs, "ask_where_to_save", lambda *_: shown.target)
        assert "hanya dibuka untuk dibaca" in shown.page.fields.closed.text()
        shown.press("pdf")
        assert len(texts_of(shown.target.read_bytes())) == 2
