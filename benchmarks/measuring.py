"""What every benchmark shares: interleaved runs, medians, ratios against a bound, one JSON file."""

from __future__ import annotations

import json
import os
import platform
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "keluaran" / "benchmarks"
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Ratio:
    """One promise: ``measured`` seconds may be at most ``bound`` times ``baseline`` seconds."""

    name: str
    measured: float
    baseline: float
    bound: float

    @property
    def value(self) -> float:
        """How many times the baseline was taken."""
        return self.measured / self.baseline

    @property
    def holds(self) -> bool:
        """Say whether the promise is kept."""
        return self.value <= self.bound

    def __str__(self) -> str:
        mark = "holds" if self.holds else "DOES NOT HOLD"
        return (
            f"{self.name}: {self.value:.2f} (at most {self.bound:g}, {mark};"
            f" {self.measured * 1000:.2f} ms ÷ {self.baseline * 1000:.2f} ms)"
        )


def interleaved(runs: int, **tasks: Callable[[int], object]) -> dict[str, float]:
    """Return the median seconds of each task; a run gives every task its turn.

    Whatever else the machine does then falls on all of them alike.
    """
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for run in range(runs):
        for name, task in tasks.items():
            start = time.perf_counter()
            task(run)
            taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def cpu_seconds(task: Callable[[], object], runs: int) -> float:
    """Return the median seconds of CPU; the first run, with all imports, is among them."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        task()
        taken.append(time.process_time() - start)
    print(f"  first run {taken[0]:.2f} s of CPU, with the imports")
    return statistics.median(taken)


def child_seconds(*command: object) -> float:
    """Return the median seconds of CPU of a command in a process of its own."""
    taken = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([str(part) for part in command], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(taken)


@contextmanager
def workplace() -> Iterator[Path]:
    """Give a folder on a real disk, with settings of its own, that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="puas-bench-", dir=os.environ.get("PUAS_BENCH_FOLDER")))
    before = os.environ.get("PUAS_HOME")
    os.environ["PUAS_HOME"] = str(folder / "home")
    try:
        yield folder
    finally:
        if before is None:
            del os.environ["PUAS_HOME"]
        else:
            os.environ["PUAS_HOME"] = before
        shutil.rmtree(folder)


def report(name: str, ratios: list[Ratio], **notes: object) -> int:
    """Print the ratios, write them to ``keluaran/benchmarks`` and return an exit code."""
    for ratio in ratios:
        print(ratio)
    for key, note in notes.items():
        print(f"  {key}: {note}")
    RESULTS.mkdir(parents=True, exist_ok=True)
    content: Mapping[str, object] = {
        "benchmark": name,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "processors": os.cpu_count(),
        "ratios": [{**asdict(r), "ratio": r.value, "holds": r.holds} for r in ratios],
        "notes": notes,
    }
    target = RESULTS / f"{name}.json"
    target.write_text(json.dumps(content, indent=2, default=str) + "\n", encoding="utf-8")
    return 0 if all(ratio.holds for ratio in ratios) else 1
