"""The table of contents: a line for each heading, whose page is written when it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable

from app.services.reports.lettering import BOLD, REGULAR, broken, draw, width
from app.services.reports.paint import MM, TEXT
from app.services.reports.pdf_pages import Wanted
from app.services.reports.pdf_printing import Bookmarks
from app.services.reports.plain import one_line

if TYPE_CHECKING:
    from app.services.reports import blocks as b
    from app.services.reports.pdf_pages import PagesCanvas
    from app.services.reports.pdf_printing import Printing
    from app.services.reports.walking import Entry

_SIZE, _PITCH, _GAP = 9.5, 14.0, 3.0
_INDENT = 6 * MM
_NUMBER_ROOM = 14 * MM
"""Room kept free at the right for the dots and the number."""
_MOST_LINES = 4


def contents_lines(block: b.Contents, printing: Printing) -> list[Flowable]:
    """Return a line for each heading that the contents list."""
    return [
        _ContentsLine(Bookmarks.key(place), entry, printing.width)
        for place, entry in enumerate(printing.bookmarks.entries)
        if entry.level <= block.levels
    ]


class _ContentsLine(Flowable):
    """The words of a heading; dots and page follow, and a click leads there."""

    canv: PagesCanvas

    def __init__(self, key: str, entry: Entry, room: float) -> None:
        super().__init__()
        self._key = key
        self._is_chapter = entry.level == 1
        self._font = BOLD if self._is_chapter else REGULAR
        self._indent = _INDENT * (entry.level - 1)
        text_room = room - self._indent - _NUMBER_ROOM
        self._words = broken(one_line(entry.text), self._font, _SIZE, text_room)[:_MOST_LINES]
        self.width = room
        self.height = len(self._words) * _PITCH + (_GAP if self._is_chapter else 0.0)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size of the words."""
        return self.width, self.height

    def draw(self) -> None:
        """Write the words and ask for the page of their heading."""
        y = self.height - (_GAP if self._is_chapter else 0.0)
        for words in self._words:
            y -= _PITCH
            self.canv.setFillColor(TEXT)
            draw(self.canv, self._indent, y + _SIZE * 0.3, words, self._font, _SIZE)
        left = self._indent + width(self._words[-1], self._font, _SIZE) + 2
        base = y + _SIZE * 0.3
        self.canv.want_page_of(Wanted(self._key, left, self.width, base, self._font, _SIZE))
        rect = (0, 0, self.width, self.height)
        self.canv.linkRect("", self._key, rect, relative=1, thickness=0)
