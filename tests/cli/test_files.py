from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from app.services.exports.reading import read_package

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


def test_ekspor_writes_a_package_that_can_be_read(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    target = tmp_path / "paket.sqlite"
    ran = puas("ekspor", sample, "--keluaran", target)
    assert ran.code == 0
    package = read_package(target)
    assert package.manifest.sheets == 271
    assert package.manifest.content_sha256 in ran.out
    assert "tidak disertakan" in ran.out
    assert not any(sheet.saran for sheet in package.sheets)
    assert puas("ekspor", sample, "--dengan-saran", "--keluaran", target).code == 0
    assert any(sheet.saran for sheet in read_package(target).sheets)


def test_ekspor_of_everything_into_a_folder(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "kiriman"
    ran = puas("ekspor", sample, "--semua", "--keluaran", folder)
    assert (ran.code, "tidak ada" in ran.err) == (1, True)
    folder.mkdir()
    ran = puas("ekspor", sample, "--semua", "--keluaran", folder, "--format", "json")
    written = json.loads(ran.out)
    assert [(one["nomor"], one["lembar"]) for one in written] == [(1, 271)]
    assert read_package(Path(written[0]["berkas"])).manifest.number == 1
    assert [path.name for path in folder.iterdir()] == [Path(written[0]["berkas"]).name]
    ran = puas("ekspor", sample, "--semua", "--tahun", 1999, "--keluaran", folder)
    assert "Belum ada survei" in ran.out
    assert puas("ekspor", sample, "--keluaran", folder).code == 0
    assert len(list(folder.iterdir())) == 1


def test_a_package_is_no_office_file(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    target = tmp_path / "paket.sqlite"
    puas("ekspor", sample, "--keluaran", target)
    ran = puas("rekap", target)
    assert ran.code == 1
    assert "paket kiriman" in ran.err


def test_ekspor_replaces_no_other_file(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    target = tmp_path / "foto.jpg"
    target.write_bytes(b"gambar")
    assert puas("ekspor", sample, "--keluaran", target).code == 1
    assert target.read_bytes() == b"gambar"
    assert puas("ekspor", sample, "--keluaran", sample).code == 1


def test_periksa_of_a_sound_file(puas: Callable[..., Ran], sample: Path) -> None:
    ran = puas("periksa", sample)
    assert ran.code == 0
    assert ran.out.startswith("Semua 271 lembar tersimpan")
    assert len(ran.out.splitlines()) == 1


def test_periksa_lists_what_it_found(
    capsys: object, puas: Callable[..., Ran], sample: Path
) -> None:
    with closing(sqlite3.connect(sample)) as connection:
        connection.execute("UPDATE answer_tally SET n = n + 1 WHERE question = 'waktu'")
        connection.commit()
    ran = puas("periksa", sample)
    assert ran.code == 1
    assert ran.err.strip() == "Berkas ini tidak lagi seperti yang disimpan Puas."
    assert all(line.startswith("  Hitungan tidak sama") for line in ran.out.splitlines())


def test_cadangkan_writes_a_whole_copy(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    target = tmp_path / "cadangan.sqlite"
    assert puas("cadangkan", sample, "--keluaran", target).code == 0
    assert puas("rekap", target).out == puas("rekap", sample).out
    assert puas("periksa", target).code == 0
    before = target.read_bytes()
    assert puas("cadangkan", sample, "--keluaran", target).code == 1
    assert target.read_bytes() == before
