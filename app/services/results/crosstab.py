"""Two characteristics against each other: how many respondents, which share, which index."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING

from app.models.period import MONTHS, long_date
from app.services.ikm.computation import compute_ikm
from app.services.results.survey_results import SERVICE, SMALL_GROUP, group_name
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.models.questionnaire import Instrument
    from app.models.response import RawSheet
    from app.models.survey import Survey
    from app.services.ikm.result import IkmResult

WEEKDAY, MONTH, DAY = "hari", "bulan", "tanggal"
"""Characteristics of the day on which a sheet was filled in; no profile field has these keys."""

_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


class SmallCells(StrEnum):
    """What becomes of cells with fewer than five respondents where a table leaves the office."""

    MARKED = "tandai"
    HIDDEN = "sembunyikan"
    MERGED = "gabungkan"


@dataclass(frozen=True, slots=True)
class Characteristic:
    """What rows or columns may stand for: a profile field, the service, the day."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The respondents where a row meets a column. ``hidden``: neither number nor index is shown."""

    n: int
    result: IkmResult | None = None
    hidden: bool = False

    @property
    def is_small(self) -> bool:
        """Say whether its people could be known by name."""
        return 0 < self.n < SMALL_GROUP


@dataclass(frozen=True, slots=True)
class CrossTab:
    """Counts and index per cell. The labels are ready to be read; sums stand apart."""

    rows_by: Characteristic
    columns_by: Characteristic
    instrument: Instrument
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], Cell]
    row_sums: dict[str, Cell]
    column_sums: dict[str, Cell]
    whole: Cell

    def cell(self, row: str, column: str) -> Cell:
        """Return a cell; where nobody is, an empty one."""
        return self.cells.get((row, column), _NOBODY)

    @property
    def has_small(self) -> bool:
        """Say whether some cell could point to a person."""
        return any(cell.is_small for cell in self.cells.values())

    def row_share(self, row: str, column: str) -> Fraction | None:
        """Return the share of the row in percent."""
        return _share(self.cell(row, column).n, self.row_sums[row].n)

    def column_share(self, row: str, column: str) -> Fraction | None:
        """Return the share of the column in percent."""
        return _share(self.cell(row, column).n, self.column_sums[column].n)


_NOBODY = Cell(0)


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a selection with what is needed to divide and to compute them."""

    survey: Survey
    instrument: Instrument
    services: dict[int, str]
    sheets: tuple[RawSheet, ...] = field(repr=False)

    def compute(self, sheets: Iterable[RawSheet]) -> Cell:
        """Return number and index of some of the sheets."""
        listed = list(sheets)
        counts = Counter(chain.from_iterable(sheet.answers.items() for sheet in listed))
        result = compute_ikm(
            self.instrument,
            counts,
            n=len(listed),
            weight_rule=self.survey.weight_rule,
            blank_rule=self.survey.blank_rule,
        )
        return Cell(len(listed), result)


def characteristics_of(instrument: Instrument) -> tuple[Characteristic, ...]:
    """Return everything by which sheets can be divided, the profile first."""
    return (
        *(Characteristic(one.key, one.name) for one in instrument.profile),
        Characteristic(SERVICE, tr("Jenis layanan")),
        Characteristic(WEEKDAY, tr("Hari")),
        Characteristic(MONTH, tr("Bulan")),
        Characteristic(DAY, tr("Tanggal")),
    )


def cross_tabulate(
    sheets: Sheets, rows_by: str, columns_by: str, small: SmallCells = SmallCells.MARKED
) -> CrossTab:
    """Divide the sheets by two characteristics; one and the same gives its diagonal.

    ``MERGED`` joins the rows that have small cells; what is small even then is hidden. Raises
    KeyError for an unknown characteristic.
    """
    known = {one.key: one for one in characteristics_of(sheets.instrument)}
    by = (known[rows_by], known[columns_by])
    divided = _divided(sheets, rows_by, columns_by)
    made = _table(sheets, by, divided)
    if small is SmallCells.MERGED and made.has_small:
        made = _table(sheets, by, _merged(made, divided))
    return made if small is SmallCells.MARKED else hide_small(made)


def hide_small(table: CrossTab) -> CrossTab:
    """Return the table without its small cells.

    Where a row or column would lack a single number, it could be had from the sum: the next
    smallest number of that row or column is hidden with it.
    """
    every = _with_sums(table)
    hidden = {place for place, cell in every.items() if cell.is_small}
    while (more := _also_hidden(every, hidden)) is not None:
        hidden.add(more)
    shown = {place: replace(cell, hidden=place in hidden) for place, cell in every.items()}
    return replace(
        table,
        cells={place: shown[place] for place in table.cells},
        row_sums={row: shown[row, _SUM] for row in table.rows},
        column_sums={column: shown[_SUM, column] for column in table.columns},
    )


_SUM = "\n"
"""Stands for the sums among the places; no label holds a new line."""
_Place = tuple[str, str]


def _with_sums(table: CrossTab) -> dict[_Place, Cell]:
    sums = {(row, _SUM): cell for row, cell in table.row_sums.items()}
    sums |= {(_SUM, column): cell for column, cell in table.column_sums.items()}
    return {**table.cells, **sums, (_SUM, _SUM): table.whole}


def _also_hidden(every: dict[_Place, Cell], hidden: set[_Place]) -> _Place | None:
    """Return the next place to hide: the smallest of a line of which just one is hidden."""
    lines: dict[tuple[int, str], list[_Place]] = defaultdict(list)
    for place, cell in every.items():
        if cell.n:
            lines[0, place[0]].append(place)
            lines[1, place[1]].append(place)
    for line in lines.values():
        left = [place for place in line if place not in hidden and place != (_SUM, _SUM)]
        if left and sum(place in hidden for place in line) == 1:
            return min(left, key=lambda place: every[place].n)
    return None


_Divided = dict[str, dict[str, list["RawSheet"]]]


def _divided(sheets: Sheets, rows_by: str, columns_by: str) -> _Divided:
    row_of, row_labels = _labels(sheets, rows_by)
    column_of, _ = _labels(sheets, columns_by)
    found: _Divided = defaultdict(lambda: defaultdict(list))
    for sheet in sheets.sheets:
        found[row_of(sheet)][column_of(sheet)].append(sheet)
    return {row: dict(found[row]) for row in _ordered(row_labels, found)}


def _ordered(labels: tuple[str, ...], used: Iterable[str]) -> list[str]:
    """Return the labels in use: those of the form in their order, others after them."""
    wanted = set(used)
    others = sorted(wanted - set(labels))
    return [label for label in labels if label in wanted] + others


def _labels(sheets: Sheets, key: str) -> tuple[Callable[[RawSheet], str], tuple[str, ...]]:
    """Return how a sheet is labelled by a characteristic, and the labels in their order."""
    if key == SERVICE:
        names = sheets.services
        return (lambda sheet: names.get(sheet.service_id, "")), tuple(names.values())
    if key in (WEEKDAY, MONTH, DAY):
        label = {WEEKDAY: _weekday, MONTH: _month, DAY: long_date}[key]
        days = sorted({sheet.day for sheet in sheets.sheets})
        named = {day: label(date.fromisoformat(day)) for day in days}
        order = _WEEKDAYS if key == WEEKDAY else tuple(dict.fromkeys(named.values()))
        return (lambda sheet: named[sheet.day]), order
    one = sheets.instrument.field(key)
    known: dict[str | int | None, str] = {}

    def of_profile(sheet: RawSheet) -> str:
        value = sheet.profile.get(key)
        if value not in known:
            known[value] = group_name(one.group_of(value))
        return known[value]

    return of_profile, one.groups


def _weekday(day: date) -> str:
    return _WEEKDAYS[day.weekday()]


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _table(
    sheets: Sheets, by: tuple[Characteristic, Characteristic], divided: _Divided
) -> CrossTab:
    _, order = _labels(sheets, by[1].key)
    columns = _ordered(order, {column for row in divided.values() for column in row})
    cells = {
        (row, column): sheets.compute(inside)
        for row, parts in divided.items()
        for column, inside in parts.items()
    }
    return CrossTab(
        rows_by=by[0],
        columns_by=by[1],
        instrument=sheets.instrument,
        rows=tuple(divided),
        columns=tuple(columns),
        cells=cells,
        row_sums={
            row: sheets.compute(chain.from_iterable(parts.values()))
            for row, parts in divided.items()
        },
        column_sums={
            column: sheets.compute(
                chain.from_iterable(parts.get(column, ()) for parts in divided.values())
            )
            for column in columns
        },
        whole=sheets.compute(sheets.sheets),
    )


def _merged(table: CrossTab, divided: _Divided) -> _Divided:
    """Join the rows that have small cells; a single one is joined with the smallest other row."""
    small = [row for row in table.rows if any(table.cell(row, c).is_small for c in table.columns)]
    others = [row for row in table.rows if row not in small]
    if len(small) == 1 and others:
        small.append(min(others, key=lambda row: table.row_sums[row].n))
    joined: dict[str, list[RawSheet]] = defaultdict(list)
    for row in small:
        for column, inside in divided[row].items():
            joined[column] += inside
    kept = {row: parts for row, parts in divided.items() if row not in small}
    return {**kept, tr("Kelompok lain"): dict(joined)}


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(100 * part, whole) if whole else None
