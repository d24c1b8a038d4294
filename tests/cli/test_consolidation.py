"""The commands of a city, as a script or a person at a terminal uses them."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.offices import reopen
from tests.support.receiving import correct, make_city, make_sender, send
from tests.support.sending_down import make_sending_city

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """Return the file of a city that knows three kelurahan."""
    path = tmp_path / "kota.puas"
    make_city(path).session.store.close()
    return path


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """Return a folder with packages of two copies of one unit's file and of another unit."""
    folder = tmp_path / "kiriman"
    folder.mkdir()
    make_sender(tmp_path / "asli.puas", "KEL-01", 4).store.close()
    shutil.copyfile(tmp_path / "asli.puas", tmp_path / "salinan.puas")
    for name, score in (("asli", 1), ("salinan", 4)):
        office = reopen(tmp_path / f"{name}.puas")
        correct(office, 2, score)
        send(office, folder / f"{name}.sqlite")
        office.store.close()
    other = make_sender(tmp_path / "lain.puas", "KEL-02", 3)
    send(other, folder / "lain.sqlite")
    other.store.close()
    return folder


def test_gabung_takes_files_and_folders(puas: Callable[..., Ran], city: Path, sent: Path) -> None:
    looked = puas("gabung", city, sent, "--pratinjau")
    assert looked.code == 0
    assert "3 lembar baru" in looked.out
    assert puas("paket", city).out == "Belum ada paket yang digabung.\n"
    ran = puas("gabung", city, sent / "lain.sqlite", sent)
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "3 paket digabung."
    assert "asli.sqlite: digabung. Kelurahan 01, Tahunan 2026. 4 lembar baru." in ran.out
    assert "1 perbedaan harus diputuskan" in ran.out
    again = puas("gabung", city, sent)
    assert (again.code, again.out.splitlines()[-1]) == (0, "0 paket digabung, 3 sudah pernah.")
    assert puas("periksa", city).code == 0


def test_a_note_that_many_packages_share_is_said_once(
    puas: Callable[..., Ran], city: Path, tmp_path: Path
) -> None:
    codes = [f"KEL-{number:02}" for number in range(1, 6)]
    for code in codes:
        office = make_sender(tmp_path / f"{code}.puas", code, 1)
        notice = "Angka percobaan." if code != codes[0] else "Angka lain."
        office.store.surveys.save(replace(office.survey, notice=notice))
        send(office, tmp_path / f"{code}.sqlite")
        office.store.close()
    lines = puas("gabung", city, "--unit-baru", tmp_path).out.splitlines()
    assert lines.count("  Angka lain.") == 1
    assert [line for line in lines if "percobaan" in line] == ["4 paket: Angka percobaan."]


def test_gabung_lists_what_was_refused_and_takes_the_rest(
    puas: Callable[..., Ran], city: Path, sent: Path
) -> None:
    damaged = sent / "lain.sqlite"
    damaged.write_bytes(damaged.read_bytes()[:-100])
    ran = puas("gabung", city, sent, "--format", "json")
    assert ran.code == 1
    assert ran.err == "2 paket digabung, 1 ditolak.\n"
    found = {one["hasil"]: one for one in json.loads(ran.out)}
    assert found["ditolak"]["berkas"] == str(damaged)
    assert "rusak" in found["ditolak"]["keterangan"]
    assert found["digabung"]["kode_unit"] == "KEL-01"
    assert puas("gabung", city, city.parent / "tidak-ada").code == 1
    empty = city.parent / "kosong"
    empty.mkdir()
    assert "Tidak ada paket" in puas("gabung", city, empty).err


def test_units_are_mapped_or_added(puas: Callable[..., Ran], city: Path, tmp_path: Path) -> None:
    for code in ("kel-satu", "KEL-99"):
        office = make_sender(tmp_path / f"{code}.puas", code, 2)
        send(office, tmp_path / f"{code}.sqlite")
        office.store.close()
    mapped, added = tmp_path / "kel-satu.sqlite", tmp_path / "KEL-99.sqlite"
    ran = puas("gabung", city, mapped)
    assert (ran.code, "belum dikenal" in ran.out) == (1, True)
    assert puas("gabung", city, mapped, "--petakan", "kel-satu").code == 2
    assert puas("gabung", city, mapped, "--petakan", "kel-satu=TAK-ADA").code == 1
    assert puas("gabung", city, mapped, "--petakan", "kel-satu=KEL-03").code == 0
    assert puas("gabung", city, added, "--unit-baru").code == 0
    records = json.loads(puas("rekap", city, "--format", "json").out)
    assert {one["kode_unit"] for one in records} == {"KEL-03", "KEL-99"}


def test_konflik_is_listed_and_decided(puas: Callable[..., Ran], city: Path, sent: Path) -> None:
    puas("gabung", city, sent)
    listed = puas("konflik", city)
    assert "isi lembar 2 berbeda" in listed.out
    assert "A: Isi A" in listed.out
    (conflict,) = json.loads(puas("konflik", city, "--format", "json").out)
    code = conflict["kode"][:8]
    assert code in listed.out
    assert puas("konflik", city, "--putuskan", code, "--pilih", "B").code == 1  # no reason
    assert puas("konflik", city, "--putuskan", code, "--pilih", "Z", "--alasan", "x").code == 1
    assert puas("konflik", city, "--putuskan", "00", "--pilih", "A", "--alasan", "x").code == 1
    decided = puas("konflik", city, "--putuskan", code, "--pilih", "b", "--alasan", "kertasnya")
    assert (decided.code, "Masih menunggu: 0" in decided.out) == (0, True)
    assert puas("konflik", city).out == "Tidak ada perbedaan yang menunggu putusan.\n"
    assert "Diputuskan" in puas("konflik", city, "--semua").out
    assert puas("konflik", city, "--cabut", code, "--alasan", "belum pasti").code == 0
    assert "menunggu" not in puas("konflik", city, "--tahun", 2026, "--periode", "tahunan").out
    assert puas("konflik", city, "--putuskan", code, "--cabut", code).code == 2
    ran = puas("konflik", city, "--nomor-seperti-usulan", "--alasan", "sama persis")
    assert ran.out == "0 nomor kembar diputuskan. Masih menunggu: 1.\n"


def test_konsolidasi_shows_who_has_sent_and_what_is_final(
    puas: Callable[..., Ran], city: Path, sent: Path
) -> None:
    assert puas("konsolidasi", city).out == "Berkas ini belum berisi survei.\n"
    puas("gabung", city, sent / "lain.sqlite")
    shown = puas("konsolidasi", city)
    assert "Kelurahan 02  Tahunan  sebagian  3" in shown.out
    assert "Kurang 77 lembar dari sampel minimal 80." in shown.out
    assert "Tahunan, belum mengirim: Kelurahan 01, Kelurahan 03." in shown.out
    cells = json.loads(puas("konsolidasi", city, "--format", "json").out)["sel"]
    assert [(one["kode_unit"], one["keadaan"], one["n"]) for one in cells] == [
        ("KEL-01", "belum", 0),
        ("KEL-02", "sebagian", 3),
        ("KEL-03", "belum", 0),
    ]
    assert puas("konsolidasi", city, "--final", "tahunan", "--alasan", "rapat").code == 1
    final = puas("konsolidasi", city, "--tahun", 2026, "--final", "tahunan", "--alasan", "rapat")
    assert "final: 1 survei, 3 lembar" in final.out
    assert "final sejak" in puas("konsolidasi", city).out
    assert "sudah final" in puas("gabung", city, sent / "lain.sqlite", sent / "asli.sqlite").out
    opened = puas("konsolidasi", city, "--tahun", 2026, "--buka", "tahunan", "--alasan", "salah")
    assert "dibuka lagi" in opened.out
    assert puas("gabung", city, sent / "asli.sqlite").code == 0


def test_paket_is_listed_and_taken_out(puas: Callable[..., Ran], city: Path, sent: Path) -> None:
    puas("gabung", city, sent)
    listed = json.loads(puas("paket", city, "--format", "json").out)
    assert [one["berkas"] for one in listed] == ["asli.sqlite", "lain.sqlite", "salinan.sqlite"]
    assert puas("paket", city, "--batalkan", 2).code == 1
    ran = puas("paket", city, "--batalkan", 2, "--alasan", "salah kirim", "--petugas", "Ani")
    assert ran.out == "Paket 2 dibatalkan: 3 lembar keluar, 0 kembali, 0 berubah.\n"
    assert "lain.sqlite" not in puas("paket", city).out
    assert "lain.sqlite (dibatalkan)" in puas("paket", city, "--semua").out
    assert puas("paket", city, "--batalkan", 9, "--alasan", "x").code == 1


def test_who_has_not_sent_is_told_as_a_message_and_as_a_letter(
    puas: Callable[..., Ran], city: Path, sent: Path, tmp_path: Path
) -> None:
    puas("gabung", city, sent / "lain.sqlite")
    message = puas("konsolidasi", city, "--tahun", 2026, "--periode", "tahunan", "--pesan")
    assert (message.code, message.err) == (0, "")
    assert message.out.startswith("Pengiriman paket SKM Tahun 2026\n")
    assert "- Kelurahan 01\n- Kelurahan 02: Kurang 77 lembar" in message.out
    assert puas("konsolidasi", city, "--pesan", "--periode", "triwulan-9").code == 1
    assert puas("konsolidasi", city, "--pesan", "--final", "tahunan").code == 2
    for name in ("surat.pdf", "surat.docx"):
        target = tmp_path / name
        wishes = ("--jenis", "surat-belum-mengirim", "--pilihan", "periode=tahunan")
        ran = puas("laporan", city, *wishes, "--tahun", 2026, "--keluaran", target)
        assert (ran.code, target.exists()) == (0, True), ran.err
    refused = puas("laporan", city, "--jenis", "surat-belum-mengirim", "--keluaran", "surat.xlsx")
    assert (refused.code, ".pdf, .docx" in refused.err) == (1, True)


def test_a_city_sends_down_and_an_office_begins_with_it(
    puas: Callable[..., Ran], tmp_path: Path
) -> None:
    city, package, office = (tmp_path / n for n in ("kota.puas", "kantor.sqlite", "kel.puas"))
    make_sending_city(city).store.close()
    ran = puas("paket-kantor", city, "--ke", package)
    assert ran.code == 0, ran.err
    assert "5 unit, 7 layanan, 2 ketentuan survei, 2 instrumen, 1 pejabat" in ran.out
    assert puas("paket-kantor", city, "--ke", package, "--survei", "tak-ada").code == 1
    begun = puas("baru", office, "--dari", package, "--unit", "kel-02")
    assert begun.code == 0, begun.err
    assert "Berkas kantor Kelurahan 2 dibuat" in begun.out
    assert "2026-triwulan-1-skm-9-KEL-02" in begun.out
    assert puas("baru", tmp_path / "x", "--dari", package).code == 2
    assert puas("baru", tmp_path / "x", "--nama", "A", "--unit", "B").code == 1
    assert puas("baru", tmp_path / "x", "--dari", package, "--unit", "B").code == 1
    assert not (tmp_path / "x").exists()
    again = puas("impor-paket-kantor", office, package)
    assert (again.code, "sudah diambil" in again.out) == (0, True)
    assert puas("periksa", office).code == 0


def test_an_existing_office_takes_what_the_city_sends(
    puas: Callable[..., Ran], tmp_path: Path
) -> None:
    city, package, office = (tmp_path / n for n in ("kota.puas", "kantor.sqlite", "kel.puas"))
    make_sending_city(city).store.close()
    puas("paket-kantor", city, "--ke", package)
    puas("baru", office, "--nama", "Kelurahan 3", "--kode", "kel-tiga")
    for option in ((), ("--pratinjau",)):
        asked = puas("impor-paket-kantor", office, package, *option)
        assert asked.code == 1
        assert "Mungkin: Kelurahan 3 (KEL-03)." in asked.err
    looked = puas("impor-paket-kantor", office, package, "--unit", "KEL-03", "--pratinjau")
    assert looked.code == 0, looked.err
    assert "kode kel-tiga menjadi KEL-03" in looked.out
    taken = puas("impor-paket-kantor", office, package, "--unit", "KEL-03")
    assert taken.out == looked.out
    assert taken.out.splitlines()[-1].endswith("hal berubah sebagai Kelurahan 3.")
    assert "sudah diambil" in puas("impor-paket-kantor", office, package).out
