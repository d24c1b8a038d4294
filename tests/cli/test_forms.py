"""``puas kuesioner`` as somebody types it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2

from tests.services.reports.pages import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


def pages_of(path: Path) -> int:
    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        return len(document)
    finally:
        document.close()


def test_sheets_are_numbered_after_the_last_one(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    target = tmp_path / "lembar.pdf"
    ran = puas("kuesioner", sample, "--jumlah", 3, "--keluaran", target)
    assert ran.code == 0
    assert "3 lembar kuesioner nomor 272–274" in ran.out
    assert pages_of(target) == 6
    assert "Nomor lembar 272" in texts_of(target.read_bytes())[0]
    ran = puas("kuesioner", sample, "--sampai", 280, "--keluaran", target, "--petugas", "Ani")
    assert "nomor 275–280" in ran.out
    assert puas("periksa", sample).code == 0


def test_numbers_are_not_given_twice(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    target = tmp_path / "lembar.pdf"
    assert puas("kuesioner", sample, "--dari", 1, "--sampai", 9, "--keluaran", target).code == 1
    assert not target.exists()
    assert puas("kuesioner", sample, "--jumlah", 9, "--keluaran", target).code == 0
    again = ("kuesioner", sample, "--dari", 273, "--sampai", 274, "--keluaran", target)
    ran = puas(*again)
    assert ran.code == 1
    assert "Mulailah dari nomor 281" in ran.err
    assert puas(*again, "--cetak-ulang").code == 0


def test_a_sheet_without_a_number_needs_no_right_to_write(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    before = sample.read_bytes()
    target = tmp_path / "kosong.pdf"
    ran = puas("kuesioner", sample, "--keluaran", target)
    assert "Kuesioner tanpa nomor (2 halaman setiap lembar)" in ran.out
    assert pages_of(target) == 2
    assert sample.read_bytes() == before


def test_wrong_wishes_are_refused(puas: Callable[..., Ran], sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "lembar.pdf"
    for wish in (
        ("--dari", 300),
        ("--jumlah", 0),
        ("--jumlah", 3, "--sampai", 400),
        ("--dari", 400, "--sampai", 300),
        ("--jumlah", 6000),
        ("--survei", "tidak-ada", "--jumlah", 3),
    ):
        assert puas("kuesioner", sample, *wish, "--keluaran", target).code == 1
    assert puas("kuesioner", sample, "--jumlah", 3, "--keluaran", tmp_path / "a.docx").code == 1
    assert puas("kuesioner", sample, "--jumlah", 3, "--keluaran", sample).code == 1
    assert puas("kuesioner", sample, "--jumlah", "tiga", "--keluaran", target).code == 2
    assert puas("kuesioner", sample).code == 2
    assert not target.exists()
