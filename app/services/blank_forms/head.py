"""What stands above the fields: kop, title and the block of the number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.blank_forms import paper
from app.services.blank_forms.content import short_title_of, subtitle_of, title_of
from app.services.blank_forms.shapes import BOLD, REGULAR, Letters, Logo, Rule, moved
from app.services.blank_forms.words import base, lines_of, pitch, text_rows, wide
from app.services.reports.lettering import MEDIUM
from app.services.reports.pdf_figures import picture_of
from app.services.reports.plain import one_line

if TYPE_CHECKING:
    from app.services.blank_forms.content import BlankForm
    from app.services.blank_forms.shapes import Shape
    from app.services.reports.blocks import KopSurat

_LOGO = 17.0
_MOST_KOP_LINES = 4
_NAME, _LINE, _ADDRESS = 14.0, 10.5, 8.5
_TITLE, _SUBTITLE, _RUNNING = 14.0, 10.5, 9.5
_BELOW_MARKS = paper.EDGE + paper.MARK_SIZE + 2.5


def first_head(form: BlankForm) -> tuple[list[Shape], paper.NumberPlace, float]:
    """Return the head of the first page, the place of the number, and where the text begins."""
    shapes, y = _kop(form.head.kop)
    number = paper.NumberPlace(paper.X + paper.ROOM - paper.NUMBER_WIDTH, y + 3)
    room = number.x - paper.X - 4
    y += 4
    for text, size, font in (
        (title_of(form), _TITLE, BOLD),
        (subtitle_of(form), _SUBTITLE, MEDIUM),
    ):
        for row in text_rows(_words(text, size, room, font, 6), paper.X, size, font):
            shapes += moved(row, y)
            y += row.height
        y += 0.8
    return shapes, number, max(y, number.y + paper.NUMBER_HEIGHT) + 2


def next_head(form: BlankForm) -> tuple[list[Shape], paper.NumberPlace, float]:
    """Return the same of every other page."""
    right = paper.WIDTH - paper.INNER
    number = paper.NumberPlace(right - paper.NUMBER_WIDTH, paper.EDGE)
    room = number.x - paper.INNER - 4
    shapes: list[Shape] = []
    y = paper.EDGE
    for line in _words(short_title_of(form), _RUNNING, room, MEDIUM, 4):
        shapes.append(Letters(paper.INNER, y + base(_RUNNING), line, _RUNNING, MEDIUM))
        y += pitch(_RUNNING)
    return shapes, number, number.y + paper.NUMBER_HEIGHT + 2


def _words(text: str, size: float, room: float, font: str, most: int) -> list[str]:
    """Return the lines of a name; an endless one is cut, for the questions need the page."""
    lines = lines_of(one_line(text), size, room, font) if text.strip() else []
    return [*lines[: most - 1], f"{lines[most - 1][:-1]}…"] if len(lines) > most else lines


def _kop(kop: KopSurat) -> tuple[list[Shape], float]:
    """Return the letterhead between the upper marks, and where its double rule ends."""
    shapes: list[Shape] = []
    with_logo = picture_of(kop.logo) is not None
    if with_logo:
        shapes.append(Logo(paper.INNER, paper.EDGE, _LOGO))
    side = paper.INNER + (_LOGO + 3 if with_logo else 0)
    y = paper.EDGE
    texts = [(line, _LINE, MEDIUM) for line in kop.lines[:_MOST_KOP_LINES]]
    texts += [(kop.name, _NAME, BOLD), (kop.address, _ADDRESS, REGULAR)]
    for text, size, font in texts:
        for line in _words(text, size, paper.WIDTH - 2 * side, font, 2):
            start = (paper.WIDTH - wide(line, size, font)) / 2
            shapes.append(Letters(start, y + base(size), line, size, font))
            y += pitch(size)
    y = max(y, paper.EDGE + (_LOGO if with_logo else 0), _BELOW_MARKS) + 1.5
    shapes += [Rule(paper.X, y, paper.ROOM, 0.55), Rule(paper.X, y + 0.9, paper.ROOM, 0.2)]
    return shapes, y + 1
