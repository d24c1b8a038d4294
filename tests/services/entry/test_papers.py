"""A sheet of several surveys is kept in all of them or in none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.survey import SurveyState
from app.services.changes import NOTHING
from app.services.entry.form import Form
from app.services.entry.state import Readiness
from app.services.exports.reading import read_package
from tests.support.instrument_office import keys_of
from tests.support.paper_office import office_with_paper, paper_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.models.response import Sheet
    from app.services.papers.paper import Paper
    from app.services.session import Session


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Session, Paper]]:
    session, paper = office_with_paper(tmp_path / "kantor.puas")
    yield session, paper
    session.store.close()


def stored(session: Session, paper: Paper) -> list[list[Sheet]]:
    return [session.store.sheets.all_of(survey.id) for survey in paper.surveys]


def numbers(session: Session, paper: Paper) -> list[list[int]]:
    return [[sheet.number for sheet in sheets] for sheets in stored(session, paper)]


def test_a_sheet_is_kept_in_each_survey(office: tuple[Session, Paper]) -> None:
    session, paper = office
    recorded = session.entry.record(paper_sheet(paper, 1))
    assert recorded.changes.surveys == {survey.id for survey in paper.surveys}
    assert numbers(session, paper) == [[1], [1], [1]]
    skm, spkp, spak = (sheets[0] for sheets in stored(session, paper))
    assert {(s.day, s.service_id) for s in (skm, spkp, spak)} == {(skm.day, skm.service_id)}
    assert (len(skm.answers), len(spkp.answers), len(spak.answers)) == (9, 8, 5)
    assert isinstance(skm.profile["usia"], int)
    assert spkp.profile == spak.profile
    assert recorded.statistics.n == 1
    assert [line.short for line in recorded.statistics.others] == ["IPKP", "IPAK"]
    assert session.checks.run().is_sound


def test_each_index_is_that_of_the_survey_alone(tmp_path: Path) -> None:
    """The same answers in surveys of their own give the same figures, to the last fraction."""
    session, paper = office_with_paper(tmp_path / "bersama.puas", sheets=20)
    for survey, sheets in zip(paper.surveys, stored(session, paper), strict=True):
        keys = (session.instruments.of(survey.instrument_id).key,)
        apart, alone = office_with_paper(tmp_path / f"{survey.id}.puas", keys)
        assert not alone.is_shared
        for sheet in sheets:
            apart.entry.record(replace(sheet, survey_id=alone.first.id, uuid="", revision=0))
        assert apart.ikm.of_survey(alone.first).ikm == session.ikm.of_survey(survey).ikm
        apart.store.close()
    session.store.close()


def test_saving_again_what_is_kept_writes_nothing(office: tuple[Session, Paper]) -> None:
    session, paper = office
    sheet = replace(paper_sheet(paper, 1), uuid="01890a5d-ac96-774b-bcce-b302099a8057")
    first = session.entry.record(sheet)
    again = session.entry.record(sheet)
    assert again.changes == NOTHING
    assert again.sheet.uuid == first.sheet.uuid == sheet.uuid
    assert numbers(session, paper) == [[1], [1], [1]]


def test_a_fault_between_the_siblings_leaves_nothing(
    office: tuple[Session, Paper], monkeypatch: pytest.MonkeyPatch
) -> None:
    session, paper = office
    session.entry.record(paper_sheet(paper, 1))
    before = stored(session, paper)
    joined = session.entry.find(paper.first.id, 1)
    deeds: dict[str, Callable[[], object]] = {
        "add": lambda: session.entry.record(paper_sheet(paper, 2)),
        "change": lambda: session.entry.correct(_other(joined)),
        "delete": lambda: session.entry.delete(joined),
    }
    for name, deed in deeds.items():
        seen: list[object] = []
        monkeypatch.setattr(session.store.sheets, name, _third_fails(session, name, seen))
        with pytest.raises(OSError, match="no room"):
            deed()
        monkeypatch.undo()
        assert len(seen) == 3
        assert stored(session, paper) == before
    assert session.checks.run().is_sound


def _third_fails(session: Session, name: str, seen: list[object]) -> Callable[..., object]:
    """Return a deed of the store that does what it should until it is done the third time."""
    real = getattr(session.store.sheets, name)

    def deed(*given: object) -> object:
        seen.append(given)
        if len(seen) == 3:
            raise OSError("no room left")
        return real(*given)

    return deed


def _other(sheet: Sheet) -> Sheet:
    answers = dict.fromkeys(sheet.answers, 1)
    return replace(sheet, answers=answers)


def test_a_correction_changes_only_the_parts_it_is_about(office: tuple[Session, Paper]) -> None:
    session, paper = office
    session.entry.record(paper_sheet(paper, 1))
    sheet = session.entry.find(paper.surveys[1].id, 1)
    assert sheet.survey_id == paper.surveys[1].id
    answers = {**sheet.answers, "2.pungli": 1}
    recorded = session.entry.correct(replace(sheet, answers=answers), "Salah baca")
    skm, spkp, spak = (sheets[0] for sheets in stored(session, paper))
    assert (skm.revision, spkp.revision, spak.revision) == (1, 1, 2)
    assert spak.answers["pungli"] == 1
    assert session.entry.correct(recorded.sheet).changes == NOTHING
    moved = replace(recorded.sheet, day=recorded.sheet.day.replace(day=28), profile={"usia": 60})
    session.entry.correct(moved)
    parts = [sheets[0] for sheets in stored(session, paper)]
    assert {part.day.day for part in parts} == {28}
    assert [part.profile for part in parts] == [{"usia": 60}, {"usia": "55-65"}, {"usia": "55-65"}]
    with pytest.raises(InputError, match="sudah diubah"):
        session.entry.correct(_other(sheet))
    assert session.checks.run().is_sound


def test_delete_and_undo_bring_all_back(office: tuple[Session, Paper]) -> None:
    session, paper = office
    for number in (1, 2):
        session.entry.record(paper_sheet(paper, number))
    before = [[s.uuid for s in sheets] for sheets in stored(session, paper)]
    deleted = session.entry.delete(session.entry.find(paper.first.id, 2))
    assert numbers(session, paper) == [[1], [1], [1]]
    assert deleted.statistics.next_number == 3
    session.entry.restore(deleted)
    after = [[s.uuid for s in sheets] for sheets in stored(session, paper)]
    assert after == before
    assert session.checks.run().is_sound


def test_a_locked_sibling_refuses_by_name(office: tuple[Session, Paper]) -> None:
    session, paper = office
    session.entry.record(paper_sheet(paper, 1))
    joined = session.entry.find(paper.first.id, 1)
    locked = paper.surveys[2]
    session.store.surveys.save(
        replace(session.surveys.get(locked.id), state=SurveyState.TERKUNCI), "Selesai"
    )
    deeds = (
        lambda: session.entry.record(paper_sheet(paper, 2)),
        lambda: session.entry.correct(_other(joined)),
        lambda: session.entry.delete(joined),
    )
    for deed in deeds:
        with pytest.raises(InputError, match=f"Survei {locked.code} pada kertas ini terkunci"):
            deed()
    assert numbers(session, paper) == [[1], [1], [1]]
    state = session.entry.start(paper.first.id)
    assert state.readiness is Readiness.LOCKED
    assert locked.code in state.closed


def test_a_part_alone_may_be_corrected_with_its_own_keys(office: tuple[Session, Paper]) -> None:
    """Whoever works on one survey sees one survey; who the respondent is stays one for all."""
    session, paper = office
    session.entry.record(paper_sheet(paper, 1))
    spkp = stored(session, paper)[1][0]
    answers = {**spkp.answers, "waktu": 1}
    profile = {
        **spkp.profile,
        "jenis_kelamin": "L" if spkp.profile["jenis_kelamin"] == "P" else "P",
    }
    session.entry.correct(replace(spkp, answers=answers, profile=profile), "Pemeriksaan")
    parts = [sheets[0] for sheets in stored(session, paper)]
    assert parts[1].answers == answers
    assert len(parts[0].answers) == 9
    assert len({part.profile["jenis_kelamin"] for part in parts}) == 1
    session.entry.delete(parts[1])
    assert numbers(session, paper) == [[], [], []]


def test_a_part_that_is_missing_is_added_when_the_sheet_is_corrected(
    office: tuple[Session, Paper],
) -> None:
    session, paper = office
    session.entry.record(paper_sheet(paper, 1))
    questions = paper.parts[0].instrument.question_keys
    session.store.sheets.delete(stored(session, paper)[0][0], questions)
    joined = session.entry.find(paper.first.id, 1)
    assert "persyaratan" not in joined.answers
    session.entry.correct(replace(joined, answers={**joined.answers, "persyaratan": 4}))
    assert numbers(session, paper) == [[1], [1], [1]]
    uuids = {sheets[0].uuid for sheets in stored(session, paper)}
    assert len(uuids) == 3


def test_the_form_asks_the_whole_paper_and_the_draft_holds_it(
    office: tuple[Session, Paper],
) -> None:
    session, paper = office
    survey = paper.surveys[2]
    state = session.entry.start(survey.id)
    form = Form(state.instrument, day=state.day, service_id=state.service_id, number=1)
    keys = keys_of_paper(paper)
    for key in keys[:-2]:
        form.press(key)
    session.entry.save_draft(form.draft(survey.id, survey.instrument_id))
    found = session.entry.start(paper.first.id).draft
    assert found is not None
    assert found.survey_id == paper.first.id
    resumed = Form.of_draft(state.instrument, found)
    assert resumed.state.values == form.state.values
    for key in keys[-2:]:
        resumed.press(key)
    assert resumed.is_complete
    recorded = session.entry.record(resumed.sheet(survey.id))
    assert [len(sheets[0].answers) for sheets in stored(session, paper)] == [9, 8, 5]
    assert session.entry.start(survey.id).draft is None
    assert any("SPAK" in warned.text for warned in recorded.warnings)


def keys_of_paper(paper: Paper) -> str:
    """Return the keys of one whole sheet: each part's highest answers."""
    profile = keys_of(paper.instrument)[: -len(paper.instrument.questions)]
    return profile + "".join(str(q.options[-1].score) for q in paper.instrument.questions)


def test_each_survey_is_exported_apart(tmp_path: Path) -> None:
    session, paper = office_with_paper(tmp_path / "kantor.puas", sheets=5)
    for survey in paper.surveys:
        target = tmp_path / f"{survey.code}.sqlite"
        session.exports.export_package(survey, target)
        package = read_package(target)
        assert [sheet.number for sheet in package.sheets] == [1, 2, 3, 4, 5]
    session.store.close()


def test_what_is_odd_about_a_part_is_said_under_its_name(office: tuple[Session, Paper]) -> None:
    session, paper = office
    sheet = paper_sheet(paper, 1)
    spak_alike = {key: 5 if key.startswith("2.") else sheet.answers[key] for key in sheet.answers}
    spkp_left_out = {key: n for key, n in spak_alike.items() if not key.startswith("1.")}
    recorded = session.entry.record(replace(sheet, answers=spkp_left_out))
    texts = [warned.text for warned in recorded.warnings]
    assert "SPAK: Semua 5 jawaban sama: 5." in texts
    assert "SPKP: Tidak satu pun pertanyaan dijawab." in texts
    all_alike = session.entry.record(
        replace(paper_sheet(paper, 2), answers=dict.fromkeys(sheet.answers, 3))
    )
    about = [warned.text for warned in all_alike.warnings if "jawaban sama" in warned.text]
    assert about == ["Semua 22 jawaban sama: 3."]
