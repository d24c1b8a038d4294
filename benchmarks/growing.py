"""Saving and figures in a survey of 20,000 sheets ÷ in one of 100."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from measuring import Ratio, interleaved, report, workplace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.offices import SmallOffice

FEW, MANY = 100, 20_000
RUNS = 200


def _office(path: Path, sheets: int) -> SmallOffice:
    from tests.offices import make_office

    office = make_office(path)
    office.store.sheets.add_many(
        [office.sheet(number) for number in range(1, sheets + 1)], office.questions
    )
    return office


def main() -> int:
    """Measure, print, return 1 when a promise is not kept."""
    with workplace() as folder:
        few, many = _office(folder / "few.puas", FEW), _office(folder / "many.puas", MANY)
        new_few = [few.sheet(50_000 + run) for run in range(RUNS)]
        new_many = [many.sheet(50_000 + run) for run in range(RUNS)]
        taken = interleaved(
            RUNS,
            save_few=lambda run: few.session.entry.save(new_few[run]),
            save_many=lambda run: many.session.entry.save(new_many[run]),
            figures_few=lambda _: few.session.entry.statistics(few.survey.id),
            figures_many=lambda _: many.session.entry.statistics(many.survey.id),
        )
        few.store.close()
        many.store.close()
    ratios = [
        Ratio("saving with 20,000 sheets ÷ 100", taken["save_many"], taken["save_few"], 1.25),
        Ratio("figures with 20,000 ÷ 100", taken["figures_many"], taken["figures_few"], 1.25),
    ]
    return report("growing", ratios)


if __name__ == "__main__":
    sys.exit(main())
