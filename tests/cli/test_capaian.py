from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.models.ikk import Ikk, IkkElement
from app.paths import resource
from app.services.session import Session
from tests.support.capaian_office import follow_the_city
from tests.support.office import open_office
from tests.support.receiving import make_city, make_sender, send

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

INDIKATOR = resource("sample", "indikator_kinerja.csv")
PROGRAM = resource("sample", "program_kinerja.csv")
TITIK = ("--tahun", 2022, "--desimal", "titik")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kota.sqlite"
    open_office(path, "Pemerintah Kota", "KOTA").store.close()
    return path


@pytest.fixture
def filled(puas: Callable[..., Ran], file: Path) -> Path:
    for path in (INDIKATOR, PROGRAM):
        assert puas("impor-capaian", file, path, *TITIK).code == 0
    return file


def test_tables_are_taken_and_say_what_became_of_them(puas: Callable[..., Ran], file: Path) -> None:
    shown = puas("impor-capaian", file, INDIKATOR, *TITIK, "--pratinjau").out
    assert "Akan diambil dari indikator_kinerja.csv (CSV, UTF-8, pemisah koma):" in shown
    assert "Belum ada capaian tahun 2022." in puas("capaian", file, "--tahun", 2022).out
    taken = puas("impor-capaian", file, INDIKATOR, *TITIK, "--jenis", "indikator").out
    assert "  27 indikator baru" in taken
    assert "RPJMD 2022-2026 dibuat" in taken
    assert "  27 indikator sama" in puas("impor-capaian", file, INDIKATOR, *TITIK).out


def test_wrong_separators_are_refused_with_row_and_column(
    puas: Callable[..., Ran], file: Path
) -> None:
    refused = puas("impor-capaian", file, INDIKATOR, "--tahun", 2022, "--desimal", "koma")
    assert refused.code == 1
    assert "baris 2, kolom baseline, isi “68.99”: tidak cocok dengan koma" in refused.err
    assert "… dan" in refused.err
    assert "Belum ada capaian" in puas("capaian", file, "--tahun", 2022).out
    sign = ("--desimal-kolom", "baseline=koma")
    assert puas("impor-capaian", file, INDIKATOR, *TITIK, *sign).code == 1
    assert puas("impor-capaian", file, INDIKATOR, *TITIK, "--ribuan", "nasional").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--desimal", "titik"), 2, "Yang belum disebutkan: --tahun."),
        (("--tahun", 2022), 2, "Yang belum disebutkan: --desimal."),
        (("--tahun", 2023, "--desimal", "titik"), 1, "Kolom target_2023 tidak ada"),
        ((*TITIK, "--desimal-kolom", "pagu"), 2, "tulis seperti pagu=koma"),
        ((*TITIK, "--desimal-kolom", "padu=koma"), 1, "Kolom padu tidak dikenal"),
        ((*TITIK, "--jenis", "program"), 1, "Kolom perangkat_daerah, program"),
    ],
)
def test_what_is_wrong_is_said(
    puas: Callable[..., Ran], file: Path, arguments: tuple[object, ...], code: int, said: str
) -> None:
    ran = puas("impor-capaian", file, INDIKATOR, *arguments)
    assert (ran.code, said in ran.err) == (code, True)


def test_other_programs_get_the_form_that_is_agreed(puas: Callable[..., Ran], filled: Path) -> None:
    found = json.loads(puas("capaian", filled, "--tahun", 2022, "--format", "json").out)
    assert set(found) == {"indikator", "program", "ringkasan"}
    ikm = next(one for one in found["indikator"] if one["no_sasaran"] == 3)
    assert ikm == {
        "no_sasaran": 3,
        "indikator": "Indeks Kepuasan Masyarakat",
        "target": "82.500000",
        "realisasi": "85.240000",
        "capaian": "103.321212",
        "predikat": "Sangat Tinggi",
        "tercapai": True,
        "kemajuan": "100.223398",
        "capaian_nasional": None,
        "selisih_baseline": None,
        "serapan": "86.521933",
        "efisiensi": "16.259275",
        "sementara": False,
        "alasan": {
            "capaian_nasional": "tidak ada nilai nasional",
            "selisih_baseline": "tidak ada nilai awal, jadi tidak dapat dibandingkan",
        },
    }
    money = next(one for one in found["indikator"] if one["no_sasaran"] == 14)
    assert (money["realisasi"], money["capaian"]) == ("15.4264995365", "463.258244")
    assert found["program"][8] == {
        "perangkat_daerah": "Kecamatan Balikpapan Barat",
        "program": "Program Koordinasi Ketentraman dan Ketertiban Umum",
        "kelurahan": "",
        "indikator": "Persentase koordiansi dengan instansi vertikal dalam upaya penyelenggaraan"
        " trantibum di keamatan yang optimal",
        "capaian": "81.000000",
        "serapan": None,
        "efisiensi": None,
        "alasan": {"serapan": "belum ada pagu", "efisiensi": "belum ada pagu"},
    }
    assert found["ringkasan"] == {
        "rata_rata_capaian": "215.450959",
        "jumlah_per_predikat": {
            "Sangat Tinggi": 26,
            "Tinggi": 1,
            "Sedang": 0,
            "Rendah": 0,
            "Sangat Rendah": 0,
        },
        "tercapai": 16,
        "belum_tercapai": 11,
        "dapat_dibandingkan_nasional": 8,
        "pagu": "3273129855262.000000",
        "realisasi_anggaran": "2676298783395.000000",
        "serapan": "81.765738",
        "efisiensi": "29.716221",
        "alasan": {},
    }


def test_an_empty_year_is_told_too(puas: Callable[..., Ran], file: Path) -> None:
    found = json.loads(puas("capaian", file, "--tahun", 2022, "--format", "json").out)
    assert found["indikator"] == []
    assert found["ringkasan"]["rata_rata_capaian"] is None
    assert set(found["ringkasan"]["alasan"]) == {
        *("rata_rata_capaian", "pagu", "realisasi_anggaran", "serapan", "efisiensi"),
    }


def test_a_person_gets_tables_and_sentences(puas: Callable[..., Ran], filled: Path) -> None:
    out = puas("capaian", filled, "--tahun", 2022).out
    for part in ("1.293,64%", "−2,14%", "5,29*", "Rp 3.273.129.855.262"):
        assert part in out, part
    assert "* Persentase Pertumbuhan PDRB Sektor Perdagangan: nilai sementara." in out
    programs = puas("capaian", filled, "--tahun", 2022, "--jenis", "program").out
    assert programs.count("Kecamatan Balikpapan") == 58


def test_files_are_written_by_their_names(
    puas: Callable[..., Ran], filled: Path, tmp_path: Path
) -> None:
    book, lines = tmp_path / "capaian.xlsx", tmp_path / "capaian.csv"
    for target in (book, lines):
        assert "ditulis ke" in puas("capaian", filled, "--tahun", 2022, "--keluaran", target).out
    for kind in ("indikator", "program"):
        again = puas("impor-capaian", filled, book, *TITIK, "--jenis", kind).out
        assert " sama\n" in again
        assert "baru" not in again
    text = lines.read_text(encoding="utf-8")
    assert text.count("\n") == 28
    assert ",-2.13" in text
    assert puas("capaian", filled, "--tahun", 2022, "--format", "xlsx").code == 1
    assert puas("capaian", filled, "--tahun", 2022, "--keluaran", filled).code == 1


def test_what_is_unusual_is_said(puas: Callable[..., Ran], filled: Path) -> None:
    ran = puas("periksa-capaian", filled, "--tahun", 2022)
    assert (ran.code, ran.err) == (1, "16 temuan dalam capaian tahun 2022.\n")
    assert "0,7977, yang tercatat 0,80" in " ".join(ran.out.split())
    records = json.loads(puas("periksa-capaian", filled, "--tahun", 2022, "--format", "json").out)
    assert len(records) == 16
    assert puas("periksa-capaian", filled, "--tahun", 2021).code == 0


def test_ikk_are_shown(puas: Callable[..., Ran], file: Path, tmp_path: Path) -> None:
    assert puas("ikk", file, "--tahun", 2022).out == "Belum ada IKK.\n"
    session = Session.open(file)
    assert isinstance(session, Session)
    elements = (IkkElement(0, 0, "a", "Anak"), IkkElement(0, 0, "b", "Semua"))
    _, kept, _ = session.ikk.save(Ikk(0, "1", "Partisipasi", "a ÷ b"), elements)
    session.ikk.enter(2022, kept[0].id, "3", "Dinas")
    session.store.close()
    assert "elemen b belum diisi" in puas("ikk", file, "--tahun", 2022).out
    (one,) = json.loads(puas("ikk", file, "--tahun", 2022, "--format", "json").out)
    assert (one["nilai"], one["elemen"][0]["nilai"]) == (None, "3.000000")
    target = tmp_path / "ikk.xlsx"
    assert puas("ikk", file, "--tahun", 2022, "--keluaran", target).code == 0
    assert target.read_bytes().startswith(b"PK")


def test_the_sample_city_is_made_by_command(puas: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "kota.sqlite"
    made = puas("contoh", path, "--isi", "kinerja").out
    assert "Capaian tahun 2022 berisi 27 indikator dan 58 baris program." in made
    assert "LPPD Kota Balikpapan 2022" in made
    assert "Sumber: LPPD Kota Balikpapan 2022" in puas("capaian", path, "--tahun", 2022).out
    assert puas("contoh", path, "--isi", "kinerja", "--bila-belum-ada").code == 0
    assert puas("contoh", path, "--isi", "lain").code == 2


@pytest.mark.parametrize("suffix", ["pdf", "docx", "xlsx"])
def test_the_report_of_a_year_and_the_page_of_a_kecamatan(
    puas: Callable[..., Ran], filled: Path, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"capaian.{suffix}"
    ran = puas("laporan", filled, "--jenis", "capaian", "--tahun", 2022, "--keluaran", target)
    assert ran.out == f"Capaian kinerja ditulis ke {target}.\n"
    assert target.stat().st_size > 10_000
    page = tmp_path / f"kota.{suffix}"
    ask = ("laporan", filled, "--jenis", "capaian-unit", "--keluaran", page)
    assert puas(*ask, "--unit", "balikpapan kota").code == 0
    assert page.stat().st_size > 5_000


def test_a_report_of_capaian_says_what_it_cannot_find(
    puas: Callable[..., Ran], filled: Path, file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "capaian.pdf"
    ask = ("laporan", filled, "--keluaran", target, "--jenis")
    assert "Belum ada capaian tahun 2030." in puas(*ask, "capaian", "--tahun", 2030).err
    assert "--jenis capaian-unit" in puas(*ask, "capaian", "--unit", "balikpapan kota").err
    none = puas(*ask, "capaian-unit")
    assert "Tidak ada perangkat daerah yang cocok dengan Pemerintah Kota." in none.err
    assert "Kecamatan Balikpapan Barat; Kecamatan Balikpapan Selatan" in none.err
    assert "Ada 6 " in puas(*ask, "capaian-unit", "--unit", "kecamatan").err
    assert "Belum ada capaian tahun 2030." in puas(*ask, "capaian-unit", "--tahun", 2030).err
    assert not target.exists()


def test_a_file_without_capaian_has_no_report_of_it(
    puas: Callable[..., Ran], file: Path, tmp_path: Path
) -> None:
    for kind in ("capaian", "capaian-unit"):
        ran = puas("laporan", file, "--jenis", kind, "--keluaran", tmp_path / "a.pdf")
        assert "Berkas ini belum punya capaian kinerja." in ran.err


def test_an_indikator_follows_the_consolidated_ikm(
    puas: Callable[..., Ran], tmp_path: Path
) -> None:
    """Merged surveys and reported figures together, as `rekap --kota` prints them."""
    city = make_city(tmp_path / "kota.puas")
    follow_the_city(city.session, 2026)
    city.session.store.close()
    recap = tmp_path / "rekap.csv"
    recap.write_text("unit;ikm\nKelurahan 02;90\n", encoding="utf-8")
    assert puas("impor-rekap", tmp_path / "kota.puas", recap, "--tahun", 2026).code == 0
    for sheets in (3, 5):
        office = make_sender(tmp_path / f"kelurahan-{sheets}.puas", "KEL-01", sheets)
        package = send(office, tmp_path / f"{sheets}.sqlite")
        office.store.close()
        assert puas("gabung", tmp_path / "kota.puas", package).code == 0
        shown = ("--tahun", 2026, "--format", "json")
        recap_of_city = json.loads(puas("rekap", tmp_path / "kota.puas", "--kota", *shown).out)
        (one,) = json.loads(puas("capaian", tmp_path / "kota.puas", *shown).out)["indikator"]
        assert one["realisasi"] == recap_of_city["rata_rata"] != "90.000000"


def test_a_year_is_locked_and_opened_with_a_reason(puas: Callable[..., Ran], filled: Path) -> None:
    why = ("--tahun", 2022, "--alasan", "LPPD disampaikan")
    assert puas("kunci-capaian", filled, "--tahun", 2022).code == 2
    assert puas("kunci-capaian", filled, "--tahun", 2021, "--alasan", "x").code == 1
    assert "Capaian tahun 2022 terkunci." in puas("kunci-capaian", filled, *why).out
    assert puas("kunci-capaian", filled, *why).code == 1
    refused = puas("impor-capaian", filled, INDIKATOR, *TITIK)
    assert (refused.code, "Capaian tahun 2022 terkunci" in refused.err) == (1, True)
    assert "Kunci capaian tahun 2022 dibuka." in puas("buka-kunci-capaian", filled, *why).out
    assert puas("buka-kunci-capaian", filled, *why).code == 1
    assert puas("impor-capaian", filled, INDIKATOR, *TITIK).code == 0
