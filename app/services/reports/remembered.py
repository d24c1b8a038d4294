"""What an office last chose for its reports: parts, who signs, where files go; no data."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from app.services.reports.kinds import Options
from app.settings import load_settings, update_settings

if TYPE_CHECKING:
    from app.services.reports.kinds import ReportKind

_MOST_OFFICES = 50
_EVERY_REPORT = "*"
"""Stands where the key of a report stands, for what holds for all of them."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What an office last chose for all its reports; None or blank where it chose nothing."""

    place: str | None = None
    official: str = ""
    """The signatory in the words of the list: an id means somebody else in another file."""
    folder: str = ""
    """Where the last report was saved."""


def habits_of(office: str) -> Habits:
    """Return what an office chose for all its reports."""
    found = _of(office).get(_EVERY_REPORT)
    if not isinstance(found, dict):
        return Habits()
    place, official, folder = (found.get(key) for key in ("place", "official", "folder"))
    return Habits(
        place if isinstance(place, str) else None,
        official if isinstance(official, str) else "",
        folder if isinstance(folder, str) else "",
    )


def keep_habits(office: str, habits: Habits) -> None:
    """Keep what an office chose for all its reports."""
    if habits != habits_of(office):
        _keep(office, _EVERY_REPORT, asdict(habits))


def remembered(kind: ReportKind[Any], office: str) -> Options:
    """Return the last options of a kind; what the kind no longer has is left out."""
    found = _of(office).get(kind.key)
    if not isinstance(found, dict):
        return Options()
    parts = {part.key for part in kind.parts}
    keys = {choice.key for choice in kind.choices}
    without = found.get("tanpa")
    chosen = found.get("pilihan")
    return Options(
        without=frozenset(parts & {str(key) for key in without})
        if isinstance(without, list)
        else frozenset(),
        chosen={key: str(value) for key, value in chosen.items() if key in keys}
        if isinstance(chosen, dict)
        else {},
    )


def remember(kind: ReportKind[Any], office: str, options: Options) -> None:
    """Keep the options of a kind; a disk that refuses costs only the preference."""
    if options.without == remembered(kind, office).without and (
        dict(options.chosen) == dict(remembered(kind, office).chosen)
    ):
        return
    chosen = {"tanpa": sorted(options.without), "pilihan": dict(options.chosen)}
    _keep(office, kind.key, chosen)


def _keep(office: str, key: str, chosen: dict[str, Any]) -> None:
    others = {known: kinds for known, kinds in _stored().items() if known != office}
    latest = [*list(others.items())[-_MOST_OFFICES:], (office, {**_of(office), key: chosen})]
    update_settings(report_options=json.dumps(dict(latest), ensure_ascii=False))


def _of(office: str) -> dict[str, Any]:
    found = _stored().get(office)
    return found if isinstance(found, dict) else {}


def _stored() -> dict[str, Any]:
    try:
        found = json.loads(load_settings().report_options)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
