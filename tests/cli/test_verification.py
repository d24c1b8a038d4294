from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.cli import main as puas
from tests.support.verification import verification_office

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_figures_by_clerk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "kantor.puas"
    office = verification_office(path, 2)
    plan = office.plan()
    office.service.second(plan.id, office.typed(1))
    office.service.second(plan.id, office.typed(2, waktu=1))
    office.service.third(plan.id, office.paper[2].uuid, {"waktu": 1})
    office.session.store.operator = "Ani"
    office.service.note_keying(office.survey.id, sheets=2, keystrokes=30, milliseconds=60_000)
    office.session.store.close()
    assert puas(["verifikasi", str(path), "uji-2026"]) == 0
    shown = capsys.readouterr().out
    assert "Yang diketik ulang: semua lembar." in shown
    line = next(line for line in shown.splitlines() if line.startswith("Ani"))
    assert line.split() == [
        "Ani",
        "2",
        "1.800",
        "2",
        "30",
        "1",
        "1",
        "3,33",
        "%",
        "0,08–17,22",
        "%",
    ]
    assert puas(["verifikasi", str(path), "uji-2026", "--format", "json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["rencana"] == {"cara": "semua", "banyak": 1, "benih": 0, "keadaan": "berjalan"}
    assert content["semua"]["keliru"] == 1
    assert content["petugas"][0]["tingkat"] == "0.033333"


def test_a_survey_that_was_never_verified(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kantor.puas"
    verification_office(path, 1).session.store.close()
    assert puas(["verifikasi", str(path), "uji-2026"]) == 1
    assert "belum pernah diverifikasi" in capsys.readouterr().err
