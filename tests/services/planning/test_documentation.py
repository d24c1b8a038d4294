"""Photos of a survey at work: kept, described, limited, open to a locked survey."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.survey import SurveyState
from app.services.changes import NOTHING
from app.services.photos import MAX_PHOTOS, accepted_photo
from tests.offices import make_office
from tests.support.photos import photo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.offices import SmallOffice

PICTURE = accepted_photo(photo(64, 40), "loket.jpg")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    made = make_office(tmp_path / "kantor.puas")
    yield made
    made.store.close()


def test_photos_keep_their_order_and_their_words(office: SmallOffice) -> None:
    documentation, survey_id = office.session.documentation, office.survey.id
    assert documentation.add(survey_id, [PICTURE, PICTURE])[0] == 2
    documentation.add(survey_id, [PICTURE])
    first, second, third = documentation.photos(survey_id)
    assert (first.width, first.height) == (64, 40)
    assert documentation.caption(second, " Rapat\ntim ").surveys == {survey_id}
    assert documentation.caption(third, "") == NOTHING
    documentation.delete(first)
    assert [one.caption for one in documentation.photos(survey_id)] == ["Rapat tim", ""]
    documentation.put_back(first)
    assert [one.position for one in documentation.photos(survey_id)] == [0, 1, 2]


def test_the_log_keeps_the_digest_of_a_photo(office: SmallOffice) -> None:
    office.session.documentation.add(office.survey.id, [PICTURE])
    entry = office.store.log.latest(1)[0]
    assert (entry.subject, entry.action) == ("foto survei", "dibuat")
    assert entry.new is not None
    assert len(entry.new["image"]) == 64


def test_a_locked_survey_takes_photos(office: SmallOffice) -> None:
    office.store.surveys.save(replace(office.survey, state=SurveyState.TERKUNCI), "selesai")
    assert office.session.documentation.add(office.survey.id, [PICTURE])[0] == 1


def test_too_many_photos_are_refused_and_none_is_kept(office: SmallOffice) -> None:
    documentation = office.session.documentation
    with pytest.raises(InputError, match="Dokumentasi satu survei paling banyak memuat 30 foto"):
        documentation.add(office.survey.id, [PICTURE] * (MAX_PHOTOS + 1))
    assert documentation.photos(office.survey.id) == ()
    documentation.add(office.survey.id, [PICTURE])
    (kept,) = documentation.photos(office.survey.id)
    with pytest.raises(InputError, match="Keterangan foto terlalu panjang"):
        documentation.caption(kept, "x" * 301)


def test_a_survey_that_is_not_there_takes_none(office: SmallOffice) -> None:
    with pytest.raises(KeyError):
        office.session.documentation.add(99, [PICTURE])
