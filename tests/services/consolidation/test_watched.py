"""A folder that is watched: what is in it, and that it is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.consolidation.watched import remember_folder, remembered_folder, stamps_of
from app.settings import load_settings, update_settings
from tests.support.receiving import send

if TYPE_CHECKING:
    from pathlib import Path

    from tests.offices import SmallOffice


def test_packages_in_and_below_a_folder(office: SmallOffice, tmp_path: Path) -> None:
    folder = tmp_path / "masuk"
    (folder / "surel").mkdir(parents=True)
    path = send(office, folder / "surel" / "1.sqlite")
    (folder / "catatan.txt").write_text("bukan paket", encoding="utf-8")
    stamps, folders = stamps_of(folder)
    assert [stamp.path for stamp in stamps] == [path]
    assert set(folders) == {str(folder), str(folder / "surel")}
    with path.open("ab") as file:
        file.write(b"x")
    assert stamps_of(folder)[0] != stamps


def test_a_folder_that_is_gone_has_nothing(tmp_path: Path) -> None:
    assert stamps_of(tmp_path / "tidak ada") == (frozenset(), ())


def test_a_folder_is_remembered_for_each_office(tmp_path: Path) -> None:
    assert remembered_folder("a") is None
    remember_folder("a", tmp_path)
    remember_folder("b", tmp_path / "b")
    assert remembered_folder("a") == tmp_path
    remember_folder("a", None)
    assert remembered_folder("a") is None
    assert remembered_folder("b") == tmp_path / "b"


def test_a_preference_that_does_not_fit_is_none(tmp_path: Path) -> None:
    for text in ("kosong", "[1]", '{"a": 3}'):
        update_settings(watched_folders=text)
        assert remembered_folder("a") is None
    remember_folder("a", tmp_path)
    assert load_settings().watched_folders.startswith("{")
