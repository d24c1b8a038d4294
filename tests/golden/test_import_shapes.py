"""Two shapes in which offices keep answers, imported without editing them first."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.services.imports.service import AlreadyImported, Imported
from app.services.recognising.answer_columns import How
from app.services.recognising.days import DateOrder
from tests.offices import make_office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.offices import SmallOffice

DATA = Path(__file__).resolve().parent.parent / "data"
FORM, CODES = DATA / "impor_formulir_web.csv", DATA / "impor_kode.csv"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    made = make_office(tmp_path / "kantor.sqlite")
    yield made
    made.store.close()


def rows_of(path: Path, encoding: str, delimiter: str, skip: int) -> list[list[str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))[skip:]


def test_the_table_of_a_web_form(office: SmallOffice) -> None:
    outcome = office.session.imports.import_answers(office.survey, FORM)
    assert isinstance(outcome, Imported)
    rows = rows_of(FORM, "utf-8", ",", 1)
    sheets = office.store.sheets.all_of(office.survey.id)
    assert len(sheets) == len(rows) == 40
    assert outcome.plan.ignored == ("Alamat email",)
    assert outcome.plan.checked.mapping.settings.date_order is DateOrder.MDY
    for row, sheet in zip(rows, sheets, strict=True):
        month, day, rest = row[0].split("/")
        assert sheet.day.isoformat() == f"{rest[:4]}-{int(month):02}-{int(day):02}"
        labels = [q.label_of(sheet.answers[q.key]) for q in office.instrument.questions]
        assert labels == row[7:16]
        assert sheet.profile["jenis_kelamin"] == row[3][0]
        assert sheet.profile["usia"] == int(row[4])
        assert sheet.saran == row[16]
    asked = {one.target for one in outcome.plan.checked.mapping.columns if one.how is How.NAME}
    assert {"persyaratan", "waktu"} <= asked


def test_the_table_of_codes(office: SmallOffice) -> None:
    outcome = office.session.imports.import_answers(office.survey, CODES)
    assert isinstance(outcome, Imported)
    rows = rows_of(CODES, "cp1252", ";", 3)
    sheets = office.store.sheets.all_of(office.survey.id)
    assert [sheet.number for sheet in sheets] == [int(row[0]) for row in rows]
    schools = ("TS", "SD", "SMP", "SMA", "D1-D3", "S1", "S2", "S3")
    for row, sheet in zip(rows, sheets, strict=True):
        day, month, year = map(int, row[1].split("/"))
        assert (sheet.day.year, sheet.day.month, sheet.day.day) == (year, month, day)
        scores = [sheet.answers[key] for key in office.questions]
        assert scores == [int(cell[0]) for cell in row[6:15]]
        assert sheet.profile["jenis_kelamin"] == "LP"[int(row[2]) - 1]
        assert sheet.profile["pendidikan"] == schools[int(row[4]) - 1]
        assert sheet.saran == row[15]


def test_a_second_time_is_recognised_and_both_add_up(office: SmallOffice) -> None:
    for path in (FORM, CODES):
        again = office.session.imports.import_answers
        if path == CODES:
            continue
        assert isinstance(again(office.survey, path), Imported)
        assert isinstance(again(office.survey, path), AlreadyImported)
    assert office.store.tallies.differing() == []
    assert office.store.sheets.altered(office.survey.id) == []
