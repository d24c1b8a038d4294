"""Sentences under the tables of a year: how many, how much, each computed (rules/capaian.md §4)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.target import Arah
from app.services.capaian.formulas import Change
from app.services.capaian.sentences import Topic
from app.services.capaian.texts import percent_text, rupiah_text
from app.services.ikm.rounding import half_up
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.services.capaian.history import IndikatorHistory
    from app.services.capaian.year import YearFigures


@dataclass(frozen=True, slots=True)
class YearSubject:
    """A year with the history of its indikator."""

    figures: YearFigures
    histories: Mapping[int, IndikatorHistory]


def table_proposals(subject: YearSubject) -> dict[Topic, str]:
    """Return the sentence under each table."""
    return {
        Topic.TARGET: target_sentence(subject.figures),
        Topic.CAPAIAN: counted_sentence(subject.figures),
        Topic.EARLIER: compared_sentence(subject),
        Topic.BASELINE: from_baseline_sentence(subject.figures),
        Topic.RPJMD: progress_sentence(subject.figures),
        Topic.NATIONAL: nation_sentence(subject.figures),
        Topic.EFISIENSI: budget_sentence(subject.figures),
        Topic.PROGRAM: program_sentence(subject.figures),
    }


def target_sentence(figures: YearFigures) -> str:
    """Say how many targets the perjanjian kinerja has, and how many of them were changed."""
    if not figures.indikator:
        return _no_indikator(figures)
    said = tr(
        "Perjanjian kinerja tahun {tahun} memuat {sasaran} sasaran dengan {indikator} indikator.",
        tahun=figures.number,
        sasaran=sum(bool(group.indikator) for group in figures.sasaran),
        indikator=len(figures.indikator),
    )
    revised = sum(not one.values.revised_target.is_blank for one in figures.indikator)
    if not revised:
        return said
    return f"{said} " + tr("Target {n} indikator diubah dalam perjanjian perubahan.", n=revised)


def counted_sentence(figures: YearFigures) -> str:
    """Say how many indikator have which predikat, and how many reached their target."""
    summary = figures.summary
    if not summary.rated:
        return (
            _no_indikator(figures)
            if not summary.indikator
            else tr(
                "Belum ada capaian yang dapat dihitung untuk tahun {tahun}.", tahun=figures.number
            )
        )
    counted = [f"{n} {word.lower()}" for word, n in summary.per_predikat.items() if n]
    said = tr(
        "Dari {n} indikator, predikatnya {daftar}; {ya} mencapai target dan {tidak} belum."
        " Rata-rata capaian {rata}.",
        n=summary.indikator,
        daftar=_and(counted),
        ya=summary.reached,
        tidak=summary.not_reached,
        rata=percent_text(summary.mean_capaian.value),
    )
    left = summary.indikator - summary.rated
    if not left:
        return said
    return f"{said} " + tr("Capaian {n} indikator tidak dapat dihitung.", n=left)


def compared_sentence(subject: YearSubject) -> str:
    """Say how many indikator moved which way since the year before."""
    figures = subject.figures
    moved = [
        (one.indikator.arah, subject.histories[one.indikator.id].change)
        for one in figures.indikator
        if one.indikator.id in subject.histories
    ]
    return _moved(
        moved,
        tr("Dibandingkan tahun {tahun}", tahun=figures.number - 1),
        tr("Tidak ada nilai tahun {tahun} untuk dibandingkan.", tahun=figures.number - 1),
    )


def from_baseline_sentence(figures: YearFigures) -> str:
    """Say how many indikator moved which way since the baseline."""
    return _moved(
        [(one.indikator.arah, one.change) for one in figures.indikator],
        tr("Dibandingkan kondisi awal"),
        tr("Tidak ada nilai awal untuk dibandingkan."),
    )


def progress_sentence(figures: YearFigures) -> str:
    """Say how many indikator have reached the end target of the RPJMD already."""
    rated = [one for one in figures.indikator if one.kemajuan.value is not None]
    if not rated or figures.rpjmd is None:
        return tr("Tidak ada target akhir RPJMD untuk dibandingkan.")
    reached = sum(
        one.yardstick.is_reached(one.realisasi, one.indikator.end_target) is True for one in rated
    )
    return tr(
        "Terhadap target akhir RPJMD tahun {tahun}, {n} dari {semua} indikator sudah mencapainya;"
        " rata-rata tingkat kemajuan {rata}.",
        tahun=figures.rpjmd.last_year,
        n=reached,
        semua=len(rated),
        rata=percent_text(figures.summary.mean_kemajuan.value),
    )


def nation_sentence(figures: YearFigures) -> str:
    """Say how many indikator can be compared with the nation, and how they stand."""
    against = figures.summary.against_national
    if not against.comparable:
        return tr("Tidak ada indikator yang dapat dibandingkan dengan nilai nasional.")
    return tr(
        "{n} dari {semua} indikator dapat dibandingkan dengan nilai nasional: {baik} lebih baik,"
        " {buruk} lebih buruk, dan {sama} sama.",
        n=against.comparable,
        semua=figures.summary.indikator,
        baik=against.better,
        buruk=against.worse,
        sama=against.same,
    )


def budget_sentence(figures: YearFigures) -> str:
    """Say what was spent of which pagu, and how many were efficient."""
    summary = figures.summary
    if summary.serapan.value is None:
        return tr("Belum ada pagu dan realisasi anggaran.")
    rounded = [
        half_up(one.efisiensi.value, 2)
        for one in figures.indikator
        if one.efisiensi.value is not None
    ]
    return tr(
        "Pagu seluruhnya {pagu}, realisasinya {realisasi} atau {serapan}. Efisiensi seluruhnya"
        " {efisiensi}; {baik} indikator efisien dan {buruk} tidak.",
        pagu=rupiah_text(summary.pagu),
        realisasi=rupiah_text(summary.spent),
        serapan=percent_text(summary.serapan.value),
        efisiensi=percent_text(summary.efisiensi.value),
        baik=sum(one >= 0 for one in rounded),
        buruk=sum(one < 0 for one in rounded),
    )


def program_sentence(figures: YearFigures) -> str:
    """Say how many program rows there are, their budget, and how many reached their target."""
    summary = figures.program_summary
    if not summary.rows:
        return tr("Tidak ada baris program tahun {tahun}.", tahun=figures.number)
    return tr(
        "{n} baris program dari {kantor} perangkat daerah: pagu {pagu}, realisasi {realisasi} atau"
        " {serapan}; {ya} mencapai target dan {tidak} belum.",
        n=summary.rows,
        kantor=len(figures.offices),
        pagu=rupiah_text(summary.pagu),
        realisasi=rupiah_text(summary.spent),
        serapan=percent_text(summary.serapan.value),
        ya=summary.reached,
        tidak=summary.not_reached,
    )


def _moved(moved: Iterable[tuple[Arah, Change]], compared: str, nothing: str) -> str:
    counted = Counter(moved)
    up, down = Arah.UP, Arah.DOWN
    better = _kinds(
        (counted[up, Change.BETTER], tr("meningkat")),
        (counted[down, Change.BETTER], tr("berhasil diturunkan")),
    )
    worse = _kinds(
        (counted[up, Change.WORSE], tr("menurun")),
        (counted[down, Change.WORSE], tr("meningkat padahal diharapkan turun")),
    )
    same = counted[up, Change.SAME] + counted[down, Change.SAME]
    if not better and not worse and not same:
        return nothing
    new = sum(n for (_, change), n in counted.items() if change in {Change.NEW, Change.UNKNOWN})
    parts = [*better, *worse]
    if same:
        parts.append(tr("{n} tetap", n=same))
    if new:
        parts.append(tr("{n} tidak punya pembanding", n=new))
    return tr(
        "{dibandingkan}, dari {n} indikator {daftar}.",
        dibandingkan=compared,
        n=sum(counted.values()),
        daftar=_and(parts),
    )


def _kinds(*counted: tuple[int, str]) -> list[str]:
    return [f"{n} {verb}" for n, verb in counted if n]


def _and(parts: Sequence[str]) -> str:
    """Return a list in words: ``a, b, dan c``."""
    if len(parts) <= 1:
        return "".join(parts)
    if len(parts) == 2:  # noqa: PLR2004 - two have no comma
        return tr("{a} dan {b}", a=parts[0], b=parts[1])
    return tr("{daftar}, dan {akhir}", daftar=", ".join(parts[:-1]), akhir=parts[-1])


def _no_indikator(figures: YearFigures) -> str:
    return tr("Belum ada indikator tahun {tahun}.", tahun=figures.number)
