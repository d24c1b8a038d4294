from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
)

from app.models.unit import Official
from app.services.archive.deeds import Locking
from app.services.reports.blocks import Paragraph
from app.services.reports.document import Footer, Report
from app.services.reports.hasil_pengolahan import HASIL_PENGOLAHAN
from app.services.reports.kinds import About, Format, Options, ReportKind, Subject
from app.services.reports.publikasi import PUBLIKASI, PUBLIKASI_A3
from app.services.reports.service import Collected
from app.views.reports import dialogs
from app.views.reports.making import Making
from app.views.reports.screen import ReportsScreen
from app.views.widgets.inputs import ChoiceBox
from tests.support.result_office import quarters
from tests.support.screens import Desk, desk_over, find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from app.services.reports.progress import Progress
    from app.services.session import Session


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    session, survey = quarters(tmp_path / "kantor.sqlite", count=120)
    session.store.offices.save_official(Official("Lurah", "Loket C Aminah", "Penata", "1980"))
    session.store.offices.save_official(Official("Sekretaris", "Loket B", active=False))
    session.store.close()
    with desk_over(qtbot, tmp_path / "kantor.sqlite", survey.id) as desk:
        yield desk


@pytest.fixture
def screen(desk: Desk) -> ReportsScreen:
    made = ReportsScreen(desk.workspace)
    desk.show(made)
    wait_for_report(desk, made)
    return made


def wait_for_report(desk: Desk, screen: ReportsScreen, kind: ReportKind[Any] | None = None) -> None:
    def made() -> bool:
        return screen.document is not None and kind in (None, screen.document.kind)

    desk.qtbot.waitUntil(made, timeout=20_000)
    desk.settle()


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def words(screen: ReportsScreen) -> str:
    assert screen.document is not None
    return text_of(screen.document.pdf)


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


def test_a_part_is_left_out_by_the_keyboard_and_stays_so(desk: Desk, screen: ReportsScreen) -> None:
    assert "Lampiran: Pengolahan data" in words(screen)
    before = screen.document
    box = find(screen, QCheckBox, "laporan.bagian.lampiran")
    desk.qtbot.keyClick(box, Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: screen.document not in (None, before), timeout=20_000)
    desk.settle()
    assert "Lampiran: Pengolahan data" not in words(screen)
    again = ReportsScreen(desk.workspace)
    desk.show(again)
    wait_for_report(desk, again)
    assert not find(again, QCheckBox, "laporan.bagian.lampiran").isChecked()
    assert find(again, QCheckBox, "laporan.bagian.responden").isChecked()
    assert "Lampiran: Pengolahan data" not in words(again)


def test_a_choice_changes_the_report(desk: Desk, screen: ReportsScreen) -> None:
    before = screen.document
    desk.qtbot.keyClick(find(screen, QComboBox, "laporan.pilihan.bobot"), Qt.Key.Key_Down)
    desk.qtbot.waitUntil(lambda: screen.document not in (None, before), timeout=20_000)
    assert screen.document is not None
    assert screen.document.collected.options.chosen == {"bobot": "selalu"}
    desk.settle()


@pytest.mark.parametrize(("name", "suffix"), [("word", ".docx"), ("excel", ".xlsx")])
def test_word_and_excel_are_written_beside_the_pages(
    desk: Desk,
    screen: ReportsScreen,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    suffix: str,
) -> None:
    asked: list[str] = []

    def choose(parent: QWidget, title: str, proposed: str, kind: str) -> Path:
        asked.append(proposed)
        return tmp_path / "laporan"

    monkeypatch.setattr(dialogs, "ask_where_to_save", choose)
    desk.qtbot.keyClick(find(screen, QPushButton, f"laporan.{name}"), Qt.Key.Key_Space)
    desk.settle()
    target = tmp_path / f"laporan{suffix}"
    assert target.read_bytes().startswith(b"PK")
    assert asked[0].endswith(suffix)
    assert desk.messages == [f"Laporan tersimpan sebagai {target}."]


def test_a_poster_has_no_workbook(desk: Desk, screen: ReportsScreen) -> None:
    screen.open_target("publikasi")
    wait_for_report(desk, screen, PUBLIKASI)
    assert not find(screen, QPushButton, "laporan.excel").isEnabled()
    assert find(screen, QPushButton, "laporan.word").isEnabled()


def test_what_is_being_made_can_be_stopped_and_the_pages_stay(
    desk: Desk, screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slowly(self: Collected, form: Format, progress: Progress) -> bytes:
        begun.set()
        assert go_on.wait(20)
        progress(1, 2)
        raise AssertionError("nobody stopped it")

    before = screen.document
    monkeypatch.setattr(Collected, "render", slowly)
    monkeypatch.setattr(dialogs, "ask_where_to_save", lambda *_: tmp_path / "a.docx")
    screen.save(Format.DOCX)
    desk.qtbot.waitUntil(begun.is_set, timeout=20_000)
    desk.qtbot.waitUntil(screen.line.isVisible, timeout=20_000)
    desk.qtbot.keyClick(screen, Qt.Key.Key_Escape)
    go_on.set()
    desk.settle()
    assert "Penyusunan laporan dihentikan." in desk.messages[0]
    assert not screen.line.isVisible()
    assert not (tmp_path / "a.docx").exists()
    assert screen.document is before


def test_progress_is_shown(desk: Desk, screen: ReportsScreen) -> None:
    told: list[tuple[int, int]] = []
    making = Making(screen)
    making.progressed.connect(lambda done, whole: told.append((done, whole)))
    assert screen.document is not None
    screen.document.collected.render(progress=making)
    assert told
    assert told[-1][0] <= told[-1][1]


def test_a_berita_acara_is_chosen_and_unsigned_fields_are_hidden(
    desk: Desk, screen: ReportsScreen
) -> None:
    screen.open_target("berita-acara")
    desk.qtbot.waitUntil(lambda: screen.document is None, timeout=20_000)
    assert screen.waiting.text() == "Belum ada yang dapat dilaporkan di sini."
    assert not find(screen, QLineEdit, "laporan.tempat").isVisible()
    survey_id = desk.workspace.survey_id
    desk.do(lambda session: session.archive.lock(survey_id, Locking("selesai", "Lurah", "")))
    screen.activate()
    wait_for_report(desk, screen)
    assert "BERITA ACARA" in words(screen)
    assert find(screen, QComboBox, "laporan.berita").currentText().startswith("penguncian, ")


def test_reports_of_a_year_ask_for_the_year_and_the_unit(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[About] = []

    def collect(session: Session, about: About, options: Options, at: datetime) -> str:
        asked.append(about)
        return str(about.year)

    def build(data: str, options: Options) -> Report:
        footer = Footer("1", datetime(2026, 1, 1, tzinfo=UTC), "", "", "")
        return Report(data, "Kantor", (Paragraph(f"Tahun {data}"),), footer)

    of_a_year, of_a_unit = (
        ReportKind(f"uji-{subject.name}", "Uji", subject, collect, build, name_of=str)
        for subject in (Subject.YEAR, Subject.UNIT_YEAR)
    )
    monkeypatch.setattr("app.views.reports.options.report_kinds", lambda: (of_a_year, of_a_unit))
    screen = ReportsScreen(desk.workspace)
    desk.show(screen)
    wait_for_report(desk, screen)
    assert "Tahun 2026" in words(screen)
    year = find(screen, QComboBox, "laporan.tahun")
    assert [year.itemText(n) for n in range(year.count())] == ["2026", "2025"]
    assert not find(screen, QComboBox, "laporan.unit").isVisible()
    before = screen.document
    desk.qtbot.keyClick(year, Qt.Key.Key_Down)
    desk.qtbot.waitUntil(lambda: screen.document not in (None, before), timeout=20_000)
    assert "Tahun 2025" in words(screen)
    desk.qtbot.keyClick(find(screen, QListWidget, "laporan.jenis"), Qt.Key.Key_Down)
    wait_for_report(desk, screen, of_a_unit)
    assert find(screen, QComboBox, "laporan.unit").isVisible()
    assert asked[-1].unit_id
    assert asked[-1].year == 2025
