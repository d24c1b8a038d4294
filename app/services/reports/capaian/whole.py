"""The report *Capaian kinerja* of a year: tables 2.5 to 2.11 with their sentences, narrative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.capaian.sentences import Topic
from app.services.capaian.texts import unparted
from app.services.charts.capaian import capaian_chart
from app.services.reports.blocks import (
    Block,
    ChartBlock,
    Contents,
    Heading,
    KeyValues,
    Notice,
    Paragraph,
    Section,
    Table,
    Title,
    Together,
)
from app.services.reports.capaian.budget import budget_table
from app.services.reports.capaian.data import CapaianData, collect_capaian
from app.services.reports.capaian.differences import difference_blocks
from app.services.reports.capaian.earlier import earlier_table
from app.services.reports.capaian.method import method_box
from app.services.reports.capaian.narrative import narrative_blocks
from app.services.reports.capaian.programs import program_table
from app.services.reports.capaian.tables import (
    capaian_table,
    national_table,
    rpjmd_table,
    target_table,
)
from app.services.reports.document import Paper, Report
from app.services.reports.kinds import Options, Part, ReportKind, Subject
from app.services.reports.parts import kop_of, signature_of
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable

_CONTENTS = Part("daftar-isi", tr("Daftar isi"))
_CHART = Part("grafik", tr("Grafik capaian"))
_TABLES: tuple[tuple[Part, Callable[[CapaianData], Table], tuple[Topic, ...]], ...] = (
    (Part("target", tr("2.5 Target")), target_table, (Topic.TARGET,)),
    (Part("capaian", tr("2.6 Capaian")), capaian_table, (Topic.CAPAIAN,)),
    (
        Part("sebelumnya", tr("2.7 Tahun sebelumnya")),
        earlier_table,
        (Topic.EARLIER, Topic.BASELINE),
    ),
    (Part("rpjmd", tr("2.8 Target akhir RPJMD")), rpjmd_table, (Topic.RPJMD,)),
    (Part("nasional", tr("2.9 Nilai nasional")), national_table, (Topic.NATIONAL,)),
    (Part("efisiensi", tr("2.10 Efisiensi")), budget_table, (Topic.EFISIENSI,)),
    (Part("program", tr("2.11 Program")), program_table, (Topic.PROGRAM,)),
)
_NARRATIVE = Part("uraian", tr("Uraian setiap indikator"))
_LINES = Part("tren", tr("Grafik setiap indikator"))
_DIFFERENCES = Part("selisih", tr("Angka yang berbeda"))


def capaian_report(data: CapaianData, options: Options) -> Report:
    """Return the report on a year (rules/reports.md 7)."""
    title = tr("Capaian Kinerja Tahun {tahun}", tahun=data.year)
    head = data.head
    blocks: list[Block] = [
        kop_of(head),
        Title(title.upper(), (head.office_name, *_plan(data))),
        KeyValues(_particulars(data)),
        method_box(data.figures),
        *(_contents() if options.has(_CONTENTS.key) else ()),
        *(_chart(data) if options.has(_CHART.key) else ()),
        *_tables(data, options),
        *_differences(data, options),
        *_narrative(data, options),
        signature_of(head),
    ]
    return Report(
        title=f"{title} – {head.office_name}",
        author=head.office_name,
        subject=tr("Capaian kinerja {kantor}", kantor=head.office_name),
        blocks=tuple(blocks),
        footer=head.footer,
        running_title=f"{title} · {head.office_name}",
    )


def _plan(data: CapaianData) -> tuple[str, ...]:
    return (data.figures.rpjmd.name,) if data.figures.rpjmd else ()


def _particulars(data: CapaianData) -> tuple[tuple[str, str], ...]:
    summary = data.figures.summary
    state = tr("terkunci") if data.figures.year.locked else tr("belum dikunci")
    provisional = tr("{n} indikator bernilai sementara", n=summary.provisional)
    return (
        (tr("Isi"), data.sentences[Topic.TARGET].text),
        (tr("Hasil"), data.sentences[Topic.CAPAIAN].text),
        (tr("Anggaran"), data.sentences[Topic.EFISIENSI].text),
        (tr("Keadaan data"), f"{state}; {provisional}" if summary.provisional else state),
    )


def _contents() -> tuple[Block, ...]:
    return (Paragraph(tr("Daftar isi")), Contents(1))


def _chart(data: CapaianData) -> tuple[Block, ...]:
    if not data.figures.indikator:
        return ()
    heading = Heading(tr("Capaian semua indikator"))
    return (Together((heading, ChartBlock(capaian_chart(data.figures.indikator)))),)


def _tables(data: CapaianData, options: Options) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for part, table, topics in _TABLES:
        if options.has(part.key):
            blocks += [Heading(part.label), *_with_sentences(data, table, topics)]
    return (Section(tuple(blocks), Paper.A4_LANDSCAPE),) if blocks else ()


def _with_sentences(
    data: CapaianData, table: Callable[[CapaianData], Table], topics: tuple[Topic, ...]
) -> list[Block]:
    """Return a table with its sentences below it; without any row the sentence stands alone."""
    made = table(data)
    blocks: list[Block] = [made] if made.rows else []
    for topic in topics:
        sentence = data.sentences[topic]
        blocks.append(Paragraph(unparted(sentence.text)))
        if sentence.disagreements:
            blocks.append(
                Notice(tr("Kalimat di atas memuat angka yang tidak lagi sesuai dengan data."))
            )
    return blocks


def _differences(data: CapaianData, options: Options) -> tuple[Block, ...]:
    if not options.has(_DIFFERENCES.key):
        return ()
    blocks = (Heading(_DIFFERENCES.label), *difference_blocks(data))
    return (Section(blocks, Paper.A4_LANDSCAPE),)


def _narrative(data: CapaianData, options: Options) -> tuple[Block, ...]:
    if not options.has(_NARRATIVE.key):
        return ()
    written = narrative_blocks(data, with_charts=options.has(_LINES.key))
    return (Heading(_NARRATIVE.label), *written)


def _name_of(data: CapaianData) -> str:
    kantor = data.head.office_name
    return tr("Capaian kinerja {kantor} {tahun}", kantor=kantor, tahun=data.year)


CAPAIAN = ReportKind(
    key="capaian",
    label=tr("Capaian kinerja"),
    subject=Subject.CAPAIAN,
    collect=collect_capaian,
    build=capaian_report,
    name_of=_name_of,
    parts=(
        *(_CONTENTS, _CHART),
        *(part for part, _, _ in _TABLES),
        *(_DIFFERENCES, _NARRATIVE, _LINES),
    ),
)
