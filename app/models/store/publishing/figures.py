"""The one query that computes the figures, put together for each database from resources/sql."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from app.models.publishing import INSTRUMENT_TABLES
from app.paths import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.models.publishing import PublishedInstrument, PublishedTable, Row


class Dialect(Enum):
    """Where the query runs: the file with its counts, and how whole numbers are divided."""

    OFFICE_FILE = ("isi-kantor.sql", " / ")
    POSTGRESQL = ("isi-terbitan.sql", " / ")
    DUCKDB = ("isi-terbitan.sql", " // ")


class Figure(Enum):
    """What the query gives: one row per survey, or one per survey and unsur."""

    IKM = "ikm"
    UNSUR = "unsur"


def query(dialect: Dialect, figure: Figure) -> str:
    """Return the query as one SELECT, without a semicolon."""
    inputs, division = dialect.value
    parts = (inputs, "angka.sql", f"{figure.value}.sql")
    return "".join(sql_text(name) for name in parts).replace(" // ", division).rstrip()


@lru_cache(maxsize=16)
def sql_text(name: str) -> str:
    """Return a file of resources/sql."""
    return resource("sql", name).read_text(encoding="utf-8")


def instrument_rows(
    instruments: Iterable[PublishedInstrument],
) -> list[tuple[PublishedTable, list[Row]]]:
    """Return the four tables of the instruments with all their rows."""
    every = list(instruments)
    return [
        (table, [row for instrument in every for row in instrument.rows[place]])
        for place, table in enumerate(INSTRUMENT_TABLES)
    ]


def office_script(
    instruments: Iterable[PublishedInstrument], areas: Sequence[tuple[int, str]], head: str
) -> str:
    """Return a script that shows the figures of an office file in the shell of SQLite.

    ``areas`` are (unit id, code of its area). The script leaves the file as it is.
    """
    tables = [
        *(_temporary(table, rows) for table, rows in instrument_rows(instruments)),
        "CREATE TEMP TABLE wilayah_unit (unit_id INTEGER PRIMARY KEY, wilayah TEXT);",
        *_inserts("wilayah_unit", areas),
    ]
    views = [
        f"CREATE TEMP VIEW {figure.value} AS\n{query(Dialect.OFFICE_FILE, figure)};"
        for figure in Figure
    ]
    shown = [f"SELECT * FROM {figure.value};" for figure in Figure]
    return "\n".join([commented(head), *tables, *views, *shown, ""])


def commented(text: str) -> str:
    """Return text as comment lines of SQL."""
    return "".join(f"-- {line}".rstrip() + "\n" for line in text.splitlines())


def literal(value: object) -> str:
    """Return a value as it is written in SQL; nothing in a text can end it."""
    if value is None:
        return "NULL"
    if isinstance(value, bool | int):
        return str(int(value))
    return "'" + str(value).replace("'", "''") + "'"


def _temporary(table: PublishedTable, rows: Sequence[Row]) -> str:
    columns = ", ".join(f"{n} {t}" for n, t in zip(table.columns, table.types, strict=True))
    head = f"CREATE TEMP TABLE {table.name} ({columns});"
    return "\n".join([head, *_inserts(table.name, rows)])


def _inserts(table: str, rows: Iterable[Sequence[object]]) -> list[str]:
    return [f"INSERT INTO {table} VALUES ({', '.join(map(literal, row))});" for row in rows]
