from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from app import __version__
from app.errors import InputError
from app.models.survey import BlankRule, SurveyService
from app.models.unit import Official, Service
from app.services.reports.service import (
    ReportKind,
    Signing,
    file_name,
    render,
    report_kind,
)
from app.services.session import Session
from tests.offices import SmallOffice, make_office
from tests.services.reports.pages import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AT = datetime(2026, 4, 6, 2, 30, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    made = make_office(tmp_path / "kantor.puas")
    for number in range(1, 8):
        made.store.sheets.add(made.sheet(number), made.questions)
    yield made
    made.session.close()


def test_collects_what_the_store_has(office: SmallOffice) -> None:
    data = office.session.reports.collect(office.survey.id, at=AT)
    assert data.result.n == 7
    assert [sheet.number for sheet in data.sheets] == list(range(1, 8))
    assert len(data.respondents) == len(office.instrument.profile)
    assert data.first_day == data.last_day == date(2026, 3, 2)
    assert data.log_head == office.store.log.head().short
    assert data.program_version == __version__
    assert data.signed_on == AT.date()
    assert len(data.services) == 2


def test_only_services_that_respondents_speak_of_are_named(office: SmallOffice) -> None:
    store = office.store
    other = store.units.save_service(Service(office.survey.unit_id, "Layanan tanpa lembar"))
    asked = (*office.survey.services, SurveyService(other.id))
    store.surveys.save(replace(office.survey, services=asked))
    assert other.name not in office.session.reports.collect(office.survey.id).services
    for sheet in store.sheets.all_of(office.survey.id):
        store.sheets.delete(sheet)
    assert other.name in office.session.reports.collect(office.survey.id).services


def test_the_first_active_official_signs_unless_another_is_chosen(office: SmallOffice) -> None:
    old, first, second = (
        office.store.offices.save_official(Official(jabatan, active=active))
        for jabatan, active in (("Pensiun", False), ("Lurah", True), ("Sekretaris", True))
    )
    service = office.session.reports
    assert service.collect(office.survey.id).official == first
    chosen = service.collect(office.survey.id, Signing("Martapura", date(2026, 5, 1), second.id))
    assert chosen.official == second
    assert chosen.place == "Martapura"
    assert chosen.signed_on == date(2026, 5, 1)
    assert service.collect(office.survey.id, Signing(official_id=old.id)).official == old


def test_sheets_that_the_index_leaves_out_are_left_out_of_the_appendix(office: SmallOffice) -> None:
    sheet = office.sheet(8)
    answers = dict(list(sheet.answers.items())[1:])
    office.store.sheets.add(replace(sheet, answers=answers), office.questions)
    rule = replace(office.survey, blank_rule=BlankRule.LEAVE_OUT)
    office.store.surveys.save(rule)
    data = office.session.reports.collect(office.survey.id)
    assert data.result.n == len(data.sheets) == 7
    assert data.result.left_out == 1
    text = " ".join(texts_of(render(ReportKind.HASIL_PENGOLAHAN, data)))
    assert "1 lembar tidak lengkap dikeluarkan." in text


@pytest.mark.parametrize("kind", list(ReportKind))
def test_prints_every_kind(office: SmallOffice, kind: ReportKind) -> None:
    pdf = office.session.reports.render_pdf(kind, office.survey.id)
    assert "Halaman 1 dari" in texts_of(pdf)[0]
    assert kind.label


def test_a_file_without_office_is_told_so(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "kosong.puas")
    assert isinstance(session, Session)
    with pytest.raises((InputError, KeyError)):
        session.reports.collect(1)
    session.close()


def test_the_word_of_the_command_finds_its_report() -> None:
    assert report_kind(" Hasil-Pengolahan ") is ReportKind.HASIL_PENGOLAHAN
    with pytest.raises(InputError) as caught:
        report_kind("puisi")
    assert "hasil-pengolahan, publikasi" in caught.value.next


def test_the_name_of_the_file_fits_every_system(office: SmallOffice) -> None:
    data = office.session.reports.collect(office.survey.id, at=AT)
    name = file_name(ReportKind.PUBLIKASI, replace(data, unit=replace(data.unit, name="A/B: *")))
    assert name.endswith(".pdf")
    assert "/" not in name
