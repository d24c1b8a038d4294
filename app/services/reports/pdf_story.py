"""Puts the blocks of a report into the order of pages: sections, new pages, no page left empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.platypus import NextPageTemplate, PageBreak
from reportlab.platypus.flowables import Spacer

from app.services.reports.pdf_blocks import flowables
from app.services.reports.runs import runs_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlab.platypus import Flowable

    from app.services.reports.document import Paper, Report
    from app.services.reports.pdf_printing import Printing


@dataclass(frozen=True, slots=True)
class Story:
    """What reportlab lays out; ``papers`` are those that it needs, the first page's first."""

    flowables: list[Flowable]
    papers: tuple[Paper, ...]


def story_of(report: Report, printing_on: Callable[[Paper], Printing]) -> Story:
    """Return the report as flowables; each run of blocks begins a page."""
    runs = runs_of(report)
    printings = {paper: printing_on(paper) for paper in {run.paper for run in runs}}
    printed = [(run.paper, flowables(run.blocks, printings[run.paper])) for run in runs]
    story: list[Flowable] = []
    papers: dict[Paper, None] = {}
    for paper, found in printed:
        if not found:  # such as contents without a heading
            continue
        if story:
            story += [NextPageTemplate(paper.name), PageBreak()]
        story += found
        papers[paper] = None
    return Story(story or [Spacer(1, 1)], tuple(papers) or (report.paper,))
