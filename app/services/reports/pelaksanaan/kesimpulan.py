"""BAB V Kesimpulan: what the figures say, and who answers for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.ikm.rounding import indonesian
from app.services.reports.blocks import Block, Chapter, Heading, Items, Marks, Together
from app.services.reports.hasil_pengolahan import index_value
from app.services.reports.parts import mutu_text, named_values, signature_of
from app.services.reports.pelaksanaan.tren import trend_sentence
from app.services.reports.prose import prose, running
from app.services.results.history import period_in_words
from app.texts import tr

if TYPE_CHECKING:
    from app.services.reports.pelaksanaan.data import PelaksanaanData


def kesimpulan(data: PelaksanaanData) -> list[Block]:
    """Return the chapter with its signature."""
    conclusions = [one for one in (_index(data), *_ends(data), *_deeds(data)) if one]
    return [
        Chapter(tr("BAB V"), tr("KESIMPULAN")),
        running(tr("Dari hasil survei ini disimpulkan:")),
        Items(tuple(conclusions), Marks.NUMBERS),
        *prose(data, "penutup"),
        Together((Heading(tr("Pengesahan"), 3), signature_of(data.results))),
    ]


def _index(data: PelaksanaanData) -> str:
    result, results = data.result, data.results
    if result.ikm is None:
        return tr(
            "Belum ada jawaban yang dapat dihitung, sehingga {indeks} {unit} {periode} belum ada.",
            indeks=data.index,
            unit=results.unit.name,
            periode=period_in_words(results.survey),
        )
    return tr(
        "{indeks} {unit} {periode} adalah {nilai} dengan mutu pelayanan {mutu}, dari {n}"
        " responden.",
        indeks=data.index,
        unit=results.unit.name,
        periode=period_in_words(results.survey),
        nilai=index_value(result),
        mutu=mutu_text(result),
        n=indonesian(result.n, 0),
    )


def _ends(data: PelaksanaanData) -> list[str]:
    if data.result.ikm is None:
        return []
    low, high = data.extremes
    if not low:
        return [tr("Semua unsur bernilai sama.")]
    return [
        tr("Unsur dengan nilai tertinggi: {daftar}.", daftar=named_values(high)),
        tr("Unsur dengan nilai terendah: {daftar}.", daftar=named_values(low)),
    ]


def _deeds(data: PelaksanaanData) -> list[str]:
    """Return how the index moved, what is planned, and what became of the last plans."""
    shown = data.results.follow_up
    found = [trend_sentence(data)]
    if shown is None or not shown.lines:
        found.append(tr("Rencana tindak lanjut belum dicatat."))
    else:
        found.append(
            tr(
                "Disusun {n} rencana tindak lanjut untuk {unsur} unsur.",
                n=indonesian(len(shown.lines), 0),
                unsur=len({line.plan.unsur for line in shown.lines}),
            )
        )
    if shown is not None and shown.previous is not None and shown.previous.lines:
        found.append(
            tr(
                "Tindak lanjut {survei}: {ringkas}",
                survei=shown.previous.name,
                ringkas=shown.previous.summary.sentence,
            )
        )
    return found
