"""What surrounds the sheets travels with them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.follow_up import Channel
from app.models.package import Surroundings
from app.models.planning import SampleRule, StageKind
from app.models.survey import SurveyService
from app.models.unit import Service
from app.services.exports.reading import read_package

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.package import Package
    from tests.offices import SmallOffice


def sent(office: SmallOffice, folder: Path) -> Package:
    target = folder / "paket.sqlite"
    survey = office.store.surveys.get(office.survey.id)
    office.session.exports.export_package(survey, target)
    return read_package(target)


def test_plans_travel_with_what_became_of_those_before(
    surrounded: SmallOffice, tmp_path: Path
) -> None:
    package = sent(surrounded, tmp_path)
    (plan,) = package.around.plans
    assert (plan.unsur_name, plan.plan.action) == ("Waktu Penyelesaian", "Memasang nomor antrean.")
    assert (plan.plan.due, plan.plan.realisasi) == ("2027 triwulan-1", None)
    previous = package.around.previous
    assert previous is not None
    assert (previous.code, previous.year, previous.period.code) == ("KEL-01-2025", 2025, "tahunan")
    (before,) = previous.plans
    assert (before.plan.realisasi, before.plan.revision) == (40, 2)
    assert before.plan.evidence == "Jadwal loket.\nFoto loket."
    assert package.manifest.plans == 2


def test_publicity_schedule_and_verification_travel(
    surrounded: SmallOffice, tmp_path: Path
) -> None:
    package = sent(surrounded, tmp_path)
    around, survey = package.around, package.survey
    assert [(p.channel, p.place) for p in around.publications] == [
        (Channel.OFFLINE, "Papan pengumuman")
    ]
    assert [(f.place, f.participants) for f in around.forums] == [("Aula kelurahan", 32)]
    assert [(s.kind, s.end.day) for s in around.stages] == [(StageKind.COLLECTION, 31)]
    (verified,) = around.verifications
    assert (verified.sheets, verified.fields, verified.differing, verified.wrong) == (1, 15, 2, 1)
    assert (survey.sample_rule, survey.population) == (SampleRule.NEXT_ROW, 900)


def test_deletions_travel_one_revision_higher(surrounded: SmallOffice, tmp_path: Path) -> None:
    package = sent(surrounded, tmp_path)
    kinds = {one.kind: one.revision for one in package.around.deleted}
    assert kinds == {"sheet": 2, "follow_up": 2}
    assert package.manifest.deleted == 2
    gone = {one.uuid for one in package.around.deleted}
    assert not gone & {sheet.uuid for sheet in package.sheets}


def test_what_was_put_back_is_not_told_to_be_deleted(office: SmallOffice, tmp_path: Path) -> None:
    sheet = office.store.sheets.all_of(office.survey.id)[0]
    office.store.sheets.delete(sheet)
    deleted = sent(office, tmp_path).around.deleted
    assert [one.revision for one in deleted] == [2]
    office.store.sheets.add(sheet, office.questions)
    package = sent(office, tmp_path)
    assert package.around == Surroundings()
    assert package.sheets[0].revision == 3


def test_services_tell_whether_they_are_asked_about(office: SmallOffice, tmp_path: Path) -> None:
    """A sheet of a service that is no longer asked about travels with its service."""
    store, survey = office.store, office.survey
    extra = store.units.save_service(Service(survey.unit_id, "Akta"))
    store.units.save_service(replace(extra, name="Akta kelahiran"))
    asked = (*survey.services, SurveyService(extra.id, 40))
    survey = store.surveys.save(replace(survey, services=asked))
    store.sheets.add(replace(office.sheet(50), service_id=extra.id), office.questions)
    package = sent(office, tmp_path)
    assert [s.name for s in package.services] == ["KTP", "KK", "Akta kelahiran"]
    assert package.services[2].revision == 2
    assert [s.population for s in package.survey.services] == [None, None, 40]
    store.surveys.save(replace(survey, services=survey.services[:2]))
    package = sent(office, tmp_path)
    assert [s.service_id for s in package.survey.services] == [1, 2]
    assert len(package.services) == 3
