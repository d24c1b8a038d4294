"""The whole report, and its line in the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.reports.document import Report
from app.services.reports.front_matter import contents
from app.services.reports.hasil_pengolahan import WEIGHTS, shows_weights
from app.services.reports.kinds import Options, Part, ReportKind, Subject
from app.services.reports.method import footer_of
from app.services.reports.pelaksanaan.analisis import analisis
from app.services.reports.pelaksanaan.collecting import collect_pelaksanaan
from app.services.reports.pelaksanaan.front import cover, kata_pengantar, report_title
from app.services.reports.pelaksanaan.hasil import hasil_pengolahan
from app.services.reports.pelaksanaan.kesimpulan import kesimpulan
from app.services.reports.pelaksanaan.kuesioner import questionnaire
from app.services.reports.pelaksanaan.lampiran import (
    documentation,
    previous_follow_up,
    processing,
)
from app.services.reports.pelaksanaan.pendahuluan import pendahuluan
from app.services.reports.pelaksanaan.pengumpulan import pengumpulan_data
from app.texts import tr

if TYPE_CHECKING:
    from app.services.reports.blocks import Block
    from app.services.reports.pelaksanaan.data import PelaksanaanData

_PREFACE = Part("kata-pengantar", tr("Kata pengantar"))
_APPENDICES = (
    (Part("lampiran-1", tr("Lampiran 1: kuesioner")), questionnaire),
    (Part("lampiran-2", tr("Lampiran 2: pengolahan data")), processing),
    (Part("lampiran-3", tr("Lampiran 3: dokumentasi")), documentation),
    (Part("lampiran-4", tr("Lampiran 4: periode sebelumnya")), previous_follow_up),
)


def pelaksanaan(data: PelaksanaanData, options: Options | None = None) -> Report:
    """Return the report on the carrying out of a survey (rules/reports.md §1).

    Raises InputError where a text of the office cannot be printed.
    """
    options = options or Options()
    results = data.results
    blocks: list[Block] = [
        cover(results),
        *(kata_pengantar(data) if options.has(_PREFACE.key) else ()),
        *contents(),
        *pendahuluan(data),
        *pengumpulan_data(data),
        *hasil_pengolahan(data, weighted=shows_weights(options)),
        *analisis(data),
        *kesimpulan(data),
    ]
    for part, appendix in _APPENDICES:
        if options.has(part.key):
            blocks += appendix(data)
    title = report_title(results)
    return Report(
        title=f"{title} – {results.unit.name}, {results.period_text}",
        author=results.office_name,
        subject=tr("{indeks} {unit}", indeks=data.index, unit=results.unit.name),
        blocks=tuple(blocks),
        footer=footer_of(results),
        running_title=f"{title} · {results.unit.name} · {results.period_text}",
    )


def _name_of(data: PelaksanaanData) -> str:
    results = data.results
    name = tr("Laporan pelaksanaan {survei}", survei=results.instrument.survey_short)
    return f"{name} {results.unit.name} {results.period_text}"


PELAKSANAAN = ReportKind(
    key="pelaksanaan",
    label=tr("Laporan pelaksanaan"),
    subject=Subject.SURVEY,
    collect=collect_pelaksanaan,
    build=pelaksanaan,
    name_of=_name_of,
    parts=(_PREFACE, *(part for part, _ in _APPENDICES)),
    choices=(WEIGHTS,),
)
