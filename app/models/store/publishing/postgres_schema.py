"""Connecting to PostgreSQL, and the schema ``puas`` in it, made and upgraded step by step."""

from __future__ import annotations

import os
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app import __version__
from app.errors import InputError, StorageError
from app.models.store.publishing.figures import Dialect, Figure, query, sql_text
from app.models.store.publishing.postgres import PostgresTarget
from app.models.store.publishing.postgres_errors import cannot_connect, in_sentences
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

SCHEMA = "puas"
VERSIONS = ("postgresql-1.sql",)
"""The steps of the schema, oldest first; a released one never changes."""

OLDEST_SERVER = 120000
_SECONDS_TO_CONNECT = 15
_LOCK = 0x50756173
_SECRETS = ("password", "sslpassword")
_SETTINGS = (
    # Nobody but the server's own names and ours: another schema must not stand in for them.
    f"SET search_path = {SCHEMA}, pg_catalog",
    "SET synchronous_commit = off",
    "SET lock_timeout = '30s'",
    "SET statement_timeout = 0",
    "SET idle_in_transaction_session_timeout = 0",
)
_VIEWS = ("jawaban", "responden", "unsur", "ikm")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is; ``name`` shows it without user and secrets."""

    url: str
    name: str


def read_address(url: str) -> Address:
    """Return an address of PostgreSQL.

    Raises InputError where it cannot be understood, or carries a password: command lines are
    remembered and shown to others.
    """
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise InputError(
            tr("Alamat PostgreSQL itu tidak dapat dibaca."),
            next=tr("Tulis seperti postgresql://pengguna@server/basisdata?sslmode=verify-full."),
        ) from error
    if any(parts.get(secret) for secret in _SECRETS):
        raise InputError(
            tr("Kata sandi tidak boleh ada dalam alamat: perintah diingat dan dilihat orang lain."),
            safe=tr("Tidak ada yang dikirim."),
            next=tr(
                "Simpan di ~/.pgpass, di berkas layanan, atau di PGPASSWORD, lalu ganti kata sandi"
                " yang terlanjur terketik."
            ),
        )
    host = str(parts.get("host") or os.environ.get("PGHOST") or "")
    port = parts.get("port") or os.environ.get("PGPORT")
    database = parts.get("dbname") or os.environ.get("PGDATABASE") or ""
    service = parts.get("service") or os.environ.get("PGSERVICE")
    if service and not host:
        host = f"layanan:{service}"
    return Address(url, f"postgresql://{host}{f':{port}' if port else ''}/{database}")


@contextmanager
def open_target(address: Address, installation_id: str) -> Iterator[PostgresTarget]:
    """Connect, bring the schema to its version, and hold the one place for this file.

    Raises StorageError with what the server refused.
    """
    with closing(_connect(address)) as connection:
        with in_sentences():
            _require_fit(connection)
            for setting in _SETTINGS:
                connection.execute(setting)
            _upgrade(connection)
            _hold(connection, installation_id)
        yield PostgresTarget(connection)


def _connect(address: Address) -> psycopg.Connection[Any]:
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    options: dict[str, Any] = {}
    if "connect_timeout" not in conninfo_to_dict(address.url) and not os.environ.get(
        "PGCONNECT_TIMEOUT"
    ):
        options["connect_timeout"] = _SECONDS_TO_CONNECT
    try:
        return psycopg.connect(
            address.url,
            autocommit=True,
            client_encoding="UTF8",
            application_name=f"puas {__version__}",
            **options,
        )
    except psycopg.Error as error:
        raise cannot_connect(error, address.name) from error
    except UnicodeError as error:
        raise cannot_connect(psycopg.OperationalError(str(error)), address.name) from error


def _require_fit(connection: psycopg.Connection[Any]) -> None:
    if connection.info.server_version < OLDEST_SERVER:
        raise StorageError(
            tr("PostgreSQL di server itu lebih tua daripada versi 12."),
            safe=tr("Tidak ada yang dikirim."),
            next=tr("Mintalah pengelola server memperbaruinya."),
        )
    row = connection.execute("SHOW server_encoding").fetchone()
    if row is None or row[0] != "UTF8":
        raise StorageError(
            tr("Basis data itu tidak memakai UTF8, jadi tidak semua nama dapat disimpan."),
            safe=tr("Tidak ada yang dikirim."),
            next=tr(
                "Mintalah basis data baru: CREATE DATABASE puas ENCODING 'UTF8' TEMPLATE template0."
            ),
        )


def _upgrade(connection: psycopg.Connection[Any]) -> None:
    """Make or upgrade the schema in one transaction; two publishers do it one after the other."""
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        version = _version(connection)
        if version > len(VERSIONS):
            raise StorageError(
                tr("Skema puas di server dibuat oleh Puas yang lebih baru."),
                safe=tr("Skema itu tidak diubah."),
                next=tr("Perbarui Puas di komputer ini, lalu terbitkan sekali lagi."),
            )
        if version == len(VERSIONS):
            return
        if not version:
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
            connection.execute(
                f"COMMENT ON SCHEMA {SCHEMA} IS"
                " 'Survei Kepuasan Masyarakat yang diterbitkan oleh Puas.'"
            )
        for view in _VIEWS:
            connection.execute(f"DROP VIEW IF EXISTS {view}")
        for number, name in enumerate(VERSIONS[version:], version + 1):
            connection.execute(_script(name))
            connection.execute(
                "INSERT INTO versi_skema (versi, program) VALUES (%s, %s)",
                (number, f"Puas {__version__}"),
            )
        for figure in Figure:
            connection.execute(f"CREATE VIEW {figure.value} AS {query(Dialect.POSTGRESQL, figure)}")
        connection.execute(_script("postgresql-tampilan.sql"))


def _version(connection: psycopg.Connection[Any]) -> int:
    """Return the version of the schema, 0 where there is none; refuse somebody else's."""
    row = connection.execute(
        "SELECT to_regclass('puas.versi_skema') IS NOT NULL,"
        " EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = to_regnamespace('puas'))"
    ).fetchone()
    is_ours, is_used = row or (False, False)
    if not is_ours and is_used:
        raise StorageError(
            tr("Skema puas di server sudah dipakai untuk hal lain."),
            safe=tr("Skema itu tidak diubah."),
            next=tr("Pakai basis data lain, atau mintalah pengelolanya mengganti nama skema itu."),
        )
    if not is_ours:
        return 0
    found = connection.execute("SELECT coalesce(max(versi), 0) FROM versi_skema").fetchone()
    return int(found[0]) if found else 0


def _hold(connection: psycopg.Connection[Any], installation_id: str) -> None:
    row = connection.execute(
        "SELECT pg_try_advisory_lock(%s, hashtext(%s))", (_LOCK, installation_id)
    ).fetchone()
    if not (row and row[0]):
        raise StorageError(
            tr("Berkas ini sedang diterbitkan dari komputer atau jendela lain."),
            safe=tr("Tidak ada yang dikirim."),
            next=tr("Tunggu sampai selesai, lalu terbitkan sekali lagi."),
        )


def _script(name: str) -> bytes:
    """Return a script of several statements; as bytes, since it is ours from the first letter."""
    return sql_text(name).encode()
