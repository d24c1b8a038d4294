"""What the blocks of a report are told when they are printed: their room, and their bookmarks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportlab.platypus import Flowable

from app.services.reports.plain import one_line
from app.services.reports.progress import Ticker
from app.services.reports.walking import entry_of

if TYPE_CHECKING:
    from app.services.reports import blocks as b
    from app.services.reports.pdf_pages import PagesCanvas
    from app.services.reports.walking import Entry


class Anchor(Flowable):
    """The place of a heading: its bookmark, and the page that the contents name."""

    canv: PagesCanvas
    width = height = 0.0

    def __init__(self, key: str, entry: Entry) -> None:
        super().__init__()
        self._key, self._entry = key, entry

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Make the bookmark."""
        text = one_line(self._entry.text) or "–"
        self.canv.mark(self._key, text, self._entry.level - 1)


class Bookmarks:
    """Gives every heading a key, in their order; the contents use the same keys."""

    def __init__(self, entries: tuple[Entry, ...] = ()) -> None:
        self.entries = entries
        self.place = 0

    @staticmethod
    def key(place: int) -> str:
        """Return the key of a heading, counted from 0."""
        return f"judul{place}"

    def anchor(self, block: b.Block) -> Anchor:
        """Return what stands before the words of the next heading."""
        entry = entry_of(block)
        if entry is None:
            raise TypeError(type(block))
        anchor = Anchor(self.key(self.place), entry)
        self.place += 1
        return anchor


@dataclass(frozen=True, slots=True)
class Printing:
    """The room of a page's text in points, and who counts what was printed."""

    width: float
    height: float
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    tick: Ticker = field(default_factory=lambda: Ticker(1, None))
