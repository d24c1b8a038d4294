from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.services.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


@pytest.fixture
def office(puas: Callable[..., Ran], tmp_path: Path) -> Path:
    path = tmp_path / "kantor.sqlite"
    assert puas("baru", path, "--nama", "Kelurahan Basirih", "--kode", "kel-basirih").code == 0
    return path


def test_contoh_says_what_is_made_up(puas: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "contoh.sqlite"
    ran = puas("contoh", path)
    assert ran.code == 0
    assert "271 lembar" in ran.out
    assert "dibuat oleh program agar cocok dengan angka itu" in ran.out
    assert [p.name for p in tmp_path.iterdir()] == ["contoh.sqlite"]


def test_contoh_never_replaces_a_file(puas: Callable[..., Ran], sample: Path) -> None:
    before = sample.read_bytes()
    ran = puas("contoh", sample)
    assert (ran.code, ran.out) == (1, "")
    assert "sudah ada" in ran.err
    assert puas("contoh", sample, "--bila-belum-ada").code == 0
    assert sample.read_bytes() == before


def test_contoh_does_not_take_a_foreign_file_for_an_office(
    puas: Callable[..., Ran], tmp_path: Path
) -> None:
    path = tmp_path / "catatan.txt"
    path.write_text("penting")
    assert puas("contoh", path, "--bila-belum-ada").code == 1
    assert path.read_text() == "penting"


def test_baru_makes_an_office(office: Path) -> None:
    session = Session.open(office)
    assert isinstance(session, Session)
    unit = session.offices.unit()
    session.store.close()
    assert (unit.code, unit.name, unit.type.value) == (
        "kel-basirih",
        "Kelurahan Basirih",
        "kelurahan",
    )


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--nama", "", "--kode", "a"], "Nama kantor"),
        (["--nama", "Kelurahan A", "--kode", "a b"], "Kode “a b” tidak dapat dipakai"),
        (["--nama", "A", "--kode", "a", "--jenis", "kerajaan"], "Jenis unit kerajaan"),
    ],
)
def test_baru_leaves_nothing_where_the_data_do_not_fit(
    puas: Callable[..., Ran], tmp_path: Path, options: list[str], words: str
) -> None:
    ran = puas("baru", tmp_path / "kantor.sqlite", *options)
    assert ran.code == 1
    assert words in ran.err
    assert list(tmp_path.iterdir()) == []


def test_baru_in_a_place_that_cannot_be_written(puas: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    ran = puas("baru", tmp_path / "berkas" / "k.sqlite", "--nama", "A", "--kode", "a")
    assert ran.code == 1
    assert "tidak dapat dibuat" in ran.err


def test_units_come_from_a_list(puas: Callable[..., Ran], office: Path, tmp_path: Path) -> None:
    units = tmp_path / "unit.csv"
    units.write_text("kode;nama;induk;layanan\npkm-1;Puskesmas Satu;kel-basirih;Poli umum\n")
    ran = puas("impor-unit", office, units)
    assert ran.code == 0
    assert ran.out.startswith("1 unit ditambahkan, 0 diubah, 0 tetap")
    assert puas("impor-unit", office, units).out.startswith("0 unit ditambahkan, 0 diubah, 1 tetap")


def test_a_list_with_wrong_rows_is_refused_whole(
    puas: Callable[..., Ran], office: Path, tmp_path: Path
) -> None:
    units = tmp_path / "unit.csv"
    units.write_text("kode,nama\npkm-1,Puskesmas Satu\n,Tanpa kode\nx y,Spasi\n")
    ran = puas("impor-unit", office, units)
    assert ran.code == 1
    first, second = ran.err.splitlines()
    assert first.startswith("2 baris berkas unit.csv ditolak, yang pertama baris 3")
    assert second.startswith("  baris 4: kode")
    session = Session.open(office)
    assert isinstance(session, Session)
    assert len(session.units.all()) == 1
    session.store.close()


def test_the_code_of_a_new_survey_stands_alone_on_the_last_line(
    puas: Callable[..., Ran], office: Path
) -> None:
    options = ("--unit", "KEL-BASIRIH", "--tahun", "2026", "--periode", "triwulan-2")
    ran = puas(
        "survei",
        office,
        "baru",
        *options,
        "--instrumen",
        "skm-9",
        "--populasi",
        900,
        "--aturan-sampel",
        "tabel",
        "--bobot",
        0.111,
    )
    assert ran.code == 0
    assert ran.out.splitlines()[0] == "Responden paling sedikit: 269."
    code = ran.out.splitlines()[-1]
    session = Session.open(office)
    assert isinstance(session, Session)
    survey = session.surveys.find(code)
    session.store.close()
    assert (survey.period.code, survey.population) == ("triwulan-2", 900)
    assert survey.sample_rule.value == "tabel"
    assert survey.weight_rule.value == "0.111"


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--unit", "tidak-ada", "Unit dengan kode tidak-ada tidak ada"),
        ("--periode", "caturwulan-1", "Periode “caturwulan-1” tidak dikenal"),
        ("--instrumen", "skm-99", "Instrumen skm-99 tidak ada"),
        ("--tahun", "3", "Tahun 3 tidak dapat dipakai"),
        ("--populasi", "-5", "tidak mungkin"),
    ],
)
def test_a_survey_that_does_not_fit(
    puas: Callable[..., Ran], office: Path, option: str, value: str, words: str
) -> None:
    options = {"--unit": "kel-basirih", "--tahun": "2026", "--periode": "tahunan"}
    options |= {"--instrumen": "skm-9", option: value}
    ran = puas("survei", office, "baru", *(f"{name}={text}" for name, text in options.items()))
    assert (ran.code, ran.out) == (1, "")
    assert words in ran.err


def test_the_operator_is_logged(puas: Callable[..., Ran], office: Path) -> None:
    options = ("--unit", "kel-basirih", "--tahun", "2026", "--periode", "tahunan")
    puas("survei", office, "baru", *options, "--instrumen", "skm-9", "--petugas", "Petugas pagi")
    session = Session.open(office)
    assert isinstance(session, Session)
    assert session.store.log.latest(1)[0].operator == "Petugas pagi"
    session.store.close()


def test_a_second_survey_is_made_with_a_warning(puas: Callable[..., Ran], office: Path) -> None:
    options = ("--unit", "kel-basirih", "--tahun", "2026", "--periode", "tahunan")
    survey = ("survei", office, "baru", *options, "--instrumen", "skm-9")
    first = puas(*survey)
    second = puas(*survey)
    assert (first.code, second.code) == (0, 0)
    assert "sudah ada untuk unit dan periode ini" in second.out
    assert second.out.splitlines()[-1] == f"{first.out.splitlines()[-1]}-2"


def test_several_instruments_stand_on_one_paper(puas: Callable[..., Ran], office: Path) -> None:
    options = ("--unit", "kel-basirih", "--tahun", "2026", "--periode", "tahunan")
    survey = ("survei", office, "baru", *options, "--instrumen", "skm-9", "--bersama", "spkp-8")
    ran = puas(*survey, "--bersama", "spak-5")
    assert ran.code == 0
    *others, code = ran.out.splitlines()
    assert [line.split()[-1].split("-")[2] for line in others] == ["spkp", "spak"]
    session = Session.open(office)
    assert isinstance(session, Session)
    paper = session.papers.of(session.surveys.find(code))
    session.store.close()
    assert len(paper.surveys) == 3
    assert paper.first.code == code
    twice = puas(*survey, "--bersama", "spkp-8")
    assert (twice.code, twice.out) == (1, "")
    assert "sudah ada pada kertas ini" in twice.err
