"""The fifth migration: performance targets, what was achieved, and the IKK with their elements."""

from __future__ import annotations

_TRAVELS = """
    uuid TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    changed_at TEXT NOT NULL
"""
_ARAH = "arah TEXT NOT NULL CHECK (arah IN ('naik lebih baik', 'turun lebih baik'))"
_RUMUS = """rumus TEXT NOT NULL CHECK (rumus = 'perbandingan'
        OR (rumus = '(2T − R) / T' AND arah = 'turun lebih baik'))"""
_OF_INDIKATOR = "indikator_id INTEGER NOT NULL REFERENCES indikator (id)"

TABLES = (
    "capaian_mark",
    "capaian_year",
    "ikk",
    "ikk_element",
    "ikk_value",
    "indikator",
    "indikator_year",
    "misi",
    "narrative",
    "pengampu",
    "program_row",
    "rpjmd",
    "rpjmd_target",
    "sasaran",
    "tujuan",
)


def _year(name: str = "year") -> str:
    return f"{name} INTEGER NOT NULL CHECK ({name} BETWEEN 1990 AND 2200)"


def _entered(name: str) -> str:
    return f"{name} TEXT NOT NULL DEFAULT '' CHECK (length({name}) <= 60)"


def _line(name: str, least: int = 0) -> str:
    return f"{name} TEXT NOT NULL DEFAULT '' CHECK (length({name}) BETWEEN {least} AND 1000)"


def _object(name: str) -> str:
    return f"{name} TEXT NOT NULL DEFAULT '{{}}' CHECK (json_type({name}) = 'object')"


_STRUCTURE = (
    f"""CREATE TABLE rpjmd (
    id INTEGER PRIMARY KEY,
    {_line("name", 1)},
    {_year("first_year")},
    {_year("last_year")},
    {_year("baseline_year")},
    {_TRAVELS},
    CHECK (last_year >= first_year)) STRICT""",
    f"""CREATE TABLE misi (
    id INTEGER PRIMARY KEY,
    rpjmd_id INTEGER NOT NULL REFERENCES rpjmd (id),
    number INTEGER NOT NULL CHECK (number BETWEEN 0 AND 999),
    {_line("name")},
    {_TRAVELS},
    UNIQUE (rpjmd_id, number)) STRICT""",
    f"""CREATE TABLE tujuan (
    id INTEGER PRIMARY KEY,
    misi_id INTEGER NOT NULL REFERENCES misi (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    {_line("name")},
    {_TRAVELS},
    UNIQUE (misi_id, name)) STRICT""",
    f"""CREATE TABLE sasaran (
    id INTEGER PRIMARY KEY,
    tujuan_id INTEGER NOT NULL REFERENCES tujuan (id),
    number INTEGER NOT NULL CHECK (number BETWEEN 0 AND 9999),
    {_line("name", 1)},
    {_TRAVELS}) STRICT""",
    f"""CREATE TABLE indikator (
    id INTEGER PRIMARY KEY,
    sasaran_id INTEGER NOT NULL REFERENCES sasaran (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    {_line("name", 1)},
    {_line("satuan")},
    {_ARAH},
    {_RUMUS},
    decimals INTEGER CHECK (decimals BETWEEN 0 AND 12),
    {_entered("baseline")},
    {_entered("end_target")},
    {_object("grades")},
    {_TRAVELS},
    UNIQUE (sasaran_id, name)) STRICT""",
    f"""CREATE TABLE pengampu (
    id INTEGER PRIMARY KEY,
    {_OF_INDIKATOR},
    position INTEGER NOT NULL CHECK (position >= 0),
    {_line("name", 1)},
    unit_id INTEGER REFERENCES unit (id),
    {_TRAVELS},
    UNIQUE (indikator_id, name)) STRICT""",
    f"""CREATE TABLE rpjmd_target (
    id INTEGER PRIMARY KEY,
    {_OF_INDIKATOR},
    {_year()},
    {_entered("target")},
    {_TRAVELS},
    UNIQUE (indikator_id, year)) STRICT""",
)

_VALUES = (
    f"""CREATE TABLE indikator_year (
    id INTEGER PRIMARY KEY,
    {_OF_INDIKATOR},
    {_year()},
    {_entered("target")},
    {_entered("revised_target")},
    {_entered("realisasi")},
    provisional INTEGER NOT NULL DEFAULT 0 CHECK (provisional IN (0, 1)),
    reused_year INTEGER CHECK (reused_year BETWEEN 1990 AND 2200),
    {_entered("national")},
    {_entered("pagu")},
    {_entered("realisasi_anggaran")},
    {_object("typed")},
    link TEXT NOT NULL DEFAULT ''
        CHECK (link IN ('', 'survei', 'tahun unit', 'IKM pemerintah daerah')),
    link_survey_id INTEGER REFERENCES survey (id)
        CHECK ((link = 'survei') = (link_survey_id IS NOT NULL)),
    link_unit_id INTEGER REFERENCES unit (id)
        CHECK ((link = 'tahun unit') = (link_unit_id IS NOT NULL)),
    frozen TEXT NOT NULL DEFAULT '',
    frozen_source TEXT NOT NULL DEFAULT '',
    {_TRAVELS},
    UNIQUE (year, indikator_id)) STRICT""",
    "CREATE INDEX year_of_indikator ON indikator_year (indikator_id)",
    f"""CREATE TABLE program_row (
    id INTEGER PRIMARY KEY,
    {_year()},
    position INTEGER NOT NULL CHECK (position >= 0),
    {_line("perangkat_daerah", 1)},
    {_line("program", 1)},
    {_line("indikator", 1)},
    {_line("kelurahan")},
    indikator_id INTEGER REFERENCES indikator (id),
    {_line("no_sasaran")},
    {_line("indikator_sasaran")},
    {_line("satuan")},
    {_ARAH},
    {_RUMUS},
    {_entered("target")},
    {_entered("realisasi")},
    {_entered("pagu")},
    {_entered("realisasi_anggaran")},
    {_object("typed")},
    {_TRAVELS},
    UNIQUE (year, perangkat_daerah, program, kelurahan, indikator)) STRICT""",
    "CREATE INDEX program_row_of_indikator ON program_row (indikator_id)",
    f"""CREATE TABLE narrative (
    id INTEGER PRIMARY KEY,
    {_OF_INDIKATOR},
    {_year()},
    definisi TEXT NOT NULL DEFAULT '',
    faktor_pendukung TEXT NOT NULL DEFAULT '',
    faktor_penghambat TEXT NOT NULL DEFAULT '',
    penyebab TEXT NOT NULL DEFAULT '',
    upaya TEXT NOT NULL DEFAULT '',
    tindak_lanjut TEXT NOT NULL DEFAULT '',
    {_object("sentences")},
    {_TRAVELS},
    UNIQUE (year, indikator_id)) STRICT""",
    f"""CREATE TABLE capaian_year (
    id INTEGER PRIMARY KEY,
    {_year()} UNIQUE,
    locked INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1)),
    capped INTEGER NOT NULL DEFAULT 0 CHECK (capped IN (0, 1)),
    {_object("rating")},
    source TEXT NOT NULL DEFAULT '',
    {_object("sentences")},
    {_TRAVELS}) STRICT""",
    f"""CREATE TABLE capaian_mark (
    id INTEGER PRIMARY KEY,
    {_year()},
    finding TEXT NOT NULL CHECK (length(finding) BETWEEN 1 AND 300),
    reason TEXT NOT NULL CHECK (length(reason) >= 1),
    operator TEXT NOT NULL,
    {_TRAVELS},
    UNIQUE (year, finding)) STRICT""",
)

_IKK = (
    f"""CREATE TABLE ikk (
    id INTEGER PRIMARY KEY,
    position INTEGER NOT NULL CHECK (position >= 0),
    {_line("number", 1)} UNIQUE,
    {_line("name", 1)},
    formula TEXT NOT NULL CHECK (length(formula) BETWEEN 1 AND 1000),
    {_line("urusan")},
    {_line("satuan")},
    decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 12),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    {_TRAVELS}) STRICT""",
    f"""CREATE TABLE ikk_element (
    id INTEGER PRIMARY KEY,
    ikk_id INTEGER NOT NULL REFERENCES ikk (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    symbol TEXT NOT NULL CHECK (length(symbol) BETWEEN 1 AND 60),
    {_line("name", 1)},
    role TEXT NOT NULL CHECK (role IN ('pembilang', 'penyebut', 'lain')),
    {_line("satuan")},
    {_line("source")},
    {_TRAVELS},
    UNIQUE (ikk_id, symbol)) STRICT""",
    f"""CREATE TABLE ikk_value (
    id INTEGER PRIMARY KEY,
    element_id INTEGER NOT NULL REFERENCES ikk_element (id),
    {_year()},
    {_entered("value")},
    {_line("source")},
    {_TRAVELS},
    UNIQUE (year, element_id)) STRICT""",
)

_REFUSED = "BEGIN SELECT RAISE(ABORT, 'year is locked'); END"
_LOCKED = "EXISTS (SELECT 1 FROM capaian_year WHERE year IN ({}) AND locked = 1)"
_EVENTS = (("INSERT", "new.year"), ("UPDATE", "old.year, new.year"), ("DELETE", "old.year"))


def _changed(*names: str) -> str:
    new, old = (", ".join(f"{row}.{name}" for name in names) for row in ("new", "old"))
    return f"({new}) IS NOT ({old})"


_TRIGGERS = (
    *(
        f"""CREATE TRIGGER locked_year_keeps_its_{table}_{event.lower()} BEFORE {event} ON {table}
    WHEN {_LOCKED.format(years)} {_REFUSED}"""
        for table in ("indikator_year", "program_row", "rpjmd_target", "ikk_value")
        for event, years in _EVENTS
    ),
    f"""CREATE TRIGGER locked_year_keeps_its_settings BEFORE UPDATE ON capaian_year
    WHEN old.locked = 1 AND {_changed("year", "rating", "capped")} {_REFUSED}""",
    f"""CREATE TRIGGER locked_year_stays BEFORE DELETE ON capaian_year
    WHEN old.locked = 1 {_REFUSED}""",
    f"""CREATE TRIGGER locked_year_keeps_its_indikator BEFORE UPDATE ON indikator
    WHEN {_changed("satuan", "arah", "rumus", "decimals", "baseline", "end_target", "grades")}
        AND EXISTS (SELECT 1 FROM indikator_year AS held JOIN capaian_year AS y USING (year)
            WHERE held.indikator_id = old.id AND y.locked = 1) {_REFUSED}""",
    f"""CREATE TRIGGER locked_year_keeps_its_ikk BEFORE UPDATE ON ikk
    WHEN {_changed("formula", "satuan", "decimals")}
        AND EXISTS (SELECT 1 FROM ikk_element AS e JOIN ikk_value AS v ON v.element_id = e.id
            JOIN capaian_year AS y USING (year) WHERE e.ikk_id = old.id AND y.locked = 1)
    {_REFUSED}""",
    f"""CREATE TRIGGER locked_year_keeps_its_elements BEFORE UPDATE ON ikk_element
    WHEN {_changed("ikk_id", "symbol", "satuan")}
        AND EXISTS (SELECT 1 FROM ikk_value AS v JOIN capaian_year AS y USING (year)
            WHERE v.element_id = old.id AND y.locked = 1)
    {_REFUSED}""",
)

STATEMENTS = (*_STRUCTURE, *_VALUES, *_IKK, *_TRIGGERS)
