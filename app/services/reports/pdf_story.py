"""Puts the blocks of a report into the order of pages: sections, new pages, no page left empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.platypus import NextPageTemplate, PageBreak
from reportlab.platypus.flowables import Spacer

from app.services.reports import blocks as b
from app.services.reports.pdf_blocks import flowables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportlab.platypus import Flowable

    from app.services.reports.document import Paper, Report
    from app.services.reports.pdf_printing import Printing


@dataclass(frozen=True, slots=True)
class Story:
    """What reportlab lays out; ``papers`` are those that it needs, the first page's first."""

    flowables: list[Flowable]
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Blocks that follow each other from the top of a page of one paper."""

    blocks: tuple[b.Block, ...]
    paper: Paper


def story_of(report: Report, printing_on: Callable[[Paper], Printing]) -> Story:
    """Return the report as flowables; each run of blocks begins a page."""
    runs = [run for run in _runs(report.blocks, report.paper) if run.blocks]
    papers = tuple(dict.fromkeys(run.paper for run in runs)) or (report.paper,)
    printings = {paper: printing_on(paper) for paper in papers}
    story: list[Flowable] = []
    for run in runs:
        if story:
            story += [NextPageTemplate(run.paper.name), PageBreak()]
        story += flowables(run.blocks, printings[run.paper])
    return Story(story or [Spacer(1, 1)], papers)


def _runs(blocks: tuple[b.Block, ...], paper: Paper) -> Iterator[_Run]:
    """Part blocks where a page begins; a break where nothing stands yet means nothing."""
    waiting: list[b.Block] = []
    for block in blocks:
        if isinstance(block, b.PageBreak | b.Section | b.Cover | b.Chapter):
            yield _Run(tuple(waiting), paper)
            waiting = []
        if isinstance(block, b.Section):
            yield from _runs(block.blocks, block.paper)
        elif isinstance(block, b.Cover):
            yield _Run((block,), paper)
        elif not isinstance(block, b.PageBreak):
            waiting.append(block)
    yield _Run(tuple(waiting), paper)
