"""The questionnaire of an instrument as it is printed: header, profile, questions, saran."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import __version__
from app.models.questionnaire import FieldKind
from app.services.reports import blocks as b
from app.services.reports.document import Footer, Report
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.models.questionnaire import Instrument, ProfileField, Question
    from app.models.store.store import Store

BOX = "☐"
_DOTS = "." * 30
_WIDEST_SCALE = 6
"""Answers that stand in columns of their own; longer scales run on under the question."""
_OPTION_WIDTHS = {2: 32.0, 3: 30.0, 4: 27.0, 5: 23.0, 6: 20.0}
_SARAN_LINES = 3
_BETWEEN = "\u00a0\u00a0\u00a0 "
"""Keeps choices apart where they run on; plain spaces would become one."""
_SIZE = 8.0


@dataclass(frozen=True, slots=True)
class FormHead:
    """Whose questionnaire it is, and what its pages say of where they come from."""

    kop: b.KopSurat
    author: str
    log_head: str


def form_head(store: Store) -> FormHead:
    """Read the letterhead of the office."""
    office = store.offices.get()
    name = store.units.get(office.unit_id).name if office else ""
    lines, address, logo = (
        (office.letterhead, office.address, office.logo) if office else ((), "", b"")
    )
    return FormHead(b.KopSurat(lines, name.upper(), address, logo), name, store.log.head().short)


def paper_form(instrument: Instrument, head: FormHead, at: datetime) -> Report:
    """Return the questionnaire as blocks, for the renderer of any format."""
    title = instrument.name.split(" (")[0]
    blocks: list[b.Block] = [
        head.kop,
        b.Title(tr("KUESIONER {nama}", nama=title.upper()), (instrument.index_name,)),
        b.Paragraph(_purpose(instrument), small=True),
        b.KeyValues(_header()),
    ]
    if instrument.profile:
        blocks += [b.Heading(tr("Profil responden"), 2), _profile(instrument.profile)]
    blocks += [
        b.Heading(tr("Pendapat responden tentang pelayanan"), 2),
        b.Paragraph(tr("Beri tanda silang pada satu jawaban untuk setiap pertanyaan."), small=True),
        _questions(instrument),
        b.Together((b.Heading(tr("Saran dan masukan"), 2), _saran(), _thanks())),
    ]
    version = tr("{kunci} versi {versi}", kunci=instrument.key, versi=instrument.version)
    return Report(
        title=tr("Kuesioner {nama}", nama=title),
        author=head.author,
        blocks=tuple(blocks),
        footer=Footer(__version__, at, "", "", head.log_head),
        running_title=tr("Kuesioner {nama}, {versi}", nama=title, versi=version),
        subject=version,
    )


def form_pdf(instrument: Instrument, head: FormHead, at: datetime) -> bytes:
    """Return the questionnaire as PDF; may run on any thread."""
    from app.services.reports.pdf import render_pdf

    return render_pdf(paper_form(instrument, head, at))


def _purpose(instrument: Instrument) -> str:
    return tr(
        "Jawaban Saudara dipakai untuk menghitung {indeks} dan memperbaiki pelayanan ini"
        " ({sumber}). Nama dan nomor identitas tidak ditanyakan; jawaban hanya ditampilkan"
        " sebagai jumlah dan rata-rata.",
        indeks=instrument.index_name or tr("indeks"),
        sumber=instrument.source,
    )


def _header() -> tuple[tuple[str, str], ...]:
    return (
        (tr("Nomor lembar"), _DOTS),
        (tr("Tanggal survei"), _DOTS),
        (tr("Jenis layanan"), _DOTS),
    )


def _profile(fields: Sequence[ProfileField]) -> b.Table:
    return b.Table(
        columns=(b.Column(42), b.Column()),
        header=(),
        rows=tuple((b.Cell(field.name, bold=True), _asked(field)) for field in fields),
        ruling=b.Ruling.GRID,
        size=_SIZE,
        name=tr("Profil responden"),
    )


def _asked(field: ProfileField) -> str:
    if field.kind is FieldKind.CHOICE:
        return _BETWEEN.join(f"{BOX}\u00a0{_unbroken(choice.label)}" for choice in field.choices)
    return f"{'.' * 4 * max(field.digits, 2)} {field.unit}".rstrip()


def _questions(instrument: Instrument) -> b.Table:
    if len(instrument.scores) > _WIDEST_SCALE:
        return _running(instrument)
    width = _OPTION_WIDTHS[len(instrument.scores)] if len(instrument.scores) > 1 else 0
    rows: list[b.Row] = [
        (b.Cell(str(q.number), bold=True), q.text, *(_option(q, s) for s in instrument.scores))
        for q in instrument.questions
    ]
    head = (tr("No"), tr("Pertanyaan"), b.Cell(tr("Jawaban"), columns=len(instrument.scores)))
    return b.Table(
        columns=(
            b.Column(9, b.Align.CENTER),
            b.Column(),
            *(b.Column(width, b.Align.CENTER) for _ in instrument.scores),
        ),
        header=(head,),
        rows=tuple(rows),
        ruling=b.Ruling.GRID,
        size=_SIZE,
        name=tr("Pertanyaan"),
    )


def _running(instrument: Instrument) -> b.Table:
    rows: list[b.Row] = []
    for question in instrument.questions:
        options = _BETWEEN.join(
            f"{BOX}\u00a0{option.score}\u00a0{_unbroken(option.label)}"
            for option in question.options
        )
        rows.append((b.Cell(str(question.number), bold=True), f"{question.text}\n{options}"))
    return b.Table(
        columns=(b.Column(9, b.Align.CENTER), b.Column()),
        header=((tr("No"), tr("Pertanyaan dan jawaban")),),
        rows=tuple(rows),
        ruling=b.Ruling.GRID,
        size=_SIZE,
        name=tr("Pertanyaan"),
    )


def _option(question: Question, score: int) -> str:
    return f"{BOX} {score}\n{question.label_of(score)}"


def _thanks() -> b.Paragraph:
    return b.Paragraph(tr("Terima kasih atas jawaban Saudara."), small=True)


def _saran() -> b.Table:
    return b.Table(
        columns=(b.Column(),),
        header=(),
        rows=(("\n".join([""] * _SARAN_LINES * 2),),),
        ruling=b.Ruling.GRID,
        size=_SIZE,
        name=tr("Saran dan masukan"),
    )


def _unbroken(text: str) -> str:
    """Keep the words of a choice on one line with its box."""
    return text.replace(" ", "\u00a0")
