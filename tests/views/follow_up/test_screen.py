from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QPushButton,
)

from app.models.follow_up import Channel, Horizon
from app.views.follow_up.screen import FollowUpScreen
from app.views.widgets.labels import Label
from app.views.widgets.table import DataTable
from tests.support.follow_up_office import add_plans, office
from tests.support.photos import LATITUDE, with_metadata
from tests.support.screens import Desk, desk_over, find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.follow_up.overview import FollowUpOverview

NAME = "tindak_lanjut"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kantor.sqlite"


@pytest.fixture
def desk(qtbot: QtBot, path: Path) -> Iterator[Desk]:
    session, before, survey = office(path)
    add_plans(session, before)
    session.store.close()
    with desk_over(qtbot, path, survey.id) as desk:
        yield desk


@pytest.fixture
def screen(desk: Desk) -> FollowUpScreen:
    made = FollowUpScreen(desk.workspace)
    desk.workspace.changed.connect(made.refresh)
    desk.show(made)
    made.activateWindow()
    return made


def press(desk: Desk, key: Qt.Key, modifier: str = "NoModifier") -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    desk.qtbot.keyClick(focused, key, getattr(Qt.KeyboardModifier, modifier))
    desk.settle()


def type_into(desk: Desk, text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    desk.qtbot.keyClicks(focused, text)


def stored(desk: Desk) -> FollowUpOverview:
    found: list[FollowUpOverview] = []
    survey_id = desk.workspace.survey_id
    desk.do(lambda session: found.append(session.follow_up.of(survey_id)))
    return found[0]


def table_of(screen: FollowUpScreen, name: str) -> DataTable:
    return find(screen, DataTable, f"{NAME}.{name}")


def click(desk: Desk, screen: FollowUpScreen, name: str) -> None:
    find(screen, QPushButton, f"{NAME}.{name}").click()
    desk.settle()


def test_says_whose_unsur_are_lowest(screen: FollowUpScreen) -> None:
    assert screen.heading.whole == "Tindak lanjut SKM 2026, Triwulan I"
    assert "unsur terendah Persyaratan, Biaya/Tarif, Perilaku (75,00)" in screen.subtitle.whole
    cards = [
        b.objectName() for b in screen.findChildren(QPushButton) if ".prioritas." in b.objectName()
    ]
    assert cards[0] == f"{NAME}.prioritas.persyaratan.tambah"
    assert len(cards) >= 3


def test_a_plan_is_made_from_a_suggestion_by_keys(desk: Desk, screen: FollowUpScreen) -> None:
    find(screen, QPushButton, f"{NAME}.prioritas.biaya.tambah").setFocus()
    press(desk, Qt.Key.Key_Return)
    proposals = find(screen, QListWidget, f"{NAME}.form.usulan")
    proposals.setFocus()
    proposals.setCurrentRow(0)
    press(desk, Qt.Key.Key_Down)
    press(desk, Qt.Key.Key_Return)
    period = screen.plans.form.period
    period.setFocus()
    type_into(desk, "Juni")
    screen.plans.form.year.setFocus()
    press(desk, Qt.Key.Key_Up)
    find(screen, QLineEdit, f"{NAME}.form.penanggung").setFocus()
    type_into(desk, "Kasi Pelayanan")
    assert screen.plans.form.horizon.key == "menengah"
    press(desk, Qt.Key.Key_S, "ControlModifier")
    (line,) = stored(desk).lines
    assert line.plan.unsur == "biaya"
    assert line.plan.action == stored(desk).priorities[1].proposals[1]
    assert (line.plan.due, line.plan.horizon) == ("2027 bulan-6", Horizon.MIDDLE)
    assert line.plan.responsible == "Kasi Pelayanan"
    assert table_of(screen, "rencana").hasFocus()


def test_a_horizon_that_does_not_fit_is_warned_of(desk: Desk, screen: FollowUpScreen) -> None:
    screen.plans.begin_new("waktu")
    desk.settle()
    form = screen.plans.form
    form.period.choose("bulan-6")
    form.year.setValue(2029)
    assert form.horizon.key == "panjang"
    form.horizon.choose("pendek")
    form.horizon.picked.emit("pendek")
    warning = find(screen, Label, f"{NAME}.form.peringatan")
    assert "itu jangka panjang" in warning.text()
    assert form.horizon.key == "pendek"


def test_an_empty_plan_is_not_saved(desk: Desk, screen: FollowUpScreen) -> None:
    screen.plans.table.setFocus()
    press(desk, Qt.Key.Key_N, "ControlModifier")
    press(desk, Qt.Key.Key_S, "ControlModifier")
    assert "Tulis dahulu" in find(screen, Label, f"{NAME}.form.kegiatan.galat").text()
    press(desk, Qt.Key.Key_Escape)
    assert stored(desk).lines == ()


def test_plans_are_carried_moved_deleted_and_brought_back(
    desk: Desk, screen: FollowUpScreen
) -> None:
    screen.tabs.choose("hasil")
    click(desk, screen, "hasil.bawa")
    assert "3 rencana" in desk.messages[-1]
    assert not find(screen, QPushButton, f"{NAME}.hasil.bawa").isEnabled()
    screen.tabs.choose("rencana")
    table = table_of(screen, "rencana")
    before = [line.plan.action for line in stored(desk).lines]
    table.select_row(table.rows_model.shown[2])
    table.setFocus()
    press(desk, Qt.Key.Key_Up, "AltModifier")
    assert [line.plan.action for line in stored(desk).lines] == [before[0], before[2], before[1]]
    press(desk, Qt.Key.Key_Delete)
    assert [line.plan.action for line in stored(desk).lines] == [before[0], before[1]]
    undo = desk.acts[-1]
    assert undo is not None
    undo()
    desk.settle()
    assert len(stored(desk).lines) == 3
    press(desk, Qt.Key.Key_Return)
    find(screen, QLineEdit, f"{NAME}.form.program").setFocus()
    type_into(desk, " lagi")
    press(desk, Qt.Key.Key_S, "ControlModifier")
    assert sum(line.plan.program.endswith(" lagi") for line in stored(desk).lines) == 1


def test_realisasi_and_a_photo_of_the_next_period(
    desk: Desk, screen: FollowUpScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.tabs.choose("hasil")
    table = table_of(screen, "hasil")
    table.select_row(table.rows_model.shown[3])
    table.setFocus()
    press(desk, Qt.Key.Key_Return)
    type_into(desk, "75")
    press(desk, Qt.Key.Key_S, "ControlModifier")
    previous = stored(desk).previous
    assert previous is not None
    assert previous.lines[3].plan.realisasi == 75
    photo = tmp_path / "loket.jpg"
    photo.write_bytes(with_metadata())
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(photo)], ""))
    find(screen, QPushButton, f"{NAME}.foto.tambah").setFocus()
    press(desk, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is find(screen, QPushButton, f"{NAME}.foto.tambah")
    previous = stored(desk).previous
    assert previous is not None
    (kept,) = previous.lines[3].photos
    assert LATITUDE not in kept.image
    caption = find(screen, QLineEdit, f"{NAME}.foto.keterangan")
    caption.setFocus()
    type_into(desk, "Daftar biaya")
    press(desk, Qt.Key.Key_Return)
    find(screen, QListWidget, f"{NAME}.foto").setFocus()
    press(desk, Qt.Key.Key_Delete)
    undo = desk.acts[-1]
    assert undo is not None
    undo()
    desk.settle()
    previous = stored(desk).previous
    assert previous is not None
    assert [one.caption for one in previous.lines[3].photos] == ["Daftar biaya"]


def test_a_dropped_file_that_is_no_photo_is_refused_by_name(
    desk: Desk, screen: FollowUpScreen, tmp_path: Path
) -> None:
    screen.tabs.choose("hasil")
    wrong = tmp_path / "catatan.jpg"
    wrong.write_text("bukan foto")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(wrong))])
    strip = screen.pages["hasil"].form.photos  # type: ignore[attr-defined] # a PreviousPage
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    strip.dropEvent(event)
    desk.settle()
    assert "catatan.jpg" in desk.messages[-1]
    assert strip.isEnabled()
    previous = stored(desk).previous
    assert previous is not None
    assert not any(line.photos for line in previous.lines)


def test_too_much_realisasi_is_refused_in_place(desk: Desk, screen: FollowUpScreen) -> None:
    screen.tabs.choose("hasil")
    field = find(screen, QLineEdit, f"{NAME}.lapor.realisasi")
    field.setFocus()
    field.selectAll()
    type_into(desk, "101")
    press(desk, Qt.Key.Key_Return)
    assert "0 sampai 100" in find(screen, Label, f"{NAME}.lapor.realisasi.galat").text()


def test_publications_and_forums_are_written_down(desk: Desk, screen: FollowUpScreen) -> None:
    screen.tabs.choose("publikasi")
    find(screen, QLineEdit, f"{NAME}.publikasi.tempat").setFocus()
    press(desk, Qt.Key.Key_S, "ControlModifier")
    assert stored(desk).publications == ()
    type_into(desk, "Papan pengumuman")
    press(desk, Qt.Key.Key_S, "ControlModifier")
    (publication,) = stored(desk).publications
    assert (publication.channel, publication.place) == (Channel.OFFLINE, "Papan pengumuman")
    find(screen, QLineEdit, f"{NAME}.forum.peserta").setFocus()
    type_into(desk, "1200")
    press(desk, Qt.Key.Key_S, "ControlModifier")
    assert [one.participants for one in stored(desk).forums] == [1200]
    table = table_of(screen, "publikasi")
    table.select_row(table.rows_model.shown[0])
    table.setFocus()
    press(desk, Qt.Key.Key_Delete)
    assert stored(desk).publications == ()
    undo = desk.acts[-1]
    assert undo is not None
    undo()
    desk.settle()
    assert len(stored(desk).publications) == 1


def test_the_library_is_changed_and_restored(desk: Desk, screen: FollowUpScreen) -> None:
    screen.tabs.choose("pustaka")
    table = table_of(screen, "pustaka.tabel")
    first = table.rows_model.shown[0]
    table.setFocus()
    press(desk, Qt.Key.Key_Delete)
    assert table.rows_model.shown[0].origin == "disembunyikan"
    click(desk, screen, "pustaka.pulihkan")
    assert table.rows_model.shown[0] == first
    page = screen.pages["pustaka"]
    page.text.setPlainText("Menyusun daftar persyaratan bersama warga.")  # type: ignore[attr-defined] # a LibraryPage
    click(desk, screen, "pustaka.tambah")
    assert table.rows_model.shown[-1].origin == "buatan kantor"
    click(desk, screen, "pustaka.tambah")
    assert "sudah ada" in desk.messages[-1]


def test_a_first_survey_says_what_comes_next(desk: Desk, screen: FollowUpScreen) -> None:
    ids: list[int] = []
    desk.do(lambda s: ids.extend(x.id for x in s.store.surveys.all() if x.code.endswith("25-TW3")))
    desk.workspace.choose_survey(ids[0])
    desk.settle()
    screen.tabs.choose("hasil")
    page = screen.pages["hasil"]
    assert page.empty.isVisible()  # type: ignore[attr-defined] # a PreviousPage
    assert "Belum ada periode" in page.empty.title.text()  # type: ignore[attr-defined] # as above


def test_without_a_survey_the_way_leads_to_one(desk: Desk, screen: FollowUpScreen) -> None:
    desk.workspace.choose_survey(0)
    desk.settle()
    assert screen.empty.isVisible()
    click(desk, screen, "kosong.lanjut")
    assert desk.wanted[-1][0] == "survei"


def test_a_file_that_is_only_read_takes_nothing(qtbot: QtBot, path: Path) -> None:
    session, before, survey = office(path)
    add_plans(session, before)
    session.store.close()
    with desk_over(qtbot, path, survey.id, read_only=True) as desk:
        screen = FollowUpScreen(desk.workspace)
        desk.show(screen)
        names = (
            "rencana.tambah",
            "rencana.hapus",
            "prioritas.biaya.tambah",
            "hasil.bawa",
            "lapor.simpan",
            "foto.tambah",
            "publikasi.simpan",
            "forum.simpan",
            "pustaka.tambah",
            "pustaka.simpan",
        )
        for name in names:
            assert not find(screen, QPushButton, f"{NAME}.{name}").isEnabled(), name


def test_every_part_has_a_name(screen: FollowUpScreen) -> None:
    for kind in (QPushButton, QLineEdit, DataTable, QListWidget):
        for part in screen.findChildren(kind):
            if part.objectName().startswith("qt_") or isinstance(part.parent(), QAbstractSpinBox):
                continue
            assert part.objectName().startswith(NAME), part
            assert part.accessibleName() or part.isHidden(), part.objectName()
