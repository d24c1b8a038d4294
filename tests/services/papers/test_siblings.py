"""What is done to one survey of a paper keeps the others fitting, or is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.verification import PlanMethod
from app.services.archive.deeds import Destroying, Locking
from app.services.verification.state import Choice, Stage
from tests.support.paper_office import office_with_paper, paper_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.papers.paper import Paper
    from app.services.session import Session

DAY = date(2029, 1, 2)
Office = tuple["Session", "Paper"]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    session, paper = office_with_paper(tmp_path / "kantor.puas", ("skm-9", "spak-5"), sheets=3)
    yield session, paper
    session.store.close()


def test_what_belongs_to_the_paper_changes_in_all_of_its_surveys(office: Office) -> None:
    session, paper = office
    first, second = paper.surveys
    fewer = replace(session.surveys.as_new(first), population=120, notice="hanya di sini")
    _, changes = session.surveys.revise(first.id, fewer)
    assert changes.surveys == {first.id, second.id}
    assert [session.surveys.get(one.id).population for one in paper.surveys] == [120, 120]
    assert [session.surveys.get(one.id).notice for one in paper.surveys] == ["hanya di sini", ""]
    _, changes = session.surveys.revise(second.id, replace(fewer, notice="hanya di situ"))
    assert changes.surveys == {second.id}


def test_a_locked_survey_holds_what_it_shares_with_its_paper(office: Office) -> None:
    session, paper = office
    first, second = paper.surveys
    session.surveys.lock(second.id, "Selesai")
    with pytest.raises(InputError, match=rf"{second.code} terkunci"):
        session.surveys.revise(
            first.id, replace(session.surveys.as_new(first), period="triwulan-1")
        )
    assert session.surveys.get(first.id).period == first.period
    session.surveys.revise(first.id, replace(session.surveys.as_new(first), notice="boleh"))
    assert session.surveys.get(first.id).notice == "boleh"


def test_what_was_read_earlier_does_not_undo_other_deeds(office: Office) -> None:
    session, paper = office
    read = session.surveys.get(paper.first.id)
    session.archive.retain(read.id, DAY)
    session.surveys.change(replace(read, notice="baru", paper="", paper_place=0))
    kept = session.surveys.get(read.id)
    assert (kept.notice, kept.retain_until, kept.paper) == ("baru", DAY, read.paper)


def test_a_file_of_answers_is_not_taken_into_one_survey_of_a_paper(
    office: Office, tmp_path: Path
) -> None:
    session, paper = office
    file = tmp_path / "jawaban.csv"
    file.write_text("nomor,U1\n90,4\n", encoding="utf-8")
    for survey in paper.surveys:
        with pytest.raises(InputError, match="satu kertas dengan"):
            session.imports.import_answers(survey, file)
    assert session.store.tallies.sheets_of(paper.first.id) == 3


def test_no_verification_begins_whose_decisions_could_not_be_written(office: Office) -> None:
    session, paper = office
    session.surveys.lock(paper.surveys[1].id, "Selesai")
    assert session.verification.plans.overview(paper.first.id).is_locked
    with pytest.raises(InputError, match="terkunci"):
        session.verification.plans.make(paper.first.id, Choice(PlanMethod.ALL))


def test_destroying_one_survey_takes_its_answers_out_of_the_minutes_of_the_paper(
    office: Office,
) -> None:
    session, paper = office
    first, second = paper.surveys
    verification = session.verification
    plan, _ = verification.plans.make(first.id, Choice(PlanMethod.ALL))
    name = paper.instrument.name_of(paper.instrument.questions[-1])
    key = paper.instrument.questions[-1].key
    while task := verification.next(plan.id):
        sheet = session.entry.find(first.id, task.number)
        if task.stage is Stage.SECOND:
            wrong = 1 + sheet.answers[key] % 4
            typed = replace(sheet, answers={**sheet.answers, key: wrong})
            verification.second(plan.id, typed if task.number == 1 else sheet)
        else:
            verification.third(plan.id, task.uuid, {key: sheet.answers[key]})
    minutes, _ = verification.finish(plan.id)
    assert [row[:2] for row in minutes.content["tables"][1]["rows"]] == [["1", name]]
    session.archive.lock(second.id, Locking("final", day=DAY))
    session.archive.destroy(second.id, Destroying(second.code, "masa simpan lewat", day=DAY))

    after = session.store.minutes.get(minutes.id)
    assert len(after.content["tables"]) == 1
    assert "2 Januari 2029" in after.content["closing"][-2]
    assert session.reports.minutes_pdf(after.id)
    figures = verification.figures(first.id)
    assert figures is not None
    assert (figures.total.checked, figures.decisions) == (3, ())
    assert session.store.tallies.sheets_of(first.id) == 3
    assert session.checks.run().findings == ()


def test_the_paper_asks_what_an_instrument_asks_after_it_was_edited(tmp_path: Path) -> None:
    session, _ = office_with_paper(tmp_path / "kantor.puas", ("skm-9",))
    editor = session.instrument_editor
    draft, _ = editor.copy(editor.find("spak-5"))
    editor.save(draft, {**draft.content, "key": "spak-kota", "version": 1})
    editor.publish(draft)
    survey = session.surveys.all()[0]
    session.paper_maker.attach(survey, "spak-kota")
    state = session.entry.start(survey.id)
    paper = session.papers.of(state.survey)
    assert "SPAK kota" not in paper.instrument.definition
    draft, _ = editor.edit(editor.find("spak-kota"))
    editor.save(draft, {**draft.content, "name": "SPAK kota", "profile": []})
    editor.publish(draft)
    for asked in (session.papers.of(state.survey), session.entry.start(survey.id)):
        assert "SPAK kota" in asked.instrument.definition
    session.entry.record(paper_sheet(session.papers.of(state.survey), 1))
    session.store.close()
