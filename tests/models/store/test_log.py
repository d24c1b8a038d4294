from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.models.store.log import FIRST_HASH, LogFinding, LogHead, LogProblem
from tests.offices import make_office, reopen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.offices import SmallOffice


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET operator = 'orang lain' WHERE seq = 2",
        "DELETE FROM log WHERE seq = 2",
        "DELETE FROM log",
        "INSERT OR REPLACE INTO log SELECT * FROM log WHERE seq = 2",
    ],
)
def test_nobody_changes_the_log(office: SmallOffice, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="log is append-only"):
        office.store.database.execute(statement)


def _findings_after(path: Path, *statements: str) -> list[LogFinding]:
    """Write past the triggers, as somebody with another program could, and prove the chain."""
    with closing(sqlite3.connect(path)) as connection:
        texts = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'log'"
        ).fetchall()
        for name, _ in texts:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, text in texts:
            connection.execute(text)
        connection.commit()
    office = reopen(path)
    found = list(office.store.log.findings())
    office.store.close()
    return found


def test_an_untouched_log_is_whole(closed_file: Path) -> None:
    assert _findings_after(closed_file) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "'2020-01-01T00:00:00.000+00:00'"),
        ("operator", "'orang lain'"),
        ("action", "'dihapus'"),
        ("subject", "'unit'"),
        ("subject_uuid", "hex(randomblob(16))"),
        ("new", "replace(new, '\"number\":1', '\"number\":7')"),
        ("old", "'{}'"),
        ("reason", "'tanpa alasan'"),
    ],
)
def test_a_changed_row_is_named(closed_file: Path, column: str, value: str) -> None:
    found = _findings_after(
        closed_file,
        f"UPDATE log SET {column} = {value} WHERE subject = 'lembar' AND seq = 6",  # noqa: S608 - fixed texts of our own
    )
    assert found == [LogFinding(6, LogProblem.CHANGED)]


@pytest.mark.parametrize("seq", [1, 3])
def test_a_removed_row_is_named(closed_file: Path, seq: int) -> None:
    found = _findings_after(closed_file, f"DELETE FROM log WHERE seq = {seq}")  # noqa: S608 - fixed texts of our own
    assert found == [LogFinding(seq, LogProblem.REMOVED)]


def test_a_cut_tail_is_named(closed_file: Path) -> None:
    found = _findings_after(closed_file, "DELETE FROM log WHERE seq >= 6")
    assert found == [LogFinding(6, LogProblem.REMOVED)]


def test_an_emptied_log_is_found(closed_file: Path) -> None:
    found = _findings_after(closed_file, "DELETE FROM log")
    assert found == [LogFinding(1, LogProblem.REMOVED)]


def test_swapped_rows_are_named(closed_file: Path) -> None:
    found = _findings_after(
        closed_file,
        "UPDATE log SET seq = -1 WHERE seq = 5",
        "UPDATE log SET seq = 5 WHERE seq = 6",
        "UPDATE log SET seq = 6 WHERE seq = -1",
    )
    assert LogFinding(5, LogProblem.REORDERED) in found
    assert LogFinding(6, LogProblem.REORDERED) in found


def test_a_forged_row_breaks_the_chain_at_the_next_one(closed_file: Path) -> None:
    """A forger who recomputes the hash of one row would have to recompute all that follow."""
    found = _findings_after(
        closed_file, "UPDATE log SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE seq = 5"
    )
    assert LogFinding(6, LogProblem.REORDERED) in found


def _add_and_fail(office: SmallOffice) -> None:
    with office.store.transaction():
        office.add(1)
        raise RuntimeError


def test_a_rolled_back_change_leaves_no_gap(office: SmallOffice) -> None:
    head = office.store.log.head()
    with pytest.raises(RuntimeError):
        _add_and_fail(office)
    assert office.store.log.head() == head
    office.add(1)
    assert office.store.log.head().seq == head.seq + 1
    assert list(office.store.log.findings()) == []


def test_the_chain_is_proved_in_portions(
    office_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.models.store.log._PORTION", 2)
    office = make_office(office_file, sheets=5)
    assert list(office.store.log.findings()) == []
    office.store.close()
    found = _findings_after(office_file, "DELETE FROM log WHERE seq IN (4, 5)")
    assert found == [LogFinding(4, LogProblem.REMOVED)]


def test_the_head_stands_for_the_whole_log(office_file: Path) -> None:
    office = make_office(office_file)
    before = office.store.log.head()
    office.add(1)
    after = office.store.log.head()
    office.store.close()
    assert after.seq == before.seq + 1
    assert after.short == f"{after.seq}-{after.hash[:12]}"


def test_the_head_of_nothing() -> None:
    assert LogHead(0, FIRST_HASH).short == "0-000000000000"


def test_a_sheet_has_its_history_with_old_new_who_and_why(office: SmallOffice) -> None:
    sheet = office.store.sheets.all_of(office.survey.id)[0]
    office.store.operator = "Loket B"
    office.store.sheets.delete(sheet, office.questions, "lembar ganda")
    made, deleted = office.store.log.entries_of(sheet.uuid)
    assert (made.operator, made.action, made.old) == ("Loket C", "dibuat", None)
    assert (deleted.operator, deleted.action, deleted.reason) == (
        "Loket B",
        "dihapus",
        "lembar ganda",
    )
    assert deleted.new is None
    assert deleted.old == made.new
    assert office.store.log.latest(1) == [deleted]
