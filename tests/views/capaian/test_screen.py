"""The screen Capaian by its keys: a year is typed, pasted, compared, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.models.entered import Entered
from app.services.sample.service import create_performance_sample
from app.services.session import Session
from app.views.capaian.screen import CapaianScreen
from app.views.widgets.buttons import Button
from app.views.widgets.chart_view import ChartView
from app.views.widgets.grid import EditGrid
from app.views.widgets.grid_editor import CellEditor
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import ElidedLabel, Label
from app.views.widgets.tabs import Switcher
from tests.offices import make_office
from tests.support.capaian_office import IKM, SPIP, TPT, YEAR
from tests.support.capaian_screen import CTRL, cell, figures, press, read, shown, tab, type_in
from tests.support.screens import Desk, clipboard, desk_over, find

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.capaian.figures import IndikatorFigures


def status(screen: CapaianScreen) -> str:
    return find(screen, Label, "capaian.tabel.keterangan").text()


def test_a_year_is_shown_with_its_figures(screen: CapaianScreen, ids: dict[str, int]) -> None:
    grid = find(screen, EditGrid, "capaian.tabel")
    assert cell(grid, ids[IKM], "target") == "82,50"
    assert cell(grid, ids[IKM], "capaian") == "103,32"
    assert cell(grid, ids[SPIP], "tercapai") == "tercapai"
    assert cell(grid, ids[TPT], "pagu") == "1.200.000.000"
    subtitle = find(screen, ElidedLabel, "capaian.rincian").whole
    assert subtitle.startswith("2 sasaran · 3 indikator · 3 tercapai")
    assert find(screen, ChoiceBox, "capaian.tahun").key == str(YEAR)


def test_a_typed_value_changes_what_follows_and_is_taken_back(
    desk: Desk, screen: CapaianScreen, ids: dict[str, int]
) -> None:
    grid = find(screen, EditGrid, "capaian.tabel")
    grid.go_to((ids[IKM], "realisasi"))
    type_in("80,5")
    press(desk, Qt.Key.Key_Return)
    assert figures(desk, ids[IKM]).realisasi == Entered("80.5")
    assert cell(grid, ids[IKM], "realisasi") == "80,5"
    assert cell(grid, ids[IKM], "capaian") == "97,58"
    assert cell(grid, ids[IKM], "tercapai") == "belum"
    press(desk, Qt.Key.Key_Z, CTRL)
    assert cell(grid, ids[IKM], "realisasi") == "85,24"
    assert desk.messages[-1] == "Isian itu dikembalikan."
    press(desk, Qt.Key.Key_Z, CTRL)
    assert "Tidak ada yang dapat diurungkan" in desk.messages[-1]


def test_a_text_is_refused_with_its_reason(
    desk: Desk, screen: CapaianScreen, ids: dict[str, int]
) -> None:
    grid = find(screen, EditGrid, "capaian.tabel")
    grid.go_to((ids[IKM], "target"))
    type_in("15.426")
    press(desk, Qt.Key.Key_Return)
    assert "15.426" in status(screen)
    assert isinstance(QApplication.focusWidget(), CellEditor)
    press(desk, Qt.Key.Key_Escape)
    assert figures(desk, ids[IKM]).target == Entered("82.50")


def test_delete_empties_and_a_computed_cell_says_why_it_is_blank(
    desk: Desk, screen: CapaianScreen, ids: dict[str, int]
) -> None:
    grid = find(screen, EditGrid, "capaian.tabel")
    grid.go_to((ids[IKM], "target"))
    press(desk, Qt.Key.Key_Delete)
    assert figures(desk, ids[IKM]).target.is_blank
    grid.go_to((ids[IKM], "capaian"))
    assert status(screen) == "Tidak dapat dihitung: belum ada target."


def paste(desk: Desk, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    press(desk, Qt.Key.Key_V, CTRL)


def test_a_block_is_pasted_after_its_sign_was_stated(
    desk: Desk, screen: CapaianScreen, ids: dict[str, int]
) -> None:
    grid = find(screen, EditGrid, "capaian.tabel")
    grid.go_to((ids[IKM], "target"))
    paste(desk, "83.25\t\t86.125\nLevel 4\t\tLevel 3\n")
    assert find(screen, Switcher, "capaian.tabel.tempel.desimal").current == "titik"
    assert cell(grid, ids[IKM], "target") == "83,25"
    assert figures(desk, ids[IKM]).target == Entered("82.50")
    press(desk, Qt.Key.Key_Return)
    assert figures(desk, ids[IKM]).realisasi == Entered("86.125")
    assert figures(desk, ids[SPIP]).target == Entered("Level 4")
    assert "4 sel ditempel" in desk.messages[-1]
    press(desk, Qt.Key.Key_Z, CTRL)
    assert figures(desk, ids[IKM]).target == Entered("82.50")
    assert figures(desk, ids[SPIP]).target == Entered("Level 3")


def test_whole_numbers_need_no_question(
    desk: Desk, screen: CapaianScreen, ids: dict[str, int]
) -> None:
    grid = find(screen, EditGrid, "capaian.tabel")
    grid.go_to((ids[IKM], "target"))
    paste(desk, "83\n\n")
    assert not screen.indikator.paste_bar.isVisible()
    assert figures(desk, ids[IKM]).target == Entered("83")


def test_a_block_with_a_wrong_cell_is_not_taken(
    desk: Desk, screen: CapaianScreen, ids: dict[str, int]
) -> None:
    grid = find(screen, EditGrid, "capaian.tabel")
    grid.go_to((ids[IKM], "target"))
    paste(desk, "83,5\ntiga level\n")
    verdict = find(screen, Label, "capaian.tabel.tempel.putusan").text()
    assert "baris 2 kolom 1 “tiga level”" in verdict
    press(desk, Qt.Key.Key_Return)
    assert figures(desk, ids[IKM]).target == Entered("82.50")
    press(desk, Qt.Key.Key_Escape)
    assert cell(grid, ids[IKM], "target") == "82,50"


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "tidak berisi teks"), ("1\n2\n3\n4", "4 baris"), ("\t".join("1" * 30), "30 kolom")],
)
def test_what_cannot_be_pasted_is_said(
    desk: Desk, screen: CapaianScreen, ids: dict[str, int], text: str, said: str
) -> None:
    find(screen, EditGrid, "capaian.tabel").go_to((ids[IKM], "target"))
    paste(desk, text)
    assert said in status(screen)


def test_tabs_compare_and_the_rpjmd_is_typed(
    desk: Desk, screen: CapaianScreen, ids: dict[str, int]
) -> None:
    grid = find(screen, EditGrid, "capaian.tabel")
    screen.open_target("nasional")
    grid.go_to((ids[IKM], "national"))
    type_in("87,5")
    press(desk, Qt.Key.Key_Return)
    assert cell(grid, ids[IKM], "selisih_nasional") == "−2,26"
    assert cell(grid, ids[IKM], "dibanding_nasional") == "lebih buruk"
    assert cell(grid, ids[TPT], "dibanding_nasional") == "–"
    screen.open_target("rpjmd")
    grid.go_to((ids[TPT], "rpjmd:2028"))
    type_in("8")
    press(desk, Qt.Key.Key_Return)
    targets = read(desk, lambda session: session.capaian.structure.targets_of(ids[TPT]))
    assert targets == [{2028: Entered("8")}]
    press(desk, Qt.Key.Key_Z, CTRL)
    assert cell(grid, ids[TPT], "rpjmd:2028") == "–"
    screen.open_target("sebelumnya")
    assert cell(grid, ids[TPT], "selisih_awal") == "−2,1"
    screen.open_target("efisiensi")
    assert cell(grid, ids[TPT], "baris") == "3"


def test_the_chart_follows_the_figures(desk: Desk, screen: CapaianScreen) -> None:
    screen.open_target("grafik")
    bars = find(screen, ChartView, "capaian.grafik")
    assert bars.chart is not None
    assert [one.label for one in bars.chart.categories] == [IKM, SPIP, TPT]
    bars.setFocus()
    press(desk, Qt.Key.Key_Down)
    press(desk, Qt.Key.Key_Down)
    press(desk, Qt.Key.Key_Return)
    course = find(screen, ChartView, "capaian.grafik.indikator").chart
    assert course is not None
    assert SPIP in course.title


def test_years_are_switched_by_keys(desk: Desk, screen: CapaianScreen, ids: dict[str, int]) -> None:
    grid = find(screen, EditGrid, "capaian.tabel")
    press(desk, Qt.Key.Key_PageUp, CTRL)
    assert find(screen, ChoiceBox, "capaian.tahun").key == "2027"
    assert cell(grid, ids[IKM], "realisasi") == "–"
    grid.go_to((ids[IKM], "realisasi"))
    type_in("86*")
    press(desk, Qt.Key.Key_Return)
    assert cell(grid, ids[IKM], "realisasi") == "86*"
    press(desk, Qt.Key.Key_PageDown, CTRL)
    assert cell(grid, ids[IKM], "realisasi") == "85,24"


def test_a_locked_year_says_so(desk: Desk, screen: CapaianScreen, ids: dict[str, int]) -> None:
    desk.workspace.write(lambda session: session.capaian.yearly.lock(YEAR, "Sudah diperiksa"))
    desk.settle()
    grid = find(screen, EditGrid, "capaian.tabel")
    grid.go_to((ids[IKM], "target"))
    type_in("1")
    assert "terkunci" in status(screen)
    paste(desk, "1,5")
    assert "terkunci" in status(screen)
    assert figures(desk, ids[IKM]).target == Entered("82.50")


def test_a_file_that_is_only_read_takes_nothing(
    qtbot: QtBot, tmp_path: Path, ids: dict[str, int]
) -> None:
    with desk_over(qtbot, tmp_path / "kantor.sqlite", 1, read_only=True) as desk:
        screen = shown(desk)
        find(screen, EditGrid, "capaian.tabel").go_to((ids[IKM], "target"))
        type_in("1")
        assert "hanya dibaca" in status(screen)
        assert not screen.bring.isEnabled()


def test_an_office_without_indikator_is_led_to_the_import(qtbot: QtBot, tmp_path: Path) -> None:
    office = make_office(tmp_path / "kosong.sqlite")
    office.store.close()
    with desk_over(qtbot, tmp_path / "kosong.sqlite", office.survey.id) as desk:
        made = CapaianScreen(desk.workspace)
        desk.show(made)
        made.activateWindow()
        button = find(made, Button, "capaian.kosong.lanjut")
        button.setFocus()
        press(desk, Qt.Key.Key_Return)
        assert made.importing.isVisible()
        press(desk, Qt.Key.Key_Escape)
        assert not made.importing.isVisible()


def test_the_year_is_written_to_a_workbook(
    desk: Desk, screen: CapaianScreen, tmp_path: Path
) -> None:
    screen.exporter.write(YEAR, tmp_path / "c.xlsx")
    desk.settle()
    assert (tmp_path / "c.xlsx").stat().st_size > 1000
    assert "ditulis ke" in desk.messages[-1]


def test_everything_is_copied_with_its_titles(
    desk: Desk, screen: CapaianScreen, ids: dict[str, int]
) -> None:
    find(screen, EditGrid, "capaian.tabel").selectAll()
    press(desk, Qt.Key.Key_C, CTRL)
    lines = clipboard().splitlines()
    assert lines[0].startswith("Indikator\tSatuan\tTarget")
    assert lines[1].startswith(f"{IKM}\tPoin\t82,50")


def test_27_indikator_are_typed_by_keyboard_alone(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "kota.sqlite"
    session = create_performance_sample(path)
    assert isinstance(session, Session)
    session.store.close()
    with desk_over(qtbot, path, 0) as desk:
        screen = shown(desk)
        press(desk, Qt.Key.Key_PageUp, CTRL)
        grid = find(screen, EditGrid, "capaian.tabel")
        grid.go_to((screen.indikator.grid.grid_model.lines[1].key, "target"))
        for number in range(27):
            type_in(f"{50 + number},25")
            tab(2)
            type_in(f"{60 + number},5")
            tab(3)
        desk.settle()
        year = screen.year
        found = read(desk, lambda session: session.capaian.figures(year).indikator)
        typed: tuple[IndikatorFigures, ...] = found[0]  # type: ignore[assignment] # what was read
        assert [one.target.text for one in typed] == [f"{50 + n}.25" for n in range(27)]
        assert [one.realisasi.text for one in typed] == [f"{60 + n}.5" for n in range(27)]
        for _ in range(54):
            QTest.keyClick(grid, Qt.Key.Key_Z, CTRL)
        desk.settle()
        again = read(desk, lambda session: session.capaian.figures(year).indikator)
        assert all(one.target.is_blank for one in again[0])  # type: ignore[attr-defined] # as above


def test_the_title_gives_way_where_the_window_is_narrow(screen: CapaianScreen) -> None:
    heading = find(screen, Label, "capaian.judul")
    screen.resize(1000, 700)
    assert heading.isVisible()
    screen.resize(900, 700)
    assert not heading.isVisible()
    assert find(screen, ChoiceBox, "capaian.tahun").isVisible()


def test_the_report_is_that_of_the_year_on_the_screen(desk: Desk, screen: CapaianScreen) -> None:
    find(screen, Button, "capaian.cetak").click()
    assert desk.wanted == [("laporan", ("capaian", YEAR))]
