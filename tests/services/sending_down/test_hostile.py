"""An office package is opened as hostile: refused with a reason, or taken as what it says."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import PuasError
from app.models.store.package_refusal import PackageProblem, PackageRefusedError
from app.services.opening import begin_from_city
from app.services.sending_down.reading import read_office_package
from app.services.session import Session
from tests.oracle import content
from tests.support.examples import EXAMPLES, PATIENCE
from tests.support.forging import edit
from tests.support.sending_down import make_sending_city, reseal, send_down

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.sending_down.service import Taking

PLACES = 500
NASTY = (
    "'; DROP TABLE unit; --",
    "=cmd|' /C calc'!A0",
    "<img src='/etc/passwd'>",
    "\u202eterbalik\u202c",
    "nol\u200blebar",
    "baris\nbaru",
    "NUL\x00tengah",
    "😀 emoji",
    "é" * 290,
)


def refusal(path: Path) -> PackageProblem:
    before = path.read_bytes()
    with pytest.raises(PackageRefusedError) as caught:
        read_office_package(path)
    assert path.read_bytes() == before
    assert caught.value.safe
    assert caught.value.next
    assert "\n" not in caught.value.sentence
    return caught.value.problem


# ---------------------------------------------------------------------- the file
def test_500_flipped_bits_are_refused(package: Path) -> None:
    whole = package.read_bytes()
    chance = random.Random(7)
    for _ in range(PLACES):
        flipped = bytearray(whole)
        flipped[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        package.write_bytes(flipped)
        refusal(package)


@pytest.mark.parametrize("share", [0, 0.001, 0.5, 0.98])
def test_a_truncated_package(package: Path, share: float) -> None:
    whole = package.read_bytes()
    package.write_bytes(whole[: int(len(whole) * share)])
    assert refusal(package) in {PackageProblem.NOT_A_PACKAGE, PackageProblem.DAMAGED}


def test_what_is_appended_or_packed_anew_is_refused(package: Path) -> None:
    whole = package.read_bytes()
    package.write_bytes(whole + b"lebih" * 5000)
    assert refusal(package) is PackageProblem.CHANGED
    package.write_bytes(whole)
    edit(package, "VACUUM")
    assert refusal(package) is PackageProblem.CHANGED


def test_a_newer_one_and_one_that_is_too_large(package: Path) -> None:
    edit(package, "PRAGMA user_version = 2")
    assert refusal(package) is PackageProblem.NEWER
    with package.open("rb+") as file:
        file.truncate(1_000_000_000)
    with pytest.raises(PackageRefusedError):
        read_office_package(package)


@pytest.mark.parametrize("strange", [b"", b"PK\x03\x04" + bytes(99), b"%PDF-1.7", b"kode;nama\n"])
def test_other_files_are_no_office_packages(tmp_path: Path, strange: bytes) -> None:
    path = tmp_path / "lain.sqlite"
    path.write_bytes(strange)
    assert refusal(path) is PackageProblem.NOT_A_PACKAGE
    with pytest.raises(PackageRefusedError):
        read_office_package(tmp_path)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW lihat AS SELECT * FROM unit",
        "CREATE INDEX cepat ON unit (kode)",
        "CREATE TRIGGER t AFTER INSERT ON unit BEGIN DELETE FROM unit; END",
        "CREATE TABLE lain (a)",
        "ALTER TABLE unit ADD COLUMN nik TEXT",
        "ALTER TABLE unit RENAME COLUMN nama TO nama_unit",
        "DROP TABLE pejabat",
        "CREATE VIRTUAL TABLE cari USING fts5 (isi)",
        f"CREATE TABLE lebar ({', '.join(f'k{n}' for n in range(1900))})",
    ],
)
def test_tables_that_we_do_not_write(package: Path, statement: str) -> None:
    edit(package, statement)
    assert refusal(package) in {PackageProblem.FOREIGN_TABLES, PackageProblem.DAMAGED}


def test_a_view_that_never_ends_is_never_read(package: Path) -> None:
    endless = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT n, n FROM r"
    edit(package, "DROP TABLE alias", f"CREATE VIEW alias(kode_unit, alias) AS {endless}")
    assert refusal(package) is PackageProblem.FOREIGN_TABLES


# ---------------------------------------------------------------------- the values
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE unit SET nama = 'Kelurahan Lain' WHERE kode = 'KEL-01'",
        "DELETE FROM layanan WHERE kode_unit = 'KEL-01'",
        "UPDATE survei SET bobot = '0.11'",
        "UPDATE manifes SET nilai = '9' WHERE kunci = 'nomor_log'",
        "INSERT INTO manifes VALUES ('lain', '')",
    ],
)
def test_an_edited_value_does_not_fit_the_manifest(package: Path, statement: str) -> None:
    edit(package, statement)
    assert refusal(package) is PackageProblem.CHANGED


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE unit SET kode = 'ada spasi' WHERE kode = 'KEL-01'",
        "UPDATE unit SET kode = 'kel-02' WHERE kode = 'KEL-01'",
        "UPDATE unit SET nama = ''",
        "UPDATE unit SET nama = nama || char(10) || 'dua'",
        "UPDATE unit SET nama = 'a' || char(0) || 'b' WHERE kode = 'KEL-01'",
        "UPDATE unit SET nama = hex(zeroblob(2500000)) WHERE kode = 'KEL-01'",
        "UPDATE unit SET jenis = 'kerajaan'",
        "UPDATE unit SET kode_induk = 'TAK-ADA' WHERE kode = 'KEL-01'",
        "UPDATE unit SET kode_induk = kode WHERE kode = 'KEL-01'",
        "UPDATE unit SET kode_induk = 'KEL-01' WHERE kode = 'KOTA'",
        "UPDATE unit SET aktif = 2",
        "UPDATE unit SET uuid = 'x' WHERE kode = 'KEL-01'",
        "UPDATE unit SET uuid = (SELECT max(uuid) FROM unit)",
        "DELETE FROM unit WHERE kode = 'KOTA'",
        "DELETE FROM unit",
        "UPDATE alias SET kode_unit = 'TAK-ADA'",
        "UPDATE alias SET alias = ''",
        "INSERT INTO alias SELECT * FROM alias",
        "UPDATE layanan SET kode_unit = 'TAK-ADA'",
        "UPDATE layanan SET nama = 'KTP'",
        "UPDATE layanan SET aktif = -1",
        "UPDATE instrumen SET definisi = 'bukan = toml ['",
        "UPDATE instrumen SET definisi = 'a = ' || replace(hex(zeroblob(3000)), '00', '[')",
        "UPDATE instrumen SET versi = 9",
        "UPDATE instrumen SET sha256 = lower(hex(zeroblob(32)))",
        "DELETE FROM instrumen WHERE kunci = 'skm-kota'",
        "INSERT INTO instrumen SELECT * FROM instrumen",
        "UPDATE survei SET tahun = 9999",
        "UPDATE survei SET periode = 'triwulan-9'",
        "UPDATE survei SET periode = 'TAHUNAN'",
        "UPDATE survei SET metode = 'telepati'",
        "UPDATE survei SET bobot = '0.5'",
        "UPDATE survei SET jawaban_kosong = 'tebak'",
        "UPDATE survei SET aturan_sampel = 'kira-kira'",
        "UPDATE survei SET akhir_pengumpulan = '9999-12-31'",
        "UPDATE survei SET akhir_pengumpulan = '2020-01-01'",
        "UPDATE survei SET catatan = 'a' || char(8238) || 'b'",
        "UPDATE survei SET kertas = 'x'",
        "UPDATE survei SET urutan = 3",
        "UPDATE survei SET kertas = uuid",
        "UPDATE survei SET instrumen = 'tak-ada'",
        "UPDATE survei SET uuid = (SELECT max(uuid) FROM survei)",
        "UPDATE survei SET kode = replace(hex(zeroblob(100)), '00', 'aa')",
        "DELETE FROM survei",
        "UPDATE jadwal SET tahap = 'libur'",
        "UPDATE jadwal SET mulai = '2026-12-31'",
        "UPDATE jadwal SET selesai = '2026-02-31'",
        "UPDATE jadwal SET uuid_survei = lower(uuid_survei) || 'a'",
        "INSERT INTO jadwal SELECT * FROM jadwal",
        "UPDATE pejabat SET jabatan = ''",
        "UPDATE pejabat SET nip = hex(zeroblob(90))",
        "INSERT INTO pejabat SELECT * FROM pejabat",
        "UPDATE manifes SET nilai = 'TAK-ADA' WHERE kunci = 'kode_kantor'",
        "UPDATE manifes SET nilai = 'x' WHERE kunci = 'instalasi'",
        "UPDATE manifes SET nilai = '-1' WHERE kunci = 'nomor_log'",
        "UPDATE manifes SET nilai = '٣' WHERE kunci = 'nomor_log'",
        "UPDATE manifes SET nilai = '2026-03-02T08:00:00' WHERE kunci = 'dibuat'",
        "DELETE FROM manifes WHERE kunci = 'tempat'",
    ],
)
def test_values_that_cannot_be_are_refused_even_under_a_fitting_manifest(
    package: Path, statement: str
) -> None:
    edit(package, statement)
    reseal(package)
    assert refusal(package) in {
        PackageProblem.INVALID,
        PackageProblem.CHANGED,
        PackageProblem.DAMAGED,
    }


def test_a_lone_surrogate_is_refused(package: Path) -> None:
    edit(package, "UPDATE unit SET nama = CAST(x'eda080' AS TEXT) WHERE kode = 'KEL-01'")
    assert refusal(package) is PackageProblem.DAMAGED


def test_resealing_alone_changes_nothing(package: Path) -> None:
    """The test above proves something only if a resealed package is otherwise accepted."""
    meant = read_office_package(package)
    reseal(package)
    assert read_office_package(package) == meant


def test_a_refused_value_says_where_it_stands(package: Path) -> None:
    edit(package, "UPDATE unit SET aktif = 7 WHERE kode = 'KEL-01'")
    reseal(package)
    with pytest.raises(PackageRefusedError, match=r"tidak mungkin \(tabel unit, baris \d\)"):
        read_office_package(package)


def test_a_list_deeper_than_any_city_is_refused(package: Path) -> None:
    rows = (
        f"('01a21d85-d2da-7f76-8487-{n:012x}', 'D-{n}', 'x', 'dinas',"
        f" '{f'D-{n - 1}' if n else 'KOTA'}', 1)"
        for n in range(60)
    )
    edit(package, f"INSERT INTO unit VALUES {', '.join(rows)}")  # noqa: S608 - our own rows
    reseal(package)
    assert refusal(package) is PackageProblem.INVALID


# ---------------------------------------------------------------------- any change at all
class Bench:
    """A package and the file of an office that began with an earlier one, to be spoilt."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        city = make_sending_city(folder / "kota.puas")
        first = send_down(city, folder / "pertama.sqlite")
        office = begin_from_city(folder / "asli.puas", first, "KEL-02", "Ani")
        assert isinstance(office, Session)
        office.store.close()
        self.package = send_down(city, folder / "asli.sqlite")
        city.store.close()

    def trial(self) -> tuple[Path, Path]:
        """Return copies of both."""
        package, office = self.folder / "coba.sqlite", self.folder / "coba.puas"
        shutil.copyfile(self.package, package)
        shutil.copyfile(self.folder / "asli.puas", office)
        return package, office


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    yield Bench(tmp_path_factory.mktemp("bangku"))  # noqa: PT022 - as the others do


def taken(session: Session, package: Path) -> Taking | None:
    """Take a package; None where it is refused in a sentence, and nothing else may happen."""
    try:
        return session.sending_down.take(package)[0]
    except PuasError:
        return None


TABLES = ("manifes", "unit", "alias", "layanan", "instrumen", "survei", "jadwal", "pejabat")
values = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.text(max_size=30),
    st.sampled_from(NASTY),
    st.sampled_from([0, 1, 2, "KTP", "KOTA", "KEL-02", "kel-03", "tahunan", "2026-03-02", "0.111"]),
)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
@pytest.mark.timeout(PATIENCE)
def test_a_changed_value_is_taken_as_it_says_or_refused(bench: Bench, data: st.DataObject) -> None:
    """Somebody changes cells and seals the package anew: nothing else can happen."""
    package, path = bench.trial()
    with closing(sqlite3.connect(package)) as connection:
        for _ in range(data.draw(st.integers(1, 3))):
            table = data.draw(st.sampled_from(TABLES))
            cursor = connection.execute(f"SELECT rowid, * FROM {table}")  # noqa: S608 - fixed names
            names = [item[0] for item in cursor.description[1:]]
            places = [row[0] for row in cursor.fetchall()]
            place, name = data.draw(st.sampled_from(places)), data.draw(st.sampled_from(names))
            sql = f'UPDATE {table} SET "{name}" = ? WHERE rowid = ?'  # noqa: S608 - fixed names
            try:
                connection.execute(sql, (data.draw(values), place))
            except (sqlite3.Error, UnicodeError):
                continue
        connection.commit()
    try:
        reseal(package)
    except (sqlite3.Error, KeyError, UnicodeError):
        return
    before = content(path)
    session = Session.open(path, operator="Ani")
    assert isinstance(session, Session)
    taking = taken(session, package)
    if taking is None:
        session.store.close()
        assert content(path) == before
        return
    said = taking.package
    assert session.checks.run().is_sound
    if taking.own is not None:
        own = session.offices.unit()
        meant = next(s.unit for s in said.units if s.unit.code == taking.own.unit.code)
        assert (own.code, own.name, own.type) == (meant.code, meant.name, meant.type)
        assert set(meant.aliases) - {own.name} <= set(own.aliases)
        again, _ = session.sending_down.take(package)
        assert again.is_past
    session.store.close()
