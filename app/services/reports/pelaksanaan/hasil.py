"""BAB III Hasil pengolahan: the respondents, the index of the unit and of every unsur."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from app.services.archive.words import destroyed_sentence
from app.services.charts.builders import joined, unsur_chart
from app.services.ikm.rounding import indonesian
from app.services.reports.blocks import (
    Align,
    Block,
    Cell,
    Chapter,
    ChartBlock,
    Column,
    Heading,
    Row,
    Ruling,
    Table,
    Together,
)
from app.services.reports.figures import figure
from app.services.reports.hasil_pengolahan import (
    LOW_SIGN,
    index_figure,
    index_sentence,
    unsur_table,
)
from app.services.reports.method import method_box
from app.services.reports.numbering import Numbering
from app.services.reports.parts import share
from app.services.reports.pelaksanaan.front import notices
from app.services.reports.prose import running
from app.services.reports.question_table import question_part
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.ikm.cross import RespondentTable
    from app.services.reports.pelaksanaan.data import PelaksanaanData


def hasil_pengolahan(data: PelaksanaanData, *, weighted: bool = False) -> list[Block]:
    """Return the chapter; ``weighted`` shows the weights even where all are equal."""
    numbers = Numbering("3")
    return [
        Chapter(tr("BAB III"), tr("HASIL PENGOLAHAN DATA")),
        Heading(tr("3.1 Jumlah responden"), 2),
        *_respondents(data, numbers),
        Heading(tr("3.2 {nama}", nama=data.results.instrument.index_name), 2),
        *_index(data, numbers, weighted=weighted),
    ]


def _respondents(data: PelaksanaanData, numbers: Numbering) -> list[Block]:
    n = data.result.n
    if not n:
        return [running(tr("Belum ada responden yang dihitung."))]
    tables = [*data.results.respondents, data.services]
    tables = [table for table in tables if table.rows]
    words = [tr("Jawaban yang diolah berasal dari {n} responden.", n=indonesian(n, 0))]
    words += [_largest(table) for table in tables]
    words.append(destroyed_sentence(data.results.survey))
    caption = numbers.table(tr("Karakteristik responden"))
    blocks: list[Block] = [running(" ".join(word for word in words if word))]
    return [*blocks, replace(_respondent_table(tables), caption=caption)] if tables else blocks


def _largest(table: RespondentTable) -> str:
    """Return which group is the largest; several that are equally large are all named."""
    total, most = sum(n for _, n in table.rows), max(n for _, n in table.rows)
    largest = [label for label, n in table.rows if n == most and label]
    if not most or not largest or len(largest) == len(table.rows) > 1:
        return ""
    shared = indonesian(Fraction(100 * most, total), 2)
    known = {
        "ciri": table.field.name.lower(),
        "kelompok": joined(largest),
        "n": indonesian(most, 0),
        "persen": shared,
    }
    if len(largest) > 1:
        return tr(
            "Menurut {ciri}, kelompok terbesar adalah {kelompok}, masing-masing {n} orang"
            " ({persen}\u00a0%).",
            **known,
        )
    return tr(
        "Menurut {ciri}, kelompok terbesar adalah {kelompok}, yaitu {n} orang ({persen}\u00a0%).",
        **known,
    )


def _respondent_table(tables: Sequence[RespondentTable]) -> Table:
    """Return every characteristic with its groups, as the official form has them."""
    rows: list[Row] = []
    for number, table in enumerate(tables, 1):
        total, depth = sum(n for _, n in table.rows), len(table.rows)
        for place, (label, n) in enumerate(table.rows):
            cells = (label or tr("Tidak diisi"), figure(n), share(n, total))
            first = (Cell(str(number), rows=depth), Cell(table.field.name, rows=depth))
            rows.append(cells if place else (*first, *cells))
    return Table(
        columns=(
            Column(10, Align.CENTER),
            Column(44),
            Column(),
            Column(24, Align.RIGHT),
            Column(28, Align.RIGHT),
        ),
        header=(
            (tr("No."), tr("Karakteristik"), tr("Indikator"), tr("Jumlah"), tr("Persentase (%)")),
        ),
        rows=tuple(rows),
        ruling=Ruling.GRID,
        name=tr("Karakteristik responden"),
    )


def _index(data: PelaksanaanData, numbers: Numbering, *, weighted: bool) -> list[Block]:
    result, results = data.result, data.results
    if result.ikm is None:
        nil = tr(
            "Belum ada jawaban yang dapat dihitung, sehingga {indeks} belum ada.",
            indeks=data.index,
        )
        return [*notices(results), running(nil), method_box(results)]
    low = {row.unsur.key for row in data.extremes[0]}
    table = unsur_table(result, low, weighted=weighted)
    notes = (
        (tr("{tanda} unsur bernilai terendah, juga yang nilainya sama.", tanda=LOW_SIGN),)
        if low
        else ()
    )
    name = tr("{indeks} per unsur", indeks=data.index)
    return [
        *notices(results),
        running(index_sentence(result)),
        Together((index_figure(results), method_box(results))),
        replace(table, caption=numbers.table(name), notes=notes),
        ChartBlock(unsur_chart(result, low), caption=numbers.chart(name)),
        *question_part(result, level=3),
    ]
