"""What the window shows around the screens, and what its search finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.models.survey import SurveyState
from app.services.frame import frame_of, search
from app.services.offices.service import OfficeData
from app.services.opening import Beginning, begin_office
from app.services.session import Session
from app.services.surveys.new_survey import NewSurvey

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    office = OfficeData("Kelurahan Pasar Lama", "kel-pasar-lama")
    made = begin_office(tmp_path / "kantor.sqlite", Beginning(office, 2025, "tahunan"))
    assert isinstance(made, Session)
    unit_id = made.offices.unit().id
    made.surveys.create(NewSurvey(unit_id, 2026, "triwulan-1"))
    made.surveys.create(NewSurvey(unit_id, 2027, "tahunan", state=SurveyState.RENCANA))
    yield made
    made.close()


def test_open_surveys_stand_first_and_the_newest_is_begun_with(session: Session) -> None:
    frame = frame_of(session)
    assert [line.text for line in frame.surveys] == [
        "SKM 2026 · Triwulan I · terbuka",
        "SKM 2025 · terbuka",
        "SKM 2027 · rencana",
    ]
    assert frame.first_survey == frame.surveys[0].id
    assert (frame.office, frame.last_backup) == ("Kelurahan Pasar Lama", None)


def test_the_last_backup_is_told(session: Session) -> None:
    made = session.backups.make()
    assert frame_of(session).last_backup == made.at.replace(microsecond=0)


@pytest.mark.parametrize(
    ("text", "screens"),
    [
        ("pasar", ["survei", "survei", "survei", "unit"]),
        ("skm 2026", ["survei"]),
        ("triwulan", ["survei"]),
        ("kel-pasar", ["survei", "survei", "survei", "unit"]),
        ("zzz", []),
        ("", []),
        ("999", []),
        ("²", []),
    ],
)
def test_words_find_surveys_and_units(session: Session, text: str, screens: list[str]) -> None:
    found = search(session, text, frame_of(session).first_survey)
    assert [item.screen for item in found] == screens


def test_a_file_without_an_office_has_an_empty_frame(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "kosong.sqlite")
    assert isinstance(session, Session)
    frame = frame_of(session)
    assert (frame.office, frame.surveys, frame.first_survey) == ("", (), 0)
    session.close()
