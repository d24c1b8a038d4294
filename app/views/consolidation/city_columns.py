"""Columns and rows of the figures of a city."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.city.words import names_of, rule_text
from app.services.ikm.rounding import EMPTY, KONVERSI_PLACES, indonesian
from app.texts import tr
from app.views.theme.palette import MUTU_COLORS
from app.views.widgets.table_model import Align, Column

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction
    from typing import Any

    from app.models.questionnaire import Mutu
    from app.services.city.sections import Section
    from app.services.city.trend import CityTrend
    from app.services.city.year import CityYear, Ranked


@dataclass(frozen=True, slots=True)
class UnsurRow:
    """An unsur over all units."""

    name: str
    mean: Fraction | None
    lowest: int
    """How many units have it as their lowest."""
    chosen: int
    """How many units chose it to be improved."""


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of the trend."""

    figures: CityYear
    change: Fraction | None


def unsur_rows(figures: CityYear) -> list[UnsurRow]:
    """Return every unsur of the instrument."""
    lowest = {one.key: one.lines for one in figures.often_lowest}
    chosen = {one.key: one.lines for one in figures.chosen}
    return [
        UnsurRow(
            unsur.name,
            figures.unsur_plain.get(unsur.key),
            lowest.get(unsur.key, 0),
            chosen.get(unsur.key, 0),
        )
        for unsur in figures.instrument.unsur
    ]


def year_rows(trend: CityTrend) -> list[YearRow]:
    """Return the years, the latest first."""
    return [YearRow(year, trend.change(year.year)) for year in reversed(trend.years)]


def left_out_text(trend: CityTrend) -> str:
    """Say which years are not compared; empty without any."""
    if not trend.left_out:
        return ""
    return tr(
        "Tidak dibandingkan karena memakai instrumen lain: {daftar}.",
        daftar=", ".join(map(str, trend.left_out)),
    )


def ranking(figures: CityYear) -> tuple[Column[Ranked], ...]:
    """Return the columns of the ranking; what no unit tells is left out."""
    lines = figures.lines
    found = [
        _number("tempat", tr("No."), lambda one: one.rank, str),
        Column("unit", tr("Unit"), lambda one: one.line.name, stretch=True),
        _number("n", tr("n"), lambda one: one.line.n),
        _value("ikm", figures.instrument.index_short, lambda one: one.line.ikm, strong=True),
        _mutu(lambda one: one.line.mutu),
        Column(
            "terendah",
            tr("Unsur terendah"),
            lambda one: ", ".join(names_of(figures, one.line.lowest)),
            width=200,
        ),
    ]
    if any(line.follow_up.words or line.follow_up.chosen for line in lines):
        found.append(
            Column("prioritas", tr("Prioritas"), lambda one: one.line.follow_up.words, width=150)
        )
    if any(line.follow_up.realisasi is not None for line in lines):
        found.append(
            _value("realisasi", tr("Realisasi %"), lambda one: one.line.follow_up.realisasi)
        )
    found.append(
        Column(
            "sumber",
            tr("Sumber"),
            lambda one: one.line.source.value,
            tone=lambda one: "warning" if one.line.is_reported else "muted",
        )
    )
    return tuple(found)


def _number(
    key: str,
    title: str,
    value: Callable[[Any], int | None],
    text: Callable[[Any], str] | None = None,
) -> Column[Any]:
    write = text or (lambda n: indonesian(n, 0))
    return Column(key, title, lambda one: write(value(one)), align=Align.RIGHT, sort=value)


def _value(
    key: str, title: str, value: Callable[[Any], Fraction | None], *, strong: bool = False
) -> Column[Any]:
    return Column(
        key,
        title,
        lambda one: indonesian(value(one), KONVERSI_PLACES),
        align=Align.RIGHT,
        sort=value,
        strong=lambda _: strong,
    )


def _mutu(mutu: Callable[[Any], Mutu | None]) -> Column[Any]:
    def letter(one: object) -> str:
        found = mutu(one)
        return found.letter if found else ""

    return Column(
        "mutu",
        tr("Mutu"),
        letter,
        align=Align.CENTER,
        badge=lambda one: MUTU_COLORS.get(letter(one), ""),
    )


def _change(row: YearRow) -> str:
    return EMPTY if row.change is None else indonesian(row.change, KONVERSI_PLACES, signed=True)


SECTIONS: tuple[Column[Section], ...] = (
    Column("kelompok", tr("Kelompok"), lambda one: one.name or tr("Semua"), stretch=True),
    Column("isi", tr("Isi"), lambda one: one.counted_text, tone=lambda _: "muted"),
    _value("sederhana", tr("Sederhana"), lambda one: one.mean.plain, strong=True),
    _value("tertimbang", tr("Tertimbang"), lambda one: one.mean.weighted),
    _mutu(lambda one: one.mutu),
    Column(
        "terendah",
        tr("Unsur terendah"),
        lambda one: ", ".join(names_of(one, one.lowest)),
        width=150,
    ),
)

UNSUR: tuple[Column[UnsurRow], ...] = (
    Column("unsur", tr("Unsur"), lambda one: one.name, stretch=True),
    _value("rata", tr("Rata-rata"), lambda one: one.mean, strong=True),
    _number("terendah", tr("Terendah di"), lambda one: one.lowest),
    _number("dipilih", tr("Dipilih"), lambda one: one.chosen),
)

YEARS: tuple[Column[YearRow], ...] = (
    _number("tahun", tr("Tahun"), lambda one: one.figures.year, str),
    _value("sederhana", tr("Sederhana"), lambda one: one.figures.mean.plain, strong=True),
    _value("tertimbang", tr("Tertimbang"), lambda one: one.figures.mean.weighted),
    _mutu(lambda one: one.figures.mutu),
    Column(
        "perubahan",
        tr("Perubahan"),
        _change,
        align=Align.RIGHT,
        sort=lambda one: one.change,
    ),
    Column("aturan", tr("Aturan"), lambda one: rule_text(one.figures), stretch=True),
)
