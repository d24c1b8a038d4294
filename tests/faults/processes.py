"""Child processes of the fault tests: started in the root of the program, ended for sure."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
NIGHTLY = os.environ.get("PUAS_FAULTS") == "nightly"


@contextmanager
def child(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Run ``python -m tests.faults.<module> …`` and kill it at the end, whatever happened."""
    process = subprocess.Popen(
        [sys.executable, "-m", *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def lines_of(*arguments: object) -> list[str]:
    """Run a child to its end and return what it printed; it must not fail."""
    done = subprocess.run(
        [sys.executable, "-m", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.splitlines()
