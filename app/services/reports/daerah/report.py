"""The whole report, and its line in the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.reports.city.method import footer_of, notices
from app.services.reports.city.rekap import GROUPING, RANKING, grouping_of
from app.services.reports.daerah.data import DaerahData, collect_daerah
from app.services.reports.daerah.hasil import hasil_survei
from app.services.reports.daerah.kesimpulan import kesimpulan
from app.services.reports.daerah.lampiran import follow_ups, unsur_of_units
from app.services.reports.daerah.pendahuluan import pendahuluan
from app.services.reports.daerah.pengumpulan import pengumpulan_data
from app.services.reports.document import Report
from app.services.reports.front_matter import contents, cover_page, preface
from app.services.reports.kinds import Options, Part, ReportKind, Subject
from app.services.reports.parts import survey_name
from app.services.reports.prose import prose
from app.texts import tr

if TYPE_CHECKING:
    from app.services.reports.blocks import Block

_PREFACE = Part("kata-pengantar", tr("Kata pengantar"))
_APPENDICES = (
    (Part("lampiran-tindak-lanjut", tr("Lampiran: tindak lanjut")), follow_ups),
    (Part("lampiran-unsur", tr("Lampiran: unsur per unit")), unsur_of_units),
)


def laporan_daerah(data: DaerahData, options: Options | None = None) -> Report:
    """Return the report on the surveys of all units in a year (rules/reports.md 6).

    Raises InputError where a text of the office cannot be printed.
    """
    options = options or Options()
    city, grouping = data.city, grouping_of(data.city, options)
    title = _title(data)
    year = tr("Tahun {tahun}", tahun=city.year.year)
    words = [*notices(city.year), *prose(data, "daerah_kata_pengantar")]
    blocks: list[Block] = [
        cover_page(city, title, (city.government, year)),
        *(preface(city, words) if options.has(_PREFACE.key) else ()),
        *contents(),
        *pendahuluan(data),
        *pengumpulan_data(data),
        *hasil_survei(data, grouping, ranking=options.has(RANKING.key)),
        *kesimpulan(data),
    ]
    chosen = [make for part, make in _APPENDICES if options.has(part.key)]
    for number, make in enumerate(chosen, 1):
        blocks += make(data, grouping, number)
    return Report(
        title=f"{title} – {city.government}, {city.year.year}",
        author=city.office_name,
        subject=tr(
            "{indeks} {unit}", indeks=city.year.instrument.index_short, unit=city.government
        ),
        blocks=tuple(blocks),
        footer=footer_of(city),
        running_title=f"{title} · {city.government} · {city.year.year}",
    )


def _title(data: DaerahData) -> str:
    instrument = data.city.year.instrument
    return tr(
        "Laporan {nama} ({survei})",
        nama=survey_name(instrument),
        survei=instrument.survey_short,
    )


def _name_of(data: DaerahData) -> str:
    city = data.city
    short = city.year.instrument.survey_short
    return tr(
        "Laporan {survei} {unit} {tahun}",
        survei=short,
        unit=city.government,
        tahun=city.year.year,
    )


LAPORAN_DAERAH = ReportKind(
    key="laporan-daerah",
    label=tr("Laporan SKM pemerintah daerah"),
    subject=Subject.YEAR,
    collect=collect_daerah,
    build=laporan_daerah,
    name_of=_name_of,
    parts=(_PREFACE, RANKING, *(part for part, _ in _APPENDICES)),
    choices=(GROUPING,),
)
