"""The whole report by command: its files, what is left out, a text that cannot be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.models.report_text import ReportText
from app.services.session import Session
from tests.services.reports.pages import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

REPORT = ("--jenis", "pelaksanaan", "--survei", "KEL-SUNGAI-JINGAH-2024")


@pytest.mark.parametrize(("suffix", "start"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")])
def test_the_report_is_written(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path, suffix: str, start: bytes
) -> None:
    target = tmp_path / f"laporan.{suffix}"
    ran = puas("laporan", sample, *REPORT, "--keluaran", target)
    assert ran.code == 0
    assert "Laporan pelaksanaan ditulis ke" in ran.out
    assert target.read_bytes().startswith(start)


def test_an_appendix_is_left_out(puas: Callable[..., Ran], sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "laporan.pdf"
    wish = ("--tanpa", "lampiran-2", "--tanpa", "kata-pengantar")
    assert puas("laporan", sample, *REPORT, *wish, "--keluaran", target).code == 0
    text = " ".join(texts_of(target.read_bytes()))
    assert "LAMPIRAN 2" not in text
    assert "KATA PENGANTAR" not in text
    assert "LAMPIRAN 3 DOKUMENTASI" in text


def test_a_text_that_cannot_be_printed_is_named(
    puas: Callable[..., Ran], sample: Path, tmp_path: Path
) -> None:
    """A later program may know fields that this one does not."""
    session = Session.open(sample)
    assert isinstance(session, Session)
    session.store.report_texts.save(ReportText("penutup", "Baik.\n{isian_baru}"))
    session.store.close()
    target = tmp_path / "laporan.pdf"
    ran = puas("laporan", sample, *REPORT, "--keluaran", target)
    assert ran.code == 1
    assert "Teks “Penutup” belum dapat dipakai. Baris 2: isian {isian_baru}" in ran.err
    assert not target.exists()
