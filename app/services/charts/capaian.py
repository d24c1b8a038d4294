"""Charts of realisasi against target: all indikator of a year, and one over its years."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from app.models.entered import BLANK, Entered
from app.services.capaian.texts import entered_text, percent_text
from app.services.charts.chart import Axis, Category, Chart, ChartKind, Mark, Point, Series
from app.services.ikm.rounding import indonesian
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.services.capaian.figures import IndikatorFigures
    from app.services.capaian.history import IndikatorHistory

_TARGET = 100
_LEAST, _MOST, _STEP = 125, 200, 25
"""Percent that the axis ends at: as far as it must, in steps; longer bars are cut, and say so."""
_BELOW, _ABOVE = Fraction(1, 4), Fraction(1, 10)
"""Room under the lowest and over the highest value, in shares of what lies between them."""
_LONGEST = 16
"""Letters that a figure at the axis may have."""


def capaian_chart(figures: Sequence[IndikatorFigures], title: str = "") -> Chart:
    """Return the capaian of every indikator, the line of its target at 100 %.

    Those that have not reached their target are marked. ``key`` is the id of the indikator.
    """
    values = [one.capaian.value for one in figures]
    known = [value for value in values if value is not None]
    highest = _end_of(known)
    is_cut = any(value > highest for value in known)
    return Chart(
        kind=ChartKind.BARS,
        title=title or _title(highest, is_cut=is_cut),
        categories=tuple(
            Category(str(one.indikator.id), one.indikator.name, highlighted=one.tercapai is False)
            for one in figures
        ),
        series=(Series(tr("Capaian"), tuple(_percent_point(value) for value in values)),),
        axis=Axis(0, highest, "0%", f"{highest}%"),
        marks=(Mark(_TARGET, f"{_TARGET}%"),),
        note=tr("garis putus-putus: target ({n}%)", n=_TARGET),
        alt=_sentence(figures),
        nil=tr("Belum ada capaian untuk digambar."),
    )


def indikator_chart(
    one: IndikatorFigures, history: IndikatorHistory, targets: Mapping[int, Entered]
) -> Chart | None:
    """Return realisasi and target of one indikator over the years; None without any number.

    ``targets`` are those of the RPJMD by year; that of a perjanjian kinerja takes their place.
    """
    past = {value.year: value for value in (history.now, *history.past)}
    wanted = {**targets, **{y: v.target for y, v in past.items() if not v.target.is_blank}}
    years = sorted({*wanted, *past})
    achieved = {year: value.realisasi for year, value in past.items()}
    series = tuple(
        Series(name, tuple(_point(one, values.get(year, BLANK)) for year in years))
        for name, values in ((tr("Realisasi"), achieved), (tr("Target"), wanted))
    )
    numbers = [
        number
        for values in (achieved, wanted)
        for value in values.values()
        if (number := one.yardstick.number(value)) is not None
    ]
    if not numbers:
        return None
    title = tr("Realisasi dan target {indikator}", indikator=one.indikator.name)
    return Chart(
        kind=ChartKind.LINES,
        title=title,
        categories=tuple(Category(str(year), str(year)) for year in years),
        series=series,
        axis=_axis_of(numbers),
        alt=_list_of(title, years, series),
        nil=tr("Belum ada realisasi untuk digambar."),
    )


def _end_of(known: Sequence[Fraction]) -> int:
    highest = max(known, default=Fraction(0))
    return min(_MOST, max(_LEAST, math.ceil(highest / _STEP) * _STEP))


def _title(highest: int, *, is_cut: bool) -> str:
    if not is_cut:
        return tr("Capaian terhadap target")
    return tr("Capaian terhadap target (batang di atas {n}% dipotong)", n=highest)


def _percent_point(value: Fraction | None) -> Point:
    return Point(None if value is None else float(value), percent_text(value))


def _point(one: IndikatorFigures, value: Entered) -> Point:
    number = one.yardstick.number(value)
    return Point(
        None if number is None else float(number), entered_text(value, one.indikator.decimals)
    )


def _axis_of(numbers: Sequence[Fraction]) -> Axis:
    """Return a range with round ends that leaves room for the words at the dots."""
    low, high = min(numbers), max(numbers)
    span = high - low or abs(high) / 10 or Fraction(1)
    step = Fraction(10) ** math.floor(math.log10(span))
    lowest = math.floor((low - span * _BELOW) / step) * step
    highest = math.ceil((high + span * _ABOVE) / step) * step
    places = max(0, len(str(step.denominator)) - 1)
    texts = (indonesian(lowest, places), indonesian(highest, places))
    if max(map(len, texts)) > _LONGEST:
        texts = ("", "")
    return Axis(float(lowest), float(highest), *texts)


def _sentence(figures: Sequence[IndikatorFigures]) -> str:
    known = [
        (one.capaian.value, one.indikator.name) for one in figures if one.capaian.value is not None
    ]
    if not known:
        return tr("Belum ada capaian untuk digambar.")
    (high, highest), (low, lowest) = max(known), min(known)
    return tr(
        "Grafik batang capaian {n} indikator: tertinggi {tinggi} dengan {nilai_tinggi}, terendah"
        " {rendah} dengan {nilai_rendah}; {ya} mencapai target dan {tidak} belum.",
        n=len(known),
        tinggi=highest,
        nilai_tinggi=percent_text(high),
        rendah=lowest,
        nilai_rendah=percent_text(low),
        ya=sum(one.tercapai is True for one in figures),
        tidak=sum(one.tercapai is False for one in figures),
    )


def _list_of(title: str, years: Sequence[int], series: Sequence[Series]) -> str:
    parts = [
        tr("{nama} {daftar}", nama=one.name.lower(), daftar=listed)
        for one in series
        if (
            listed := ", ".join(
                f"{year}: {point.text}"
                for year, point in zip(years, one.points, strict=True)
                if point.value is not None
            )
        )
    ]
    return tr("{judul}: {isi}.", judul=title, isi="; ".join(parts))
