"""Sheets are keyed in by real key events and compared with what the file holds."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.entry.form import WAITING
from app.settings import update_settings
from app.views.entry.desk_state import Phase
from tests.support.entry_office import SKM_9
from tests.support.entry_screen import SHEET, draft, kept

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.support.entry_screen import Clerk


def random_sheet(rng: random.Random) -> tuple[str, dict[str, Any], dict[str, int]]:
    """Return the keys of a sheet, and what they must leave in the file."""
    keys, profile, answers = "", {}, {}
    for field in SKM_9.profile:
        if field.choices:
            choice = rng.choice([None, *field.choices])
            keys += rng.choice(choice.keys) if choice else "0"
            if choice:
                profile[field.key] = choice.value
        else:
            age = rng.choice([None, *range(1, 100)])
            keys += f"{age or 0:02}"
            if age:
                profile[field.key] = age
    for question in SKM_9.question_keys:
        score = rng.choice([0, 1, 2, 3, 4, 4, 3])
        keys += str(score)
        if score:
            answers[question] = score
    return keys, profile, answers


# -------------------------------------------------------------- keying in
def test_fourteen_keys_are_one_sheet(clerk: Clerk) -> None:
    assert len(SHEET) == 14
    clerk.key_in(SHEET)
    (sheet,) = kept(clerk)
    assert (sheet.number, sheet.day, sheet.operator) == (1, sheet.day, "Loket C")
    assert list(sheet.answers.values()) == [3, 4, 3, 4, 3, 4, 3, 3, 4]
    assert sheet.profile["usia"] == 34
    assert clerk.find("entri.nomor").text() == "Lembar 2"
    assert clerk.find("entri.ikm").text() == "86,11"
    assert clerk.find("entri.mutu").text() == "B · Baik"
    assert clerk.waiting == "jenis_kelamin"
    assert clerk.changes[-1].surveys == {1}


@pytest.mark.parametrize("pad", [False, True])
def test_twenty_sheets_are_kept_as_they_were_typed(clerk: Clerk, pad: bool) -> None:
    rng = random.Random(20 + pad)
    wanted = [random_sheet(rng) for _ in range(20)]
    for keys, _, _ in wanted:
        clerk.key_in(keys, pad=pad)
    sheets = kept(clerk)
    assert [sheet.number for sheet in sheets] == list(range(1, 21))
    assert [sheet.answers for sheet in sheets] == [answers for _, _, answers in wanted]
    assert [sheet.profile for sheet in sheets] == [profile for _, profile, _ in wanted]
    assert draft(clerk) is None


def test_keys_typed_while_the_file_is_busy_are_not_lost(clerk: Clerk) -> None:
    """All keys of 20 sheets arrive before the first is saved: nothing is delivered in between."""
    rng = random.Random(7)
    wanted = [random_sheet(rng) for _ in range(20)]
    clerk.type("".join(keys for keys, _, _ in wanted))
    assert clerk.phase() is Phase.SAVING
    clerk.settle()
    assert [sheet.answers for sheet in kept(clerk)] == [answers for _, _, answers in wanted]
    assert clerk.desk.waiting_keys == 0


def test_no_other_window_ever_takes_the_keyboard(clerk: Clerk) -> None:
    clerk.key_in(SHEET + SHEET + "<F3>1<Return><Escape><F7><Escape>" + SHEET)
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert windows == [clerk.host]
    assert clerk.host.isActiveWindow()


def test_a_wrong_key_stores_nothing_and_is_told(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    beeps: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(1))
    clerk.type("23445")
    clerk.type("7")
    row = clerk.find("entri.persyaratan")
    assert (row.wrong, row.held, beeps) == (True, WAITING, [1])
    assert "Tombol 7 tidak ada di sini: pakai 1–4" in clerk.find("entri.salah_tombol").text()
    clerk.type("3")
    assert (row.wrong, row.held, clerk.waiting) == (False, 3, "prosedur")
    assert not clerk.find("entri.salah_tombol").isVisible()


def test_the_sound_can_be_switched_off(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    beeps: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(1))
    update_settings(sound=False)
    clerk.screen.activate()
    clerk.settle()
    clerk.type("9")
    assert clerk.desk.wrong
    assert beeps == []


def press_at(widget: QWidget, milliseconds: int, *, repeated: bool) -> None:
    key, none = Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier
    event = QKeyEvent(QEvent.Type.KeyPress, key, none, "1", repeated)
    event.setTimestamp(milliseconds)
    QApplication.sendEvent(widget, event)


def test_a_key_that_is_held_down_does_not_fill_a_sheet(clerk: Clerk) -> None:
    target = clerk.find("entri.jenis_kelamin")
    press_at(target, 5000, repeated=False)
    for later in (250, 280, 310, 340):
        press_at(target, 5000 + later, repeated=True)
    assert (clerk.waiting, clerk.desk.form.pending) == ("usia", "")


def test_a_key_pressed_twice_in_one_millisecond_counts_twice(clerk: Clerk) -> None:
    target = clerk.find("entri.jenis_kelamin")
    press_at(target, 5000, repeated=False)
    press_at(target, 5000, repeated=True)
    press_at(target, 5001, repeated=True)
    assert (clerk.waiting, clerk.desk.form.held("usia")) == ("pendidikan", 11)


def test_a_number_pad_without_num_lock_is_told(clerk: Clerk) -> None:
    clerk.type("234")
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, Qt.Key.Key_Left, Qt.KeyboardModifier.KeypadModifier)
    assert clerk.waiting == "pendidikan"
    assert "Num Lock" in clerk.find("entri.salah_tombol").text()


def test_arrows_and_backspace_move_between_fields(clerk: Clerk) -> None:
    clerk.type("2<Right>4<Left><Up>")
    assert clerk.waiting == "usia"
    clerk.type("34<Backspace>56")
    assert clerk.desk.form.held("usia") == 56
    clerk.type("<End>")
    assert clerk.waiting == "pengaduan"
    clerk.type("<Home>")
    assert clerk.waiting == "jenis_kelamin"


def test_an_option_can_be_clicked(clerk: Clerk) -> None:
    row = clerk.find("entri.biaya")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.chip(3).center().toPoint())
    assert clerk.desk.form.held("biaya") == 4
    assert clerk.waiting == "produk"
    QTest.mouseClick(clerk.find("entri.pekerjaan"), Qt.MouseButton.LeftButton)
    assert clerk.waiting == "pekerjaan"
    QTest.mouseClick(clerk.find("entri.petunjuk"), Qt.MouseButton.LeftButton, pos=QPoint(30, 16))
    assert clerk.desk.form.held("pekerjaan") == "PNS"


def test_tab_moves_within_the_sheet(clerk: Clerk) -> None:
    clerk.type("<Tab><Tab>")
    assert clerk.waiting == "pendidikan"
    clerk.type("4<Backtab>")
    assert clerk.waiting == "pendidikan"


def test_closing_a_message_leaves_the_keyboard_where_it_was(clerk: Clerk) -> None:
    close = clerk.find("entri.pesan.tutup")
    clerk.key_in("23445444444444")
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    clerk.qtbot.waitUntil(lambda: clerk.find("entri.jenis_kelamin").hasFocus())
    clerk.type("2")
    assert clerk.waiting == "usia"


# -------------------------------------------------------------- Esc, undo, corrections
def test_escape_clears_the_sheet_and_control_z_brings_it_back(clerk: Clerk) -> None:
    clerk.key_in("2344534<Escape>")
    assert not clerk.desk.form.is_touched
    assert draft(clerk) is None
    clerk.key_in("<C-Z>")
    assert clerk.desk.form.answers() == {"persyaratan": 3, "prosedur": 4}
    assert draft(clerk) is not None


def test_control_z_takes_the_last_sheet_back_to_the_form(clerk: Clerk) -> None:
    clerk.key_in(SHEET)
    clerk.key_in("<C-Z>")
    assert clerk.find("entri.nomor").text() == "Lembar 1"
    assert clerk.find("entri.keadaan").text() == "Betulkan"
    assert clerk.waiting == "pengaduan"
    clerk.key_in("1")
    (sheet,) = kept(clerk)
    assert (sheet.answers["pengaduan"], sheet.revision) == (1, 2)
    assert clerk.find("entri.nomor").text() == "Lembar 2"


def test_an_earlier_sheet_is_found_shown_and_corrected(clerk: Clerk) -> None:
    for _ in range(3):
        clerk.key_in(SHEET)
    clerk.key_in("23<F3>2<Return>")
    assert clerk.find("entri.nomor").text() == "Lembar 2"
    assert clerk.find("entri.keadaan").text() == "Tersimpan"
    clerk.key_in("1")
    assert clerk.desk.wrong
    clerk.key_in("<F4><End><Left>1<C-S>")
    assert [sheet.answers["sarpras"] for sheet in kept(clerk)] == [3, 1, 3]
    assert clerk.find("entri.nomor").text() == "Lembar 4"
    assert (clerk.desk.form.held("jenis_kelamin"), clerk.desk.form.pending) == ("P", "3")


def test_leaving_a_correction_changes_nothing_and_can_be_undone(clerk: Clerk) -> None:
    clerk.key_in(SHEET)
    clerk.key_in("<F4>1<Escape>")
    assert kept(clerk)[0].profile["jenis_kelamin"] == "P"
    assert (clerk.desk.form.corrects, draft(clerk)) == (None, None)
    clerk.key_in("<C-Z>")
    assert clerk.desk.form.held("jenis_kelamin") == "L"
    clerk.key_in("<C-S>")
    assert kept(clerk)[0].profile["jenis_kelamin"] == "L"


def test_a_sheet_is_deleted_and_brought_back(clerk: Clerk) -> None:
    clerk.key_in(SHEET)
    clerk.key_in(SHEET)
    clerk.key_in("<F3>1<Return><Delete>")
    assert [sheet.number for sheet in kept(clerk)] == [2]
    assert "Lembar 1 dihapus" in clerk.find("entri.pesan.teks").text()
    assert clerk.find("entri.nomor").text() == "Lembar 3"
    clerk.key_in("<C-Z>")
    assert [sheet.number for sheet in kept(clerk)] == [1, 2]


def test_a_sheet_that_is_not_there_is_told(clerk: Clerk) -> None:
    clerk.key_in("2<F3>77<Return>")
    assert "Lembar 77 tidak ada" in clerk.find("entri.pesan.teks").text()
    assert clerk.waiting == "usia"


def test_a_click_on_one_of_the_last_sheets_shows_it(clerk: Clerk) -> None:
    clerk.key_in(SHEET)
    QTest.mouseClick(clerk.find("entri.terakhir.1"), Qt.MouseButton.LeftButton)
    assert clerk.find("entri.keadaan").text() == "Tersimpan"
    clerk.key_in("<Escape>")
    assert clerk.find("entri.nomor").text() == "Lembar 2"
