"""Instruments by command: listed, written, taken, and used by a survey."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


def test_all_instruments_are_listed(puas: Callable[..., Ran], sample: Path) -> None:
    ran = puas("instrumen", sample, "daftar")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert next(line for line in lines if line.startswith("skm-9 ")).endswith("lembar)")
    assert any(
        "spak-5-skala-6" in line and "(bawaan; 0 survei, 0 lembar)" in line for line in lines
    )


def test_an_instrument_is_written_changed_taken_and_used(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    target = tmp_path / "loket.toml"
    assert puas("instrumen", sample, "ekspor", "skm-9", target).code == 0
    text = target.read_text(encoding="utf-8").replace('key = "skm-9"', 'key = "loket"')
    target.write_text(text, encoding="utf-8")
    ran = puas("instrumen", sample, "impor", target, "--petugas", "Loket C")
    assert ran.out == "Instrumen loket versi 1 masuk dan dapat dipakai survei baru.\n"
    assert "sudah ada" in puas("instrumen", sample, "impor", target).out
    listed = puas("instrumen", sample, "daftar").out
    assert "buatan kantor; 0 survei, 0 lembar" in listed
    unit = json.loads(puas("rekap", sample, "--format", "json").out)[0]["kode_unit"]
    made = puas(
        *("survei", sample, "baru", "--unit", unit, "--tahun", 2031),
        *("--periode", "tahunan", "--instrumen", "loket"),
    )
    assert made.code == 0, made.err
    assert puas("instrumen", sample, "ekspor", "loket", tmp_path / "b.toml").code == 0
    assert (tmp_path / "b.toml").read_text(encoding="utf-8") == text


def test_what_cannot_be_done_is_said(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "buruk.toml"
    bad.write_text("bukan toml", encoding="utf-8")
    ran = puas("instrumen", sample, "impor", bad)
    assert ran.code == 1
    assert "susunan berkas TOML tidak benar" in ran.err
    assert puas("instrumen", sample, "ekspor", "tidak-ada", tmp_path / "x.toml").code == 1
    assert puas("instrumen", sample, "ekspor", "skm-9", sample).code == 1
    few = puas("instrumen", sample, "ekspor", "skm-9")
    assert few.code == 2
    assert "Yang belum disebutkan: BERKAS.toml." in few.err
    assert puas("instrumen", sample).code == 2
    assert puas("instrumen", sample, "hapus").code == 2
    ran = puas("instrumen", sample, "ekspor", "skm-9", tmp_path / "x.toml", "--nomor-versi", 4)
    assert "Instrumen skm-9 4 tidak ada." in ran.err
    assert puas("instrumen", sample, "ekspor", "--bantuan").code == 0
