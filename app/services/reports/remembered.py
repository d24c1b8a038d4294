"""What was last left out of a report and chosen for it, per office; a preference, no data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from app.services.reports.kinds import Options
from app.settings import load_settings, update_settings

if TYPE_CHECKING:
    from app.services.reports.kinds import ReportKind

_MOST_OFFICES = 50


def remembered(kind: ReportKind[Any], office: str) -> Options:
    """Return the last options of a kind; what the kind no longer has is left out."""
    stored = _stored().get(office, {})
    found = stored.get(kind.key) if isinstance(stored, dict) else None
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
    stored = _stored()
    kinds = stored.pop(office, {})
    kinds = kinds if isinstance(kinds, dict) else {}
    kinds[kind.key] = {"tanpa": sorted(options.without), "pilihan": dict(options.chosen)}
    latest = [*list(stored.items())[-_MOST_OFFICES:], (office, kinds)]
    update_settings(report_options=json.dumps(dict(latest), ensure_ascii=False))


def _stored() -> dict[str, Any]:
    try:
        found = json.loads(load_settings().report_options)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
