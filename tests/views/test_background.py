"""Work away from the window: one after another, delivered where it was asked for."""

from __future__ import annotations

import sys
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QObject

from app.errors import PuasError
from app.views.background import Background

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    made = Background()
    yield made
    made.shut_down()


def test_results_come_back_on_the_asking_thread_in_order(
    qtbot: QtBot, background: Background
) -> None:
    seen: list[tuple[int, bool]] = []
    here = threading.current_thread()
    with qtbot.waitSignal(background.idle):
        for number in range(20):
            background.run(
                partial(int, number),
                lambda number: seen.append((number, threading.current_thread() is here)),
            )
    assert seen == [(number, True) for number in range(20)]
    assert background.pending == 0


def test_the_file_has_one_thread_and_drawing_another(qtbot: QtBot, background: Background) -> None:
    threads: list[tuple[str, int]] = []
    with qtbot.waitSignal(background.idle):
        for _ in range(3):
            background.run(threading.get_ident, lambda ident: threads.append(("berkas", ident)))
            background.render(threading.get_ident, lambda ident: threads.append(("gambar", ident)))
    kinds = {kind: {ident for k, ident in threads if k == kind} for kind in ("berkas", "gambar")}
    assert len(kinds["berkas"]) == len(kinds["gambar"]) == 1
    assert not kinds["berkas"] & kinds["gambar"]
    assert threading.get_ident() not in kinds["berkas"] | kinds["gambar"]


def test_a_waiting_task_gives_way_to_a_newer_one_with_its_key(
    qtbot: QtBot, background: Background
) -> None:
    gate = threading.Event()
    done: list[str] = []
    with qtbot.waitSignal(background.idle):
        background.run(gate.wait)
        for text in ("a", "ab", "abc"):
            background.run(partial(str, text), done.append, replace_key="draf")
        background.run(lambda: "lembar", done.append)
        gate.set()
    assert done == ["abc", "lembar"]


def test_a_refusal_goes_to_whoever_asked(qtbot: QtBot, background: Background) -> None:
    refused: list[PuasError] = []

    def refuse() -> None:
        raise PuasError("Disk penuh.")

    with qtbot.waitSignal(background.idle):
        background.run(refuse, on_failed=refused.append)
    assert [error.what for error in refused] == ["Disk penuh."]
    with qtbot.waitSignal(background.refused) as signal:
        background.run(refuse)
    assert signal.args[0].what == "Disk penuh."


def test_a_bug_goes_to_the_reporter_of_bugs(
    qtbot: QtBot, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    bugs: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: bugs.append(kind))
    with qtbot.waitSignal(background.idle):
        background.run(partial({"ada": 1}.__getitem__, "tidak ada"), on_failed=lambda error: None)
    assert bugs == [KeyError]


def test_a_result_for_somebody_gone_is_dropped(qtbot: QtBot, background: Background) -> None:
    gate, owner = threading.Event(), QObject()
    done: list[object] = []
    with qtbot.waitSignal(background.idle):
        background.run(gate.wait, done.append, owner=owner)
        shiboken6.delete(owner)
        gate.set()
    assert done == []


def test_shutting_down_waits_for_what_was_handed_in(qapp: object) -> None:
    background = Background()
    done: list[int] = []
    for number in range(5):
        background.run(partial(done.append, number))
    background.shut_down()
    assert done == [0, 1, 2, 3, 4]
