"""Packages become one file: nothing is lost, nothing counts twice, everything is said."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.models.survey import SurveyState
from app.services.consolidation.outcomes import Fate
from tests.support.receiving import correct, delete, send

if TYPE_CHECKING:
    from tests.offices import SmallOffice
    from tests.support.receiving import City

FORMAT_1 = Path(__file__).parents[2] / "data" / "packages" / "format-1.sqlite"


def sheets_of(city: City, place: int = 0) -> dict[int, int]:
    """Return number → revision of the sheets of a survey."""
    survey = sorted(city.session.store.surveys.all(), key=lambda one: one.id)[place]
    return {s.number: s.revision for s in city.session.store.sheets.all_of(survey.id)}


def test_a_package_becomes_a_survey(city: City, office: SmallOffice, tmp_path: Path) -> None:
    office.session.surveys.lock(office.survey.id, "selesai")
    (outcome,) = city.merge(send(office, tmp_path / "p.sqlite", with_saran=True))
    assert (outcome.fate, outcome.counted.new) == (Fate.MERGED, 6)
    assert outcome.sentence == "6 lembar baru."
    assert outcome.changes.surveys == {outcome.survey_id}
    store = city.session.store
    survey = store.surveys.get(outcome.survey_id)
    sent = office.store.surveys.get(office.survey.id)
    assert (survey.uuid, survey.revision, survey.code) == (sent.uuid, sent.revision, sent.code)
    assert (survey.population, survey.state) == (100, SurveyState.TERKUNCI)
    assert store.units.get(survey.unit_id).code == "KEL-01"
    ours, theirs = (
        [(s.uuid, s.number, s.day, s.answers, s.profile, s.saran, s.changed_at) for s in sheets]
        for sheets in (
            store.sheets.all_of(survey.id),
            office.store.sheets.all_of(office.survey.id),
        )
    )
    assert ours == theirs
    assert city.session.ikm.of_survey(survey) == office.session.ikm.of_survey(sent)
    names = [group.label for group in city.session.ikm.by_service(survey)]
    assert names == ["KK", "KTP"]
    assert city.session.checks.run().findings == ()
    merged = store.log.latest(1)[0]
    assert (merged.action, merged.subject) == ("digabung", "paket")


def test_the_same_package_again_changes_nothing_and_says_so(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    package = send(office, tmp_path / "p.sqlite")
    city.merge(package)
    head = city.session.store.log.head()
    (outcome,) = city.merge(Path(shutil.copy(package, tmp_path / "salinan.sqlite")))
    assert outcome.fate is Fate.KNOWN
    assert "sudah digabung" in outcome.sentence
    assert city.session.store.log.head() == head
    assert not outcome.changes.surveys


def test_a_newer_revision_replaces_the_older_which_stays_in_the_log(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    city.merge(send(office, tmp_path / "1.sqlite"))
    correct(office, 3)
    (outcome,) = city.merge(send(office, tmp_path / "2.sqlite"))
    assert (outcome.counted.changed, outcome.same) == (1, 5)
    assert sheets_of(city)[3] == 2
    sheet = city.session.store.sheets.by_number(outcome.survey_id, 3)
    assert sheet is not None
    assert set(sheet.answers.values()) == {4}
    (entry,) = city.session.store.log.entries_of(sheet.uuid)
    assert entry.action == "diubah"
    assert entry.old is not None
    assert entry.old["revision"] == 1
    assert entry.reason == "2.sqlite"


def test_an_older_package_after_a_newer_one_changes_nothing(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    older = send(office, tmp_path / "1.sqlite")
    correct(office, 3)
    delete(office, 5)
    newer = send(office, tmp_path / "2.sqlite")
    city.merge(newer)
    before = sheets_of(city)
    (outcome,) = city.merge(older)
    assert outcome.fate is Fate.NOTHING_NEW
    assert outcome.sentence.startswith("Paket ini lebih lama daripada yang sudah digabung.")
    assert (outcome.same, outcome.older) == (4, 2)
    assert sheets_of(city) == before
    assert city.session.checks.run().findings == ()


def test_a_deleted_sheet_stays_deleted_until_it_is_put_back(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    with_it = send(office, tmp_path / "1.sqlite")
    sheet = office.store.sheets.by_number(office.survey.id, 2)
    assert sheet is not None
    office.store.sheets.delete(sheet)
    without = send(office, tmp_path / "2.sqlite")
    office.store.sheets.add(sheet, office.questions)
    again = send(office, tmp_path / "3.sqlite")
    city.merge(without, with_it)
    assert 2 not in sheets_of(city)
    city.merge(again)
    assert sheets_of(city)[2] == 3
    city.session.merging.undo(3, "belum tentu")
    assert 2 not in sheets_of(city)


def test_exchanged_numbers(city: City, office: SmallOffice, tmp_path: Path) -> None:
    city.merge(send(office, tmp_path / "1.sqlite"))
    store = office.store.sheets
    one, other = (store.by_number(office.survey.id, number) for number in (1, 2))
    assert one
    assert other
    moved = store.change(replace(one, number=99), office.questions)
    store.change(replace(other, number=1), office.questions)
    store.change(replace(moved, number=2), office.questions)
    city.merge(send(office, tmp_path / "2.sqlite"))
    assert sheets_of(city) == {1: 2, 2: 3, 3: 1, 4: 1, 5: 1, 6: 1}
    assert city.session.checks.run().findings == ()


def test_saran_may_come_later_and_stays(city: City, office: SmallOffice, tmp_path: Path) -> None:
    plain = send(office, tmp_path / "1.sqlite")
    full = send(office, tmp_path / "2.sqlite", with_saran=True)
    again = send(office, tmp_path / "3.sqlite")
    city.merge(plain, full)
    survey = city.session.store.surveys.all()[0]
    assert len(city.session.store.crosstabs.saran(survey.id)) == 2
    (outcome,) = city.merge(again)
    assert outcome.fate is Fate.NOTHING_NEW
    assert len(city.session.store.crosstabs.saran(survey.id)) == 2


def test_the_settings_of_the_newest_revision_count(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    old = send(office, tmp_path / "1.sqlite")
    office.store.surveys.save(replace(office.survey, population=250))
    new = send(office, tmp_path / "2.sqlite")
    city.merge(new, old)
    survey = city.session.store.surveys.all()[0]
    assert (survey.population, survey.revision) == (250, 2)
    assert city.session.ikm.minimum_of(survey) == 152
