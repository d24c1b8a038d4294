from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.services.sample import city as sample_city
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


def test_a_sample_city_is_made_with_what_is_wrong_told(
    puas: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = tuple(row for row in sample_city.published_rows() if row["kelompok"] == "RSUD & BUMD")
    others = tuple(r for r in sample_city.published_rows() if r["kode_unit"] == "KEL-KURIPAN")
    above = tuple(r for r in sample_city.published_rows() if r["kode_unit"].endswith("-TIMUR"))
    rows = (*few, *above[:1], *others)
    monkeypatch.setattr(sample_city, "published_rows", lambda: rows)
    folder = tmp_path / "kota"
    ran = puas("contoh", "--kota", folder)
    assert ran.code == 0
    assert "- paket: 4 paket, satu untuk setiap unit" in ran.out
    assert "- rekap-lain.csv: 1 unit yang nilai unsurnya tidak lengkap" in ran.out
    assert "Data contoh: jumlah responden" in ran.out
    assert "- KEL-KUIN-CERUCUK, ikm: 87,69 → 87,51 (IKM-nya salinan" in ran.out
    assert puas("contoh", "--kota", folder, "--bila-belum-ada").code == 0
    again = puas("contoh", "--kota", folder)
    assert (again.code, "sudah ada dan tidak kosong" in again.err) == (1, True)
    shown = puas("rekap", folder / "kota.sqlite", "--tahun", 2024, "--kota")
    assert "Belum melapor (6 unit)" in shown.out


def test_a_sample_is_of_an_office_or_of_a_city(puas: Callable[..., Ran], tmp_path: Path) -> None:
    assert puas("contoh").code == 2
    assert puas("contoh", "--kota", tmp_path / "b", "--isi", "kinerja").code == 1
    assert not (tmp_path / "b").exists()
    assert puas("contoh", tmp_path / "a.sqlite", "--kota", tmp_path / "b").code == 2


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("rekap", "Rekap SKM semua unit"),
        ("perbandingan", "Perbandingan IKM dua tahun"),
        ("laporan-daerah", "Laporan SKM pemerintah daerah"),
    ],
)
def test_its_reports_are_written_in_every_form(
    puas: Callable[..., Ran], city: Path, tmp_path: Path, kind: str, name: str
) -> None:
    for suffix, start in ((".pdf", b"%PDF"), (".docx", b"PK"), (".xlsx", b"PK")):
        target = tmp_path / f"laporan{suffix}"
        ran = puas("laporan", city, "--jenis", kind, "--tahun", 2026, "--keluaran", target)
        assert ran.code == 0, ran.err
        assert f"{name} ditulis ke" in ran.out
        assert target.read_bytes().startswith(start)


def test_a_report_of_a_year_asks_for_one_that_the_file_has(
    puas: Callable[..., Ran], city: Path, tmp_path: Path
) -> None:
    target = tmp_path / "rekap.pdf"
    ran = puas("laporan", city, "--jenis", "rekap", "--tahun", 2019, "--keluaran", target)
    assert ran.code == 1
    assert "2019" in ran.err
    assert not target.exists()
    assert puas("laporan", city, "--jenis", "rekap", "--keluaran", target).code == 0
