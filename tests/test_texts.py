from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import texts
from app.texts import tr, use_language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    yield
    use_language("id")


def test_values_are_filled_in_by_name_and_are_no_templates() -> None:
    assert tr("Lembar {nomor} tersimpan.", nomor="{nama}") == "Lembar {nama} tersimpan."
    assert tr("100 % {tetap}") == "100 % {tetap}"


def test_another_language_gives_other_words_where_it_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "en.toml").write_text('[texts]\n"Lembar {nomor}" = "Sheet {nomor}"\n', "utf-8")
    monkeypatch.setattr(texts, "resource", lambda _, name: tmp_path / name)
    use_language("en")
    assert tr("Lembar {nomor}", nomor=3) == "Sheet 3"
    assert tr("Tersimpan") == "Tersimpan"
    use_language("id")
    assert tr("Lembar {nomor}", nomor=3) == "Lembar 3"
