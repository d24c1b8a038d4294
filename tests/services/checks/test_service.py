from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.services.checks.service import CheckReport, FindingKind
from tests.offices import make_office
from tests.support.answers import line, write_answers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.offices import SmallOffice


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    made = make_office(tmp_path / "kantor.sqlite", sheets=5)
    path = write_answers(tmp_path / "j.csv", line("343434343"), line("434343434"))
    made.session.imports.import_answers(made.survey, path)
    yield made
    made.store.close()


def run(office: SmallOffice) -> CheckReport:
    return office.session.checks.run()


def kinds(report: CheckReport) -> set[FindingKind]:
    assert all(finding.text.endswith(".") for finding in report.findings)
    return {finding.kind for finding in report.findings}


def test_a_file_that_was_worked_with_is_sound(office: SmallOffice) -> None:
    store = office.store
    first, second, third, *_, imported = store.sheets.all_of(office.survey.id)
    store.sheets.change(replace(first, saran="Baru"), office.questions)
    store.sheets.delete(second)
    store.sheets.delete(third)
    store.sheets.add(third, office.questions)
    store.sheets.delete(imported)
    report = run(office)
    assert report.findings == ()
    assert report.is_sound
    assert report.sentence.startswith("Semua 5 lembar tersimpan, hitungan cocok, dan log utuh (")
    assert report.sheets == 5


def test_steps_are_told(office: SmallOffice) -> None:
    steps: list[tuple[int, int]] = []
    office.session.checks.run(lambda *step: steps.append(step))
    assert steps == [(0, 4), (1, 4), (2, 4), (3, 4)]


@pytest.mark.parametrize(
    ("statement", "kind", "words"),
    [
        ("UPDATE answer_tally SET n = n + 1 WHERE question = 'waktu'", "DAMAGE", "Hitungan"),
        ("UPDATE sheet SET saran = 'lain' WHERE number = 1", "CONTENT", "lembar 1 berbeda"),
        ("DELETE FROM sheet WHERE number = 2", "CONTENT", "lembar 2 tercatat di log"),
        ("DELETE FROM sheet WHERE import_id IS NOT NULL", "CONTENT", "hasil impor berbeda 2"),
        ("UPDATE survey SET population = 9", "DAMAGE", "Isi tidak sama dengan yang dicatat log"),
    ],
)
def test_what_was_changed_past_the_program_is_found(
    office: SmallOffice, statement: str, kind: str, words: str
) -> None:
    office.store.database.execute(statement)
    report = run(office)
    assert not report.is_sound
    assert FindingKind[kind] in kinds(report)
    assert any(words in finding.text for finding in report.findings)
    assert report.sentence == "Berkas ini tidak lagi seperti yang disimpan Puas."


def test_a_changed_log_row_is_named(office: SmallOffice) -> None:
    database = office.store.database
    database.execute("DROP TRIGGER log_is_not_changed")
    database.execute("UPDATE log SET operator = 'orang lain' WHERE seq = 4")
    texts = [finding.text for finding in run(office).findings]
    assert any("(4: baris log berubah)" in text for text in texts)


def test_answers_outside_the_scale_are_named(office: SmallOffice) -> None:
    sheet = office.store.sheets.all_of(office.survey.id)[0]
    answers = json.dumps({**sheet.answers, "waktu": 9})
    office.store.database.execute("UPDATE sheet SET answers = ? WHERE number = 1", (answers,))
    report = run(office)
    found = next(f for f in report.findings if f.kind is FindingKind.SCALE)
    assert found.numbers == (1,)
    assert "di luar skala 1-4 pada lembar 1." in found.text


def test_days_outside_the_period_are_a_finding_but_no_damage(office: SmallOffice) -> None:
    late = replace(office.sheet(50), day=date(2031, 1, 1))
    office.store.sheets.add(late, office.questions)
    report = run(office)
    assert kinds(report) == {FindingKind.DAY}
    assert report.is_sound
    assert report.findings[0].numbers == (50,)
    assert report.sentence == "Berkas utuh, tetapi ada isian yang perlu diperiksa."


def test_a_survey_of_sheets_that_answer_everything_alike(office: SmallOffice) -> None:
    for number in range(20, 40):
        alike = replace(office.sheet(number), answers=dict.fromkeys(office.questions, 4))
        office.store.sheets.add(alike, office.questions)
    report = run(office)
    assert kinds(report) == {FindingKind.UNIFORM}
    assert "20 dari 27 lembar" in report.findings[0].text
    assert report.all_equal == {office.survey.id: 20}
