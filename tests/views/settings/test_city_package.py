"""The tab Paket kantor: what the city sends, and what an office takes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton

from app.services.offices.service import OfficeData
from app.services.opening import begin_from_city
from app.services.sending_down.reading import read_office_package
from app.services.session import Session
from app.views.settings.city_package_page import CityPackagePage
from app.views.settings.screen import SettingsScreen
from tests.support.screens import Desk, desk_over, find
from tests.support.sending_down import make_sending_city, move_deadline, rename, send_down

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """Return a city's file, and leave its first and its second package beside it."""
    session = make_sending_city(tmp_path / "kota.puas")
    send_down(session, tmp_path / "satu.sqlite")
    rename(session, "KEL-02", "Kelurahan Dua")
    move_deadline(session, date(2026, 3, 21))
    send_down(session, tmp_path / "dua.sqlite")
    session.store.close()
    return tmp_path / "kota.puas"


@pytest.fixture
def office(city: Path) -> Path:
    """Return the file of an office that began with the first package."""
    path = city.with_name("kel.puas")
    made = begin_from_city(path, city.with_name("satu.sqlite"), "KEL-02", "Ani")
    assert isinstance(made, Session)
    made.store.close()
    return path


def shown(desk: Desk) -> CityPackagePage:
    screen = SettingsScreen(desk.workspace)
    desk.show(screen)
    screen.open_target("paket")
    desk.settle()
    return find(screen, CityPackagePage, "pengaturan.paket")


def press(desk: Desk, page: CityPackagePage, name: str) -> None:
    button = find(page, QPushButton, f"pengaturan.paket.{name}")
    button.setFocus()
    desk.qtbot.keyClick(button, Qt.Key.Key_Space)
    desk.settle()


def test_a_city_writes_what_is_ticked(
    qtbot: QtBot, city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = city.with_name("tiga")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with desk_over(qtbot, city, 0) as desk:
        page = shown(desk)
        boxes = page.findChildren(QCheckBox)
        assert [(box.text(), box.isChecked()) for box in boxes] == [
            ("SKM 2026", True),
            ("SKM 2026, Triwulan I", True),
        ]
        boxes[0].setFocus()
        qtbot.keyClick(boxes[0], Qt.Key.Key_Space)
        press(desk, page, "kirim")
        desk.settle()
        assert "5 unit, 1 ketentuan survei" in desk.messages[-1]
        said = read_office_package(target.with_suffix(".sqlite"))
        assert [one.instrument_key for one in said.definitions] == ["skm-9"]


def test_an_office_looks_and_takes(
    qtbot: QtBot, city: Path, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = city.with_name("dua.sqlite")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(package), ""))
    with desk_over(qtbot, office, 0) as desk:
        page = shown(desk)
        assert page.accept.isHidden()
        press(desk, page, "buka")
        assert page.source.text() == "Dari Pemerintah Kota Melati."
        assert page.verdict.text() == "2 hal berubah sebagai Kelurahan Dua."
        assert page.note.text().startswith("Unit Kelurahan 2: nama menjadi Kelurahan Dua")
        assert page.unit.isHidden()
        assert page.accept.hasFocus() or page.accept.isEnabled()
        qtbot.keyClick(page.accept, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        desk.settle()
        assert desk.messages[-1] == "2 hal berubah sebagai Kelurahan Dua."
        assert page.accept.isHidden()
        page.open_package(package)
        desk.settle()
        assert "sudah diambil" in page.verdict.text()
        assert not page.accept.isEnabled()
        qtbot.keyClick(page.cancel, Qt.Key.Key_Escape)
        assert page.source.isHidden()
        names: list[str] = []
        desk.workspace.run(lambda session: session.offices.unit().name, names.append)
        desk.settle()
        assert names == ["Kelurahan Dua"]


def test_an_office_with_a_code_of_its_own_says_who_it_is(
    qtbot: QtBot, city: Path, tmp_path: Path
) -> None:
    path = tmp_path / "sendiri.puas"
    made = Session.create(path)
    assert isinstance(made, Session)
    made.offices.create(OfficeData("Kelurahan 3", "kel-tiga"))
    made.store.close()
    with desk_over(qtbot, path, 0) as desk:
        page = shown(desk)
        page.open_package(city.with_name("dua.sqlite"))
        desk.settle()
        assert "Mungkin: Kelurahan 3 (KEL-03)" in page.verdict.text()
        assert not page.accept.isEnabled()
        assert page.unit.itemText(1) == "Kelurahan 3 · KEL-03"
        page.unit.setFocus()
        qtbot.keyClick(page.unit, Qt.Key.Key_Down)
        desk.settle()
        assert "hal berubah sebagai Kelurahan 3." in page.verdict.text()
        assert page.accept.isEnabled()
        qtbot.keyClick(page.accept, Qt.Key.Key_Space)
        desk.settle()
        codes: list[str] = []
        desk.workspace.run(lambda session: session.offices.unit().code, codes.append)
        desk.settle()
        assert codes == ["KEL-03"]


def test_what_is_refused_is_said_on_the_page(qtbot: QtBot, city: Path, office: Path) -> None:
    package = city.with_name("dua.sqlite")
    package.write_bytes(package.read_bytes()[:-1])
    with desk_over(qtbot, office, 0) as desk:
        page = shown(desk)
        page.open_package(package)
        desk.settle()
        assert "tidak cocok dengan manifesnya" in page.message.text.text()
        assert page.accept.isHidden()


def test_a_file_that_is_only_read_sends_and_takes_nothing(
    qtbot: QtBot, city: Path, office: Path
) -> None:
    with desk_over(qtbot, office, 0, read_only=True) as desk:
        page = shown(desk)
        assert not page.send.isEnabled()
        assert not page.choose.isEnabled()
