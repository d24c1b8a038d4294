"""What is odd about one part of a paper: all its answers alike, or none given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.services.papers.paper import stored_of
from app.services.plausibility.sheet_rules import warnings_of
from app.texts import tr

if TYPE_CHECKING:
    from datetime import date

    from app.models.response import Sheet
    from app.services.papers.paper import Paper
    from app.services.plausibility.sheet_rules import Warned


def warnings_on_paper(
    paper: Paper, sheet: Sheet, before: Sheet | None, *, today: date
) -> tuple[Warned, ...]:
    """Return what is odd about a sheet, and about each part of it under the part's name.

    ``before`` is the sheet keyed in before it. What holds for the whole sheet is said once.
    """
    period = paper.first.period
    whole = warnings_of(paper.instrument, period, sheet, before, today=today)
    said = {warned.rule for warned in whole}
    found = list(whole)
    # A new sheet has its parts by now: ``sheet`` is the saved one.
    for part, own in zip(paper.parts, stored_of(sheet), strict=False):
        odd = warnings_of(part.instrument, period, own, None, today=today) if own else ()
        found += [
            replace(warned, text=tr("{survei}: {isi}", survei=part.name, isi=warned.text))
            for warned in odd
            if warned.rule not in said
        ]
    return tuple(found)
