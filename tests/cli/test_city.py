from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.city import add_survey, add_unit, open_city, recap_file, take

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """Two kelurahan that were surveyed, a dinas that reported, and one that did neither."""
    path = tmp_path / "kota.sqlite"
    session = open_city(path)
    add_survey(session, add_unit(session, "kel-a", "Kelurahan A"), [4] * 10)
    add_survey(session, add_unit(session, "kel-b", "Kelurahan B"), [3] * 30)
    add_survey(session, session.units.find("kel-a"), [3] * 10, year=2025)
    add_unit(session, "din-y", "Dinas Y")
    take(session, recap_file(tmp_path, "unit;ikm;waktu\nDinas X;80;70\n"), 2026)
    session.store.close()
    return path


def test_all_units_are_shown_together(puas: Callable[..., Ran], city: Path) -> None:
    ran = puas("rekap", city, "--tahun", 2026, "--kota")
    assert ran.code == 0
    assert "Kelurahan       2      87,50       81,25  40  B" in ran.out
    assert " 2  Dinas X       80,00  B      –  dilaporkan" in ran.out
    assert "IKM tahun 2026 adalah 85,00, mutu B (Baik): rata-rata sederhana 3 unit." in ran.out
    assert "2 angka dihitung dari lembar; 1 angka dilaporkan unit" in ran.out
    assert "Belum melapor (1 unit): Dinas Y." in ran.out
    assert "2026       85,00     +10,00" in ran.out


def test_other_programs_get_every_digit(puas: Callable[..., Ran], city: Path) -> None:
    ran = puas("rekap", city, "--tahun", 2026, "--kota", "--format", "json")
    found = json.loads(ran.out)
    assert (found["rata_rata"], found["rata_rata_cetak"], found["mutu"]) == (
        "85.000000",
        "85,00",
        "B",
    )
    assert (found["dihitung"], found["dilaporkan"]) == (2, 1)
    assert found["tertimbang"] == "81.250000"
    assert [one["nama"] for one in found["kelompok"]] == ["Dinas", "Kelurahan"]
    assert [(one["peringkat"], one["kode_unit"]) for one in found["baris"]] == [
        (1, "kel-a"),
        (3, "kel-b"),
        (2, "dinas-x"),
    ]
    assert found["belum_melapor"] == [{"kode_unit": "din-y", "unit": "Dinas Y"}]
    assert [one["tahun"] for one in found["tren"]] == [2025, 2026]


def test_sections_may_be_chosen(puas: Callable[..., Ran], city: Path) -> None:
    options = ("--tahun", 2026, "--kota", "--format", "json", "--kelompok", "induk")
    (section,) = json.loads(puas("rekap", city, *options).out)["kelompok"]
    assert section["nama"] == "Pemerintah Kota Melati"


def test_the_recap_of_surveys_stays_as_it_is(puas: Callable[..., Ran], city: Path) -> None:
    rows = json.loads(puas("rekap", city, "--tahun", 2026, "--format", "json").out)
    assert [row["kode_unit"] for row in rows] == ["kel-a", "kel-b"]


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--kota",), "Tahun rekap --kota belum disebutkan."),
        (("--kota", "--tahun", 2026, "--format", "csv"), "sebagai tabel atau json"),
        (("--kota", "--tahun", 2026, "--survei", "x"), "untuk semua survei setahun"),
    ],
)
def test_what_does_not_go_together_is_refused(
    puas: Callable[..., Ran], city: Path, options: tuple[object, ...], reason: str
) -> None:
    ran = puas("rekap", city, *options)
    assert ran.code == 1
    assert reason in ran.err


def test_a_year_without_figures_is_said(puas: Callable[..., Ran], city: Path) -> None:
    ran = puas("rekap", city, "--tahun", 2020, "--kota")
    assert ran.code == 0
    assert "Belum ada unit yang melapor untuk tahun 2020." in ran.out
