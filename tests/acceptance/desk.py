"""A clerk at a virtual screen: the real program, real key events, and eyes that only read."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.models.questionnaire import FieldKind
from app.models.store.database import connect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.models.questionnaire import Instrument

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
AFTER_A_KEY = 2.0

missing = [tool for tool in ("Xvfb", "xdotool") if shutil.which(tool) is None]


@dataclass(frozen=True)
class Paper:
    """One filled questionnaire: the keys that a clerk presses for it, and what they mean."""

    keys: tuple[str, ...]
    answers: dict[str, int]
    profile: dict[str, str | int]


def paper(instrument: Instrument, seed: int) -> Paper:
    """Return a questionnaire filled in by chance, for the number keys alone."""
    chance = random.Random(seed)
    keys: list[str] = []
    profile: dict[str, str | int] = {}
    for field in instrument.profile:
        if field.kind is FieldKind.CHOICE:
            choice = chance.choice([c for c in field.choices if len(c.keys[0]) == 1])
            keys.append(choice.keys[0])
            profile[field.key] = choice.value
        else:
            number = chance.randint(18, 79)
            keys += str(number)
            profile[field.key] = number
    answers = {key: chance.choice(instrument.scores) for key in instrument.question_keys}
    return Paper((*keys, *map(str, answers.values())), answers, profile)


@contextmanager
def virtual_screen() -> Iterator[dict[str, str]]:
    """Start an X server of its own and return the environment of programs on it."""
    readable, writable = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(writable),
            "-screen",
            "0",
            "1280x800x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ],
        pass_fds=(writable,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writable)
    try:
        with os.fdopen(readable) as answer:
            number = answer.readline().strip()
        yield {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()


class Desk:
    """The running program and its keyboard."""

    def __init__(self, office_file: Path, environment: dict[str, str]) -> None:
        self.file = office_file
        self._environment = environment
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-X",
                "faulthandler",
                str(ROOT / "main.py"),
                str(office_file),
                "--layar",
                "entri",
            ],
            cwd=ROOT,
            env={**environment, "PUAS_HOME": os.environ["PUAS_HOME"]},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def wait_for_window(self, title: str) -> str:
        """Wait until the office is open and return its window."""
        if not _holds(lambda: bool(self._search(title)), PATIENCE):
            raise AssertionError(self._what_happened())
        window = self._search(title)[-1]
        self._xdotool("windowfocus", "--sync", window)
        return window

    def begin(self, key: str) -> None:
        """Press the first key until the entry screen is there to take it as a draft."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            self._xdotool("key", key)
            if _holds(self.draft, AFTER_A_KEY):
                return
        raise AssertionError("the entry screen took no key")

    def type(self, keys: Sequence[str], delay: int = 12) -> None:
        """Press keys, ``delay`` milliseconds apart."""
        self._xdotool("key", "--delay", str(delay), *keys)

    def start_typing(self, keys: Sequence[str], delay: int = 12) -> subprocess.Popen[bytes]:
        """Begin to press keys and return at once."""
        command = ["xdotool", "key", "--delay", str(delay), *keys]
        return subprocess.Popen(command, env=self._environment, stderr=subprocess.DEVNULL)

    def close(self) -> str:
        """Close the window by its key; return what the program had to say."""
        self._xdotool("key", "ctrl+q")
        said, _ = self.process.communicate(timeout=PATIENCE)
        assert self.process.returncode == 0, said
        return said

    def kill(self) -> None:
        """End the program without warning."""
        self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()

    def sheets(self) -> list[tuple[dict[str, int], dict[str, Any]]]:
        """Return what anybody else sees in the file: the answers and profile of each sheet."""
        with closing(connect(self.file, read_only=True)) as connection:
            rows = connection.execute("SELECT answers, profile FROM sheet ORDER BY number")
            return [(json.loads(row[0]), json.loads(row[1])) for row in rows.fetchall()]

    def draft(self) -> dict[str, Any] | None:
        """Return the half-typed sheet in the file."""
        with closing(connect(self.file, read_only=True)) as connection:
            row = connection.execute("SELECT content FROM draft").fetchone()
        return None if row is None else dict(json.loads(row[0]))

    def _what_happened(self) -> str:
        """Return what the program said and logged, for a start that came to nothing."""
        log = Path(os.environ["PUAS_HOME"]) / "log" / "puas.log"
        logged = log.read_text(encoding="utf-8") if log.exists() else "no log"
        self.process.send_signal(signal.SIGABRT)
        said, _ = self.process.communicate(timeout=PATIENCE)
        return f"no window with the office's name\n{logged}\n{said}"

    def _search(self, title: str) -> list[str]:
        return self._xdotool("search", "--onlyvisible", "--name", title).split()

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        return done.stdout


@contextmanager
def desk(office_file: Path, environment: dict[str, str]) -> Iterator[Desk]:
    """Start the program on an office file and make sure that it has ended afterwards."""
    started = Desk(office_file, environment)
    try:
        yield started
    finally:
        started.kill()


def until(condition: Callable[[], object], what: str) -> None:
    """Ask again and again until ``condition`` holds; fail when it never does."""
    assert _holds(condition, PATIENCE), f"waited in vain for {what}"


def _holds(condition: Callable[[], object], seconds: float) -> bool:
    deadline, pulse = time.monotonic() + seconds, threading.Event()
    while not condition():
        if time.monotonic() > deadline:
            return False
        pulse.wait(0.02)
    return True
