from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.services.text import clean_line, clean_text, fitting_line, required_line

ANY = st.text(st.characters(), max_size=200)  # surrogates included


@given(ANY)
def test_a_clean_line_is_one_line_that_can_be_written_anywhere(text: str) -> None:
    line = clean_line(text)
    line.encode("utf-8")
    assert line == " ".join(line.split())
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in line)
    assert clean_line(line) == line


@given(ANY)
def test_a_clean_text_keeps_its_lines_and_nothing_else_of_the_controls(text: str) -> None:
    kept = clean_text(text)
    kept.encode("utf-8")
    assert not any(ord(sign) < 32 and sign != "\n" for sign in kept)
    assert clean_text(kept) == kept


def test_what_is_too_long_is_cut_or_refused() -> None:
    assert len(clean_line("x" * 5_000_000)) == 300
    assert len(clean_text("x" * 5_000_000, 1000)) == 1000
    with pytest.raises(InputError, match="Nama terlalu panjang: paling banyak 300"):
        fitting_line("x" * 301, "Nama")
    with pytest.raises(InputError, match="terlalu panjang"):
        fitting_line("x" + " " * 5_000_000, "Nama")


def test_nothing_left_is_refused() -> None:
    with pytest.raises(InputError, match="Nama belum diisi"):
        required_line(" \x00\u200b\ud800 ", "Nama")


def test_hidden_marks_and_broken_signs_disappear() -> None:
    assert clean_line("Pa\u202esar\x00 \ud800La\u200bma\r\n=1") == "Pasar Lama =1"
    assert clean_text("satu\r\ndua\u2029tiga\t\x0bempat") == "satu\ndua\ntiga empat"
