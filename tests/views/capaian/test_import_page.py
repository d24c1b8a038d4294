"""Tables of performance go in by keys: columns chosen, separators stated, all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from app.views.capaian.screen import CapaianScreen
from app.views.widgets.grid import EditGrid
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import Label
from app.views.widgets.table import DataTable
from app.views.widgets.tabs import Switcher
from tests.offices import make_office
from tests.support.capaian_screen import CTRL, press
from tests.support.capaian_tables import HEAD, INDIKATOR, PROGRAM, YEAR, row, written
from tests.support.screens import Desk, desk_over, find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.views.capaian.import_page import ImportPage

NAME = "capaian.impor"


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    office = make_office(tmp_path / "kantor.sqlite")
    office.store.close()
    with desk_over(qtbot, tmp_path / "kantor.sqlite", office.survey.id) as made:
        yield made


@pytest.fixture
def screen(desk: Desk) -> CapaianScreen:
    made = CapaianScreen(desk.workspace)
    desk.workspace.changed.connect(made.refresh)
    desk.show(made)
    made.activateWindow()
    made.open_target("impor")
    made.importing.year.setValue(YEAR)
    return made


def load(desk: Desk, page: ImportPage, path: Path) -> str:
    page.load(path)
    desk.settle()
    return find(page, Label, f"{NAME}.putusan").text()


def test_the_published_tables_go_in(desk: Desk, screen: CapaianScreen) -> None:
    said = load(desk, screen.importing, INDIKATOR)
    assert "27 baris baru" in said
    assert find(screen, Switcher, f"{NAME}.desimal").current == "titik"
    press(desk, Qt.Key.Key_S, CTRL)
    grid = find(screen, EditGrid, "capaian.tabel")
    assert sum(not line.is_heading for line in grid.grid_model.lines) == 27
    assert "27 baru" in desk.messages[-1]
    screen.begin_import()
    said = load(desk, screen.importing, PROGRAM)
    press(desk, Qt.Key.Key_S, CTRL)
    screen.open_target("program")
    desk.settle()
    rows = find(screen, EditGrid, "capaian.program").grid_model.lines
    assert sum(not line.is_heading for line in rows) == 58
    screen.begin_import()
    assert "sudah ada dan sama" in load(desk, screen.importing, INDIKATOR)
    assert not screen.importing.accept.isEnabled()


def test_one_column_has_a_sign_of_its_own(
    desk: Desk, screen: CapaianScreen, tmp_path: Path
) -> None:
    path = written(
        tmp_path / "t.csv",
        HEAD,
        row(target_2022="75,5", realisasi_2022="69.5"),
        row("2", "Lain", target_2022="80,25", realisasi_2022="81.75"),
    )
    said = load(desk, screen.importing, path)
    assert "2 sel tidak dapat diambil" in said
    assert find(screen, DataTable, f"{NAME}.masalah").rows_model.rowCount() == 2
    columns = screen.importing.columns
    columns.select_row(columns.rows_model.row_at(HEAD.index("realisasi_2022")))
    own = find(screen, Switcher, f"{NAME}.desimal_kolom")
    own.setFocus()
    press(desk, Qt.Key.Key_Right)
    assert "2 baris baru" in find(screen, Label, f"{NAME}.putusan").text()
    press(desk, Qt.Key.Key_S, CTRL)
    figures: list[str] = []
    desk.do(lambda s: figures.extend(f.realisasi.text for f in s.capaian.figures(YEAR).indikator))
    assert figures == ["69.5", "81.75"]


def test_a_column_by_another_name_is_chosen(
    desk: Desk, screen: CapaianScreen, tmp_path: Path
) -> None:
    head = ("no", "sasaran", "ukuran keberhasilan", *HEAD[3:])
    path = written(tmp_path / "t.csv", head, row(target_2022="75", realisasi_2022="69"))
    load(desk, screen.importing, path)
    assert not screen.importing.accept.isEnabled()
    columns = screen.importing.columns
    for place, key in ((0, "no_sasaran"), (2, "indikator")):
        columns.select_row(columns.rows_model.row_at(place))
        box = find(screen, ChoiceBox, f"{NAME}.arti")
        box.setFocus()
        box.choose(key)
        box.picked.emit(key)
        desk.settle()
    assert "1 baris baru" in find(screen, Label, f"{NAME}.putusan").text()
    press(desk, Qt.Key.Key_S, CTRL)
    names: list[str] = []
    desk.do(lambda s: names.extend(f.indikator.name for f in s.capaian.figures(YEAR).indikator))
    assert names == ["Nilai SAKIP"]


def test_what_is_no_table_is_refused_and_esc_leaves(
    desk: Desk, screen: CapaianScreen, tmp_path: Path
) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04rusak")
    assert "rusak" in load(desk, screen.importing, tmp_path / "a.xlsx")
    press(desk, Qt.Key.Key_Escape)
    assert not screen.importing.isVisible()


def test_an_import_is_taken_back_by_key_and_in_its_message(
    desk: Desk, screen: CapaianScreen
) -> None:
    grid = find(screen, EditGrid, "capaian.tabel")
    load(desk, screen.importing, INDIKATOR)
    press(desk, Qt.Key.Key_S, CTRL)
    assert grid.grid_model.lines
    press(desk, Qt.Key.Key_Z, CTRL)
    assert desk.messages[-1] == "Impor indikator_kinerja.csv diurungkan."
    assert not screen.export.isEnabled()
    screen.begin_import()
    load(desk, screen.importing, INDIKATOR)
    with desk.qtbot.waitSignal(desk.workspace.message) as told:
        press(desk, Qt.Key.Key_S, CTRL)
    told.args[3]()
    desk.settle()
    assert desk.messages[-1] == "Impor indikator_kinerja.csv diurungkan."
    told.args[3]()
    press(desk, Qt.Key.Key_Z, CTRL)
    assert "Tidak ada yang dapat diurungkan" in desk.messages[-1]
