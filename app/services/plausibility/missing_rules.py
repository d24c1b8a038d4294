"""The rule about what is not there."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from app.services.plausibility.figures import State
from app.services.plausibility.finding import Finding, Rule, plain_decimal, shown
from app.services.plausibility.period_rules import PARTS
from app.services.plausibility.recap import by_unit
from app.services.plausibility.weighting import follows_without, implied
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.models.period import PeriodKind
    from app.services.plausibility.recap import Recap, RecapRow


def unit_tanpa_data(recap: Recap) -> Iterator[Finding]:
    """Find units without figures, with blank unsur, or without a period that others have."""
    for row in recap.units:
        yield from _without_values(recap, row)
        yield from _without_year(row)
    yield from _without_period(recap)


def _without_values(recap: Recap, row: RecapRow) -> Iterator[Finding]:
    blank = [key for key, u in row.unsur.items() if u.value.state is State.BLANK and u.n != 0]
    no_ikm = row.ikm is not None and row.ikm.state is State.BLANK
    if row.unsur and len(blank) == len(row.unsur):
        yield _no_unsur(row, without_ikm=no_ikm or row.ikm is None)
    elif blank and not _left_out(recap, row, tuple(blank)):
        yield _some_blank(recap, row, blank)
    elif no_ikm and row.ikm is not None and not row.years and (row.n is None or row.n.text != "0"):
        message = tr("{kolom} kosong.", kolom=row.ikm.column)
        yield row.finding(Rule.UNIT_TANPA_DATA, row.ikm.column, "", message)


def _no_unsur(row: RecapRow, *, without_ikm: bool) -> Finding:
    message = (
        tr("tidak ada satu pun nilai.")
        if without_ikm
        else tr("semua nilai unsur kosong, sehingga IKM-nya tidak dapat diperiksa.")
    )
    columns = ", ".join(value.column for value in row.values)
    return row.finding(Rule.UNIT_TANPA_DATA, columns, "", message)


def _left_out(recap: Recap, row: RecapRow, blank: tuple[str, ...]) -> bool:
    """Say whether the IKM was computed without the blank unsur, as for a free service."""
    if recap.usual is None or len(row.unsur) < len(row.instrument.unsur):
        return False
    broken = any(unsur.value.broken for unsur in row.unsur.values())
    return not broken and follows_without(row, recap.usual, blank)


def _some_blank(recap: Recap, row: RecapRow, blank: list[str]) -> Finding:
    columns = ", ".join(row.unsur[key].value.column for key in blank)
    message = tr("nilai {kolom} kosong", kolom=columns)
    value = implied(row, blank[0], recap.usual) if len(blank) == 1 else None
    if value is not None:
        message += tr("; IKM-nya cocok dengan {nilai}", nilai=shown(value))
    expected = plain_decimal(value) if value is not None else ""
    return row.finding(Rule.UNIT_TANPA_DATA, columns, "", f"{message}.", expected)


def _without_year(row: RecapRow) -> Iterator[Finding]:
    for year in row.years:
        if year.ikm.state is State.BLANK:
            message = tr("{kolom} kosong.", kolom=year.ikm.column)
            yield row.finding(Rule.UNIT_TANPA_DATA, year.ikm.column, "", message)


def _without_period(recap: Recap) -> Iterator[Finding]:
    """Yield units that lack a period which most units with such periods have."""
    held = _periods_held(recap)
    usual: dict[tuple[PeriodKind, int | None], Counter[int]] = defaultdict(Counter)
    units: Counter[tuple[PeriodKind, int | None]] = Counter()
    for kind, year, rows in held:
        usual[kind, year].update(rows.keys())
        units[kind, year] += 1
    for kind, year, rows in held:
        wanted = [n for n, count in usual[kind, year].items() if 2 * count > units[kind, year]]
        missing = sorted(set(wanted) - rows.keys())
        if missing and units[kind, year] > 1:
            yield _no_period(rows[max(rows)], kind, missing)


def _periods_held(recap: Recap) -> list[tuple[PeriodKind, int | None, dict[int, RecapRow]]]:
    held = []
    for rows in by_unit(recap.units):
        found: dict[tuple[PeriodKind, int | None], dict[int, RecapRow]] = defaultdict(dict)
        for row in rows:
            kind = row.period.kind
            if kind is not None and kind in PARTS:
                found[kind, row.period.year][row.period.number] = row
        held += [(kind, year, numbers) for (kind, year), numbers in found.items()]
    return held


def _no_period(row: RecapRow, kind: PeriodKind, missing: list[int]) -> Finding:
    names = ", ".join(f"{kind.value} {number}" for number in missing)
    message = tr("unit ini tidak punya {daftar}, yang ada pada unit lain.", daftar=names)
    return row.finding(Rule.UNIT_TANPA_DATA, "periode", "", message, names)
