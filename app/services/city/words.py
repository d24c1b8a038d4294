"""Sentences about the figures of a city, every number in them computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.charts.builders import joined
from app.services.ikm.rounding import KONVERSI_PLACES, indonesian
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.services.city.year import CityYear, Figures

_NAMED = 12


def rule_text(figures: Figures) -> str:
    """Say how the figure was made: ``rata-rata sederhana 95 unit``."""
    return tr("rata-rata sederhana {n}", n=figures.counted_text)


def weighted_text(figures: Figures) -> str:
    """Say what the respondent-weighted figure is, or why there is none."""
    mean = figures.mean
    if mean.weighted is None:
        return tr("tidak ada: jumlah responden tidak dilaporkan")
    said = tr(
        "{nilai}, ditimbang menurut {n} responden",
        nilai=indonesian(mean.weighted, KONVERSI_PLACES),
        n=indonesian(mean.n, 0),
    )
    if mean.weighted_count < mean.count:
        return tr(
            "{kalimat} dari {sebagian} di antara {semua} baris",
            kalimat=said,
            sebagian=mean.weighted_count,
            semua=mean.count,
        )
    return said


def mean_lines(year: CityYear) -> tuple[str, ...]:
    """Say the index of the city with its rule, its mutu, and the weighted figure beside it."""
    index, plain = year.instrument.index_short, year.mean.plain
    if plain is None or year.mutu is None:
        return (tr("Belum ada unit yang melapor untuk tahun {tahun}.", tahun=year.year),)
    return (
        tr(
            "{indeks} tahun {tahun} adalah {nilai}, mutu {huruf} ({kata}): {aturan}.",
            indeks=index,
            tahun=year.year,
            nilai=indonesian(plain, KONVERSI_PLACES),
            huruf=year.mutu.letter,
            kata=year.mutu.word,
            aturan=rule_text(year),
        ),
        tr("{indeks} tertimbang {kalimat}.", indeks=index, kalimat=weighted_text(year)),
        source_text(year),
    )


def source_text(year: CityYear) -> str:
    """Say how many figures were computed here and how many were reported."""
    reported = sum(line.is_reported for line in year.lines)
    computed = len(year.lines) - reported
    if not reported:
        return tr("Semua {n} angka dihitung dari lembar.", n=computed)
    if not computed:
        return tr("Semua {n} angka dilaporkan unit dan tidak dihitung dari lembar.", n=reported)
    return tr(
        "{dihitung} angka dihitung dari lembar; {dilaporkan} angka dilaporkan unit dan tidak"
        " dihitung dari lembar.",
        dihitung=computed,
        dilaporkan=reported,
    )


def summary_lines(year: CityYear) -> tuple[str, ...]:
    """Say which unsur is lowest, which was chosen most often, and what became of plans."""
    return (lowest_text(year), chosen_text(year), realisasi_text(year), others_text(year))


def lowest_text(figures: Figures) -> str:
    """Say the lowest unsur of all, ties included; empty without any."""
    if not figures.lowest:
        return ""
    return tr("Unsur terendah: {daftar}.", daftar=unsur_at(figures, figures.lowest))


def highest_text(figures: Figures) -> str:
    """Say the highest unsur of all, ties included; empty without any."""
    if not figures.highest:
        return ""
    return tr("Unsur tertinggi: {daftar}.", daftar=unsur_at(figures, figures.highest))


def unsur_at(figures: Figures, keys: Sequence[str]) -> str:
    """Return unsur of one value by name with it: ``Waktu Penyelesaian (83,28)``."""
    return tr(
        "{daftar} ({nilai})",
        daftar=joined(names_of(figures, keys)),
        nilai=indonesian(figures.unsur_plain[keys[0]], KONVERSI_PLACES),
    )


def chosen_text(figures: Figures) -> str:
    """Say which unsur was chosen most often to be improved, and how often."""
    most = figures.most_chosen
    if not most:
        return ""
    planning = sum(bool(line.follow_up.chosen) for line in figures.lines)
    return tr(
        "Unsur yang paling sering dipilih untuk diperbaiki: {daftar} ({n} dari {semua} baris yang"
        " menyebut unsur prioritas).",
        daftar=joined([one.name for one in most]),
        n=most[0].lines,
        semua=planning,
    )


def realisasi_text(figures: Figures) -> str:
    """Say the mean realisasi of last period's plans, or that nobody told one."""
    mean = figures.realisasi
    if mean.plain is None:
        return tr("Belum ada persentase realisasi tindak lanjut yang dilaporkan.")
    return tr(
        "Rata-rata realisasi tindak lanjut {persen} % dari {n} baris yang melaporkannya.",
        persen=indonesian(mean.plain, KONVERSI_PLACES),
        n=mean.count,
    )


def others_text(year: CityYear) -> str:
    """Say which figures of other instruments are not averaged; empty without any."""
    if not year.others:
        return ""
    keys = dict.fromkeys(line.instrument.name for line in year.others)
    return tr(
        "{n} angka memakai instrumen lain ({daftar}) dan tidak ikut dirata-ratakan.",
        n=len(year.others),
        daftar="; ".join(keys),
    )


def reporting_text(year: CityYear) -> str:
    """Say how many units have reported; empty where none is expected to."""
    if not year.expected:
        return ""
    if not year.missing:
        return tr("Semua {n} unit sudah melapor.", n=indonesian(year.expected, 0))
    return tr(
        "{n} dari {semua} unit sudah melapor, {belum} unit belum.",
        n=indonesian(len(year.reporting), 0),
        semua=indonesian(year.expected, 0),
        belum=indonesian(len(year.missing), 0),
    )


def missing_line(year: CityYear) -> str:
    """Say which units have not reported."""
    if not year.missing:
        return tr("Semua unit sudah melapor.") if year.lines else ""
    return tr(
        "Belum melapor ({n} unit): {daftar}.",
        n=len(year.missing),
        daftar=cut_list(unit.name for unit in year.missing),
    )


def cut_list(names: Iterable[str], most: int = _NAMED) -> str:
    """Return the first names and how many more there are."""
    every = list(names)
    if len(every) <= most:
        return ", ".join(every)
    return tr("{daftar}, dan {n} lagi", daftar=", ".join(every[:most]), n=len(every) - most)


def names_of(figures: Figures, keys: Iterable[str]) -> list[str]:
    """Return the names of unsur."""
    names = {unsur.key: unsur.name for unsur in figures.instrument.unsur}
    return [names[key] for key in keys]
