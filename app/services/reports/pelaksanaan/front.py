"""What comes before the chapters: cover, kata pengantar and daftar isi."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.period import long_date
from app.services.reports.blocks import (
    Align,
    Block,
    Chapter,
    Contents,
    Cover,
    Notice,
    Paragraph,
    Spacer,
)
from app.services.reports.parts import survey_name
from app.services.reports.pelaksanaan.prose import prose
from app.texts import tr

if TYPE_CHECKING:
    from app.services.reports.data import ResultsData
    from app.services.reports.pelaksanaan.data import PelaksanaanData


def report_title(data: ResultsData) -> str:
    """Return ``Laporan Pelaksanaan Survei Kepuasan Masyarakat (SKM)``."""
    return tr(
        "Laporan Pelaksanaan {nama} ({survei})",
        nama=survey_name(data.instrument),
        survei=data.instrument.survey_short,
    )


def cover(data: ResultsData) -> Cover:
    """Return the cover."""
    foot = [*data.office.letterhead, data.office_name.upper(), str(data.signed_on.year)]
    return Cover(
        title=report_title(data).upper(),
        lines=(data.unit.name, data.period_text),
        logo=data.office.logo,
        foot=tuple(foot),
    )


def preface(data: PelaksanaanData) -> list[Block]:
    """Return the kata pengantar with place, day and jabatan below it."""
    results = data.results
    place = tr(
        "{tempat}, {tanggal}",
        tempat=results.place or "." * 24,
        tanggal=long_date(results.signed_on),
    )
    signed = [place, results.official.jabatan if results.official else ""]
    return [
        Chapter("", tr("KATA PENGANTAR")),
        *notices(results),
        *prose(data, "kata_pengantar"),
        Spacer(4),
        Paragraph("\n".join(line for line in signed if line), align=Align.RIGHT),
    ]


def notices(data: ResultsData) -> list[Block]:
    """Return the sentence that every report of the survey must show, where it has one."""
    return [Notice(data.survey.notice)] if data.survey.notice.strip() else []


def contents() -> list[Block]:
    """Return the daftar isi."""
    return [Chapter("", tr("DAFTAR ISI")), Contents(levels=2)]
