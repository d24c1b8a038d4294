"""The report *Perbandingan IKM* of two years (rules/reports.md 5)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.services.charts.builders import joined
from app.services.city.charts import comparison_chart
from app.services.city.pairs import Pair, by_unit, pairs_of
from app.services.city.words import rule_text
from app.services.ikm.rounding import EMPTY, KONVERSI_PLACES, indonesian
from app.services.plausibility.period_rules import UNUSUAL_CHANGE
from app.services.reports.blocks import (
    Align,
    Block,
    Cell,
    ChartBlock,
    Column,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Ruling,
    Table,
    Title,
    Together,
)
from app.services.reports.city.comparing import portions
from app.services.reports.city.data import CityData, collect_city
from app.services.reports.city.method import footer_of, method_box, notices
from app.services.reports.city.table import index_cell, notes_of
from app.services.reports.document import Report
from app.services.reports.figures import figure
from app.services.reports.kinds import Choice, Options, Part, ReportKind, Subject
from app.services.reports.parts import kop_of, signature_of
from app.texts import tr

if TYPE_CHECKING:
    from fractions import Fraction

    from app.services.city.lines import Line
    from app.services.city.year import CityYear

CHART = Part("grafik", tr("Grafik dua tahun"))
CHANGE = Choice(
    "selisih",
    tr("Kolom selisih"),
    (("tanpa", tr("tidak dicetak")), ("dengan", tr("dicetak"))),
)
_ROWS_PORTRAIT = 42
_NAMED = 8


def perbandingan(data: CityData, options: Options | None = None) -> Report:
    """Return the year beside the nearest earlier one that has figures."""
    options = options or Options()
    before, after = data.before, data.year
    pairs = pairs_of(before, after)
    first = str(before.year) if before else tr("sebelumnya")
    years = (first, str(after.year))
    index = after.instrument.index_short
    title = tr(
        "Perbandingan {indeks} Tahun {awal} dan {akhir}", indeks=index, awal=first, akhir=years[1]
    )
    blocks: list[Block] = [
        kop_of(data),
        Title(title.upper(), (data.government,)),
        *notices(after),
        *_sentences(before, after, pairs),
        comparison_table(data, pairs, with_change=options.value_of(CHANGE) == "dengan"),
        method_box(data),
        signature_of(data),
        *(_chart_blocks(data, pairs, years) if options.has(CHART.key) else ()),
    ]
    return Report(
        title=f"{title} – {data.government}",
        author=data.office_name,
        subject=tr("{indeks} {unit}", indeks=after.instrument.index_name, unit=data.government),
        blocks=tuple(blocks),
        footer=footer_of(data),
        running_title=f"{title} · {data.government}",
    )


def comparison_table(
    data: CityData, pairs: tuple[Pair, ...], *, with_change: bool, caption: str = ""
) -> Table:
    """Return no, perangkat daerah, produk layanan, value and mutu of both years, and the total."""
    before, after = data.before, data.year
    rows: list[Row] = []
    for number, (unit, own) in enumerate(by_unit(pairs), 1):
        for place, pair in enumerate(own):
            opening = (
                (Cell(str(number), rows=len(own)), Cell(unit.name, rows=len(own)))
                if place == 0
                else ()
            )
            change = figure(pair.change, KONVERSI_PLACES, signed=True)
            rows.append(
                (
                    *opening,
                    _product(pair.line),
                    *_year_cells(pair.before),
                    *_year_cells(pair.after),
                    *((change,) if with_change else ()),
                )
            )
    return Table(
        columns=(
            Column(9, Align.CENTER),
            Column(42),
            Column(),
            *(Column(width, Align.CENTER) for width in (17, 13) * 2),
            *((Column(17, Align.RIGHT),) if with_change else ()),
        ),
        header=_header(before, after, with_change=with_change),
        rows=tuple(rows),
        footer=(_total(before, after, with_change=with_change),),
        ruling=Ruling.GRID,
        size=7.5,
        name=tr("Perbandingan"),
        caption=caption,
        notes=tuple(dict.fromkeys((*notes_of(after), *(notes_of(before) if before else ())))),
    )


def _header(before: CityYear | None, after: CityYear, *, with_change: bool) -> tuple[Row, ...]:
    first = tr("Tahun {tahun}", tahun=before.year) if before else tr("Sebelumnya")
    top: Row = (
        Cell(tr("No"), Align.CENTER, rows=2),
        Cell(tr("Perangkat daerah"), Align.CENTER, rows=2),
        Cell(tr("Produk layanan"), Align.CENTER, rows=2),
        Cell(first, Align.CENTER, columns=2),
        Cell(tr("Tahun {tahun}", tahun=after.year), Align.CENTER, columns=2),
        *((Cell(tr("Selisih"), Align.CENTER, rows=2),) if with_change else ()),
    )
    return top, (tr("Nilai"), tr("Mutu")) * 2


def _product(line: Line) -> str:
    named = " · ".join(part for part in (line.service, line.part) if part)
    return named or "; ".join(line.services) or tr("Semua layanan")


def _year_cells(line: Line | None) -> tuple[Cell, Cell]:
    if line is None:
        return Cell(EMPTY), Cell(EMPTY)
    return replace(index_cell(line), bold=False), Cell(_letter(line))


def _letter(line: Line) -> str:
    """Return the letter as it was reported, else that of the figure."""
    written = line.mutu_written.strip()
    letters = {step.letter for step in line.instrument.mutu}
    if written[:1] in letters:
        return written[:1]
    return line.mutu.letter if line.mutu else EMPTY


def _total(before: CityYear | None, after: CityYear, *, with_change: bool) -> Row:
    cells: list[Cell] = [Cell(tr("Rata-rata sederhana"), Align.CENTER, columns=3)]
    for year in (before, after):
        mutu = year.mutu.letter if year and year.mutu else EMPTY
        cells += [figure(year.mean.plain if year else None, KONVERSI_PLACES), Cell(mutu)]
    if with_change:
        cells.append(figure(_change_of_all(before, after), KONVERSI_PLACES, signed=True))
    return tuple(replace(cell, bold=True, set_apart=True) for cell in cells)


def _change_of_all(before: CityYear | None, after: CityYear) -> Fraction | None:
    old = before.mean.plain if before else None
    new = after.mean.plain
    return None if old is None or new is None else new - old


def _sentences(before: CityYear | None, after: CityYear, pairs: tuple[Pair, ...]) -> list[Block]:
    index = after.instrument.index_short
    said = [_mean_text(year, index) for year in (before, after) if year is not None]
    if before is None:
        said.append(tr("Belum ada tahun sebelumnya dengan instrumen yang sama."))
        return [Paragraph(" ".join(said))]
    return [Paragraph(" ".join((*said, *_changes(pairs))))]


def _mean_text(year: CityYear, index: str) -> str:
    if year.mean.plain is None or year.mutu is None:
        return tr("Belum ada {indeks} tahun {tahun}.", indeks=index, tahun=year.year)
    return tr(
        "{indeks} tahun {tahun} adalah {nilai} (mutu {huruf}), {aturan}.",
        indeks=index,
        tahun=year.year,
        nilai=indonesian(year.mean.plain, KONVERSI_PLACES),
        huruf=year.mutu.letter,
        aturan=rule_text(year),
    )


def _changes(pairs: tuple[Pair, ...]) -> list[str]:
    changes = [(pair, pair.change) for pair in pairs]
    known = [(pair, change) for pair, change in changes if change is not None]
    said = [
        tr(
            "Dari {n} baris yang punya angka di kedua tahun, {naik} naik, {turun} turun, dan"
            " {tetap} tetap.",
            n=len(known),
            naik=sum(change > 0 for _, change in known),
            turun=sum(change < 0 for _, change in known),
            tetap=sum(change == 0 for _, change in known),
        )
    ]
    great = [(pair, change) for pair, change in known if abs(change) > UNUSUAL_CHANGE]
    if great:
        named = [
            f"{pair.line.name} ({indonesian(change, KONVERSI_PLACES, signed=True)})"
            for pair, change in great[:_NAMED]
        ]
        more = len(great) - len(named)
        if more:
            named.append(tr("{n} baris lain", n=more))
        said.append(
            tr(
                "Berubah lebih dari {batas} poin dan perlu diperiksa: {daftar}.",
                batas=indonesian(UNUSUAL_CHANGE, 0),
                daftar=joined(named),
            )
        )
    return said


def _chart_blocks(data: CityData, pairs: tuple[Pair, ...], years: tuple[str, str]) -> list[Block]:
    if data.before is None or not pairs:
        return []
    charts = [
        ChartBlock(
            comparison_chart(
                tr("{awal} dan {akhir}", awal=years[0], akhir=years[1]),
                part,
                pairs,
                years,
            )
        )
        for part in portions(pairs, _ROWS_PORTRAIT)
    ]
    title = Heading(tr("Grafik dua tahun"))
    return [PageBreak(), Together((title, charts[0])), *charts[1:]]


def _name_of(data: CityData) -> str:
    return tr(
        "Perbandingan {indeks} {unit} {tahun}",
        indeks=data.year.instrument.index_short,
        unit=data.government,
        tahun=data.year.year,
    )


PERBANDINGAN = ReportKind(
    key="perbandingan",
    label=tr("Perbandingan IKM dua tahun"),
    subject=Subject.YEAR,
    collect=collect_city,
    build=perbandingan,
    name_of=_name_of,
    parts=(CHART,),
    choices=(CHANGE,),
)
