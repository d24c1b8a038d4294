"""Lampiran 1: what the questionnaire asks, in its order, with every answer it offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.questionnaire import FieldKind
from app.services.blank_forms.content import parts_of
from app.services.reports.blocks import (
    Align,
    Block,
    Cell,
    Chapter,
    Column,
    Heading,
    Row,
    Ruling,
    Table,
)
from app.services.reports.parts import survey_name
from app.services.reports.prose import running
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.questionnaire import ProfileField, Question
    from app.services.reports.pelaksanaan.data import PelaksanaanData

_BETWEEN, _NO_BREAK = " · ", "\u00a0"
_SIZE = 8.0


def questionnaire(data: PelaksanaanData) -> list[Block]:
    """Return the appendix."""
    paper, instrument = data.paper, data.results.instrument
    version = tr(
        "{nama}, {kunci} versi {versi}. Sumber: {sumber}.",
        nama=survey_name(instrument),
        kunci=instrument.key,
        versi=instrument.version,
        sumber=instrument.source,
    )
    blocks: list[Block] = [
        Chapter(tr("LAMPIRAN 1"), tr("KUESIONER")),
        running(version),
        Heading(tr("Isian tentang responden"), 3),
        _profile(paper.profile),
    ]
    for part in parts_of(paper):
        title = tr("Pertanyaan {survei}", survei=part.name) if part.name else tr("Pertanyaan")
        blocks += [Heading(title, 3), *_questions(part.questions)]
    return [*blocks, running(tr("Di akhir kuesioner responden dapat menulis saran dan masukan."))]


def _profile(fields: Sequence[ProfileField]) -> Table:
    fixed: list[Row] = [
        (Cell(tr("Tanggal survei"), bold=True), tr("tanggal, bulan, dan tahun")),
        (Cell(tr("Jenis layanan"), bold=True), tr("layanan yang diterima")),
    ]
    asked: list[Row] = [(Cell(field.name, bold=True), _offered(field)) for field in fields]
    return Table(
        columns=(Column(44), Column()),
        header=((tr("Isian"), tr("Pilihan")),),
        rows=(*fixed, *asked),
        ruling=Ruling.GRID,
        size=_SIZE,
        name=tr("Isian tentang responden"),
    )


def _offered(field: ProfileField) -> str:
    if field.kind is FieldKind.CHOICE:
        return _BETWEEN.join(choice.label for choice in field.choices)
    return tr("angka ({satuan})", satuan=field.unit) if field.unit else tr("angka")


def _questions(questions: Sequence[Question]) -> list[Block]:
    """Return the questions with their answers; those that all share are said once, before them."""
    offered = [_answers(question) for question in questions]
    alike = len(questions) > 1 and len(set(offered)) == 1
    extra = () if alike else (Column(76),)
    rows: list[Row] = [
        (str(question.number), question.text, *(() if alike else (answers,)))
        for question, answers in zip(questions, offered, strict=True)
    ]
    header: Row = (
        tr("No."),
        tr("Pertanyaan"),
        *(() if alike else (tr("Jawaban dan nilainya"),)),
    )
    table = Table(
        columns=(Column(10, Align.CENTER), Column(), *extra),
        header=(header,),
        rows=tuple(rows),
        ruling=Ruling.GRID,
        size=_SIZE,
        name=tr("Pertanyaan"),
    )
    shared = tr("Setiap pertanyaan dijawab dengan: {pilihan}.", pilihan=offered[0] if alike else "")
    return [running(shared), table] if alike else [table]


def _answers(question: Question) -> str:
    return _BETWEEN.join(f"{o.score}{_NO_BREAK}{o.label}" for o in question.options)
