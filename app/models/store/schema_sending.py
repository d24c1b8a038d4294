"""The migration for what travels: deletions leave a trace, and a package's number is given once."""

from __future__ import annotations

TABLES = ("tombstone",)

KINDS = {
    "sheet": "lembar",
    "follow_up": "tindak lanjut",
    "publication": "publikasi",
    "forum": "forum konsultasi publik",
    "stage": "tahap",
}
"""The tables whose rows travel, with the word for one of them in the log."""

_TABLE = """CREATE TABLE tombstone (
    uuid TEXT NOT NULL PRIMARY KEY CHECK (length(uuid) = 36),
    kind TEXT NOT NULL CHECK (kind IN ('sheet', 'follow_up', 'publication', 'forum', 'stage')),
    survey_id INTEGER NOT NULL REFERENCES survey (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL CHECK (revision >= 2)) STRICT, WITHOUT ROWID"""

_TRIGGERS = tuple(
    # A deletion counts as one more revision: a package that knows only the one before is older.
    f"""CREATE TRIGGER {kind}_leaves_a_tombstone AFTER DELETE ON {kind}
    WHEN EXISTS (SELECT 1 FROM survey WHERE id = old.survey_id AND destroyed_on IS NULL)
    BEGIN INSERT INTO tombstone (uuid, kind, survey_id, revision)
        VALUES (old.uuid, '{kind}', old.survey_id, old.revision + 1)
        ON CONFLICT (uuid) DO UPDATE SET revision = max(revision, excluded.revision);
    END"""
    for kind in KINDS
)

_REVISION = {
    "sheet": "max(json_extract(old, '$.revision')) + 1",
    # The log does not tell it, but each of its rows about a record is one revision at most.
    "other": "max(2, (SELECT count(*) FROM log AS l WHERE l.subject_uuid = log.subject_uuid))",
}

_DELETED_BEFORE = tuple(
    f"""INSERT INTO tombstone (uuid, kind, survey_id, revision)
    SELECT subject_uuid, '{kind}', json_extract(old, '$.survey_id'),
        {_REVISION.get(kind, _REVISION["other"])}
    FROM log WHERE subject = '{subject}' AND action = 'dihapus' AND old IS NOT NULL
        AND subject_uuid NOT IN (SELECT uuid FROM {kind})
        AND json_extract(old, '$.survey_id')
            IN (SELECT id FROM survey WHERE destroyed_on IS NULL)
    GROUP BY subject_uuid"""
    for kind, subject in KINDS.items()
)

STATEMENTS = (
    _TABLE,
    "CREATE INDEX tombstone_of_survey ON tombstone (survey_id)",
    *_TRIGGERS,
    *_DELETED_BEFORE,
    # A number is taken before its package is written; 0 until the package bears its name.
    "ALTER TABLE export ADD COLUMN written INTEGER NOT NULL DEFAULT 1 CHECK (written IN (0, 1))",
)
