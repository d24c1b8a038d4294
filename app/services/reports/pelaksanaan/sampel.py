"""2.5 Penentuan jumlah responden: users, minimum and what was collected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.planning import SampleRule
from app.services.ikm.rounding import indonesian
from app.services.ikm.sample import sample_rule_name
from app.services.reports.blocks import Align, Block, Cell, Column, Paragraph, Table
from app.services.reports.figures import figure
from app.services.reports.prose import running
from app.texts import tr

if TYPE_CHECKING:
    from app.services.planning.allocation import SamplePlan
    from app.services.reports.blocks import Row
    from app.services.reports.numbering import Numbering
    from app.services.reports.pelaksanaan.data import PelaksanaanData


def sample_blocks(data: PelaksanaanData, numbers: Numbering) -> list[Block]:
    """Return the sentences and the table of the services."""
    blocks: list[Block] = [running(" ".join((_wanted(data.sample), _collected(data))))]
    if data.sample.minimum is not None and data.sample.rule is SampleRule.FORMULA:
        blocks.append(Paragraph(_formula(), small=True))
    if any(share.population is not None for share in data.sample.shares):
        blocks.append(_table(data, numbers.table(tr("Responden menurut jenis layanan"))))
        blocks += [Paragraph(note, small=True) for note in data.sample.notes]
    return blocks


def _wanted(sample: SamplePlan) -> str:
    if sample.population is None or sample.minimum is None:
        return tr("Jumlah pengguna layanan tidak dicatat, sehingga sampel minimal tidak dihitung.")
    return tr(
        "Jumlah pengguna layanan adalah {populasi} orang, sehingga sampel minimalnya {minimal}"
        " responden ({aturan}).",
        populasi=indonesian(sample.population, 0),
        minimal=indonesian(sample.minimum, 0),
        aturan=sample_rule_name(sample.rule),
    )


def _collected(data: PelaksanaanData) -> str:
    n, minimum = data.result.n, data.sample.minimum
    said = indonesian(n, 0)
    if not n:
        first = tr("Belum ada responden yang dihitung.")
    elif minimum is None:
        first = tr("Jumlah responden yang dihitung adalah {n} orang.", n=said)
    elif n < minimum:
        first = tr(
            "Responden yang dihitung berjumlah {n} orang, kurang {kurang} dari sampel minimal.",
            n=said,
            kurang=indonesian(minimum - n, 0),
        )
    elif n == minimum:
        first = tr("Responden yang dihitung berjumlah {n} orang, tepat sampel minimal.", n=said)
    else:
        first = tr(
            "Responden yang dihitung berjumlah {n} orang, {lebih} di atas sampel minimal.",
            n=said,
            lebih=indonesian(n - minimum, 0),
        )
    left_out = data.result.left_out
    if not left_out:
        return first
    more = tr("{n} lembar tidak lengkap tidak dihitung.", n=indonesian(left_out, 0))
    return f"{first} {more}"


def _formula() -> str:
    return tr(
        "Rumus: S = λ² × N × P × Q ÷ (d² × (N − 1) + λ² × P × Q), dengan N jumlah pengguna layanan,"
        " λ² = 3,841, P = Q = 0,5, dan d = 0,05; dibulatkan setengah ke atas dan tidak melebihi N."
    )


def _table(data: PelaksanaanData, caption: str) -> Table:
    """Return users, part of the minimum and respondents per service."""
    shares = {share.name: share for share in data.sample.shares}
    rows: list[Row] = []
    for name, n in data.services.rows:
        share = shares.get(name)
        users = share.population if share else None
        rows.append((name, figure(users), figure(share.minimum if share else None), figure(n)))
    total: Row = (
        Cell(tr("Jumlah"), bold=True),
        figure(data.sample.population, bold=True),
        figure(data.sample.minimum, bold=True),
        figure(data.result.n, bold=True),
    )
    right = Align.RIGHT
    return Table(
        columns=(Column(), Column(30, right), Column(30, right), Column(30, right)),
        header=((tr("Jenis layanan"), tr("Pengguna"), tr("Bagian minimal"), tr("Responden")),),
        rows=tuple(rows),
        footer=(total,),
        name=tr("Responden menurut jenis layanan"),
        caption=caption,
    )
