"""The box that says how the figures on performance were made (rules/capaian.md §2, §3)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from app.models.target import Arah, Rumus
from app.services.capaian.texts import PLACES
from app.services.ikm.rounding import indonesian
from app.services.reports.blocks import MethodBox
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.capaian.rating import Rating, Step
    from app.services.capaian.year import YearFigures


def method_box(figures: YearFigures) -> MethodBox:
    """Return the formulas that the figures of a whole year use."""
    measured = [(one.indikator.arah, one.indikator.rumus) for one in figures.indikator]
    measured += [(one.row.arah, one.row.rumus) for one in figures.programs]
    return _box(
        figures,
        measured,
        (
            (
                tr("Efisiensi"),
                tr(
                    "(pagu × capaian − realisasi anggaran) ÷ (pagu × capaian) × 100, bertanda;"
                    " minus berarti tidak efisien"
                ),
            ),
            (
                tr("Rata-rata"),
                tr(
                    "rata-rata biasa dari capaian sebelum dibulatkan, tanpa yang tidak dapat"
                    " dihitung"
                ),
            ),
        ),
    )


def program_box(figures: YearFigures) -> MethodBox:
    """Return the formulas that a page of programs uses."""
    measured = [(one.row.arah, one.row.rumus) for one in figures.programs]
    mean = tr("rata-rata biasa dari nilai kelurahan sebelum dibulatkan")
    return _box(figures, measured, ((tr("Rata-rata kelurahan"), mean),))


def _box(
    figures: YearFigures,
    measured: Iterable[tuple[Arah, Rumus]],
    more: tuple[tuple[str, str], ...],
) -> MethodBox:
    serapan = tr("realisasi anggaran ÷ pagu × 100")
    return MethodBox(
        tr("Cara menghitung"),
        (
            (tr("Capaian"), _formulas(set(measured))),
            (tr("Batas capaian"), _cap(figures)),
            (tr("Serapan"), serapan),
            *more,
            (tr("Predikat"), rating_text(figures.terms.rating)),
            (
                tr("Pembulatan"),
                tr(
                    "dihitung dengan semua angka, dibulatkan setengah ke atas hanya saat dicetak;"
                    " persentase {n} desimal",
                    n=PLACES,
                ),
            ),
        ),
    )


def _formulas(measured: set[tuple[Arah, Rumus]]) -> str:
    known = (
        ((Arah.UP, Rumus.RATIO), tr("realisasi ÷ target × 100 bila naik lebih baik")),
        ((Arah.DOWN, Rumus.RATIO), tr("target ÷ realisasi × 100 bila turun lebih baik")),
        (
            (Arah.DOWN, Rumus.MIRRORED),
            tr("(2 × target − realisasi) ÷ target × 100 untuk rumus kebalikan"),
        ),
    )
    used = [text for key, text in known if key in measured]
    return "; ".join(used or [known[0][1]])


def _cap(figures: YearFigures) -> str:
    if figures.terms.capped:
        return tr("capaian di atas 100% dihitung dan dicetak 100%")
    return tr("tidak dibatasi; capaian di atas 100% dicetak apa adanya")


def rating_text(rating: Rating) -> str:
    """Return ``di atas 90% Sangat Tinggi; di atas 75% Tinggi; …`` and where it is from."""
    steps = [_step_text(step) for step in rating.steps[:-1]]
    steps.append(tr("selebihnya {predikat}", predikat=rating.steps[-1].word))
    said = "; ".join(steps)
    if not rating.is_default:
        return said
    return tr("{tabel} (Permendagri 86/2017)", tabel=said)


def _step_text(step: Step) -> str:
    bound = Fraction(step.above or 0)
    places = 0 if bound.denominator == 1 else PLACES
    return tr("di atas {batas}% {predikat}", batas=indonesian(bound, places), predikat=step.word)
