"""Compare the rows of a recap with what is in the file, and find what stands in the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from app.models.unit import UnitType
from app.services.plausibility import columns as names
from app.services.recognising.unit_names import compared_name
from app.services.reported.matching import UnitMatcher
from app.services.reported.preview import ReportedLine, ReportedStatus
from app.services.reported.reading import read_row, unit_of
from app.services.units.preview import RowReason
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from app.models.reported import Reported
    from app.models.store.store import Store
    from app.models.unit import Unit
    from app.services.plausibility.reading import RecapTable
    from app.services.reported.preview import PlannedUnit, Request
    from app.services.reported.reading import Wanted

_SHOWN = 40
_OF_STORE = ("id", "uuid", "revision", "source", "source_row")
_TEXTS = {
    "ikm": names.IKM,
    "mutu": "mutu",
    "n": names.COUNT,
    "method": names.METHOD,
    "section": names.GROUP,
    "period_text": names.PERIOD,
    "priorities": names.PRIORITIES,
    "plans": names.PLANS,
    "followed_up": names.FOLLOWED_UP,
    "realisasi": names.REALISASI,
}
"""Fields whose change is told, with the name of their column."""


def plan_rows(store: Store, table: RecapTable, request: Request) -> tuple[ReportedLine, ...]:
    """Return for every row, and every year of it, what it would do."""
    wanted = [
        one
        for row, record in zip(table.rows, table.records, strict=True)
        for one in read_row(row, record, request.year, request.source)
    ]
    lines = list(_placed(wanted, _matcher(store, request)))
    return tuple(_compared(_told_apart(lines, wanted), store))


def _matcher(store: Store, request: Request) -> UnitMatcher:
    units = store.units.all()
    return UnitMatcher(units, _root_of(store, units), dict(request.choices))


def _root_of(store: Store, units: Sequence[Unit]) -> str:
    """Return the code of the unit that new ones come under: the office of the file."""
    office = store.offices.get()
    if office is not None:
        return next(unit.code for unit in units if unit.id == office.unit_id)
    return next((unit.code for unit in units if unit.type is UnitType.PEMDA), "")


def _placed(wanted: Sequence[Wanted], matcher: UnitMatcher) -> Iterator[ReportedLine]:
    """Yield a line per row with its unit; a blank unit below a named one is the same."""
    above, above_text = "", ""
    for one in wanted:
        text, parent = unit_of(one.record)
        if not text:
            text = above if one.row.unit == above_text else one.row.unit
        above, above_text = text, one.row.unit
        unit: PlannedUnit | None = None
        reasons = one.reasons
        if not one.row.is_summary:
            unit, why = matcher.find(text, one.record[names.CODE].strip(), parent)
            reasons = (*why, *reasons)
        content = replace(one.content, unit_id=unit.unit_id if unit else 0)
        status = ReportedStatus.SKIPPED if one.skipped else ReportedStatus.NEW
        status = ReportedStatus.REFUSED if reasons else status
        yield ReportedLine(
            one.row.number, status, unit, one.row.service, content, text, reasons,
            skipped="" if reasons else one.skipped,
        )  # fmt: skip


def _told_apart(lines: list[ReportedLine], wanted: Sequence[Wanted]) -> list[ReportedLine]:
    """Give rows of one unit, service and period their group; refuse those that still are twins."""
    counted = Counter(_key(line) for line in lines if _is_open(line))
    parted = [
        replace(line, content=replace(line.content, part=one.group))
        if _is_open(line) and counted[_key(line)] > 1
        else line
        for line, one in zip(lines, wanted, strict=True)
    ]
    first: dict[Hashable, int] = {}
    return [_not_twice(line, first) if _is_open(line) else line for line in parted]


def _not_twice(line: ReportedLine, first: dict[Hashable, int]) -> ReportedLine:
    before = first.setdefault(_key(line), line.row)
    if before == line.row:
        return line
    reason = tr("unit dan periode ini sudah ada di baris {baris}", baris=before)
    return _refused(line, RowReason("unit", reason))


def _compared(lines: Sequence[ReportedLine], store: Store) -> Iterator[ReportedLine]:
    """Yield the lines with what is in the file already."""
    services = {(one.unit_id, compared_name(one.name)): one.id for one in store.units.services()}
    stored = {_stored_key(one): one for one in store.reported.all()}
    for line in lines:
        if not _is_open(line) or line.unit is None:
            yield line
            continue
        service_id = services.get((line.unit.unit_id, compared_name(line.service)))
        known_service = not line.service or service_id is not None
        content = replace(line.content, service_id=service_id if line.service else None)
        before = stored.get(_stored_key(content)) if known_service else None
        yield _judged(replace(line, content=content), before)


def _judged(line: ReportedLine, before: Reported | None) -> ReportedLine:
    if before is None:
        return line
    content = replace(line.content, **{name: getattr(before, name) for name in _OF_STORE[:3]})
    changes = tuple(_changes(before, content))
    if not changes:
        return replace(line, content=before, status=ReportedStatus.SAME)
    return replace(line, content=content, status=ReportedStatus.CHANGED, changes=changes)


def _changes(before: Reported, after: Reported) -> Iterator[str]:
    different = {
        item.name
        for item in fields(after)
        if item.name not in {*_OF_STORE, "position"}
        and getattr(before, item.name) != getattr(after, item.name)
    }
    for name, column in _TEXTS.items():
        if name in different:
            yield _change(column, getattr(before, name), getattr(after, name))
    for key in {**before.written, **after.written} if "written" in different else ():
        old, new = before.written.get(key, ""), after.written.get(key, "")
        if old != new:
            yield _change(key, old, new)
    if different and not different & {*_TEXTS, "written"}:
        yield tr("dibaca dengan cara lain")


def _change(column: str, old: object, new: object) -> str:
    shown = [str(value or tr("kosong")) for value in (old, new)]
    cut = [text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…" for text in shown]
    return tr("{apa}: {lama} → {baru}", apa=column, lama=cut[0], baru=cut[1])


def _key(line: ReportedLine) -> Hashable:
    code = line.unit.code.casefold() if line.unit else ""
    content = line.content
    return code, compared_name(line.service), content.part, content.year, content.period


def _stored_key(one: Reported) -> Hashable:
    return one.unit_id, one.service_id, one.part, one.year, one.period


def _is_open(line: ReportedLine) -> bool:
    return line.status not in {ReportedStatus.REFUSED, ReportedStatus.SKIPPED}


def _refused(line: ReportedLine, reason: RowReason) -> ReportedLine:
    return replace(line, status=ReportedStatus.REFUSED, reasons=(*line.reasons, reason))
