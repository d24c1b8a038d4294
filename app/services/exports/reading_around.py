"""Read what surrounds the sheets of a package: deletions, plans, publicity, schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.follow_up import Channel, FollowUp, Forum, Horizon, Publication
from app.models.package import (
    Deleted,
    PreviousSurvey,
    ReportedPlan,
    Surroundings,
    VerifiedSheets,
)
from app.models.period import period_of
from app.models.planning import Stage, StageKind
from app.models.verification import PlanMethod, PlanState
from app.services.exports import forms, values
from app.services.exports.values import each, require
from app.services.follow_up.due import due_period
from app.services.follow_up.progress import DONE
from app.services.follow_up.public import MAX_NOTE, MAX_PARTICIPANTS, MAX_PLACE
from app.services.follow_up.service import MAX_ACTION, MAX_EVIDENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.store.package import Content
    from app.services.exports.values import Said

_MOST_RECORDS = 10_000
_KIND_OF = {word: kind for kind, word in forms.KINDS.items()}


def read_surroundings(contents: Sequence[Content]) -> Surroundings:
    """Return what the tables ``forms.AROUND`` say, each row verified.

    Raises ValueError where one cannot be.
    """
    deleted, plans, previous, publications, forums, schedule, verification = contents
    require(all(len(rows) <= _MOST_RECORDS for _, rows in contents[1:]))
    read = each(plans, _plan)
    found = Surroundings(
        plans=tuple(plan for plan, is_previous in read if not is_previous),
        previous=_previous(previous, tuple(plan for plan, is_previous in read if is_previous)),
        publications=tuple(each(publications, _publication)),
        forums=tuple(each(forums, _forum)),
        stages=tuple(each(schedule, _stage)),
        verifications=tuple(each(verification, _verified)),
        deleted=tuple(each(deleted, _deleted)),
    )
    for records in (
        [plan.plan for plan, _ in read],
        found.publications,
        found.forums,
        found.stages,
        found.verifications,
        found.deleted,
    ):
        values.distinct([record.uuid for record in records])
    values.distinct([stage.kind.value for stage in found.stages])
    return found


def _deleted(said: Said) -> Deleted:
    deleted = Deleted(
        _KIND_OF[values.text(said["jenis"])],
        values.uuid(said["uuid"]),
        values.revision(said["revisi"]),
    )
    require(deleted.revision > 1)
    return deleted


def _plan(said: Said) -> tuple[ReportedPlan, bool]:
    due = values.text(said["waktu"])
    require(not due or due_period(due) is not None)
    plan = FollowUp(
        survey_id=0,
        unsur=values.line(said["unsur"]),
        position=values.count(said["urutan"]),
        action=values.line(said["kegiatan"], MAX_ACTION),
        program=values.line_or_empty(said["program"]),
        due=due,
        responsible=values.line_or_empty(said["penanggung_jawab"]),
        horizon=Horizon(values.text(said["jangka"])),
        realisasi=values.count_or_none(said["realisasi"], DONE),
        evidence=values.paragraphs(said["bukti"], MAX_EVIDENCE),
        obstacle=values.paragraphs(said["kendala"], MAX_EVIDENCE),
        reported_on=values.day_or_none(said["dilaporkan"]),
        uuid=values.uuid(said["uuid"]),
        revision=values.revision(said["revisi"]),
    )
    return ReportedPlan(plan, values.line(said["nama_unsur"])), bool(values.count(said["lalu"], 1))


def _previous(content: Content, plans: tuple[ReportedPlan, ...]) -> PreviousSurvey | None:
    def one(said: Said) -> PreviousSurvey:
        year = values.year(said["tahun"])
        return PreviousSurvey(
            values.uuid(said["uuid"]),
            values.line(said["kode"]),
            year,
            period_of(values.text(said["periode"]), year),
            plans,
        )

    found = each(content, one)
    require(len(found) == 1 or not (found or plans))
    return found[0] if found else None


def _publication(said: Said) -> Publication:
    return Publication(
        survey_id=0,
        day=values.day(said["tanggal"]),
        channel=Channel(values.text(said["saluran"])),
        place=values.line(said["tempat"], MAX_PLACE),
        note=values.paragraphs(said["catatan"], MAX_NOTE),
        uuid=values.uuid(said["uuid"]),
        revision=values.revision(said["revisi"]),
    )


def _forum(said: Said) -> Forum:
    return Forum(
        survey_id=0,
        day=values.day(said["tanggal"]),
        place=values.line_or_empty(said["tempat"], MAX_PLACE),
        participants=values.count_or_none(said["peserta"], MAX_PARTICIPANTS),
        note=values.paragraphs(said["catatan"], MAX_NOTE),
        uuid=values.uuid(said["uuid"]),
        revision=values.revision(said["revisi"]),
    )


def _stage(said: Said) -> Stage:
    stage = Stage(
        survey_id=0,
        kind=StageKind(values.text(said["tahap"])),
        start=values.day(said["mulai"]),
        end=values.day(said["selesai"]),
        uuid=values.uuid(said["uuid"]),
        revision=values.revision(said["revisi"]),
    )
    require(stage.start <= stage.end)
    return stage


def _verified(said: Said) -> VerifiedSheets:
    fields = values.count(said["isian"])
    differing = values.count(said["berbeda"], fields)
    return VerifiedSheets(
        uuid=values.uuid(said["uuid"]),
        revision=values.revision(said["revisi"]),
        method=PlanMethod(values.text(said["cara"])),
        state=PlanState(values.text(said["keadaan"])),
        sheets=values.count(said["lembar"]),
        fields=fields,
        differing=differing,
        wrong=values.count(said["keliru"], differing),
    )
