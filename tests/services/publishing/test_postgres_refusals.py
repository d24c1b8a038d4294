"""Whatever a server refuses is a whole sentence with a next step, and nothing is half there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import psycopg
import pytest

from app.errors import InputError, PuasError, StorageError
from app.models.store.publishing.postgres_errors import cannot_connect, server_refused
from app.models.store.publishing.postgres_schema import read_address
from scripts.with_postgres import PASSWORD_USER
from tests.support.postgres import ask, new_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.session import Session


def refusal(session: Session, address: str) -> PuasError:
    with pytest.raises(PuasError) as caught:
        session.publishing.publish(address)
    assert caught.value.next
    assert not caught.value.sentence.endswith(" ")
    return caught.value


@pytest.fixture
def with_password(database: str) -> Iterator[str]:
    """Give the address of a database for a user who has to give a password, without it."""
    ask(database, f"CREATE ROLE {PASSWORD_USER} LOGIN PASSWORD 'rahasia besar'")
    name = ask(database, "SELECT current_database()")[0][0]
    ask(database, f"GRANT CREATE ON DATABASE {name} TO {PASSWORD_USER}")
    yield database.replace("postgres@", f"{PASSWORD_USER}@")
    ask(database, f"DROP OWNED BY {PASSWORD_USER}")
    ask(database, f"DROP ROLE {PASSWORD_USER}")


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://aku:rahasia@server/puas",
        "postgres://server/puas?user=aku&password=rahasia",
        "postgresql://server/puas?sslpassword=rahasia",
    ],
)
def test_a_password_in_the_address_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(InputError) as caught:
        read_address(address)
    assert "Kata sandi tidak boleh ada dalam alamat" in caught.value.sentence
    assert "rahasia" not in caught.value.sentence


@pytest.mark.parametrize("address", ["postgresql://server:abc%zz/puas", "postgres://[::1/puas"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="tidak dapat dibaca"):
        read_address(address)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("postgresql://aku@db.contoh.id:5433/skm", "postgresql://db.contoh.id:5433/skm"),
        ("postgresql:///skm?host=/run/pg", "postgresql:///run/pg/skm"),
        ("postgresql:///?service=kota", "postgresql://layanan:kota/"),
    ],
)
def test_an_address_is_shown_without_its_user(address: str, name: str) -> None:
    assert read_address(address).name == name


def test_nobody_answers(city: Session) -> None:
    error = refusal(city, "postgresql://127.0.0.1:1/puas?connect_timeout=3")
    assert "tidak menjawab" in error.what
    assert "127.0.0.1:1/puas" in error.what


def test_a_service_that_is_not_in_the_file(
    city: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "pg_service.conf"
    file.write_text("[lain]\nhost=/nowhere\n")
    monkeypatch.setenv("PGSERVICEFILE", str(file))
    assert "berkas layanan" in refusal(city, "postgresql:///?service=kota").sentence


def test_a_database_that_is_not_there(city: Session, database: str) -> None:
    address = database.replace("/puas_", "/tidak_ada_")
    assert "Basis data" in refusal(city, address).what


def test_the_password_comes_from_where_the_driver_looks(
    city: Session, with_password: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "pgpass"))
    assert "menolak nama pengguna atau kata sandinya" in refusal(city, with_password).what
    monkeypatch.setenv("PGPASSWORD", "salah")
    assert "menolak nama pengguna atau kata sandinya" in refusal(city, with_password).what
    monkeypatch.delenv("PGPASSWORD")
    (tmp_path / "pgpass").write_text(f"*:*:*:{PASSWORD_USER}:rahasia besar\n")
    os.chmod(tmp_path / "pgpass", 0o600)  # noqa: PTH101 - what the driver asks for
    assert city.publishing.publish(with_password).written == 9


def test_a_service_file_names_server_and_password(
    city: Session, with_password: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    parts = psycopg.conninfo.conninfo_to_dict(with_password)
    file = tmp_path / "pg_service.conf"
    lines = [f"{key}={value}" for key, value in parts.items()]
    file.write_text("\n".join(["[kota]", *lines, "password=rahasia besar", ""]))
    monkeypatch.setenv("PGSERVICEFILE", str(file))
    done = city.publishing.publish("postgresql:///?service=kota")
    assert (done.written, done.place) == (9, "postgresql://layanan:kota/")


def test_a_user_without_rights(city: Session, database: str) -> None:
    ask(database, "CREATE ROLE pembaca LOGIN")
    try:
        address = database.replace("postgres@", "pembaca@")
        error = refusal(city, address)
        assert "tidak berhak" in error.what
    finally:
        ask(database, "DROP ROLE pembaca")


def test_a_server_that_may_only_be_read(city: Session, database: str) -> None:
    name = ask(database, "SELECT current_database()")[0][0]
    ask(database, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    assert "hanya boleh dibaca" in refusal(city, database).what


def test_a_database_of_few_letters(city: Session) -> None:
    with new_database("ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0") as address:
        assert "tidak memakai UTF8" in refusal(city, address).what


def test_a_table_that_somebody_changed(city: Session, database: str) -> None:
    city.publishing.publish(database)
    ask(database, "ALTER TABLE puas.lembar DROP COLUMN profil CASCADE")
    city.store.database.execute("UPDATE survey SET notice = 'baru' WHERE code = 'S0'")
    error = refusal(city, database)
    assert "telah diubah orang lain" in error.what
    assert ask(database, "SELECT catatan FROM puas.survei WHERE kode = 'S0'") != [("baru",)]


def test_the_connection_is_cut(
    city: Session, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.models.store.publishing.reading import PublishingReader

    whole = PublishingReader.tallies

    def cut(self: PublishingReader, survey_id: int) -> object:
        ask(
            database,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name LIKE 'puas %%' AND datname = current_database()",
        )
        return whole(self, survey_id)

    with monkeypatch.context() as patched:
        patched.setattr("app.services.publishing.collecting.PublishingReader.digest", _constant)
        patched.setattr(PublishingReader, "tallies", cut)
        error = refusal(city, database)
    assert error.what == "Sambungan ke server terputus."
    assert ask(database, "SELECT count(*) FROM puas.survei") == [(0,)]
    assert city.publishing.publish(database).written == 9


def _constant(_: object, survey_id: int) -> str:
    return str(survey_id)


def test_a_file_is_not_published_twice_at_once(city: Session, database: str) -> None:
    from app.models.store.publishing.postgres_schema import open_target

    office = city.store.offices.get()
    assert office is not None
    with open_target(read_address(database), office.installation_id):
        assert "sedang diterbitkan" in refusal(city, database).what
    assert city.publishing.publish(database).written == 9


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("53100", "kehabisan ruang"),
        ("55P03", "sedang dipakai orang lain"),
        ("40P01", "bentrok"),
        ("2BP01", "tampilan buatan sendiri"),
        ("57P01", "terputus"),
        ("08006", "terputus"),
        ("22P05", "galat 22P05"),
    ],
)
def test_every_state_has_its_sentence(state: str, words: str) -> None:
    error = server_refused(psycopg.errors.lookup(state)("server says no"))
    assert isinstance(error, StorageError)
    assert words in error.what
    assert error.next


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SSL error: certificate verify failed", "TLS"),
        ('no pg_hba.conf entry for host "10.0.0.1"', "tidak mengizinkan"),
        ("sorry, too many clients already", "tidak menerima sambungan baru"),
        ('could not translate host name "x" to address', "tidak ditemukan"),
        ("something never heard of", "tidak dapat dihubungi"),
    ],
)
def test_every_way_not_to_connect_has_its_sentence(text: str, words: str) -> None:
    error = cannot_connect(psycopg.OperationalError(text), "postgresql://server/puas")
    assert words in error.what
    assert "postgresql://server/puas" in error.what
    assert error.next
