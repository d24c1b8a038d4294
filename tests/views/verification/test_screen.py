from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from app.models.survey import SurveyState
from app.models.verification import PlanState, SheetState
from app.views.entry.desk_state import Tray
from app.views.reports import dialogs
from app.views.verification.rekey_desk import Phase
from app.views.verification.screen import VerificationScreen
from app.views.widgets.buttons import Button
from tests.support.entry_office import sheet_of
from tests.support.screens import Desk, desk_over, find
from tests.support.verification import verification_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

PROFILE = "P3444"
"""The keys of the profile: sex, age, pendidikan SMA, pekerjaan Swasta."""


class Pile:
    """The screen over an office whose six sheets were keyed in by somebody else."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.screen = VerificationScreen(desk.workspace)
        desk.workspace.changed.connect(self.screen.refresh)
        desk.show(self.screen)

    def press(self, name: str) -> None:
        button = find(self.screen, Button, name)
        assert button.isVisible(), name
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.desk.settle()

    def type(self, keys: str) -> None:
        """Type into whatever has the keyboard, ``<…>`` for a key without a character."""
        for name, sign in re.findall(r"<([^>]+)>|(.)", keys):
            target = self.screen.focusWidget() or self.screen.rekey
            if name:
                QTest.keyClick(target, getattr(Qt.Key, f"Key_{name}"))
            else:
                QTest.keyClicks(target, sign)
            self.desk.settle()

    def key_in(self, answers: str = "343434334") -> None:
        """Key in one whole sheet as the paper has it."""
        self.type(PROFILE + answers)

    def texts(self) -> str:
        """Everything that the window shows or tells a screen reader."""
        parts: list[str] = []
        for widget in [self.screen, *self.screen.findChildren(QWidget)]:
            parts += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
            if isinstance(widget, QLabel | QLineEdit):
                parts.append(widget.text())
        return "\n".join(parts)


@pytest.fixture
def pile(qtbot: QtBot, tmp_path: Path) -> Iterator[Pile]:
    path = tmp_path / "kantor.puas"
    made = verification_office(path, 6)
    survey_id = made.survey.id
    made.session.store.close()
    with desk_over(qtbot, path, survey_id) as desk:
        yield Pile(desk)


def rows(pile: Pile) -> list[SheetState]:
    found: list[SheetState] = []
    pile.desk.do(
        lambda s: found.extend(row.state for row in s.verification.plans._repository.sheets(1))
    )
    return found


def test_six_sheets_with_two_slips_from_plan_to_minutes(
    pile: Pile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find(pile.screen, Button, "verifikasi.buat").setFocus()
    pile.type("<Return>")
    pile.type("<Return>")
    desk = pile.screen.desk
    for number in range(1, 7):
        assert desk.task is not None
        assert desk.task.number == number
        pile.key_in({2: "143434334", 5: "343434331"}.get(number, "343434334"))
    assert rows(pile).count(SheetState.EQUAL) == 4
    # the third keying asks the differing field alone: first wrong, then right
    assert desk.task is not None
    assert (desk.task.number, desk.task.asked) == (2, ("persyaratan",))
    pile.type("1")
    assert desk.task.number == 5
    pile.type("4")
    assert desk.phase is Phase.EMPTY
    pile.type("<Return>")
    target = tmp_path / "ba.pdf"
    monkeypatch.setattr(dialogs, "ask_where_to_save", lambda *_: target)
    pile.press("verifikasi.berita_acara")
    assert target.read_bytes().startswith(b"%PDF")

    def look(session: object) -> None:
        store = session.store  # type: ignore[attr-defined] # a Session
        assert store.verifications.plans.get(1).state is PlanState.FINISHED
        (minutes,) = store.minutes.all()
        assert minutes.content["closing"][0].startswith("2 dari 90 isian berbeda (2,22 %")
        assert [row[4] for row in minutes.content["tables"][1]["rows"]] == [
            "1 Tidak sesuai",
            "4 Dikelola dengan baik",
        ]
        assert store.sheets.by_number(1, 2).answers["persyaratan"] == 1
        assert store.sheets.by_number(1, 5).answers["pengaduan"] == 4

    pile.desk.do(look)


def test_nothing_of_the_first_keying_is_shown_before_the_decision(pile: Pile) -> None:
    pile.press("verifikasi.buat")
    pile.press("verifikasi.ketik_ulang")
    assert "belum diisi" in pile.texts()
    assert "Sangat sesuai" not in pile.screen.rekey.sheet.widgets["persyaratan"].spoken()
    assert all(w.spoken() == "belum diisi" for w in pile.screen.rekey.sheet.widgets.values())
    for number in range(1, 7):
        pile.key_in("143434334" if number == 1 else "343434334")
    assert list(pile.screen.rekey.sheet.widgets) == ["persyaratan"]
    widget = pile.screen.rekey.sheet.widgets["persyaratan"]
    assert widget.spoken() == "belum diisi"
    for value in ("3 Sesuai", "1 Tidak sesuai", "Semula"):
        assert value not in pile.texts()


def test_three_different_keyings_are_decided_with_a_reason(pile: Pile) -> None:
    pile.press("verifikasi.buat")
    pile.press("verifikasi.ketik_ulang")
    for number in range(1, 7):
        pile.key_in("143434334" if number == 3 else "343434334")
    pile.type("2")
    desk = pile.screen.desk
    assert desk.phase is Phase.DECIDING
    form = pile.screen.rekey.decide
    assert "3 Sesuai" in pile.texts()
    form.setFocus()
    QTest.keyClicks(form, "2")
    form.submit()
    pile.desk.settle()
    assert rows(pile)[2] is SheetState.DIFFERENT
    QTest.keyClicks(form.reason, "dicoret")
    QTest.keyClick(form.reason, Qt.Key.Key_Return)
    pile.desk.settle()
    assert desk.task is None
    assert rows(pile)[2] is SheetState.DECIDED


def test_a_wrong_day_is_asked_above_the_sheet(pile: Pile) -> None:
    pile.press("verifikasi.buat")
    pile.press("verifikasi.ketik_ulang")
    desk = pile.screen.desk
    QTest.keyClick(pile.screen.rekey, Qt.Key.Key_F6)
    assert desk.tray is Tray.DAY
    day = pile.screen.rekey.day_tray.field
    QTest.keyClicks(day, "13032026")
    QTest.keyClick(day, Qt.Key.Key_Return)
    pile.key_in()
    QTest.keyClick(pile.screen.rekey, Qt.Key.Key_F6)
    QTest.keyClicks(day, "12032026")
    QTest.keyClick(day, Qt.Key.Key_Return)
    for _ in range(2, 7):
        pile.key_in()
    assert desk.task is not None
    assert desk.task.asked == ("@tanggal",)
    assert desk.tray is Tray.DAY
    assert "13 Maret" not in pile.texts()
    QTest.keyClicks(day, "12032026")
    QTest.keyClick(day, Qt.Key.Key_Return)
    pile.desk.settle()
    assert desk.phase is Phase.EMPTY
    assert rows(pile)[0] is SheetState.DECIDED


def test_esc_leaves_an_empty_sheet_and_the_plan_goes_on(pile: Pile) -> None:
    pile.press("verifikasi.buat")
    pile.press("verifikasi.ketik_ulang")
    pile.key_in()
    pile.type("<Escape>")
    assert pile.screen.desk.phase is Phase.EMPTY
    pile.press("verifikasi.ketik_ulang")
    assert pile.screen.desk.task is not None
    assert pile.screen.desk.task.number == 2


def test_a_wrong_key_says_why(pile: Pile) -> None:
    pile.press("verifikasi.buat")
    pile.press("verifikasi.ketik_ulang")
    pile.type("X")
    assert "tidak ada di sini" in pile.screen.rekey.refusal.text()
    assert QApplication.activeModalWidget() is None


def test_a_number_brings_its_paper_and_a_done_one_is_refused(pile: Pile) -> None:
    pile.press("verifikasi.buat")
    pile.press("verifikasi.ketik_ulang")
    pile.key_in()
    desk, field = pile.screen.desk, pile.screen.rekey.find_tray.field
    for number, wanted in (("5", 5), ("1", 5)):
        QTest.keyClick(pile.screen.rekey, Qt.Key.Key_F3)
        QTest.keyClicks(field, number)
        QTest.keyClick(field, Qt.Key.Key_Return)
        pile.desk.settle()
        assert desk.task is not None
        assert desk.task.number == wanted
    assert "sudah selesai diverifikasi" in pile.screen.rekey.message.text.text()


def test_open_fields_can_be_keyed_in_once_more(pile: Pile) -> None:
    pile.press("verifikasi.buat")
    pile.press("verifikasi.ketik_ulang")
    for number in range(1, 7):
        pile.key_in("143434334" if number == 3 else "343434334")
    pile.type("2")
    QTest.keyClick(pile.screen.rekey.decide, Qt.Key.Key_Escape)
    pile.type("3")
    assert rows(pile)[2] is SheetState.DECIDED


def test_a_locked_survey_says_that_nothing_can_be_changed(pile: Pile) -> None:
    pile.press("verifikasi.buat")
    pile.desk.do(
        lambda s: s.store.surveys.save(
            replace(s.store.surveys.get(1), state=SurveyState.TERKUNCI), "final"
        )
    )
    pile.screen.activate()
    pile.desk.settle()
    assert "terkunci" in pile.screen.pile.remark.text()
    assert not pile.screen.pile.rekey.isVisible()


def test_a_plan_is_extended_and_an_untouched_one_withdrawn(pile: Pile) -> None:
    pile.press("verifikasi.buat")
    pile.desk.do(lambda s: s.entry.save(sheet_of(s.store.surveys.get(1), 7)))
    pile.screen.activate()
    pile.desk.settle()
    pile.press("verifikasi.perbarui")
    assert pile.desk.messages[-1] == "1 lembar ditambahkan ke rencana."
    assert len(rows(pile)) == 7
    pile.press("verifikasi.batalkan")
    assert find(pile.screen, Button, "verifikasi.buat").isVisible()


def test_every_field_that_is_asked_has_a_name(pile: Pile) -> None:
    pile.press("verifikasi.buat")
    pile.press("verifikasi.ketik_ulang")
    for key in ("jenis_kelamin", "usia", "persyaratan"):
        assert find(pile.screen, QWidget, f"verifikasi.{key}").accessibleName()


def test_a_paper_deleted_meanwhile_is_passed_over(pile: Pile) -> None:
    pile.press("verifikasi.buat")
    pile.press("verifikasi.ketik_ulang")
    pile.desk.do(lambda s: s.entry.delete(s.entry.find(1, 1), "ganda"))
    pile.key_in()
    assert "sudah dihapus sejak rencana dibuat" in pile.screen.rekey.message.text.text()
    assert pile.screen.desk.task is not None
    assert pile.screen.desk.task.number == 2
