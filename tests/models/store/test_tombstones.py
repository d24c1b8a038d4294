"""A deletion leaves a trace by which it can be told elsewhere, whoever deletes."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.models.follow_up import FollowUp
from app.models.store.tombstones import last_revision
from app.services.archive.deeds import Destroying, Locking
from tests.offices import DAY, reopen
from tests.support.answers import line, write_answers

if TYPE_CHECKING:
    from tests.offices import SmallOffice

RELEASED = Path(__file__).parents[2] / "data" / "released"


def test_a_sheet_is_deleted_put_back_and_deleted_again(office: SmallOffice) -> None:
    store, survey = office.store, office.survey
    sheet = store.sheets.all_of(survey.id)[0]
    store.sheets.delete(sheet)
    assert [(d.kind, d.uuid, d.revision) for d in store.tombstones.of_survey(survey.id)] == [
        ("sheet", sheet.uuid, 2)
    ]
    back = store.sheets.add(sheet, office.questions)
    assert back.revision == 3
    assert store.tombstones.of_survey(survey.id) == []
    store.sheets.delete(back)
    assert [d.revision for d in store.tombstones.of_survey(survey.id)] == [4]


def test_a_plan_is_deleted_and_put_back(office: SmallOffice) -> None:
    follow_up = office.session.follow_up
    plan, _ = follow_up.save(FollowUp(office.survey.id, "waktu", 0, "Loket kedua."))
    removed, _ = follow_up.delete(plan)
    (trace,) = office.store.tombstones.of_survey(office.survey.id)
    assert (trace.kind, trace.uuid, trace.revision) == ("follow_up", plan.uuid, 2)
    follow_up.put_back(removed)
    (again,) = office.store.follow_ups.all(survey_id=office.survey.id)
    assert (again.uuid, again.revision) == (plan.uuid, 3)
    assert office.store.tombstones.of_survey(office.survey.id) == []


def test_an_import_that_is_undone_leaves_a_trace_of_every_sheet(
    office: SmallOffice, tmp_path: Path
) -> None:
    rows = [line("343434334", tanggal=f"2026-02-{day:02}") for day in range(1, 9)]
    path = write_answers(tmp_path / "jawaban.csv", *rows)
    taken = office.session.imports.import_answers(office.survey, path)
    uuids = {s.uuid for s in office.store.sheets.all_of(office.survey.id) if s.import_id}
    assert len(uuids) == 8
    office.session.imports.undo(taken.batch.id, "berkas yang salah")  # type: ignore[union-attr] # a new file
    traces = office.store.tombstones.of_survey(office.survey.id)
    assert {one.uuid for one in traces} == uuids
    assert {one.revision for one in traces} == {2}


def test_destruction_leaves_no_trace(office: SmallOffice) -> None:
    store = office.store
    store.sheets.delete(store.sheets.all_of(office.survey.id)[0])
    office.session.archive.lock(office.survey.id, Locking("hasil final"))
    asked = Destroying(office.survey.code, "masa simpan berakhir", day=DAY)
    office.session.archive.destroy(office.survey.id, asked)
    assert store.database.value("SELECT count(*) FROM tombstone") == 0


@pytest.mark.parametrize("backs", [0, 1])
def test_an_older_file_remembers_from_its_log(tmp_path: Path, backs: int) -> None:
    """What was deleted before traces were kept is taken from the log, unless it came back."""
    path = tmp_path / "kelurahan.puas"
    shutil.copyfile(RELEASED / "v2.sqlite", path)
    sheet, plan = _deleted_as_version_2_did(path, backs)
    office = reopen(path)
    store = office.store
    found = {one.uuid: one.revision for one in store.tombstones.of_survey(office.survey.id)}
    assert found == ({} if backs else {sheet: 2, plan: 3})
    assert (last_revision(store.database, sheet) == 0) == bool(backs)
    office.store.close()


def _deleted_as_version_2_did(path: Path, backs: int) -> tuple[str, str]:
    """Delete a sheet and a plan as the program of version 2 did; return their uuids."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        survey = connection.execute("SELECT max(id) FROM survey WHERE year = 2026").fetchone()[0]
        (sheet,) = connection.execute(
            "SELECT uuid FROM sheet WHERE survey_id = ? AND import_id IS NULL LIMIT 1", (survey,)
        ).fetchone()
        (plan,) = connection.execute("SELECT uuid FROM follow_up LIMIT 1").fetchone()
        for uuid, subject, table in (
            (sheet, "lembar", "sheet"),
            (plan, "tindak lanjut", "follow_up"),
        ):
            connection.execute(
                "INSERT INTO log (at, operator, action, subject, subject_uuid, old, previous_hash,"
                " hash) SELECT at, operator, 'dihapus', ?, ?, new, hash, hash FROM log"
                " WHERE subject_uuid = ? ORDER BY seq DESC LIMIT 1",
                (subject, uuid, uuid),
            )
            if not backs:
                connection.execute("DELETE FROM photo")
                connection.execute(f"DELETE FROM {table} WHERE uuid = ?", (uuid,))  # noqa: S608 - our own names
        connection.commit()
    return sheet, plan


def test_a_deletion_of_a_draft_or_a_mark_leaves_none(office: SmallOffice) -> None:
    office.session.marks.mark(office.survey.id, "perubahan_besar", "Loket kedua dibuka.")
    for mark in office.store.marks.all():
        office.store.marks.delete(mark)
    assert office.store.tombstones.of_survey(office.survey.id) == []
    sheet = office.store.sheets.all_of(office.survey.id)[0]
    changed = office.store.sheets.change(replace(sheet, saran="lain"), office.questions)
    assert changed.revision == 2
