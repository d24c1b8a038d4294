"""What comes from outside cannot harm: refused with a reason, or taken as what it says."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.models.follow_up import FollowUp
from app.models.package import FORMAT
from app.models.store.package import PackageRefusedError
from app.models.unit import Service
from app.services.consolidation.outcomes import Fate
from app.services.exports import forms
from app.services.exports.reading import read_package
from app.services.recap.formats import as_csv, as_json, as_xlsx
from app.services.reports.kinds import About
from app.services.session import Session
from app.services.text import clean_line
from tests.oracle import content
from tests.support.examples import EXAMPLES, PATIENCE
from tests.support.forging import edit, recount, reseal
from tests.support.receiving import City, make_city, make_sender, send
from tests.support.reports import SURVEY_KINDS
from tests.support.surroundings import surround

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.models.package import Surroundings
    from tests.offices import SmallOffice

NASTY = (
    "'; DROP TABLE sheet; --",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://contoh","klik")',
    "<img src='/etc/passwd'>",
    "<b>tebal</b> & {tanda}",
    "+62 812 3456",
    "\u202eterbalik\u202c",
    "nol\u200blebar",
    "baris\nbaru",
    "NUL\x00tengah",
    "😀 emoji",
    "é" * 290,
)
PLACES = 500


@pytest.fixture
def package(office: SmallOffice, tmp_path: Path) -> Path:
    """Return a package with some of everything."""
    surround(office)
    return send(office, tmp_path / "paket.sqlite", with_saran=True)


def refused(city: City, path: Path) -> str:
    """Merge what must be refused; the city's file and the package stay byte for byte."""
    before, sent = city.session.store.path.read_bytes(), path.read_bytes()
    outcome = city.session.merging.merge(path)
    assert outcome.fate is Fate.REFUSED, outcome
    assert city.session.store.path.read_bytes() == before
    assert path.read_bytes() == sent
    assert outcome.error is not None
    assert outcome.error.safe
    assert outcome.error.next
    assert "\n" not in outcome.sentence
    return outcome.sentence


# ---------------------------------------------------------------------- structure
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW lihat AS SELECT * FROM lembar",
        "CREATE TRIGGER t AFTER INSERT ON lembar BEGIN DELETE FROM lembar; END",
        "CREATE TABLE sheet (id INTEGER)",
        "ALTER TABLE lembar ADD COLUMN nik TEXT",
        "CREATE VIRTUAL TABLE cari USING fts5 (isi)",
        f"CREATE TABLE lebar ({', '.join(f'k{n}' for n in range(1900))})",
    ],
)
def test_tables_of_others(city: City, package: Path, statement: str) -> None:
    edit(package, statement)
    with pytest.MonkeyPatch.context() as patch:  # one column more and even we could not hash it
        patch.setattr("tests.support.forging.digest", lambda _: "0" * 64)
        reseal(package)
    refused(city, package)


def test_a_view_that_never_ends_in_the_place_of_a_table(city: City, package: Path) -> None:
    endless = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT n, n, n FROM r"
    edit(package, "DROP TABLE dihapus", f"CREATE VIEW dihapus(jenis, uuid, revisi) AS {endless}")
    assert "tabel yang tidak dibuat" in refused(city, package)


def test_a_blob_of_a_gigabyte(city: City, package: Path) -> None:
    edit(package, "UPDATE lembar SET saran = hex(zeroblob(2500000)) WHERE nomor = 1")
    assert refused(city, package)
    with package.open("rb+") as file:
        file.truncate(1_000_000_000)
    assert city.session.merging.merge(package).fate is Fate.REFUSED


def test_strange_files(city: City, office: SmallOffice, tmp_path: Path) -> None:
    other = tmp_path / "lain.sqlite"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE lembar (a)")
    strange = {
        "kosong.sqlite": b"",
        "gambar.jpg": b"\xff\xd8\xff",
        "arsip.zip": b"PK\x03\x04" + bytes(99),
        "tabel.xlsx": b"PK\x03\x04xl/workbook.xml",
        "surat.pdf": b"%PDF-1.7",
        "teks.txt": "Kepada Yth.".encode("utf-16"),
        "lain2.sqlite": other.read_bytes(),
        "kantor.puas": office.store.path.read_bytes(),
    }
    for name, bytes_ in strange.items():
        path = tmp_path / f"aneh-{name}"
        path.write_bytes(bytes_)
        assert "bukan paket kiriman Puas" in refused(city, path)
    assert city.session.merging.merge(tmp_path).fate is Fate.REFUSED
    assert city.session.merging.merge(tmp_path / "tidak-ada").fate is Fate.REFUSED


# ---------------------------------------------------------------------- values
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE lembar SET waktu = 0 WHERE nomor = 1",
        "UPDATE lembar SET waktu = 5 WHERE nomor = 1",
        "UPDATE lembar SET waktu = -1 WHERE nomor = 1",
        "UPDATE lembar SET waktu = 9223372036854775807 WHERE nomor = 1",
        "UPDATE lembar SET tanggal = '9999-12-31' WHERE nomor = 1",
        "UPDATE lembar SET usia = -1 WHERE nomor = 1",
        "UPDATE lembar SET pendidikan = 'Profesor' WHERE nomor = 1",
        "UPDATE lembar SET revisi = 9223372036854775807 WHERE nomor = 1",
        "UPDATE lembar SET nomor = 9223372036854775807 WHERE nomor = 7",
        "UPDATE lembar SET uuid = upper(uuid) WHERE nomor = 1",
        "UPDATE lembar SET uuid = (SELECT max(uuid) FROM dihapus) WHERE nomor = 1",
        "UPDATE dihapus SET uuid = (SELECT uuid FROM publikasi) WHERE jenis = 'lembar'",
        "UPDATE lembar SET saran = 'a' || char(0) || 'b' WHERE nomor = 1",
        "UPDATE lembar SET saran = replace(hex(zeroblob(524288)), '0', 'a') WHERE nomor = 1",
        "INSERT INTO lembar SELECT * FROM lembar WHERE nomor = 1",
        "UPDATE lembar SET nomor = 2 WHERE nomor = 1",
        "UPDATE lembar SET saran = 'a' || char(8238) || 'b' WHERE nomor = 1",
        "UPDATE lembar SET saran = CAST(x'eda080' AS TEXT) WHERE nomor = 1",
        "UPDATE unit SET nama = nama || char(10) || 'kedua'",
        "UPDATE unit SET nama = replace(hex(zeroblob(200)), '00', 'aa')",
        "UPDATE layanan SET nama = '' WHERE nomor = 1",
        "UPDATE survei SET kode = replace(hex(zeroblob(100)), '00', 'aa')",
        "UPDATE survei SET populasi = -1",
        "UPDATE survei SET bobot = '0.111' ",
        "UPDATE instrumen SET definisi = replace(definisi, 'weight = \"1/9\"', 'weight = \"1/8\"')",
    ],
)
def test_values_that_cannot_be(city: City, package: Path, statement: str) -> None:
    edit(package, statement)
    try:
        recount(package)
    except (sqlite3.Error, UnicodeError):
        return  # not even a forger could write it
    if "bobot" in statement:
        assert city.session.merging.merge(package).is_good  # 0,111 is a weight of nine unsur
    else:
        refused(city, package)


@pytest.mark.parametrize("value", ["3.5", "'3'", "x'03'", "9e999"])
def test_numbers_that_are_none(city: City, package: Path, value: str) -> None:
    with closing(sqlite3.connect(package)) as connection:
        try:
            connection.execute(f"UPDATE lembar SET waktu = {value} WHERE nomor = 1")  # noqa: S608 - fixed texts
        except sqlite3.IntegrityError:
            return  # the table is strict
        connection.commit()
    recount(package)
    if value == "'3'":  # it is the number 3 once more
        assert city.session.merging.merge(package).is_good
    else:
        refused(city, package)


def test_a_unit_that_is_not_theirs_gets_nothing(city: City, package: Path) -> None:
    edit(package, "UPDATE unit SET kode = 'KEL-02'", "UPDATE survei SET kode_unit = 'KEL-02'")
    edit(package, "UPDATE manifes SET nilai = 'KEL-02' WHERE kunci = 'kode_unit'")
    reseal(package)
    outcome = city.session.merging.merge(package)
    assert any("Paket menyebut unitnya Kelurahan 01" in note for note in outcome.notes)


@pytest.mark.parametrize("text", NASTY)
def test_texts_go_through_everything_and_stay_texts(
    city: City, office: SmallOffice, tmp_path: Path, text: str
) -> None:
    line = clean_line(text)
    store, survey = office.store, office.survey
    unit = store.units.get(survey.unit_id)
    store.units.save(replace(unit, name=line))
    service = store.units.services(unit.id)[0]
    store.units.save_service(Service(unit.id, line, id=service.id))
    sheet = store.sheets.by_number(survey.id, 1)
    assert sheet is not None
    store.sheets.change(replace(sheet, saran=text), office.questions)
    office.session.follow_up.save(FollowUp(survey.id, "waktu", 0, text, program=text))
    package = send(office, tmp_path / "p.sqlite", with_saran=True)
    (outcome,) = city.merge(package)
    assert outcome.fate is Fate.MERGED, outcome.sentence
    merged = city.session.store.surveys.get(outcome.survey_id)
    assert line in {group.label for group in city.session.ikm.by_service(merged)}
    rows = city.session.recaps.rows()
    assert as_json(rows)
    assert as_xlsx(rows).startswith(b"PK")
    assert not any(cell.startswith(("=", "+", "@")) for cell in as_csv(rows).split(","))
    for kind in SURVEY_KINDS:
        made = city.session.reports.collect(kind, About(merged.id))
        assert made.render().startswith(b"%PDF")
    assert city.session.submitted.of(merged.id).around.plans[0].plan.program == line
    assert city.session.checks.run().findings == ()


# ---------------------------------------------------------------------- chance
def test_a_flipped_bit_is_refused_or_harmless(city: City, package: Path) -> None:
    whole, chance = package.read_bytes(), random.Random(2026)
    filled = [at for at, byte in enumerate(whole) if byte]
    places = chance.sample(filled, PLACES // 2) + chance.sample(range(len(whole)), PLACES // 2)
    before = city.session.store.path.read_bytes()
    for at in places:
        damaged = bytearray(whole)
        damaged[at] ^= 1 << chance.randrange(8)
        package.write_bytes(damaged)
        assert city.session.merging.merge(package).fate is Fate.REFUSED
    assert city.session.store.path.read_bytes() == before
    package.write_bytes(whole)
    assert city.session.merging.merge(package).fate is Fate.MERGED


class Bench:
    """A package and a city that never took anything, for many trials."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        office = make_sender(folder / "kelurahan.puas", "KEL-01", 6)
        surround(office)
        self.package = send(office, folder / "paket.sqlite", with_saran=True)
        self.meant = read_package(self.package)
        office.store.close()
        make_city(folder / "kota.puas").session.store.close()

    def trial(self) -> tuple[Path, Path]:
        """Return a package to be changed and a city to merge it."""
        package, city = self.folder / "coba.sqlite", self.folder / "coba.puas"
        shutil.copyfile(self.package, package)
        shutil.copyfile(self.folder / "kota.puas", city)
        return package, city


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    yield Bench(tmp_path_factory.mktemp("bangku"))  # noqa: PT022 - as the others do


TABLES = (*(form.name for form in forms.FIXED[FORMAT]), forms.SHEETS_NAME)
values = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.text(max_size=30),
    st.sampled_from(NASTY),
    st.sampled_from([0, 1, 4, 5, "KTP", "tahunan", "2026-03-02", "ya"]),
)


FOREIGN = (
    "CREATE VIEW lihat AS SELECT * FROM lembar",
    "CREATE TRIGGER t AFTER INSERT ON lembar BEGIN DELETE FROM lembar; END",
    "CREATE TABLE lain (a)",
    "CREATE UNIQUE INDEX cepat ON lembar (nomor)",
    "ALTER TABLE survei ADD COLUMN nik TEXT",
    "ALTER TABLE forum RENAME TO pertemuan",
    "PRAGMA application_id = 1",
)
"""None of these can be in a package of ours, whatever its manifest says."""


def _change(connection: sqlite3.Connection, data: st.DataObject) -> bool:
    """Do one thing to a package as somebody might; say whether it must be refused for it."""
    table = data.draw(st.sampled_from(TABLES))
    cursor = connection.execute(f"SELECT rowid, * FROM {table}")  # noqa: S608 - fixed names
    names = [item[0] for item in cursor.description[1:]]
    rows = [row[0] for row in cursor.fetchall()]
    deed = data.draw(st.sampled_from(["cell", "cell", "cell", "delete", "repeat", "foreign"]))
    if deed == "foreign":
        connection.execute(data.draw(st.sampled_from(FOREIGN)))
        return True
    if rows:
        place, name = data.draw(st.sampled_from(rows)), data.draw(st.sampled_from(names))
        sql = {
            "cell": f'UPDATE {table} SET "{name}" = ?2 WHERE rowid = ?1',  # noqa: S608 - as above
            "delete": f"DELETE FROM {table} WHERE rowid = ?1",  # noqa: S608 - as above
            "repeat": f"INSERT INTO {table} SELECT * FROM {table} WHERE rowid = ?1",  # noqa: S608 - as above
        }[deed]
        with suppress(sqlite3.Error, UnicodeError):  # what SQLite itself does not take
            connection.execute(sql, (place, data.draw(values))[: 2 if deed == "cell" else 1])
    return False


def _by_uuid(around: Surroundings) -> list[list[str]]:
    """Return everything around a survey in an order that says nothing, as text."""
    parts = (around.plans, around.publications, around.forums, around.stages)
    return [sorted(map(repr, part)) for part in (*parts, around.verifications)]


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
@pytest.mark.timeout(PATIENCE)
def test_a_changed_package_is_accepted_as_it_says_or_refused(
    bench: Bench, data: st.DataObject
) -> None:
    """Somebody changes cells, rows or tables and seals the package anew, or forgets to."""
    package, city = bench.trial()
    foreign = False
    with closing(sqlite3.connect(package)) as connection:
        for _ in range(data.draw(st.integers(1, 3))):
            with suppress(sqlite3.Error):  # done twice, or no longer possible
                foreign |= _change(connection, data)
        connection.commit()
    whole = bench.package.read_bytes()
    if data.draw(st.integers(0, 9)):
        try:
            recount(package)
        except (sqlite3.Error, KeyError, UnicodeError):
            return
    elif package.read_bytes() != whole:
        foreign = True
    try:
        said = read_package(package)
    except PackageRefusedError:
        said = None
    assert said is None or not foreign
    session = Session.open(city, operator="Organisasi")
    assert isinstance(session, Session)
    before = content(city)
    outcome = session.merging.merge(package)
    if said is None or outcome.fate in {Fate.REFUSED, Fate.WAITING}:
        assert not outcome.is_good
        session.store.close()
        assert content(city) == before
        return
    survey = session.store.surveys.get(outcome.survey_id)
    sheets = session.store.sheets.all_of(survey.id)
    assert [(s.uuid, s.answers, s.profile) for s in sheets] == [
        (s.uuid, s.answers, s.profile) for s in sorted(said.sheets, key=lambda one: one.number)
    ]
    assert _by_uuid(session.submitted.of(survey.id).around) == _by_uuid(said.around)
    assert session.checks.run().is_sound
    session.store.close()
