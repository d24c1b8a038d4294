"""Packages as somebody would change them who knows the format."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from app.models.package import FORMAT
from app.models.store.package import Column, Table, digest
from app.models.store.seal import new_mark, put_seal
from app.services.exports import forms

if TYPE_CHECKING:
    from pathlib import Path


def edit(path: Path, *statements: str) -> None:
    """Change a package by SQL; it no longer fits its manifest."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def reseal(path: Path) -> None:
    """Write a manifest that fits the edited tables."""
    with closing(sqlite3.connect(path)) as connection:
        rows = dict(connection.execute("SELECT * FROM manifes").fetchall())
        contents = []
        for form in (*forms.FIXED[FORMAT][1:], None):
            name = form.name if form else forms.SHEETS_NAME
            cursor = connection.execute(f"SELECT * FROM {name} ORDER BY rowid")  # noqa: S608 - our own names
            columns = tuple(Column(item[0], str) for item in cursor.description)
            contents.append((Table(name, columns), tuple(cursor.fetchall())))
        rows["sha256_isi"] = digest(contents)
        del rows["sha256_manifes"]
        table = (forms.MANIFEST, tuple(rows.items()))
        rows["sha256_manifes"] = digest([table])
        connection.execute("DELETE FROM manifes")
        connection.executemany("INSERT INTO manifes VALUES (?, ?)", rows.items())
        mark = new_mark()
        connection.execute("UPDATE segel SET sha256_berkas = ?", (mark,))
        connection.commit()
    put_seal(path, mark)


def recount(path: Path) -> None:
    """Let the manifest say the counts and sums that the tables have."""
    with closing(sqlite3.connect(path)) as connection:
        questions = [
            row[0].removeprefix("terjawab ")
            for row in connection.execute("SELECT kunci FROM manifes WHERE kunci LIKE 'terjawab %'")
        ]
        counts = {
            "lembar": "SELECT count(*) FROM lembar",
            "layanan": "SELECT count(*) FROM layanan",
            "dihapus": "SELECT count(*) FROM dihapus",
            "tindak_lanjut": "SELECT count(*) FROM tindak_lanjut",
        }
        for key in questions:
            counts[f"terjawab {key}"] = f'SELECT count("{key}") FROM lembar'  # noqa: S608 - keys of an instrument
            counts[f"jumlah {key}"] = f'SELECT ifnull(sum("{key}"), 0) FROM lembar'  # noqa: S608 - as above
        for key, sql in counts.items():
            (n,) = connection.execute(sql).fetchone()
            connection.execute("UPDATE manifes SET nilai = ? WHERE kunci = ?", (str(n), key))
        connection.commit()
    reseal(path)
