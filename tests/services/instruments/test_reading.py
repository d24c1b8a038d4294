"""Instruments: what is shipped can be used, anything else is refused with place and reason."""

from __future__ import annotations

from fractions import Fraction
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
        ("lowest = 1", "lowest = 4", "skala 4-4 harus naik"),
        ("highest = 4", "highest = 5", "pertanyaan 1 harus punya 5 pilihan, sesuai skala"),
        ('lower = "76.61"', 'lower = "99"', "tabel mutu harus urut"),
        ('name = "Survei', 'nama = "Survei', "berkas: isian 'name' tidak ada"),
        ("[scale]", "[scale", "susunan berkas TOML"),
        ('unsur = "waktu"', 'unsur = ""', "unsur waktu tidak punya pertanyaan"),
        ("[scale]\nlowest = 1\nhighest = 4", 'scale = "likert"', "skala: harus berupa tabel"),
        ('weight = "1/9"\n', 'wieght = "1/9"\n', "unsur 1: isian 'weight' tidak ada"),
        ('code = "U1"', 'code = "U1"\nwarna = 3', "unsur 1: isian 'warna' tidak dikenal"),
        ('source = "', 'sumber = "x"\nsource = "', "berkas: isian 'sumber' tidak dikenal"),
        ('kind = "pilihan"', 'kind = "apa"', "isian profil 1: isian 'kind' tidak benar (apa)"),
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


SPAK = resource("instruments", "spak-5-skala-6.toml").read_text(encoding="utf-8")
SKM_16 = resource("instruments", "skm-16-m3.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("highest = 4\nfactor", "highest = 0\nfactor", "indeks: nilai tertinggi harus antara"),
        ("highest = 4\nfactor", "highest = 400\nfactor", "indeks: nilai tertinggi harus antara"),
        ("highest = 4\nfactor", 'highest = "4"\nfactor', "indeks: isian 'highest' tidak benar (4)"),
        ('factor = "4/6"', 'factor = "0"', "indeks: faktor harus lebih dari 0"),
        ('factor = "4/6"', 'factor = "1"', "jawaban 6 kali faktor 1 melebihi nilai tertinggi 4"),
        ('factor = "4/6"', 'factor = "4/0"', "indeks: isian 'factor' tidak benar (4/0)"),
        ('factor = "4/6"', 'factor = "enam"', "indeks: isian 'factor' tidak benar"),
        ('key = "spak-5-skala-6"', 'key = "SPAK 5"', "hanya boleh huruf kecil, angka, dan tanda"),
        ('key = "pungli"', 'key = "Pungli?"', "unsur: kunci Pungli? hanya boleh huruf kecil"),
        ('key = "usia"', 'key = "pungli"', "pertanyaan dan isian profil: kunci pungli muncul"),
        ('key = "usia"', 'key = "saran"', "isian profil: kunci saran sudah dipakai kolom lain"),
        ('code = "U2"', 'code = "U1"', "kode unsur: kunci U1 muncul dua kali"),
        ("lower = 26, upper = 34", "lower = 25, upper = 34", "Usia: kelompoknya bertumpang"),
        ("lower = 26, upper = 34", "lower = 34, upper = 26", "Usia: batas kelompoknya terbalik"),
        ('letter = "D"', 'letter = "C"', "tabel mutu: kunci C muncul dua kali"),
        ('lower = "88.31"', 'lower = "188.31"', "batas mutu harus antara 0 dan 100"),
        ("notes = [", 'notes = "satu"\nlain = [', "berkas: isian 'notes' tidak benar (satu)"),
        (
            'choices = [\n    { value = "L"',
            'choices = [3, { value = "L"',
            "profil 1, pilihan 1: harus",
        ),
        ("[scale]\n", "[skala]\n", "berkas: isian 'scale' tidak ada"),
    ],
)
def test_whatever_an_instrument_may_add_is_checked(old: str, new: str, reason: str) -> None:
    assert old in SPAK
    with pytest.raises(InputError) as refusal:
        read_instrument(SPAK.replace(old, new, 1))
    assert reason in refusal.value.sentence


def test_an_unsur_without_questions_is_named_where_others_stand_outside() -> None:
    with pytest.raises(InputError) as refusal:
        read_instrument(SKM_16.replace('key = "p7"\nunsur = "biaya"\n', 'key = "p7"\n', 1))
    assert "unsur biaya tidak punya pertanyaan" in refusal.value.sentence


def test_what_is_not_said_has_its_usual_value() -> None:
    skm = read_instrument(SKM_9)
    assert skm.conversion == Fraction(25)
    assert skm.is_percentage
    assert (skm.about, skm.notes, skm.outside) == ("", (), ())
    assert skm.name_of(skm.questions[7]) == "Sarana"
    other = read_instrument(SKM_16)
    assert other.name_of(other.questions[4]) == "Tanpa kecurangan"
    assert [question.number for question in other.outside] == [5, 8, 9, 13, 14]


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
