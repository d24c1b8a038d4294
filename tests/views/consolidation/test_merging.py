"""Packages come in by drop, by choice and by a watched folder; each gets its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import StorageError
from app.services.consolidation.outcomes import Fate
from app.services.consolidation.service import MergeService
from app.views.consolidation.screen import ConsolidationScreen
from app.views.shell.workspace import Workspace
from tests.support.receiving import make_sender, send
from tests.support.screens import Desk, desk_over
from tests.views.consolidation.conftest import wait_until_merged

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from app.services.consolidation.arrivals import Arrival
    from app.services.consolidation.outcomes import Outcome

CTRL = Qt.KeyboardModifier.ControlModifier


def press(screen: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(screen.focusWidget() or screen, key, modifier or Qt.KeyboardModifier.NoModifier)


def fates(screen: ConsolidationScreen) -> dict[str, Fate]:
    shown: list[Arrival] = screen.packages.arrivals.rows_model.shown
    return {one.path.name: one.fate for one in shown}


def sheets(desk: Desk) -> int:
    found: list[int] = []
    desk.do(lambda session: found.append(sum(session.store.tallies.all_sheets().values())))
    return found[0]


def merge(desk: Desk, screen: ConsolidationScreen, *paths: Path) -> None:
    screen.merging.merge(paths)
    wait_until_merged(desk, screen)


def test_an_empty_file_shows_the_way_to_the_first_package(
    desk: Desk, screen: ConsolidationScreen
) -> None:
    assert screen.empty.isVisible()
    assert "Jatuhkan paket" in screen.empty.text.text()
    assert desk.messages == []


def test_a_folder_that_is_dropped_is_merged_line_by_line(
    desk: Desk, screen: ConsolidationScreen, packages: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(packages))])
    place, buttons = QPoint(200, 200), Qt.MouseButton.LeftButton
    none, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    entered = QDragEnterEvent(place, copy, data, buttons, none)
    screen.dragEnterEvent(entered)
    assert entered.isAccepted()
    screen.dropEvent(QDropEvent(QPointF(place), copy, data, buttons, none))
    wait_until_merged(desk, screen)
    assert fates(screen) == {"KEL-01.sqlite": Fate.MERGED, "KEL-02.sqlite": Fate.MERGED}
    assert screen.message.text.text() == "2 paket digabung."
    assert sheets(desk) == 18
    assert screen.header.subtitle.whole == "3 unit · 2 paket diterima"
    assert screen.header.title.text() == "Konsolidasi IKM 2026"


def test_files_are_chosen_by_keyboard_and_the_same_again_changes_nothing(
    desk: Desk, screen: ConsolidationScreen, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = [str(packages / "KEL-01.sqlite"), str(packages / "catatan.txt")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (chosen, ""))
    press(screen, Qt.Key.Key_N, CTRL)
    wait_until_merged(desk, screen)
    assert fates(screen) == {"KEL-01.sqlite": Fate.MERGED, "catatan.txt": Fate.REFUSED}
    assert "1 ditolak" in screen.message.text.text()
    assert "bukan paket" in screen.packages.full.text()
    press(screen, Qt.Key.Key_N, CTRL)
    wait_until_merged(desk, screen)
    assert fates(screen)["KEL-01.sqlite"] is Fate.KNOWN
    assert sheets(desk) == 6


def test_a_folder_is_chosen_by_keyboard(
    desk: Desk, screen: ConsolidationScreen, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(packages))
    press(screen, Qt.Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    wait_until_merged(desk, screen)
    assert len(fates(screen)) == 2


def test_what_was_merged_just_now_is_undone_at_once(
    desk: Desk, screen: ConsolidationScreen, packages: Path
) -> None:
    merge(desk, screen, packages)
    screen.message.button.setFocus()
    press(screen, Qt.Key.Key_Return)
    wait_until_merged(desk, screen)
    assert screen.message.text.text() == "2 paket dibatalkan."
    assert sheets(desk) == 0
    merge(desk, screen, packages)
    assert sheets(desk) == 18


def test_a_whole_package_is_undone_later_with_a_reason(
    desk: Desk, screen: ConsolidationScreen, packages: Path
) -> None:
    merge(desk, screen, packages)
    page = screen.packages
    page.parts.choose("semua")
    page.packages.setFocus()
    page.packages.select_row(page.packages.rows_model.row_at(0))
    assert not page.undo.button.isEnabled()
    press(screen, Qt.Key.Key_Return)
    assert screen.focusWidget() is page.undo.reason
    QTest.keyClicks(page.undo.reason, "salah kirim")
    press(screen, Qt.Key.Key_Return)
    wait_until_merged(desk, screen)
    assert "12 lembar keluar" in screen.message.text.text()
    assert sheets(desk) == 6
    shown = page.packages.rows_model.shown
    assert [one.undone_at is None for one in shown] == [False, True]


def test_escape_stops_after_the_package_that_runs(
    desk: Desk, screen: ConsolidationScreen, packages: Path
) -> None:
    def stop_once(*_: object) -> None:
        if not came:
            came.append(1)
            assert screen.focusWidget() is screen.strip.stop
            press(screen, Qt.Key.Key_Escape)

    came: list[int] = []
    screen.merging._queue.stepped.connect(stop_once)
    merge(desk, screen, packages)
    assert screen.message.text.text() == "1 paket digabung, 1 belum diperiksa."
    assert sheets(desk) == 6


def test_an_unknown_unit_is_mapped_by_keyboard_and_remembered(
    desk: Desk, screen: ConsolidationScreen, tmp_path: Path
) -> None:
    office = make_sender(tmp_path / "x.puas", "LURAH-03", sheets=4)
    first = send(office, tmp_path / "x1.sqlite")
    merge(desk, screen, first)
    assert fates(screen) == {"x1.sqlite": Fate.WAITING}
    box = screen.packages.mapping
    assert box.isVisible()
    screen.packages.arrivals.setFocus()
    press(screen, Qt.Key.Key_Return)
    assert screen.focusWidget() is box.unit
    assert box.unit.currentText() == "Kelurahan 03 (KEL-03)"
    box.map.setFocus()
    press(screen, Qt.Key.Key_Return)
    wait_until_merged(desk, screen)
    assert fates(screen) == {"x1.sqlite": Fate.MERGED}
    office.add(3)
    second = send(office, tmp_path / "x2.sqlite")
    office.store.close()
    merge(desk, screen, second)
    assert fates(screen)["x2.sqlite"] is Fate.MERGED
    assert sheets(desk) == 7


def test_an_unknown_unit_is_added_as_a_new_one(
    desk: Desk, screen: ConsolidationScreen, tmp_path: Path
) -> None:
    office = make_sender(tmp_path / "x.puas", "BARU-99", sheets=4)
    path = send(office, tmp_path / "x1.sqlite")
    office.store.close()
    merge(desk, screen, path)
    screen.packages.mapping.new.setFocus()
    press(screen, Qt.Key.Key_Return)
    wait_until_merged(desk, screen)
    assert fates(screen) == {"x1.sqlite": Fate.MERGED}
    found: list[str] = []
    desk.do(lambda session: found.append(session.units.find("BARU-99").name))
    assert found == ["Kelurahan 99"]


def test_a_watched_folder_tells_what_comes_in_and_is_remembered(
    desk: Desk, screen: ConsolidationScreen, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(packages))
    screen.merging.merge([packages / "KEL-01.sqlite"])
    wait_until_merged(desk, screen)
    with desk.qtbot.waitSignal(screen.watch.came, timeout=20_000) as told:
        screen.packages.choose_folder.setFocus()
        press(screen, Qt.Key.Key_Return)
    assert told.args == [[packages / "KEL-02.sqlite"]]
    assert desk.messages == ["1 paket masuk ke folder yang diawasi: KEL-02.sqlite."]
    assert desk.acts[0] is not None
    desk.acts[0]()
    assert desk.wanted == [("konsolidasi", [packages / "KEL-02.sqlite"])]
    assert "Diawasi" in screen.packages.folder.whole
    assert screen.packages.take.text() == "Gabungkan 1 paket"
    screen.packages.take.setFocus()
    press(screen, Qt.Key.Key_Return)
    wait_until_merged(desk, screen)
    assert sheets(desk) == 18
    assert screen.watch.waiting == []
    assert not screen.packages.take.isVisible()
    again = ConsolidationScreen(Workspace(desk.workspace.background, desk.workspace))
    again.watch.know_office(screen.watch._office)
    assert again.watch.folder == packages
    again.packages.forget.click()
    assert again.watch.folder is None


def test_what_is_named_by_another_screen_is_merged(
    desk: Desk, screen: ConsolidationScreen, packages: Path
) -> None:
    screen.open_target([packages / "KEL-02.sqlite"])
    wait_until_merged(desk, screen)
    assert sheets(desk) == 12


def test_a_package_that_is_taken_away_waits_no_longer(
    desk: Desk, screen: ConsolidationScreen, packages: Path
) -> None:
    with desk.qtbot.waitSignal(screen.watch.came, timeout=20_000):
        screen.watch.watch(packages)
    assert len(screen.watch.waiting) == 2
    (packages / "KEL-01.sqlite").unlink()
    desk.qtbot.waitUntil(lambda: len(screen.watch.waiting) == 1, timeout=20_000)
    desk.workspace.leaving.emit()
    assert screen.watch.folder is None
    assert screen.watch.waiting == []


def test_packages_that_are_there_are_shown_first(
    desk: Desk, screen: ConsolidationScreen, packages: Path
) -> None:
    assert screen.packages.parts.current == "tiba"
    screen.merging.merge([packages])
    wait_until_merged(desk, screen)
    assert screen.packages.parts.current == "tiba"
    again = ConsolidationScreen(desk.workspace)
    desk.show(again)
    assert again.packages.parts.current == "semua"


def test_a_new_file_in_the_watched_folder_is_noticed(
    desk: Desk, screen: ConsolidationScreen, packages: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "masuk"
    folder.mkdir()
    with desk.qtbot.waitSignal(screen.watch.changed):
        screen.watch.watch(folder)
    desk.qtbot.waitUntil(lambda: str(folder) in screen.watch._watcher.directories())
    with desk.qtbot.waitSignal(screen.watch.came, timeout=20_000):
        (packages / "KEL-01.sqlite").rename(folder / "datang.sqlite")


def test_a_file_that_is_only_read_takes_nothing(qtbot: QtBot, desk: Desk, packages: Path) -> None:
    path = packages.parent / "kota.puas"
    session = desk.workspace.detach()
    assert session is not None
    desk.workspace.background.run(session.store.close)
    desk.settle()
    with desk_over(qtbot, path, 0, read_only=True) as reading:
        screen = ConsolidationScreen(reading.workspace)
        reading.show(screen)
        screen.merging.merge([packages])
        wait_until_merged(reading, screen)
        assert not screen.header.merge.isEnabled()
        assert fates(screen) == {}


def test_a_full_disk_stops_the_rest_and_what_was_merged_stays(
    desk: Desk, screen: ConsolidationScreen, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(service: MergeService, path: Path) -> Outcome:
        if path.name == "KEL-02.sqlite":
            raise StorageError("Penyimpanan penuh.")
        return merge_one(service, path)

    merge_one = MergeService.merge
    monkeypatch.setattr(MergeService, "merge", refuse)
    merge(desk, screen, packages)
    assert "Penyimpanan penuh." in screen.message.text.text()
    assert sheets(desk) == 6
    monkeypatch.undo()
    merge(desk, screen, packages)
    assert fates(screen) == {"KEL-01.sqlite": Fate.KNOWN, "KEL-02.sqlite": Fate.MERGED}
    assert sheets(desk) == 18


def test_a_package_of_a_final_period_says_why_it_stays(
    desk: Desk, screen: ConsolidationScreen, packages: Path
) -> None:
    merge(desk, screen, packages)
    desk.do(lambda session: session.finals.declare(2026, "tahunan", "rapat"))
    screen.deeds.undo_many([1, 2])
    wait_until_merged(desk, screen)
    assert screen.message.text.text().startswith("0 paket dibatalkan. ")
    assert "final" in screen.message.text.text()
    assert sheets(desk) == 18
