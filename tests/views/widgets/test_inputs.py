from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLabel

from app.views.theme import apply_theme
from app.views.widgets.columns import Columns
from app.views.widgets.inputs import ChoiceBox, ElidedCheck, LinesField, NumberField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def _light(qtbot: QtBot) -> None:
    apply_theme("terang")


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("1000", 1000, "1.000"),
        ("1.250", 1250, "1.250"),
        ("", None, ""),
        ("0", 0, "0"),
        ("x9", 9, "9"),
    ],
)
def test_a_number_is_typed_with_or_without_points(
    qtbot: QtBot, typed: str, value: int | None, shown: str
) -> None:
    field = NumberField(name="angka", accessible="Angka")
    qtbot.addWidget(field)
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (field.value, field.text()) == (value, shown)


def test_a_choice_is_known_by_its_key_and_survives_other_choices(qtbot: QtBot) -> None:
    box = ChoiceBox([("a", "Satu"), ("b", "Dua")], name="pilihan", accessible="Pilihan")
    qtbot.addWidget(box)
    with qtbot.waitSignal(box.picked) as picked:
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert picked.args == ["b"]
    box.set_choices([("c", "Tiga"), ("b", "Dua")])
    assert box.key == "b"
    box.set_choices([("c", "Tiga")])
    assert box.key == "c"
    box.set_choices([])
    assert box.key == ""


def test_lines_leave_out_what_is_blank(qtbot: QtBot) -> None:
    field = LinesField(name="baris", accessible="Baris")
    qtbot.addWidget(field)
    field.set_texts(("satu", " ", " dua "))
    assert field.texts == ("satu", "dua")


def test_a_long_text_beside_a_box_is_cut_and_whole_on_hover(qtbot: QtBot) -> None:
    check = ElidedCheck("Surat <b>keterangan</b> & domisili usaha mikro", name="kotak")
    qtbot.addWidget(check)
    check.resize(120, 30)
    check.show()
    assert check.text().endswith("…")
    assert "&lt;b&gt;" in check.toolTip()
    check.resize(600, 30)
    assert "&&" in check.text()
    assert check.toolTip() == ""


def test_cards_stand_below_each_other_where_there_is_no_room(qtbot: QtBot) -> None:
    columns = Columns((QLabel("satu"), 1), (QLabel("dua"), 1), narrow=400)
    qtbot.addWidget(columns)
    columns.resize(500, 300)
    columns.show()
    layout = columns.layout()
    assert isinstance(layout, QBoxLayout)
    assert layout.direction() is QBoxLayout.Direction.LeftToRight
    columns.resize(300, 300)
    assert layout.direction() is QBoxLayout.Direction.TopToBottom
