from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from tests.services.reports.pages import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


def test_rekap_chooses_by_year_and_survey(puas: Callable[..., Ran], sample: Path) -> None:
    def shown(*options: str) -> list[object]:
        found = json.loads(puas("rekap", sample, "--format", "json", *options).out)
        return [survey["survei"] for survey in found]

    assert shown("--tahun", "2024") == shown("--survei", "kel-sungai-jingah-2024") == shown()
    assert shown("--tahun", "2023") == []
    ran = puas("rekap", sample, "--survei", "lain")
    assert ran.code == 1
    assert "KEL-SUNGAI-JINGAH-2024" in ran.err


@pytest.mark.parametrize("name", ["r.csv", "r.json", "r.xlsx", "r.txt"])
def test_the_ending_chooses_the_format(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path, name: str
) -> None:
    target = tmp_path / name
    assert puas("rekap", sample, "--keluaran", target).code == 0
    content = target.read_bytes()
    if name == "r.json":
        assert json.loads(content)[0]["ikm_cetak"] == "88,84"
    elif name == "r.csv":
        assert next(csv.DictReader(content.decode().splitlines()))["ikm_cetak"] == "88,84"
    else:
        assert content.startswith(b"PK" if name == "r.xlsx" else b"Survei")


def test_a_workbook_needs_a_file(puas: Callable[..., Ran], sample: Path) -> None:
    assert puas("rekap", sample, "--format", "xlsx").code == 1


@pytest.mark.parametrize("command", [["rekap"], ["laporan", "--jenis", "publikasi"]])
def test_the_office_file_is_never_the_output(
    puas: Callable[..., Ran], sample: Path, command: list[str]
) -> None:
    before = sample.read_bytes()
    ran = puas(*command, sample, "--keluaran", sample)
    assert ran.code == 1
    assert "tidak akan ditimpa" in ran.err
    assert sample.read_bytes() == before


def test_a_folder_that_is_not_there(puas: Callable[..., Ran], sample: Path, tmp_path: Path) -> None:
    ran = puas("rekap", sample, "--keluaran", tmp_path / "tidak" / "ada.csv")
    assert ran.code == 1
    assert "tidak ditemukan" in ran.err


@pytest.mark.parametrize("kind", ["hasil-pengolahan", "publikasi"])
def test_laporan_writes_a_pdf(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / "laporan.pdf"
    ran = puas("laporan", sample, "--jenis", kind, "--keluaran", target)
    assert ran.code == 0
    assert str(target) in ran.out
    assert target.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("suffix", "form"), [("docx", "Word"), ("xlsx", "Excel")])
def test_laporan_writes_word_and_excel(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path, suffix: str, form: str
) -> None:
    target = tmp_path / f"laporan.{suffix}"
    assert puas("laporan", sample, "--jenis", "hasil-pengolahan", "--keluaran", target).code == 0
    assert target.read_bytes().startswith(b"PK"), form
    ran = puas("laporan", sample, "--jenis", "publikasi", "--keluaran", tmp_path / "a.xlsx")
    assert ran.code == 1
    assert ".pdf, .docx" in ran.err


def test_laporan_of_another_kind_or_form(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    ran = puas("laporan", sample, "--jenis", "puisi", "--keluaran", tmp_path / "a.pdf")
    assert ran.code == 1
    assert "hasil-pengolahan" in ran.err
    ran = puas("laporan", sample, "--jenis", "publikasi", "--keluaran", tmp_path / "a.txt")
    assert ran.code == 1
    assert ".pdf" in ran.err
    assert not (tmp_path / "a.txt").exists()


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (("--tanpa", "puisi"), "Pilih dari: responden, saran, lampiran, pelaksanaan."),
        (("--pilihan", "huruf=besar"), "Pilih dari: bobot=berbeda|selalu."),
        (("--pilihan", "bobot=besar"), "Pilih dari: berbeda, selalu."),
        (("--pejabat", "bupati"), "Pilih dari: Lurah Sungai Jingah, Sekretaris"),
    ],
)
def test_wishes_that_a_report_does_not_know(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path, wish: tuple[str, str], said: str
) -> None:
    target = tmp_path / "a.pdf"
    ran = puas("laporan", sample, "--jenis", "hasil-pengolahan", *wish, "--keluaran", target)
    assert ran.code == 1
    assert said in ran.err
    assert not target.exists()


def test_laporan_is_signed_where_and_by_whom_one_says(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    target = tmp_path / "a.pdf"
    wish = ("--tempat", "Solo", "--tanggal", "2026-05-01", "--pejabat", "sekretaris")
    report = ("laporan", sample, "--jenis", "hasil-pengolahan", "--keluaran", target)
    assert puas(*report, *wish, "--tanpa", "lampiran", "--pilihan", "bobot=selalu").code == 0
    text = " ".join(texts_of(target.read_bytes()))
    assert "Solo, 1 Mei 2026 Sekretaris Kelurahan" in text
    assert "Lampiran: Pengolahan data" not in text
    assert puas(*report, "--tanggal", "kemarin").code == 2


def test_the_newest_berita_acara_is_a_report_too(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    report = ("laporan", sample, "--jenis", "berita-acara", "--keluaran", tmp_path / "a.pdf")
    ran = puas(*report)
    assert ran.code == 1
    assert "belum punya berita acara" in ran.err
    lock = ("kunci", sample, "KEL-SUNGAI-JINGAH-2024", "--oleh", "Lurah", "--alasan", "selesai")
    assert puas(*lock).code == 0
    assert puas(*report).code == 0
    assert "BERITA ACARA" in texts_of((tmp_path / "a.pdf").read_bytes())[0]


def test_which_survey_must_be_clear(puas: Callable[..., Ran], sample: Path, tmp_path: Path) -> None:
    options = ("--unit", "kel-sungai-jingah", "--periode", "tahunan", "--instrumen", "skm-9")
    assert puas("survei", sample, "baru", *options, "--tahun", "2025").code == 0
    report = ("laporan", sample, "--jenis", "publikasi", "--keluaran", tmp_path / "a.pdf")
    ran = puas(*report)
    assert ran.code == 1
    assert "Berkas ini punya 2 survei" in ran.err
    assert puas(*report, "--tahun", "2024").code == 0


def test_the_result_is_written_as_tables(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    target = tmp_path / "hasil.xlsx"
    ran = puas("hasil", sample, "KEL-SUNGAI-JINGAH-2024", "--ke", target)
    assert ran.code == 0
    assert "Data contoh" in ran.out
    assert CalamineWorkbook.from_path(str(target)).sheet_names[0] == "Ringkasan"


def test_an_unknown_table_is_refused(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    options = ("--ke", tmp_path / "a.csv", "--tabel", "puisi")
    ran = puas("hasil", sample, "KEL-SUNGAI-JINGAH-2024", *options)
    assert ran.code == 1
    assert "Tabel puisi tidak dikenal." in ran.err
    assert not (tmp_path / "a.csv").exists()
