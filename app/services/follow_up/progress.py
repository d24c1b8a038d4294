"""What became of the plans of a period, in figures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from app.services.ikm.rounding import indonesian
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.follow_up import FollowUp

DONE = 100
_PLACES = 2


class Progress(StrEnum):
    """How far a plan is."""

    DONE = "selesai"
    RUNNING = "berjalan"
    NOT_BEGUN = "belum mulai"
    SILENT = "belum dilaporkan"


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of plans, and the mean realisasi of those that were reported (None without any)."""

    plans: int
    done: int
    running: int
    not_begun: int
    silent: int
    mean: Fraction | None

    @property
    def mean_text(self) -> str:
        """The mean with two decimals and its sign, or a dash."""
        text = indonesian(self.mean, _PLACES)
        return text if self.mean is None else f"{text} %"

    @property
    def sentence(self) -> str:
        """Everything in one or two sentences; the nil sentence where there is no plan."""
        if not self.plans:
            return tr("Tidak ada rencana tindak lanjut pada periode itu.")
        first = tr(
            "Dari {n} rencana, {selesai} selesai, {jalan} berjalan, {belum} belum mulai, dan"
            " {diam} belum dilaporkan.",
            n=self.plans,
            selesai=self.done,
            jalan=self.running,
            belum=self.not_begun,
            diam=self.silent,
        )
        if self.mean is None:
            return first
        return (
            first
            + " "
            + tr(
                "Rata-rata realisasi {rata} dari {n} rencana yang dilaporkan.",
                rata=self.mean_text,
                n=self.plans - self.silent,
            )
        )


def progress_of(plan: FollowUp) -> Progress:
    """Return how far a plan is; no report is not the same as 0 %."""
    if plan.realisasi is None:
        return Progress.SILENT
    if plan.realisasi >= DONE:
        return Progress.DONE
    return Progress.RUNNING if plan.realisasi else Progress.NOT_BEGUN


def summary_of(plans: Sequence[FollowUp]) -> Summary:
    """Count the plans by how far they are."""
    stages = [progress_of(plan) for plan in plans]
    reported = [plan.realisasi for plan in plans if plan.realisasi is not None]
    return Summary(
        plans=len(plans),
        done=stages.count(Progress.DONE),
        running=stages.count(Progress.RUNNING),
        not_begun=stages.count(Progress.NOT_BEGUN),
        silent=stages.count(Progress.SILENT),
        mean=Fraction(sum(reported), len(reported)) if reported else None,
    )


def realisasi_text(plan: FollowUp) -> str:
    """Return ``40 %``, or a dash while nothing was reported."""
    return indonesian(None, 0) if plan.realisasi is None else f"{plan.realisasi} %"
