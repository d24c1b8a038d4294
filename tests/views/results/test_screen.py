from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from app.models.survey import WeightRule
from app.services.changes import survey_changed
from app.services.plausibility.survey_findings import Finding
from app.views.results.screen import ResultsScreen
from app.views.widgets.chart_view import ChartView
from app.views.widgets.table import DataTable
from tests.support.result_office import UNSUR, add_sheets, add_survey, make_office, quarters
from tests.support.screens import Desk, clipboard, desk_over, find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.session import Session


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "kantor.sqlite"
    session, survey = quarters(path)
    session.store.close()
    with desk_over(qtbot, path, survey.id) as desk:
        yield desk


@pytest.fixture
def screen(desk: Desk) -> ResultsScreen:
    made = ResultsScreen(desk.workspace)
    desk.show(made)
    return made


def text(screen: QWidget, name: str) -> str:
    return find(screen, QLabel, name).text()


def cells(table: DataTable, column: int) -> list[str]:
    model = table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def to_tab(desk: Desk, screen: ResultsScreen, key: str) -> None:
    """Walk through the tabs by the arrow keys, as without a mouse."""
    find(screen, QPushButton, f"hasil.tab.{screen.tabs.current}").setFocus()
    for _ in screen.pages:
        if screen.tabs.current == key:
            return
        desk.qtbot.keyClick(screen.tabs, Qt.Key.Key_Right)
    raise AssertionError(key)


def test_it_says_whose_figures_these_are(screen: ResultsScreen) -> None:
    assert text(screen, "hasil.judul") == "Hasil SKM 2026, Triwulan I"
    assert screen.header.subtitle.whole.startswith("Semua layanan · 60 responden · bobot 1/9")
    assert text(screen, "hasil.catatan") == "Data contoh: bukan hasil survei yang nyata."
    assert find(screen, QLabel, "hasil.catatan").isVisible()


def test_the_table_ends_with_the_index(screen: ResultsScreen) -> None:
    table = find(screen, DataTable, "hasil.unsur")
    assert cells(table, 0)[-1] == "IKM"
    assert cells(table, 4)[-1] == screen.figures.index.figure.value.text()
    assert len(cells(table, 0)) == 10
    assert not table.isColumnHidden(6)


def test_the_index_tells_its_margin_and_its_change(screen: ResultsScreen) -> None:
    notes = text(screen, "hasil.ikm.keterangan")
    assert notes.startswith("±")
    assert "(95 %)" in notes
    assert notes.endswith("dari Triwulan IV 2025")


def test_the_sample_tells_what_is_missing(screen: ResultsScreen) -> None:
    figure = screen.figures.sample.figure
    assert figure.value.text() == "60 dari 278"
    assert figure.note.text() == "kurang 218 lembar, populasi 1.000"


def test_the_tabs_are_reached_by_the_keyboard(desk: Desk, screen: ResultsScreen) -> None:
    for key in ("sebaran", "responden", "kelompok", "tren", "saran"):
        to_tab(desk, screen, key)
        assert screen.pages[key].isVisible()


def test_the_table_is_copied_for_a_spreadsheet(desk: Desk, screen: ResultsScreen) -> None:
    desk.qtbot.keyClick(find(screen, QPushButton, "hasil.salin"), Qt.Key.Key_Space)
    lines = [line.split("\t") for line in clipboard().split("\n")]
    assert lines[0] == ["Unsur", "n", "NRR", "Tertimbang", "Konversi", "Mutu", "Perubahan"]
    assert len(lines) == 11
    assert {len(line) for line in lines} == {7}
    assert desk.messages == ["Tabel disalin. Tempelkan ke lembar kerja dengan Ctrl+V."]


def test_remarks_cannot_become_formulas_on_the_clipboard(desk: Desk, screen: ResultsScreen) -> None:
    to_tab(desk, screen, "saran")
    desk.qtbot.keyClick(find(screen, QPushButton, "hasil.salin"), Qt.Key.Key_Space)
    assert "\t'=HYPERLINK" in clipboard()


def test_all_respondent_tables_are_copied_together(desk: Desk, screen: ResultsScreen) -> None:
    to_tab(desk, screen, "responden")
    screen.copy_table()
    assert "Jenis kelamin\nKelompok\tn\t%\nLaki-laki\t30\t50,0" in clipboard()


def test_a_service_is_chosen_by_the_keyboard_for_all_figures(
    desk: Desk, screen: ResultsScreen
) -> None:
    part = find(screen, QComboBox, "hasil.bagian")
    part.setFocus()
    desk.qtbot.keyClick(part, Qt.Key.Key_Down)
    desk.settle()
    assert screen.header.subtitle.whole.startswith("Layanan: Surat keterangan · 48 responden")
    assert set(cells(find(screen, DataTable, "hasil.unsur"), 1)) == {"48"}
    desk.qtbot.keyClick(find(screen, QPushButton, "hasil.semua"), Qt.Key.Key_Space)
    desk.settle()
    assert screen.header.subtitle.whole.startswith("Semua layanan · 60 responden")


def test_enter_on_a_group_shows_only_that_group(desk: Desk, screen: ResultsScreen) -> None:
    to_tab(desk, screen, "kelompok")
    desk.qtbot.keyClick(find(screen, QWidget, "hasil.kelompok.ciri"), Qt.Key.Key_Right)
    table = find(screen, DataTable, "hasil.kelompok")
    assert cells(table, 0) == ["Laki-laki", "Perempuan"]
    table.setFocus()
    table.selectRow(1)
    desk.qtbot.keyClick(table, Qt.Key.Key_Return)
    desk.settle()
    assert screen.header.subtitle.whole.startswith("Jenis kelamin: Perempuan · 30 responden")
    assert find(screen, QComboBox, "hasil.bagian").currentText() == "Jenis kelamin: Perempuan"


def test_clicking_a_bar_marks_its_row(desk: Desk, screen: ResultsScreen) -> None:
    table = find(screen, DataTable, "hasil.unsur")
    chart = find(screen, ChartView, "hasil.unsur.grafik")
    chart.setFocus()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return):
        desk.qtbot.keyClick(chart, key)
    assert [row.result.unsur.key for row in table.selected_rows()] == ["prosedur"]  # type: ignore[attr-defined] # UnsurRow


def test_small_groups_are_marked(qtbot: QtBot, tmp_path: Path) -> None:
    session, services = make_office(tmp_path / "kantor.sqlite")
    survey = add_survey(session, services)
    add_sheets(session, survey, 12)
    session.store.close()
    with desk_over(qtbot, tmp_path / "kantor.sqlite", survey.id) as desk:
        screen = ResultsScreen(desk.workspace)
        desk.show(screen)
        to_tab(desk, screen, "kelompok")
        assert cells(find(screen, DataTable, "hasil.kelompok"), 0)[1] == "Surat pengantar nikah *"
        assert "jangan dicetak" in text(screen, "hasil.kelompok.keterangan")


def test_remarks_are_found_and_shown_as_plain_text(desk: Desk, screen: ResultsScreen) -> None:
    to_tab(desk, screen, "saran")
    table = find(screen, DataTable, "hasil.saran")
    assert cells(table, 0) == ["7", "12", "19"]
    search = find(screen, QLineEdit, "hasil.saran.cari")
    desk.qtbot.keyClicks(search, "TEBAL")
    assert cells(table, 0) == ["12"]
    assert text(screen, "hasil.saran.jumlah") == "1 dari 3 saran, 3 belum ditinjau"
    full = find(screen, QPlainTextEdit, "hasil.saran.isi")
    assert full.toPlainText() == '=HYPERLINK("http://contoh") <b>tebal</b>'
    desk.qtbot.keyClicks(search, "zzz")
    assert cells(table, 0) == []
    assert text(screen, "hasil.saran.kosong") == "Tidak ada saran yang cocok."


def test_enter_on_a_remark_leads_to_its_sheet(desk: Desk, screen: ResultsScreen) -> None:
    to_tab(desk, screen, "saran")
    table = find(screen, DataTable, "hasil.saran")
    table.setFocus()
    desk.qtbot.keyClick(table, Qt.Key.Key_Return)
    assert desk.wanted == [("entri", 7)]


def test_the_trend_leads_to_the_other_period(desk: Desk, screen: ResultsScreen) -> None:
    to_tab(desk, screen, "tren")
    table = find(screen, DataTable, "hasil.tren")
    assert cells(table, 0)[1] == "SKM 2025, Triwulan IV"
    table.setFocus()
    table.selectRow(1)
    desk.qtbot.keyClick(table, Qt.Key.Key_Return)
    desk.settle()
    assert text(screen, "hasil.judul") == "Hasil SKM 2025, Triwulan IV"


def test_findings_are_counted_and_listed(desk: Desk, screen: ResultsScreen) -> None:
    assert screen.figures.findings.isVisible()
    more = find(screen, QPushButton, "hasil.periksa.semua")
    desk.qtbot.keyClick(more, Qt.Key.Key_Space)
    assert screen.tabs.current == "temuan"
    assert "Lembar nomor" in text(screen, "hasil.temuan.isi")


def test_a_finding_is_marked_with_a_reason_and_taken_back(
    desk: Desk, screen: ResultsScreen
) -> None:
    to_tab(desk, screen, "temuan")
    desk.workspace.changed.connect(screen.refresh)
    reason = find(screen, QLineEdit, "hasil.temuan.alasan")
    table = find(screen, DataTable, "hasil.temuan")
    chosen = table.selected_rows()[0]
    desk.qtbot.keyClicks(reason, "Cocok dengan kertasnya")
    desk.qtbot.keyClick(reason, Qt.Key.Key_Return)
    desk.settle()
    assert text(screen, "hasil.temuan.tanda") == (
        "Diperiksa oleh Penguji, benar: Cocok dengan kertasnya."
    )
    marked = table.selected_rows()[0]
    assert isinstance(chosen, Finding)
    assert isinstance(marked, Finding)
    assert (marked.key, marked.checked) == (chosen.key, "Cocok dengan kertasnya")
    desk.qtbot.keyClick(find(screen, QPushButton, "hasil.temuan.batal"), Qt.Key.Key_Space)
    desk.settle()
    assert find(screen, QLineEdit, "hasil.temuan.alasan").isVisible()


def test_print_leads_to_the_reports(desk: Desk, screen: ResultsScreen) -> None:
    desk.qtbot.keyClick(find(screen, QPushButton, "hasil.cetak"), Qt.Key.Key_Space)
    assert desk.wanted == [("laporan", None)]


def test_a_change_of_the_survey_shows_at_once(desk: Desk, screen: ResultsScreen) -> None:
    survey_id = desk.workspace.survey_id

    def delete_one(session: Session) -> None:
        sheet = session.store.sheets.by_number(survey_id, 60)
        assert sheet is not None
        session.store.sheets.delete(sheet, UNSUR)

    desk.do(delete_one)
    screen.refresh(survey_changed(survey_id))
    desk.settle()
    assert "59 responden" in screen.header.subtitle.whole
    screen.refresh(survey_changed(survey_id + 99))
    assert desk.workspace.background.pending == 0


def test_a_rounded_weight_stands_beside_the_exact_result(desk: Desk) -> None:
    survey_id = desk.workspace.survey_id

    def round_weight(session: Session) -> None:
        survey = session.store.surveys.get(survey_id)
        session.store.surveys.save(replace(survey, weight_rule=WeightRule.TWO_DECIMALS))

    desk.do(round_weight)
    screen = ResultsScreen(desk.workspace)
    desk.show(screen)
    exact = find(screen, QLabel, "hasil.ikm.tepat")
    assert exact.isVisible()
    assert exact.text().startswith("Bobot 0,11. Hasil tepat (1/9): ")


def test_without_a_survey_the_way_to_one_is_shown(desk: Desk) -> None:
    desk.workspace.choose_survey(0)
    screen = ResultsScreen(desk.workspace)
    desk.show(screen)
    button = find(screen, QPushButton, "hasil.kosong.lanjut")
    assert screen.empty.title.text() == "Belum ada survei"
    desk.qtbot.keyClick(button, Qt.Key.Key_Space)
    assert desk.wanted == [("survei", None)]


@pytest.mark.parametrize("read_only", [False, True])
def test_without_sheets_the_way_to_entry_is_shown(
    qtbot: QtBot, tmp_path: Path, read_only: bool
) -> None:
    session, services = make_office(tmp_path / "kantor.sqlite")
    survey = add_survey(session, services)
    session.store.close()
    with desk_over(qtbot, tmp_path / "kantor.sqlite", survey.id, read_only=read_only) as desk:
        screen = ResultsScreen(desk.workspace)
        desk.show(screen)
        assert screen.empty.title.text() == "Belum ada lembar"
        assert find(screen, QPushButton, "hasil.kosong.lanjut").isVisible() is not read_only
        assert text(screen, "hasil.judul") == "Hasil SKM 2026, Triwulan I"


def test_blank_sheets_alone_show_dashes_not_zeros(qtbot: QtBot, tmp_path: Path) -> None:
    session, services = make_office(tmp_path / "kantor.sqlite")
    survey = add_survey(session, services)
    add_sheets(session, survey, 1)
    sheet = session.store.sheets.by_number(survey.id, 1)
    assert sheet is not None
    session.store.sheets.change(replace(sheet, answers={}), UNSUR)
    session.store.close()
    with desk_over(qtbot, tmp_path / "kantor.sqlite", survey.id) as desk:
        screen = ResultsScreen(desk.workspace)
        desk.show(screen)
        assert screen.figures.index.figure.value.text() == "–"
        assert cells(find(screen, DataTable, "hasil.unsur"), 4) == ["–"] * 10
        to_tab(desk, screen, "tren")
        assert find(screen, QWidget, "hasil.tren.tanpa").isVisible()


def test_every_part_that_can_be_used_has_a_name(screen: ResultsScreen) -> None:
    for kind in (QPushButton, QComboBox, QLineEdit, QPlainTextEdit, DataTable, ChartView):
        for part in screen.findChildren(kind):
            assert part.objectName(), part
            assert part.accessibleName() or not part.isVisible(), part.objectName()


def test_the_tabs_have_the_keyboard_when_the_screen_is_led_to(
    desk: Desk, screen: ResultsScreen
) -> None:
    screen.setFocus()
    screen.activate()
    desk.settle()
    assert find(screen, QPushButton, "hasil.tab.unsur").hasFocus()
