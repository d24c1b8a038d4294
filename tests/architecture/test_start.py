"""Paint first, load after: what is slow to import is not there before the first picture."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SLOW = (
    "pandas",
    "sqlite_utils",
    "reportlab",
    "pyqtgraph",
    "docx",
    "xlsxwriter",
    "pypdfium2",
    "duckdb",
    "psycopg",
)

START = f"""
import sys
from app.views.shell.window import MainWindow

made = MainWindow.__init__

def watched(self):
    made(self)
    self.painted.connect(
        lambda: (print(*[n for n in {SLOW!r} if n in sys.modules], "painted", flush=True),
                 self.close())
    )

MainWindow.__init__ = watched
import main
sys.argv = ["puas"]
sys.exit(main.main())
"""


def test_nothing_slow_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PUAS_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", START],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "painted\n"), done.stderr
