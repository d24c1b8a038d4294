from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.models.response import Draft
from tests.offices import DAY, reopen

if TYPE_CHECKING:
    from tests.offices import SmallOffice


@pytest.fixture
def draft(office: SmallOffice) -> Draft:
    return Draft(
        survey_id=office.survey.id,
        instrument_id=office.survey.instrument_id,
        number=4,
        day=DAY,
        service_id=office.services[0],
        answers={"persyaratan": 3, "prosedur": None},
        profile={"jenis_kelamin": "P", "usia": None},
        cursor="waktu",
        saran="antre “lama”",
    )


def _plain(found: Draft | None) -> Draft:
    assert found is not None
    return replace(found, operator="", changed_at=None)


def test_a_draft_comes_back_as_it_was_even_after_closing(office: SmallOffice, draft: Draft) -> None:
    office.store.drafts.save(draft, "Loket C")
    office.store.close()
    again = reopen(office.store.path)
    found = again.store.drafts.get(draft.survey_id)
    assert _plain(found) == draft
    assert found is not None
    assert found.operator == "Loket C"
    again.store.close()


def test_a_survey_has_one_draft(office: SmallOffice, draft: Draft) -> None:
    office.store.drafts.save(draft, "Loket C")
    office.store.drafts.save(replace(draft, cursor="biaya"), "Loket B")
    assert _plain(office.store.drafts.get(draft.survey_id)).cursor == "biaya"
    assert office.store.drafts.surveys() == [draft.survey_id]
    office.store.drafts.delete(draft.survey_id)
    assert office.store.drafts.get(draft.survey_id) is None
    assert office.store.drafts.surveys() == []


def test_a_draft_goes_only_into_its_own_survey(office: SmallOffice, draft: Draft) -> None:
    other = office.store.surveys.save(replace(office.survey, id=0, code="LAIN"))
    office.store.drafts.save(draft, "Loket C")
    assert office.store.drafts.get(other.id) is None


def test_a_draft_of_another_instrument_version_is_not_offered(
    office: SmallOffice, draft: Draft
) -> None:
    stored = office.store.instruments.get(office.survey.instrument_id)
    newer = office.store.instruments.keep(stored.key, stored.version + 1, stored.definition + "\n")
    office.store.drafts.save(replace(draft, instrument_id=newer.id), "Loket C")
    assert office.store.drafts.get(draft.survey_id) is None


def test_drafts_are_not_in_the_log(office: SmallOffice, draft: Draft) -> None:
    before = office.store.log.head()
    office.store.drafts.save(draft, "Loket C")
    office.store.drafts.delete(draft.survey_id)
    assert office.store.log.head() == before
