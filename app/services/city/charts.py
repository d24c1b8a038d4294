"""Charts that compare the units of a city: dots, a heat map, the unsur, the years."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from app.services.charts.builders import (
    index_axis,
    index_chart,
    index_marks,
    joined,
    konversi_point,
    scale_note,
)
from app.services.charts.chart import Axis, Category, Chart, ChartKind, Mark, Point, Series
from app.services.city.words import names_of, rule_text
from app.services.ikm.rounding import KONVERSI_PLACES, half_up, indonesian
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.models.questionnaire import Instrument
    from app.services.city.lines import Line
    from app.services.city.pairs import Pair
    from app.services.city.trend import CityTrend
    from app.services.city.year import Figures, Ranked

_STEP = 5
"""Ends of an axis lie on multiples of it, on a scale of 100."""
_HUNDRED = 100


def dot_chart(title: str, ranked: Sequence[Ranked], figures: Figures) -> Chart:
    """Return every line at its index, the highest first; ``ranked`` may be a part of them."""
    lines = [one.line for one in ranked]
    instrument, names = figures.instrument, short_names(figures.lines)
    points = tuple(konversi_point(line.ikm) for line in lines)
    axis = _axis_around([line.ikm for line in figures.lines], instrument)
    note = [tr("garis putus-putus: batas mutu")] if _marks_within(axis, instrument) else []
    if any(line.is_reported for line in lines):
        note.append(tr("lingkaran kosong: angka yang dilaporkan unit"))
    return Chart(
        kind=ChartKind.DOTS,
        title=title,
        categories=tuple(
            Category(
                _key(line), f"{one.rank}. {names[line.name]}", line.name, hollow=line.is_reported
            )
            for one, line in zip(ranked, lines, strict=True)
        ),
        series=(Series(instrument.index_short, points),),
        axis=axis,
        marks=_marks_within(axis, instrument),
        note="; ".join(note),
        alt=_range_sentence(title, ranked),
        nil=_nobody(),
    )


def heat_chart(title: str, lines: Sequence[Line], figures: Figures) -> Chart:
    """Return the unsur of every line, the lowest of each in bold letters."""
    instrument, names = figures.instrument, short_names(figures.lines)
    known = [value for line in figures.lines for value in line.unsur.values()]
    return Chart(
        kind=ChartKind.HEAT,
        title=title,
        categories=tuple(Category(_key(line), names[line.name], line.name) for line in lines),
        series=tuple(
            Series(unsur.short_name, tuple(_cell(line, unsur.key) for line in lines))
            for unsur in instrument.unsur
        ),
        axis=_axis_of(known, instrument),
        alt=_heat_sentence(title, figures),
        note=tr(
            "Makin kuat warnanya makin rendah; huruf tebal: unsur terendah di baris itu; tanda –:"
            " tidak dilaporkan atau bukan angka yang wajar."
        ),
        nil=tr("Belum ada nilai unsur yang dilaporkan."),
    )


def unsur_means_chart(figures: Figures, title: str) -> Chart:
    """Return the plain mean of every unsur, the lowest marked."""
    instrument, means = figures.instrument, figures.unsur_plain
    values = [(unsur, means.get(unsur.key)) for unsur in instrument.unsur]
    return index_chart(
        instrument,
        title=title,
        categories=tuple(
            Category(
                unsur.key,
                unsur.short_name,
                unsur.name if unsur.name != unsur.short_name else "",
                highlighted=unsur.key in figures.lowest,
            )
            for unsur, _ in values
        ),
        points=tuple(konversi_point(value) for _, value in values),
        alt=_unsur_sentence(figures, title),
    )


def trend_chart(trend: CityTrend, title: str) -> Chart:
    """Return the plain mean over the years."""
    instrument = trend.instrument
    years = trend.years
    points = tuple(konversi_point(year.mean.plain) for year in years)
    said = "; ".join(
        tr("{tahun} {nilai} ({aturan})", tahun=year.year, nilai=point.text, aturan=rule_text(year))
        for year, point in zip(years, points, strict=True)
    )
    return Chart(
        kind=ChartKind.LINES,
        title=title,
        categories=tuple(Category(str(year.year), str(year.year)) for year in years),
        series=(Series(instrument.index_short, points),),
        axis=index_axis(instrument),
        marks=index_marks(instrument),
        note=scale_note(instrument),
        alt=tr("{judul}: {isi}.", judul=title, isi=said) if said else "",
        nil=tr("Belum ada angka tahunan."),
    )


def comparison_chart(
    title: str, pairs: Sequence[Pair], every: Sequence[Pair], years: tuple[str, str]
) -> Chart:
    """Return two years of each line beside each other; ``every`` pair is on the same axis."""
    lines = [line for pair in every for line in (pair.before, pair.after) if line is not None]
    instrument = every[0].line.instrument if every else None
    if instrument is None:
        return Chart(ChartKind.DOTS, title, (), (), Axis(0, 1), "", nil=_nobody())
    values, names = [line.ikm for line in lines], short_names(lines)
    axis = _axis_around(values, instrument)
    shown = [pair.line for pair in pairs]
    both = ([pair.before for pair in pairs], [pair.after for pair in pairs])
    return Chart(
        kind=ChartKind.DOTS,
        title=title,
        categories=tuple(
            Category(_key(line), names[line.name], line.name, hollow=line.is_reported)
            for line in shown
        ),
        series=tuple(
            Series(name, tuple(konversi_point(line.ikm if line else None) for line in found))
            for name, found in zip(years, both, strict=True)
        ),
        axis=axis,
        marks=_marks_within(axis, instrument),
        note=tr(
            "kotak: {lama}; lingkaran: {baru}; garis putus-putus: batas mutu",
            lama=years[0],
            baru=years[1],
        ),
        alt=tr("{judul}: {n} baris.", judul=title, n=len(pairs)),
        nil=_nobody(),
    )


def short_names(lines: Iterable[Line]) -> dict[str, str]:
    """Return what stands beside a line where there is little room: a service without its unit.

    Services of the same name keep their units.
    """
    short = {
        line.name: " · ".join(part for part in (line.service, line.part) if part) or line.name
        for line in lines
    }
    counted = Counter(short.values())
    return {name: own if counted[own] == 1 else name for name, own in short.items()}


def _nobody() -> str:
    return tr("Belum ada unit yang melapor.")


def _key(line: Line) -> str:
    return f"{line.unit.code}|{line.service}|{line.part}"


def _cell(line: Line, key: str) -> Point:
    return replace(konversi_point(line.unsur.get(key)), highlighted=key in line.lowest)


def _axis_around(values: Iterable[Fraction], instrument: Instrument) -> Axis:
    """Return an axis just around the values: a dot stands for itself, not for a length."""
    axis, step = index_axis(instrument), _step(instrument)
    known = list(values)
    if not known:
        return axis
    least, most = (Fraction(end) for end in (axis.lowest, axis.highest))
    lower = max(least, (min(known) // step) * step)
    upper = min(most, -(-max(known) // step) * step)
    lower = lower if lower < upper else max(least, upper - step)
    return Axis(float(lower), float(upper), _short(lower), _short(upper))


def _marks_within(axis: Axis, instrument: Instrument) -> tuple[Mark, ...]:
    """Return the bounds of mutu that lie on the axis."""
    marks = index_marks(instrument)
    return tuple(mark for mark in marks if axis.lowest < mark.value < axis.highest)


def _axis_of(values: Sequence[Fraction], instrument: Instrument) -> Axis:
    """Return an axis from the lowest to the highest value, as they print."""
    if not values:
        return index_axis(instrument)
    lower, upper = (Fraction(half_up(v, KONVERSI_PLACES)) for v in (min(values), max(values)))
    texts = (indonesian(lower, KONVERSI_PLACES), indonesian(upper, KONVERSI_PLACES))
    return Axis(float(lower), float(upper), *texts)


def _step(instrument: Instrument) -> Fraction:
    return Fraction(_STEP * instrument.index_highest, _HUNDRED)


def _short(value: Fraction) -> str:
    return indonesian(value, 0 if value.denominator == 1 else KONVERSI_PLACES)


def _range_sentence(title: str, ranked: Sequence[Ranked]) -> str:
    if not ranked:
        return tr("{judul}: belum ada data.", judul=title)
    first, last = ranked[0].line, ranked[-1].line
    return tr(
        "{judul}: {n} baris, dari {tinggi} dengan {nilai_tinggi} sampai {rendah} dengan"
        " {nilai_rendah}.",
        judul=title,
        n=len(ranked),
        tinggi=first.name,
        nilai_tinggi=first.ikm_text,
        rendah=last.name,
        nilai_rendah=last.ikm_text,
    )


def _heat_sentence(title: str, figures: Figures) -> str:
    often = figures.often_lowest
    if not often:
        return tr("{judul}: belum ada data.", judul=title)
    return tr(
        "{judul}: unsur yang paling sering terendah adalah {unsur}, di {n} dari {semua} baris.",
        judul=title,
        unsur=often[0].name,
        n=often[0].lines,
        semua=len(figures.lines),
    )


def _unsur_sentence(figures: Figures, title: str) -> str:
    if not figures.lowest:
        return tr("{judul}: tidak ada unsur yang terendah.", judul=title)
    value = indonesian(figures.unsur_plain[figures.lowest[0]], KONVERSI_PLACES)
    return tr(
        "{judul}: terendah {daftar} dengan {nilai}.",
        judul=title,
        daftar=joined(names_of(figures, figures.lowest)),
        nilai=value,
    )
