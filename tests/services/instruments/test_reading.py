"""Instruments: what is shipped can be used, anything else is refused with place and reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.paths import resource
from app.services.instruments.reading import read_instrument, shipped_instruments
from tests.offices import make_office

if TYPE_CHECKING:
    from pathlib import Path

SKM_9 = resource("instruments", "skm-9.toml").read_text(encoding="utf-8")


def test_what_is_shipped_can_be_read() -> None:
    skm = next(i for i in shipped_instruments() if i.key == "skm-9")
    assert skm.question_keys == tuple(unsur.key for unsur in skm.unsur)
    assert skm.scores == (1, 2, 3, 4)
    assert skm.questions[3].label_of(4) == "Gratis"
    assert [field.key for field in skm.profile] == [
        "jenis_kelamin",
        "usia",
        "pendidikan",
        "pekerjaan",
    ]
    assert skm.definition == SKM_9


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('weight = "1/9"', 'weight = "1/8"', "jumlah bobot harus tepat 1"),
        ('key = "waktu"\ncode', 'key = "prosedur"\ncode', "kunci prosedur muncul dua kali"),
        ('unsur = "waktu"', 'unsur = "tempo"', "pertanyaan 3 merujuk unsur yang tidak ada"),
        ("lowest = 1", "lowest = 4", "pertanyaan 1 harus punya 1 pilihan"),
        ("highest = 4", "highest = 5", "pertanyaan 1 harus punya 5 pilihan, sesuai skala"),
        ('lower = "76.61"', 'lower = "99"', "tabel mutu harus urut"),
        ('name = "Survei', 'nama = "Survei', "berkas: isian 'name' tidak ada"),
        ("[scale]", "[scale", "susunan berkas TOML"),
        ('unsur = "waktu"', 'unsur = ""', "unsur waktu tidak punya pertanyaan"),
        ("digits = 2", "digits = 0", "tidak punya jumlah angka"),
        ('keys = ["2", "P"]', 'keys = ["2", "L"]', "kunci L muncul dua kali"),
        ('keys = ["2", "P"]', 'keys = ["0"]', "tombol harus satu tanda"),
    ],
)
def test_a_definition_that_cannot_be_used_is_refused(old: str, new: str, reason: str) -> None:
    assert old in SKM_9
    with pytest.raises(InputError) as refusal:
        read_instrument(SKM_9.replace(old, new, 1) if "1/9" not in old else SKM_9.replace(old, new))
    assert reason in refusal.value.sentence
    assert "Instrumen tidak dapat dipakai" in refusal.value.sentence


def test_the_newest_version_counts_whatever_the_name_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version, name in ((10, "a.toml"), (9, "b.toml")):
        text = SKM_9.replace("version = 1\n", f"version = {version}\n", 1)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr("app.services.instruments.reading.resource", lambda *_: tmp_path)
    office = make_office(tmp_path / "kantor.puas")
    assert [found.version for found in office.session.instruments.available()] == [10]
    assert office.instrument.version == 10
    office.store.close()
