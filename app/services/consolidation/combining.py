"""What several packages together say of a survey and around it, whatever their order."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from app.models.consolidation import NOTHING, ConflictKind, Version
from app.services.consolidation.settling import winner_of
from app.services.consolidation.telling import (
    FORUM,
    LATER,
    PLAN,
    PUBLICATION,
    STAGE,
    SURVEY,
    content_digest,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.models.consolidation import Clash, StoredPackage
    from app.services.consolidation.settling import Decisions
    from app.services.consolidation.telling import Content

KINDS = {
    SURVEY: ConflictKind.SURVEY,
    PLAN: ConflictKind.PLAN,
    PUBLICATION: ConflictKind.PUBLICATION,
    FORUM: ConflictKind.FORUM,
    STAGE: ConflictKind.STAGE,
}


class Combined(NamedTuple):
    """The outcome: JSON that is kept with the survey, and what clashes in it."""

    said: Content
    clashes: list[Clash]


def combined(packages: Sequence[StoredPackage], decisions: Decisions) -> Combined:
    """Combine what the packages of one survey say; there is at least one."""
    ordered = sorted(packages, key=age)
    clashes: list[Clash] = []
    settings, services = _settings(ordered, decisions, clashes)
    records = _records(ordered, decisions, clashes)
    latest = ordered[-1].context
    survey_uuid = ordered[-1].survey_uuid
    previous = latest["previous"]
    plans = [one for one in records[PLAN] if one["survey"] == survey_uuid]
    before = [one for one in records[PLAN] if previous and one["survey"] == previous["uuid"]]
    return Combined(
        {
            "survey": settings,
            "services": services,
            "plans": sorted(plans, key=lambda one: (one["position"], one["uuid"])),
            "previous": previous
            and {
                **previous,
                "plans": sorted(before, key=lambda one: (one["position"], one["uuid"])),
            },
            "publications": _by_day(records[PUBLICATION]),
            "forums": _by_day(records[FORUM]),
            "stages": sorted(records[STAGE], key=lambda one: (one["start"], one["uuid"])),
            "verifications": latest["verifications"],
        },
        clashes,
    )


def age(package: StoredPackage) -> tuple[datetime, int, str]:
    """Return what the packages of a survey are ordered by, the oldest first."""
    return package.made_at, package.log_seq, package.file_sha256


def contents_of(packages: Sequence[StoredPackage], kind: str, uuid: str) -> dict[bytes, Content]:
    """Return digest → content of everything that packages say of one record."""
    found: dict[bytes, Content] = {}
    for package in sorted(packages, key=age):
        said = package.context
        if kind == SURVEY:
            found[content_digest(said["survey"][1])] = said["survey"][1]
            continue
        for item_kind, item_uuid, _, content in said["items"]:
            if (item_kind, item_uuid) == (kind, uuid) and content is not None:
                found[content_digest(content)] = content
    return found


def versions_of(package: StoredPackage, kind: str, uuid: str) -> list[Version]:
    """Return the states of one record that a package tells."""
    said = package.context
    if kind == SURVEY:
        return [_version(*said["survey"])]
    return [
        _version(revision, content)
        for item_kind, item_uuid, revision, content in said["items"]
        if (item_kind, item_uuid) == (kind, uuid)
    ]


def _settings(
    ordered: Sequence[StoredPackage], decisions: Decisions, clashes: list[Clash]
) -> tuple[Content, list[Content]]:
    """Return the settings that count, and the services of the latest package that has them."""
    told = {_version(*package.context["survey"]): package for package in ordered}
    uuid = ordered[-1].survey_uuid
    winner, clash = winner_of(ConflictKind.SURVEY, uuid, list(told), decisions)
    clashes += [clash] if clash else []
    alike = [p for p in ordered if _version(*p.context["survey"]) == winner]
    settings = dict(alike[-1].context["survey"][1])
    for name in LATER:
        known = [p.context["survey"][1][name] for p in alike]
        settings[name] = max((value for value in known if value is not None), default=None)
    settings["revision"] = winner.revision
    return settings, alike[-1].context["services"]


def _records(
    ordered: Sequence[StoredPackage], decisions: Decisions, clashes: list[Clash]
) -> dict[str, list[Content]]:
    versions: defaultdict[tuple[str, str], set[Version]] = defaultdict(set)
    contents: dict[tuple[str, str, bytes], Content] = {}
    for package in ordered:
        for kind, uuid, revision, content in package.context["items"]:
            version = _version(revision, content)
            versions[kind, uuid].add(version)
            if content is not None:
                contents[kind, uuid, version.digest] = {**content, "uuid": uuid}
    found: dict[str, list[Content]] = {kind: [] for kind in KINDS}
    for (kind, uuid), known in versions.items():
        winner, clash = winner_of(KINDS[kind], uuid, known, decisions)
        clashes += [clash] if clash else []
        if winner.digest != NOTHING:
            content = contents[kind, uuid, winner.digest]
            found[kind].append({**content, "revision": winner.revision})
    return found


def _version(revision: int, content: Content | None) -> Version:
    return Version(revision, content_digest(content), NOTHING, 0)


def _by_day(records: list[Any]) -> list[Any]:
    return sorted(records, key=lambda one: (one["day"], one["uuid"]))
