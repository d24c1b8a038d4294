"""Papers that bear a number already are keyed in under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.views.entry.desk_state import Phase, Tray
from tests.support.entry_screen import SHEET, draft, kept

if TYPE_CHECKING:
    from tests.support.entry_screen import Clerk


def numbers(clerk: Clerk) -> list[int]:
    return [sheet.number for sheet in kept(clerk)]


def shown(clerk: Clerk) -> str:
    return str(clerk.find("entri.nomor").text())


def test_the_number_of_the_paper_is_typed(clerk: Clerk) -> None:
    clerk.key_in("<F9>57<Return>")
    assert shown(clerk) == "Lembar 57"
    assert "nomor dari kertas" in clerk.find("entri.keterangan").text()
    clerk.key_in(SHEET)
    assert numbers(clerk) == [57]
    assert shown(clerk) == "Lembar 58"


def test_a_pile_with_gaps_goes_on_by_itself(clerk: Clerk) -> None:
    clerk.key_in(f"<F9>57<Return>{SHEET}")
    clerk.key_in(f"<F9>12<Return>{SHEET}{SHEET}")
    assert shown(clerk) == "Lembar 14"
    clerk.key_in(f"<F9>55<Return>{SHEET}{SHEET}{SHEET}")
    assert numbers(clerk) == [12, 13, 55, 56, 57, 58]
    assert shown(clerk) == "Lembar 59"


def test_keys_typed_meanwhile_are_taken_in_order(clerk: Clerk) -> None:
    clerk.type(f"<F9>57<Return>{SHEET}<F9>12<Return>{SHEET}{SHEET}234")
    clerk.settle()
    clerk.settle()
    assert numbers(clerk) == [12, 13, 57]
    half = draft(clerk)
    assert half is not None
    assert half.number == 14


def test_a_number_is_given_once(clerk: Clerk) -> None:
    clerk.key_in(f"{SHEET}{SHEET}")
    clerk.key_in("<F9>1<Return>")
    assert "sudah pernah dipakai" in clerk.find("entri.pesan.teks").text()
    assert shown(clerk) == "Lembar 3"
    clerk.key_in("<F3>1<Return>")
    clerk.key_in("<Delete>")
    clerk.key_in("<F9>1<Return>")
    assert shown(clerk) == "Lembar 3"
    clerk.key_in(SHEET)
    assert numbers(clerk) == [2, 3]


def test_a_half_typed_sheet_may_get_its_number(clerk: Clerk) -> None:
    clerk.key_in("234")
    clerk.key_in("<F9>40<Return>")
    assert clerk.waiting == "pendidikan"
    half = draft(clerk)
    assert half is not None
    assert half.number == 40


def test_a_number_that_waits_for_its_sheet_outlives_a_look_elsewhere(clerk: Clerk) -> None:
    clerk.key_in("<F9>40<Return>")
    clerk.screen.activate()
    clerk.settle()
    assert shown(clerk) == "Lembar 40"


def test_esc_leaves_the_number_as_it_is(clerk: Clerk) -> None:
    clerk.key_in("<F9>")
    assert clerk.tray() is Tray.NUMBER
    assert clerk.find("entri.nomor.isi").hasFocus()
    clerk.key_in("57<Escape>")
    assert clerk.tray() is Tray.NONE
    assert clerk.phase() is Phase.TYPING
    assert shown(clerk) == "Lembar 1"
    clerk.key_in("<F9><Return><Escape>")
    assert shown(clerk) == "Lembar 1"


def test_a_saved_sheet_keeps_its_number(clerk: Clerk) -> None:
    clerk.key_in(SHEET)
    clerk.key_in("<F4><F9>")
    assert clerk.tray() is Tray.NONE
    assert "tetap" in clerk.find("entri.salah_tombol").text()
