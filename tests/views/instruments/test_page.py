"""The editor of instruments, by keyboard: from a copy of skm-9 to a version frozen by answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QLineEdit, QWidget

from app.paths import resource
from app.services.instruments.listing import InstrumentRow, Source
from app.views.instruments.page import InstrumentsPage
from app.views.settings.screen import SettingsScreen
from app.views.theme import apply_theme
from app.views.widgets.inputs import ChoiceBox
from tests.support.instrument_office import add_survey, made_sheet
from tests.support.office import open_office
from tests.support.screens import Desk, desk_over, find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.session import Session

NAME = "pengaturan.instrumen"
SKM_9 = resource("instruments", "skm-9.toml").read_text(encoding="utf-8")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "kantor.puas"
    open_office(path).store.close()
    with desk_over(qtbot, path, 0) as desk:
        yield desk
    apply_theme("terang")


@pytest.fixture
def page(desk: Desk) -> InstrumentsPage:
    screen = SettingsScreen(desk.workspace)
    desk.workspace.changed.connect(screen.refresh)
    desk.show(screen)
    screen.activateWindow()
    screen.open_target("instrumen")
    desk.settle()
    made = screen.pages["instrumen"]
    assert isinstance(made, InstrumentsPage)
    return made


def row_of(page: InstrumentsPage, key: str, version: int) -> InstrumentRow:
    shown = page.list.table.rows_model.shown
    found = next(row for row in shown if (row.key, row.version) == (key, version))
    assert isinstance(found, InstrumentRow)
    return found


def press(desk: Desk, page: QWidget, name: str) -> None:
    button = find(page, QAbstractButton, f"{NAME}.{name}")
    assert button.isEnabled(), name
    button.setFocus()
    desk.qtbot.keyClick(button, Qt.Key.Key_Space)
    desk.settle()


def type_into(desk: Desk, page: QWidget, name: str, text: str) -> QLineEdit:
    field = find(page, QLineEdit, f"{NAME}.{name}")
    assert field.isVisible(), name
    field.setFocus()
    field.selectAll()
    desk.qtbot.keyClicks(field, text)
    return field


def choose(desk: Desk, page: InstrumentsPage, key: str, version: int) -> None:
    page.list.table.select_row(row_of(page, key, version))
    desk.settle()


def copy_skm(desk: Desk, page: InstrumentsPage) -> None:
    choose(desk, page, "skm-9", 1)
    press(desk, page, "salin")
    assert page.editor.isVisible()


def problems(page: InstrumentsPage) -> list[str]:
    return [problem.text for problem in page.editor.problems]


def test_a_copy_is_edited_published_used_and_frozen(desk: Desk, page: InstrumentsPage) -> None:
    copy_skm(desk, page)
    type_into(desk, page, "kunci", "skm-loket")
    page.editor.tabs.choose("unsur")
    field = type_into(desk, page, "unsur.1.weight", "0,2")
    assert problems(page) == ["Jumlah bobot 49/45, lebih 4/45 dari 1."]
    total = find(page, QLabel, f"{NAME}.unsur.jumlah")
    assert total.text() == problems(page)[0]
    type_into(desk, page, "unsur.1.weight", "banyak")
    assert field.property("invalid") is True
    assert "bobot harus lebih dari 0" in field.accessibleDescription()
    press(desk, page, "unsur.bagi_rata")
    assert problems(page) == []
    assert field.text() == "1/9"
    assert total.text() == "Jumlah bobot tepat 1."
    page.editor.tabs.choose("pertanyaan")
    press(desk, page, "pertanyaan.tambah")
    assert any("Pertanyaan 10: bunyi pertanyaan belum diisi." in text for text in problems(page))
    type_into(desk, page, "pertanyaan.teks", "Apakah ruang tunggu bersih?")
    assert QApplication.focusWidget() is not None
    assert problems(page) == []
    type_into(desk, page, "pertanyaan.pilihan.4", "Sangat bersih")
    type_into(desk, page, "pertanyaan.tombol.4", "Sangat")
    desk.qtbot.waitUntil(lambda: not page.editor.is_unsaved)
    press(desk, page, "terbit")
    assert desk.messages[-1].startswith("Instrumen skm-loket versi 2 terbit")
    assert row_of(page, "skm-loket", 2).source is Source.OFFICE
    desk.do(use_it)
    page.editor.left.emit()
    desk.settle()
    assert row_of(page, "skm-loket", 2).use.sheets == 1
    choose(desk, page, "skm-loket", 2)
    press(desk, page, "ubah")
    assert "sudah punya 1 lembar jawaban" in page.message.text.text()
    assert page.list.isVisible()
    desk.qtbot.keyClick(page.message.button, Qt.Key.Key_Space)
    desk.settle()
    assert page.editor.isVisible()
    assert (page.editor.content["key"], page.editor.content["version"]) == ("skm-loket", 3)


def use_it(session: Session) -> None:
    survey = add_survey(session, "skm-loket")
    instrument = session.instruments.of(survey.instrument_id)
    assert len(instrument.questions) == 10
    assert instrument.questions[9].label_of(4) == "Sangat bersih"
    session.entry.save(made_sheet(survey, instrument, 1))


def test_the_draft_saves_itself_and_is_deleted_with_undo(desk: Desk, page: InstrumentsPage) -> None:
    copy_skm(desk, page)
    type_into(desk, page, "nama", "Survei loket")
    desk.qtbot.keyClick(page.editor, Qt.Key.Key_Escape)
    desk.settle()
    assert page.list.isVisible()
    assert row_of(page, "skm-9", 2).name == "Survei loket"
    choose(desk, page, "skm-9", 2)
    page.list.table.setFocus()
    desk.qtbot.keyClick(page.list.table, Qt.Key.Key_Delete)
    desk.settle()
    shown = page.list.table.rows_model.shown
    assert not [row for row in shown if row.source is Source.DRAFT]
    undo = desk.acts[-1]
    assert undo is not None
    undo()
    desk.settle()
    assert row_of(page, "skm-9", 2).name == "Survei loket"


def test_problems_lead_to_their_place(desk: Desk, page: InstrumentsPage) -> None:
    copy_skm(desk, page)
    type_into(desk, page, "nama", " ")
    page.editor.tabs.choose("mutu")
    type_into(desk, page, "mutu.2.lower", "99")
    press(desk, page, "masalah.2")
    assert QApplication.focusWidget() is find(page, QLineEdit, f"{NAME}.mutu.2.lower")
    desk.qtbot.keyClick(page.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.editor.tabs.current == "umum"
    assert QApplication.focusWidget() is find(page, QLineEdit, f"{NAME}.nama")
    assert "Nama instrumen belum diisi." in find(page, QLabel, f"{NAME}.nama.galat").text()


def test_rows_are_moved_taken_out_and_brought_back(desk: Desk, page: InstrumentsPage) -> None:
    copy_skm(desk, page)
    page.editor.tabs.choose("unsur")
    field = find(page, QLineEdit, f"{NAME}.unsur.1.name")
    field.setFocus()
    desk.qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [u["key"] for u in page.editor.content["unsur"][:2]] == ["prosedur", "persyaratan"]
    press(desk, page, "unsur.hapus")
    assert len(page.editor.content["unsur"]) == 8
    assert any("merujuk unsur yang tidak ada" in text for text in problems(page))
    undo = desk.acts[-1]
    assert undo is not None
    undo()
    assert len(page.editor.content["unsur"]) == 9
    page.editor.tabs.choose("pertanyaan")
    find(page, ChoiceBox, f"{NAME}.pertanyaan.unsur")
    page.editor.tabs.choose("profil")
    press(desk, page, "profil.tambah_angka")
    type_into(desk, page, "profil.nama", "Lama menunggu")
    type_into(desk, page, "profil.terbesar", "60")
    press(desk, page, "profil.kelompok.tambah")
    assert any("kelompok 1 belum bernama" in text for text in problems(page))
    type_into(desk, page, "profil.kelompok.1.label", "Sebentar")
    type_into(desk, page, "profil.kelompok.1.upper", "10")
    assert problems(page) == []
    press(desk, page, "profil.hapus")
    assert len(page.editor.content["profile"]) == 4


def test_another_scale_asks_for_more_options(desk: Desk, page: InstrumentsPage) -> None:
    copy_skm(desk, page)
    field = type_into(desk, page, "tertinggi", "5")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert len(page.editor.content["question"][0]["options"]) == 5
    assert sum("pilihan ke-5 belum diisi" in text for text in problems(page)) == 9
    page.editor.tabs.choose("pertanyaan")
    type_into(desk, page, "pertanyaan.pilihan.5", "Lebih dari sesuai")
    press(desk, page, "pertanyaan.pilihan.semua")
    assert problems(page) == []


def test_the_previews_show_the_draft(desk: Desk, page: InstrumentsPage) -> None:
    copy_skm(desk, page)
    page.editor.tabs.choose("kertas")
    desk.settle()
    document = page.editor.paper.document
    assert document is not None
    assert len(document.sizes) == 2
    page.editor.tabs.choose("entri")
    preview = page.editor.entry
    preview.setFocus()
    desk.qtbot.keyClicks(preview, "2344")
    form = preview.form
    assert form is not None
    assert form.profile() == {"jenis_kelamin": "P", "usia": 34, "pendidikan": "SMA"}
    desk.qtbot.keyClicks(preview, "3" + "4" * 9)
    assert "Lembar lengkap" in preview.said.text()
    assert not form.is_touched
    page.editor.tabs.choose("umum")
    page.editor.content["question"].clear()
    page.editor.tabs.choose("entri")
    assert preview.nothing.isVisible()


def test_instruments_come_and_go_as_files(
    desk: Desk, page: InstrumentsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "loket.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(target), ""))
    choose(desk, page, "skm-9", 1)
    press(desk, page, "ekspor")
    assert target.read_text(encoding="utf-8") == SKM_9
    target.write_text(SKM_9.replace('"1/9"', '"1/8"'), encoding="utf-8")
    press(desk, page, "impor")
    assert "jumlah bobot harus tepat 1, bukan 9/8" in page.message.text.text()
    target.write_text(SKM_9.replace('key = "skm-9"', 'key = "loket"'), encoding="utf-8")
    press(desk, page, "impor")
    assert "masuk dan dapat dipilih" in desk.messages[-1]
    choose(desk, page, "loket", 1)
    press(desk, page, "hapus")
    assert "ditarik kembali" in desk.messages[-1]
    undo = desk.acts[-1]
    assert undo is not None
    undo()
    desk.settle()
    assert row_of(page, "loket", 1).source is Source.OFFICE


def test_a_file_that_is_only_read_changes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "baca.puas"
    open_office(path).store.close()
    with desk_over(qtbot, path, 0, read_only=True) as desk:
        screen = SettingsScreen(desk.workspace)
        desk.show(screen)
        screen.open_target("instrumen")
        desk.settle()
        for name in ("salin", "impor", "ubah"):
            assert not find(screen, QAbstractButton, f"{NAME}.{name}").isEnabled()
