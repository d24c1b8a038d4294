from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.follow_up_office import add_plans, add_public, office

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kantor.sqlite"
    session, before, survey = office(path)
    add_plans(session, before)
    add_public(session, survey)
    session.follow_up.carry_over(survey.id)
    session.store.close()
    return path


def test_lists_plans_and_what_became_of_the_last_ones(puas: Callable[..., Ran], file: Path) -> None:
    out = puas("tindak-lanjut", file, "kl-01-2026-tw1").out
    for part in (
        "Memasang janji waktu penyelesaian.",
        "Triwulan II 2026",
        "Hasil rencana KL-01-2025-TW4",
        "40 %",
        "Dari 4 rencana, 1 selesai",
        "Publikasi daring 9 April 2026: https://contoh.go.id/skm.",
        "Forum Konsultasi Publik 15 April 2026: Aula kelurahan.",
    ):
        assert part in out, part


def test_tells_other_programs_everything(puas: Callable[..., Ran], file: Path) -> None:
    found = json.loads(puas("tindak-lanjut", file, "KL-01-2026-TW1", "--format", "json").out)
    assert [plan["realisasi"] for plan in found["hasil_sebelumnya"]] == [100, 40, 0, None]
    assert [plan["realisasi"] for plan in found["rencana"]] == [None] * 3
    assert found["rencana"][0]["waktu"] == "2026 triwulan-2"
    assert found["survei_sebelumnya"] == "KL-01-2025-TW4"
    assert len(found["prioritas"]) >= 3
    assert [len(found["publikasi"]), len(found["forum"])] == [2, 1]


def test_a_survey_without_anything_says_so(puas: Callable[..., Ran], file: Path) -> None:
    out = puas("tindak-lanjut", file, "KL-01-2025-TW3").out
    assert "Belum ada rencana tindak lanjut." in out
    assert "Tidak ada survei periode sebelumnya." in out
    assert puas("tindak-lanjut", file, "tidak-ada").code == 1


def test_the_report_is_written(puas: Callable[..., Ran], file: Path, tmp_path: Path) -> None:
    target = tmp_path / "tindak lanjut.pdf"
    options = ("--survei", "KL-01-2026-TW1", "--keluaran", target)
    assert puas("laporan", file, "--jenis", "tindak-lanjut", *options).code == 0
    assert target.read_bytes().startswith(b"%PDF")
