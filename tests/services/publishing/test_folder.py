from __future__ import annotations

import errno
import json
import shutil
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from app.errors import InputError, StorageError
from app.models.store.lock import take_lock
from app.models.store.publishing.parquet import PARTITIONED, WHOLE, ParquetWriter
from app.models.unit import Service, Unit, UnitType
from app.services.archive.deeds import Destroying, Locking
from app.services.session import Session
from tests.faults.processes import ROOT
from tests.support.figures import dictionaries, expected, of_rows
from tests.support.publishing import add_sheets, add_survey, make_city

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.figures import Figures

PARTS = ((2025, "0061"), (2026, "0061"), (2026, "0062"))


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder but what it says of itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "_puas.json"
    }


def rows(folder: Path, table: str, survey_uuid: str = "") -> list[dict[str, Any]]:
    """Return everything of a table as DuckDB reads it without any setting, or of one survey."""
    place = f"{folder.as_posix()}/{table}/**/*.parquet"
    with closing(duckdb.connect()) as engine:
        found = dictionaries(engine.execute("SELECT * FROM read_parquet(?)", [place]))
    return [row for row in found if not survey_uuid or row["survei_id"] == survey_uuid]


def shown(folder: Path) -> Figures:
    """Return the figures that stand in the folder."""
    return of_rows(rows(folder, "ikm"), rows(folder, "unsur"))


def computed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Figures:
    """Return the figures that the script in the folder computes from its counts."""
    monkeypatch.chdir(folder)
    script = (folder / "_ikm.sql").read_text(encoding="utf-8")
    with closing(duckdb.connect()) as engine:
        engine.execute(script)
        found = [dictionaries(engine.execute(f"SELECT * FROM {name}")) for name in ("ikm", "unsur")]  # noqa: S608 - names of our own
    return of_rows(*found)


def test_everything_of_a_file_can_be_read(
    city: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "terbit"
    done = city.publishing.publish(str(folder))
    assert (done.written, done.unchanged, done.removed) == (9, 0, 0)
    assert shown(folder) == expected(city.ikm.recap())
    assert computed(folder, monkeypatch) == shown(folder)
    for survey in city.store.surveys.all():
        sheets = city.store.sheets.all_of(survey.id)
        answers = rows(folder, "jawaban", survey.uuid)
        assert sorted((a["nomor"], a["pertanyaan"], a["nilai"]) for a in answers) == sorted(
            (sheet.number, key, score) for sheet in sheets for key, score in sheet.answers.items()
        )
        there = rows(folder, "lembar", survey.uuid)
        assert [(s["nomor"], s["revisi"], json.loads(s["profil"])) for s in there] == [
            (sheet.number, sheet.revision, sheet.profile) for sheet in sheets
        ]


def test_files_lie_by_year_and_area(city: Session, tmp_path: Path) -> None:
    city.publishing.publish(str(tmp_path / "terbit"))
    found = {path.rpartition("/")[0] for path in files(tmp_path / "terbit") if "/" in path}
    parts = [f"tahun={year}/kode_wilayah={code}" for year, code in PARTS]
    assert found == {f"{table}/{part}" for table in PARTITIONED for part in parts} | set(WHOLE)


def test_a_code_that_looks_like_a_number_stays_a_text(city: Session, tmp_path: Path) -> None:
    city.publishing.publish(str(tmp_path / "terbit"))
    found = {(row["wilayah"], row["tahun"]) for row in rows(tmp_path / "terbit", "ikm")}
    assert found == {(code, year) for year, code in PARTS}


def test_the_columns_have_types_that_everybody_reads(city: Session, tmp_path: Path) -> None:
    city.publishing.publish(str(tmp_path / "terbit"))
    place = (tmp_path / "terbit").as_posix() + "/**/*.parquet"
    with closing(duckdb.connect()) as engine:
        found = engine.execute(
            "SELECT DISTINCT type, converted_type FROM parquet_schema(?) WHERE type IS NOT NULL",
            [place],
        ).fetchall()
        packed = engine.execute(
            "SELECT DISTINCT compression FROM parquet_metadata(?)", [place]
        ).fetchall()
    assert {kind for kind, _ in found} == {"BYTE_ARRAY", "BOOLEAN", "INT32", "INT64"}
    assert {kind for _, kind in found} == {
        *(None, "UTF8", "INT_32", "INT_64", "DATE", "DECIMAL", "TIMESTAMP_MICROS"),
    }
    assert packed == [("SNAPPY",)]


def test_neither_saran_nor_clerks_leave(city: Session, tmp_path: Path) -> None:
    city.publishing.publish(str(tmp_path / "terbit"))
    every = [row for name in PARTITIONED for row in rows(tmp_path / "terbit", name)]
    assert "Tukang" in repr(every)
    assert "Rahasia" not in repr(every)
    assert "Penguji" not in repr(every)


def test_again_touches_nothing(city: Session, tmp_path: Path) -> None:
    folder = tmp_path / "terbit"
    city.publishing.publish(str(folder))
    times = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    head = city.store.log.head()
    done = city.publishing.publish(str(folder))
    assert (done.written, done.unchanged, done.removed) == (0, 9, 0)
    assert {p: p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()} == times
    assert city.store.log.head() == head


def test_the_same_content_gives_the_same_bytes(city: Session, tmp_path: Path) -> None:
    for name in ("satu", "dua"):
        city.publishing.publish(str(tmp_path / name))
    assert files(tmp_path / "satu") == files(tmp_path / "dua")


def test_only_the_partition_that_changed_is_written(city: Session, tmp_path: Path) -> None:
    folder = tmp_path / "terbit"
    city.publishing.publish(str(folder))
    before = files(folder)
    survey = city.store.surveys.by_code("S1")
    assert survey is not None
    sheet = city.store.sheets.all_of(survey.id)[0]
    city.store.sheets.delete(sheet)
    add_sheets(city, survey, 1)
    done = city.publishing.publish(str(folder))
    assert 0 < done.written < 9
    changed = {path for path, content in files(folder).items() if before[path] != content}
    assert changed == {
        f"{table}/tahun=2026/kode_wilayah=0062/data.parquet"
        for table in ("survei", "lembar", "jawaban", "hitungan", "ikm", "unsur")
    } - {"survei/tahun=2026/kode_wilayah=0062/data.parquet"}
    assert shown(folder) == expected(city.ikm.recap())


def test_a_partition_of_which_nothing_is_left_goes(city: Session, tmp_path: Path) -> None:
    folder = tmp_path / "terbit"
    city.publishing.publish(str(folder))
    gone = city.store.surveys.by_code("KOSONG")
    assert gone is not None
    city.store.database.execute("DELETE FROM survey_service WHERE survey_id = ?", (gone.id,))
    city.store.database.execute("DELETE FROM survey WHERE id = ?", (gone.id,))
    done = city.publishing.publish(str(folder))
    assert (done.written, done.removed) == (0, 1)
    assert not list(folder.glob("*/tahun=2025"))
    assert shown(folder) == expected(city.ikm.recap())


def test_destroyed_sheets_leave_the_folder_and_the_figures_stay(
    city: Session, tmp_path: Path
) -> None:
    folder = tmp_path / "terbit"
    city.publishing.publish(str(folder))
    survey, before = city.store.surveys.by_code("S0"), shown(folder)
    assert survey is not None
    city.archive.lock(survey.id, Locking("selesai", "Kepala", ""))
    city.archive.destroy(survey.id, Destroying("S0", "masa simpan", "Kepala", (), ""))
    city.publishing.publish(str(folder))
    assert rows(folder, "lembar", survey.uuid) == rows(folder, "jawaban", survey.uuid) == []
    assert shown(folder) == before


def test_stopped_in_between_every_file_is_old_or_new_and_the_rest_follows(
    city: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "terbit"
    city.publishing.publish(str(folder))
    before = files(folder)
    for code in ("S0", "S1"):
        survey = city.store.surveys.by_code(code)
        assert survey is not None
        add_sheets(city, survey, 3)
    whole = ParquetWriter.write
    written = []

    def stop(self: ParquetWriter, *arguments: Any) -> None:
        whole(self, *arguments)
        written.append(arguments)
        if len(written) == len(WHOLE) + 3:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(ParquetWriter, "write", stop)
        with pytest.raises(KeyboardInterrupt):
            city.publishing.publish(str(folder))
    assert not json.loads((folder / "_puas.json").read_text())["selesai"]
    between = files(folder)
    assert between.keys() == before.keys(), "no temporary file is left"
    assert 0 < sum(between[path] != before[path] for path in between) < len(before)
    city.publishing.publish(str(folder))
    city.publishing.publish(str(tmp_path / "baru"))
    assert files(folder) == files(tmp_path / "baru")
    assert json.loads((folder / "_puas.json").read_text())["selesai"]


def test_what_a_killed_program_left_goes(city: Session, tmp_path: Path) -> None:
    folder = tmp_path / "terbit"
    city.publishing.publish(str(folder))
    before = files(folder)
    left = folder / ".puas.sementara" / "lembar.csv"
    left.parent.mkdir()
    left.write_text("jawaban orang")
    survey = city.store.surveys.by_code("S0")
    assert survey is not None
    add_sheets(city, survey, 1)
    city.publishing.publish(str(folder))
    assert files(folder).keys() == before.keys()


def test_a_full_disk_is_said_and_leaves_what_is_there(
    city: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "terbit"
    city.publishing.publish(str(folder))
    before = files(folder)
    survey = city.store.surveys.by_code("S0")
    assert survey is not None
    add_sheets(city, survey, 1)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr("app.models.store.publishing.parquet.csv.writer", full)
        with pytest.raises(StorageError, match="tidak dapat disiapkan"):
            city.publishing.publish(str(folder))
    assert files(folder) == before
    city.publishing.publish(str(folder))
    assert shown(folder) == expected(city.ikm.recap())


def test_a_file_that_somebody_took_away_comes_back(city: Session, tmp_path: Path) -> None:
    folder = tmp_path / "terbit"
    city.publishing.publish(str(folder))
    before = files(folder)
    (folder / "ikm/tahun=2025/kode_wilayah=0061/data.parquet").unlink()
    city.publishing.publish(str(folder))
    assert files(folder) == before


@pytest.mark.parametrize("made", ["other", "state", "file"])
def test_a_folder_of_somebody_else_is_left_alone(city: Session, tmp_path: Path, made: str) -> None:
    folder = tmp_path / "terbit"
    if made == "file":
        folder.write_text("bukan folder")
    else:
        folder.mkdir()
        (folder / ("foto.jpg" if made == "other" else "_puas.json")).write_text("{}")
    with pytest.raises(InputError, match="sudah berisi hal lain"):
        city.publishing.publish(str(folder))
    assert len(list(tmp_path.rglob("*.parquet"))) == 0


def test_a_folder_belongs_to_one_file(city: Session, tmp_path: Path) -> None:
    folder = tmp_path / "terbit"
    city.publishing.publish(str(folder))
    before = files(folder)
    other = make_city(tmp_path / "lain.puas")
    add_sheets(other, add_survey(other, code="X"), 3)
    with pytest.raises(InputError, match="dari Kota Contoh, berkas yang lain"):
        other.publishing.publish(str(folder))
    assert files(folder) == before
    done = other.publishing.publish(str(folder), replace=True)
    assert (done.written, done.removed) == (1, 2)
    assert shown(folder) == expected(other.ikm.recap())
    other.store.close()


def test_an_older_copy_is_refused_until_it_is_said_to_count(city: Session, tmp_path: Path) -> None:
    folder, copy = tmp_path / "terbit", tmp_path / "lama.puas"
    shutil.copyfile(city.store.path, copy)
    survey = city.store.surveys.by_code("S0")
    assert survey is not None
    add_sheets(city, survey, 1)
    city.publishing.publish(str(folder))
    before = files(folder)
    older = Session.open(copy)
    assert isinstance(older, Session)
    with pytest.raises(InputError, match="keadaan yang lebih baru"):
        older.publishing.publish(str(folder))
    assert files(folder) == before
    older.publishing.publish(str(folder), replace=True)
    assert shown(folder) == expected(older.ikm.recap())
    older.store.close()


def test_two_do_not_write_one_folder(city: Session, tmp_path: Path) -> None:
    folder = tmp_path / "terbit"
    city.publishing.publish(str(folder))
    lock = take_lock(folder / "_puas.json")
    try:
        with pytest.raises(StorageError, match="sedang ditulis"):
            city.publishing.publish(str(folder))
    finally:
        lock.release()  # type: ignore[union-attr] # nobody else holds it


@pytest.mark.parametrize("code", ["63.71.", "a b%/c", "0101", "Ä=ü"])
def test_every_code_makes_a_folder(tmp_path: Path, code: str) -> None:
    city = make_city(tmp_path / "kota.puas")
    unit = city.store.units.save(Unit(code, "Dinas", UnitType.DINAS))
    city.store.units.save_service(Service(unit.id, "Izin"))
    add_sheets(city, add_survey(city, code, code="X"), 2)
    city.publishing.publish(str(tmp_path / "terbit"))
    (place,) = (tmp_path / "terbit").glob("ikm/tahun=2026/*")
    assert place.name.startswith("kode_wilayah=")
    assert not place.name.endswith((".", " "))
    with closing(duckdb.connect()) as engine:
        text = "SELECT * FROM read_parquet(?, hive_types = {'kode_wilayah': VARCHAR})"
        (row,) = dictionaries(engine.execute(text, [f"{place.as_posix()}/*.parquet"]))
    assert (row["wilayah"], row["kode_wilayah"]) == (code, code)
    city.store.close()


def test_a_unit_that_moves_takes_its_surveys_along(city: Session, tmp_path: Path) -> None:
    folder = tmp_path / "terbit"
    city.publishing.publish(str(folder))
    unit, area = city.store.units.by_code("kel-1"), city.store.units.by_code("0062")
    assert unit is not None
    assert area is not None
    city.store.units.save(replace(unit, parent_id=area.id))
    city.publishing.publish(str(folder))
    assert {row["wilayah"] for row in rows(folder, "ikm")} == {"0062"}
    assert shown(folder) == expected(city.ikm.recap())


def test_nothing_is_drawn_into_the_output(tmp_path: Path) -> None:
    """DuckDB draws a bar of progress where the program has no file, as some packagers start it."""
    asked = "SELECT value FROM duckdb_settings() WHERE name = 'enable_progress_bar'"
    program = (
        "from pathlib import Path\n"
        "from app.models.store.publishing.parquet import _workshop as made\n"
        f"with made(Path({str(tmp_path)!r})) as (_, engine):\n"
        f"    print(engine.execute({asked!r}).fetchall())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[('false',)]\n"
