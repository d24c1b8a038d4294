from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
)

from app.services.reports.hasil_pengolahan import HASIL_PENGOLAHAN
from app.services.reports.kinds import Format
from app.services.reports.pelaksanaan.report import PELAKSANAAN
from app.services.reports.publikasi import PUBLIKASI, PUBLIKASI_A3
from app.views.reports import dialogs
from app.views.reports.screen import ReportsScreen
from app.views.widgets.inputs import ChoiceBox
from tests.support.report_screen import wait_for_report, words
from tests.support.screens import Desk, find

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget


def test_the_pages_of_the_first_report_are_shown(desk: Desk, screen: ReportsScreen) -> None:
    assert screen.document is not None
    assert screen.document.kind is HASIL_PENGOLAHAN
    count = len(screen.document.sizes)
    assert count > 1
    assert find(screen, QLabel, "laporan.nomor").text() == f"1 dari {count}"
    assert 0 in screen.pages.drawn
    assert screen.pages.accessibleName() == f"Pratinjau laporan, halaman 1 dari {count}"


def test_another_report_is_chosen_by_the_keyboard(desk: Desk, screen: ReportsScreen) -> None:
    kinds = find(screen, QListWidget, "laporan.jenis")
    kinds.setFocus()
    desk.qtbot.keyClick(kinds, Qt.Key.Key_Down)
    wait_for_report(desk, screen, PELAKSANAAN)
    assert "BAB V" in words(screen)
    desk.qtbot.keyClick(kinds, Qt.Key.Key_Down)
    wait_for_report(desk, screen, PUBLIKASI)
    assert screen.document is not None
    assert len(screen.document.sizes) == 1
    desk.qtbot.keyClick(kinds, Qt.Key.Key_Down)
    wait_for_report(desk, screen, PUBLIKASI_A3)
    assert screen.document.sizes[0][0] == pytest.approx(842, abs=1)


def test_a_poster_lies_when_that_is_chosen(desk: Desk, screen: ReportsScreen) -> None:
    assert "arah" not in screen.options.parts.chosen
    screen.open_target("publikasi")
    wait_for_report(desk, screen, PUBLIKASI)
    field = find(screen, ChoiceBox, "laporan.pilihan.arah")
    before = screen.document
    field.setFocus()
    desk.qtbot.keyClick(field, Qt.Key.Key_Down)
    desk.qtbot.waitUntil(lambda: screen.document not in (None, before), timeout=20_000)
    assert screen.document is not None
    wide, high = screen.document.sizes[0]
    assert wide > high
    screen.open_target("hasil-pengolahan")
    wait_for_report(desk, screen, HASIL_PENGOLAHAN)
    screen.open_target("publikasi-a3")
    wait_for_report(desk, screen, PUBLIKASI_A3)
    assert find(screen, ChoiceBox, "laporan.pilihan.arah").key == "mendatar"


def test_the_questionnaire_is_in_its_survey(desk: Desk, screen: ReportsScreen) -> None:
    button = find(screen, QPushButton, "laporan.kuesioner")
    desk.qtbot.keyClick(button, Qt.Key.Key_Space)
    assert desk.wanted == [("survei", (desk.workspace.survey_id, "kuesioner"))]


def test_place_date_and_signatory_stand_on_the_report(desk: Desk, screen: ReportsScreen) -> None:
    assert find(screen, QLineEdit, "laporan.tempat").text() == "Contoh"
    assert "Loket C Aminah" in words(screen)
    place = find(screen, QLineEdit, "laporan.tempat")
    place.selectAll()
    before = screen.document
    desk.qtbot.keyClicks(place, "Banjarmasin")
    find(screen, QDateEdit, "laporan.tanggal").setDate(QDate(2026, 4, 2))
    official = find(screen, QComboBox, "laporan.pejabat")
    assert [official.itemText(n) for n in range(official.count())] == [
        "Loket C Aminah, Lurah",
        "Diisi dengan tangan",
    ]
    desk.qtbot.keyClick(official, Qt.Key.Key_Down)
    desk.qtbot.waitUntil(lambda: screen.document not in (None, before), timeout=20_000)
    desk.settle()
    assert "Banjarmasin, 2 April 2026" in words(screen)
    assert "Loket C Aminah" not in words(screen)


def test_another_survey_is_chosen_for_all_screens(desk: Desk, screen: ReportsScreen) -> None:
    survey = find(screen, QComboBox, "laporan.survei")
    assert survey.currentText() == "SKM 2026, Triwulan I"
    before = screen.document
    desk.qtbot.keyClick(survey, Qt.Key.Key_Down)
    desk.qtbot.waitUntil(lambda: screen.document not in (None, before), timeout=20_000)
    desk.settle()
    assert survey.currentText() == "SKM 2025, Triwulan IV"
    assert desk.workspace.survey_id == survey.currentData()
    assert "Triwulan IV 2025" in words(screen)


def test_pages_are_turned_by_the_keyboard(desk: Desk, screen: ReportsScreen) -> None:
    pages = screen.pages
    pages.setFocus()
    desk.qtbot.keyClick(pages, Qt.Key.Key_PageDown)
    assert pages.page == 1
    desk.settle()
    assert 1 in pages.drawn
    desk.qtbot.keyClick(pages, Qt.Key.Key_End)
    assert screen.document is not None
    assert pages.page == len(screen.document.sizes) - 1
    desk.qtbot.keyClick(pages, Qt.Key.Key_PageUp)
    assert pages.page == len(screen.document.sizes) - 2
    desk.qtbot.keyClick(pages, Qt.Key.Key_Home)
    assert pages.page == 0
    assert not find(screen, QPushButton, "laporan.mundur").isEnabled()


def test_pages_are_made_larger_by_the_keyboard(desk: Desk, screen: ReportsScreen) -> None:
    pages, ctrl = screen.pages, Qt.KeyboardModifier.ControlModifier
    desk.qtbot.keyClick(pages, Qt.Key.Key_PageDown)
    desk.qtbot.keyClick(pages, Qt.Key.Key_Plus, ctrl)
    assert pages.zoom == 1.25
    assert pages.page == 1
    desk.settle()
    assert 1 in pages.drawn
    for _ in range(9):
        desk.qtbot.keyClick(pages, Qt.Key.Key_Minus, ctrl)
    assert pages.zoom == 0.5
    desk.qtbot.keyClick(pages, Qt.Key.Key_0, ctrl)
    assert pages.zoom == 1.0
    desk.settle()


def test_the_report_is_saved_whole_and_its_folder_offered(
    desk: Desk, screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []

    def choose(parent: QWidget, title: str, name: str, kind: str) -> Path:
        names.append(name)
        return tmp_path / "laporan"

    opened: list[Path] = []
    monkeypatch.setattr(dialogs, "ask_where_to_save", choose)
    monkeypatch.setattr(dialogs, "open_folder", opened.append)
    desk.qtbot.keyClick(screen, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    target = tmp_path / "laporan.pdf"
    assert screen.document is not None
    assert target.read_bytes() == screen.document.pdf
    assert names == ["Hasil pengolahan SKM Kelurahan Sungai Jingah Triwulan I 2026.pdf"]
    assert desk.messages == [f"Laporan tersimpan sebagai {target}."]
    act = desk.acts[0]
    assert act is not None
    act()
    assert opened == [tmp_path]


def test_a_folder_that_refuses_is_said(
    desk: Desk, screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "tidak-ada" / "laporan.pdf"
    monkeypatch.setattr(dialogs, "ask_where_to_save", lambda *_: gone)
    screen.save(Format.PDF)
    desk.settle()
    assert len(desk.messages) == 1
    assert "laporan.pdf" in desk.messages[0] or "tidak-ada" in desk.messages[0]


@pytest.mark.parametrize("pages", [None, (2, 3)])
def test_the_shown_pages_are_printed(
    desk: Desk,
    screen: ReportsScreen,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pages: tuple[int, int] | None,
) -> None:
    target = tmp_path / "cetak.pdf"

    def answer(parent: QWidget, printer: QPrinter, count: int) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setResolution(96)
        if pages:
            printer.setPrintRange(QPrinter.PrintRange.PageRange)
            printer.setFromTo(*pages)
        return True

    monkeypatch.setattr(dialogs, "ask_how_to_print", answer)
    desk.qtbot.keyClick(screen, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: bool(desk.messages), timeout=20_000)
    assert screen.document is not None
    wanted = 2 if pages else len(screen.document.sizes)
    assert desk.messages == [f"{wanted} halaman dikirim ke pencetak."]
    printed = pypdfium2.PdfDocument(target)
    sizes = [printed.get_page_size(place) for place in range(len(printed))]
    printed.close()
    assert len(sizes) == wanted
    assert sizes[0] == pytest.approx(screen.document.sizes[0], abs=1.5)
    assert find(screen, QPushButton, "laporan.cetak").isEnabled()


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\)")
def test_a_printer_that_refuses_is_said(
    desk: Desk, screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(parent: QWidget, printer: QPrinter, count: int) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "tidak-ada" / "cetak.pdf"))
        return True

    monkeypatch.setattr(dialogs, "ask_how_to_print", answer)
    screen.print_report()
    desk.settle()
    assert "tidak menerima pekerjaan ini" in desk.messages[0]
    assert find(screen, QPushButton, "laporan.cetak").isEnabled()


def test_called_off_nothing_is_printed(
    desk: Desk, screen: ReportsScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask_how_to_print", lambda *_: False)
    screen.print_report()
    assert screen.job is None
    assert desk.messages == []


def test_it_can_be_led_to_a_report(desk: Desk, screen: ReportsScreen) -> None:
    screen.open_target("publikasi")
    wait_for_report(desk, screen, PUBLIKASI)
    screen.open_target("tidak-ada")
    assert screen.options.kind is PUBLIKASI


def test_without_a_survey_the_way_to_one_is_shown(desk: Desk) -> None:
    desk.workspace.choose_survey(0)
    screen = ReportsScreen(desk.workspace)
    desk.show(screen)
    assert not find(screen, QPushButton, "laporan.cetak").isEnabled()
    desk.qtbot.keyClick(find(screen, QPushButton, "laporan.kosong.lanjut"), Qt.Key.Key_Space)
    assert desk.wanted == [("survei", None)]


def test_every_field_is_reached_by_the_tab_key(desk: Desk, screen: ReportsScreen) -> None:
    wanted = {
        "laporan.pdf",
        "laporan.word",
        "laporan.excel",
        "laporan.bagian.lampiran",
        "laporan.pilihan.bobot",
        "laporan.cetak",
        "laporan.jenis",
        "laporan.survei",
        "laporan.tempat",
        "laporan.tanggal",
        "laporan.pejabat",
        "laporan.halaman",
    }
    chain: set[str] = set()
    part = screen.nextInFocusChain()
    while part is not None and part is not screen:
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            chain.add(part.objectName())
            own = part.objectName() and not part.objectName().startswith("qt_")
            assert part.accessibleName() or not own, part.objectName()
        part = part.nextInFocusChain()
    assert wanted <= chain
