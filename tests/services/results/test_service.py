from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from app.models.period import period_of
from app.models.survey import BlankRule, WeightRule
from app.services.results.survey_results import EVERYTHING, SERVICE, Choice, change_text, is_small
from tests.support.result_office import UNSUR, add_sheets, add_survey, make_office, quarters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.models.survey import Survey
    from app.services.session import Session


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Session, Survey]]:
    session, survey = quarters(tmp_path / "kantor.sqlite")
    yield session, survey
    session.close()


def test_it_shows_what_the_ikm_service_computes(office: tuple[Session, Survey]) -> None:
    session, survey = office
    shown = session.results.of(survey.id)
    assert shown.result == session.ikm.of_survey(survey)
    assert shown.minimum == 278
    assert shown.choice_text == "Semua layanan"
    assert shown.name == "SKM 2026, Triwulan I"
    assert [row.result.unsur.key for row in shown.rows] == [u.key for u in shown.instrument.unsur]


def test_the_change_is_that_against_the_last_quarter(office: tuple[Session, Survey]) -> None:
    session, survey = office
    shown = session.results.of(survey.id)
    assert [step.label for step in shown.trend] == ["TW III 25", "TW IV 25", "TW I 26"]
    before = shown.trend[1].result
    assert shown.result.ikm is not None
    assert before.ikm is not None
    assert shown.change == shown.result.ikm - before.ikm
    waktu = next(row for row in shown.rows if row.result.unsur.key == "waktu")
    assert waktu.change == (shown.result.row("waktu").konversi or 0) - (
        before.row("waktu").konversi or 0
    )


def test_every_service_chosen_equals_its_row_among_the_groups(
    office: tuple[Session, Survey],
) -> None:
    session, survey = office
    shown = session.results.of(survey.id)
    table = next(table for table in shown.groups if table.key == SERVICE)
    assert sum(group.n for group in table.groups) == shown.result.n
    for service_id, name in shown.services:
        chosen = session.results.of(survey.id, Choice(service_id))
        group = next(group for group in table.groups if group.label == name)
        assert chosen.choice_text == f"Layanan: {name}"
        assert chosen.result == group.result
        assert sum(n for _, n in chosen.respondents[1].rows) == group.n


@pytest.mark.parametrize("field", ["jenis_kelamin", "usia", "pendidikan", "pekerjaan"])
def test_every_group_chosen_equals_its_row(office: tuple[Session, Survey], field: str) -> None:
    session, survey = office
    table = next(t for t in session.results.of(survey.id).groups if t.key == field)
    for group in table.groups:
        chosen = session.results.of(survey.id, Choice(field=field, group=group.label))
        assert chosen.result == group.result
        assert chosen.minimum is None
        assert chosen.findings == ()


def test_those_who_did_not_say_are_a_group(tmp_path: Path) -> None:
    session, services = make_office(tmp_path / "kantor.sqlite")
    survey = add_survey(session, services)
    add_sheets(session, survey, 6)
    sheet = session.store.sheets.by_number(survey.id, 3)
    assert sheet is not None
    session.store.sheets.change(replace(sheet, profile={"usia": 40}), UNSUR)
    chosen = session.results.of(survey.id, Choice(field="jenis_kelamin", group=""))
    assert chosen.result.n == 1
    assert chosen.choice_text == "Jenis kelamin: Tidak diisi"
    session.close()


def test_a_choice_that_is_gone_gives_everything(office: tuple[Session, Survey]) -> None:
    session, survey = office
    for gone in (Choice(999), Choice(field="tidak-ada", group="x")):
        assert session.results.of(survey.id, gone).choice == EVERYTHING


def test_incomplete_sheets_are_left_out_of_every_table(tmp_path: Path) -> None:
    session, services = make_office(tmp_path / "kantor.sqlite")
    survey = add_survey(session, services, blank_rule=BlankRule.LEAVE_OUT)
    add_sheets(session, survey, 40)
    sheet = session.store.sheets.by_number(survey.id, 1)
    assert sheet is not None
    session.store.sheets.change(replace(sheet, answers={"waktu": 4}), UNSUR)
    shown = session.results.of(survey.id)
    assert (shown.result.n, shown.result.left_out) == (39, 1)
    assert all(sum(n for _, n in table.rows) == 39 for table in shown.respondents)
    assert all(sum(g.n for g in table.groups) == 39 for table in shown.groups)
    service = session.results.of(survey.id, Choice(sheet.service_id))
    assert service.result.left_out == 1
    session.close()


def test_an_empty_survey_has_no_figures_and_no_findings(tmp_path: Path) -> None:
    session, services = make_office(tmp_path / "kantor.sqlite")
    survey = add_survey(session, services, population=None)
    shown = session.results.of(survey.id)
    assert shown.result.ikm is None
    assert (shown.margin, shown.minimum, shown.previous) == (None, None, None)
    assert (shown.saran, shown.findings) == ((), ())
    assert len(shown.trend) == 1
    session.close()


def test_findings_name_the_sheets(tmp_path: Path) -> None:
    session, services = make_office(tmp_path / "kantor.sqlite")
    survey = add_survey(session, services, period=period_of("triwulan-2", 2026))
    add_sheets(session, survey, 3)
    sheet = session.store.sheets.by_number(survey.id, 2)
    assert sheet is not None
    odd = replace(
        sheet,
        answers=dict.fromkeys(UNSUR, 4),
        day=survey.period.end.replace(month=12),
        profile={**sheet.profile, "usia": 7},
    )
    session.store.sheets.change(odd, UNSUR)
    found = {finding.title: finding for finding in session.results.of(survey.id).findings}
    assert found["Semua jawaban sama"].text == "1 dari 3 lembar: nomor 2."
    assert found["Tanggal di luar periode"].sheets == (2,)
    assert found["Usia tidak lazim"].sheets == (2,)
    session.close()


def test_an_unsur_nobody_answered_is_said(tmp_path: Path) -> None:
    session, services = make_office(tmp_path / "kantor.sqlite")
    survey = add_survey(session, services)
    add_sheets(session, survey, 1)
    sheet = session.store.sheets.by_number(survey.id, 1)
    assert sheet is not None
    answers = {key: 3 for key in UNSUR if key != "biaya"}
    session.store.sheets.change(replace(sheet, answers=answers), UNSUR)
    finding = session.results.of(survey.id).findings[0]
    assert (
        finding.text == "Tidak seorang pun menjawab: Biaya/Tarif. IKM dihitung dari unsur lainnya."
    )
    session.close()


def test_two_equal_periods_and_a_leap_are_findings(tmp_path: Path) -> None:
    session, services = make_office(tmp_path / "kantor.sqlite")
    earlier = add_survey(session, services, period=period_of("bulan-1", 2026), code="A")
    same = add_survey(session, services, period=period_of("bulan-2", 2026), code="B")
    leap = add_survey(session, services, period=period_of("bulan-3", 2026), code="C")
    for survey in (earlier, same, leap):
        add_sheets(session, survey, 12)
    for survey in (earlier, same):
        sheet = session.store.sheets.by_number(survey.id, 1)
        assert sheet is not None
        session.store.sheets.change(replace(sheet, answers={**sheet.answers, "biaya": 1}), UNSUR)
    for number in range(1, 13):
        sheet = session.store.sheets.by_number(leap.id, number)
        assert sheet is not None
        session.store.sheets.change(replace(sheet, answers=dict.fromkeys(UNSUR, 4)), UNSUR)
    titles = [finding.title for finding in session.results.of(same.id).findings]
    assert "Sama dengan survei lain" in titles
    assert session.results.of(leap.id).findings[0].title == "Perubahan besar"
    session.close()


def test_saran_come_as_they_were_written(office: tuple[Session, Survey]) -> None:
    session, survey = office
    saran = session.results.of(survey.id).saran
    assert [one.number for one in saran] == [7, 12, 19]
    assert saran[1].text == '=HYPERLINK("http://contoh") <b>tebal</b>'
    assert saran[0].service == "Surat keterangan"


def test_lowest_are_marked_and_none_where_all_are_equal(tmp_path: Path) -> None:
    session, services = make_office(tmp_path / "kantor.sqlite")
    survey = add_survey(session, services, weight_rule=WeightRule.THREE_DECIMALS)
    add_sheets(session, survey, 1)
    sheet = session.store.sheets.by_number(survey.id, 1)
    assert sheet is not None
    sheet = session.store.sheets.change(
        replace(sheet, answers=dict.fromkeys(UNSUR, 4) | {"waktu": 3}), UNSUR
    )
    rows = session.results.of(survey.id).rows
    assert sum(row.lowest for row in rows) == 9
    session.store.sheets.change(replace(sheet, answers=dict.fromkeys(UNSUR, 4)), UNSUR)
    shown = session.results.of(survey.id)
    assert not any(row.lowest for row in shown.rows)
    assert (shown.result.ikm_text, str(shown.result.exact_ikm)) == ("99,90", "100")
    session.close()


def test_small_groups_are_told_apart(office: tuple[Session, Survey]) -> None:
    session, survey = office
    table = session.results.of(survey.id).groups[0]
    assert not any(is_small(group) for group in table.groups)
    assert is_small(replace(table.groups[0], n=4))
    assert not is_small(replace(table.groups[0], n=5))


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (Fraction(2, 100), "+0,02"),
        (Fraction(-4, 100), "−0,04"),
        (Fraction(1, 1000), "tetap"),
        (Fraction(-1, 1000), "tetap"),
        (Fraction(10), "+10,00"),
        (None, ""),
    ],
)
def test_changes_print_with_their_sign(change: Fraction | None, text: str) -> None:
    assert change_text(change) == text
