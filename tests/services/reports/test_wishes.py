"""What is wished for a report on the command line: its year, its unit, its format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.services.reports.hasil_pengolahan import HASIL_PENGOLAHAN
from app.services.reports.kinds import About, Format, Subject
from app.services.reports.wishes import about_year, format_of, signing_of
from app.services.session import Session
from tests.offices import SmallOffice, make_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OF_A_YEAR = replace(HASIL_PENGOLAHAN, subject=Subject.YEAR)
OF_A_UNIT = replace(HASIL_PENGOLAHAN, subject=Subject.UNIT_YEAR)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    made = make_office(tmp_path / "kantor.puas")
    yield made
    made.session.close()


def test_the_newest_year_is_meant_unless_another_is_named(office: SmallOffice) -> None:
    year = office.survey.year
    assert about_year(office.session, OF_A_YEAR, None, "") == About(year=year)
    assert about_year(office.session, OF_A_YEAR, year, "") == About(year=year)
    with pytest.raises(InputError) as caught:
        about_year(office.session, OF_A_YEAR, 2020, "")
    assert caught.value.next == f"Pilih dari: {year}."


def test_the_unit_of_the_office_is_meant_unless_another_is_named(office: SmallOffice) -> None:
    own = office.session.offices.unit()
    about = about_year(office.session, OF_A_UNIT, None, "")
    assert about_year(office.session, OF_A_UNIT, 2020, "").year == 2020
    assert about == About(unit_id=own.id, year=office.survey.year)
    assert about_year(office.session, OF_A_UNIT, None, own.code) == about
    with pytest.raises(InputError):
        about_year(office.session, OF_A_UNIT, None, "tidak-ada")


def test_a_file_without_surveys_has_no_year(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "kosong.puas")
    assert isinstance(session, Session)
    for kind, help_ in ((OF_A_YEAR, "impor-rekap"), (OF_A_UNIT, "--tahun")):
        with pytest.raises(InputError) as caught:
            about_year(session, kind, None, "")
        assert help_ in caught.value.next
    session.store.close()


def test_the_suffix_says_the_format() -> None:
    assert format_of(HASIL_PENGOLAHAN, ".DOCX") is Format.DOCX
    for suffix in ("", ".txt"):
        with pytest.raises(InputError) as caught:
            format_of(HASIL_PENGOLAHAN, suffix)
        assert ".pdf, .docx, .xlsx" in caught.value.next


def test_nobody_named_leaves_the_choice_to_the_office(office: SmallOffice) -> None:
    assert signing_of(office.session, None, None, " ").official_id is None
