"""The commands on the sample give the figures that Kota Banjarmasin published."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PUBLISHED = {
    "persyaratan": "89.21",
    "prosedur": "88.75",
    "waktu": "89.02",
    "biaya": "88.47",
    "produk": "89.39",
    "kompetensi": "88.75",
    "perilaku": "89.76",
    "sarpras": "88.38",
    "pengaduan": "88.65",
}


def test_rekap_of_the_sample(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = str(tmp_path / "contoh.sqlite")
    assert main(["contoh", office]) == 0
    capsys.readouterr()
    assert main(["rekap", office, "--format", "json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    unsur = found.pop("unsur")
    assert found == {
        "unit": "Kelurahan Sungai Jingah",
        "kode_unit": "KEL-SUNGAI-JINGAH",
        "survei": "KEL-SUNGAI-JINGAH-2024",
        "tahun": 2024,
        "periode": "tahunan",
        "instrumen": "skm-9",
        "n": 271,
        "bobot": "0.111",
        "ikm": "88.840793",
        "ikm_cetak": "88,84",
        "mutu": "A",
        "kinerja": "Sangat Baik",
    }
    assert {key: f"{float(row['konversi']):.2f}" for key, row in unsur.items()} == PUBLISHED
    assert {(row["n"], row["mutu"]) for row in unsur.values()} == {(271, "A")}
