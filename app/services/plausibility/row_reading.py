"""Turn one row of a table into figures on their scales."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from app.services.plausibility import columns as names
from app.services.plausibility.figures import (
    REALISASI,
    Bounds,
    Figure,
    Scale,
    Yardstick,
    bounds_of,
    judge,
    scale_of,
    side_of,
)
from app.services.plausibility.numbers import Kind, Number, read_count, read_number
from app.services.plausibility.period_names import read_period
from app.services.plausibility.recap import Count, Letter, RecapRow, UnsurFigures, YearFigure
from app.services.recognising.unit_names import compared_name
from app.services.tables.columns import plain
from app.services.text import LINE_LIMIT, clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.models.questionnaire import Instrument
    from app.services.plausibility.period_names import PeriodName
    from app.services.plausibility.weighting import Weighting
    from app.services.tables.columns import Record

_SHOWN = 60
_SUMMARY = re.compile(r"ratarata|jumlah|total|keseluruhan|ikm(?:kota|kabupaten)")
_LOWEST_IKM = Fraction(99, 100)
"""All-1 answers under the weight 0,11 give 24,75."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What most cells of a table are like."""

    scale: Scale
    ikm_scale: Scale
    decimals: Mapping[tuple[str, Scale], int]


class RowReader:
    """Reads the rows of one table; figures are made once for each text that a column has."""

    def __init__(
        self,
        headings: Mapping[str, str],
        usual: Usual,
        weightings: Mapping[str, tuple[Weighting, ...]],
    ) -> None:
        self._headings = headings
        self.usual = usual
        self._sides: dict[tuple[str, str], Scale | None] = {}
        self._columns_of: dict[str, tuple[str, ...]] = {}
        self._unsur_of: dict[tuple[str, str, Scale, tuple[str, ...]], UnsurFigures | None] = {}
        self._figures: dict[tuple[str, str, str, Scale], Figure] = {}
        self._weightings = weightings
        self._ikm = names.IKM if names.IKM in headings else names.KONVERSI
        self._yardsticks: dict[tuple[str, str, Scale], Yardstick] = {}
        self._years = [
            year
            for year in range(names.FIRST_YEAR, names.LAST_YEAR + 1)
            if names.year_column(names.IKM, year) in headings
        ]

    def row(self, number: int, record: Record, instrument: Instrument, above: str) -> RecapRow:
        """Return one row; a blank unit below a named one is the same unit in another period."""
        period = _period(record)
        unit = _line(next((record[k] for k in names.UNITS if record[k].strip()), ""))
        if not unit and not record[names.CODE].strip() and period.text:
            unit = above
        scale = self._scale(record, instrument)
        ikm_scale = self.usual.ikm_scale
        return RecapRow(
            number=number,
            unit=unit or _line(record[names.SERVICE]),
            identity=_identity(record, unit),
            period=period,
            instrument=instrument,
            scale=scale,
            weightings=self._weightings[instrument.key],
            unsur=self._unsur(record, instrument, scale),
            ikm=self._figure(record, self._ikm, "ikm", instrument, ikm_scale),
            indeks=self._figure(record, names.INDEKS, names.INDEKS, instrument, Scale.NRR),
            mutu=tuple(filter(None, (self._letter(record, key) for key in names.LETTERS))),
            n=self._count(record, names.COUNT),
            realisasi=self._realisasi(record),
            years=self._year_figures(record, instrument),
            weight=record[names.WEIGHT].strip().replace(",", ".")[:_SHOWN],
            service=_line(record[names.SERVICE]) if unit else "",
            is_summary=_is_summary(unit),
        )

    def _scale(self, record: Record, instrument: Instrument) -> Scale:
        keys = (u.key for u in instrument.unsur if u.key in self._headings)
        return scale_of((self.side(record[key], instrument) for key in keys), self.usual.scale)

    def side(self, text: str, instrument: Instrument) -> Scale | None:
        """Return the scale that a cell is on; most cells of a table repeat."""
        place = (text, instrument.key)
        if place not in self._sides:
            self._sides[place] = side_of(read_number(text), instrument)
        return self._sides[place]

    def _unsur(
        self, record: Record, instrument: Instrument, scale: Scale
    ) -> dict[str, UnsurFigures]:
        found = {}
        for unsur in instrument.unsur:
            columns = self._present(unsur.key)
            if not columns:
                continue
            texts = tuple(record[column] for column in columns)
            place = (unsur.key, instrument.key, scale, texts)
            if place not in self._unsur_of:
                self._unsur_of[place] = self._unsur_figures(record, instrument, unsur.key, scale)
            figures = self._unsur_of[place]
            if figures is not None:
                found[unsur.key] = figures
        return found

    def _present(self, key: str) -> tuple[str, ...]:
        """Return the columns that the table has for an unsur."""
        if key not in self._columns_of:
            names_of_unsur = (f"{key}{suffix}" for suffix in ("", *names.SUFFIXES))
            self._columns_of[key] = tuple(n for n in names_of_unsur if n in self._headings)
        return self._columns_of[key]

    def _unsur_figures(
        self, record: Record, instrument: Instrument, key: str, scale: Scale
    ) -> UnsurFigures | None:
        own = self._figure(record, key, "unsur", instrument, scale)
        nrr = own or self._figure(record, key + names.NRR_SUFFIX, "unsur", instrument, Scale.NRR)
        konversi = self._figure(
            record, key + names.KONVERSI_SUFFIX, "unsur", instrument, Scale.KONVERSI
        )
        value = _most_precise(nrr, konversi)
        if value is None:
            return None
        n = read_count(record[key + names.COUNT_SUFFIX])
        return UnsurFigures(
            value,
            nrr,
            konversi,
            self._letter(record, key + names.MUTU_SUFFIX),
            int(n.value) if n.kind is Kind.NUMBER and n.value is not None else None,
        )

    def _figure(
        self, record: Record, key: str, group: str, instrument: Instrument, scale: Scale
    ) -> Figure | None:
        heading = self._headings.get(key)
        if heading is None:
            return None
        text = record[key]
        place = (key, text, instrument.key, scale)
        if place not in self._figures:
            by = self._yardstick(group, instrument, scale)
            shown = _line(text, _SHOWN)
            self._figures[place] = judge(heading, shown, read_number(text), by)
        return self._figures[place]

    def _yardstick(self, group: str, instrument: Instrument, scale: Scale) -> Yardstick:
        place = (group, instrument.key, scale)
        if place not in self._yardsticks:
            nrr, konversi = (bounds_of(instrument, s) for s in (Scale.NRR, Scale.KONVERSI))
            if group == "ikm":
                nrr = Bounds(nrr.lower * _LOWEST_IKM, nrr.upper)
                konversi = Bounds(konversi.lower * _LOWEST_IKM, konversi.upper)
            decimals = self.usual.decimals.get((group, scale), 0)
            self._yardsticks[place] = Yardstick(
                scale, decimals, nrr, konversi, instrument.conversion
            )
        return self._yardsticks[place]

    def _realisasi(self, record: Record) -> Figure | None:
        heading = self._headings.get(names.REALISASI)
        if heading is None:
            return None
        text = record[names.REALISASI]
        by = Yardstick(Scale.KONVERSI, 0, REALISASI, REALISASI, Fraction(1))
        return judge(heading, _line(text, _SHOWN), read_number(text), by)

    def _letter(self, record: Record, key: str) -> Letter | None:
        heading = self._headings.get(key)
        text = _line(record[key], _SHOWN) if heading is not None else ""
        return Letter(heading, text) if heading is not None and text else None

    def _count(self, record: Record, key: str) -> Count | None:
        heading = self._headings.get(key)
        if heading is None:
            return None
        text = record[key]
        read: Number = read_count(text)
        is_number = read.kind is not Kind.TEXT or read_number(text).kind is Kind.NUMBER
        value = int(read.value) if read.kind is Kind.NUMBER and read.value is not None else None
        return Count(
            heading, _line(text, _SHOWN), value if value and value > 0 else None, is_number
        )

    def _year_figures(self, record: Record, instrument: Instrument) -> tuple[YearFigure, ...]:
        found = []
        for year in self._years:
            key = names.year_column(names.IKM, year)
            ikm = self._figure(record, key, "ikm", instrument, self.usual.ikm_scale)
            if ikm is not None:
                letter = self._letter(record, names.year_column("mutu", year))
                found.append(YearFigure(year, ikm, letter))
        return tuple(found)


def _most_precise(nrr: Figure | None, konversi: Figure | None) -> Figure | None:
    """Return the figure that rounding moved least; one that is no number only if both are none."""
    both = [figure for figure in (nrr, konversi) if figure is not None]
    return min(both, key=lambda f: (not f.sound, not f.usable, f.slack), default=None)


def _period(record: Record) -> PeriodName:
    text = _line(record[names.PERIOD])
    for part in names.PARTS_OF_YEAR:
        cell = _line(record[part], _SHOWN)
        if not text and cell:
            text = cell if plain(cell).startswith(part) else f"{part} {cell}"
    return read_period(text, _line(record[names.YEAR], _SHOWN))


def _identity(record: Record, unit: str) -> tuple[str, ...]:
    code = plain(record[names.CODE][:_SHOWN])
    service = plain(_line(record[names.SERVICE]))
    instrument = plain(record[names.INSTRUMENT][:_SHOWN])
    if code:
        return (code, service, instrument)
    places = (compared_name(_line(record[key])) for key in names.UNITS[1:])
    return (plain(_line(record[names.GROUP])), compared_name(unit), *places, service, instrument)


def _line(text: str, limit: int = LINE_LIMIT) -> str:
    return clean_line(text, limit) if text else ""


def _is_summary(unit: str) -> bool:
    return bool(_SUMMARY.match(plain(unit)))
