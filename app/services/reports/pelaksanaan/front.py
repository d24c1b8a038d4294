"""What comes before the chapters: cover and kata pengantar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.reports.blocks import Block, Cover, Notice
from app.services.reports.front_matter import cover_page, preface
from app.services.reports.parts import survey_name
from app.services.reports.prose import prose
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
    return cover_page(data, report_title(data), (data.unit.name, data.period_text))


def kata_pengantar(data: PelaksanaanData) -> list[Block]:
    """Return the kata pengantar."""
    results = data.results
    return preface(results, [*notices(results), *prose(data, "kata_pengantar")])


def notices(data: ResultsData) -> list[Block]:
    """Return the sentence that every report of the survey must show, where it has one."""
    return [Notice(data.survey.notice)] if data.survey.notice.strip() else []
