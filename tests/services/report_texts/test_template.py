from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.report_texts.template import (
    FilledLine,
    ListMark,
    fields_in,
    filled,
    problems_of,
)

KNOWN = {"unit": "Kelurahan Melati", "periode": "tahun 2026", "jumlah_responden": "30"}


def test_a_field_is_filled_and_each_line_is_a_paragraph() -> None:
    text = "Survei { unit }\npada {periode}.\n\n\nSelesai."
    assert problems_of(text, KNOWN) == ()
    assert filled(text, KNOWN) == (
        FilledLine(ListMark.NONE, "Survei Kelurahan Melati"),
        FilledLine(ListMark.NONE, "pada tahun 2026."),
        FilledLine(ListMark.NONE, "Selesai."),
    )
    assert fields_in(text) == {"unit", "periode"}


@pytest.mark.parametrize(
    ("line", "mark", "words"),
    [
        ("- mengukur mutu", ListMark.BULLET, "mengukur mutu"),
        ("•  mengukur mutu", ListMark.BULLET, "mengukur mutu"),
        ("1. Undang-Undang;", ListMark.NUMBER, "Undang-Undang;"),
        ("12) Undang-Undang;", ListMark.NUMBER, "Undang-Undang;"),
        ("b. mengukur", ListMark.LETTER, "mengukur"),
        ("a.n. Lurah", ListMark.NONE, "a.n. Lurah"),
        ("2026 adalah tahun survei", ListMark.NONE, "2026 adalah tahun survei"),
        ("-tanpa spasi", ListMark.NONE, "-tanpa spasi"),
        ("- ", ListMark.NONE, "-"),
    ],
)
def test_what_a_line_begins_with_makes_a_list(line: str, mark: ListMark, words: str) -> None:
    assert filled(line, KNOWN) == (FilledLine(mark, words),)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Teksnya kosong."),
        (" \n ", "Teksnya kosong."),
        ("satu\n{unti} dua", "Baris 2: isian {unti} tidak dikenal; barangkali {unit}."),
        ("{Jumlah Responden}", "Baris 1: isian {Jumlah Responden} tidak dikenal; barangkali"),
        ("{xyz}", "Baris 1: isian {xyz} tidak dikenal."),
        ("satu\n\n{unit", "Baris 3: kurung kurawal “{unit” tidak ditutup."),
        ("unit}", "Baris 1: kurung kurawal } tanpa pembuka."),
        ("{ }", "Baris 1: kurung kurawal kosong"),
        ("{{unit}}", "Baris 1: kurung kurawal “{{unit}}” tidak ditutup."),
        ("x" * 10_001, "Teksnya 10001 huruf, paling banyak 10000."),
    ],
)
def test_what_cannot_be_printed_is_named_with_its_line(text: str, sentence: str) -> None:
    assert problems_of(text, KNOWN)[0].sentence.startswith(sentence)


def test_every_problem_of_a_line_is_named() -> None:
    found = problems_of("{a} {unit} {b\n}", KNOWN)
    assert [problem.line for problem in found] == [1, 1, 2]


def test_a_value_opens_neither_a_list_nor_a_field_nor_a_line() -> None:
    values = {**KNOWN, "unit": "- {periode}\nbaris {0.__class__} {{"}
    assert filled("{unit}", values) == (
        FilledLine(ListMark.NONE, "- {periode} baris {0.__class__} {{"),
    )


@given(st.text(max_size=200), st.text(max_size=60))
def test_any_text_is_judged_and_filled(text: str, value: str) -> None:
    found = problems_of(text, KNOWN)
    lines = filled(text, dict.fromkeys(KNOWN, value))
    assert all("\n" not in line.text for line in lines)
    assert all(problem.line <= text.count("\n") + text.count("\r") + 1 for problem in found)
    if not found:
        assert fields_in(text) <= KNOWN.keys()


@given(st.lists(st.sampled_from(["unit", "{", "}", "{unit}", "{periode}", " ", "x"]), max_size=12))
def test_a_text_without_problems_prints_no_brace(parts: list[str]) -> None:
    text = "".join(parts)
    if not problems_of(text, KNOWN):
        assert not any(brace in line.text for line in filled(text, KNOWN) for brace in "{}")
