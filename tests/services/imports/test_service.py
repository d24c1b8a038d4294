from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError, StorageError
from app.models.survey import SurveyState
from app.services.blank_forms.numbering import Numbers
from app.services.blank_forms.service import print_forms
from app.services.imports.problems import SHOWN, ImportRefusedError, Problem
from app.services.imports.service import AlreadyImported, Imported
from tests.support.answers import COLUMNS, QUESTIONS, line, write_answers

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.imports.service import ImportPlan
    from tests.offices import SmallOffice


SCORE = "jawaban harus bilangan bulat 1 sampai 4 atau tulisan pilihannya"


def take(office: SmallOffice, path: Path) -> Imported:
    survey = office.store.surveys.get(office.survey.id)
    outcome = office.session.imports.import_answers(survey, path)
    assert isinstance(outcome, Imported)
    return outcome


def refused(office: SmallOffice, path: Path) -> ImportRefusedError:
    log = office.store.log.head()
    with pytest.raises(ImportRefusedError) as caught:
        take(office, path)
    assert office.store.sheets.all_of(office.survey.id) == []
    assert office.store.log.head() == log
    return caught.value


def problem(office: SmallOffice, path: Path) -> Problem:
    error = refused(office, path)
    assert error.count == 1
    return error.problems[0]


# ------------------------------------------------------------------ what is taken
def test_a_file_becomes_sheets_with_one_log_row(office: SmallOffice, tmp_path: Path) -> None:
    path = write_answers(tmp_path / "j.csv", line("123412341", saran="Bagus"), line())
    before = office.store.log.head().seq
    outcome = take(office, path)
    first, second = office.store.sheets.all_of(office.survey.id)
    assert first.answers == dict(zip(QUESTIONS, (1, 2, 3, 4, 1, 2, 3, 4, 1), strict=True))
    assert first.day == date(2026, 3, 12)
    assert first.profile == {
        "jenis_kelamin": "L",
        "usia": 34,
        "pendidikan": "SMA",
        "pekerjaan": "Swasta",
    }
    assert (first.saran, second.saran) == ("Bagus", "")
    assert (outcome.sheets, outcome.first_number, outcome.last_number) == (2, 1, 2)
    assert outcome.changes.surveys == {office.survey.id}
    assert office.store.log.head().seq == before + 1
    entry = office.store.log.latest(1)[0]
    assert entry.new is not None
    assert entry.new["sha256"] == outcome.plan.sha256


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_separator_and_encoding(
    office: SmallOffice, tmp_path: Path, separator: str, encoding: str
) -> None:
    row = line(saran="Café é ü")
    take(office, write_answers(tmp_path / "j.csv", row, separator=separator, encoding=encoding))
    assert office.store.sheets.all_of(office.survey.id)[0].saran == "Café é ü"


def test_columns_stand_in_any_order_and_spelling(office: SmallOffice, tmp_path: Path) -> None:
    spelled = {"jenis_kelamin": "Jenis Kelamin", "tanggal": "TANGGAL", "saran": " Saran "}
    names = [spelled.get(name, name) for name in reversed(COLUMNS)]
    row = {spelled.get(name, name): value for name, value in line("123412341").items()}
    take(office, write_answers(tmp_path / "j.csv", row, columns=names))
    assert office.store.sheets.all_of(office.survey.id)[0].answers["prosedur"] == 2


def test_quoted_newlines_and_separators_stay_in_their_cell(
    office: SmallOffice, tmp_path: Path
) -> None:
    take(office, write_answers(tmp_path / "j.csv", line(saran='"Antre, lama\r\nsekali"'), line()))
    sheets = office.store.sheets.all_of(office.survey.id)
    assert [sheet.saran for sheet in sheets] == ["Antre, lama\nsekali", ""]


def test_blank_numbers_follow_the_highest(office: SmallOffice, tmp_path: Path) -> None:
    office.add(2)
    path = write_answers(tmp_path / "j.csv", line(), line(nomor="9"), line(nomor="4"), line())
    outcome = take(office, path)
    assert office.store.sheets.numbers_of(office.survey.id) == {1, 2, 4, 9, 10, 11}
    assert (outcome.first_number, outcome.last_number) == (4, 11)


def test_numbers_of_printed_papers_wait_for_them(office: SmallOffice, tmp_path: Path) -> None:
    forms = office.session.blank_forms
    forms.keep(print_forms(forms.job(office.survey.id, Numbers(20, 40))))
    take(office, write_answers(tmp_path / "j.csv", line(), line(nomor="22"), line()))
    assert sorted(office.store.sheets.numbers_of(office.survey.id))[-3:] == [22, 41, 42]


def test_blanks_are_counted_and_are_no_answers(office: SmallOffice, tmp_path: Path) -> None:
    path = write_answers(tmp_path / "j.csv", line("340434334"), line("300434334", usia=""))
    plan = take(office, path).plan
    assert plan.blanks == {"waktu": 2, "prosedur": 1, "usia": 1}
    assert "waktu" not in office.store.sheets.all_of(office.survey.id)[0].answers


def test_rows_without_any_answer_are_left_out_and_counted(
    office: SmallOffice, tmp_path: Path
) -> None:
    path = write_answers(tmp_path / "j.csv", line(), line("000000000"), {})
    outcome = take(office, path)
    assert (outcome.sheets, outcome.plan.unanswered) == (1, 1)


def test_days_outside_the_period_are_taken_and_counted(office: SmallOffice, tmp_path: Path) -> None:
    path = write_answers(tmp_path / "j.csv", line(tanggal="31/12/2019"), line())
    assert take(office, path).plan.outside_period == 1


def test_absent_optional_columns_are_blank_and_named(office: SmallOffice, tmp_path: Path) -> None:
    names = [name for name in COLUMNS if name not in {"nomor", "layanan", "saran"}]
    plan = take(office, write_answers(tmp_path / "j.csv", line(), columns=names)).plan
    assert plan.absent_columns == ("nomor", "layanan", "saran")


@pytest.mark.parametrize("text", ["2026-03-12", "12/03/2026", "12/3/2026", "12-03-2026"])
def test_days_are_written_in_two_ways(office: SmallOffice, tmp_path: Path, text: str) -> None:
    take(office, write_answers(tmp_path / "j.csv", line(tanggal=text)))
    assert office.store.sheets.all_of(office.survey.id)[0].day == date(2026, 3, 12)


def test_choices_are_known_by_value_and_by_label(office: SmallOffice, tmp_path: Path) -> None:
    take(office, write_answers(tmp_path / "j.csv", line(jenis_kelamin="perempuan")))
    assert office.store.sheets.all_of(office.survey.id)[0].profile["jenis_kelamin"] == "P"


def test_a_workbook_is_read_as_well(office: SmallOffice, tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "j.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for place, name in enumerate(COLUMNS):
            sheet.write_string(0, place, name)
            value = line()[name]
            if name == "tanggal":
                sheet.write_datetime(1, place, date(2026, 3, 12), day)
            elif value.isdigit():
                sheet.write_number(1, place, int(value))
            else:
                sheet.write_string(1, place, value)
    assert take(office, path).sheets == 1
    assert office.store.sheets.all_of(office.survey.id)[0].day == date(2026, 3, 12)


# ------------------------------------------------------------------ services
def test_unknown_services_are_made_and_said(office: SmallOffice, tmp_path: Path) -> None:
    rows = (line(layanan="ktp"), line(layanan="Surat Nikah"), line(layanan="surat nikah"))
    outcome = take(office, write_answers(tmp_path / "j.csv", *rows))
    assert outcome.plan.new_services == ("Surat Nikah",)
    assert outcome.changes.office
    names = [s.name for s in office.store.units.services(office.survey.unit_id)]
    assert names == ["KTP", "KK", "Surat Nikah"]
    assert len(office.store.surveys.get(office.survey.id).services) == 3


def test_a_blank_service_is_the_only_one(office: SmallOffice, tmp_path: Path) -> None:
    only, other = office.store.units.services(office.survey.unit_id)
    office.store.units.save_service(replace(other, active=False))
    outcome = take(office, write_answers(tmp_path / "j.csv", line(layanan="")))
    assert outcome.plan.new_services == ()
    assert office.store.sheets.all_of(office.survey.id)[0].service_id == only.id


def test_a_blank_service_among_several_is_the_common_one(
    office: SmallOffice, tmp_path: Path
) -> None:
    outcome = take(office, write_answers(tmp_path / "j.csv", line(layanan=""), line()))
    assert outcome.plan.new_services == ("Pelayanan umum",)


# ------------------------------------------------------------------ the same file again
def test_the_same_file_is_recognised_whatever_its_name(office: SmallOffice, tmp_path: Path) -> None:
    path = write_answers(tmp_path / "j.csv", line(), line())
    take(office, path)
    again = path.rename(tmp_path / "k.csv")
    head = office.store.log.head()
    survey = office.store.surveys.get(office.survey.id)
    outcome = office.session.imports.import_answers(survey, again)
    assert outcome == AlreadyImported("k.csv", 2)
    assert office.store.log.head() == head
    assert len(office.store.sheets.all_of(office.survey.id)) == 2


def test_a_plan_stores_nothing(office: SmallOffice, tmp_path: Path) -> None:
    path = write_answers(tmp_path / "j.csv", line(layanan="Baru"))
    plan = office.session.imports.read_answers(office.survey, path)
    assert not isinstance(plan, AlreadyImported)
    assert plan.sheets == 1
    assert office.store.sheets.all_of(office.survey.id) == []
    assert len(office.store.units.services(office.survey.unit_id)) == 2


# ------------------------------------------------------------------ what is refused
@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("waktu", "5", SCORE),
        ("waktu", "0", SCORE),
        ("waktu", "-1", SCORE),
        ("waktu", "3.5", SCORE),
        ("waktu", "NaN", SCORE),
        ("waktu", "Sesuai", SCORE),
        ("waktu", "=1+2", SCORE),
        ("waktu", "٣", SCORE),
        ("tanggal", "", "tanggal belum diisi"),
        ("tanggal", "kemarin", "tanggal harus ditulis seperti 2026-03-12 atau 12/03/2026"),
        ("tanggal", "03/2026", "tanggal harus ditulis seperti 2026-03-12 atau 12/03/2026"),
        ("tanggal", "31/02/2026", "tanggal itu tidak ada di kalender"),
        ("tanggal", "9999-01-01", "tahun harus antara 1990 dan 2200"),
        ("jenis_kelamin", "X", "pilihannya hanya L, P"),
        ("usia", "250", "harus bilangan bulat 1 sampai 120"),
        ("usia", "dua puluh", "harus bilangan bulat 1 sampai 120"),
        ("nomor", "0", "nomor lembar harus bilangan bulat mulai dari 1"),
        ("nomor", "7a", "nomor lembar harus bilangan bulat mulai dari 1"),
        ("nomor", "99999999999", "nomor lembar harus bilangan bulat mulai dari 1"),
        ("layanan", "x" * 400, "nama layanan harus 1 sampai 300 huruf"),
        ("saran", "x" * 10_001, "saran lebih panjang dari 10000 huruf"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_its_place(
    office: SmallOffice, tmp_path: Path, column: str, value: str, reason: str
) -> None:
    path = write_answers(tmp_path / "j.csv", line(), line(**{column: value}))
    found = problem(office, path)
    assert (found.row, found.column, found.reason) == (3, column, reason)
    assert value[:20] in found.text
    assert found.text in refused(office, path).sentence


def test_a_number_with_a_decimal_comma_is_taken_where_it_is_whole(
    office: SmallOffice, tmp_path: Path
) -> None:
    take(office, write_answers(tmp_path / "j.csv", line(waktu="3,0"), separator=";"))
    assert office.store.sheets.all_of(office.survey.id)[0].answers["waktu"] == 3


def test_a_number_twice_in_the_file(office: SmallOffice, tmp_path: Path) -> None:
    path = write_answers(tmp_path / "j.csv", line(nomor="7"), line(nomor="7"))
    found = problem(office, path)
    assert (found.row, found.reason) == (3, "nomor ini sudah dipakai di baris 2")


def test_a_number_that_the_survey_has(office: SmallOffice, tmp_path: Path) -> None:
    office.add(1)
    with pytest.raises(ImportRefusedError, match="lembar bernomor ini sudah ada di survei"):
        take(office, write_answers(tmp_path / "j.csv", line(nomor="1")))


def test_an_unknown_column_is_left_out_and_named(office: SmallOffice, tmp_path: Path) -> None:
    names = [*COLUMNS, "NIK"]
    outcome = take(office, write_answers(tmp_path / "j.csv", line(NIK="637"), columns=names))
    assert outcome.plan.ignored == ("NIK",)


def test_a_repeated_column(office: SmallOffice, tmp_path: Path) -> None:
    names = [*COLUMNS, "Waktu"]
    found = refused(office, write_answers(tmp_path / "j.csv", line(), columns=names)).problems[0]
    assert found.reason == "kolom ini muncul dua kali"


@pytest.mark.parametrize("column", ["tanggal", "biaya"])
def test_a_missing_column(office: SmallOffice, tmp_path: Path, column: str) -> None:
    names = [name for name in COLUMNS if name != column]
    found = problem(office, write_answers(tmp_path / "j.csv", line(), columns=names))
    assert found.column == column
    assert "kolom ini tidak ada" in found.reason


def test_columns_of_something_else(office: SmallOffice, tmp_path: Path) -> None:
    error = refused(office, write_answers(tmp_path / "j.csv", {}, columns=["kode", "nama"]))
    assert "Kolomnya harus: nomor,tanggal" in error.sentence


def test_a_short_row_and_a_long_one(office: SmallOffice, tmp_path: Path) -> None:
    path = write_answers(tmp_path / "j.csv", line())
    path.write_text(path.read_text() + "1,2026-03-12,KTP\n" + "," * 17 + "lebih\n")
    error = refused(office, path)
    assert [(p.row, p.reason) for p in error.problems] == [
        (3, "baris ini hanya punya 3 dari 17 kolom"),
        (4, "isi ini berada di luar kolom terakhir"),
        (4, "tanggal belum diisi"),
    ]


def test_many_problems_are_counted_and_the_first_described(
    office: SmallOffice, tmp_path: Path
) -> None:
    error = refused(office, write_answers(tmp_path / "j.csv", *[line(waktu="9")] * 50))
    assert (len(error.problems), error.count) == (SHOWN, 50)
    assert "50 isian tidak dapat diterima" in error.sentence


@pytest.mark.parametrize(
    "content", [b"", b"\xef\xbb\xbf", b"\x00\x00\x00", b"%PDF-1.7", b"PK\x03\x04", b"\xff" * 99]
)
def test_what_is_no_table_is_refused_in_a_sentence(
    office: SmallOffice, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "j.csv"
    path.write_bytes(content)
    with pytest.raises(InputError):
        take(office, path)


def test_a_table_without_rows(office: SmallOffice, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="tidak berisi satu lembar pun"):
        take(office, write_answers(tmp_path / "j.csv"))


def test_a_file_that_is_not_there(office: SmallOffice, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="tidak ada atau tidak dapat dibaca"):
        take(office, tmp_path / "tidak-ada.csv")


def test_a_locked_survey_takes_nothing(office: SmallOffice, tmp_path: Path) -> None:
    office.store.surveys.save(replace(office.survey, state=SurveyState.TERKUNCI))
    with pytest.raises(InputError, match="terkunci"):
        take(office, write_answers(tmp_path / "j.csv", line()))


def test_nothing_is_taken_when_writing_fails_on_the_way(
    office: SmallOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_answers(tmp_path / "j.csv", line(layanan="Baru"))
    head = office.store.log.head()

    def fail(*_: object) -> None:
        raise StorageError("penuh")

    monkeypatch.setattr(office.store.bulk, "add", fail)
    with pytest.raises(StorageError):
        take(office, path)
    assert office.store.log.head() == head
    assert len(office.store.units.services(office.survey.unit_id)) == 2


def test_hostile_text_is_kept_as_text(office: SmallOffice, tmp_path: Path) -> None:
    row = line(layanan="=cmd|'/c calc'!A1", saran="'; DROP TABLE sheet;--\x00 <img src=x>")
    take(office, write_answers(tmp_path / "j.csv", row))
    (sheet,) = office.store.sheets.all_of(office.survey.id)
    assert sheet.saran == "'; DROP TABLE sheet;-- <img src=x>"


def test_progress_is_told_and_can_stop(office: SmallOffice, tmp_path: Path) -> None:
    path = write_answers(tmp_path / "j.csv", line())
    seen: list[tuple[int, int]] = []
    office.session.imports.read_answers(office.survey, path, lambda *step: seen.append(step))
    assert seen[0] == (0, 17)


def test_the_plan_says_how_the_file_was_understood(office: SmallOffice, tmp_path: Path) -> None:
    path = write_answers(tmp_path / "j.csv", line(), separator=";")
    plan: ImportPlan = take(office, path).plan
    assert plan.source == "CSV, UTF-8, pemisah titik koma"


def test_a_survey_that_changed_since_the_file_was_read_takes_nothing(
    office: SmallOffice, tmp_path: Path
) -> None:
    path = write_answers(tmp_path / "j.csv", line(nomor="1"), line(nomor="2"))
    plan = office.session.imports.read_answers(office.survey, path)
    assert not isinstance(plan, AlreadyImported)
    office.add(1)
    with pytest.raises(InputError, match="berubah sejak berkas"):
        office.session.imports.record(plan)
    assert len(office.store.sheets.all_of(office.survey.id)) == 1


def test_a_planned_survey_takes_no_sheets_yet(office: SmallOffice, tmp_path: Path) -> None:
    planned = office.store.surveys.save(replace(office.survey, state=SurveyState.RENCANA))
    path = write_answers(tmp_path / "j.csv", line())
    with pytest.raises(InputError, match="masih direncanakan"):
        office.session.imports.import_answers(planned, path)
