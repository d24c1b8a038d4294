"""Opening and making offices for the window, and the ways left after a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.paths import data_folder
from app.services.offices.service import OfficeData
from app.services.opening import (
    Beginning,
    Refusal,
    begin_office,
    open_office,
    open_sample,
    restore_office,
)
from app.services.session import Session
from app.settings import update_settings

if TYPE_CHECKING:
    from pathlib import Path

BEGINNING = Beginning(
    office=OfficeData("Kelurahan Pasar Lama", "kel-pasar-lama"),
    year=2026,
    period="semester-1",
    population=1000,
    services=("Surat keterangan", "Legalisasi"),
    operator="Loket C",
)


def _made(path: Path, beginning: Beginning = BEGINNING) -> Session:
    made = begin_office(path, beginning)
    assert isinstance(made, Session)
    return made


def test_a_beginning_holds_office_services_and_survey(tmp_path: Path) -> None:
    session = _made(tmp_path / "kantor.sqlite")
    survey = session.surveys.all()[0]
    assert session.offices.unit().name == "Kelurahan Pasar Lama"
    assert (survey.period.code, survey.population) == ("semester-1", 1000)
    assert len(survey.services) == 2
    assert session.offices.operator == "Loket C"
    session.close()


def test_what_is_refused_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "kantor.sqlite"
    with pytest.raises(InputError):
        begin_office(path, Beginning(OfficeData("", "kode"), 2026, "tahunan"))
    with pytest.raises(InputError):
        begin_office(path, Beginning(OfficeData("Kelurahan", "kel"), 2026, "tahunan", -5))
    assert not path.exists()
    _made(path).close()


def test_a_file_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "kantor.sqlite"
    path.write_bytes(b"surat")
    refused = begin_office(path, BEGINNING)
    assert isinstance(refused, Refusal)
    assert refused.exists
    assert path.read_bytes() == b"surat"


def test_a_held_file_may_be_read(tmp_path: Path) -> None:
    path = tmp_path / "kantor.sqlite"
    holder = _made(path)
    refused = open_office(path)
    assert isinstance(refused, Refusal)
    assert refused.may_read
    assert not refused.backups
    reader = open_office(path, read_only=True)
    assert isinstance(reader, Session)
    assert reader.read_only
    reader.close()
    holder.close()


def test_a_missing_file_is_called_missing(tmp_path: Path) -> None:
    refused = open_office(tmp_path / "tidak ada.sqlite")
    assert isinstance(refused, Refusal)
    assert refused.missing
    assert "tidak ditemukan" in refused.error.what


def test_a_damaged_file_comes_back_from_either_place(tmp_path: Path) -> None:
    second = tmp_path / "stik USB"
    second.mkdir()
    update_settings(second_backup_folder=str(second))
    path = tmp_path / "kantor.sqlite"
    session = _made(path)
    session.backups.make()
    session.store.close()
    path.write_bytes(path.read_bytes()[:3000])
    refused = open_office(path)
    assert isinstance(refused, Refusal)
    assert len(refused.backups) == 1
    restored = restore_office(path, refused.backups[0])
    assert isinstance(restored, Session)
    assert restored.offices.unit().code == "kel-pasar-lama"
    assert [kept for kept in tmp_path.iterdir() if "disisihkan" in kept.name]
    restored.close()


def test_the_sample_is_made_once_and_opened_again() -> None:
    first = open_sample()
    assert isinstance(first, Session)
    path = first.store.path
    assert path.parent == data_folder()
    first.store.close()
    again = open_sample()
    assert isinstance(again, Session)
    assert again.store.path == path
    again.store.close()
