"""The tables, and the migrations that make them. The first migration is the schema.

All migrations that a file needs are one transaction, their version bumps included. A released
migration never changes: a new one is added, and a small file of every released version stays in
tests/data/released.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from app.models.store import (
    schema_capaian,
    schema_consolidation,
    schema_planning,
    schema_reported,
    schema_sending,
    schema_texts,
)

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils import Database as UtilsDatabase
    from sqlite_utils import Migrations

APPLICATION_ID = 0x50756173
"""``Puas`` in ASCII; marks an office file."""

VERSION = 7
"""The ``user_version`` of a file that this program writes."""

DIGEST = "5552b19565b9d263c26ab5b3267c1c00416f19b7529bda55b7e8a3d00c5dc398"
"""What ``digest`` gives for a file of this version; each migration changes it."""

_FIRST_TABLES = (
    "answer_tally",
    "draft",
    "export",
    "import_batch",
    "instrument",
    "log",
    "office",
    "official",
    "operator",
    "service",
    "sheet",
    "sheet_tally",
    "survey",
    "survey_service",
    "unit",
    "unit_alias",
)
_LATER = (
    ("0002_around_the_survey", schema_planning),
    ("0003_what_travels", schema_sending),
    ("0004_reported_figures", schema_reported),
    ("0005_capaian", schema_capaian),
    ("0006_words_and_photos", schema_texts),
    ("0007_consolidation", schema_consolidation),
)
"""The migrations after the first one, and what each of them adds."""
TABLES = tuple(sorted((*_FIRST_TABLES, *(name for _, later in _LATER for name in later.TABLES))))

MIGRATION_SET = "puas"

_TRAVELS = """
    uuid TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    changed_at TEXT NOT NULL
"""

_FIRST_SCHEMA = (
    f"""CREATE TABLE unit (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (length(code) BETWEEN 1 AND 64),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
    type TEXT NOT NULL,
    parent_id INTEGER REFERENCES unit (id) CHECK (parent_id <> id),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    {_TRAVELS}) STRICT""",
    """CREATE TABLE unit_alias (
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
    alias TEXT NOT NULL CHECK (length(alias) BETWEEN 1 AND 300),
    PRIMARY KEY (unit_id, alias)) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE service (
    id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    name TEXT NOT NULL COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 300),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    {_TRAVELS},
    UNIQUE (unit_id, name)) STRICT""",
    """CREATE TABLE office (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    letterhead TEXT NOT NULL DEFAULT '[]' CHECK (json_type(letterhead) = 'array'),
    address TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    logo BLOB,
    installation_id TEXT NOT NULL CHECK (length(installation_id) = 36),
    changed_at TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE official (
    id INTEGER PRIMARY KEY,
    jabatan TEXT NOT NULL CHECK (length(jabatan) BETWEEN 1 AND 300),
    name TEXT NOT NULL DEFAULT '',
    pangkat TEXT NOT NULL DEFAULT '',
    nip TEXT NOT NULL DEFAULT '',
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    {_TRAVELS}) STRICT""",
    f"""CREATE TABLE operator (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    {_TRAVELS}) STRICT""",
    """CREATE TABLE instrument (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    definition TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    UNIQUE (key, version)) STRICT""",
    f"""CREATE TABLE survey (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (length(code) BETWEEN 1 AND 120),
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2200),
    period TEXT NOT NULL,
    instrument_id INTEGER NOT NULL REFERENCES instrument (id),
    population INTEGER CHECK (population >= 0),
    method TEXT NOT NULL CHECK (method IN ('manual', 'daring', 'manual dan daring')),
    weight_rule TEXT NOT NULL CHECK (weight_rule IN ('1/N', '0.111', '0.11')),
    blank_rule TEXT NOT NULL
        CHECK (blank_rule IN ('hitung per unsur', 'keluarkan lembar tidak lengkap')),
    state TEXT NOT NULL CHECK (state IN ('rencana', 'terbuka', 'terkunci')),
    collection_end TEXT,
    notice TEXT NOT NULL DEFAULT '',
    last_number INTEGER NOT NULL DEFAULT 0,
    {_TRAVELS}) STRICT""",
    """CREATE TABLE survey_service (
    survey_id INTEGER NOT NULL REFERENCES survey (id) ON DELETE CASCADE,
    service_id INTEGER NOT NULL REFERENCES service (id),
    population INTEGER CHECK (population >= 0),
    PRIMARY KEY (survey_id, service_id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE import_batch (
    id INTEGER PRIMARY KEY,
    survey_id INTEGER NOT NULL REFERENCES survey (id),
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    sheets INTEGER NOT NULL CHECK (sheets >= 0),
    operator TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    UNIQUE (survey_id, sha256)) STRICT""",
    f"""CREATE TABLE sheet (
    id INTEGER PRIMARY KEY,
    survey_id INTEGER NOT NULL REFERENCES survey (id),
    service_id INTEGER NOT NULL REFERENCES service (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    answers TEXT NOT NULL CHECK (json_type(answers) = 'object'),
    profile TEXT NOT NULL CHECK (json_type(profile) = 'object'),
    complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
    saran TEXT NOT NULL DEFAULT '',
    operator TEXT NOT NULL,
    import_id INTEGER REFERENCES import_batch (id),
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    {_TRAVELS},
    UNIQUE (survey_id, number)) STRICT""",
    "CREATE INDEX sheet_import ON sheet (import_id) WHERE import_id IS NOT NULL",
    """CREATE TABLE sheet_tally (
    survey_id INTEGER NOT NULL,
    service_id INTEGER NOT NULL,
    complete INTEGER NOT NULL,
    n INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (survey_id, service_id, complete)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE answer_tally (
    survey_id INTEGER NOT NULL,
    service_id INTEGER NOT NULL,
    complete INTEGER NOT NULL,
    question TEXT NOT NULL,
    score INTEGER NOT NULL,
    n INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (survey_id, service_id, complete, question, score)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE draft (
    survey_id INTEGER PRIMARY KEY REFERENCES survey (id) ON DELETE CASCADE,
    instrument_id INTEGER NOT NULL REFERENCES instrument (id),
    content TEXT NOT NULL CHECK (json_type(content) = 'object'),
    operator TEXT NOT NULL,
    changed_at TEXT NOT NULL) STRICT""",
    """CREATE TABLE export (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    survey_id INTEGER REFERENCES survey (id),
    file_name TEXT NOT NULL,
    content_sha256 TEXT NOT NULL,
    sheets INTEGER NOT NULL,
    exported_at TEXT NOT NULL) STRICT""",
    """CREATE TABLE log (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    operator TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_uuid TEXT NOT NULL,
    old TEXT,
    new TEXT,
    reason TEXT NOT NULL DEFAULT '',
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL CHECK (length(hash) = 64)) STRICT""",
    """CREATE TRIGGER log_is_not_changed BEFORE UPDATE ON log
    BEGIN SELECT RAISE(ABORT, 'log is append-only'); END""",
    """CREATE TRIGGER log_is_not_shortened BEFORE DELETE ON log
    BEGIN SELECT RAISE(ABORT, 'log is append-only'); END""",
    """CREATE TRIGGER log_is_not_replaced BEFORE INSERT ON log
    WHEN EXISTS (SELECT 1 FROM log WHERE seq = new.seq)
    BEGIN SELECT RAISE(ABORT, 'log is append-only'); END""",
    """CREATE TRIGGER survey_keeps_its_instrument BEFORE UPDATE OF instrument_id ON survey
    WHEN new.instrument_id <> old.instrument_id
        AND EXISTS (SELECT 1 FROM sheet WHERE survey_id = old.id)
    BEGIN SELECT RAISE(ABORT, 'survey has sheets'); END""",
    *(
        f"""CREATE TRIGGER locked_survey_refuses_{event.lower()} BEFORE {event} ON sheet
    WHEN EXISTS (SELECT 1 FROM survey WHERE id IN ({rows}) AND state = 'terkunci')
    BEGIN SELECT RAISE(ABORT, 'survey is locked'); END"""
        for event, rows in (
            ("INSERT", "new.survey_id"),
            ("UPDATE", "old.survey_id, new.survey_id"),
            ("DELETE", "old.survey_id"),
        )
    ),
)


_STEPS = (
    ("0001_first_schema", (*_FIRST_SCHEMA, f"PRAGMA application_id = {APPLICATION_ID}")),
    *((name, later.STATEMENTS) for name, later in _LATER),
)
MIGRATION_NAMES = tuple(name for name, _ in _STEPS)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file behind ``connection`` to ``VERSION``, all steps or none of them."""
    from sqlite_utils import Database as UtilsDatabase  # costs 0.4 s, seldom needed

    database = UtilsDatabase(connection)
    with database.atomic():
        migrations().apply(database)


def migrations() -> Migrations:
    """Return the migrations in their order; the library records which were applied."""
    from sqlite_utils import Migrations

    known = Migrations(MIGRATION_SET)
    for version, (name, statements) in enumerate(_STEPS, start=1):
        _add_step(known, name, (*statements, f"PRAGMA user_version = {version}"))
    return known


def _add_step(known: Migrations, name: str, statements: tuple[str, ...]) -> None:
    @known(name=name)
    def step(db: UtilsDatabase) -> None:
        for statement in statements:
            db.execute(statement)


def applied_migrations(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names of our migrations that the file has seen; reads only."""
    table = connection.execute(
        "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '_sqlite_migrations'"
    ).fetchone()
    if table is None:
        return ()
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY rowid",
        (MIGRATION_SET,),
    )
    return tuple(row[0] for row in rows)


def is_whole(connection: sqlite3.Connection) -> bool:
    """Say whether tables and triggers are those that the migrations made.

    One letter of damage there may unlock a survey or stop the log without any other sign.
    """
    return digest(connection) == DIGEST


def digest(connection: sqlite3.Connection) -> str:
    """Return what stands for our tables and all triggers; tables of others do not count."""
    rows = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger'"
        " OR (type = 'table' AND name IN (SELECT value FROM json_each(?))) ORDER BY type, name",
        (json.dumps(TABLES),),
    )
    return hashlib.sha256(json.dumps([tuple(row) for row in rows]).encode()).hexdigest()
