"""The report *Hasil pengolahan*: the index, how it was made, and every sheet behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.period import long_date
from app.models.survey import WeightRule
from app.services.charts.builders import unsur_chart
from app.services.ikm.rounding import KONVERSI_PLACES, NRR_PLACES, indonesian
from app.services.reports.blocks import (
    Align,
    Block,
    Cell,
    ChartBlock,
    Column,
    Exact,
    Heading,
    IndexFigure,
    KeyValues,
    Notice,
    Paragraph,
    Row,
    SideBySide,
    Spacer,
    Table,
    Title,
    Together,
)
from app.services.reports.collecting import collect_results
from app.services.reports.document import Report
from app.services.reports.figures import figure
from app.services.reports.kinds import Choice, Options, Part, ReportKind, Subject
from app.services.reports.lampiran import lampiran_blocks
from app.services.reports.method import footer_of, method_box
from app.services.reports.parts import (
    kop_of,
    mutu_text,
    named_values,
    respondent_table,
    services_text,
    signature_of,
    survey_name,
)
from app.services.reports.planning_part import planning_blocks
from app.services.reports.question_table import question_part
from app.services.reports.saran_part import saran_part
from app.texts import tr

if TYPE_CHECKING:
    from fractions import Fraction

    from app.models.questionnaire import Instrument
    from app.services.ikm.result import IkmResult, UnsurResult
    from app.services.reports.data import ResultsData

LOW_SIGN = "▼"

_RESPONDENTS = Part("responden", tr("Responden"))
_SARAN = Part("saran", tr("Saran responden"))
_SHEETS = Part("lampiran", tr("Lampiran: pengolahan data"))
_PLANNING = Part("pelaksanaan", tr("Lampiran: pelaksanaan survei"))
WEIGHTS = Choice(
    "bobot",
    tr("Kolom bobot"),
    (("berbeda", tr("bila bobot unsur berbeda")), ("selalu", tr("selalu dicetak"))),
)


def hasil_pengolahan(data: ResultsData, options: Options | None = None) -> Report:
    """Return the report on one survey (rules/reports.md)."""
    options = options or Options()
    name = survey_name(data.instrument)
    with_respondents = options.has(_RESPONDENTS.key)
    title = tr("Hasil Pengolahan {survei}", survei=name)
    blocks: list[Block] = [
        kop_of(data),
        Title(title.upper(), (data.unit.name, data.period_text)),
        *_notice(data),
        KeyValues(_particulars(data)),
        index_figure(data),
        method_box(data),
        *_unsur_part(data.result, weighted=shows_weights(options)),
        *question_part(data.result),
        *(_respondent_part(data) if with_respondents else ()),
        *(saran_part(data.saran, 2 + with_respondents) if options.has(_SARAN.key) else ()),
        signature_of(data),
        *(lampiran_blocks(data) if options.has(_SHEETS.key) else ()),
        *(planning_blocks(data) if options.has(_PLANNING.key) else ()),
    ]
    return Report(
        title=f"{title} – {data.unit.name}, {data.period_text}",
        author=data.office_name,
        subject=tr("{indeks} {unit}", indeks=data.instrument.index_name, unit=data.unit.name),
        blocks=tuple(blocks),
        footer=footer_of(data),
        running_title=f"{title} · {data.unit.name} · {data.period_text}",
    )


def shows_weights(options: Options) -> bool:
    """Say whether the weights are printed even where all are equal."""
    return options.value_of(WEIGHTS) == "selalu"


def _notice(data: ResultsData) -> list[Block]:
    return [Notice(data.survey.notice)] if data.survey.notice.strip() else []


def _particulars(data: ResultsData) -> tuple[tuple[str, str], ...]:
    return (
        (tr("Jenis layanan"), services_text(data)),
        (tr("Tanggal lembar"), _days(data)),
        (tr("Metode"), data.survey.method.value.capitalize()),
        (tr("Kode survei"), data.survey.code or indonesian(None, 0)),
    )


def _days(data: ResultsData) -> str:
    first, last = data.first_day, data.last_day
    if first is None or last is None:
        return tr("belum ada lembar")
    if first == last:
        return long_date(first)
    return tr("{awal} sampai {akhir}", awal=long_date(first), akhir=long_date(last))


def index_figure(data: ResultsData) -> IndexFigure:
    """Return the index printed large, with what stands beside it."""
    result = data.result
    pairs = [(tr("Responden:"), indonesian(result.n, 0))]
    if not data.instrument.is_percentage:
        scale = tr("Skala 0–{tertinggi}:", tertinggi=data.instrument.index_highest)
        pairs.insert(0, (scale, tr("{persen} dari tertinggi", persen=result.percent_text)))
    if data.minimum is not None:
        pairs.append((tr("Sampel minimal:"), indonesian(data.minimum, 0)))
    if has_order(result):
        pairs.append((tr("Tertinggi:"), _short(result.highest(1))))
        pairs.append((tr("Terendah:"), _short(result.lowest(1))))
    return IndexFigure(
        name=data.instrument.index_name,
        value=result.ikm_text,
        letter=result.mutu.letter if result.mutu else "",
        word=result.mutu.word if result.mutu else "",
        pairs=tuple(pairs),
    )


def _short(rows: tuple[UnsurResult, ...]) -> str:
    names = ", ".join(row.unsur.short_name for row in rows)
    return f"{names} {rows[0].konversi_text}"


def _unsur_part(result: IkmResult, *, weighted: bool) -> list[Block]:
    heading = Heading(tr("1. Nilai per unsur"))
    if result.ikm is None:
        nil = tr(
            "Belum ada jawaban yang dapat dihitung, sehingga {indeks} belum ada.",
            indeks=result.instrument.index_short,
        )
        return [heading, Paragraph(nil)]
    low = {row.unsur.key for row in result.lowest()} if has_order(result) else set()
    words = [index_sentence(result)]
    if low:
        words.append(
            tr("Tanda {tanda}: unsur bernilai terendah, juga yang nilainya sama.", tanda=LOW_SIGN)
        )
    text = Paragraph(" ".join(words))
    table = unsur_table(result, low, weighted=weighted)
    return [heading, text, table, ChartBlock(unsur_chart(result))]


def has_order(result: IkmResult) -> bool:
    """Say whether any unsur is lower than another one."""
    return len({row.konversi for row in result.answered}) > 1


def index_sentence(result: IkmResult) -> str:
    """Return the index, its mutu and the unsur at both ends in two sentences."""
    first = tr(
        "Dari {n} responden diperoleh {nama} ({indeks}) sebesar {nilai}"
        " dengan mutu pelayanan {mutu}.",
        n=indonesian(result.n, 0),
        nama=result.instrument.index_name,
        indeks=result.instrument.index_short,
        nilai=index_value(result),
        mutu=mutu_text(result),
    )
    if not has_order(result):
        return first + " " + tr("Semua unsur bernilai sama.")
    second = tr(
        "Unsur dengan nilai tertinggi adalah {tinggi}; yang terendah adalah {rendah}.",
        tinggi=named_values(result.highest(1)),
        rendah=named_values(result.lowest(1)),
    )
    return f"{first} {second}"


def index_value(result: IkmResult) -> str:
    """Return the index in a sentence, with its scale where that is not 0-100."""
    if result.instrument.is_percentage:
        return result.ikm_text
    return tr(
        "{nilai} pada skala 0–{tertinggi} ({persen} dari nilai tertinggi)",
        nilai=result.ikm_text,
        tertinggi=result.instrument.index_highest,
        persen=result.percent_text,
    )


def unsur_table(result: IkmResult, low: set[str], *, weighted: bool) -> Table:
    """Return every unsur with its figures; those whose keys are in ``low`` are marked.

    Weights stand in a column where ``weighted`` says so, and where they differ.
    """
    weighted = weighted or len({unsur.weight for unsur in result.instrument.unsur}) > 1
    instrument = result.instrument
    extra = (Column(15, Align.RIGHT),) if weighted else ()
    share = () if instrument.is_percentage else (Column(17, Align.RIGHT),)
    columns = (
        Column(11),
        Column(),
        Column(12, Align.RIGHT),
        Column(14, Align.RIGHT),
        Column(13, Align.RIGHT),
        *extra,
        Column(20, Align.RIGHT),
        Column(16, Align.RIGHT),
        *share,
        Column(25, Align.LEFT),
    )
    header: Row = (
        tr("Kode"),
        tr("Unsur"),
        "n",
        tr("Σ nilai"),
        tr("NRR"),
        *((tr("Bobot"),) if weighted else ()),
        tr("NRR tertimbang"),
        *_value_names(instrument),
        tr("Mutu"),
    )
    span = len(columns) - 3 - len(share)
    footer: Row = (
        Cell(instrument.index_name, columns=span),
        figure(result.indeks, NRR_PLACES),
        figure(result.ikm, KONVERSI_PLACES),
        *_share(instrument, result.ikm),
        mutu_text(result),
    )
    rows = tuple(_unsur_row(result, row, low, weighted=weighted) for row in result.unsur)
    name = tr("Nilai per unsur")
    return Table(columns, (header,), rows, (footer,), size=8, name=name)


def _value_names(instrument: Instrument) -> tuple[str, ...]:
    """Return what heads the value of an unsur: on 0-100, or on the index's scale and in percent."""
    if instrument.is_percentage:
        return (tr("Konversi"),)
    return (tr("Skala 0–{tertinggi}", tertinggi=instrument.index_highest), "%")


def _share(instrument: Instrument, value: Fraction | None) -> tuple[Cell, ...]:
    """Return the cell of the percentage, where the value itself is none."""
    if instrument.is_percentage:
        return ()
    percent = None if value is None else instrument.percent(value)
    return (figure(percent, KONVERSI_PLACES),)


def _unsur_row(result: IkmResult, row: UnsurResult, low: set[str], *, weighted: bool) -> Row:
    instrument = result.instrument
    marked = row.unsur.key in low
    mutu = f"{row.mutu.letter} ({row.mutu.word})" if row.mutu else indonesian(None, 0)
    konversi = figure(row.konversi, KONVERSI_PLACES)
    return (
        row.unsur.code,
        row.unsur.name,
        figure(row.n),
        figure(row.total),
        figure(row.nrr, NRR_PLACES),
        *((_weight(result, row),) if weighted else ()),
        figure(row.weighted, NRR_PLACES),
        _marked(konversi) if marked else konversi,
        *_share(instrument, row.konversi),
        mutu,
    )


def _marked(konversi: Cell) -> Cell:
    """Return the cell of one of the lowest values, marked by a sign and not by colour."""
    return replace(konversi, text=f"{LOW_SIGN} {konversi.text}", bold=True)


def _weight(result: IkmResult, row: UnsurResult) -> Cell:
    """Return a weight as it was used: 1/9, or the rounded 0,111."""
    places = {WeightRule.THREE_DECIMALS: 3, WeightRule.TWO_DECIMALS: 2}.get(result.weight_rule)
    if places is None:
        return Cell(str(row.weight), exact=Exact(row.weight, 4))
    return figure(row.weight, places)


def _respondent_part(data: ResultsData) -> list[Block]:
    heading = Heading(tr("2. Responden"))
    if not data.result.n:
        return [heading, Paragraph(tr("Belum ada responden."))]
    if not data.respondents:
        return [heading, Paragraph(tr("Instrumen ini tidak menanyakan ciri responden."))]
    columns: tuple[list[Block], list[Block]] = ([], [])
    heights = [0, 0]
    for table in data.respondents:
        shorter = 0 if heights[0] <= heights[1] else 1
        columns[shorter].extend((respondent_table(table), Spacer(2)))
        heights[shorter] += len(table.rows) + 3
    used = tuple(tuple(column) for column in columns if column)
    return [Together((heading, SideBySide(used)))]


def _name_of(data: ResultsData) -> str:
    name = tr("Hasil pengolahan {survei}", survei=data.instrument.survey_short)
    return f"{name} {data.unit.name} {data.period_text}"


HASIL_PENGOLAHAN = ReportKind(
    key="hasil-pengolahan",
    label=tr("Hasil pengolahan"),
    subject=Subject.SURVEY,
    collect=collect_results,
    build=hasil_pengolahan,
    name_of=_name_of,
    parts=(_RESPONDENTS, _SARAN, _SHEETS, _PLANNING),
    choices=(WEIGHTS,),
)
