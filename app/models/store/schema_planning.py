"""The second migration: everything that surrounds a survey, from its schedule to its minutes."""

from __future__ import annotations

_TRAVELS = """
    uuid TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    changed_at TEXT NOT NULL
"""
_OF_SURVEY = "survey_id INTEGER NOT NULL REFERENCES survey (id)"
_DAY = "'[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'"

TABLES = (
    "destruction",
    "follow_up",
    "forum",
    "holiday",
    "import_mapping",
    "instrument_draft",
    "keying",
    "mark",
    "minutes",
    "photo",
    "proposal",
    "publication",
    "saran_review",
    "stage",
    "team_member",
    "verification",
    "verification_sheet",
)

_COLUMNS = (
    """ALTER TABLE survey ADD COLUMN sample_rule TEXT NOT NULL DEFAULT 'rumus'
    CHECK (sample_rule IN ('rumus', 'tabel'))""",
    "ALTER TABLE survey ADD COLUMN paper TEXT NOT NULL DEFAULT '' CHECK (length(paper) IN (0, 36))",
    "ALTER TABLE survey ADD COLUMN paper_place INTEGER NOT NULL DEFAULT 0 CHECK (paper_place >= 0)",
    "ALTER TABLE survey ADD COLUMN retain_until TEXT",
    "ALTER TABLE survey ADD COLUMN destroyed_on TEXT",
    "ALTER TABLE import_batch ADD COLUMN undone_at TEXT",
    """ALTER TABLE import_batch ADD COLUMN undone_sheets INTEGER NOT NULL DEFAULT 0
    CHECK (undone_sheets BETWEEN 0 AND sheets)""",
    # What the hash of a row covers, once its content had to be destroyed.
    "ALTER TABLE log ADD COLUMN old_digest TEXT",
    "ALTER TABLE log ADD COLUMN new_digest TEXT",
)

_PLANNING = (
    f"""CREATE TABLE stage (
    id INTEGER PRIMARY KEY,
    {_OF_SURVEY},
    kind TEXT NOT NULL CHECK (kind IN ('persiapan', 'pengumpulan data',
        'pengolahan dan analisis', 'penyusunan dan pelaporan')),
    "start" TEXT NOT NULL CHECK ("start" GLOB {_DAY}),
    "end" TEXT NOT NULL CHECK ("end" GLOB {_DAY} AND "end" >= "start"),
    {_TRAVELS},
    UNIQUE (survey_id, kind)) STRICT""",
    f"""CREATE TABLE holiday (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL UNIQUE CHECK (day GLOB {_DAY}),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
    {_TRAVELS}) STRICT""",
    f"""CREATE TABLE team_member (
    id INTEGER PRIMARY KEY,
    {_OF_SURVEY},
    position INTEGER NOT NULL CHECK (position >= 0),
    role TEXT NOT NULL CHECK (length(role) BETWEEN 1 AND 300),
    jabatan TEXT NOT NULL DEFAULT '',
    tasks TEXT NOT NULL DEFAULT '',
    {_TRAVELS}) STRICT""",
)

_VERIFICATION = (
    f"""CREATE TABLE verification (
    id INTEGER PRIMARY KEY,
    {_OF_SURVEY},
    method TEXT NOT NULL CHECK (method IN ('semua', 'setiap', 'acak')),
    amount INTEGER NOT NULL CHECK (amount >= 1),
    seed INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL CHECK (state IN ('berjalan', 'selesai')),
    {_TRAVELS}) STRICT""",
    """CREATE TABLE verification_sheet (
    verification_id INTEGER NOT NULL REFERENCES verification (id) ON DELETE CASCADE,
    sheet_uuid TEXT NOT NULL CHECK (length(sheet_uuid) = 36),
    number INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('menunggu', 'cocok', 'berbeda', 'diputuskan')),
    first_operator TEXT NOT NULL,
    second_operator TEXT NOT NULL DEFAULT '',
    third_operator TEXT NOT NULL DEFAULT '',
    sheet_revision INTEGER NOT NULL,
    fields INTEGER NOT NULL DEFAULT 0 CHECK (fields >= 0),
    differing INTEGER NOT NULL DEFAULT 0 CHECK (differing BETWEEN 0 AND fields),
    wrong INTEGER NOT NULL DEFAULT 0 CHECK (wrong BETWEEN 0 AND differing),
    content TEXT NOT NULL DEFAULT '{}' CHECK (json_type(content) = 'object'),
    changed_at TEXT NOT NULL,
    PRIMARY KEY (verification_id, sheet_uuid)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX verification_of_sheet ON verification_sheet (sheet_uuid)",
    """CREATE TABLE keying (
    operator TEXT NOT NULL,
    survey_id INTEGER NOT NULL REFERENCES survey (id),
    day TEXT NOT NULL,
    sheets INTEGER NOT NULL CHECK (sheets >= 0),
    keystrokes INTEGER NOT NULL CHECK (keystrokes >= 0),
    milliseconds INTEGER NOT NULL CHECK (milliseconds >= 0),
    PRIMARY KEY (operator, survey_id, day)) STRICT, WITHOUT ROWID""",
)

_FOLLOW_UP = (
    f"""CREATE TABLE follow_up (
    id INTEGER PRIMARY KEY,
    {_OF_SURVEY},
    unsur TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    action TEXT NOT NULL,
    program TEXT NOT NULL DEFAULT '',
    due TEXT NOT NULL DEFAULT '',
    responsible TEXT NOT NULL DEFAULT '',
    horizon TEXT NOT NULL CHECK (horizon IN ('pendek', 'menengah', 'panjang')),
    realisasi INTEGER CHECK (realisasi BETWEEN 0 AND 100),
    evidence TEXT NOT NULL DEFAULT '',
    obstacle TEXT NOT NULL DEFAULT '',
    reported_on TEXT,
    {_TRAVELS}) STRICT""",
    f"""CREATE TABLE photo (
    id INTEGER PRIMARY KEY,
    follow_up_id INTEGER NOT NULL REFERENCES follow_up (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    caption TEXT NOT NULL DEFAULT '',
    image BLOB NOT NULL CHECK (length(image) BETWEEN 1 AND 2000000),
    width INTEGER NOT NULL CHECK (width >= 1),
    height INTEGER NOT NULL CHECK (height >= 1),
    {_TRAVELS}) STRICT""",
    f"""CREATE TABLE proposal (
    id INTEGER PRIMARY KEY,
    unsur TEXT NOT NULL,
    text TEXT NOT NULL,
    shipped TEXT NOT NULL DEFAULT '',
    {_TRAVELS}) STRICT""",
    f"""CREATE TABLE publication (
    id INTEGER PRIMARY KEY,
    {_OF_SURVEY},
    day TEXT NOT NULL CHECK (day GLOB {_DAY}),
    channel TEXT NOT NULL CHECK (channel IN ('daring', 'luring')),
    place TEXT NOT NULL CHECK (length(place) BETWEEN 1 AND 1000),
    note TEXT NOT NULL DEFAULT '',
    {_TRAVELS}) STRICT""",
    f"""CREATE TABLE forum (
    id INTEGER PRIMARY KEY,
    {_OF_SURVEY},
    day TEXT NOT NULL CHECK (day GLOB {_DAY}),
    place TEXT NOT NULL DEFAULT '',
    participants INTEGER CHECK (participants >= 0),
    note TEXT NOT NULL DEFAULT '',
    {_TRAVELS}) STRICT""",
)

_JUDGEMENT = (
    f"""CREATE TABLE saran_review (
    id INTEGER PRIMARY KEY,
    {_OF_SURVEY},
    sheet_uuid TEXT NOT NULL UNIQUE CHECK (length(sheet_uuid) = 36),
    tags TEXT NOT NULL DEFAULT '[]' CHECK (json_type(tags) = 'array'),
    decision TEXT NOT NULL CHECK (decision IN ('belum ditinjau', 'dicetak', 'tidak dicetak')),
    printed TEXT NOT NULL DEFAULT '',
    {_TRAVELS}) STRICT""",
    f"""CREATE TABLE mark (
    id INTEGER PRIMARY KEY,
    {_OF_SURVEY},
    finding TEXT NOT NULL CHECK (length(finding) BETWEEN 1 AND 300),
    reason TEXT NOT NULL CHECK (length(reason) >= 1),
    operator TEXT NOT NULL,
    {_TRAVELS},
    UNIQUE (survey_id, finding)) STRICT""",
    f"""CREATE TABLE minutes (
    id INTEGER PRIMARY KEY,
    {_OF_SURVEY},
    kind TEXT NOT NULL
        CHECK (kind IN ('verifikasi', 'penguncian', 'pembukaan kunci', 'pemusnahan')),
    day TEXT NOT NULL CHECK (day GLOB {_DAY}),
    operator TEXT NOT NULL,
    number TEXT NOT NULL DEFAULT '',
    content TEXT NOT NULL CHECK (json_type(content) = 'object'),
    {_TRAVELS}) STRICT""",
    """CREATE TABLE destruction (
    survey_id INTEGER PRIMARY KEY REFERENCES survey (id),
    sheets INTEGER NOT NULL CHECK (sheets >= 0),
    aggregates TEXT NOT NULL CHECK (json_type(aggregates) = 'object'),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    destroyed_at TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE import_mapping (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    instrument_key TEXT NOT NULL,
    header TEXT NOT NULL,
    content TEXT NOT NULL CHECK (json_type(content) = 'object'),
    {_TRAVELS},
    UNIQUE (instrument_key, header)) STRICT""",
    f"""CREATE TABLE instrument_draft (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    content TEXT NOT NULL CHECK (json_type(content) = 'object'),
    {_TRAVELS}) STRICT""",
)

_SETTINGS = (
    "code",
    "unit_id",
    "year",
    "period",
    "instrument_id",
    "population",
    "method",
    "weight_rule",
    "blank_rule",
    "collection_end",
    "notice",
    "sample_rule",
    "paper",
    "paper_place",
)
_SETTING_CHANGED = " OR ".join(f"new.{name} IS NOT old.{name}" for name in _SETTINGS)
_LOCKED = "EXISTS (SELECT 1 FROM survey WHERE id = {} AND state = 'terkunci')"

_TRIGGERS = (
    "DROP TRIGGER log_is_not_changed",
    # Content may give way to its digest, and only content with somebody's answers in it.
    """CREATE TRIGGER log_is_not_changed BEFORE UPDATE ON log
    WHEN NOT (new.old IS NULL AND new.new IS NULL
        AND old.subject IN ('lembar', 'tinjauan saran')
        AND old.old_digest IS NULL AND old.new_digest IS NULL
        AND length(new.old_digest) = 64 AND length(new.new_digest) = 64
        AND (new.seq, new.at, new.operator, new.action, new.subject, new.subject_uuid,
            new.reason, new.previous_hash, new.hash)
        IS (old.seq, old.at, old.operator, old.action, old.subject, old.subject_uuid,
            old.reason, old.previous_hash, old.hash))
    BEGIN SELECT RAISE(ABORT, 'log is append-only'); END""",
    "DROP TRIGGER locked_survey_refuses_delete",
    """CREATE TRIGGER locked_survey_refuses_delete BEFORE DELETE ON sheet
    WHEN EXISTS (SELECT 1 FROM survey WHERE id = old.survey_id AND state = 'terkunci'
        AND destroyed_on IS NULL)
    BEGIN SELECT RAISE(ABORT, 'survey is locked'); END""",
    f"""CREATE TRIGGER locked_survey_keeps_its_settings BEFORE UPDATE ON survey
    WHEN old.state = 'terkunci' AND ({_SETTING_CHANGED})
    BEGIN SELECT RAISE(ABORT, 'survey is locked'); END""",
    """CREATE TRIGGER destroyed_survey_stays_locked BEFORE UPDATE ON survey
    WHEN old.destroyed_on IS NOT NULL
        AND (new.state <> 'terkunci' OR new.destroyed_on IS NOT old.destroyed_on)
    BEGIN SELECT RAISE(ABORT, 'survey is locked'); END""",
    """CREATE TRIGGER only_a_locked_survey_is_destroyed BEFORE UPDATE ON survey
    WHEN old.destroyed_on IS NULL AND new.destroyed_on IS NOT NULL AND old.state <> 'terkunci'
    BEGIN SELECT RAISE(ABORT, 'survey is not locked'); END""",
    *(
        f"""CREATE TRIGGER locked_survey_keeps_its_services_{event.lower()}
    BEFORE {event} ON survey_service WHEN {_LOCKED.format(row + ".survey_id")}
    BEGIN SELECT RAISE(ABORT, 'survey is locked'); END"""
        for event, row in (("INSERT", "new"), ("UPDATE", "old"), ("DELETE", "old"))
    ),
    """CREATE TRIGGER instrument_with_answers_is_frozen BEFORE UPDATE ON instrument
    WHEN EXISTS (SELECT 1 FROM sheet JOIN survey ON survey.id = sheet.survey_id
        WHERE survey.instrument_id = old.id)
        OR EXISTS (SELECT 1 FROM survey
            WHERE instrument_id = old.id AND destroyed_on IS NOT NULL)
    BEGIN SELECT RAISE(ABORT, 'instrument has answers'); END""",
)

STATEMENTS = (*_COLUMNS, *_PLANNING, *_VERIFICATION, *_FOLLOW_UP, *_JUDGEMENT, *_TRIGGERS)
