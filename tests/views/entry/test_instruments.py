"""Sheets of every shipped instrument are typed, and everything of them is seen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.support.entry_screen import Clerk, kept
from tests.support.instrument_office import SHIPPED, keys_of, office_with

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot


@pytest.fixture(params=SHIPPED)
def key(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def clerk(qtbot: QtBot, tmp_path: Path, key: str) -> Iterator[Clerk]:
    made = Clerk(qtbot, lambda: office_with(tmp_path / "kantor.puas", key)[0])
    made.begin(1)
    yield made
    made.close()


def is_seen(widget: QWidget) -> bool:
    return widget.visibleRegion().contains(widget.rect().center())


def test_a_sheet_is_typed_and_the_waiting_field_is_always_seen(clerk: Clerk, key: str) -> None:
    instrument = SHIPPED[key]
    keys = keys_of(instrument)
    for one in keys[:-1]:
        clerk.type(one)
        clerk.qtbot.waitUntil(partial(is_seen, clerk.find(f"entri.{clerk.waiting}")))
    clerk.key_in(keys[-1])
    (sheet,) = kept(clerk)
    assert sheet.answers == dict.fromkeys(instrument.question_keys, instrument.highest)
    assert set(sheet.profile) == {field.key for field in instrument.profile}
    highest = instrument.highest * instrument.conversion
    assert clerk.find("entri.ikm").text() == f"{float(highest):.2f}".replace(".", ",")


def test_the_figures_stay_beside_the_sheet_and_the_options_are_read_whole(
    clerk: Clerk, key: str
) -> None:
    sheet = clerk.screen.sheet
    clerk.qtbot.waitUntil(lambda: sheet.width() < clerk.screen.width() * 0.8)
    for question in SHIPPED[key].question_keys:
        row = clerk.find(f"entri.{question}")
        assert row.word_scale >= 0.82
        assert row.label_width >= row.wanted_label_width
