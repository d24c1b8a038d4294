"""The parts of a report that are drawn rather than set: kop, index and signature."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Image, Paragraph, Spacer

from app.services.reports.blocks import Align, IndexFigure, KopSurat, Signature, Signer
from app.services.reports.lettering import BOLD, MEDIUM, REGULAR, markup, width
from app.services.reports.paint import ACCENT, MM, MUTU_COLOURS, TEXT, TINT, style
from app.services.reports.pdf_layout import Grid
from app.services.reports.plain import clean, one_line
from app.services.reports.raster import logo_image
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.lib.colors import Color
    from reportlab.platypus import Flowable

_LOGO = 20 * MM
_LETTERS = "ABCD"
_QUALITY_WIDTH = 36 * MM
_DOTS = "." * 38
_ROOM_TO_SIGN = 16 * MM
_BARE = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
]


def mutu_colour(letter: str) -> Color:
    """Return the colour of a mutu letter; the letter itself always stands beside it."""
    place = _LETTERS.find(letter) if len(letter) == 1 else -1
    return MUTU_COLOURS[place] if place >= 0 else TEXT


def picture_of(logo: bytes) -> ImageReader | None:
    """Return a logo no larger than paper needs, or None when it cannot be read as a picture."""
    found = logo_image(logo)
    return None if found is None else ImageReader(found)


def fitted(reader: ImageReader, box: float) -> tuple[float, float]:
    """Return the size at which a picture fits into a square."""
    wide, high = reader.getSize()
    scale = box / max(wide, high)
    return wide * scale, high * scale


def kop_surat(kop: KopSurat, room: float) -> list[Flowable]:
    """Return the letterhead with its double rule."""
    lines: list[Flowable] = [
        Paragraph(markup(one_line(line, 120), MEDIUM), style(11, MEDIUM, Align.CENTER, 14))
        for line in kop.lines
        if line.strip()
    ]
    lines.append(
        Paragraph(markup(one_line(kop.name, 200), BOLD), style(15, BOLD, Align.CENTER, 19))
    )
    if kop.address.strip():
        address = markup(one_line(kop.address, 300), REGULAR)
        lines += [Spacer(1, 2), Paragraph(address, style(8.5, REGULAR, Align.CENTER, 11))]
    picture = picture_of(kop.logo)
    side = _LOGO + 4 * MM if picture else 0.0
    cells: list[Any] = [_logo(kop.logo), lines, ""] if picture else [lines]
    widths = [side, room - 2 * side, side] if picture else [room]
    commands = [
        *_BARE,
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3 * MM),
        ("LINEBELOW", (0, 0), (-1, -1), 1.6, TEXT),
    ]
    grid = Grid([cells], colWidths=widths, style=commands, hAlign="LEFT")
    thin = Grid(
        [[""]],
        colWidths=[room],
        rowHeights=[1.6],
        style=[("LINEBELOW", (0, 0), (-1, -1), 0.5, TEXT)],
    )
    return [grid, thin, Spacer(1, 1 * MM)]


def _logo(logo: bytes) -> Image:
    reader = picture_of(logo)
    wide, high = fitted(reader, _LOGO) if reader else (1.0, 1.0)
    made = Image(_png(reader), wide, high, hAlign="LEFT")
    made.hAlign = "LEFT"
    return made


def _png(reader: ImageReader | None) -> io.BytesIO:
    target = io.BytesIO()
    if reader is not None:
        reader._image.save(target, "PNG")  # noqa: SLF001 - the picture that we gave it ourselves
    target.seek(0)
    return target


def index_figure(block: IndexFigure, room: float) -> Grid:
    """Return the index in large figures, its mutu, and what else belongs to it."""
    value = clean(block.value, 12)
    middle = min(_QUALITY_WIDTH, room * 0.3)
    most = room - middle - min(40 * MM, room * 0.25)
    size = min(40.0, 40.0 * (most - 10 * MM) / max(1.0, width(value, BOLD, 40)))
    left = min(most, max(52 * MM, width(value, BOLD, size) + 10 * MM))
    name = Paragraph(markup(one_line(block.name, 80), MEDIUM), style(9, MEDIUM, muted=True))
    number = Paragraph(markup(value, BOLD), style(size, BOLD, leading=size * 1.15))
    quality = _quality(block) if block.letter else ""
    pairs = [_pair(name, value) for name, value in block.pairs]
    grid = Grid(
        [[[name, number], quality, pairs]],
        colWidths=[left, middle, room - left - middle],
        hAlign="LEFT",
        style=[
            ("BACKGROUND", (0, 0), (-1, -1), TINT),
            ("LINEBEFORE", (0, 0), (0, -1), 3, ACCENT),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), 5 * MM),
            ("RIGHTPADDING", (0, 0), (-1, -1), 2 * MM),
            ("TOPPADDING", (0, 0), (-1, -1), 2.2 * MM),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.8 * MM),
        ],
    )
    grid.spaceAfter = 0
    return grid


def _quality(block: IndexFigure) -> list[Flowable]:
    base = style(30, BOLD, leading=34)
    coloured = base.clone(f"mutu {block.letter}", textColor=mutu_colour(block.letter))
    word = style(11, BOLD, leading=14).clone(
        f"kinerja {block.letter}", textColor=mutu_colour(block.letter)
    )
    return [
        Paragraph(markup(tr("Mutu pelayanan"), MEDIUM), style(9, MEDIUM, muted=True)),
        Paragraph(markup(one_line(block.letter, 2), BOLD), coloured),
        Paragraph(markup(one_line(block.word, 40), BOLD), word),
    ]


def _pair(name: str, value: str) -> Paragraph:
    words = f"{markup(one_line(name, 80), REGULAR)} "
    strong = f'<font name="{BOLD}">{markup(one_line(value, 160), BOLD)}</font>'
    return Paragraph(words + strong, style(9, REGULAR, leading=13))


def signature(block: Signature, room: float) -> Grid:
    """Return the signature block on the right half of the page."""
    centre = Align.CENTER
    lines: list[Flowable] = [
        _words(block.place_and_date, style(9.5, REGULAR, centre)),
        _words(block.jabatan or _DOTS, style(9.5, MEDIUM, centre), MEDIUM),
        Spacer(1, 19 * MM),
        _name(block.name),
    ]
    if block.pangkat:
        lines.append(_words(block.pangkat, style(9, REGULAR, centre)))
    number = block.nip or ("" if block.name else "." * 30)
    if number:
        lines.append(_words(tr("NIP {nip}", nip=number), style(9, REGULAR, centre)))
    wide = min(82 * MM, room - 1)
    return Grid([["", lines]], colWidths=[room - wide, wide], hAlign="LEFT", style=[*_BARE])


def signing_place(text: str, room: float, wide: float) -> Grid:
    """Return place and date over the right half of the page, ``wide`` points of it."""
    words = _words(text, style(9.5, REGULAR, Align.CENTER))
    return Grid([["", words]], colWidths=[room - wide, wide], hAlign="LEFT", style=[*_BARE])


def signers_row(row: Sequence[Signer | None], wide: float, gap: float) -> Grid:
    """Return the room of signatures beside each other; their names stand on one line.

    Each takes ``wide`` points, ``gap`` apart; None leaves its place empty.
    """
    small, strong = style(9.5, REGULAR, Align.CENTER), style(9.5, MEDIUM, Align.CENTER)
    lines: list[tuple[float | None, list[Any]]] = [
        (None, [_words(one.role, small) if one else "" for one in row]),
        (None, [_words(one.jabatan, strong, MEDIUM) if one else "" for one in row]),
        (_ROOM_TO_SIGN, [""] * len(row)),
        (None, [_name(one.name) if one else "" for one in row]),
        (None, [_below_name(one) if one else "" for one in row]),
    ]
    if not any(one.jabatan for one in row if one):
        del lines[1]
    return Grid(
        [_parted(words, "") for _, words in lines],
        colWidths=_parted([wide] * len(row), gap),
        rowHeights=[height for height, _ in lines],
        hAlign="LEFT",
        style=[*_BARE, ("VALIGN", (0, 0), (-1, -1), "TOP")],
    )


def _below_name(one: Signer) -> list[Paragraph]:
    small = style(9, REGULAR, Align.CENTER)
    number = _words(tr("NIP {nip}", nip=one.nip or "." * 30), small)
    return [_words(one.pangkat, small), number] if one.pangkat else [number]


def _parted(cells: Sequence[Any], between: Any) -> list[Any]:  # noqa: ANN401 - reportlab's cells
    """Return cells with something between each two."""
    return [part for cell in cells for part in (between, cell)][1:]


def _words(text: str, made: object, name: str = REGULAR) -> Paragraph:
    return Paragraph(markup(one_line(text, 120), name), made)


def _name(name: str) -> Paragraph:
    made = style(9.5, BOLD, Align.CENTER)
    if not name.strip():
        return Paragraph(_DOTS, made)
    return Paragraph(f"<u>{markup(one_line(name, 100), BOLD)}</u>", made)
