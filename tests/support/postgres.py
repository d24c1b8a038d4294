"""The PostgreSQL that scripts/with_postgres.py started beside the tests, a database for each."""

from __future__ import annotations

import os
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

REASON = os.environ.get("PUAS_TEST_NO_POSTGRES") or (
    "no PostgreSQL was started: scripts/test does it, or scripts/with_postgres.py before pytest"
)


@contextmanager
def new_database(options: str = "") -> Iterator[str]:
    """Give the address of an empty database; skip the test, with the reason, without a server."""
    server = os.environ.get("PUAS_TEST_POSTGRES")
    if not server:
        pytest.skip(REASON)
    name = f"puas_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} {options}".encode())
    try:
        yield server.replace("/postgres?", f"/{name}?")
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def ask(address: str, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Return the rows of a query, or nothing of a statement without any."""
    with psycopg.connect(address, autocommit=True) as connection:
        cursor = connection.execute(sql.encode(), values or None)
        return cursor.fetchall() if cursor.description else []
