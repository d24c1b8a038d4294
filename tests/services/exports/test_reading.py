"""A package that was damaged or edited on its way is refused or read as it was (P8)."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.models.package import FORMAT
from app.models.store.package import PackageProblem, PackageRefusedError
from app.services.exports.reading import read_package
from app.services.exports.writing import content_tables, manifest_table
from tests.support.examples import EXAMPLES, PATIENCE
from tests.support.forging import edit, reseal

if TYPE_CHECKING:
    from pathlib import Path

MUTATED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def refusal(path: Path) -> PackageProblem:
    before = path.read_bytes()
    with pytest.raises(PackageRefusedError) as caught:
        read_package(path)
    assert path.read_bytes() == before
    assert caught.value.safe
    assert caught.value.next
    return caught.value.problem


@pytest.mark.timeout(PATIENCE)
@MUTATED
@given(data=st.data())
def test_any_changed_byte_is_refused(package_file: Path, data: st.DataObject) -> None:
    content = package_file.read_bytes()
    mutated = bytearray(content)
    place = data.draw(st.integers(0, len(content) - 1))
    mutated[place] ^= data.draw(st.integers(1, 255))
    package_file.write_bytes(mutated)
    try:
        refusal(package_file)
    finally:
        package_file.write_bytes(content)


@pytest.mark.timeout(PATIENCE)
@MUTATED
@given(data=st.data())
def test_a_changed_byte_within_the_rows_is_refused(package_file: Path, data: st.DataObject) -> None:
    """Most of a file is empty space: these hit what is written."""
    content = package_file.read_bytes()
    written = [place for place, byte in enumerate(content) if byte]
    mutated = bytearray(content)
    for _ in range(data.draw(st.integers(1, 3))):
        place = written[data.draw(st.integers(0, len(written) - 1))]
        mutated[place] = data.draw(st.integers(0, 255))
    package_file.write_bytes(mutated)
    try:
        if mutated != content:
            refusal(package_file)
    finally:
        package_file.write_bytes(content)


@pytest.mark.parametrize("share", [0, 0.001, 0.5, 0.98])
def test_a_truncated_package(package_file: Path, share: float) -> None:
    content = package_file.read_bytes()
    package_file.write_bytes(content[: int(len(content) * share)])
    assert refusal(package_file) in {PackageProblem.NOT_A_PACKAGE, PackageProblem.DAMAGED}


def test_what_is_appended_is_refused(package_file: Path) -> None:
    package_file.write_bytes(package_file.read_bytes() + b"lebih" * 5000)
    assert refusal(package_file) is PackageProblem.CHANGED


def test_a_package_packed_anew_is_refused(package_file: Path) -> None:
    """The rows are all there; that they came from elsewhere is what the seal tells."""
    edit(package_file, "VACUUM")
    assert refusal(package_file) is PackageProblem.CHANGED


def test_a_seal_that_is_missing_or_doubled(package_file: Path) -> None:
    content = package_file.read_bytes()
    edit(package_file, "DELETE FROM segel")
    assert refusal(package_file) is PackageProblem.CHANGED
    package_file.write_bytes(content)
    edit(package_file, "INSERT INTO segel SELECT * FROM segel")
    assert refusal(package_file) is PackageProblem.CHANGED
    edit(package_file, "DROP TABLE segel")
    assert refusal(package_file) is PackageProblem.FOREIGN_TABLES


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE lembar SET waktu = 5 - waktu WHERE nomor = 1",
        "DELETE FROM lembar WHERE nomor = 3",
        "UPDATE lembar SET saran = 'lain'",
        "UPDATE survei SET bobot = '0.11'",
        "UPDATE unit SET nama = 'Kelurahan Lain'",
        "UPDATE layanan SET populasi = 7",
        "UPDATE manifes SET nilai = '9' WHERE kunci = 'nomor_paket'",
        "UPDATE manifes SET nilai = '6' WHERE kunci = 'lembar'",
        "DELETE FROM manifes WHERE kunci = 'hash_log'",
        "INSERT INTO manifes VALUES ('lain', '')",
    ],
)
def test_an_edited_value_does_not_fit_the_manifest(package_file: Path, statement: str) -> None:
    edit(package_file, statement)
    assert refusal(package_file) is PackageProblem.CHANGED


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE lain (a)",
        "CREATE VIEW lihat AS SELECT * FROM lembar",
        "CREATE INDEX cepat ON lembar (nomor)",
        "CREATE TRIGGER apa AFTER INSERT ON lembar BEGIN DELETE FROM lembar; END",
        "ALTER TABLE lembar ADD COLUMN nik TEXT",
        "ALTER TABLE unit RENAME COLUMN nama TO nama_unit",
        "DROP TABLE layanan",
        "DROP TABLE manifes",
    ],
)
def test_tables_that_we_do_not_write(package_file: Path, statement: str) -> None:
    edit(package_file, statement)
    assert refusal(package_file) is PackageProblem.FOREIGN_TABLES


def test_a_view_that_bears_the_name_of_a_table_is_never_read(package_file: Path) -> None:
    endless = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n, n FROM r"
    edit(package_file, "DROP TABLE manifes", f"CREATE VIEW manifes AS {endless}")
    assert refusal(package_file) is PackageProblem.FOREIGN_TABLES


def test_a_generated_column_is_a_foreign_table(package_file: Path) -> None:
    edit(
        package_file,
        "DROP TABLE manifes",
        "CREATE TABLE manifes (kunci TEXT, nilai TEXT AS (upper(kunci))) STRICT",
    )
    assert refusal(package_file) is PackageProblem.FOREIGN_TABLES


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE lembar SET waktu = 0 WHERE nomor = 1",
        "UPDATE lembar SET waktu = 5 WHERE nomor = 1",
        "UPDATE lembar SET waktu = -1 WHERE nomor = 1",
        "UPDATE lembar SET tanggal = '2026-02-31' WHERE nomor = 1",
        "UPDATE lembar SET tanggal = '9999-01-01' WHERE nomor = 1",
        "UPDATE lembar SET tanggal = '20260312' WHERE nomor = 1",
        "UPDATE lembar SET usia = 500 WHERE nomor = 1",
        "UPDATE lembar SET jenis_kelamin = 'X' WHERE nomor = 1",
        "UPDATE lembar SET nomor = 2 WHERE nomor = 1",
        "UPDATE lembar SET nomor = 0 WHERE nomor = 1",
        "UPDATE lembar SET uuid = (SELECT uuid FROM lembar WHERE nomor = 2)",
        "UPDATE lembar SET uuid = 'x' WHERE nomor = 1",
        "UPDATE lembar SET layanan = 'Bukan milik unit ini' WHERE nomor = 1",
        "UPDATE lembar SET saran = char(27) || '[2J' WHERE nomor = 1",
        "UPDATE survei SET kode_unit = 'UNIT-LAIN'",
        "UPDATE survei SET periode = 'triwulan-9'",
        "UPDATE survei SET tahun = 3",
        "UPDATE survei SET bobot = '0.5'",
        "UPDATE unit SET jenis = 'kerajaan'",
        "UPDATE unit SET nama = 'a' || char(10) || 'b'",
        "UPDATE unit SET nama = ''",
        "UPDATE layanan SET nomor = 7 WHERE nomor = 1",
        "UPDATE layanan SET nama = 'KTP'",
        "UPDATE instrumen SET definisi = 'bukan = toml ['",
        "UPDATE instrumen SET definisi = 'a = ' || replace(hex(zeroblob(3000)), '00', '[')",
        "UPDATE instrumen SET versi = 2",
        "INSERT INTO unit SELECT * FROM unit",
        "DELETE FROM survei",
        "UPDATE lembar SET diubah = '2026-03-02T08:00:00'",
        "UPDATE survei SET periode = 'TAHUNAN'",
        "UPDATE survei SET periode = '0001-01-01..2026-01-01'",
        "UPDATE survei SET populasi = 9000000000",
        "UPDATE survei SET aturan_sampel = 'kira-kira'",
        "UPDATE layanan SET diminta = 0, populasi = 5 WHERE nomor = 1",
        "UPDATE layanan SET diminta = 2",
        "UPDATE layanan SET revisi = 0",
        "UPDATE dihapus SET jenis = 'kantor'",
        "UPDATE dihapus SET revisi = 1",
        "UPDATE dihapus SET uuid = (SELECT max(uuid) FROM dihapus)",
        "DELETE FROM dihapus",
        "UPDATE tindak_lanjut SET lalu = 2",
        "UPDATE tindak_lanjut SET realisasi = 101",
        "UPDATE tindak_lanjut SET waktu = '2027 triwulan-9'",
        "UPDATE tindak_lanjut SET jangka = 'selamanya'",
        "UPDATE tindak_lanjut SET kegiatan = ''",
        "UPDATE tindak_lanjut SET kegiatan = kegiatan || char(10)",
        "UPDATE tindak_lanjut SET bukti = hex(zeroblob(4000))",
        "UPDATE tindak_lanjut SET dilaporkan = '2026-13-01'",
        "UPDATE tindak_lanjut SET uuid = (SELECT max(uuid) FROM tindak_lanjut)",
        "DELETE FROM tindak_lanjut",
        "DELETE FROM survei_lalu",
        "INSERT INTO survei_lalu SELECT * FROM survei_lalu",
        "UPDATE survei_lalu SET tahun = 9999",
        "UPDATE publikasi SET saluran = 'radio'",
        "UPDATE publikasi SET tempat = ''",
        "UPDATE publikasi SET tanggal = '9999-01-01'",
        "UPDATE forum SET peserta = -1",
        "UPDATE jadwal SET tahap = 'libur'",
        "UPDATE jadwal SET mulai = '2026-04-01'",
        "INSERT INTO jadwal SELECT * FROM jadwal",
        "UPDATE verifikasi SET keliru = 3",
        "UPDATE verifikasi SET berbeda = 16",
        "UPDATE verifikasi SET cara = 'sekilas'",
    ],
)
def test_values_that_cannot_be_are_refused_even_under_a_fitting_manifest(
    package_file: Path, statement: str
) -> None:
    edit(package_file, statement)
    reseal(package_file)
    assert refusal(package_file) in {PackageProblem.INVALID, PackageProblem.CHANGED}


def test_resealing_alone_changes_nothing(package_file: Path) -> None:
    """The test above proves something only if a resealed package is otherwise accepted."""
    meant = read_package(package_file)
    reseal(package_file)
    assert read_package(package_file) == meant


def test_a_newer_package(package_file: Path) -> None:
    edit(package_file, f"PRAGMA user_version = {FORMAT + 1}")
    assert refusal(package_file) is PackageProblem.NEWER


def test_a_refused_value_says_where_it_stands(package_file: Path) -> None:
    edit(package_file, "UPDATE lembar SET usia = 500 WHERE nomor = 3")
    reseal(package_file)
    with pytest.raises(PackageRefusedError, match=r"tidak mungkin \(tabel lembar, baris 3\)"):
        read_package(package_file)


def test_a_name_that_could_mislead_is_shown_harmlessly(tmp_path: Path) -> None:
    with pytest.raises(PackageRefusedError) as caught:
        read_package(tmp_path / "paket\n\u202eetilqs.exe")
    assert "paket??etilqs.exe" in caught.value.what


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are of Unix")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "paket.sqlite")
    with pytest.raises(PackageRefusedError) as caught:
        read_package(tmp_path / "paket.sqlite")
    assert caught.value.problem is PackageProblem.UNREADABLE


def test_a_file_that_is_too_large_is_not_read(package_file: Path) -> None:
    with package_file.open("rb+") as file:
        file.truncate(10_000_000_000)
    with pytest.raises(PackageRefusedError, match="terlalu besar") as caught:
        read_package(package_file)
    assert caught.value.problem is PackageProblem.TOO_LARGE


def test_a_package_in_the_middle_of_a_write_ahead_log(package_file: Path) -> None:
    """Bytes 18 and 19 say that newer rows lie in another file."""
    edit(package_file, "PRAGMA journal_mode=WAL")
    assert refusal(package_file) is PackageProblem.DAMAGED


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF", b"nomor,tanggal\n" * 99])
def test_other_files_are_no_packages(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "lain.sqlite"
    path.write_bytes(content)
    assert refusal(path) is PackageProblem.NOT_A_PACKAGE


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "tidak-ada.sqlite", tmp_path):
        with pytest.raises(PackageRefusedError) as caught:
            read_package(path)
        assert caught.value.problem is PackageProblem.UNREADABLE


def test_what_was_read_gives_the_same_tables(package_file: Path) -> None:
    package = read_package(package_file)
    with closing(sqlite3.connect(package_file)) as connection:
        for table, rows in (manifest_table(package.manifest), *content_tables(package)):
            stored = connection.execute(f"SELECT * FROM {table.name}").fetchall()  # noqa: S608 - our own names
            assert tuple(stored) == rows
