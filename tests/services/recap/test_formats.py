from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.services.recap.formats import as_csv, as_json, as_xlsx, harmless
from app.services.recap.text import as_text, table
from tests.offices import make_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.offices import SmallOffice

KEYS = [
    *("unit", "kode_unit", "survei", "tahun", "periode", "instrumen", "n"),
    *("bobot", "ikm", "ikm_cetak", "mutu", "kinerja", "unsur"),
]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    made = make_office(tmp_path / "kantor.sqlite", sheets=9)
    yield made
    made.store.close()


def test_json_has_the_form_that_others_rely_on(office: SmallOffice) -> None:
    (found,) = json.loads(as_json(office.session.recaps.rows()))
    assert list(found) == KEYS
    assert (found["n"], found["bobot"], found["instrumen"]) == (9, "1/N", "skm-9")
    sheets = office.store.sheets.all_of(office.survey.id)
    total = sum(sheet.answers["waktu"] for sheet in sheets)
    waktu = found["unsur"]["waktu"]
    assert list(waktu) == ["n", "nrr", "konversi", "mutu"]
    assert float(waktu["nrr"]) == pytest.approx(total / 9, abs=1e-6)
    assert float(waktu["konversi"]) == pytest.approx(total / 9 * 25, abs=1e-6)
    for text in (found["ikm"], waktu["nrr"], waktu["konversi"]):
        assert len(text.partition(".")[2]) >= 6
    assert found["ikm_cetak"] == f"{float(found['ikm']):.2f}".replace(".", ",")


def test_a_survey_without_sheets_is_listed(office: SmallOffice) -> None:
    empty = replace(office.survey, id=0, year=2027, code="kosong")
    office.store.surveys.save(empty)
    first, second = json.loads(as_json(office.session.recaps.rows()))
    assert (first["survei"], first["n"], first["ikm"], first["ikm_cetak"]) == (
        "kosong",
        0,
        None,
        None,
    )
    assert first["unsur"]["waktu"] == {"n": 0, "nrr": None, "konversi": None, "mutu": None}
    assert second["n"] == 9
    assert "kosong" in as_text(office.session.recaps.rows())
    assert [row.survey.year for row in office.session.recaps.rows(2027)] == [2027]


def test_csv_has_one_line_per_survey(office: SmallOffice) -> None:
    (found,) = csv.DictReader(io.StringIO(as_csv(office.session.recaps.rows())))
    (said,) = json.loads(as_json(office.session.recaps.rows()))
    assert found["ikm"] == said["ikm"]
    assert found["waktu_konversi"] == said["unsur"]["waktu"]["konversi"]


@pytest.mark.parametrize("text", ["=1+1", "+62811", "-3", "@x", "\tx", "\rx"])
def test_no_cell_can_become_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_text_stays_text_in_a_workbook(office: SmallOffice) -> None:
    unit = office.store.units.get(office.survey.unit_id)
    office.store.units.save(replace(unit, name='=HYPERLINK("http://x";"y")'))
    with zipfile.ZipFile(io.BytesIO(as_xlsx(office.session.recaps.rows()))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet.lower()
        assert "HYPERLINK" in book.read("xl/sharedStrings.xml").decode()
    (line,) = csv.DictReader(io.StringIO(as_csv(office.session.recaps.rows())))
    assert line["unit"].startswith("'=")


def test_formats_of_a_file_without_surveys() -> None:
    assert json.loads(as_json([])) == []
    assert as_csv([]).strip().split(",") == KEYS[:-1]
    assert as_text([]) == "Belum ada survei yang dapat direkap.\n"
    assert as_xlsx([]).startswith(b"PK")


def test_columns_are_aligned_whatever_the_letters() -> None:
    shown = table(("Nama", "n"), [("日本", "1"), ("Kelurahan\x1b[2J", "1.000")], right=(1,))
    assert shown.splitlines() == [
        "Nama               n",
        "-------------  -----",
        "日本               1",
        "Kelurahan [2J  1.000",
    ]


def test_the_only_survey_is_shown_with_its_unsur_and_notice(office: SmallOffice) -> None:
    survey = office.store.surveys.get(office.survey.id)
    office.store.surveys.save(replace(survey, notice="Ini data latihan."))
    shown = as_text(office.session.recaps.rows())
    assert "Waktu Penyelesaian" in shown
    assert "Bobot tepat 1/N untuk setiap unsur." in shown
    assert shown.endswith("Ini data latihan.\n")
