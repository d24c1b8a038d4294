"""What a report is made of, without a word on how it is printed.

Lengths are millimetres and letter sizes are points, as on paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from app.services.charts.chart import Chart
    from app.services.reports.document import Paper


class Align(StrEnum):
    """Where words stand. ``BOTH`` is for running text, whose lines end at both edges."""

    LEFT = "kiri"
    CENTER = "tengah"
    RIGHT = "kanan"
    BOTH = "kiri dan kanan"


class Ruling(StrEnum):
    """The lines of a table."""

    OPEN = "garis mendatar"
    GRID = "kotak"
    NONE = "tanpa garis"
    BOX = "kotak berlatar"
    NOTICE = "kotak perhatian"


@dataclass(frozen=True, slots=True)
class Exact:
    """The number behind the text of a cell, for readers that compute (a spreadsheet).

    ``places`` are the decimals that are shown, ``before`` and ``after`` what stands around the
    number (``Rp``, ``%``): a value of 86,79 % is 86.79 with ``after="%"``.
    """

    value: Fraction | int
    places: int = 0
    before: str = ""
    after: str = ""
    signed: bool = False
    """Whether a value above zero has its plus sign."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one cell; ``columns`` columns and ``rows`` rows are merged into it.

    Where a table breaks within merged rows, the next page says the words again.
    """

    text: str = ""
    align: Align | None = None
    bold: bool = False
    columns: int = 1
    rows: int = 1
    exact: Exact | None = None
    """Set for every figure; ``figures.figure`` makes text and number from one value."""
    set_apart: bool = False
    """Part of a row that divides or sums others, such as a sasaran or a subtotal."""


Row = tuple[Cell | str, ...]
"""Cells from left to right; what a merged cell covers is left out of its row."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``width`` 0 shares what the others leave."""

    width: float = 0
    align: Align = Align.LEFT
    begins_group: bool = False
    """Whether a group of columns begins here, told apart from what stands left of it."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover: a page of its own that bears no number. Empty parts are left out."""

    title: str
    lines: tuple[str, ...] = ()
    """Whose report, on which period."""
    logo: bytes = b""
    foot: tuple[str, ...] = ()
    """Government, office, place and year, at the foot of the page."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """``BAB I`` and its name; it begins a page, and its headings are of level 2 and below."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered or plain heading; level 1 is the highest within the text, 3 the lowest."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: chapters and headings down to ``levels``, with their pages."""

    levels: int = 2


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the report with the lines that say whose and when."""

    text: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``small`` is for remarks."""

    text: str
    small: bool = False
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence that must not be overlooked."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table. The header is repeated on every page, the footer stands once at the end.

    ``strands`` lets a narrow table run in several strands side by side on a page, read from top to
    bottom and then from left to right; its cells cover one row each.
    """

    columns: tuple[Column, ...]
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    footer: tuple[Row, ...] = ()
    ruling: Ruling = Ruling.OPEN
    size: float = 8.5
    strands: int = 1
    name: str = ""
    """What the table shows, for those who cannot see it; also names its sheet in a workbook."""
    caption: str = ""
    """Stands above the table: ``Tabel 2.5 Target kinerja`` (see ``numbering``)."""
    notes: tuple[str, ...] = ()
    """Footnotes, each with its sign: ``*) angka sementara``."""
    source: str = ""
    """Where the figures come from: ``Sumber: …``."""


class Marks(StrEnum):
    """What stands before each entry of a list."""

    BULLETS = "titik"
    NUMBERS = "1."
    LETTERS = "a."


@dataclass(frozen=True, slots=True)
class Items:
    """A list. A list among its entries belongs to the entry before it."""

    entries: tuple[str | Items, ...]
    marks: Marks = Marks.BULLETS


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart with its title; ``height`` 0 takes what it needs."""

    chart: Chart
    height: float = 0
    caption: str = ""
    """Stands below the chart in place of its title: ``Gambar 3.1 …`` (see ``numbering``)."""


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Pairs of a name and what it is, such as the particulars of a survey."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MethodBox:
    """How the figure above was made (rules/reports.md): the box that stands under every index."""

    title: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class IndexFigure:
    """The index printed large, with its quality as letter and word."""

    name: str
    value: str
    letter: str
    word: str
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class KopSurat:
    """The letterhead: logo, lines of the government, name of the unit, address."""

    lines: tuple[str, ...]
    name: str
    address: str = ""
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class Signature:
    """Place and date, and who signs. What is empty prints as a line to be filled in by hand."""

    place_and_date: str
    jabatan: str
    name: str = ""
    pangkat: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """One of several who sign: as what (``Saksi``), and who. An empty name is a line."""

    role: str
    jabatan: str = ""
    name: str = ""
    pangkat: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Place and date, and below them those who sign, two beside each other.

    Where their number is odd, the first stands alone, under place and date.
    """

    place_and_date: str
    signers: tuple[Signer, ...]
    closing: str = ""
    """The sentence before them: a page of names alone could stand under anything."""

    @property
    def rows(self) -> tuple[tuple[Signer | None, Signer], ...]:
        """Those who sign, two by two; None is a place that stays empty."""
        alone = len(self.signers) % 2
        first = tuple((None, one) for one in self.signers[:alone])
        return (*first, *zip(self.signers[alone::2], self.signers[alone + 1 :: 2], strict=True))


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG photo with its caption; width and height are pixels."""

    image: bytes
    width: int
    height: int
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Pictures:
    """Photos, ``columns`` beside each other."""

    pictures: tuple[Picture, ...]
    columns: int = 3


@dataclass(frozen=True, slots=True)
class Spacer:
    """Empty room."""

    height: float


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins a page."""


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks on pages of another paper, such as a wide table; the report then goes on as before.

    A section stands among the blocks of the report itself, not within others.
    """

    blocks: tuple[Block, ...]
    paper: Paper


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that are not parted by the end of a page if a page can hold them."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Columns of blocks beside each other; together they are no higher than a page."""

    columns: tuple[tuple[Block, ...], ...]
    widths: tuple[float, ...] = ()
    """Shares of the width; empty for equal ones."""


@dataclass(frozen=True, slots=True)
class PosterGroup:
    """The respondents of one characteristic on a poster: (group, number as text)."""

    name: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Poster:
    """The publication of an index: one whole page of any size."""

    kop: KopSurat
    title: str
    index_name: str
    value: str
    quality: tuple[tuple[str, str], ...]
    """(name, value) of mutu and kinerja."""
    facts: tuple[tuple[str, str], ...]
    respondents_name: str
    respondents: str
    groups: tuple[PosterGroup, ...]
    thanks: str
    remarks: tuple[str, ...] = ()
    signature: Signature | None = None


Block = (
    Cover
    | Chapter
    | Heading
    | Contents
    | Title
    | Paragraph
    | Notice
    | Table
    | Items
    | ChartBlock
    | KeyValues
    | MethodBox
    | IndexFigure
    | KopSurat
    | Signature
    | Signatures
    | Pictures
    | Spacer
    | PageBreak
    | Section
    | Together
    | SideBySide
    | Poster
)
