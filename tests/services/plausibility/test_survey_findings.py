from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.period import period_of
from app.models.store.proof import findings as damage
from app.services.plausibility.survey_findings import FindingService
from tests.offices import make_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.plausibility.survey_findings import Finding
    from tests.offices import SmallOffice


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    made = make_office(tmp_path / "kantor.sqlite", sheets=12)
    yield made
    made.session.store.close()


def findings(office: SmallOffice) -> dict[str, Finding]:
    session = office.session
    found = FindingService(office.store, session.ikm).of(
        office.survey, session.ikm.of_survey(office.survey)
    )
    return {finding.title: finding for finding in found}


def repeat_last(office: SmallOffice, number: int) -> None:
    last = office.store.sheets.by_number(office.survey.id, number - 1)
    assert last is not None
    twin = replace(last, id=0, uuid="", revision=0, number=number)
    office.store.sheets.add(twin, office.questions)


def test_a_sheet_like_the_one_before_is_found(office: SmallOffice) -> None:
    assert "Lembar kembar dengan lembar sebelumnya" not in findings(office)
    repeat_last(office, 13)
    found = findings(office)["Lembar kembar dengan lembar sebelumnya"]
    assert found.sheets == (13,)
    assert found.waits


def test_a_second_survey_with_the_same_answers_is_named(office: SmallOffice) -> None:
    store = office.store
    again = store.surveys.save(
        replace(office.survey, id=0, year=2025, period=period_of("tahunan", 2025), code="LAMA")
    )
    for sheet in store.sheets.all_of(office.survey.id):
        copied = replace(sheet, id=0, uuid="", revision=0, survey_id=again.id)
        store.sheets.add(copied, office.questions)
    found = findings(office)["Sama dengan survei lain"]
    assert found.text == "Nilai semua 9 unsur sama persis dengan SKM 2025."


def test_a_mark_keeps_a_finding_from_waiting_until_its_values_change(office: SmallOffice) -> None:
    repeat_last(office, 13)
    title = "Lembar kembar dengan lembar sebelumnya"
    key = findings(office)[title].key
    changes = office.session.marks.mark(office.survey.id, key, "  suami dan istri ")
    assert changes.surveys == {office.survey.id}
    marked = findings(office)[title]
    assert (marked.checked, marked.checked_by, marked.waits) == (
        "suami dan istri",
        "Loket C",
        False,
    )
    assert office.store.log.latest(1)[0].subject == "tanda diperiksa"
    repeat_last(office, 14)
    assert findings(office)[title].waits
    assert list(damage(office.store)) == []


def test_a_mark_gets_another_reason_and_is_taken_away(office: SmallOffice) -> None:
    repeat_last(office, 13)
    title = "Lembar kembar dengan lembar sebelumnya"
    key = findings(office)[title].key
    marks = office.session.marks
    marks.mark(office.survey.id, key, "satu")
    marks.mark(office.survey.id, key, "dua")
    assert findings(office)[title].checked == "dua"
    marks.unmark(office.survey.id, key)
    marks.unmark(office.survey.id, key)
    assert findings(office)[title].waits


def test_a_mark_needs_a_reason(office: SmallOffice) -> None:
    with pytest.raises(InputError, match="Alasan"):
        office.session.marks.mark(office.survey.id, "lembar_kembar:x", "   ")
