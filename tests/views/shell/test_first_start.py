"""Three steps from nothing to the first sheet, or the sample office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.paths import documents_folder
from app.views.shell.first_start import FirstStart
from tests.support.sending_down import make_sending_city, send_down

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.session import Session
    from app.views.shell.window import MainWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def first(window: MainWindow) -> FirstStart:
    window.start_first()
    found = window.findChild(FirstStart, "awal")
    assert found is not None
    return found


def test_three_steps_make_an_office_with_its_survey(
    qtbot: QtBot, window: MainWindow, first: FirstStart, tmp_path: Path
) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (60, 60), "teal").save(logo)
    qtbot.keyClicks(first.office.name, "Kelurahan Pasar Lama")
    first.office.take_logo(logo)
    assert first.office.code.text() == "kel-pasar-lama"
    qtbot.mouseClick(first.next, LEFT)
    first.survey.period.setCurrentIndex(first.survey.period.findData("triwulan-2"))
    qtbot.keyClicks(first.survey._users, "1.000")
    assert "278" in first.survey._users_hint.text()
    first.survey._services.setPlainText("Surat keterangan\n\n  Legalisasi \nLegalisasi")
    qtbot.mouseClick(first.next, LEFT)
    qtbot.keyClicks(first.go.operator, "Loket C")
    with qtbot.waitSignal(window.opened, timeout=20_000):
        qtbot.mouseClick(first.next, LEFT)
    qtbot.waitUntil(lambda: window.background.pending == 0, timeout=20_000)
    assert window.topbar.office.whole == "Kelurahan Pasar Lama"
    assert "Triwulan II" in window.topbar.surveys.text()
    path = documents_folder() / "Kelurahan Pasar Lama.sqlite"
    assert path.is_file()
    facts: list[object] = []

    def look(session: Session) -> tuple[int, list[str], int | None, bool]:
        office = session.offices.current()
        assert office is not None
        names = [service.name for service in session.store.units.services(office.unit_id)]
        survey = session.surveys.all()[0]
        return len(session.surveys.all()), names, survey.population, bool(office.logo)

    window.workspace.run(look, facts.append)
    qtbot.waitUntil(lambda: bool(facts))
    assert facts == [(1, ["Surat keterangan", "Legalisasi"], 1000, True)]


def test_enter_goes_on_and_esc_goes_back(
    qtbot: QtBot, window: MainWindow, first: FirstStart
) -> None:
    qtbot.keyClicks(first.office.name, "Kelurahan Pasar Lama")
    qtbot.keyClick(first.office.name, Qt.Key.Key_Return)
    qtbot.keyClick(first.survey.year, Qt.Key.Key_Enter)
    assert first._pages.currentWidget() is first.go
    qtbot.keyClick(first.go.operator, Qt.Key.Key_Escape)
    assert first._pages.currentWidget() is first.survey
    qtbot.keyClick(first.back, Qt.Key.Key_Return)
    assert first._pages.currentWidget() is first.office
    qtbot.keyClick(first.next, Qt.Key.Key_Return)
    assert first._pages.currentWidget() is first.survey
    first.survey._services.setFocus()
    qtbot.keyClick(first.survey._services, Qt.Key.Key_Tab)
    assert window.focusWidget() is first.next
    qtbot.keyClick(first.next, Qt.Key.Key_Return)
    with qtbot.waitSignal(window.opened, timeout=20_000):
        qtbot.keyClick(first.go.operator, Qt.Key.Key_Return)


def test_the_sample_is_one_press_away(qtbot: QtBot, window: MainWindow, first: FirstStart) -> None:
    with qtbot.waitSignal(window.opened, timeout=20_000):
        qtbot.mouseClick(first.sample, LEFT)
    qtbot.waitUntil(lambda: window.background.pending == 0, timeout=20_000)
    assert window.topbar.office.whole == "Kelurahan Sungai Jingah"


def test_a_step_that_does_not_fit_is_not_left(qtbot: QtBot, first: FirstStart) -> None:
    qtbot.mouseClick(first.next, LEFT)
    assert not first.office.form.rows["name"].error.isHidden()
    qtbot.keyClicks(first.office.name, "Kelurahan Pasar Lama")
    first.office.code.setText("kode salah")
    qtbot.mouseClick(first.next, LEFT)
    assert "Kode belum sesuai" in first.office.form.rows["code"].error.text()
    first.office.code.setText("kel-1")
    qtbot.mouseClick(first.next, LEFT)
    qtbot.keyClicks(first.survey._users, "seribu")
    qtbot.mouseClick(first.next, LEFT)
    row = first.survey.form.rows["users"]
    assert (row.error.isHidden(), row.hint.isHidden()) == (False, True)
    first.survey._users.selectAll()
    qtbot.keyClicks(first.survey._users, "1.000")
    assert (row.error.isHidden(), row.hint.isHidden()) == (True, False)
    assert not list(documents_folder().glob("*.sqlite"))


def test_a_typed_code_is_not_replaced(qtbot: QtBot, first: FirstStart) -> None:
    qtbot.keyClicks(first.office.code, "63.71")
    qtbot.keyClicks(first.office.name, "Kecamatan Utara")
    assert first.office.code.text() == "63.71"
    assert first.office.type.currentText() == "Kecamatan"


def test_a_picture_that_is_none_is_refused(first: FirstStart, tmp_path: Path) -> None:
    fake = tmp_path / "logo.png"
    fake.write_text("bukan gambar")
    first.office.take_logo(fake)
    assert first.office.logo == b""
    assert not first.office._logo_error.isHidden()


def test_a_name_taken_in_the_meantime_is_told_and_nothing_is_lost(
    qtbot: QtBot, window: MainWindow, first: FirstStart
) -> None:
    qtbot.keyClicks(first.office.name, "Kelurahan Pasar Lama")
    qtbot.mouseClick(first.next, LEFT)
    qtbot.mouseClick(first.next, LEFT)
    first.go.path.write_bytes(b"milik orang lain")
    qtbot.mouseClick(first.next, LEFT)
    qtbot.waitUntil(lambda: not first.message.isHidden())
    assert "sudah ada" in first.message.text.text()
    assert first.go.path.read_bytes() == b"milik orang lain"
    assert first.isEnabled()
    assert first.office.name.text() == "Kelurahan Pasar Lama"


def test_a_package_from_the_city_says_who_we_are(
    qtbot: QtBot,
    window: MainWindow,
    first: FirstStart,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    city = make_sending_city(tmp_path / "kota.puas")
    package = send_down(city, tmp_path / "kantor.sqlite")
    city.store.close()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(package), ""))
    qtbot.keyClick(first.office.city, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: first._pages.currentWidget() is first.city, timeout=20_000)
    assert "Pemerintah Kota Melati" in first.city.source.text()
    assert "SKM Triwulan I 2026" in first.city.surveys.text()
    qtbot.keyClick(first.city.search, Qt.Key.Key_Return)
    assert not first.city._row.error.isHidden()
    qtbot.keyClicks(first.city.search, "kelurahan")
    qtbot.keyClick(first.city.search, Qt.Key.Key_Down)
    assert first.city.code == "KEL-01"
    qtbot.keyClick(first.city.units, Qt.Key.Key_Down)
    assert first.city.code == "KEL-02"
    qtbot.keyClick(first.city.search, Qt.Key.Key_Escape)
    assert first._pages.currentWidget() is first.office
    first.use_package(package)
    qtbot.waitUntil(lambda: first._pages.currentWidget() is first.city, timeout=20_000)
    qtbot.keyClicks(first.city.search, "kel-03")
    assert first.city.code == "KEL-03"
    qtbot.keyClick(first.city.search, Qt.Key.Key_Return)
    assert first.go.path.name == "Kelurahan 3.sqlite"
    with qtbot.waitSignal(window.opened, timeout=20_000):
        qtbot.keyClick(first.go.operator, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.background.pending == 0, timeout=20_000)
    assert window.topbar.office.whole == "Kelurahan 3"


def test_a_file_that_is_no_package_is_refused_where_it_was_chosen(
    qtbot: QtBot, first: FirstStart, tmp_path: Path
) -> None:
    wrong = tmp_path / "daftar.csv"
    wrong.write_text("kode;nama", encoding="utf-8")
    first.use_package(wrong)
    qtbot.waitUntil(first.isEnabled, timeout=20_000)
    assert "bukan paket kantor" in first.message.text.text()
    assert first._pages.currentWidget() is first.office
