from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.entered import Entered
from app.models.store.proof import findings
from tests.support.capaian_tables import (
    HEAD,
    INDIKATOR,
    PROGRAM,
    YEAR,
    preview,
    row,
    take,
    written,
)

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.capaian.imports.service import CapaianImported
    from app.services.session import Session


def everything(session: Session) -> list[list[object]]:
    """Return all records without their revisions, which count deeds."""
    return [
        [replace(one, revision=0) for one in records.all()]
        for records in session.store.capaian.every
    ]


def taken(session: Session, path: Path) -> CapaianImported:
    return session.capaian.imports.take(preview(session, path))[0]


def test_a_whole_import_is_taken_back(session: Session) -> None:
    empty = everything(session)
    first = taken(session, INDIKATOR)
    filled = everything(session)
    second = taken(session, PROGRAM)
    assert set(session.capaian.imports.undo(second).capaian) >= {YEAR}
    assert everything(session) == filled
    session.capaian.imports.undo(first)
    assert everything(session) == empty
    assert list(findings(session.store)) == []


def test_what_an_import_changed_is_as_before(session: Session, tmp_path: Path) -> None:
    head = (*HEAD, "pengampu", "target_rpjmd_2022")
    take(session, written(tmp_path / "a.csv", head, (*row(), "Inspektorat; Bappeda", "70")))
    take(session, PROGRAM)
    before = everything(session)
    other = row(target_2022="80", sasaran="Tata kelola yang baik")
    new = row(number="3", name="Indeks Kepuasan Masyarakat", sasaran="Layanan")
    path = written(tmp_path / "b.csv", head, (*other, "Bappeda", "71"), (*new, "", ""))
    done = taken(session, path)
    assert len(session.capaian.figures(YEAR).programs_of(done.rows[0].after.indikator_id)) == 58
    session.capaian.imports.undo(done)
    after = everything(session)
    assert sorted(map(str, _without_ids(after))) == sorted(map(str, _without_ids(before)))


def _without_ids(kept: list[list[object]]) -> list[object]:
    return [replace(one, id=0) for records in kept for one in records]  # type: ignore[type-var] # dataclasses


def test_an_import_that_was_touched_since_stays_whole(session: Session) -> None:
    first = taken(session, INDIKATOR)
    second = taken(session, PROGRAM)
    held = everything(session)
    with pytest.raises(InputError, match="Isi lain sudah ditambahkan"):
        session.capaian.imports.undo(first)
    program = session.capaian.figures(YEAR).programs[-1].row
    session.capaian.values.save_program(replace(program, target=Entered("1%")))
    with pytest.raises(InputError, match="sudah diubah"):
        session.capaian.imports.undo(second)
    session.capaian.values.save_program(
        replace(session.store.capaian.programs.get(program.id), target=program.target)
    )
    assert everything(session) == held
    session.capaian.yearly.lock(YEAR, "selesai")
    with pytest.raises(InputError, match="terkunci"):
        session.capaian.imports.undo(second)
    session.capaian.yearly.unlock(YEAR, "dibuka")
    session.capaian.imports.undo(second)
