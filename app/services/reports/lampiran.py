"""The appendix *Pengolahan data*: one row per sheet, its sums, the legend and the quality table."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from app.services.archive.words import destroyed_sentence
from app.services.ikm.rounding import NRR_PLACES, indonesian
from app.services.reports.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Exact,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Ruling,
    SideBySide,
    Spacer,
    Table,
    Together,
)
from app.services.reports.figures import figure
from app.services.reports.method import times_text
from app.services.reports.parts import mutu_table
from app.texts import tr

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument, Question
    from app.services.reports.data import ResultsData

_ROOM, _GAP = 174.0, 4.0
"""Millimetres of a page's width and between two strands of rows."""
_NUMBER_WIDTH, _CELL_WIDTH = 8.5, 4.7
_MOST_STRANDS = 4
_LABEL_WIDTH = 32.0
_INDEX_PLACES = 5
"""So many decimals of the sum that its product with the factor prints the index."""
BLANK = "–"


def lampiran_blocks(data: ResultsData) -> list[Block]:
    """Return the appendix; it starts a page of its own."""
    heading = Heading(tr("Lampiran: Pengolahan data per responden"))
    return [PageBreak(), heading, *processing_blocks(data)]


def processing_blocks(data: ResultsData, level: int = 2) -> list[Block]:
    """Return the rows of the sheets, their sums and the legend, or why there are none.

    ``level`` is that of the heading over the sums.
    """
    legend = SideBySide(((_legend(data.instrument),), (mutu_table(data.instrument),)), (1.5, 1))
    if not data.sheets:
        nil = destroyed_sentence(data.survey) or tr("Belum ada lembar yang dihitung.")
        return [Paragraph(nil), *_sums_blocks(data, legend, level)]
    return [
        Paragraph(_reading_help(data), small=True),
        _sheet_table(data),
        *_sums_blocks(data, legend, level),
    ]


def _sums_blocks(data: ResultsData, legend: SideBySide, level: int) -> list[Block]:
    """Return the sums, which the counts of destroyed sheets give too, and the legend."""
    if data.result.ikm is None:
        return [Together((legend,))]
    heading = Heading(tr("Jumlah dan rata-rata"), level)
    return [Together((heading, _sums(data), Spacer(2), legend))]


def question_code(instrument: Instrument, question: Question) -> str:
    """Return what heads the column of a question."""
    if instrument.is_one_to_one:
        return instrument.unsur_of(question.unsur).code
    return str(question.number)


def _reading_help(data: ResultsData) -> str:
    text = tr(
        "{n} lembar menurut nomornya, dibaca dari atas ke bawah lalu ke kanan;"
        " {kosong} = tidak dijawab.",
        n=indonesian(len(data.sheets), 0),
        kosong=BLANK,
    )
    left_out = data.result.left_out
    if left_out:
        more = tr("{n} lembar tidak lengkap tidak dimuat.", n=indonesian(left_out, 0))
        return f"{text} {more}"
    return text


def _sheet_table(data: ResultsData) -> Table:
    instrument = data.instrument
    questions = instrument.questions
    codes = tuple(question_code(instrument, question) for question in questions)
    above = tr("Nilai per unsur") if instrument.is_one_to_one else tr("Nilai per pertanyaan")
    rows = tuple(
        (
            _number(sheet.number),
            *(_score(sheet.answers.get(question.key)) for question in questions),
        )
        for sheet in data.sheets
    )
    return Table(
        columns=(
            Column(_NUMBER_WIDTH, Align.CENTER),
            *(Column(align=Align.CENTER) for _ in questions),
        ),
        header=(
            (
                Cell(tr("No"), Align.CENTER, rows=2),
                Cell(above, Align.CENTER, columns=len(questions)),
            ),
            codes,
        ),
        rows=rows,
        ruling=Ruling.GRID,
        size=7,
        strands=_strands(len(questions)),
        name=tr("Nilai per responden"),
    )


def _strands(questions: int) -> int:
    """Return in how many strands the rows of so many questions run on a page."""
    needed = _NUMBER_WIDTH + _CELL_WIDTH * questions
    fitting = int((_ROOM + _GAP) // (needed + _GAP))
    return max(1, min(_MOST_STRANDS, fitting))


@cache
def _score(score: int | None) -> Cell:
    """Return the cell of a score; the few that there are serve every sheet."""
    return Cell(BLANK) if score is None else Cell(str(score), exact=Exact(score))


def _number(number: int) -> Cell:
    """Return the number of a sheet as it stands on the paper, without points."""
    return Cell(str(number), exact=Exact(number))


def _sums(data: ResultsData) -> Table:
    """Return the footer of the official form: sums, means, weighted means, *) and **)."""
    instrument, result = data.instrument, data.result
    counts = result.questions
    rows: list[Row] = [
        (Cell(tr("Σ nilai"), bold=True), *(figure(q.total) for q in counts)),
        (Cell(tr("Jumlah jawaban (n)"), bold=True), *(figure(q.n) for q in counts)),
    ]
    one_to_one = instrument.is_one_to_one
    name = tr("NRR") if one_to_one else tr("Rata-rata")
    rows.append((Cell(name, bold=True), *(figure(q.mean, NRR_PLACES) for q in counts)))
    if one_to_one:
        weighted = (
            figure(result.row(question.unsur).weighted, NRR_PLACES)
            for question in instrument.questions
        )
        rows.append((Cell(tr("NRR tertimbang"), bold=True), *weighted))
    width = len(counts)
    codes = (Cell(question_code(instrument, q), Align.CENTER) for q in instrument.questions)
    return Table(
        columns=(Column(_LABEL_WIDTH), *(Column(align=Align.RIGHT) for _ in counts)),
        header=((tr("Unsur") if one_to_one else tr("Pertanyaan"), *codes),),
        rows=tuple(rows),
        footer=_index_rows(data, width),
        ruling=Ruling.GRID,
        size=7 if width <= 14 else 6,  # noqa: PLR2004 - as many figures as the width holds at size 7
        name=tr("Jumlah dan rata-rata"),
    )


def _index_rows(data: ResultsData, width: int) -> tuple[Row, ...]:
    result = data.result
    indeks = indonesian(result.indeks, _INDEX_PLACES)
    star = tr("*) Jumlah NRR tertimbang = {nilai}", nilai=indeks)
    two = tr(
        "**) {indeks} unit pelayanan = *){faktor} = {nilai}",
        indeks=data.instrument.index_short,
        faktor=times_text(result),
        nilai=result.ikm_text,
    )
    return tuple((Cell(text, Align.LEFT, columns=width + 1),) for text in (star, two))


def _legend(instrument: Instrument) -> Table:
    """Return what each code of the appendix stands for."""
    if instrument.is_one_to_one:
        header: Row = (tr("Kode"), tr("Unsur pelayanan"))
        rows = tuple((Cell(unsur.code, bold=True), unsur.name) for unsur in instrument.unsur)
        columns = (Column(14), Column())
        return Table(columns, (header,), rows, size=8, name=tr("Keterangan kode"))
    names = {unsur.key: unsur.short_name for unsur in instrument.unsur}
    rows3 = tuple(
        (Cell(str(q.number), bold=True), q.text, names.get(q.unsur, tr("di luar indeks")))
        for q in instrument.questions
    )
    return Table(
        (Column(9), Column(), Column(26)),
        ((tr("No"), tr("Pertanyaan"), tr("Unsur")),),
        rows3,
        size=7.5,
        name=tr("Keterangan nomor pertanyaan"),
    )
