"""How long the window is kept waiting while 100,000 rows are looked through, stored and undone.

Of three runs the shortest (``ticking``). Each file goes in by a window of its own, after a small
one that loads what the first import loads.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from impor import rows, write_csv, write_xlsx
from measuring import Ratio, report, workplace
from ticking import BOUND, Ticking, make_program

if TYPE_CHECKING:
    from pathlib import Path

FEW = 50
RUNS = 3


class Living(Ticking):
    """A window on the screen of imports."""

    def __init__(self, office: Path) -> None:
        from app.views.imports.screen import ImportScreen

        super().__init__(office, "impor")
        screen = self.window.host.currentWidget()
        assert isinstance(screen, ImportScreen)
        self._screen = screen

    def look_through(self, path: Path) -> float:
        """Load a file; return the longest wait until it can be imported."""
        return self.waited(lambda: self._screen.load(path))

    def store(self) -> float:
        """Import the file that was looked through."""
        return self.waited(self._screen.accept.click)

    def undo(self) -> float:
        """Take the newest import back."""
        return self.waited(self._screen.start.undo.click)


def waits_for(office: Path, small: Path, path: Path) -> dict[str, float]:
    """Return the longest waits while a file goes through a window over a new office."""
    from tests.offices import make_office

    make_office(office).store.close()
    living = Living(office)
    living.look_through(small)
    waits = {
        "looked through": living.look_through(path),
        "stored": living.store(),
        "undone": living.undo(),
    }
    living.close()
    return waits


def main() -> int:
    """Measure and report."""
    with workplace() as folder:
        make_program()
        table = rows(labels=False)
        small = write_csv(folder / "kecil.csv", table[: FEW + 1])
        files = (write_csv(folder / "kode.csv", table), write_xlsx(folder / "kode.xlsx", table))
        ratios = []
        for path in files:
            kind = path.suffix[1:]
            runs = [waits_for(folder / f"{kind}-{run}.sqlite", small, path) for run in range(RUNS)]
            ratios += [
                Ratio(f"{kind} {what}", min(waits[what] for waits in runs), 1.0, BOUND)
                for what in runs[0]
            ]
    return report("living", ratios)


if __name__ == "__main__":
    sys.exit(main())
