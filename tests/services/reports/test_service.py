from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from app import __version__
from app.errors import InputError
from app.models.survey import BlankRule, SurveyService
from app.models.unit import Official, Service
from app.services.reports.hasil_pengolahan import HASIL_PENGOLAHAN
from app.services.reports.kinds import About, Format, Options, ReportKind, Signing
from app.services.reports.publikasi import PUBLIKASI
from app.services.reports.registry import report_kind, report_kinds
from app.services.reports.service import Collected
from app.services.session import Session
from tests.offices import SmallOffice, make_office
from tests.services.reports.pages import texts_of
from tests.support.reports import SURVEY_KINDS, file_of, results_of

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
    data = results_of(office.session, office.survey.id, at=AT)
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
    assert other.name not in results_of(office.session, office.survey.id).services
    for sheet in store.sheets.all_of(office.survey.id):
        store.sheets.delete(sheet)
    assert other.name in results_of(office.session, office.survey.id).services


def test_the_first_active_official_signs_unless_another_is_chosen(office: SmallOffice) -> None:
    old, first, second = (
        office.store.offices.save_official(Official(jabatan, active=active))
        for jabatan, active in (("Pensiun", False), ("Lurah", True), ("Sekretaris", True))
    )
    session, survey = office.session, office.survey
    assert results_of(session, survey.id).official == first
    signing = Signing("Martapura", date(2026, 5, 1), second.id)
    chosen = results_of(session, survey.id, Options(signing))
    assert chosen.official == second
    assert chosen.place == "Martapura"
    assert chosen.signed_on == date(2026, 5, 1)
    pensioned = Options(Signing(official_id=old.id))
    assert results_of(session, survey.id, pensioned).official == old


def test_sheets_that_the_index_leaves_out_are_left_out_of_the_appendix(office: SmallOffice) -> None:
    sheet = office.sheet(8)
    answers = dict(list(sheet.answers.items())[1:])
    office.store.sheets.add(replace(sheet, answers=answers), office.questions)
    rule = replace(office.survey, blank_rule=BlankRule.LEAVE_OUT)
    office.store.surveys.save(rule)
    data = results_of(office.session, office.survey.id)
    assert data.result.n == len(data.sheets) == 7
    assert data.result.left_out == 1
    text = " ".join(texts_of(file_of(HASIL_PENGOLAHAN, data)))
    assert "1 lembar tidak lengkap dikeluarkan." in text


@pytest.mark.parametrize("kind", SURVEY_KINDS)
def test_prints_every_kind(office: SmallOffice, kind: ReportKind[Any]) -> None:
    pdf = office.session.reports.render(kind, About(office.survey.id))
    pages = texts_of(pdf)
    assert f"Halaman {len(pages)} dari {len(pages)}" in pages[-1]
    assert kind.label


def test_a_file_without_office_is_told_so(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "kosong.puas")
    assert isinstance(session, Session)
    with pytest.raises((InputError, KeyError)):
        session.reports.collect(HASIL_PENGOLAHAN, About(1))
    session.close()


def test_the_word_of_the_command_finds_its_report() -> None:
    assert report_kind(" Hasil-Pengolahan ") is HASIL_PENGOLAHAN
    with pytest.raises(InputError) as caught:
        report_kind("puisi")
    assert "hasil-pengolahan, pelaksanaan, publikasi" in caught.value.next


def test_the_name_of_the_file_fits_every_system(office: SmallOffice) -> None:
    data = results_of(office.session, office.survey.id, at=AT)
    made = replace(data, unit=replace(data.unit, name="A/B: *"))
    name = Collected(PUBLIKASI, made, Options()).file_name(Format.DOCX)
    assert name == "Publikasi IKM (poster A4) A-B- - Tahun 2026.docx"


def test_no_two_kinds_share_a_word() -> None:
    keys = [kind.key for kind in report_kinds()]
    assert len(set(keys)) == len(keys)
    for kind in report_kinds():
        assert kind.label
        assert kind.formats
        parts = [part.key for part in kind.parts]
        assert len(set(parts)) == len(parts)


def test_parts_are_left_out_and_the_others_keep_their_order(office: SmallOffice) -> None:
    about = About(office.survey.id)
    keys = frozenset(part.key for part in HASIL_PENGOLAHAN.parts)
    whole = " ".join(texts_of(office.session.reports.render(HASIL_PENGOLAHAN, about)))
    short = " ".join(
        texts_of(office.session.reports.render(HASIL_PENGOLAHAN, about, Options(without=keys)))
    )
    for words in ("2. Responden", "Lampiran: Pengolahan data"):
        assert words in whole
        assert words not in short
    assert "1. Nilai per unsur" in short


def test_the_weight_of_each_unsur_is_printed_when_asked_for(office: SmallOffice) -> None:
    about = About(office.survey.id)
    always = Options(chosen={"bobot": "selalu"})
    usual = Options(chosen={"bobot": "entah"})
    asked = texts_of(office.session.reports.render(HASIL_PENGOLAHAN, about, always))[0]
    assert "Bobot NRR" in asked
    assert "1/9" in asked
    assert (
        "Bobot NRR"
        not in texts_of(office.session.reports.render(HASIL_PENGOLAHAN, about, usual))[0]
    )


def test_whoever_is_told_of_the_progress_may_stop_the_work(office: SmallOffice) -> None:
    class StoppedError(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise StoppedError

    told: list[tuple[int, int]] = []
    about = About(office.survey.id)
    office.session.reports.render(
        HASIL_PENGOLAHAN, about, progress=lambda done, total: told.append((done, total))
    )
    assert told == sorted(told)
    assert 0 < told[0][0] < told[-1][0] <= told[-1][1]
    with pytest.raises(StoppedError):
        office.session.reports.render(HASIL_PENGOLAHAN, about, progress=stop)
