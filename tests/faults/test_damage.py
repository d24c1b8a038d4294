"""Bits that flip: refused, or read as before, or found by the check; never silently different."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import PuasError
from app.services.session import Session
from tests.offices import make_office

if TYPE_CHECKING:
    from pathlib import Path

PLACES = 500


def _figures(session: Session) -> list[Any]:
    """Return all that the screens and reports say of the surveys."""
    said: list[Any] = []
    for survey, result in session.ikm.recap():
        rows = [(row.nrr_text, row.konversi_text, row.n) for row in result.unsur]
        texts = (survey.code, survey.population, survey.notice, result.n, result.ikm_text)
        said += [texts, rows, [table.rows for table in session.ikm.respondents(survey)]]
        said += [(group.label, group.result.ikm_text) for group in session.ikm.by_service(survey)]
        said += [
            (s.number, s.day, dict(s.answers), dict(s.profile), s.saran)
            for s in session.store.sheets.all_of(survey.id)
        ]
    office = session.store.offices.get()
    said += [office, [(unit.code, unit.name) for unit in session.store.units.all()]]
    return said


def _outcome(path: Path, before: list[Any]) -> str:
    """Open the file as a user would and say what became of it."""
    try:
        session = Session.open(path)
    except PuasError:
        return "refused"
    if not isinstance(session, Session):
        return "refused"
    try:
        try:
            same = _figures(session) == before
        except (PuasError, ValueError):  # a value nobody could have stored ends in a report
            same = False
        if not session.checks.run().is_sound:
            return "found"
        return "same" if same else "SILENTLY DIFFERENT"
    finally:
        session.store.close()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[Any]]:
    path = tmp_path_factory.mktemp("sound") / "kelurahan.puas"
    office = make_office(path, sheets=8)
    store, survey = office.store, office.survey
    batch = store.imports.add(survey.id, survey.uuid, "jawaban.csv", "0" * 64, 20)
    imported = [replace(office.sheet(n), import_id=batch.id) for n in range(20, 40)]
    store.sheets.add_many(imported, office.questions)
    store.database.execute("VACUUM")  # no free pages: every bit belongs to something
    figures = _figures(office.session)
    assert office.session.checks.run().is_sound
    office.store.close()
    return path.read_bytes(), figures


@pytest.mark.timeout(300)
def test_no_flipped_bit_changes_a_figure_unseen(
    sound: tuple[bytes, list[Any]], tmp_path: Path
) -> None:
    whole, figures = sound
    chance = random.Random(2026)
    # Most of a small file is empty room within its pages; half of the bits are taken from text.
    filled = [at for at, byte in enumerate(whole) if byte]
    places = chance.sample(filled, PLACES // 2) + chance.sample(range(len(whole)), PLACES // 2)
    outcomes: dict[str, list[tuple[int, int]]] = {}
    path = tmp_path / "kelurahan.puas"
    for at in places:
        bit = chance.randrange(8)
        damaged = bytearray(whole)
        damaged[at] ^= 1 << bit
        path.write_bytes(damaged)
        outcomes.setdefault(_outcome(path, figures), []).append((at, bit))
    assert "SILENTLY DIFFERENT" not in outcomes, outcomes["SILENTLY DIFFERENT"]
    assert {"refused", "found", "same"} == outcomes.keys()
