"""Exit codes, usage and terminals."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.cli import main
from app.cli.arguments import COMMANDS
from app.cli.parser import in_indonesian

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

MAIN = Path(__file__).parents[2] / "main.py"


def start(*argv: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process of its own."""
    command = [sys.executable, str(MAIN), *map(str, argv)]
    return subprocess.run(
        command, capture_output=True, check=False, env={**os.environ, **environment}, timeout=50
    )


@pytest.mark.parametrize("option", ["-h", "--bantuan", "--help"])
def test_help_lists_every_command(puas: Callable[..., Ran], option: str) -> None:
    ran = puas(option)
    assert ran.code == 0
    assert ran.out.startswith("Pemakaian: puas")
    assert all(f"  {name}" in ran.out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(puas: Callable[..., Ran], name: str) -> None:
    ran = puas(name, "--bantuan")
    assert ran.code == 0
    assert ran.out.startswith(f"Pemakaian: puas {name}")
    assert "isian:" in ran.out


def test_the_version(puas: Callable[..., Ran]) -> None:
    assert puas("--versi").out.startswith("Puas ")


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["rekap"], "Yang belum disebutkan: FILE."),
        (["rekap", "a", "b"], "Tidak dikenal: b."),
        (["rekap", "a", "--format", "pdf"], "--format: pdf tidak dikenal; pilihannya tabel, csv"),
        (["rekap", "a", "--tahun"], "--tahun: nilainya belum disebutkan."),
        (["rekap", "a", "--tahun", "x"], "--tahun: x bukan bilangan bulat."),
        (["rekap", "a", "--form", "csv"], "Tidak dikenal: --form csv."),
        (["survei", "a", "hapus"], "aksi: hapus tidak dikenal; pilihannya baru."),
        (["impor", "a", "b"], "Yang belum disebutkan: --survei."),
        (["contoh", "a", "--bila-belum-ada=ya"], "--bila-belum-ada: pilihan ini tidak memakai"),
        (["rekp"], "rekp bukan perintah dan bukan berkas."),
        (["--warna"], "Tidak dikenal: --warna."),
    ],
)
def test_wrong_usage_is_said_in_indonesian(
    puas: Callable[..., Ran], argv: list[str], words: str
) -> None:
    ran = puas(*argv)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Pemakaian: puas")
    assert words in ran.err.splitlines()[-1]


def test_what_argparse_may_say_one_day_is_still_indonesian() -> None:
    assert in_indonesian("something new") == "Susunan perintah ini tidak dikenal; lihat --bantuan."
    assert in_indonesian("argument --x: not allowed with argument --y").endswith("bersama --y.")


@pytest.mark.parametrize("name", ["rekap", "periksa"])
@pytest.mark.parametrize("content", [None, b"", b"teks", b"SQLite format 3\x00" + bytes(100)])
def test_files_that_are_none_of_ours(
    puas: Callable[..., Ran], tmp_path: Path, name: str, content: bytes | None
) -> None:
    path = tmp_path / "lain.sqlite"
    if content is not None:
        path.write_bytes(content)
    ran = puas(name, path)
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1
    assert "lain.sqlite" in ran.err
    assert content is None or path.read_bytes() == content


def test_a_process_of_its_own(sample: Path) -> None:
    ran = start("rekap", sample)
    assert ran.returncode == 0
    assert "88,84" in ran.stdout.decode()
    assert ran.stderr == b""


def test_signs_that_a_terminal_lacks_are_written_plainly(sample: Path) -> None:
    ran = start("rekap", sample, "--tahun", "1999", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (ran.returncode, ran.stderr) == (0, b"")
    ran = start("impor", sample, sample, "--survei", "x–y", PYTHONIOENCODING="ascii")
    assert ran.returncode == 1
    assert b"x-y" in ran.stderr


def test_json_loses_no_sign_on_a_poor_terminal(
    monkeypatch: pytest.MonkeyPatch, sample: Path
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    assert main(["rekap", str(sample), "--format", "json"]) == 0
    assert isinstance(stream.buffer, io.BytesIO)
    assert b"Sungai Jingah" in stream.buffer.getvalue()


def test_without_a_terminal_nothing_fails(monkeypatch: pytest.MonkeyPatch, sample: Path) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["rekap", str(sample)]) == 0
    assert main(["rekap", "tidak-ada.sqlite"]) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe of POSIX")
def test_a_reader_that_goes_away_is_no_failure(sample: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [sys.executable, str(MAIN), "rekap", str(sample), "--format", "json"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        timeout=50,
    )
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_behind_the_output_is_said(sample: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, str(MAIN), "rekap", str(sample)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=50,
        )
    assert ran.returncode == 1
    assert ran.stderr.decode().startswith("Hasilnya tidak dapat ditulis")


def test_no_window_without_a_screen(
    puas: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    ran = puas()
    assert ran.code == 1
    assert "tidak ada layar" in ran.err


def test_the_window_is_given_file_and_screen(
    puas: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, sample: Path
) -> None:
    from app.views import application

    seen: list[tuple[Path | None, str | None]] = []

    def run(file: Path | None, screen: str | None) -> int:
        seen.append((file, screen))
        return 0

    monkeypatch.setattr(application, "run", run)
    assert puas(sample, "--layar", "entri").code == 0
    assert puas().code == 0
    assert seen == [(sample, "entri"), (None, None)]


def test_help_loads_nothing_heavy() -> None:
    heavy = "pandas", "PySide6", "reportlab", "sqlite_utils", "xlsxwriter", "sqlite3"
    code = (
        "import sys; from app.cli import main; main(['--bantuan']);"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        text=True,
        cwd=MAIN.parent,
        timeout=50,
    )
    assert ran.stdout.splitlines()[-1] == "[]"


TOO_LONG = "x" * 300


@pytest.mark.parametrize(
    "argv",
    [
        ("rekap", TOO_LONG),
        ("periksa", TOO_LONG),
        ("contoh", TOO_LONG),
        ("contoh", TOO_LONG, "--bila-belum-ada"),
        ("baru", TOO_LONG, "--nama", "Kelurahan A", "--kode", "a"),
        ("cadangkan", "{office}", "--keluaran", TOO_LONG),
        ("ekspor", "{office}", "--keluaran", TOO_LONG),
        ("rekap", "{office}", "--keluaran", TOO_LONG),
        ("laporan", "{office}", "--jenis", "publikasi", "--keluaran", f"{TOO_LONG}.pdf"),
        ("impor", "{office}", TOO_LONG, "--survei", "KEL-SUNGAI-JINGAH-2024"),
        ("impor-unit", "{office}", TOO_LONG),
    ],
)
def test_a_place_that_cannot_even_be_looked_at_is_refused(
    puas: Callable[..., Ran], sample: Path, argv: tuple[str, ...]
) -> None:
    ran = puas(*(str(sample) if part == "{office}" else part for part in argv))
    assert ran.code == 1
    assert "terlalu panjang" in ran.err or "tidak dapat" in ran.err


@pytest.mark.parametrize("place", ["", " ", "/"])
def test_what_names_no_file_is_wrong_usage(
    puas: Callable[..., Ran], sample: Path, place: str
) -> None:
    assert puas("rekap", place).code == 2
    ran = puas("rekap", sample, "--keluaran", place)
    assert ran.code == 2
    assert "nama berkas belum disebutkan" in ran.err


def test_a_folder_is_named_when_it_is_refused(
    puas: Callable[..., Ran], sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample.parent)
    assert f"Berkas {sample.parent.name} bukan berkas kantor" in puas("rekap", ".").err
    assert puas("rekap", sample, "--keluaran", ".").code == 1
