"""The migration that keeps reported figures: recaps that other programs and people computed."""

from __future__ import annotations

TABLES = ("reported",)

STATEMENTS = (
    """CREATE TABLE reported (
    id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    service_id INTEGER REFERENCES service (id),
    part TEXT NOT NULL DEFAULT '' CHECK (length(part) <= 300),
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2200),
    period TEXT NOT NULL CHECK (length(period) BETWEEN 1 AND 300),
    section TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL CHECK (position >= 0),
    period_text TEXT NOT NULL DEFAULT '',
    instrument_key TEXT NOT NULL CHECK (length(instrument_key) >= 1),
    written TEXT NOT NULL CHECK (json_type(written) = 'object'),
    figures TEXT NOT NULL CHECK (json_type(figures) = 'object'),
    ikm TEXT NOT NULL CHECK (length(ikm) BETWEEN 1 AND 100),
    mutu TEXT NOT NULL DEFAULT '',
    n INTEGER CHECK (n >= 1),
    method TEXT NOT NULL DEFAULT '',
    priorities TEXT NOT NULL DEFAULT '',
    plans TEXT NOT NULL DEFAULT '',
    followed_up TEXT NOT NULL DEFAULT '',
    realisasi TEXT NOT NULL DEFAULT '' CHECK (length(realisasi) <= 100),
    source TEXT NOT NULL DEFAULT '',
    source_row INTEGER NOT NULL DEFAULT 0 CHECK (source_row >= 0),
    uuid TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    changed_at TEXT NOT NULL) STRICT""",
    # Two rows without a service are of the same service.
    """CREATE UNIQUE INDEX reported_once
    ON reported (unit_id, ifnull(service_id, 0), part, year, period)""",
)
