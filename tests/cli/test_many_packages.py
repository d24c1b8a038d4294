"""A folder from many units, with some that are bad in every way: the good ones are merged."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.support.forging import edit, recount
from tests.support.receiving import begin, make_city, make_template, send

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

MANY, BAD = 200, 20


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def _append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"lebih" * 5000)


def _score(path: Path) -> None:
    edit(path, "UPDATE lembar SET waktu = 5")
    recount(path)


def _day(path: Path) -> None:
    edit(path, "UPDATE lembar SET tanggal = '9999-01-01'")
    recount(path)


def _name(path: Path) -> None:
    edit(path, "UPDATE unit SET nama = nama || char(10) || 'dua'")
    recount(path)


SPOILING: tuple[Callable[[Path], None], ...] = (
    _flip,
    _cut,
    _append,
    _score,
    _day,
    _name,
    lambda path: edit(path, "UPDATE lembar SET waktu = 1"),
    lambda path: edit(path, "CREATE VIEW lihat AS SELECT * FROM lembar"),
    lambda path: edit(path, "PRAGMA user_version = 99"),
    lambda path: edit(path, "VACUUM"),
)


@pytest.mark.timeout(600)
def test_of_two_hundred_packages_the_good_ones_are_merged_and_the_bad_ones_listed(
    puas: Callable[..., Ran], tmp_path: Path
) -> None:
    city = tmp_path / "kota.puas"
    make_city(city, [f"U{n:03}" for n in range(MANY)]).session.store.close()
    make_template(tmp_path / "contoh.puas").store.close()
    folder = tmp_path / "kiriman"
    folder.mkdir()
    path, bad = tmp_path / "kantor.puas", set[str]()
    for number in range(MANY):
        shutil.copyfile(tmp_path / "contoh.puas", path)
        office = begin(path, f"U{number:03}")
        office.add(2)
        package = send(office, folder / f"{number:03}.sqlite")
        office.store.close()
        if number % (MANY // BAD) == 0:
            SPOILING[len(bad) % len(SPOILING)](package)
            bad.add(str(package))
    ran = puas("gabung", city, folder, "--format", "json")
    assert (ran.code, ran.err) == (1, "180 paket digabung, 20 ditolak.\n")
    outcomes = json.loads(ran.out)
    assert {one["berkas"] for one in outcomes if one["hasil"] == "ditolak"} == bad
    assert all(one["keterangan"] for one in outcomes)
    records = json.loads(puas("rekap", city, "--format", "json").out)
    assert sum(one["n"] for one in records) == 2 * (MANY - BAD)
    again = puas("gabung", city, folder)
    assert again.err == "0 paket digabung, 180 sudah pernah, 20 ditolak.\n"
    assert puas("periksa", city).code == 0
