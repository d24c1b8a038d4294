"""The migration for consolidation: what packages brought, what differs, what people decided."""

from __future__ import annotations

TABLES = (
    "conflict",
    "decision",
    "finalisation",
    "merged_survey",
    "package",
    "sheet_version",
    "unit_mapping",
)

_TRAVELS = """
    uuid TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    changed_at TEXT NOT NULL
"""

_PACKAGES = (
    # ``members`` names every sheet of the package by identity, revision and hashes, no answers.
    """CREATE TABLE package (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL CHECK (length(file_sha256) = 64),
    content_sha256 TEXT NOT NULL CHECK (length(content_sha256) = 64),
    format INTEGER NOT NULL CHECK (format >= 1),
    program TEXT NOT NULL,
    made_at TEXT NOT NULL,
    installation_id TEXT NOT NULL CHECK (length(installation_id) = 36),
    number INTEGER NOT NULL CHECK (number >= 0),
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    unit_code TEXT NOT NULL,
    survey_uuid TEXT NOT NULL CHECK (length(survey_uuid) = 36),
    survey_code TEXT NOT NULL,
    instrument_id INTEGER NOT NULL REFERENCES instrument (id),
    sheets INTEGER NOT NULL CHECK (sheets >= 0),
    with_saran INTEGER NOT NULL CHECK (with_saran IN (0, 1)),
    log_seq INTEGER NOT NULL,
    log_hash TEXT NOT NULL CHECK (length(log_hash) = 64),
    members BLOB NOT NULL,
    context TEXT NOT NULL CHECK (json_type(context) = 'object'),
    operator TEXT NOT NULL,
    arrived_at TEXT NOT NULL,
    undone_at TEXT) STRICT""",
    "CREATE UNIQUE INDEX package_once ON package (file_sha256) WHERE undone_at IS NULL",
    "CREATE INDEX package_of_survey ON package (survey_uuid)",
    "CREATE INDEX package_of_unit ON package (unit_id)",
    """CREATE TABLE merged_survey (
    survey_id INTEGER PRIMARY KEY REFERENCES survey (id) ON DELETE CASCADE,
    code TEXT NOT NULL COLLATE NOCASE,
    state TEXT NOT NULL CHECK (state IN ('rencana', 'terbuka', 'terkunci')),
    said TEXT NOT NULL CHECK (json_type(said) = 'object')) STRICT""",
    "CREATE INDEX merged_survey_code ON merged_survey (code)",
    # What packages hold and ``sheet`` does not: older revisions, and those in conflict.
    """CREATE TABLE sheet_version (
    survey_id INTEGER NOT NULL REFERENCES survey (id) ON DELETE CASCADE,
    uuid TEXT NOT NULL CHECK (length(uuid) = 36),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    digest BLOB NOT NULL CHECK (length(digest) = 16),
    saran_digest BLOB NOT NULL CHECK (length(saran_digest) = 16),
    day TEXT NOT NULL,
    answers TEXT NOT NULL CHECK (json_type(answers) = 'object'),
    profile TEXT NOT NULL CHECK (json_type(profile) = 'object'),
    saran TEXT NOT NULL DEFAULT '',
    changed_at TEXT NOT NULL,
    PRIMARY KEY (uuid, survey_id, revision, digest, saran_digest)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX sheet_version_of_survey ON sheet_version (survey_id)",
)

_JUDGEMENT = (
    # Follows from the packages; what people decide about it is kept in ``decision``.
    """CREATE TABLE conflict (
    id INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
    kind TEXT NOT NULL CHECK (kind IN
        ('lembar', 'nomor', 'survei', 'tindak lanjut', 'publikasi', 'forum', 'jadwal', 'ganda')),
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    survey_id INTEGER REFERENCES survey (id) ON DELETE CASCADE,
    year INTEGER NOT NULL,
    period TEXT NOT NULL,
    subject TEXT NOT NULL,
    candidates TEXT NOT NULL CHECK (json_type(candidates) = 'array')) STRICT""",
    "CREATE INDEX conflict_fingerprint ON conflict (fingerprint)",
    "CREATE INDEX conflict_of_survey ON conflict (survey_id)",
    "CREATE INDEX conflict_of_unit ON conflict (unit_id, year, period)",
    f"""CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE CHECK (length(fingerprint) = 64),
    choice TEXT NOT NULL CHECK (length(choice) >= 1),
    reason TEXT NOT NULL CHECK (length(reason) >= 1),
    operator TEXT NOT NULL,
    {_TRAVELS}) STRICT""",
    f"""CREATE TABLE unit_mapping (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (length(code) >= 1),
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    {_TRAVELS}) STRICT""",
    f"""CREATE TABLE finalisation (
    id INTEGER PRIMARY KEY,
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2200),
    period TEXT NOT NULL,
    day TEXT NOT NULL,
    operator TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (length(reason) >= 1),
    surveys INTEGER NOT NULL CHECK (surveys >= 0),
    sheets INTEGER NOT NULL CHECK (sheets >= 0),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    {_TRAVELS},
    UNIQUE (year, period)) STRICT""",
)

STATEMENTS = (*_PACKAGES, *_JUDGEMENT)
