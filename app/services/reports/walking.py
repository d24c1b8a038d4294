"""Looks through the blocks of a report in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.reports import blocks as b

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.services.reports.document import Paper, Report


@dataclass(frozen=True, slots=True)
class Entry:
    """A chapter or heading as the contents and the bookmarks list it; level 1 is the highest."""

    level: int
    text: str


def every_block(blocks: Iterable[b.Block]) -> Iterator[b.Block]:
    """Yield all blocks, those within others too; what holds them comes before them."""
    for block in blocks:
        yield block
        match block:
            case b.Section(inner, _) | b.Together(inner):
                yield from every_block(inner)
            case b.SideBySide(columns, _):
                for column in columns:
                    yield from every_block(column)
            case _:
                pass


def entry_of(block: b.Block) -> Entry | None:
    """Return how the contents list a block, or None for one that they do not list."""
    match block:
        case b.Chapter(number, text):
            return Entry(1, f"{number} {text}".strip())
        case b.Heading(text, level):
            return Entry(max(1, min(level, LOWEST)), text)
        case _:
            return None


LOWEST = 3
"""The lowest level of a heading."""


def entries(blocks: Iterable[b.Block]) -> tuple[Entry, ...]:
    """Return all chapters and headings in their order."""
    return tuple(entry for block in every_block(blocks) if (entry := entry_of(block)))


def tables_of(report: Report) -> tuple[tuple[b.Table, Paper], ...]:
    """Return all tables in their order, each with the paper on which it is printed."""
    return tuple(_tables(report.blocks, report.paper))


def _tables(blocks: Iterable[b.Block], paper: Paper) -> Iterator[tuple[b.Table, Paper]]:
    for block in blocks:
        match block:
            case b.Table():
                yield block, paper
            case b.Section(inner, own):
                yield from _tables(inner, own)
            case b.Together(inner):
                yield from _tables(inner, paper)
            case b.SideBySide(columns, _):
                for column in columns:
                    yield from _tables(column, paper)
            case _:
                pass


def rows_of(blocks: Iterable[b.Block]) -> int:
    """Return how much there is to print: every block and every row of a table counts one."""
    return sum(
        1 + (len(block.rows) if isinstance(block, b.Table) else 0) for block in every_block(blocks)
    )
