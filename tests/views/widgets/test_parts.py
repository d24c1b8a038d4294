"""The small parts say in words what they show in colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.errors import PuasError
from app.views.widgets.badges import Badge, MutuBadge, MutuText
from app.views.widgets.buttons import IconButton, PrimaryButton
from app.views.widgets.card import Card
from app.views.widgets.empty import EmptyState
from app.views.widgets.form import DateField, Form, FormRow, NumberField
from app.views.widgets.key_hints import KeyCap, KeyHints
from app.views.widgets.message import MessageLine, Tone
from app.views.widgets.numbers import BigNumber
from app.views.widgets.progress import ProgressBar

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize(
    ("letter", "word", "tone"),
    [
        ("A", "Sangat Baik", "good"),
        ("B", "Baik", "fine"),
        ("C", "Kurang Baik", "warning"),
        ("D", "Tidak Baik", "danger"),
    ],
)
def test_mutu_has_letter_word_and_colour(qtbot: QtBot, letter: str, word: str, tone: str) -> None:
    badge, text = MutuBadge(letter, word), MutuText(letter, word)
    for part in (badge, text):
        qtbot.addWidget(part)
        assert part.text() == f"{letter} · {word}"
        assert part.property("tone") == tone
    assert badge.accessibleName() == f"Mutu {letter}, {word}"


def test_a_mutu_that_cannot_be_computed_is_a_dash(qtbot: QtBot) -> None:
    badge = MutuBadge()
    qtbot.addWidget(badge)
    assert badge.text() == "–"
    assert "belum" in badge.accessibleName()


def test_a_badge_shows_mark_up_as_text(qtbot: QtBot) -> None:
    badge = Badge("<b>lengkap</b>", "good")
    qtbot.addWidget(badge)
    assert badge.textFormat() is Qt.TextFormat.PlainText


def test_progress_is_told_in_words(qtbot: QtBot) -> None:
    bar = ProgressBar(name="beranda.lembar")
    qtbot.addWidget(bar)
    bar.set(1137, 2278, "unsur terendah: Waktu")
    assert bar.accessibleName() == "1.137 dari minimal 2.278 lembar"
    assert bar.remark.text() == "unsur terendah: Waktu"
    bar.set(5, None)
    assert bar.accessibleName() == "5 lembar"
    assert bar.bar.isHidden()


def test_more_than_the_minimum_fills_the_bar(qtbot: QtBot) -> None:
    bar = ProgressBar()
    qtbot.addWidget(bar)
    bar.resize(300, 60)
    bar.set(500, 278)
    assert not bar.grab().isNull()


def test_a_figure_is_read_with_its_caption(qtbot: QtBot) -> None:
    number = BigNumber("IKM sementara", name="entri.ikm", size="big")
    qtbot.addWidget(number)
    number.set("86,79", "dari 137 lembar")
    assert number.accessibleName() == "IKM sementara 86,79 dari 137 lembar"


def test_a_button_is_pressed_by_keyboard_and_names_its_key(qtbot: QtBot) -> None:
    button = PrimaryButton("Entri kuesioner", name="beranda.entri", hint="F5", icon="keyboard")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert (button.accessibleName(), button.accessibleDescription()) == ("Entri kuesioner", "F5")
    assert not button.grab().isNull()


def test_an_icon_button_has_a_name(qtbot: QtBot) -> None:
    button = IconButton("pencil", name="unit.ubah", accessible="Ubah unit")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("Ubah unit", "Ubah unit")


def test_the_ends_of_a_range_are_two_keys(qtbot: QtBot) -> None:
    hints = KeyHints([("1–4", "jawab"), ("F2", "saran")])
    qtbot.addWidget(hints)
    assert [cap.text() for cap in hints.findChildren(KeyCap)] == ["1", "4", "F2"]
    assert hints.accessibleName() == "1–4 jawab, F2 saran"


def test_a_message_offers_to_take_it_back(qtbot: QtBot) -> None:
    line = MessageLine(name="pesan")
    qtbot.addWidget(line)
    undone: list[str] = []
    line.say("Lembar 12 dihapus.", action="Urungkan", act=lambda: undone.append("12"))
    qtbot.mouseClick(line.button, Qt.MouseButton.LeftButton)
    assert undone == ["12"]
    assert line.isHidden()


def test_good_news_leaves_by_itself_and_refusals_stay(qtbot: QtBot) -> None:
    line = MessageLine(name="pesan")
    qtbot.addWidget(line)
    line.say("Tersimpan.", Tone.GOOD)
    assert line._timer.isActive()
    line.say_error(PuasError("Disk penuh.", next="Kosongkan ruang."))
    assert not line._timer.isActive()
    assert line.text.text() == "Disk penuh. Data Anda tidak berubah. Kosongkan ruang."


def test_an_error_stands_under_its_field(qtbot: QtBot) -> None:
    form = Form({"kode": FormRow("Kode", QLineEdit(), name="unit.kode", hint="Kode resmi")})
    qtbot.addWidget(form)
    line = form.rows["kode"]
    assert not form.set_errors({"kode": "Kode sudah dipakai."})
    assert not line.error.isHidden()
    assert line.hint.isHidden()
    assert line.field.accessibleDescription() == "Kode sudah dipakai."
    assert form.set_errors({})
    assert line.error.isHidden()
    assert not line.hint.isHidden()


def test_a_label_leads_to_its_field(qtbot: QtBot) -> None:
    line = FormRow("Nama unit", QLineEdit(), name="unit.nama")
    qtbot.addWidget(line)
    assert line.label.buddy() is line.field
    assert (line.field.objectName(), line.field.accessibleName()) == ("unit.nama", "Nama unit")


def test_days_and_numbers_are_written_the_indonesian_way(qtbot: QtBot) -> None:
    from datetime import date

    day, number = DateField(date(2026, 8, 17)), NumberField(0, 9_999_999, 1_250)
    for field in (day, number):
        qtbot.addWidget(field)
    assert (day.text(), day.day) == ("17 Agustus 2026", date(2026, 8, 17))
    assert number.text() == "1.250"


def test_an_empty_state_leads_on(qtbot: QtBot) -> None:
    empty = EmptyState("keyboard", "Belum ada lembar", name="hasil.kosong", action="Buka Entri")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.acted):
        qtbot.keyClick(empty.button, Qt.Key.Key_Space)


def test_a_card_is_marked_by_its_line(qtbot: QtBot) -> None:
    card = Card(title="Menunggu")
    qtbot.addWidget(card)
    card.set_tone("warning")
    assert (card.property("tone"), card.accessibleName()) == ("warning", "Menunggu")
