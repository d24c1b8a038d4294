from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.errors import StorageError
from app.models.store import package as package_store
from app.models.store.opening import PACKAGE_APPLICATION_ID
from app.models.store.package import (
    SEAL,
    Column,
    PackageProblem,
    PackageRefusedError,
    Table,
    digest,
    is_package,
    open_package,
    write_package,
)

if TYPE_CHECKING:
    from pathlib import Path

FORM = Table("isi", (Column("kunci", str), Column('nilai "n"', int, required=False)))
ROWS = (("a", 1), ("b'; DROP TABLE isi", None), ("é\n", -3))


def made_by_others(path: Path, *statements: str) -> Path:
    """Make a file that claims to be a package."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {PACKAGE_APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        for statement in (SEAL.sql, *statements):
            connection.execute(statement)
        connection.commit()
    return path


def read_all(path: Path, *tables: Table) -> None:
    with open_package(path) as file:
        file.require_tables(tables)
        for table in tables:
            file.content(table)


def refusal(path: Path, *tables: Table) -> PackageProblem:
    with pytest.raises(PackageRefusedError) as caught:
        read_all(path, *tables)
    return caught.value.problem


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "p.sqlite"
    write_package(path, [(FORM, ROWS)])
    assert is_package(path)
    with open_package(path) as file:
        file.require_tables([FORM])
        assert file.content(FORM) == (FORM, ROWS)


def test_reading_changes_no_byte_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "p.sqlite"
    write_package(path, [(FORM, ROWS)])
    before = path.read_bytes()
    path.chmod(0o400)
    with open_package(path) as file:
        file.require_tables([FORM])
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["p.sqlite"]


def test_a_journal_that_lies_beside_is_not_played_back(tmp_path: Path) -> None:
    path = tmp_path / "p.sqlite"
    write_package(path, [(FORM, ROWS)])
    (tmp_path / "p.sqlite-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
    with open_package(path) as file:
        assert file.content(FORM)[1] == ROWS


@pytest.mark.parametrize(
    "other",
    [
        (Table("lain", FORM.columns), ROWS),
        (Table("isi", (Column("kunci2", str), FORM.columns[1])), ROWS),
        (FORM, ROWS[::-1]),
        (FORM, (("a", None), *ROWS[1:])),
        (FORM, (*ROWS, ("c", 1))),
    ],
)
def test_the_digest_covers_names_order_and_values(
    other: tuple[Table, tuple[tuple[str, int | None], ...]],
) -> None:
    assert digest([other]) != digest([(FORM, ROWS)])


def test_a_table_with_two_thousand_columns(tmp_path: Path) -> None:
    columns = ", ".join(f"k{place} TEXT" for place in range(2000))
    path = made_by_others(tmp_path / "p.sqlite", f"CREATE TABLE isi ({columns}) STRICT")
    assert refusal(path, FORM) in {PackageProblem.DAMAGED, PackageProblem.FOREIGN_TABLES}


def test_a_value_that_is_too_large(tmp_path: Path) -> None:
    large = "INSERT INTO isi VALUES (hex(zeroblob(3000000)), 1)"
    path = made_by_others(tmp_path / "p.sqlite", FORM.sql, large)
    assert refusal(path, FORM) is PackageProblem.DAMAGED


def test_a_text_that_is_no_text(tmp_path: Path) -> None:
    path = made_by_others(
        tmp_path / "p.sqlite", FORM.sql, "INSERT INTO isi VALUES (CAST(x'ff' AS TEXT), 1)"
    )
    assert refusal(path, FORM) is PackageProblem.DAMAGED


def test_a_value_of_another_type(tmp_path: Path) -> None:
    path = tmp_path / "p.sqlite"
    write_package(path, [(FORM, ROWS)])
    with open_package(path) as file, pytest.raises(PackageRefusedError) as caught:
        file.content(Table("isi", (FORM.columns[0], Column('nilai "n"', str))))
    assert caught.value.problem is PackageProblem.INVALID


def test_an_endless_question_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT n, n FROM r"
    path = made_by_others(
        tmp_path / "p.sqlite", f'CREATE VIEW isi(kunci, "nilai ""n""") AS {endless}'
    )
    monkeypatch.setattr(package_store, "_MOST_STEPS", 3)
    with open_package(path) as file, pytest.raises(PackageRefusedError) as caught:
        file.content(FORM)
    assert caught.value.problem is PackageProblem.DAMAGED


def test_nothing_can_be_written_through_it(tmp_path: Path) -> None:
    path = tmp_path / "p.sqlite"
    write_package(path, [(FORM, ROWS)])
    for statement in ("DELETE FROM isi", "ATTACH ':memory:' AS lain", "PRAGMA writable_schema=1"):
        with open_package(path) as file, pytest.raises(PackageRefusedError):
            file._rows(statement)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="tidak dapat ditulis"):
        write_package(tmp_path / "tidak-ada" / "p.sqlite", [(FORM, ROWS)])


def test_other_files_are_no_packages(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"SQLite format 3\x00")
    assert not is_package(tmp_path / "a")
    assert not is_package(tmp_path / "tidak-ada")
    assert not is_package(tmp_path)
