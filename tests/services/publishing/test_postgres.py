from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg.rows import dict_row

from app.errors import InputError, StorageError
from app.models.publishing import INSTRUMENT_TABLES, SERVICES, SHEETS, SURVEYS, TALLIES
from app.models.store.publishing import postgres_schema
from app.models.store.publishing.figures import sql_text
from app.models.survey import WeightRule
from app.services.archive.deeds import Destroying, Locking
from app.services.session import Session
from tests.support.figures import expected, of_rows
from tests.support.postgres import ask
from tests.support.publishing import add_sheets, add_survey, make_city

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.models.survey import Survey


def survey_of(session: Session, code: str) -> Survey:
    found = session.store.surveys.by_code(code)
    assert found is not None
    return found


def content(address: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row that was published, without the times of publishing."""
    tables = {table.name: table.columns for table in (*INSTRUMENT_TABLES, SERVICES, SHEETS)}
    tables |= {"survei": (*SURVEYS.columns, "sumber_id", "sidik"), "hitungan": TALLIES.columns}
    return {
        name: sorted(ask(address, f"SELECT {', '.join(columns)} FROM puas.{name}"), key=str)  # noqa: S608 - names of our own
        for name, columns in tables.items()
    }


def figures(address: str) -> dict[Any, Any]:
    with psycopg.connect(address, row_factory=dict_row) as connection:
        return of_rows(
            connection.execute("SELECT * FROM puas.ikm").fetchall(),
            connection.execute("SELECT * FROM puas.unsur").fetchall(),
        )


def sheets_of(address: str, survey: Survey) -> dict[int, tuple[Any, ...]]:
    rows = ask(
        address,
        "SELECT nomor, revisi, jawaban, profil, lengkap FROM puas.lembar WHERE survei_id = %s",
        survey.uuid,
    )
    return {row[0]: row[1:] for row in rows}


@contextmanager
def copy_of(session: Session, path: Path) -> Iterator[Session]:
    """Open a copy of a file beside it, as somebody may who was given one."""
    shutil.copyfile(session.store.path, path)
    opened = Session.open(path, operator="Orang lain")
    assert isinstance(opened, Session)
    try:
        yield opened
    finally:
        opened.store.close()


def test_everything_of_a_file_arrives(city: Session, database: str) -> None:
    done = city.publishing.publish(database)
    surveys = city.store.surveys.all()
    sheets = {survey.id: city.store.sheets.all_of(survey.id) for survey in surveys}
    assert (done.written, done.unchanged, done.removed, done.foreign) == (len(surveys), 0, 0, ())
    assert done.sheets.sheets == sum(map(len, sheets.values()))
    assert done.encrypted
    for survey in surveys:
        there = sheets_of(database, survey)
        assert there.keys() == {sheet.number for sheet in sheets[survey.id]}
        for sheet in sheets[survey.id]:
            assert there[sheet.number][:3] == (sheet.revision, sheet.answers, sheet.profile)


def test_the_views_give_the_figures_of_the_service(city: Session, database: str) -> None:
    city.publishing.publish(database)
    assert figures(database) == expected(city.ikm.recap())


def test_neither_saran_nor_clerks_leave(city: Session, database: str) -> None:
    city.publishing.publish(database)
    everything = repr(content(database))
    assert "Tukang" in everything
    assert "Rahasia" not in everything
    assert "Penguji" not in everything


def test_again_changes_nothing(city: Session, database: str) -> None:
    city.publishing.publish(database)
    before, head = content(database), city.store.log.head()
    times = ask(database, "SELECT id, diterbitkan_pada FROM puas.survei ORDER BY id")
    done = city.publishing.publish(database)
    assert (done.written, done.removed, done.sheets.sheets) == (0, 0, 0)
    assert content(database) == before
    assert ask(database, "SELECT id, diterbitkan_pada FROM puas.survei ORDER BY id") == times
    assert city.store.log.head() == head, "nothing left, so nothing is noted"


def test_what_leaves_is_noted_before_it_does(city: Session, database: str) -> None:
    place = city.publishing.publish(database).place
    entry = city.store.log.latest(1)[0]
    assert (entry.action, entry.operator) == ("diterbitkan", "Penguji")
    assert entry.new is not None
    assert entry.new["ke"] == place
    assert "postgres@" not in place


def test_changes_of_a_file_follow(city: Session, database: str) -> None:
    city.publishing.publish(database)
    survey, other = survey_of(city, "S0"), survey_of(city, "S1")
    questions = city.instruments.of(survey.instrument_id).question_keys
    first, second, *_ = city.store.sheets.all_of(survey.id)
    city.store.sheets.change(replace(first, answers={"waktu": 1}), questions)
    city.store.sheets.delete(second)
    add_sheets(city, survey, 2)
    untouched = sheets_of(database, other)
    done = city.publishing.publish(database)
    assert (done.written, done.sheets.sheets, done.sheets.removed) == (1, 3, 1)
    there = sheets_of(database, survey)
    assert there[first.number][:2] == (2, {"waktu": 1})
    assert second.number not in there
    assert sheets_of(database, other) == untouched
    assert figures(database) == expected(city.ikm.recap())


def test_settings_and_names_follow_without_a_new_sheet(city: Session, database: str) -> None:
    city.publishing.publish(database)
    city.store.surveys.save(replace(survey_of(city, "S0"), weight_rule=WeightRule.TWO_DECIMALS))
    unit = city.store.units.by_code("kel-2")
    assert unit is not None
    city.store.units.save(replace(unit, name="Kelurahan Baru"))
    done = city.publishing.publish(database)
    assert done.sheets.sheets == 0
    assert figures(database) == expected(city.ikm.recap())
    names = ask(database, "SELECT DISTINCT nama_unit FROM puas.ikm ORDER BY 1")
    assert names == [("Kelurahan 1",), ("Kelurahan Baru",)]


def test_a_survey_whose_sheets_were_destroyed_keeps_its_figures_alone(
    city: Session, database: str
) -> None:
    city.publishing.publish(database)
    survey, before = survey_of(city, "S0"), figures(database)
    city.archive.lock(survey.id, Locking("selesai", "Kepala", ""))
    city.archive.destroy(survey.id, Destroying("S0", "masa simpan", "Kepala", (), ""))
    done = city.publishing.publish(database)
    assert done.sheets.removed == 12
    assert sheets_of(database, survey) == {}
    assert figures(database) == before


def test_a_survey_that_a_file_no_longer_has_disappears(city: Session, database: str) -> None:
    city.publishing.publish(database)
    gone = survey_of(city, "KOSONG")
    for table in ("survey_service", "survey"):
        column = "id" if table == "survey" else "survey_id"
        city.store.database.execute(f"DELETE FROM {table} WHERE {column} = ?", (gone.id,))  # noqa: S608 - names of our own
    done = city.publishing.publish(database)
    assert (done.removed, done.written) == (1, 0)
    assert (gone.uuid,) not in figures(database)


def test_the_higher_revision_stays(city: Session, database: str) -> None:
    """A newer sheet on the server is not turned back when its survey changed otherwise."""
    city.publishing.publish(database)
    survey = survey_of(city, "S0")
    ask(
        database,
        "UPDATE puas.lembar SET revisi = 9, jawaban = '{}' WHERE survei_id = %s AND nomor = 1",
        survey.uuid,
    )
    add_sheets(city, survey, 1)
    assert city.publishing.publish(database).sheets.sheets == 1
    assert sheets_of(database, survey)[1][:2] == (9, {})


def test_an_older_copy_is_refused_until_it_is_said_to_count(
    city: Session, database: str, tmp_path: Path
) -> None:
    with copy_of(city, tmp_path / "lama.puas") as older:
        survey = survey_of(city, "S0")
        sheet = city.store.sheets.all_of(survey.id)[0]
        city.store.sheets.delete(sheet)
        city.publishing.publish(database)
        before = content(database)
        with pytest.raises(InputError, match="keadaan yang lebih baru"):
            older.publishing.publish(database)
        assert content(database) == before
        done = older.publishing.publish(database, replace=True)
        assert done.written == 1
        assert sheet.number in sheets_of(database, survey)
        assert figures(database) == expected(older.ikm.recap())
    with pytest.raises(InputError, match="salinannya yang lain"):
        city.publishing.publish(database)


def test_the_survey_of_another_file_is_left_until_it_is_said_to_count(
    city: Session, database: str, tmp_path: Path
) -> None:
    city.publishing.publish(database)
    with copy_of(city, tmp_path / "provinsi.puas") as province:
        province.store.database.execute(
            "UPDATE office SET installation_id = '01a21ce7-1d79-7b4a-9a6b-0d322505f7e1'"
        )
        new = add_survey(province, code="BARU")
        add_sheets(province, survey_of(province, "S0"), 1)
        done = province.publishing.publish(database)
        assert (done.written, len(done.foreign)) == (1, 9)
        assert (new.uuid,) in figures(database)
        assert figures(database).keys() > expected(city.ikm.recap()).keys()
        done = province.publishing.publish(database, replace=True)
        assert (done.written, done.foreign) == (9, ())
        assert figures(database) == expected(province.ikm.recap())


def test_two_cities_share_a_database(city: Session, database: str, tmp_path: Path) -> None:
    city.publishing.publish(database)
    other = make_city(tmp_path / "kota-lain.puas")
    add_sheets(other, add_survey(other, code="S0"), 5)
    other.publishing.publish(database)
    city.publishing.publish(database)
    both = expected([*city.ikm.recap(), *other.ikm.recap()])
    assert figures(database) == both
    other.store.close()


def test_killed_in_between_whole_surveys_are_there_and_the_rest_follows(
    city: Session, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.models.store.publishing.reading import PublishingReader

    whole = PublishingReader.sheets

    def half(self: PublishingReader, survey_id: int) -> Any:
        for number, rows in enumerate(whole(self, survey_id)):
            yield rows[: len(rows) // 2]
            if survey_id == survey_of(city, "S3").id:
                raise KeyboardInterrupt
            yield rows[len(rows) // 2 :]
            assert not number

    with monkeypatch.context() as patched:
        patched.setattr(PublishingReader, "sheets", half)
        with pytest.raises(KeyboardInterrupt):
            city.publishing.publish(database)
    there = ask(
        database,
        "SELECT kode, lembar, (SELECT count(*) FROM puas.lembar AS l"
        " WHERE l.survei_id = survei.id) FROM puas.survei",
    )
    assert 0 < len(there) < len(city.store.surveys.all())
    assert all(row[1] == row[2] for row in there)
    assert ask(database, "SELECT selesai_pada FROM puas.sumber") == [(None,)]
    done = city.publishing.publish(database)
    assert done.unchanged == len(there)
    assert figures(database) == expected(city.ikm.recap())


def test_counts_that_do_not_hold_are_not_published(city: Session, database: str) -> None:
    city.store.database.execute("UPDATE sheet_tally SET n = n + 1 WHERE survey_id = 1")
    with pytest.raises(StorageError, match="tidak cocok dengan lembarnya"):
        city.publishing.publish(database)
    with pytest.raises(psycopg.errors.UndefinedTable):
        ask(database, "SELECT * FROM puas.survei")


def test_the_tables_are_those_that_are_sent_and_all_is_explained(
    city: Session, database: str
) -> None:
    city.publishing.publish(database)
    columns = ask(
        database,
        "SELECT table_name, column_name, col_description(format('puas.%s', table_name)::regclass,"
        " ordinal_position) FROM information_schema.columns WHERE table_schema = 'puas'"
        " ORDER BY table_name, ordinal_position",
    )
    for table in (*INSTRUMENT_TABLES, SERVICES, SHEETS, TALLIES):
        assert tuple(c for t, c, _ in columns if t == table.name) == table.columns
    assert tuple(c for t, c, _ in columns if t == "survei")[: len(SURVEYS.columns)] == (
        SURVEYS.columns
    )
    unexplained = [
        (t, c)
        for t, c, meaning in columns
        if not meaning and t not in {"ikm", "unsur", "jawaban", "responden"}
    ]
    assert unexplained == []
    silent = ask(
        database,
        "SELECT relname FROM pg_class WHERE relnamespace = 'puas'::regnamespace"
        " AND relkind IN ('r', 'v') AND obj_description(oid) IS NULL",
    )
    assert silent == []


def test_the_view_of_answers_has_one_row_per_answer(city: Session, database: str) -> None:
    city.publishing.publish(database)
    survey = survey_of(city, "S4")
    found = ask(
        database,
        "SELECT nomor, pertanyaan, nilai FROM puas.jawaban WHERE kode_survei = 'S4'",
    )
    sheets = city.store.sheets.all_of(survey.id)
    assert sorted(found) == sorted(
        (sheet.number, key, score) for sheet in sheets for key, score in sheet.answers.items()
    )
    outside = ask(database, "SELECT DISTINCT unsur FROM puas.jawaban WHERE pertanyaan = 'q5'")
    assert outside in ([], [("",)])
    people = ask(database, "SELECT count(*) FROM puas.responden WHERE jenis_kelamin = 'L'")
    assert people[0][0] > 0


def test_a_newer_schema_is_refused(city: Session, database: str) -> None:
    city.publishing.publish(database)
    ask(database, "INSERT INTO puas.versi_skema (versi, program) VALUES (2, 'Puas 9')")
    before = content(database)
    add_sheets(city, survey_of(city, "S0"), 1)
    with pytest.raises(StorageError, match="Puas yang lebih baru"):
        city.publishing.publish(database)
    assert content(database) == before


def test_an_older_schema_is_upgraded(
    city: Session, database: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    city.publishing.publish(database)
    before = content(database)

    def with_second(name: str) -> str:
        return "ALTER TABLE lembar ADD COLUMN lain integer" if name == "2.sql" else sql_text(name)

    monkeypatch.setattr(postgres_schema, "VERSIONS", (*postgres_schema.VERSIONS, "2.sql"))
    monkeypatch.setattr(postgres_schema, "sql_text", with_second)
    assert city.publishing.publish(database).written == 0
    assert ask(database, "SELECT max(versi) FROM puas.versi_skema") == [(2,)]
    assert content(database) == before
    assert figures(database) == expected(city.ikm.recap())


def test_an_upgrade_that_fails_leaves_the_old_schema(
    city: Session, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    city.publishing.publish(database)
    monkeypatch.setattr(postgres_schema, "VERSIONS", (*postgres_schema.VERSIONS, "2.sql"))
    monkeypatch.setattr(
        postgres_schema,
        "sql_text",
        lambda name: "DROP TABLE lembar; SELECT 1/0" if name == "2.sql" else sql_text(name),
    )
    with pytest.raises(StorageError, match="galat 22012"):
        city.publishing.publish(database)
    monkeypatch.undo()
    assert ask(database, "SELECT max(versi) FROM puas.versi_skema") == [(1,)]
    assert figures(database) == expected(city.ikm.recap())


def test_the_schema_of_somebody_else_is_left_alone(city: Session, database: str) -> None:
    ask(database, "CREATE SCHEMA puas")
    ask(database, "CREATE TABLE puas.catatan (isi text)")
    with pytest.raises(StorageError, match="sudah dipakai untuk hal lain"):
        city.publishing.publish(database)
    assert ask(database, "SELECT count(*) FROM puas.catatan") == [(0,)]


def test_an_empty_schema_made_by_the_administrator_is_taken(city: Session, database: str) -> None:
    ask(database, "CREATE SCHEMA puas")
    assert city.publishing.publish(database).written == 9
