from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.recaps import csv_text, recap_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

FIELDS = ["baris", "unit", "periode", "aturan", "kolom", "nilai", "harapan", "pesan"]


def write_recap(folder: Path, **spoilt: str) -> Path:
    lines = recap_lines(7)
    lines[3] |= spoilt
    path = folder / "rekap.csv"
    path.write_text(csv_text(lines), encoding="utf-8")
    return path


def test_a_sound_recap_is_told_so(puas: Callable[..., Ran], tmp_path: Path) -> None:
    ran = puas("periksa-rekap", write_recap(tmp_path))
    assert ran.code == 0
    assert "12 baris diperiksa; tidak ada temuan." in ran.out
    assert "CSV, UTF-8, pemisah koma" in ran.out


def test_a_sound_recap_is_an_empty_list(puas: Callable[..., Ran], tmp_path: Path) -> None:
    ran = puas("periksa-rekap", write_recap(tmp_path), "--format", "json")
    assert (ran.code, json.loads(ran.out)) == (0, [])


def test_findings_as_json(puas: Callable[..., Ran], tmp_path: Path) -> None:
    ran = puas("periksa-rekap", write_recap(tmp_path, biaya="12.64"), "--format", "json")
    (found,) = json.loads(ran.out)
    assert ran.code == 1
    assert list(found) == FIELDS
    assert (found["baris"], found["unit"], found["periode"]) == (4, "Kelurahan 4", "Tahunan")
    assert (found["aturan"], found["kolom"], found["nilai"]) == (
        "di_luar_rentang",
        "biaya",
        "12.64",
    )
    assert found["pesan"].startswith("Baris 4 (Kelurahan 4): biaya 12,64 di luar rentang")
    assert "1 temuan pada 1 dari 12 baris." in ran.err


def test_findings_as_a_table(puas: Callable[..., Ran], tmp_path: Path) -> None:
    ran = puas("periksa-rekap", write_recap(tmp_path, biaya="3.5*25"))
    assert ran.code == 1
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert "Baris Unit Kolom Nilai Harapan Aturan" in lines
    assert "4 Kelurahan 4 biaya 3,5*25 87,50 bukan_angka" in lines
    assert "Baris 4 (Kelurahan 4): biaya berisi “3.5*25”, bukan angka;" in ran.out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("nama,nilai\nA,1\n", "Kolom ikm dan kolom unsur tidak ada"),
        ("ikm,mutu\n88.1,B\n", "Kolom unit tidak ada"),
        ("unit,ikm,ikm\nA,88.1,88.1\n", "lebih dari satu kali"),
        ("", "kosong"),
    ],
)
def test_what_is_no_recap_is_refused(
    puas: Callable[..., Ran], tmp_path: Path, content: str, said: str
) -> None:
    path = tmp_path / "rekap.csv"
    path.write_text(content, encoding="utf-8")
    ran = puas("periksa-rekap", path)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err


def test_a_missing_file(puas: Callable[..., Ran], tmp_path: Path) -> None:
    assert puas("periksa-rekap", tmp_path / "tidak-ada.csv").code == 1


@pytest.mark.parametrize("arguments", [[], ["a.csv", "--format", "xlsx"], ["a.csv", "b.csv"]])
def test_wrong_usage(puas: Callable[..., Ran], arguments: list[str]) -> None:
    assert puas("periksa-rekap", *arguments).code == 2


def test_the_recap_that_puas_writes_itself_is_sound(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    for name in ("rekap.csv", "rekap.xlsx"):
        target = tmp_path / name
        assert puas("rekap", sample, "--keluaran", target).code == 0
        assert puas("periksa-rekap", target).code == 0


def test_a_finding_that_is_right_is_no_longer_counted(
    puas: Callable[..., Ran], tmp_path: Path
) -> None:
    recap, marks = write_recap(tmp_path, biaya="12.64"), tmp_path / "tanda.csv"
    line = "Kelurahan 4;Tahunan;di_luar_rentang;biaya;12.64;dikutip dari laporan"
    marks.write_text(f"unit;periode;aturan;kolom;nilai;alasan\n{line}\n", encoding="utf-8")
    ran = puas("periksa-rekap", recap, "--benar", marks)
    assert ran.code == 0
    assert "Diperiksa, benar: dikutip dari laporan" in " ".join(ran.out.split())
    write_recap(tmp_path, biaya="12.65")
    assert puas("periksa-rekap", recap, "--benar", marks).code == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("unit;aturan\nA;B\n", "tidak punya kolom periode, kolom, nilai, alasan"),
        ("unit;periode;aturan;kolom;nilai;alasan\nA;B;salah;d;e;f\n", "baris 2 kolom aturan"),
        ("unit;periode;aturan;kolom;nilai;alasan\nA;B;skala_salah;d;e;\n", "baris 2: alasan"),
    ],
)
def test_a_file_of_marks_that_cannot_be_used_is_refused(
    puas: Callable[..., Ran], tmp_path: Path, text: str, reason: str
) -> None:
    marks = tmp_path / "tanda.csv"
    marks.write_text(text, encoding="utf-8")
    ran = puas("periksa-rekap", write_recap(tmp_path), "--benar", marks)
    assert ran.code == 1
    assert reason in " ".join(ran.err.split())
