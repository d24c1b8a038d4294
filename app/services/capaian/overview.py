"""Everything that a screen shows of a year at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.entered import BLANK, Entered
from app.services.capaian.texts import percent_text
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.capaian.figures import IndikatorFigures
    from app.services.capaian.history import IndikatorHistory
    from app.services.capaian.narratives import Sentence
    from app.services.capaian.sentences import Topic
    from app.services.capaian.year import SasaranFigures, YearFigures


@dataclass(frozen=True, slots=True)
class IndikatorLine:
    """One indikator with the years before it and its targets of the RPJMD by year."""

    figures: IndikatorFigures
    history: IndikatorHistory
    targets: Mapping[int, Entered]

    @property
    def id(self) -> int:
        """The id of the indikator."""
        return self.figures.indikator.id

    @property
    def name(self) -> str:
        """The indikator."""
        return self.figures.indikator.name

    def rpjmd_target(self, year: int) -> Entered:
        """Return the target of the RPJMD for a year."""
        return self.targets.get(year, BLANK)


@dataclass(frozen=True, slots=True)
class YearOverview:
    """A year, the years that can be chosen, and the sentence under each table."""

    figures: YearFigures
    years: tuple[int, ...]
    """The latest first."""
    groups: tuple[tuple[SasaranFigures, tuple[IndikatorLine, ...]], ...]
    past_years: tuple[int, ...]
    """Those before it that have values, the earliest first."""
    sentences: Mapping[Topic, Sentence]

    @property
    def lines(self) -> tuple[IndikatorLine, ...]:
        """All indikator in their order."""
        return tuple(line for _, lines in self.groups for line in lines)


def summary_text(figures: YearFigures) -> str:
    """Return ``18 sasaran · 27 indikator · 16 tercapai · rata-rata 118,20% (tanpa batas) · …``."""
    found = figures.summary
    parts = [
        tr("{n} sasaran", n=len(figures.sasaran)),
        tr("{n} indikator", n=found.indikator),
        tr("{n} tercapai", n=found.reached),
    ]
    if found.mean_capaian.value is not None:
        limit = tr("paling tinggi 100%") if figures.terms.capped else tr("tanpa batas")
        mean = percent_text(found.mean_capaian.value)
        parts.append(tr("rata-rata {nilai} ({batas})", nilai=mean, batas=limit))
    rated = [f"{n} {word}" for word, n in found.per_predikat.items() if n]
    return " · ".join([*parts, ", ".join(rated)] if rated else parts)
