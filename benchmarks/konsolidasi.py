"""Unit × period of a city with a million sheets ÷ one bare GROUP BY over nine columns.

The files are those of ``recap.py``: 2,000 units, each with a survey of its own.
"""

from __future__ import annotations

import resource
import sys

from measuring import Ratio, interleaved, report
from recap import SIZES, SURVEYS, bare_select, make_files

RUNS = 5
BOUND, MEMORY_BOUND = 1.5, 500.0


def main() -> int:
    """Measure, print, return 1 when a promise is not kept."""
    from app.services.session import Session

    office, plain = make_files(SIZES[-1])
    session = Session.open(office, read_only=True)
    assert isinstance(session, Session), session.error.sentence
    year = session.matrix.years()[0]
    matrix = session.matrix.of_year(year)
    assert len([cell for row in matrix.rows for cell in row.cells if cell.n]) == SURVEYS
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    taken = interleaved(
        RUNS,
        matrix=lambda _: session.matrix.of_year(year),
        bare=lambda _: bare_select(plain),
    )
    session.store.close()
    ratios = [
        Ratio("unit × period of a million sheets ÷ bare", taken["matrix"], taken["bare"], BOUND)
    ]
    code = report("konsolidasi", ratios, memory=f"{memory:.0f} MB (at most {MEMORY_BOUND:.0f})")
    return code or int(memory > MEMORY_BOUND)


if __name__ == "__main__":
    sys.exit(main())
