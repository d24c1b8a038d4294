"""What comes before the chapters of a long report: cover, kata pengantar and daftar isi."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.reports.blocks import (
    Align,
    Block,
    Chapter,
    Contents,
    Cover,
    Paragraph,
    Spacer,
)
from app.services.reports.parts import kop_of, place_and_date
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.reports.text_values import OfOffice


def cover_page(data: OfOffice, title: str, lines: tuple[str, ...]) -> Cover:
    """Return the cover; ``lines`` say whose report it is, on which period."""
    kop = kop_of(data)
    foot = [*kop.lines, kop.name, str(data.signed_on.year)]
    return Cover(title=title.upper(), lines=lines, logo=data.office.logo, foot=tuple(foot))


def preface(data: OfOffice, words: Sequence[Block]) -> list[Block]:
    """Return the kata pengantar with place, day and jabatan below it."""
    signed = [place_and_date(data), data.official.jabatan if data.official else ""]
    return [
        Chapter("", tr("KATA PENGANTAR")),
        *words,
        Spacer(4),
        Paragraph("\n".join(line for line in signed if line), align=Align.RIGHT),
    ]


def contents() -> list[Block]:
    """Return the daftar isi."""
    return [Chapter("", tr("DAFTAR ISI")), Contents(levels=2)]
