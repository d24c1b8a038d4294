"""Whether the questions of an index agree with each other, in words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from app.services.ikm.rounding import indonesian
from app.services.statistics.reliability import Alpha, alpha_of
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.models.questionnaire import Instrument, Question

    Patterns = Iterable[tuple[Mapping[str, int], int]]

RELIABLE = Fraction("0.7")
"""From here a questionnaire is usually called reliable: a convention, no rule."""
WEAK = 0.20
"""A question below this hardly goes with the others."""
LEAST = 30
"""With fewer sheets the figures are shown with a warning."""
PLACES = 3


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One question with its two figures."""

    question: Question
    name: str
    total_correlation: float | None
    alpha_without: Fraction | None

    @property
    def mark(self) -> str:
        """What is to be said of it; empty where nothing is."""
        if self.total_correlation is None:
            return tr("jawabannya tidak bervariasi")
        if self.total_correlation < 0:
            return tr("berlawanan dengan pertanyaan lain")
        return tr("hampir tidak sejalan") if self.total_correlation < WEAK else ""

    @property
    def correlation_text(self) -> str:
        """The correlation with three decimals, or a dash."""
        value = self.total_correlation
        return indonesian(None if value is None else Fraction(value), PLACES)

    @property
    def without_text(self) -> str:
        """Alpha without the question, with three decimals, or a dash."""
        return indonesian(self.alpha_without, PLACES)


@dataclass(frozen=True, slots=True)
class Reliability:
    """Cronbach's alpha of the questions that count for the index, over complete sheets."""

    figures: Alpha
    rows: tuple[ItemRow, ...]
    outside: int
    """Questions of the paper that count for no unsur and are left out."""
    destroyed: bool = False
    """Its sheets were destroyed; alpha cannot be had from counts."""

    @property
    def alpha_text(self) -> str:
        """Alpha with three decimals, or a dash."""
        return indonesian(self.figures.alpha, PLACES)

    @property
    def sentence(self) -> str:
        """What alpha says, or why there is none."""
        if self.destroyed:
            return tr("Tidak dapat dihitung lagi: lembar survei ini sudah dimusnahkan.")
        if self.figures.n < 2:  # noqa: PLR2004 - one sheet varies from nothing
            return tr("Belum dapat dihitung: perlu sedikitnya dua lembar yang lengkap.")
        if len(self.rows) < 2:  # noqa: PLR2004 - one question agrees with itself
            return tr("Tidak dihitung: indeks ini hanya punya satu pertanyaan.")
        if self.figures.alpha is None:
            return tr("Tidak dapat dihitung: semua lembar berjumlah nilai sama.")
        if self.figures.alpha < 0:
            return tr(
                "Negatif: jawaban antarpertanyaan saling berlawanan. Periksa lembar dan entrinya."
            )
        if self.figures.alpha >= RELIABLE:
            return tr("Reliabel: pertanyaannya sejalan (0,70 atau lebih).")
        return tr("Di bawah 0,70: pertanyaannya kurang sejalan.")

    @property
    def notes(self) -> tuple[str, ...]:
        """The small print, whole sentences."""
        parts = [
            tr(
                "Dihitung dari {n} lembar lengkap dan {jumlah} pertanyaan.",
                n=indonesian(self.figures.n, 0),
                jumlah=len(self.rows),
            )
        ]
        if self.figures.left_out:
            parts.append(
                tr(
                    "{n} lembar dengan jawaban kosong tidak ikut.",
                    n=indonesian(self.figures.left_out, 0),
                )
            )
        if self.outside:
            parts.append(tr("{jumlah} pertanyaan di luar indeks tidak ikut.", jumlah=self.outside))
        if 2 <= self.figures.n < LEAST:  # noqa: PLR2004 - as above
            parts.append(tr("Di bawah {batas} lembar, angkanya mudah berubah.", batas=LEAST))
        parts.append(tr("Batas 0,70 adalah kebiasaan, bukan ketentuan."))
        return tuple(parts)


def reliability_of(
    instrument: Instrument, patterns: Patterns, *, destroyed: bool = False
) -> Reliability:
    """Return the reliability of the questions that count for the index."""
    asked = [question for question in instrument.questions if question.unsur]
    figures = alpha_of([question.key for question in asked], patterns)
    rows = tuple(
        ItemRow(question, instrument.name_of(question), item.total_correlation, item.alpha_without)
        for question, item in zip(asked, figures.items, strict=True)
    )
    return Reliability(figures, rows, len(instrument.outside), destroyed)
