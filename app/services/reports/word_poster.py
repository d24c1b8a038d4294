"""The publication of an index in a Word file: the same words as on the poster, to be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.reports import blocks as b
from app.services.reports import word_styles as looks
from app.services.reports.plain import clean, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.services.reports.word_writing import Writing


def write_poster(
    block: b.Poster,
    writing: Writing,
    write_blocks: Callable[[Sequence[b.Block], Writing], None],
) -> None:
    """Write a poster."""
    write_blocks((block.kop, b.Title(block.title)), writing)
    _number(block, writing)
    write_blocks((b.KeyValues(block.facts),), writing)
    head = ((block.respondents_name, block.respondents),)
    write_blocks((b.KeyValues(head), *_groups(block.groups)), writing)
    if block.thanks:
        writing.paragraph(block.thanks, looks.POSTER_THANKS, lines=True)
    for remark in block.remarks:
        writing.paragraph(remark, looks.POSTER_REMARK, lines=True)
    if block.signature is not None:
        write_blocks((block.signature,), writing)


def _number(block: b.Poster, writing: Writing) -> None:
    left, right = writing.beside(
        [writing.room * 0.58, writing.room * 0.42], fill=looks.TINT, edge=looks.ACCENT
    )
    left.paragraph(one_line(block.index_name, 200), looks.POSTER_LABEL)
    left.paragraph(clean(block.value, 12), looks.POSTER_VALUE)
    for name, value in block.quality:
        right.paragraph(one_line(name, 120), looks.POSTER_LABEL)
        right.paragraph(one_line(value, 120), looks.POSTER_WORD)
    left.close()
    right.close()
    writing.gap()


def _groups(groups: Sequence[b.PosterGroup]) -> tuple[b.Block, ...]:
    """Return the respondents of each characteristic beside each other."""
    columns: tuple[tuple[b.Block, ...], ...] = tuple(
        (
            b.Table(
                (b.Column(), b.Column(22, b.Align.RIGHT)),
                ((b.Cell(group.name, columns=2),),),
                group.rows,
                size=9.5,
                name=group.name,
            ),
        )
        for group in groups
    )
    return (b.SideBySide(columns),) if columns else ()
