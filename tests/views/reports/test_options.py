"""What is chosen on the screen Laporan, and what it saves."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPushButton,
)

from app.models.capaian import ProgramRow
from app.models.entered import Entered
from app.services.archive.deeds import Locking
from app.services.changes import Changes
from app.services.reports.blocks import Paragraph
from app.services.reports.capaian.unit import CAPAIAN_UNIT
from app.services.reports.capaian.whole import CAPAIAN
from app.services.reports.city.rekap import REKAP
from app.services.reports.document import Footer, Report
from app.services.reports.hasil_pengolahan import HASIL_PENGOLAHAN
from app.services.reports.kinds import About, Format, Options, ReportKind, Subject
from app.services.reports.publikasi import PUBLIKASI
from app.services.reports.service import Collected
from app.views.reports import dialogs
from app.views.reports.making import Making
from app.views.reports.screen import ReportsScreen
from tests.support.report_screen import wait_for_report, words
from tests.support.screens import Desk, find

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.services.reports.progress import Progress
    from app.services.session import Session


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


def test_place_signatory_and_folder_are_remembered_for_the_office(
    desk: Desk, screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "laporan 2026"
    opened: list[Path] = []
    asked: list[str] = []
    folder.mkdir()
    button = find(screen, QPushButton, "laporan.folder")
    assert not button.isEnabled()
    place = find(screen, QLineEdit, "laporan.tempat")
    place.setFocus()
    place.selectAll()
    desk.qtbot.keyClicks(place, "Martapura")
    desk.qtbot.keyClick(place, Qt.Key.Key_Return)
    desk.qtbot.keyClick(find(screen, QComboBox, "laporan.pejabat"), Qt.Key.Key_Down)

    def choose(parent: QWidget, title: str, proposed: str, kind: str) -> Path:
        asked.append(proposed)
        return folder / "laporan.pdf"

    monkeypatch.setattr(dialogs, "ask_where_to_save", choose)
    monkeypatch.setattr(dialogs, "open_folder", opened.append)
    screen.save(Format.PDF)
    desk.settle()
    again = ReportsScreen(desk.workspace)
    desk.show(again)
    wait_for_report(desk, again)
    assert find(again, QLineEdit, "laporan.tempat").text() == "Martapura"
    assert find(again, QComboBox, "laporan.pejabat").currentText() == "Diisi dengan tangan"
    assert "Martapura, " in words(again)
    assert "Loket C Aminah" not in words(again)
    desk.qtbot.keyClick(find(again, QPushButton, "laporan.folder"), Qt.Key.Key_Return)
    assert opened == [folder]
    again.save(Format.PDF)
    assert asked[1] == str(folder / asked[0])
    desk.settle()


def test_the_place_of_the_office_is_taken_again_once_it_is_typed(
    desk: Desk, screen: ReportsScreen
) -> None:
    place = find(screen, QLineEdit, "laporan.tempat")
    for typed in ("Martapura", "Contoh"):
        place.setFocus()
        place.selectAll()
        desk.qtbot.keyClicks(place, typed)
        desk.qtbot.keyClick(place, Qt.Key.Key_Return)
    place.clearFocus()

    def move(session: Session) -> None:
        office = session.store.offices.get()
        assert office is not None
        session.store.offices.save(replace(office, place="Marabahan"))

    desk.do(move)
    screen.activate()
    wait_for_report(desk, screen)
    assert place.text() == "Marabahan"


def test_a_folder_that_is_gone_is_not_opened(
    desk: Desk, screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "sementara"
    opened: list[Path] = []
    folder.mkdir()
    monkeypatch.setattr(dialogs, "ask_where_to_save", lambda *_: folder / "a.pdf")
    monkeypatch.setattr(dialogs, "open_folder", opened.append)
    screen.save(Format.PDF)
    desk.settle()
    (folder / "a.pdf").unlink()
    folder.rmdir()
    button = find(screen, QPushButton, "laporan.folder")
    desk.qtbot.keyClick(button, Qt.Key.Key_Space)
    assert opened == []
    assert not button.isEnabled()


def test_years_of_reported_figures_are_offered(
    desk: Desk, screen: ReportsScreen, tmp_path: Path
) -> None:
    recap = tmp_path / "rekap.csv"
    recap.write_text("unit;ikm\nDinas Perhubungan;86,50\n", encoding="utf-8")
    desk.do(lambda session: session.reported.take(session.reported.preview(recap, 2024)))
    screen.open_target("rekap")
    screen.activate()
    wait_for_report(desk, screen, REKAP)
    year = find(screen, QComboBox, "laporan.tahun")
    assert [year.itemText(n) for n in range(year.count())] == ["2026", "2025", "2024"]
    assert year.currentText() == "2026"
    before = screen.document
    desk.qtbot.keyClick(year, Qt.Key.Key_End)
    desk.qtbot.waitUntil(lambda: screen.document not in (None, before), timeout=20_000)
    desk.settle()
    assert "86,50*" in words(screen)


def test_reports_on_capaian_are_offered_where_there_is_any(
    desk: Desk, screen: ReportsScreen
) -> None:
    kinds = find(screen, QListWidget, "laporan.jenis")
    assert not [key for key in offered(screen) if key.startswith("capaian")]
    assert kinds.height() < kinds.count() * kinds.sizeHintForRow(0)
    desk.do(_enter_capaian)
    screen.activate()
    desk.settle()
    assert offered(screen)[-3:] == ["capaian", "capaian-unit", "berita-acara"]
    kinds.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Up):
        desk.qtbot.keyClick(kinds, key)
    wait_for_report(desk, screen, CAPAIAN_UNIT)
    office, year = (
        find(screen, QComboBox, f"laporan.{name}") for name in ("perangkat", "tahun_capaian")
    )
    assert [office.itemText(n) for n in range(office.count())] == ["Kecamatan A", "Kecamatan B"]
    assert "Kecamatan A" in words(screen)
    assert find(screen, QComboBox, "laporan.survei").isHidden() is False
    assert not find(screen, QComboBox, "laporan.survei").isVisible()
    before = screen.document
    desk.qtbot.keyClick(office, Qt.Key.Key_Down)
    desk.qtbot.waitUntil(lambda: screen.document not in (None, before), timeout=20_000)
    assert "Kecamatan B" in words(screen)
    before = screen.document
    desk.qtbot.keyClick(year, Qt.Key.Key_Down)
    desk.qtbot.waitUntil(lambda: screen.document not in (None, before), timeout=20_000)
    assert office.currentText() == "Kecamatan C"
    assert "CAPAIAN PROGRAM TAHUN 2025" in words(screen)
    desk.qtbot.keyClick(kinds, Qt.Key.Key_Up)
    wait_for_report(desk, screen, CAPAIAN)
    assert not office.isVisible()
    assert "CAPAIAN KINERJA TAHUN 2025" in words(screen)


def test_a_report_follows_its_capaian_and_goes_with_it(desk: Desk, screen: ReportsScreen) -> None:
    desk.do(_enter_capaian)
    screen.open_target("capaian-unit")
    screen.refresh(Changes(capaian=frozenset({2026})))
    wait_for_report(desk, screen, CAPAIAN_UNIT)
    desk.do(_remove_capaian)
    screen.refresh(Changes(capaian=frozenset({2026})))
    wait_for_report(desk, screen, HASIL_PENGOLAHAN)
    assert not [key for key in offered(screen) if key.startswith("capaian")]


def offered(screen: ReportsScreen) -> list[str]:
    kinds = find(screen, QListWidget, "laporan.jenis")
    known = screen.options.offered
    return [known[n].key for n in range(kinds.count()) if not kinds.item(n).isHidden()]


def _enter_capaian(session: Session) -> None:
    for year, name in ((2026, "Kecamatan A"), (2026, "Kecamatan B"), (2025, "Kecamatan C")):
        session.capaian.values.save_program(
            ProgramRow(year, 0, name, "Program", "Nilai", target=Entered("1"))
        )


def _remove_capaian(session: Session) -> None:
    for row in session.store.capaian.programs.all():
        session.store.capaian.programs.delete(row)
