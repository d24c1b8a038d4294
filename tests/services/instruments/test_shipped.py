"""What is shipped, against the rules it stands for, and every path of an instrument end to end."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.paths import resource
from app.services.entry.form import Form, Outcome
from app.services.exports.reading import read_package
from app.services.imports.service import Imported
from app.services.plausibility.own_surveys import recap_of_surveys
from app.services.plausibility.service import check_file, findings_of
from app.services.recap.formats import as_csv, record
from app.services.recognising.answer_columns import column_names
from app.services.reports.hasil_pengolahan import HASIL_PENGOLAHAN
from app.services.reports.kinds import About, ReportKind
from app.services.reports.publikasi import PUBLIKASI
from app.services.surveys.explaining import instrument_explanation, instrument_label
from tests.services.reports.pages import letters_outside, texts_of
from tests.support.instrument_office import SHIPPED, add_survey, keys_of, office_with

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument
    from app.models.response import Sheet
    from app.models.survey import Survey
    from app.services.session import Session

CASES = json.loads((Path(__file__).parents[2] / "data" / "ikm_cases.json").read_text("utf-8"))
V16: dict[str, Any] = next(case for case in CASES["vectors"] if case["id"] == "V16")
MAPPINGS = ("m1", "m2", "m3")
PERCEPTION = ("spkp-8", "spkp-8-skala-6", "spak-5", "spak-5-skala-6")
OUTSIDE_M3 = (5, 8, 9, 13, 14)
every_instrument = pytest.mark.parametrize("key", SHIPPED)


def numbers(instrument: Instrument) -> dict[str, list[int]]:
    """Return unsur → numbers of its questions."""
    return {u.key: [q.number for q in instrument.questions_of(u.key)] for u in instrument.unsur}


def save(session: Session, survey: Survey, sheet: Sheet, **answers: int) -> None:
    session.entry.save(replace(sheet, survey_id=survey.id, answers=answers, profile={}))


def blank_sheet(survey: Survey, number: int = 1) -> Sheet:
    from app.models.response import Sheet

    return Sheet(survey.id, survey.services[0].service_id, number, date(2026, 3, 2), {}, {})


# ------------------------------------------------------------ what is shipped
def test_all_of_the_rules_are_shipped_and_the_usual_one_stands_first() -> None:
    assert list(SHIPPED) == [
        *("skm-9", "skm-16-m1", "skm-16-m2", "skm-16-m3"),
        *("spak-5", "spak-5-skala-6", "spkp-8", "spkp-8-skala-6"),
    ]


def test_the_nine_unsur_are_the_bytes_that_office_files_are_bound_to() -> None:
    text = resource("instruments", "skm-9.toml").read_bytes()
    assert hashlib.sha256(text).hexdigest() == (
        "fd69fefc691d337eb1eda3f1e255eb2d52cf11b5a2fa6fe1f9a6c125e0373919"
    )


def test_the_mappings_are_those_of_the_rules() -> None:
    one = {
        "persyaratan": [1, 2],
        "prosedur": [3, 4, 5],
        "waktu": [6],
        "biaya": [7, 8, 9],
        "produk": [10],
        "kompetensi": [11],
        "perilaku": [12, 13, 14],
        "pengaduan": [15],
        "sarpras": [16],
    }
    two = one | {"biaya": [7], "perilaku": [8, 9, 12, 13, 14]}
    three = one | {"prosedur": [3, 4], "biaya": [7], "perilaku": [12]}
    assert [numbers(SHIPPED[f"skm-16-{m}"]) for m in MAPPINGS] == [one, two, three]
    assert tuple(q.number for q in SHIPPED["skm-16-m3"].outside) == OUTSIDE_M3


@pytest.mark.parametrize("mapping", MAPPINGS[1:])
def test_the_mappings_differ_in_nothing_but_the_mapping(mapping: str) -> None:
    first, other = SHIPPED["skm-16-m1"], SHIPPED[f"skm-16-{mapping}"]
    assert (other.unsur, other.mutu, other.profile) == (first.unsur, first.mutu, first.profile)
    assert [replace(q, unsur="") for q in other.questions] == [
        replace(q, unsur="") for q in first.questions
    ]


@pytest.mark.parametrize("key", [key for key in SHIPPED if key != "skm-9"])
def test_the_profile_of_the_newer_questionnaires(key: str) -> None:
    instrument = SHIPPED[key]
    assert [choice.value for choice in instrument.field("usia").choices] == [
        *("<17", "17-25", "26-34", "35-44", "45-54", "55-65", ">65"),
    ]
    assert [choice.value for choice in instrument.field("disabilitas").choices] == ["Ya", "Tidak"]
    usual = {choice.value for choice in SHIPPED["skm-9"].field("pekerjaan").choices}
    assert usual < {choice.value for choice in instrument.field("pekerjaan").choices}


@every_instrument
def test_weights_are_equal_and_each_instrument_explains_itself(key: str) -> None:
    instrument = SHIPPED[key]
    assert {u.weight for u in instrument.unsur} == {Fraction(1, len(instrument.unsur))}
    line = instrument_explanation(instrument)
    assert f"{len(instrument.questions)} pertanyaan" in line
    assert instrument.index_short in line
    assert "\n" not in line
    assert len({instrument_label(other) for other in SHIPPED.values()}) == len(SHIPPED)


@pytest.mark.parametrize("key", PERCEPTION)
def test_the_perception_surveys_come_on_both_scales(key: str) -> None:
    instrument = SHIPPED[key]
    assert instrument.highest == (6 if key.endswith("skala-6") else 4)
    assert (instrument.index_highest, instrument.conversion) == (4, Fraction(4, instrument.highest))
    assert len(instrument.unsur) == int(key.split("-")[1])
    assert instrument.is_one_to_one


# ------------------------------------------------------------ figures
@pytest.mark.parametrize("mapping", MAPPINGS)
def test_the_same_answers_under_three_mappings(tmp_path: Path, mapping: str) -> None:
    session, survey = office_with(tmp_path / "k.puas", f"skm-16-{mapping}")
    answers = {f"p{number}": score for number, score in enumerate(V16["input"]["P"], 1)}
    save(session, survey, blank_sheet(survey), **answers)
    expected = V16["expected"][mapping.upper()]
    result = session.ikm.of_survey(survey)
    assert result.ikm_text.replace(",", ".") == expected["ikm"]
    assert result.mutu is not None
    assert result.mutu.letter == expected["mutu"]
    given = [f"{float(row.nrr or 0):.4f}" for row in result.unsur]
    assert given == expected["unsur4"]
    session.close()


def test_questions_outside_the_index_are_counted_apart(tmp_path: Path) -> None:
    session, survey = office_with(tmp_path / "k.puas", "skm-16-m3")
    answers = {f"p{number}": score for number, score in enumerate(V16["input"]["P"], 1)}
    save(session, survey, blank_sheet(survey), **answers)
    result = session.ikm.of_survey(survey)
    assert [question.key for question in result.outside] == [f"p{n}" for n in OUTSIDE_M3]
    apart = [question.mean for question in result.outside if question.mean is not None]
    expected = Fraction(V16["expected"]["M3"]["ipak_0_4"])
    assert sum(apart, Fraction(0)) / len(apart) == expected
    changed = answers | {f"p{n}": 1 for n in OUTSIDE_M3}
    session.entry.save(replace(blank_sheet(survey, 2), answers=changed))
    assert session.ikm.of_survey(survey).ikm == result.ikm
    session.close()


def test_the_scale_of_six_is_taken_to_four(tmp_path: Path) -> None:
    """5 unsur of two sheets: means 6; 5; 5,5; 4; 3,5 → 4,8 × 4/6 = 3,2 = 80 % → B."""
    session, survey = office_with(tmp_path / "k.puas", "spak-5-skala-6")
    keys = SHIPPED["spak-5-skala-6"].question_keys
    for number, scores in enumerate(((6, 5, 5, 4, 3), (6, 5, 6, 4, 4)), 1):
        sheet = blank_sheet(survey, number)
        save(session, survey, sheet, **dict(zip(keys, scores, strict=True)))
    result = session.ikm.of_survey(survey)
    assert (result.indeks, result.ikm) == (Fraction("4.8"), Fraction("3.2"))
    assert (result.ikm_text, result.percent_text) == ("3,20", "80,00 %")
    assert result.mutu is not None
    assert result.mutu.letter == "B"
    assert [row.konversi_text for row in result.unsur] == ["4,00", "3,33", "3,67", "2,67", "2,33"]
    (row,) = session.recaps.rows()
    assert record(row)["ikm"] == "3.200000"
    assert record(row)["ikm_cetak"] == "3,20"
    session.close()


@every_instrument
def test_the_index_lies_between_the_lowest_and_the_highest_answer(tmp_path: Path, key: str) -> None:
    session, survey = office_with(tmp_path / "k.puas", key)
    instrument = SHIPPED[key]
    for number, score in enumerate((instrument.lowest, instrument.highest), 1):
        answers = dict.fromkeys(instrument.question_keys, score)
        save(session, survey, blank_sheet(survey, number), **answers)
        if number == 1:
            lowest = session.ikm.of_survey(survey)
            assert lowest.ikm == instrument.lowest * instrument.conversion
    middle = (instrument.lowest + instrument.highest) * instrument.conversion / 2
    assert session.ikm.of_survey(survey).ikm == middle
    assert instrument.percent(instrument.highest * instrument.conversion) == 100
    session.close()


# ------------------------------------------------------------ every path
@every_instrument
def test_a_sheet_is_typed_with_one_key_for_each_field(key: str) -> None:
    instrument = SHIPPED[key]
    form = Form(instrument, day=date(2026, 3, 2), service_id=1, number=1)
    keys = keys_of(instrument)
    outcomes = [form.press(one) for one in keys]
    assert outcomes[-1] is Outcome.COMPLETED
    assert set(outcomes[:-1]) <= {Outcome.TAKEN, Outcome.PARTIAL}
    assert len(keys) <= len(form.fields) + 1


def as_file(session: Session, survey: Survey, path: Path) -> Path:
    """Write the sheets of a survey as the columns that are imported."""
    instrument = session.instruments.of(survey.instrument_id)
    names = {service.id: service.name for service in session.units.services(survey.unit_id)}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, column_names(instrument))
        writer.writeheader()
        for sheet in session.store.sheets.all_of(survey.id):
            fixed = {"nomor": sheet.number, "tanggal": sheet.day.isoformat(), "saran": sheet.saran}
            named = fixed | {"layanan": names[sheet.service_id]}
            writer.writerow(named | dict(sheet.profile) | dict(sheet.answers))
    return path


def content(session: Session, survey: Survey) -> list[tuple[int, Any, Any]]:
    sheets = session.store.sheets.all_of(survey.id)
    return [(sheet.number, dict(sheet.answers), dict(sheet.profile)) for sheet in sheets]


@every_instrument
def test_what_is_written_as_a_table_is_imported_as_it_was(tmp_path: Path, key: str) -> None:
    session, survey = office_with(tmp_path / "satu.puas", key, 12)
    file = as_file(session, survey, tmp_path / "jawaban.csv")
    other, empty = office_with(tmp_path / "dua.puas", key)
    assert isinstance(other.imports.import_answers(empty, file), Imported)
    assert content(other, empty) == content(session, survey)
    assert other.ikm.of_survey(empty).ikm == session.ikm.of_survey(survey).ikm
    for opened in (session, other):
        opened.close()


def test_an_age_in_years_is_taken_into_its_band(tmp_path: Path) -> None:
    session, survey = office_with(tmp_path / "satu.puas", "skm-16-m1", 4)
    file = as_file(session, survey, tmp_path / "jawaban.csv")
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    for row, age in zip(rows, ("16", "17", "65", "66"), strict=True):
        row["usia"] = age
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    other, empty = office_with(tmp_path / "dua.puas", "skm-16-m1")
    other.imports.import_answers(empty, file)
    bands = [profile["usia"] for _, _, profile in content(other, empty)]
    assert bands == ["<17", "17-25", "55-65", ">65"]
    for one in (session, other):
        one.close()


@every_instrument
def test_a_package_carries_the_survey_whole(tmp_path: Path, key: str) -> None:
    session, survey = office_with(tmp_path / "satu.puas", key, 12)
    target = tmp_path / "paket.sqlite"
    session.exports.export_package(survey, target)
    package = read_package(target)
    assert package.instrument == session.instruments.of(survey.instrument_id)
    said = [(sheet.number, dict(sheet.answers), dict(sheet.profile)) for sheet in package.sheets]
    assert said == content(session, survey)
    session.close()


@every_instrument
@pytest.mark.parametrize("kind", [HASIL_PENGOLAHAN, PUBLIKASI])
def test_reports_name_the_index_and_stay_on_the_paper(
    tmp_path: Path, key: str, kind: ReportKind[Any]
) -> None:
    session, survey = office_with(tmp_path / "k.puas", key, 40)
    pdf = session.reports.render(kind, About(survey.id))
    text = " ".join(texts_of(pdf))
    instrument, result = SHIPPED[key], session.ikm.of_survey(survey)
    assert letters_outside(pdf) == []
    assert instrument.index_short in text
    assert result.ikm_text in text
    if instrument.index_short != "IKM":
        assert "IKM" not in text
        assert "Kepuasan" not in text
    if not instrument.is_percentage:
        assert result.percent_text in text
    if kind is HASIL_PENGOLAHAN:
        assert all(note in text for note in instrument.notes)
        assert all(question.text.split()[0] in text for question in instrument.outside)
    session.close()


def test_the_report_says_how_six_becomes_four(tmp_path: Path) -> None:
    session, survey = office_with(tmp_path / "k.puas", "spkp-8-skala-6", 5)
    text = " ".join(texts_of(session.reports.render(HASIL_PENGOLAHAN, About(survey.id))))
    assert "Jawaban 1–6 dikonversi dengan faktor 4/6." in text
    assert "Konversi skala 1-6 ke skala 0-4 dengan faktor 4/6 adalah ketetapan aplikasi" in text
    session.close()


def test_the_report_shows_questions_outside_the_index_apart(tmp_path: Path) -> None:
    session, survey = office_with(tmp_path / "k.puas", "skm-16-m3", 5)
    text = " ".join(texts_of(session.reports.render(HASIL_PENGOLAHAN, About(survey.id))))
    means = text.partition("Rata-rata per pertanyaan")[2]
    counted, _, apart = means.partition("Pertanyaan di luar indeks")
    assert "Tidak ada pungutan liar" not in counted
    assert "Tidak ada pungutan liar" in apart
    assert "Jawaban atas pertanyaan ini dicatat, tetapi tidak ikut membentuk IKM." in apart
    assert "Pertanyaan di luar indeks: 5, 8, 9, 13, 14." in text
    session.close()


@every_instrument
def test_the_recap_of_an_office_agrees_with_itself(tmp_path: Path, key: str) -> None:
    session, _ = office_with(tmp_path / "k.puas", key, 30)
    path = tmp_path / "rekap.csv"
    path.write_text(as_csv(session.recaps.rows()), encoding="utf-8")
    assert check_file(path).findings == ()
    session.close()


def test_a_computed_survey_of_any_kind_raises_no_finding(tmp_path: Path) -> None:
    session, _ = office_with(tmp_path / "k.puas", "skm-9", 30)
    for key in list(SHIPPED)[1:]:
        add_survey(session, key, 30)
    rows = session.recaps.rows()
    # The mappings share most of their unsur; here they answer the same papers on purpose.
    twins = {"baris_kembar"}
    assert {f.aturan.value for f in findings_of(recap_of_surveys(rows))} <= twins
    path = tmp_path / "rekap.csv"
    path.write_text(as_csv(rows), encoding="utf-8")
    assert {f.aturan.value for f in check_file(path).findings} <= twins
    session.close()
