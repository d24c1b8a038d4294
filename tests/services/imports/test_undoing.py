"""Import, correct, delete, undo, import again: the file stays whole through any of it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import InputError
from app.models.store.checks import FileChecks
from app.models.survey import SurveyState
from app.services.imports.checking import Columns
from app.services.imports.service import AlreadyImported, Imported
from tests.offices import SmallOffice, make_office
from tests.support.answers import line, write_answers

if TYPE_CHECKING:
    from pathlib import Path


def whole(office: SmallOffice) -> None:
    checks = FileChecks(office.store.database)
    assert checks.missing_imports() == []
    assert list(checks.missing()) == []
    assert list(checks.differing_from_log()) == []
    assert office.store.tallies.differing() == []
    assert list(office.store.log.findings()) == []


def run(office: SmallOffice, path: Path) -> Imported:
    survey = office.store.surveys.get(office.survey.id)
    outcome = office.session.imports.import_answers(survey, path)
    assert isinstance(outcome, Imported)
    return outcome


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.sampled_from(["impor", "betul", "hapus", "batal", "ketik"]), max_size=12))
def test_any_order_of_deeds_leaves_the_file_whole(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("k")
    office = make_office(folder / "kantor.sqlite")
    path = write_answers(folder / "j.csv", *[line() for _ in range(4)])
    sheets = office.store.sheets
    for step in steps:
        found = sheets.all_of(office.survey.id)
        batches = [b for b in office.session.imports.batches(office.survey.id) if not b.undone_at]
        if step == "impor":
            survey = office.store.surveys.get(office.survey.id)
            office.session.imports.import_answers(survey, path)
        elif step == "ketik":
            office.add(1)
        elif step == "batal" and batches:
            office.session.imports.undo(batches[0].id, "keliru")
        elif step == "betul" and found:
            sheets.change(replace(found[0], saran=found[0].saran + "x"), office.questions)
        elif step == "hapus" and found:
            sheets.delete(found[-1])
        whole(office)
    office.store.close()


def test_undo_takes_all_of_it_back_and_the_file_may_come_again(
    office: SmallOffice, tmp_path: Path
) -> None:
    office.add(2)
    path = write_answers(tmp_path / "j.csv", line(), line(), line())
    batch = run(office, path).batch
    gone, changes = office.session.imports.undo(batch.id)
    assert gone == 3
    assert changes.surveys == {office.survey.id}
    assert office.store.sheets.numbers_of(office.survey.id) == {1, 2}
    again = run(office, path)
    assert (again.first_number, again.batch.id, again.batch.undone_at) == (3, batch.id, None)
    assert isinstance(office.session.imports.import_answers(office.survey, path), AlreadyImported)
    whole(office)


def test_a_corrected_sheet_asks_for_a_reason(office: SmallOffice, tmp_path: Path) -> None:
    batch = run(office, write_answers(tmp_path / "j.csv", line())).batch
    (sheet,) = office.store.sheets.all_of(office.survey.id)
    office.store.sheets.change(replace(sheet, saran="x"), office.questions)
    with pytest.raises(InputError, match="sudah dibetulkan"):
        office.session.imports.undo(batch.id)
    assert office.session.imports.undo(batch.id, "salah berkas")[0] == 1
    assert office.store.log.latest(1)[0].reason == "salah berkas"
    with pytest.raises(InputError, match="sudah dibatalkan"):
        office.session.imports.undo(batch.id, "lagi")


def test_a_locked_survey_keeps_its_imports(office: SmallOffice, tmp_path: Path) -> None:
    batch = run(office, write_answers(tmp_path / "j.csv", line())).batch
    survey = office.store.surveys.get(office.survey.id)
    office.store.surveys.save(replace(survey, state=SurveyState.TERKUNCI))
    with pytest.raises(InputError, match="terkunci"):
        office.session.imports.undo(batch.id)


def test_the_digest_of_rows_is_the_one_that_earlier_logs_have() -> None:
    columns = Columns(
        lines=[2, 3],
        numbers=[0, 12],
        days=["2026-03-02", "2026-03-02"],
        services=["KTP", ""],
        saran=["=1+1", "baik\nsekali"],
        answers={"waktu": [4, None]},
        profile={"usia": [34, None], "pekerjaan": ["1", "PNS"]},
    )
    written = (
        "waktu\x1e4\x1fNoneusia\x1e34\x1fNonepekerjaan\x1e1\x1fPNS"
        "0\x1f122026-03-02\x1f2026-03-02KTP\x1f=1+1\x1fbaik\nsekali"
    )
    assert columns.content == hashlib.sha256(written.encode()).hexdigest()


def test_the_same_rows_in_another_file_must_be_confirmed(
    office: SmallOffice, tmp_path: Path
) -> None:
    run(office, write_answers(tmp_path / "j.csv", line(), line("123412341")))
    other = write_answers(tmp_path / "k.csv", line(), line("123412341"), separator=";")
    plan = office.session.imports.read_answers(office.survey, other)
    assert not isinstance(plan, AlreadyImported)
    with pytest.raises(InputError, match=r"sudah diimpor dari berkas j\.csv"):
        office.session.imports.record(plan)
    assert office.session.imports.record(plan, same_confirmed=True).sheets == 2
