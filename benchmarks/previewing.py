"""How long the window is kept waiting while reports of 5,000 respondents are shown and saved.

Of three runs the shortest (``ticking``). Each run has a window of its own; what the first report of
a program loads is loaded before by a small one.
"""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from impor import rows, write_csv
from measuring import Ratio, report, workplace
from ticking import BOUND, Ticking, make_program

if TYPE_CHECKING:
    from pathlib import Path

    from app.views.reports.screen import ReportsScreen

RESPONDENTS = 5_000
RUNS = 3
KINDS = ("hasil-pengolahan", "pelaksanaan", "publikasi", "tindak-lanjut")


def office_of(path: Path, respondents: int) -> Path:
    """Make an office file with so many sheets."""
    from tests.offices import make_office

    office = make_office(path)
    answers = write_csv(path.with_suffix(".csv"), rows(labels=False)[: respondents + 1])
    office.session.imports.import_answers(office.survey, answers)
    office.store.close()
    return path


def pages(screen: ReportsScreen) -> int:
    """Return how many pages are shown."""
    assert screen.document is not None
    return len(screen.document.sizes)


def waits_for(office: Path, folder: Path) -> dict[str, float]:
    """Return the longest waits while reports are shown, turned through and saved."""
    from app.services.reports.kinds import Format
    from app.views.reports import dialogs
    from app.views.reports.screen import ReportsScreen

    folder.mkdir()
    own = folder / "kantor.sqlite"
    shutil.copy(office, own)
    window = Ticking(own, "laporan")
    window.settle()
    screen = window.window.host.currentWidget()
    assert isinstance(screen, ReportsScreen)
    waits = {
        f"{key} shown": window.waited(lambda: screen.open_target(key))  # noqa: B023 - done at once
        for key in (*KINDS[1:], KINDS[0], KINDS[1])
    }
    waits["last page"] = window.waited(lambda: screen.pages.go_to(pages(screen) - 1))
    for form in Format:
        dialogs.ask_where_to_save = lambda *_: folder / f"laporan{form.suffix}"  # noqa: B023 - done at once
        waits[f"saved as {form.label}"] = window.waited(lambda: screen.save(form))  # noqa: B023 - done at once
        assert (folder / f"laporan{form.suffix}").exists()
    window.close()
    return waits


def main() -> int:
    """Measure and report."""
    with workplace() as folder:
        make_program()
        waits_for(office_of(folder / "kecil.sqlite", 30), folder / "kecil")
        office = office_of(folder / "besar.sqlite", RESPONDENTS)
        runs = [waits_for(office, folder / str(run)) for run in range(RUNS)]
        ratios = [Ratio(what, min(waits[what] for waits in runs), 1.0, BOUND) for what in runs[0]]
    return report("previewing", ratios, respondents=RESPONDENTS)


if __name__ == "__main__":
    sys.exit(main())
