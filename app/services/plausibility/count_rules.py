"""The rule about respondents: a mean of whole answers is a whole number ÷ n."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from app.models.period import PeriodKind
from app.services.ikm.rounding import NRR_PLACES
from app.services.plausibility.figures import Scale
from app.services.plausibility.finding import Finding, Rule, comma, shown
from app.services.plausibility.recap import by_unit
from app.services.plausibility.weighting import CHAIN, implied
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.services.plausibility.figures import Figure
    from app.services.plausibility.recap import Recap, RecapRow

TOLERANCE = Fraction(1, 100)
"""A last digit cut off or rounded once more is no mistake worth a warning."""

_MOST_SEARCHED = 1000
"""With more respondents any value of two decimals is nearly possible."""
_FEWEST_ROWS = 10
_SEVERAL = 2


def nrr_mustahil(recap: Recap) -> Iterator[Finding]:
    """Find values that no whole answers of the printed number of respondents can give.

    Where most values of a row are impossible, its number of respondents is in doubt. Where most
    rows of a table are, its values are no plain means (of several periods, say) and none is named.
    """
    checked = {row.number: row for row in recap.units if _checkable(row)}
    for rows in by_unit(checked.values()):
        for row in _made_of_others(rows):
            del checked[row.number]
    found = {number: _impossible(row) for number, row in checked.items()}
    doubtful = [number for number, keys in found.items() if keys]
    if len(checked) >= _FEWEST_ROWS and 2 * len(doubtful) > len(checked):
        return
    for number in doubtful:
        row, keys = checked[number], found[number]
        if len(keys) >= _SEVERAL and 2 * len(keys) >= len(row.unsur):
            yield _wrong_count(row, keys)
        else:
            yield from (_impossible_value(recap, row, key) for key in keys)


def possible(
    figure: Figure, n: int, bounds: tuple[int, int], factor: Fraction, tolerance: Fraction
) -> bool:
    """Say whether some whole sum of ``n`` answers prints the figure.

    ``bounds`` are the lowest and highest answer, ``factor`` takes a mean to 0-100.
    """
    if figure.value is None:
        return True
    # In whole numbers: this runs for every value of a table of thousands of rows.
    (value, base), (up, down) = figure.value.as_integer_ratio(), factor.as_integer_ratio()
    total, one = value * n * down, base * up  # the sum that the figure stands for is total ÷ one
    nearest = (2 * total + one) // (2 * one)
    nearest = min(max(nearest, n * bounds[0]), n * bounds[1])
    (slack, part), (more, share) = map(Fraction.as_integer_ratio, (figure.own_slack, tolerance))
    allowed = (slack * share + more * part) * n * one * down
    return abs(nearest * one - total) * up * part * share <= allowed


def _checkable(row: RecapRow) -> bool:
    return row.n is not None and row.n.value is not None and any(v.sound for v in row.values)


def _made_of_others(rows: list[RecapRow]) -> Iterable[RecapRow]:
    """Return the annual rows whose unit has other periods too: means of means."""
    if all(row.period.kind is PeriodKind.TAHUNAN for row in rows):
        return ()
    return [row for row in rows if row.period.kind is PeriodKind.TAHUNAN]


def _impossible(row: RecapRow) -> list[str]:
    return [
        key
        for key, unsur in row.unsur.items()
        if unsur.value.sound and not _is_possible(row, key, _n_of(row, key), TOLERANCE)
    ]


def _is_possible(row: RecapRow, key: str, n: int, tolerance: Fraction) -> bool:
    instrument = row.instrument
    answers = n * max(1, len(instrument.questions_of(key)))
    bounds = (instrument.lowest, instrument.highest)
    return not answers or possible(
        row.unsur[key].value, answers, bounds, instrument.conversion, tolerance
    )


def _n_of(row: RecapRow, key: str) -> int:
    own = row.unsur[key].n
    if own is not None:
        return own
    return row.n.value if row.n is not None and row.n.value is not None else 0


def _wrong_count(row: RecapRow, keys: list[str]) -> Finding:
    count = row.n
    assert count is not None  # noqa: S101 - only rows with a count are checked
    fitting = _nearest_count(row, count.value or 0)
    message = tr(
        "{jumlah} dari {semua} nilai unsur mustahil untuk {n} responden ({daftar}){petunjuk}.",
        jumlah=len(keys),
        semua=len(row.unsur),
        n=count.text,
        daftar=", ".join(
            f"{row.unsur[k].value.column} {comma(row.unsur[k].value.text)}" for k in keys
        ),
        petunjuk=tr("; semuanya cocok untuk {n} responden", n=fitting) if fitting else "",
    )
    return row.finding(
        Rule.NRR_MUSTAHIL, count.column, count.text, message, str(fitting) if fitting else ""
    )


def _nearest_count(row: RecapRow, n: int) -> int | None:
    """Return the number of respondents nearest to ``n`` for which every value is possible."""
    keys = [key for key, unsur in row.unsur.items() if unsur.value.sound]
    if n > _MOST_SEARCHED:
        return None
    for distance in range(1, n + 1):
        for candidate in (n - distance, n + distance):
            if candidate > 0 and all(_is_possible(row, key, candidate, CHAIN) for key in keys):
                return candidate
    return None


def _impossible_value(recap: Recap, row: RecapRow, key: str) -> Finding:
    figure, n = row.unsur[key].value, _n_of(row, key)
    nearest = _nearest_values(row, key, n)
    value = implied(row, key, recap.usual)
    hint = tr("; IKM-nya cocok dengan {nilai}", nilai=shown(value)) if value is not None else ""
    message = tr(
        "{kolom} {nilai} mustahil untuk {n} responden; yang terdekat {daftar}{petunjuk}.",
        kolom=figure.column,
        nilai=comma(figure.text),
        n=n,
        daftar=tr(" atau ").join(_on_scale(row, figure, v) for v in nearest),
        petunjuk=hint,
    )
    wanted = figure.value if value is None else value
    best = min(nearest, key=lambda v: abs(v - (wanted or 0)))
    return row.finding(
        Rule.NRR_MUSTAHIL,
        figure.column,
        figure.text,
        message,
        _on_scale(row, figure, best).replace(",", "."),
    )


def _nearest_values(row: RecapRow, key: str, n: int) -> list[Fraction]:
    """Return the possible values just below and above the printed one, on 0-100."""
    instrument, value = row.instrument, row.unsur[key].value.value or Fraction(0)
    answers = n * max(1, len(instrument.questions_of(key)))
    below = int(value * answers / instrument.conversion)
    lowest, highest = answers * instrument.lowest, answers * instrument.highest
    totals = sorted({min(max(below + step, lowest), highest) for step in (0, 1)})
    return [instrument.conversion * total / answers for total in totals]


def _on_scale(row: RecapRow, figure: Figure, value: Fraction) -> str:
    if figure.scale is Scale.NRR:
        return shown(value / row.instrument.conversion, NRR_PLACES)
    return shown(value)
