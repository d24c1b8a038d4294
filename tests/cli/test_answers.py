from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.models.store.backup import backups_in
from app.paths import backup_folder
from app.services.session import Session
from tests.support.answers import line, write_answers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

CODE = "KEL-SUNGAI-JINGAH-2024"


def count(puas: Callable[..., Ran], office: Path) -> int:
    (survey,) = json.loads(puas("rekap", office, "--format", "json").out)
    n = survey["n"]
    assert isinstance(n, int)
    return n


def test_impor_says_what_it_took_made_and_left_out(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    path = write_answers(
        tmp_path / "j.csv",
        line("304334434", layanan="Surat Baru", usia=""),
        line("000000000"),
        columns=[name for name in line() if name != "nomor"],
    )
    ran = puas("impor", sample, path, "--survei", CODE.lower())
    assert ran.code == 0
    assert "1 lembar dari j.csv (CSV, UTF-8, pemisah koma)" in ran.out
    assert "nomor 272 sampai 272" in ran.out
    assert "Layanan baru dibuat: Surat Baru." in ran.out
    assert "Kolom yang tidak ada dan dianggap kosong: nomor." in ran.out
    assert "Isian kosong: prosedur 1, usia 1." in ran.out
    assert "Baris tanpa satu pun jawaban yang dilewati: 1." in ran.out
    assert "Peringatan: 1 lembar bertanggal di luar periode survei." in ran.out
    assert count(puas, sample) == 272
    assert len(backups_in(backup_folder(sample))) == 1


def test_the_same_file_again_is_skipped(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    path = write_answers(tmp_path / "j.csv", line(tanggal="2024-06-05"))
    assert puas("impor", sample, path, "--survei", CODE).code == 0
    ran = puas("impor", sample, path, "--survei", CODE)
    assert ran.code == 0
    assert "sudah pernah diimpor (1 lembar), jadi dilewati" in ran.out
    assert count(puas, sample) == 272


def test_a_refused_file_is_described_and_nothing_is_taken(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    before = sample.read_bytes()
    path = write_answers(tmp_path / "j.csv", line(), *[line(waktu="7")] * 23)
    ran = puas("impor", sample, path, "--survei", CODE)
    assert (ran.code, ran.out) == (1, "")
    lines = ran.err.splitlines()
    assert "23 isian tidak dapat diterima" in lines[0]
    assert len(lines) == 1 + 20 + 1
    assert lines[1].strip().startswith("baris 3, kolom waktu, isi “7”: jawaban harus")
    assert lines[-1].strip() == "… dan 3 lagi."
    assert sample.read_bytes() == before


def test_one_problem_is_one_sentence(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    path = write_answers(tmp_path / "j.csv", line(waktu="7"))
    ran = puas("impor", sample, path, "--survei", CODE)
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1


def test_an_unknown_survey(puas: Callable[..., Ran], sample: Path, tmp_path: Path) -> None:
    path = write_answers(tmp_path / "j.csv", line())
    ran = puas("impor", sample, path, "--survei", "tidak-ada")
    assert ran.code == 1
    assert CODE in ran.err


def test_a_file_that_a_window_has_open_is_not_written(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    path = write_answers(tmp_path / "j.csv", line())
    window = Session.open(sample)
    assert isinstance(window, Session)
    ran = puas("impor", sample, path, "--survei", CODE)
    assert ran.code == 1
    assert "sedang dibuka" in ran.err
    assert puas("rekap", sample).code == 0
    window.store.close()


def test_a_spreadsheet_of_an_office_is_taken_as_it_is(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    """No column of days, an occupation that the form does not list, sums below."""
    rows = [line(pekerjaan="Tukang"), line(), line() | {"nomor": "Jumlah", "persyaratan": "7"}]
    columns = [name for name in line() if name != "tanggal"]
    path = write_answers(tmp_path / "j.csv", *rows, columns=columns)
    assert "nyatakan tanggal" in puas("impor", sample, path, "--survei", CODE).err
    ran = puas(
        *("impor", sample, path, "--survei", CODE, "--tanggal", "2024-06-05", "--lainnya"),
    )
    assert ran.code == 0, ran.err
    assert "2 lembar dari j.csv" in ran.out
    assert "Dicatat sebagai Lainnya: pekerjaan “Tukang” (1)." in ran.out
    assert "Baris penutup di bawah lembar terakhir dilewati: 4." in ran.out
    assert puas("impor", sample, path, "--survei", CODE, "--tanggal", "kemarin").code == 2
