"""The report *Rekap SKM* of a city or of a parent office (rules/reports.md 4)."""

from __future__ import annotations

from app.services.city.sections import Grouping, usual_grouping
from app.services.reports.blocks import Block, Heading, Title
from app.services.reports.city.comparing import heat_blocks, ranking_blocks, trend_blocks
from app.services.reports.city.data import CityData, collect_city
from app.services.reports.city.follow_up import follow_up_blocks
from app.services.reports.city.method import footer_of, method_box, notices
from app.services.reports.city.summary import (
    beside_blocks,
    city_figure,
    missing_blocks,
    unsur_blocks,
)
from app.services.reports.city.table import recap_table
from app.services.reports.document import Paper, Report
from app.services.reports.kinds import Choice, Options, Part, ReportKind, Subject
from app.services.reports.parts import kop_of, signature_of
from app.texts import tr

RANKING = Part("peringkat", tr("Peringkat"))
HEAT = Part("peta-unsur", tr("Peta unsur"))
TREND = Part("tren", tr("Tren"))
GROUPING = Choice(
    "kelompok",
    tr("Kelompok unit"),
    (
        ("biasa", tr("seperti di rekap, atau menurut jenis unit")),
        *((one.value, one.label) for one in Grouping),
    ),
)
FOLLOW_UP = Choice(
    "tindak-lanjut",
    tr("Tindak lanjut"),
    (
        ("tabel", tr("di tabel tersendiri")),
        ("kolom", tr("di kolom rekap, pada kertas A3")),
        ("tanpa", tr("tidak dicetak")),
    ),
)


def rekap(data: CityData, options: Options | None = None) -> Report:
    """Return the recap of a year."""
    options = options or Options()
    year = data.year
    title = tr("Rekapitulasi {survei}", survei=year.instrument.survey_short)
    follow_up = options.value_of(FOLLOW_UP)
    grouping = grouping_of(data, options)
    blocks: list[Block] = [
        kop_of(data),
        Title(title.upper(), (data.government, tr("Tahun {tahun}", tahun=year.year))),
        *notices(year),
        city_figure(data),
        method_box(data),
        Heading(tr("1. Rekap")),
        recap_table(year, grouping, with_follow_up=follow_up == "kolom", caption=""),
        *beside_blocks(year),
        *missing_blocks(year, tr("2. Unit yang belum melapor")),
        *unsur_blocks(year, tr("3. Unsur")),
        *(trend_blocks(data.trend, tr("4. Tren antartahun")) if options.has(TREND.key) else ()),
        signature_of(data),
        *(follow_up_blocks(year, grouping, tr("Tindak lanjut")) if follow_up == "tabel" else ()),
        *(ranking_blocks(year, tr("Peringkat")) if options.has(RANKING.key) else ()),
        *(heat_blocks(year, grouping, tr("Unsur per unit")) if options.has(HEAT.key) else ()),
    ]
    return Report(
        title=f"{title} – {data.government}, {year.year}",
        author=data.office_name,
        subject=tr(
            "Rekap {indeks} {unit}", indeks=year.instrument.index_short, unit=data.government
        ),
        blocks=tuple(blocks),
        footer=footer_of(data),
        paper=Paper.A3_LANDSCAPE if follow_up == "kolom" else Paper.A4_LANDSCAPE,
        running_title=f"{title} · {data.government} · {year.year}",
    )


def grouping_of(data: CityData, options: Options) -> Grouping:
    """Return the chosen grouping, or the usual one of the year."""
    chosen = options.value_of(GROUPING)
    known = {one.value: one for one in Grouping}
    return known.get(chosen) or usual_grouping(data.year)


def _name_of(data: CityData) -> str:
    short = data.year.instrument.survey_short
    return tr(
        "Rekap {survei} {unit} {tahun}", survei=short, unit=data.government, tahun=data.year.year
    )


REKAP = ReportKind(
    key="rekap",
    label=tr("Rekap SKM semua unit"),
    subject=Subject.YEAR,
    collect=collect_city,
    build=rekap,
    name_of=_name_of,
    parts=(RANKING, HEAT, TREND),
    choices=(GROUPING, FOLLOW_UP),
)
