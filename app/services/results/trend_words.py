"""The test of a change in words and figures that a clerk can read."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from app.services.ikm.rounding import EMPTY, indonesian
from app.services.results.margin import LEAST_SHEETS
from app.texts import tr

if TYPE_CHECKING:
    from app.services.results.change import Change

_SMALLEST = Fraction(1, 1000)


def method_note() -> str:
    """Return which test is used, in whole sentences."""
    return tr(
        "Uji t Welch dua sisi atas rata-rata jawaban, taraf 5 %; nilai p unsur dikoreksi menurut"
        " Holm karena semua unsur diuji sekaligus. “Ya” berarti perubahan sebesar itu jarang"
        " terjadi hanya karena kebetulan, bila responden dipilih secara acak. Di bawah {batas}"
        " jawaban tidak diuji. Tidak ada ketentuan tentang uji ini; pilihan ini dari Puas.",
        batas=LEAST_SHEETS,
    )


def careful_note() -> str:
    """Return what it means that only the counts are known."""
    return tr(
        "Karena yang tersimpan hanya hitungan, galat indeks dan unsur yang punya beberapa"
        " pertanyaan diambil yang terbesar: jawaban “ya” tetap berlaku, “tidak” dapat terlalu"
        " hati-hati."
    )


def t_text(change: Change) -> str:
    """Return t with two decimals, or a dash."""
    return indonesian(Fraction(change.test.t), 2) if change.test else EMPTY


def degrees_text(change: Change) -> str:
    """Return the degrees of freedom with one decimal, or a dash."""
    return indonesian(Fraction(change.test.degrees), 1) if change.test else EMPTY


def p_text(change: Change) -> str:
    """Return p with three decimals, or a dash."""
    if change.p is None:
        return EMPTY
    value = Fraction(change.p)
    return tr("< 0,001") if value < _SMALLEST else indonesian(value, 3)
