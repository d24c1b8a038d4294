"""What a package tells, in the form in which it is kept: sheets by their hashes, the rest as JSON.

Nothing in it depends on this file: two cities keep the same of the same package.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from app.models.consolidation import NOTHING, Version

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.models.follow_up import Forum, Publication
    from app.models.package import Package, ReportedPlan, VerifiedSheets
    from app.models.planning import Stage
    from app.models.response import Sheet

    Content = dict[str, Any]

DIGEST_BYTES = 16
SURVEY, SHEET = "survey", "sheet"
PLAN, PUBLICATION, FORUM, STAGE = "follow_up", "publication", "forum", "stage"
LATER = ("sample_rule",)
"""Settings of a survey that the first format does not tell; None where they are not told."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_encode_sorted = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


class Told(NamedTuple):
    """The sheets that a package tells of: their versions, and the content of those that live."""

    members: dict[bytes, Version]
    sheets: dict[bytes, Sheet]


def sheets_told(package: Package) -> Told:
    """Return the versions of all sheets of a package, the deleted ones too."""
    services = {service.id: service.uuid for service in package.services}
    profile = [field.key for field in package.instrument.profile]
    questions = package.instrument.question_keys
    with_saran = package.manifest.with_saran
    members, sheets = {}, {}
    for sheet in package.sheets:
        content = _encode(
            [
                services[sheet.service_id],
                sheet.number,
                sheet.day.isoformat(),
                *map(sheet.profile.get, profile),
                *map(sheet.answers.get, questions),
            ]
        )
        identity = _identity(sheet.uuid)
        saran = _short(sheet.saran) if with_saran else NOTHING
        service = _identity(services[sheet.service_id])
        members[identity] = Version(sheet.revision, _short(content), saran, sheet.number, service)
        sheets[identity] = sheet
    for deleted in package.around.deleted:
        if deleted.kind == SHEET:
            members[_identity(deleted.uuid)] = Version(deleted.revision, NOTHING, NOTHING, 0)
    return Told(members, sheets)


def context_told(package: Package) -> Content:
    """Return what a package says of its survey and around it."""
    around, previous = package.around, package.around.previous
    own = package.survey.uuid
    items = [_item(PLAN, one.plan, _plan(one, own)) for one in around.plans]
    if previous:
        items += [_item(PLAN, one.plan, _plan(one, previous.uuid)) for one in previous.plans]
    items += [_item(PUBLICATION, one, _publication(one)) for one in around.publications]
    items += [_item(FORUM, one, _forum(one)) for one in around.forums]
    items += [_item(STAGE, one, _stage(one)) for one in around.stages]
    items += [
        [one.kind, one.uuid, one.revision, None] for one in around.deleted if one.kind != SHEET
    ]
    return {
        "survey": [package.survey.revision, _survey(package)],
        "services": _services(package),
        "items": items,
        "previous": {
            "uuid": previous.uuid,
            "code": previous.code,
            "year": previous.year,
            "period": previous.period.code,
        }
        if previous
        else None,
        "verifications": [_verified(one) for one in around.verifications],
    }


def content_digest(content: Mapping[str, Any] | None) -> bytes:
    """Return what tells two contents of one record apart; ``NOTHING`` where it was deleted."""
    if content is None:
        return NOTHING
    return _short(_encode_sorted({k: v for k, v in content.items() if k not in LATER}))


def _short(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:DIGEST_BYTES]


def _identity(uuid: str) -> bytes:
    return bytes.fromhex(uuid.replace("-", ""))


def identity_of(uuid: str) -> bytes:
    """Return the sixteen bytes of a uuid."""
    return UUID(uuid).bytes


def _item(kind: str, record: Any, content: Content) -> list[Any]:  # noqa: ANN401 - any record that travels
    return [kind, record.uuid, record.revision, content]


def _survey(package: Package) -> Content:
    survey = package.survey
    end = survey.collection_end
    return {
        "code": survey.code,
        "year": survey.year,
        "period": survey.period.code,
        "population": survey.population,
        "method": survey.method.value,
        "weight_rule": survey.weight_rule.value,
        "blank_rule": survey.blank_rule.value,
        "state": survey.state.value,
        "collection_end": end.isoformat() if end else None,
        "notice": survey.notice,
        "sample_rule": survey.sample_rule.value if package.manifest.format > 1 else None,
    }


def _services(package: Package) -> list[Content]:
    populations = {asked.service_id: asked.population for asked in package.survey.services}
    return [
        {
            "uuid": service.uuid,
            "revision": service.revision,
            "name": service.name,
            "asked": service.id in populations,
            "population": populations.get(service.id),
        }
        for service in package.services
    ]


def _plan(reported: ReportedPlan, survey_uuid: str) -> Content:
    plan = reported.plan
    return {
        "survey": survey_uuid,
        "unsur": plan.unsur,
        "unsur_name": reported.unsur_name,
        "position": plan.position,
        "action": plan.action,
        "program": plan.program,
        "due": plan.due,
        "responsible": plan.responsible,
        "horizon": plan.horizon.value,
        "realisasi": plan.realisasi,
        "evidence": plan.evidence,
        "obstacle": plan.obstacle,
        "reported_on": plan.reported_on.isoformat() if plan.reported_on else None,
    }


def _publication(one: Publication) -> Content:
    return {
        "day": one.day.isoformat(),
        "channel": one.channel.value,
        "place": one.place,
        "note": one.note,
    }


def _forum(one: Forum) -> Content:
    return {
        "day": one.day.isoformat(),
        "place": one.place,
        "participants": one.participants,
        "note": one.note,
    }


def _stage(one: Stage) -> Content:
    return {
        "kind": one.kind.value,
        "start": one.start.isoformat(),
        "end": one.end.isoformat(),
    }


def _verified(one: VerifiedSheets) -> Content:
    return {
        "uuid": one.uuid,
        "revision": one.revision,
        "method": one.method.value,
        "state": one.state.value,
        "sheets": one.sheets,
        "fields": one.fields,
        "differing": one.differing,
        "wrong": one.wrong,
    }
