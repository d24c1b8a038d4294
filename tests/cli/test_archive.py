from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.cli.program import main
from tests.offices import make_office

if TYPE_CHECKING:
    from pathlib import Path

CODE = "KEL-01-2026"


@pytest.fixture
def file(tmp_path: Path) -> str:
    office = make_office(tmp_path / "kantor.puas", sheets=5)
    office.session.close()
    return str(office.store.path)


def test_a_survey_is_locked_opened_and_destroyed(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    why = ["--oleh", "Lurah", "--alasan", "hasil final"]
    assert main(["kunci", file, CODE, *why]) == 0
    assert main(["kunci", file, CODE, *why]) == 1
    assert main(["buka-kunci", file, CODE, *why]) == 0
    assert main(["musnahkan", file, CODE, "--konfirmasi", CODE, *why]) == 1
    assert main(["kunci", file, CODE, *why]) == 0
    assert main(["musnahkan", file, CODE, "--konfirmasi", "lain", *why]) == 1
    capsys.readouterr()
    deed = ["musnahkan", file, CODE, "--konfirmasi", CODE, *why, "--saksi", "Budi"]
    assert main([*deed, "--hapus-cadangan"]) == 0
    assert "cadangan yang memuat lembarnya dihapus" in capsys.readouterr().out
    assert main(["periksa", file]) == 0
    assert "Semua 0 lembar tersimpan, 5 lembar lain sudah dimusnahkan" in capsys.readouterr().out
    assert main(["ekspor", file, "--keluaran", str(tmp_path / "paket.sqlite")]) == 1
    folder = tmp_path / "berita"
    assert main(["berita-acara", file, CODE, "--ke", str(folder)]) == 1
    folder.mkdir()
    assert main(["berita-acara", file, CODE, "--ke", str(folder)]) == 0
    assert len(list(folder.glob("*.pdf"))) == 4


def test_a_survey_without_minutes_says_so(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["berita-acara", file, CODE, "--ke", str(tmp_path)]) == 0
    assert "belum punya berita acara" in capsys.readouterr().out


def test_old_backups_are_named(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    why = ["--alasan", "hasil final"]
    main(["kunci", file, CODE, *why])
    capsys.readouterr()
    assert main(["musnahkan", file, CODE, "--konfirmasi", CODE, *why]) == 0
    assert ".sqlite" in capsys.readouterr().out


def test_places_of_publication_are_named(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    why = ["--alasan", "hasil final"]
    folder = tmp_path / "terbit"
    assert main(["terbitkan", file, "--ke", str(folder)]) == 0
    main(["kunci", file, CODE, *why])
    capsys.readouterr()
    assert main(["musnahkan", file, CODE, "--konfirmasi", CODE, *why]) == 0
    assert str(folder) in capsys.readouterr().out
    assert main(["terbitkan", file, "--ke", str(folder)]) == 0
    assert "0 lembar ditulis" in capsys.readouterr().out
