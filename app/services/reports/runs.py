"""Parts a report where a page begins: breaks, chapters, covers, sections of another paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.reports import blocks as b

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.reports.document import Paper, Report


@dataclass(frozen=True, slots=True)
class Run:
    """Blocks that follow each other from the top of a page of one paper."""

    blocks: tuple[b.Block, ...]
    paper: Paper

    @property
    def is_cover(self) -> bool:
        """Say whether it is a page without a number."""
        return any(isinstance(block, b.Cover) for block in self.blocks[:1])


def runs_of(report: Report) -> list[Run]:
    """Return what stands between breaks of the page; a break where nothing stands is none."""
    return [run for run in _parted(report.blocks, report.paper) if run.blocks]


def _parted(blocks: tuple[b.Block, ...], paper: Paper) -> Iterator[Run]:
    waiting: list[b.Block] = []
    for block in blocks:
        if isinstance(block, b.PageBreak | b.Section | b.Cover | b.Chapter):
            yield Run(tuple(waiting), paper)
            waiting = []
        if isinstance(block, b.Section):
            yield from _parted(block.blocks, block.paper)
        elif isinstance(block, b.Cover):
            yield Run((block,), paper)
        elif not isinstance(block, b.PageBreak):
            waiting.append(block)
    yield Run(tuple(waiting), paper)
