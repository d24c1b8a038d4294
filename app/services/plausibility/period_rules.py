"""Rules about time: the year and its periods, and the change from one to the next."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from app.models.period import PeriodKind
from app.models.questionnaire import PERCENT
from app.services.plausibility.finding import (
    Finding,
    Rule,
    comma,
    plain_decimal,
    plain_range,
    shown,
)
from app.services.plausibility.recap import by_unit
from app.services.plausibility.weighting import CHAIN
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.services.plausibility.figures import Figure
    from app.services.plausibility.recap import Recap, RecapRow

UNUSUAL_CHANGE = Fraction(10)
"""Percent of the highest index since the last period beyond which a recap was mostly wrong."""

PARTS = {PeriodKind.SEMESTER: 2, PeriodKind.TRIWULAN: 4, PeriodKind.BULANAN: 12}
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Year:
    """A row of a whole year and the rows of its periods."""

    annual: RecapRow
    parts: tuple[RecapRow, ...]
    kind: PeriodKind

    @property
    def sum_of_n(self) -> int | None:
        """Respondents of all periods, or None where one of them has no number."""
        counts = [row.n.value if row.n is not None else None for row in self.parts]
        known = [n for n in counts if n is not None]
        return sum(known) if len(known) == len(counts) else None

    @property
    def comparable(self) -> bool:
        """Say whether the periods make up the year.

        They do when all are there. Where some are not, a year with more respondents than the
        others together speaks of those too.
        """
        if len(self.parts) == PARTS[self.kind]:
            return True
        total, n = self.sum_of_n, self.annual.n
        return total is None or n is None or n.value is None or n.value <= total


def tahunan_tak_sesuai_periode(recap: Recap) -> Iterator[Finding]:
    """Find a year that is neither the plain nor the pooled mean of its periods."""
    for year in years_of(recap):
        differing = [
            (figure, expected)
            for figure, parts in _compared(year)
            if (expected := _differing(year, figure, parts)) is not None
        ]
        if differing:
            yield _wrong_year(year, differing)


def responden_tak_sesuai_periode(recap: Recap) -> Iterator[Finding]:
    """Find a year whose respondents are not the sum of those of its periods."""
    for year in years_of(recap):
        count, total = year.annual.n, year.sum_of_n
        if count is None or count.value is None or total in {None, count.value}:
            continue
        message = tr(
            "{kolom} setahun {n}, sedangkan jumlah dari {daftar} {jumlah}.",
            kolom=count.column,
            n=count.text,
            daftar=_period_names(year),
            jumlah=total,
        )
        yield year.annual.finding(
            Rule.RESPONDEN_TAK_SESUAI_PERIODE, count.column, count.text, message, str(total)
        )


def perubahan_besar(recap: Recap) -> Iterator[Finding]:
    """Find an IKM that changed by more than 10 points since the year or period before."""
    for row in recap.units:
        for last, this in pairwise(row.years):
            yield from _change(row, last.ikm, this.ikm, str(last.year))
    for rows in by_unit(recap.units):
        for before, now in _successions(rows):
            if before.ikm is not None and now.ikm is not None:
                yield from _change(now, before.ikm, now.ikm, before.period.text)


def years_of(recap: Recap) -> Iterator[Year]:
    """Yield every annual row that has comparable periods; semesters before triwulan."""
    for rows in by_unit(recap.units):
        for annual in rows:
            if annual.period.kind is not PeriodKind.TAHUNAN:
                continue
            for kind in PARTS:
                parts = _parts(rows, annual, kind)
                year = Year(annual, parts, kind)
                if len(parts) > 1 and year.comparable:
                    yield year
                    break


def _parts(rows: Iterable[RecapRow], annual: RecapRow, kind: PeriodKind) -> tuple[RecapRow, ...]:
    """Return one row for each period of a kind in the year; a repeated one counts once."""
    own = annual.period.year
    found = {
        row.period.number: row
        for row in rows
        if row.period.kind is kind and row.period.year in {own, None}
    }
    return tuple(found[number] for number in sorted(found))


def _compared(year: Year) -> Iterator[tuple[Figure, list[Figure]]]:
    for key, unsur in year.annual.unsur.items():
        parts = [row.unsur[key].value for row in year.parts if key in row.unsur]
        yield unsur.value, parts
    if year.annual.ikm is not None:
        yield year.annual.ikm, [row.ikm for row in year.parts if row.ikm is not None]


def _differing(year: Year, figure: Figure, parts: list[Figure]) -> Fraction | None:
    """Return the plain mean where the figure of the year is no mean of its periods."""
    values = [part.value for part in parts if part.value is not None]
    if figure.value is None or len(values) != len(year.parts):
        return None
    slack = figure.slack + sum((p.slack for p in parts), Fraction(0)) / len(parts) + CHAIN
    plain = sum(values, Fraction(0)) / len(values)
    if abs(figure.value - plain) <= slack:
        return None
    total = year.sum_of_n
    if total:
        counts = [row.n.value for row in year.parts if row.n is not None and row.n.value]
        pooled = sum((v * n for v, n in zip(values, counts, strict=True)), Fraction(0)) / total
        if abs(figure.value - pooled) <= slack:
            return None
    return plain


def _wrong_year(year: Year, differing: list[tuple[Figure, Fraction]]) -> Finding:
    listed = "; ".join(
        tr(
            "{kolom} {nilai}, seharusnya {harapan}",
            kolom=figure.column,
            nilai=comma(figure.text),
            harapan=shown(expected),
        )
        for figure, expected in differing[:_NAMED]
    )
    if len(differing) > _NAMED:
        listed = tr("{daftar}; dan {n} lagi", daftar=listed, n=len(differing) - _NAMED)
    message = tr(
        "nilai setahun bukan rata-rata dari {periode}: {daftar}.",
        periode=_period_names(year),
        daftar=listed,
    )
    figure, expected = differing[-1]
    return year.annual.finding(
        Rule.TAHUNAN_TAK_SESUAI_PERIODE,
        figure.column,
        figure.text,
        message,
        plain_decimal(expected),
    )


def _period_names(year: Year) -> str:
    return ", ".join(row.period.text for row in year.parts)


def _successions(rows: list[RecapRow]) -> Iterator[tuple[RecapRow, RecapRow]]:
    """Yield each row with the one before it, among periods of one kind in their order."""
    for kind in (PeriodKind.TAHUNAN, *PARTS):
        same = [row for row in rows if row.period.kind is kind]
        ordered = sorted(same, key=lambda row: row.period.order)
        for before, now in pairwise(ordered):
            if before.period.identity != now.period.identity:
                yield before, now


def _change(row: RecapRow, before: Figure, now: Figure, when: str) -> Iterator[Finding]:
    if before.value is None or now.value is None:
        return
    change = now.value - before.value
    allowed = UNUSUAL_CHANGE * row.instrument.index_highest / PERCENT
    if abs(change) <= allowed:
        return
    message = tr(
        "{kolom} {nilai} berubah {selisih} poin dari {dulu} ({kapan}); lebih dari {batas} poin"
        " tidak lazim.",
        kolom=now.column,
        nilai=comma(now.text),
        selisih=f"{'+' if change > 0 else '−'}{shown(abs(change))}",
        dulu=comma(before.text),
        kapan=when,
        batas=shown(allowed, 0 if allowed.denominator == 1 else 2),
    )
    lower, upper = before.value - allowed, before.value + allowed
    yield row.finding(
        Rule.PERUBAHAN_BESAR, now.column, now.text, message, plain_range(lower, upper)
    )
