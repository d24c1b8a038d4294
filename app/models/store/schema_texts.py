"""What an office adds to its reports: its own words, and photos of the survey at work."""

from __future__ import annotations

TABLES = ("report_text", "survey_photo")

_TRAVELS = """
    uuid TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    changed_at TEXT NOT NULL
"""

STATEMENTS = (
    f"""CREATE TABLE report_text (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE CHECK (length(key) BETWEEN 1 AND 64),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),
    {_TRAVELS}) STRICT""",
    f"""CREATE TABLE survey_photo (
    id INTEGER PRIMARY KEY,
    survey_id INTEGER NOT NULL REFERENCES survey (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    caption TEXT NOT NULL DEFAULT '',
    image BLOB NOT NULL CHECK (length(image) BETWEEN 1 AND 2000000),
    width INTEGER NOT NULL CHECK (width >= 1),
    height INTEGER NOT NULL CHECK (height >= 1),
    {_TRAVELS}) STRICT""",
)
