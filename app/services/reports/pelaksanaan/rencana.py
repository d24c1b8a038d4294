"""4.2 Rencana tindak lanjut: the plans, and the forum in which they were discussed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.period import long_date
from app.services.ikm.rounding import indonesian
from app.services.reports.prose import running
from app.services.reports.tindak_lanjut import plan_blocks
from app.texts import tr

if TYPE_CHECKING:
    from datetime import date

    from app.models.follow_up import Forum
    from app.services.reports.blocks import Block
    from app.services.reports.numbering import Numbering
    from app.services.reports.pelaksanaan.data import PelaksanaanData


def plan_part(data: PelaksanaanData, numbers: Numbering) -> list[Block]:
    """Return the table of the plans, or its nil sentence, and the forum."""
    shown = data.results.follow_up
    caption = numbers.table(tr("Rencana tindak lanjut")) if shown and shown.lines else ""
    forums = shown.forums if shown else ()
    words = [_forum(forum, data.results.signed_on) for forum in forums]
    if not words:
        words = [tr("Forum Konsultasi Publik tentang hasil ini belum dicatat.")]
    return [*plan_blocks(shown, caption=caption), *(running(one) for one in words)]


def _forum(forum: Forum, today: date) -> str:
    """Return when and where the plans were discussed; a day to come is a plan."""
    known = {"tanggal": long_date(forum.day), "tempat": " ".join(forum.place.split())}
    place = tr(" di {tempat}", **known) if known["tempat"] else ""
    if forum.day > today:
        return tr(
            "Forum Konsultasi Publik untuk membahasnya direncanakan pada {tanggal}{di}.",
            di=place,
            **known,
        )
    if forum.participants is None:
        return tr(
            "Hasil dan rencana ini dibahas dalam Forum Konsultasi Publik pada {tanggal}{di}.",
            di=place,
            **known,
        )
    return tr(
        "Hasil dan rencana ini dibahas dalam Forum Konsultasi Publik pada {tanggal}{di}, dihadiri"
        " {n} peserta.",
        di=place,
        n=indonesian(forum.participants, 0),
        **known,
    )
