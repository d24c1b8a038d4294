"""The year of a unit or service from what it reported; the index is never computed anew."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING

from app.models.period import Period, PeriodKind, period_of
from app.services.city.lines import FollowUpLine, Line, Source
from app.services.ikm.mutu import mutu_of
from app.services.ikm.sums import mean_of
from app.services.recognising.unsur_words import unsur_named
from app.services.reported.values import exact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from fractions import Fraction

    from app.models.questionnaire import Instrument
    from app.models.reported import Reported
    from app.models.unit import Unit


def reported_lines(
    rows: Iterable[Reported],
    units: Mapping[int, Unit],
    services: Mapping[int, str],
    instrument_of: Callable[[str], Instrument],
) -> list[Line]:
    """Return one line per unit, service and group of the reported rows of one year."""
    groups: dict[tuple[int, int | None, str, str], list[Reported]] = defaultdict(list)
    for row in rows:
        groups[row.unit_id, row.service_id, row.part, row.instrument_key].append(row)
    return [
        _line(
            _that_make_the_year(group),
            units[unit_id],
            services.get(service_id or 0, ""),
            instrument_of(key),
        )
        for (unit_id, service_id, _, key), group in groups.items()
    ]


def _line(group: Sequence[Reported], unit: Unit, service: str, instrument: Instrument) -> Line:
    first = group[0]
    values = [value for row in group if (value := exact(row.ikm)) is not None]
    ikm = mean_of(values)
    if ikm is None:
        raise ValueError("a reported row without an index")
    counts = [row.n for row in group]
    return Line(
        unit=unit,
        instrument=instrument,
        source=Source.REPORTED,
        ikm=ikm,
        mutu=mutu_of(instrument, ikm),
        unsur=_unsur(group),
        n=None if None in counts else sum(n for n in counts if n is not None),
        service=service,
        part=first.part,
        periods=tuple(row.period_text or _name(row) for row in group),
        method=_joined(row.method for row in group),
        section=first.section,
        position=first.position,
        mutu_written=first.mutu if len(group) == 1 else "",
        written=_written(group),
        follow_up=_follow_up(group, instrument),
    )


def _that_make_the_year(group: Sequence[Reported]) -> list[Reported]:
    """Return the periods of the year; a longer one stands for those within it."""
    periods = {row.id: _period(row) for row in group}
    known = [period for period in periods.values() if period is not None]
    kept = [row for row in group if not _within_another(periods[row.id], known)]
    return sorted(kept, key=lambda row: (_start(periods[row.id]), row.position, row.id))


def _within_another(period: Period | None, others: Iterable[Period]) -> bool:
    return period is not None and any(
        other.start <= period.start
        and period.end <= other.end
        and (other.start, other.end) != (period.start, period.end)
        for other in others
    )


def _start(period: Period | None) -> str:
    return period.start.isoformat() if period else "9"


def _period(row: Reported) -> Period | None:
    with suppress(ValueError):
        return period_of(row.period, row.year)
    return None


def _name(row: Reported) -> str:
    period = _period(row)
    return period.name if period and period.kind is not PeriodKind.TAHUNAN else "Tahunan"


def _unsur(group: Sequence[Reported]) -> dict[str, Fraction]:
    """Return the plain mean of the periods per unsur, where every period has the value."""
    found = {}
    for key in dict.fromkeys(key for row in group for key in row.figures):
        values = [exact(row.figures.get(key, "")) for row in group]
        known = [value for value in values if value is not None]
        if len(known) == len(values) and (mean := mean_of(known)) is not None:
            found[key] = mean
    return found


def _written(group: Sequence[Reported]) -> dict[str, str]:
    if len(group) > 1:
        return {}
    row = group[0]
    return {key: text for key, text in row.written.items() if key not in row.figures}


def _follow_up(group: Sequence[Reported], instrument: Instrument) -> FollowUpLine:
    words = _joined((row.priorities for row in group), "; ")
    chosen, unknown = unsur_named(words, instrument)
    percents = [value for row in group if (value := exact(row.realisasi)) is not None]
    return FollowUpLine(
        chosen,
        unknown,
        words,
        _joined((row.plans for row in group), "\n"),
        _joined((row.followed_up for row in group), "\n"),
        mean_of(percents),
    )


def _joined(texts: Iterable[str], by: str = ", ") -> str:
    return by.join(dict.fromkeys(text for text in texts if text))
