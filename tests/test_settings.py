"""Preferences: what cannot be read or does not fit is the default, and nothing is ever lost."""

from __future__ import annotations

import json
from dataclasses import asdict
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from app.paths import settings_file
from app.settings import Settings, load_settings, save_settings, update_settings

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    chosen = Settings(theme="gelap", text_size=125, operator="Loket C", sound=False)
    save_settings(chosen, tmp_path / "p.json")
    assert load_settings(tmp_path / "p.json") == chosen
    assert [path.name for path in tmp_path.iterdir()] == ["p.json"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'"teks"'])
def test_a_file_that_is_none_gives_the_defaults(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "p.json").write_bytes(content)
    assert load_settings(tmp_path / "p.json") == Settings()


def test_what_does_not_fit_is_the_default_and_the_rest_stays(tmp_path: Path) -> None:
    strange = asdict(Settings(operator="Loket C")) | {
        "theme": "ungu",
        "text_size": 7,
        "sound": 1,
        "lain": "x",
    }
    (tmp_path / "p.json").write_text(json.dumps(strange), encoding="utf-8")
    assert load_settings(tmp_path / "p.json") == Settings(operator="Loket C")


def test_a_folder_that_refuses_costs_only_the_preference(tmp_path: Path) -> None:
    save_settings(Settings(theme="gelap"), tmp_path / "tidak-ada" / "p.json")
    assert load_settings(tmp_path / "tidak-ada" / "p.json") == Settings()


def test_two_threads_do_not_take_each_others_changes_back() -> None:
    def count(field: str) -> None:
        for number in range(60):
            update_settings(**{field: str(number)})

    threads = [Thread(target=count, args=(field,)) for field in ("operator", "last_file")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = load_settings(settings_file())
    assert (found.operator, found.last_file) == ("59", "59")
