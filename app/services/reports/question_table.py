"""The questions one by one, where an unsur has several of them or some count for none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.ikm.rounding import NRR_PLACES, indonesian
from app.services.reports.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Row,
    Table,
    Together,
)
from app.services.reports.figures import figure
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.models.questionnaire import Question
    from app.services.ikm.result import IkmResult, QuestionSum


def question_part(result: IkmResult, level: int = 2) -> list[Block]:
    """Return the means of the questions; those outside the index stand apart, below.

    ``level`` is that of their headings.
    """
    instrument = result.instrument
    if instrument.is_one_to_one or result.ikm is None:
        return []
    asked = list(zip(instrument.questions, result.questions, strict=True))
    counted = [(question, found) for question, found in asked if question.unsur]
    apart = [(question, found) for question, found in asked if not question.unsur]
    blocks: list[Block] = [
        Heading(tr("Rata-rata per pertanyaan"), level),
        _table(result, counted, tr("Rata-rata per pertanyaan")),
    ]
    if apart:
        remark = tr(
            "Jawaban atas pertanyaan ini dicatat, tetapi tidak ikut membentuk {indeks}.",
            indeks=instrument.index_short,
        )
        table = _table(result, apart, tr("Pertanyaan di luar indeks"))
        heading = Heading(tr("Pertanyaan di luar indeks"), level)
        blocks.append(Together((heading, Paragraph(remark, small=True), table)))
    return blocks


def _table(result: IkmResult, asked: Iterable[tuple[Question, QuestionSum]], name: str) -> Table:
    codes = {unsur.key: unsur.code for unsur in result.instrument.unsur}
    rows: list[Row] = [
        (
            Cell(str(question.number), bold=True),
            question.text,
            codes.get(question.unsur, indonesian(None, 0)),
            figure(found.n),
            figure(found.total),
            figure(found.mean, NRR_PLACES),
        )
        for question, found in asked
    ]
    return Table(
        columns=(
            Column(9),
            Column(),
            Column(16, Align.CENTER),
            Column(14, Align.RIGHT),
            Column(16, Align.RIGHT),
            Column(20, Align.RIGHT),
        ),
        header=((tr("No"), tr("Pertanyaan"), tr("Unsur"), "n", tr("Σ nilai"), tr("Rata-rata")),),
        rows=tuple(rows),
        size=8,
        name=name,
    )
