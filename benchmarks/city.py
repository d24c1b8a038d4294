"""All figures of a city ÷ its recap ÷ one bare GROUP BY, with a million sheets of 1,000 units.

Uses and makes the files of ``recap.py``.
"""

from __future__ import annotations

import sys

from measuring import Ratio, interleaved, report
from recap import bare_select, make_files

SHEETS, UNITS = 1_000_000, 1_000
RUNS = 5


def main() -> int:
    """Measure, print, return 1 when a promise is not kept."""
    from app.services.city.sections import Grouping, sections_of
    from app.services.session import Session

    office, plain = make_files(SHEETS, UNITS)
    session = Session.open(office, read_only=True)
    assert isinstance(session, Session)

    def all_figures(_: int) -> object:
        year = session.city.of_year(2026)
        sections = [s for g in Grouping for s in sections_of(year, g)]
        means = [(one.mean, one.unsur, one.lowest) for one in (*sections, year)]
        return means, year.ranking, year.often_lowest, year.chosen, year.missing

    try:
        figures = session.city.of_year(2026)
        assert (len(figures.lines), figures.n) == (UNITS, SHEETS)
        taken = interleaved(
            RUNS,
            city=all_figures,
            linked=lambda _: session.city.ikm_of_year(2026),
            recap=lambda _: session.ikm.recap(),
            bare=lambda _: bare_select(plain),
        )
    finally:
        session.store.close()
    ratios = [
        Ratio("all figures of a city ÷ its recap", taken["city"], taken["recap"], 2),
        Ratio("all figures of a city ÷ bare SELECT", taken["city"], taken["bare"], 2),
        Ratio("the consolidated IKM ÷ the recap", taken["linked"], taken["recap"], 1.5),
    ]
    return report("city", ratios)


if __name__ == "__main__":
    sys.exit(main())
