"""The start: exit codes, and never a traceback in front of a person."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, NoReturn

import pytest

import main
from app import paths

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[list[str]], int]], None]:
    """Put a command of the test's own in the place of the program's."""

    def use(run: Callable[[list[str]], int]) -> None:
        monkeypatch.setitem(sys.modules, "app.cli", SimpleNamespace(main=run))

    return use


def _fail(arguments: list[str]) -> NoReturn:
    raise ZeroDivisionError(arguments)


def test_arguments_go_to_the_commands_and_their_exit_code_comes_back(
    command: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr(sys, "argv", ["main.py", "rekap", "kantor.sqlite"])

    def run(arguments: list[str]) -> int:
        seen.append(arguments)
        return 2

    command(run)
    assert main.main() == 2
    assert seen == [["rekap", "kantor.sqlite"]]


def test_a_bug_ends_in_one_sentence_and_a_log(
    command: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    command(_fail)
    assert main.main() == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert "Traceback" not in shown.err
    log = paths.log_folder() / "puas.log"
    assert str(log) in shown.err
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_a_bug_with_no_place_for_a_log_still_ends_in_one_sentence(
    command: Callable[..., None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("PUAS_HOME", str(tmp_path / "file"))
    command(_fail)
    assert main.main() == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_ctrl_c_ends_quietly(
    command: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: list[str]) -> NoReturn:
        raise KeyboardInterrupt

    command(interrupted)
    assert main.main() == 130
    assert capsys.readouterr().err == ""
