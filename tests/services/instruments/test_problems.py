"""Every kind of problem is found, with its place and a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from app.services.instruments import draft as drafts
from app.services.instruments.problems import problems_of, weight_sentence
from tests.services.instruments.contents import shipped

if TYPE_CHECKING:
    from collections.abc import Callable

Content = dict[str, Any]
Spoil = "Callable[[Content], object]"


def put(*way: str | int, to: object) -> Callable[[Content], None]:
    """Return what puts another value at a place of the content."""

    def spoil(content: Any) -> None:
        for step in way[:-1]:
            content = content[step]
        content[way[-1]] = to

    return spoil


def added(name: str, add: Callable[[Content], int]) -> Callable[[Content], None]:
    def spoil(content: Content) -> None:
        content[name][add(content)].update(key="")

    return spoil


def named_like_another(content: Content) -> None:
    content["question"][0]["unsur"], content["question"][3]["unsur"] = "biaya", "persyaratan"


KINDS: list[tuple[Callable[[Content], object], tuple[str, int, str], str]] = [
    (put("key", to="SKM 9"), ("umum", -1, "key"), "Kunci hanya boleh huruf kecil"),
    (put("version", to=0), ("umum", -1, "version"), "Versi harus 1"),
    (put("version", to=7), ("umum", -1, "version"), "skm-9 versi 7 sudah ada"),
    (put("name", to=""), ("umum", -1, "name"), "Nama instrumen belum diisi"),
    (put("index_name", to=""), ("umum", -1, "index_name"), "Nama indeks belum diisi"),
    (put("index_short", to=""), ("umum", -1, "index_short"), "Singkatan indeks"),
    (put("source", to=""), ("umum", -1, "source"), "Sumber belum diisi"),
    (put("scale", "lowest", to=4), ("umum", -1, "highest"), "Skala harus naik"),
    (put("scale", "highest", to=10), ("umum", -1, "highest"), "paling tinggi 9"),
    (put("index", "highest", to=0), ("umum", -1, "index_highest"), "antara 1 dan 100"),
    (put("index", "factor", to="enam"), ("umum", -1, "factor"), "Faktor harus pecahan"),
    (put("index", "factor", to="30"), ("umum", -1, "factor"), "Jawaban 4 kali faktor melebihi"),
    (put("unsur", 0, "weight", to="1/8"), ("unsur", -1, "weight"), "lebih 1/72 dari 1"),
    (
        put("unsur", 0, "weight", to="banyak"),
        ("unsur", 0, "weight"),
        "Unsur 1 (Persyaratan): bobot",
    ),
    (put("unsur", 0, "weight", to="0"), ("unsur", 0, "weight"), "harus lebih dari 0"),
    (put("unsur", 2, "key", to="prosedur"), ("unsur", 2, "key"), "prosedur sudah dipakai di atas"),
    (put("unsur", 2, "key", to="Waktu!"), ("unsur", 2, "key"), "hanya boleh huruf kecil, angka"),
    (put("unsur", 2, "key", to="saran"), ("unsur", 2, "key"), "saran sudah dipakai kolom lain"),
    (put("unsur", 2, "code", to="U1"), ("unsur", 2, "code"), "kode U1 sudah dipakai"),
    (put("unsur", 2, "code", to=""), ("unsur", 2, "code"), "kode belum diisi"),
    (put("unsur", 2, "name", to=""), ("unsur", 2, "name"), "Unsur 3: nama belum diisi"),
    (put("question", 2, "unsur", to=""), ("unsur", 2, "question"), "tidak punya pertanyaan"),
    (put("unsur", to=[]), ("unsur", -1, ""), "Belum ada unsur"),
    (put("question", to=[]), ("pertanyaan", -1, ""), "Belum ada pertanyaan"),
    (put("question", 2, "unsur", to="tempo"), ("pertanyaan", 2, "unsur"), "unsur yang tidak ada"),
    (put("question", 2, "unsur", to="biaya"), ("pertanyaan", 2, "unsur"), "itu bertentangan"),
    (named_like_another, ("pertanyaan", 0, "unsur"), "persyaratan → biaya → persyaratan"),
    (put("question", 2, "key", to="biaya"), ("pertanyaan", 3, "key"), "biaya sudah dipakai"),
    (put("question", 2, "key", to="nomor"), ("pertanyaan", 2, "key"), "sudah dipakai kolom lain"),
    (put("question", 2, "text", to=""), ("pertanyaan", 2, "text"), "bunyi pertanyaan belum diisi"),
    (put("question", 2, "options", 1, to=""), ("pertanyaan", 2, "options"), "pilihan ke-2 belum"),
    (put("question", 2, "options", 1, to="CEPAT"), ("pertanyaan", 2, "options"), "bertulisan sama"),
    (added("question", drafts.add_question), ("pertanyaan", 9, "key"), "Pertanyaan 10: kunci"),
    (put("profile", 0, "key", to="waktu"), ("profil", 0, "key"), "sudah dipakai pertanyaan"),
    (put("profile", 1, "key", to="pekerjaan"), ("profil", 3, "key"), "sudah dipakai di atas"),
    (put("profile", 0, "name", to=""), ("profil", 0, "name"), "nama belum diisi"),
    (put("profile", 0, "kind", to="teks"), ("profil", 0, "kind"), "pilihan atau angka"),
    (put("profile", 0, "choices", to=[]), ("profil", 0, "choices"), "belum ada pilihan"),
    (
        put("profile", 0, "choices", 1, "keys", to=["l"]),
        ("profil", 0, "choices"),
        "pilihan 1 dan 2",
    ),
    (put("profile", 0, "choices", 1, "keys", to=["0"]), ("profil", 0, "choices"), "selain 0"),
    (put("profile", 0, "choices", 1, "keys", to=["22"]), ("profil", 0, "choices"), "satu tanda"),
    (
        put("profile", 0, "choices", 1, "keys", to=[]),
        ("profil", 0, "choices"),
        "tidak punya tombol",
    ),
    (put("profile", 0, "choices", 1, "value", to="L"), ("profil", 0, "choices"), "dipakai dua"),
    (put("profile", 0, "choices", 1, "label", to=""), ("profil", 0, "choices"), "belum lengkap"),
    (put("profile", 1, "digits", to=0), ("profil", 1, "digits"), "jumlah angka harus antara 1"),
    (put("profile", 1, "lowest", to=200), ("profil", 1, "highest"), "terbalik"),
    (
        put("profile", 1, "usual_lowest", to=200),
        ("profil", 1, "usual_highest"),
        "lazimnya terbalik",
    ),
    (put("profile", 1, "bands", 1, "lower", to=16), ("profil", 1, "bands"), "bertumpang tindih"),
    (put("profile", 1, "bands", 1, "lower", to=26), ("profil", 1, "bands"), "17-25 tahun terbalik"),
    (put("profile", 1, "bands", 1, "label", to=""), ("profil", 1, "bands"), "belum bernama"),
    (put("mutu", to=[]), ("mutu", -1, ""), "Tabel mutu belum ada"),
    (put("mutu", 1, "letter", to="A"), ("mutu", 1, "letter"), "huruf A sudah dipakai"),
    (put("mutu", 1, "word", to=""), ("mutu", 1, "word"), "sebutan belum diisi"),
    (put("mutu", 1, "lower", to="tinggi"), ("mutu", 1, "lower"), "antara 0 dan 100"),
    (put("mutu", 1, "lower", to="90"), ("mutu", 1, "lower"), "lebih rendah daripada baris"),
    (put("mutu", 0, "lower", to="101"), ("mutu", 0, "lower"), "antara 0 dan 100"),
]


@pytest.mark.parametrize(("spoil", "place", "words"), KINDS)
def test_every_kind_of_problem_is_named_with_its_place(
    spoil: Callable[[Content], object], place: tuple[str, int, str], words: str
) -> None:
    content = shipped()
    spoil(content)
    found = problems_of(content, {("skm-9", 7)})
    there = [
        problem.text
        for problem in found
        if (problem.section, problem.place, problem.field) == place
    ]
    assert any(words in text for text in there), found
    assert all(re.fullmatch(r"[A-Z].*\.", problem.text) for problem in found)


def test_an_empty_draft_lists_what_it_lacks() -> None:
    found = problems_of(drafts.normal({}))
    assert {problem.section for problem in found} == {"umum", "unsur", "pertanyaan", "mutu"}


def test_bands_of_choices_may_not_overlap() -> None:
    content = shipped("skm-16-m1")
    bands = next(f for f in content["profile"] if any(c["upper"] for c in f["choices"]))
    bands["choices"][1]["upper"] = bands["choices"][2]["lower"]
    assert any("bertumpang tindih" in problem.text for problem in problems_of(content))


def test_more_than_a_hundred_rows_are_no_questionnaire() -> None:
    content = shipped()
    for _ in range(95):
        drafts.add_question(content)
    assert any("Paling banyak 100 baris" in problem.text for problem in problems_of(content))


def test_the_sum_of_the_weights_says_what_it_lacks() -> None:
    content = shipped()
    assert weight_sentence(content) == "Jumlah bobot tepat 1."
    content["unsur"][0]["weight"] = "0,10"
    content["unsur"][8]["weight"] = "10 %"
    assert weight_sentence(content) == "Jumlah bobot 44/45, kurang 1/45 dari 1."
    drafts.share_evenly(content)
    assert weight_sentence(content) == "Jumlah bobot tepat 1."
    drafts.remove(content, "unsur", 8)
    drafts.share_evenly(content)
    assert content["unsur"][0]["weight"] == "1/8"
    content["unsur"][0]["weight"] = "0,625"
    assert weight_sentence(content) == "Jumlah bobot 1,5, lebih 0,5 dari 1."


def test_editing_keeps_the_rest_fitting() -> None:
    content = shipped()
    drafts.rename_unsur(content, 2, "kecepatan")
    assert content["question"][2]["unsur"] == "kecepatan"
    assert drafts.move(content, "question", 0, -1) == 0
    assert drafts.move(content, "question", 0, 1) == 1
    assert [q["key"] for q in content["question"][:2]] == ["prosedur", "persyaratan"]
    drafts.set_scale(content, 0, 5)
    assert content["question"][1]["options"] == ["", *shipped()["question"][0]["options"], ""]
    place = drafts.add_question(content, like=1)
    assert content["question"][place]["options"] == content["question"][1]["options"]
    drafts.set_labels_everywhere(content, 1)
    assert content["question"][5]["options"] == content["question"][1]["options"]
    assert content["profile"][drafts.add_field(content, "angka")]["key"] == "isian5"
    assert drafts.add_mutu(content) == 4
    assert drafts.add_unsur(content) == 9
    assert content["unsur"][9]["code"] == "U10"
    assert drafts.remove(content, "mutu", 4) == 3
