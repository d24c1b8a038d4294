"""The table of the *Rekap SKM*: sections with their averages, the total line below all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.services.city.sections import sections_of
from app.services.ikm.rounding import EMPTY, KONVERSI_PLACES
from app.services.plausibility.finding import comma
from app.services.reports.blocks import Align, Cell, Column, Exact, Row, Table
from app.services.reports.figures import figure
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from fractions import Fraction

    from app.services.city.lines import Line
    from app.services.city.sections import Grouping
    from app.services.city.year import CityYear, Figures
    from app.services.ikm.rollup import Mean

REPORTED_SIGN, WRITTEN_SIGN = "*", "†"
_SIZE = 6.8
_NAMES = 4
"""The columns before the figures."""


@dataclass(frozen=True, slots=True)
class Words:
    """A column of words: its heading, its width (0: what is left), and the words of a line."""

    heading: str
    width: float
    of: Callable[[Line], str]


def follow_up_columns() -> tuple[Words, ...]:
    """Return the columns about what is done with the result."""
    return (
        Words(tr("Unsur prioritas"), 30, lambda line: line.follow_up.words),
        Words(tr("Rencana tindak lanjut"), 0, lambda line: line.follow_up.plans),
        Words(
            tr("Realisasi tindak lanjut periode sebelumnya"),
            0,
            lambda line: line.follow_up.followed_up,
        ),
    )


def recap_table(year: CityYear, grouping: Grouping, *, with_follow_up: bool, caption: str) -> Table:
    """Return the recap of a year (rules/reports.md 4)."""
    more = follow_up_columns() if with_follow_up else ()
    layout = _Layout(year, more)
    rows: list[Row] = []
    for section in sections_of(year, grouping):
        if section.name:
            rows.append(layout.heading(section.name))
        rows += [layout.line(number, line) for number, line in enumerate(section.lines, 1)]
        if section.name:
            rows += layout.averages(section, section.name)
    return Table(
        columns=layout.columns,
        header=layout.header,
        rows=tuple(rows),
        footer=tuple(layout.averages(year, tr("semua"))),
        size=_SIZE,
        name=tr("Rekap {tahun}", tahun=year.year),
        caption=caption,
        notes=(*((_codes(year),) if _has_unsur(year) else ()), *notes_of(year)),
    )


def _has_unsur(year: CityYear) -> bool:
    """Say whether somebody told values of unsur; some recaps hold the index alone."""
    return any(line.unsur or line.written for line in year.lines)


def _codes(year: CityYear) -> str:
    """Say which unsur the codes above the columns are."""
    listed = "; ".join(f"{unsur.code} {unsur.name}" for unsur in year.instrument.unsur)
    return tr("{daftar}. Huruf tebal: unsur terendah di baris itu.", daftar=listed)


def notes_of(year: CityYear) -> tuple[str, ...]:
    """Explain the signs that a table of these lines bears."""
    notes = []
    if any(line.is_reported for line in year.lines):
        notes.append(
            tr(
                "{tanda}) angka yang dilaporkan unit, tidak dihitung dari lembar.",
                tanda=REPORTED_SIGN,
            )
        )
    if any(line.written for line in year.lines):
        notes.append(
            tr(
                "{tanda}) tertulis demikian di rekap unit dan tidak mungkin; tidak ikut"
                " dirata-ratakan.",
                tanda=WRITTEN_SIGN,
            )
        )
    return tuple(notes)


def index_cell(line: Line) -> Cell:
    """Return the index of a line; a reported one bears its sign."""
    cell = figure(line.ikm, KONVERSI_PLACES, bold=True)
    return marked(cell, REPORTED_SIGN) if line.is_reported else cell


def marked(cell: Cell, sign: str) -> Cell:
    """Return a figure with a sign behind it, still a number for a spreadsheet."""
    exact = replace(cell.exact, after=sign) if isinstance(cell.exact, Exact) else None
    return replace(cell, text=f"{cell.text}{sign}", exact=exact)


class _Layout:
    """The columns of the recap and the rows in them."""

    def __init__(self, year: CityYear, more: tuple[Words, ...]) -> None:
        self._year, self._more = year, more
        self._unsur = year.instrument.unsur if _has_unsur(year) else ()
        with_services = any(line.service or line.services for line in year.lines)
        self.columns = (
            Column(7, Align.RIGHT),
            Column(50 if more else 0),
            Column(23),
            Column((32 if self._unsur else 75) if with_services else 14),
            *(Column(10.4, Align.RIGHT) for _ in self._unsur),
            Column(13, Align.RIGHT),
            Column(21, Align.CENTER),
            Column(16, Align.RIGHT),
            Column(17),
            *(Column(words.width) for words in more),
        )
        self.header = self._header()

    def _header(self) -> tuple[Row, ...]:
        index, unsur = self._year.instrument.index_short, len(self._unsur)
        first: Row = (
            Cell(tr("No"), Align.CENTER, rows=2),
            Cell(tr("Unit"), rows=2),
            Cell(tr("Periode"), rows=2),
            Cell(tr("Jenis layanan"), rows=2),
            *((Cell(tr("Nilai unsur"), Align.CENTER, columns=unsur),) if unsur else ()),
            Cell(index, Align.CENTER, rows=2),
            Cell(tr("Kategori"), Align.CENTER, rows=2),
            Cell(tr("Responden"), Align.CENTER, rows=2),
            Cell(tr("Metode"), rows=2),
            *(Cell(words.heading, rows=2) for words in self._more),
        )
        if not unsur:
            return (tuple(replace(cell, rows=1) for cell in first if isinstance(cell, Cell)),)
        return first, tuple(Cell(one.code, Align.CENTER) for one in self._unsur)

    def heading(self, name: str) -> Row:
        """Return the row that opens a section."""
        return (Cell(name, Align.LEFT, bold=True, columns=len(self.columns), set_apart=True),)

    def line(self, number: int, line: Line) -> Row:
        """Return the row of a unit or service."""
        return (
            figure(number),
            line.unit.name if not line.part else f"{line.unit.name} · {line.part}",
            ", ".join(line.periods),
            line.service or "; ".join(line.services) or EMPTY,
            *(self._unsur_cell(line, unsur.key) for unsur in self._unsur),
            index_cell(line),
            line.mutu_text,
            figure(line.n),
            line.method or EMPTY,
            *(words.of(line) for words in self._more),
        )

    def _unsur_cell(self, line: Line, key: str) -> Cell:
        if key in line.written:
            return Cell(f"{comma(line.written[key])}{WRITTEN_SIGN}")
        return figure(line.unsur.get(key), KONVERSI_PLACES, bold=key in line.lowest)

    def averages(self, figures: Figures, name: str) -> list[Row]:
        """Return the plain means, and the respondent-weighted ones where there are any."""
        count = figures.counted_text
        title = tr("Rata-rata sederhana {nama} ({n})", nama=name, n=count)
        rows = [self._average(title, figures, lambda mean: mean.plain, with_mutu=True)]
        if figures.mean.weighted is not None:
            title = tr("Rata-rata tertimbang responden {nama}", nama=name)
            rows.append(self._average(title, figures, lambda mean: mean.weighted))
        return rows

    def _average(
        self,
        title: str,
        figures: Figures,
        of: Callable[[Mean], Fraction | None],
        *,
        with_mutu: bool = False,
    ) -> Row:
        means: Mapping[str, Mean] = figures.unsur
        values = [of(means[unsur.key]) if unsur.key in means else None for unsur in self._unsur]
        mutu = f"{figures.mutu.letter} ({figures.mutu.word})" if figures.mutu else EMPTY
        cells = [
            Cell(title, Align.LEFT, columns=_NAMES),
            *(figure(value, KONVERSI_PLACES) for value in values),
            figure(of(figures.mean), KONVERSI_PLACES),
            Cell(mutu if with_mutu else ""),
            figure(figures.mean.n or None) if with_mutu else Cell(""),
            Cell("", columns=1 + len(self._more)),
        ]
        return tuple(replace(cell, bold=True, set_apart=True) for cell in cells)
