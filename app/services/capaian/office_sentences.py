"""Sentences about the programs of one perangkat daerah, each computed (rules/capaian.md §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.capaian.summary import program_summary
from app.services.capaian.texts import percent_text, rupiah_text
from app.texts import tr

if TYPE_CHECKING:
    from fractions import Fraction

    from app.services.capaian.programs import OfficePrograms, ProgramBlock
    from app.services.capaian.rating import Rating

_FEWEST = 2
"""Kelurahan that a mean is said of."""


def office_sentence(office: OfficePrograms, rating: Rating) -> str:
    """Say how many rows reached their target, which predikat they have, and what was spent."""
    summary = program_summary(office.rows, rating)
    counted = [f"{n} {word.lower()}" for word, n in summary.per_predikat.items() if n]
    said = tr(
        "Dari {n} baris program, {ya} mencapai target dan {tidak} belum.",
        n=summary.rows,
        ya=summary.reached,
        tidak=summary.not_reached,
    )
    parts = [said]
    if counted:
        parts.append(tr("Predikatnya {daftar}.", daftar=", ".join(counted)))
    if summary.undecided:
        parts.append(tr("{n} baris tidak dapat dinilai.", n=summary.undecided))
    if summary.serapan.value is not None:
        parts.append(
            tr(
                "Pagu seluruhnya {pagu}, realisasinya {realisasi} atau {serapan}.",
                pagu=rupiah_text(summary.pagu),
                realisasi=rupiah_text(summary.spent),
                serapan=percent_text(summary.serapan.value),
            )
        )
    return " ".join(parts)


def kelurahan_sentence(block: ProgramBlock) -> str:
    """Say the mean capaian of the kelurahan of a program, the highest and the lowest of them.

    Empty where fewer than two kelurahan have a capaian.
    """
    rated = [
        (one.capaian.value, one.row.kelurahan)
        for one in block.kelurahan
        if one.capaian.value is not None
    ]
    if len(rated) < _FEWEST:
        return ""
    mean = percent_text(block.mean_capaian.value)
    low, high = min(value for value, _ in rated), max(value for value, _ in rated)
    if low == high:
        return tr(
            "Rata-rata capaian {program} di {n} kelurahan {rata}, sama di semuanya.",
            program=block.program,
            n=len(rated),
            rata=mean,
        )
    return tr(
        "Rata-rata capaian {program} di {n} kelurahan {rata}: tertinggi {tinggi} di {atas},"
        " terendah {rendah} di {bawah}.",
        program=block.program,
        n=len(rated),
        rata=mean,
        tinggi=percent_text(high),
        atas=_names(rated, high),
        rendah=percent_text(low),
        bawah=_names(rated, low),
    )


def _names(rated: list[tuple[Fraction, str]], wanted: Fraction) -> str:
    return ", ".join(name for value, name in rated if value == wanted)
