from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.paths import backup_folder
from app.services.archive.deeds import Locking
from app.services.session import Session
from tests.support.figures import dictionaries, expected, of_rows
from tests.support.postgres import ask, new_database
from tests.support.publishing import every_kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


def test_terbitkan_to_a_folder(puas: Callable[..., Ran], sample: Path, tmp_path: Path) -> None:
    folder = tmp_path / "terbit"
    ran = puas("terbitkan", sample, "--ke", folder, "--petugas", "Sari")
    assert ran.code == 0
    assert ran.out == (
        f"Terbit di {folder}: 1 survei ditulis, 0 tetap, 0 dihapus;"
        " 271 lembar ditulis, 0 dihapus.\n"
    )
    assert (folder / "ikm").is_dir()
    again = puas("terbitkan", sample, "--ke", folder)
    assert again.out == f"{folder} sudah sama dengan berkas ini; tidak ada yang dikirim.\n"
    assert not backup_folder(sample).exists(), "a row of the log alone asks for no backup"
    with closing(sqlite3.connect(sample)) as connection:
        operators = connection.execute("SELECT operator FROM log WHERE action = 'diterbitkan'")
        assert operators.fetchall() == [("Sari",)]


def test_terbitkan_to_postgresql(puas: Callable[..., Ran], sample: Path) -> None:
    with new_database() as address:
        ran = puas("terbitkan", sample, "--ke", address)
        assert ran.code == 0
        assert "1 survei ditulis" in ran.out
        assert "terenkripsi" not in ran.out
        assert ask(address, "SELECT ikm_cetak, mutu FROM puas.ikm") == [("88,84", "A")]


def test_surveys_of_another_file_are_named(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "lain.sqlite"
    shutil.copyfile(sample, copy)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute(
            "UPDATE office SET installation_id = '01a21ce7-1d79-7b4a-9a6b-0d322505f7e1'"
        )
        connection.commit()
    with new_database() as address:
        assert puas("terbitkan", sample, "--ke", address).code == 0
        ran = puas("terbitkan", copy, "--ke", address)
        assert ran.code == 1
        assert "KEL-SUNGAI-JINGAH-2024. Yang lain sudah terbit." in ran.err
        assert puas("terbitkan", copy, "--ke", address, "--gantikan").code == 0


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("mysql://server/puas", "mysql:// tidak dikenal"),
        ("postgresql:/server/puas", "postgresql: tidak dikenal"),
        ("service=kota", "service= tidak dikenal"),
        ("postgresql://aku:rahasia@server/puas", "Kata sandi tidak boleh ada dalam alamat"),
        ("postgresql://127.0.0.1:1/puas", "tidak menjawab"),
    ],
)
def test_a_target_that_cannot_be_is_refused(
    puas: Callable[..., Ran], sample: Path, target: str, words: str
) -> None:
    before = sample.read_bytes()
    ran = puas("terbitkan", sample, "--ke", target)
    assert (ran.code, words in ran.err, "rahasia" in ran.err) == (1, True, False)
    assert sample.read_bytes() == before


def test_terbitkan_needs_a_target(puas: Callable[..., Ran], sample: Path) -> None:
    ran = puas("terbitkan", sample)
    assert ran.code == 2
    assert "--ke" in ran.err


@pytest.fixture
def city_file(tmp_path: Path) -> Path:
    session = every_kind(tmp_path / "kota.puas")
    survey = session.store.surveys.by_code("S0")
    assert survey is not None
    session.archive.lock(survey.id, Locking("selesai", "Kepala", ""))
    session.store.close()
    return tmp_path / "kota.puas"


def test_the_script_gives_the_figures_of_the_file(
    puas: Callable[..., Ran], city_file: Path, tmp_path: Path
) -> None:
    script = tmp_path / "ikm.sql"
    assert puas("terbitkan", city_file, "--ke", script).code == 0
    before = city_file.read_bytes()
    with closing(sqlite3.connect(f"{city_file.as_uri()}?mode=ro", uri=True)) as connection:
        connection.executescript(script.read_text(encoding="utf-8"))
        found = [dictionaries(connection.execute(f"SELECT * FROM {t}")) for t in ("ikm", "unsur")]  # noqa: S608 - names of our own
    session = Session.open(city_file, read_only=True)
    assert isinstance(session, Session)
    assert of_rows(*found) == expected(session.ikm.recap())
    session.store.close()
    assert city_file.read_bytes() == before


def test_the_script_runs_in_the_shell_of_sqlite(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    if shutil.which("sqlite3") is None:
        pytest.skip("no sqlite3 is installed")
    script = tmp_path / "ikm.sql"
    puas("terbitkan", sample, "--ke", script)
    done = subprocess.run(
        ["sqlite3", "-readonly", sample, f".read {script}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "|88,84|" in done.stdout
    assert done.stderr == ""


def test_a_script_replaces_no_office_file(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    office = tmp_path / "kantor.sql"
    shutil.copyfile(sample, office)
    assert puas("terbitkan", sample, "--ke", office).code == 1
    assert office.read_bytes() == sample.read_bytes()


def test_a_file_without_an_office_says_so(puas: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "kosong.puas"
    session = Session.create(path)
    assert isinstance(session, Session)
    session.store.close()
    ran = puas("terbitkan", path, "--ke", tmp_path / "terbit")
    assert (ran.code, "belum berisi kantor" in ran.err) == (1, True)
    assert not (tmp_path / "terbit").exists()
