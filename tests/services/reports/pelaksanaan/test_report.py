"""The whole report: every part that rules/reports.md §1 names, for every survey."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import InputError
from app.models.survey import WeightRule
from app.models.unit import Official
from app.services.instruments.reading import shipped_instruments
from app.services.reports.blocks import ChartBlock, Table
from app.services.reports.kinds import Format, Options
from app.services.reports.pelaksanaan.report import PELAKSANAAN, pelaksanaan
from app.services.reports.walking import entries, every_block
from app.services.results.saran import PrintableSaran
from tests.services.reports.making import instrument_of
from tests.services.reports.pages import letters_outside, texts_of
from tests.services.reports.pelaksanaan.making import pages_of, pelaksanaan_data, text_of
from tests.support.hostile import texts
from tests.support.reports import file_of

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument

PARTS = [
    "KATA PENGANTAR",
    "DAFTAR ISI",
    "BAB I PENDAHULUAN",
    "1.1 Latar belakang",
    "1.2 Dasar pelaksanaan",
    "1.3 Maksud dan tujuan",
    "BAB II PENGUMPULAN DATA",
    "2.1 Pelaksana survei",
    "2.2 Metode pengumpulan data",
    "2.3 Lokasi pengumpulan data",
    "2.4 Waktu pelaksanaan survei",
    "2.5 Penentuan jumlah responden",
    "BAB III HASIL PENGOLAHAN DATA",
    "3.1 Jumlah responden",
    "3.2 Indeks Kepuasan Masyarakat",
    "BAB IV ANALISIS HASIL SURVEI",
    "4.1 Analisis unsur pelayanan dan saran",
    "4.2 Rencana tindak lanjut",
    "4.3 Tren nilai",
    "BAB V KESIMPULAN",
    "LAMPIRAN 1 KUESIONER",
    "LAMPIRAN 2 PENGOLAHAN DATA",
    "LAMPIRAN 3 DOKUMENTASI",
    "LAMPIRAN 4 HASIL TINDAK LANJUT PERIODE SEBELUMNYA",
]
INSTRUMENTS = (*shipped_instruments(), instrument_of(20, 6, outside=2))
TYPED = {
    "action",
    "address",
    "caption",
    "evidence",
    "index_name",
    "index_short",
    "jabatan",
    "label",
    "letterhead",
    "name",
    "nip",
    "notice",
    "office_name",
    "pangkat",
    "place",
    "program",
    "responsible",
    "role",
    "short_name",
    "source",
    "tasks",
    "text",
}
"""Fields of any dataclass that somebody types or a file brings."""


def test_every_part_stands_in_its_order() -> None:
    found = [entry.text for entry in entries(pelaksanaan(pelaksanaan_data(30)).blocks)]
    assert [text for text in found if text in PARTS] == PARTS


def test_the_daftar_isi_names_the_page_of_each_part() -> None:
    pages = pages_of(pelaksanaan_data(60))
    contents = pages[2]
    for part in PARTS:
        named = re.search(rf"{re.escape(part)} [. ]*(\d+)", contents)
        assert named, part
        assert part in pages[int(named[1]) - 1], part


def test_parts_are_left_out_as_chosen() -> None:
    without = frozenset(part.key for part in PELAKSANAAN.parts)
    text = text_of(pelaksanaan_data(30), Options(without=without))
    assert "LAMPIRAN" not in text
    assert "Puji syukur" not in text
    assert "BAB V" in text


@pytest.mark.parametrize("n", [0, 1, 30])
@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda one: one.key)
def test_every_instrument_prints(instrument: Instrument, n: int) -> None:
    data = pelaksanaan_data(n, instrument=instrument)
    pdf = file_of(PELAKSANAAN, data)
    assert letters_outside(pdf) == []
    text = " ".join(texts_of(pdf))
    assert all(unsur.name in text for unsur in instrument.unsur)
    assert all(question.text[:40] in text for question in instrument.questions)
    assert "None" not in text
    is_skm = instrument.index_short == "IKM"
    assert ("Pedoman Penyusunan Survei Kepuasan Masyarakat" in text) is is_skm
    assert ("paling sedikit satu kali setahun" in text) is is_skm
    nil = f"{instrument.index_short} belum ada."
    assert (nil in text) is (n == 0)


def test_five_thousand_respondents_take_their_pages_and_no_more() -> None:
    pages = pages_of(pelaksanaan_data(5000))
    assert len(pages) < 50
    assert "5.000 responden" in " ".join(pages[:12])


def test_a_rounded_weight_and_blanks_are_said() -> None:
    data = pelaksanaan_data(50, weight_rule=WeightRule.THREE_DECIMALS, blank_share=0.2)
    text = text_of(data, Options(chosen={"bobot": "selalu"}))
    assert "0,111 (dibulatkan)" in text
    assert "dengan bobot tepat IKM adalah" in text
    assert " 0,111 0," in text  # the column of the weights
    assert "111/1000" not in text
    assert f"U1 n = {data.result.unsur[0].n}" in text


def test_table_chart_and_sentence_mark_the_same_unsur() -> None:
    five = next(one for one in INSTRUMENTS if one.key == "spak-5")
    data = pelaksanaan_data(30, instrument=five)
    low = {row.unsur.key for row in data.extremes[0]}
    assert len(low) == 2
    blocks = list(every_block(pelaksanaan(data).blocks))
    (chart,) = [one.chart for one in blocks if isinstance(one, ChartBlock)]
    assert {one.key for one in chart.categories if one.highlighted} == low
    table = next(one for one in blocks if isinstance(one, Table) and "Tabel 3.2" in one.caption)
    marked = [row for row in table.rows if "▼" in str(row)]
    assert len(marked) == 2


def test_what_an_office_cannot_print_names_the_text_and_its_line() -> None:
    data = pelaksanaan_data(30)
    broken = replace(data, texts={**data.texts, "tujuan": "baik\n{unti}"})
    with pytest.raises(InputError, match=r"1\.3 Tujuan.*Baris 2: isian \{unti\}"):
        pelaksanaan(broken)


def test_the_office_own_words_are_printed_with_its_figures() -> None:
    data = pelaksanaan_data(30)
    own = "Nilai {indeks} {nilai}, mutu {mutu}, {jumlah_responden} responden.\n- pertama\n- kedua"
    text = text_of(replace(data, texts={**data.texts, "penutup": own}))
    result = data.result
    assert f"Nilai IKM {result.ikm_text}, mutu {result.mutu.letter}" in text  # type: ignore[union-attr] # 30 answers
    assert "30 responden. • pertama • kedua" in text


@pytest.mark.parametrize("text", ["A" * 1_000_000, "kata " * 200_000, "\n" * 500, "\ud800"])
def test_what_is_far_too_long_is_printed_in_part(text: str) -> None:
    data = pelaksanaan_data(3)
    results = replace(
        data.results,
        office=replace(data.results.office, address=text, letterhead=(text, text)),
        unit=replace(data.results.unit, name=text),
        survey=replace(data.results.survey, notice=text),
        saran=PrintableSaran(((text, (data.results.instrument.unsur[0].short_name,)),), 0),
        official=Official(text, text, text, text),
        place=text,
    )
    values = dict.fromkeys(data.values, text)
    pdf = file_of(PELAKSANAAN, replace(data, results=results, values=values, beside=(text,)))
    assert letters_outside(pdf, 8) == []


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(Format), st.lists(texts(), min_size=1, max_size=6))
def test_nothing_that_anybody_types_breaks_the_report(form: Format, words: list[str]) -> None:
    data = pelaksanaan_data(6)
    typed = iter(words * 2000)
    poisoned = _poisoned(data, typed)
    values = dict.fromkeys(data.values, words[0])
    poisoned = replace(poisoned, texts=data.texts, values=values)
    made = file_of(PELAKSANAAN, poisoned, form=form)
    assert made.startswith(b"%PDF" if form is Format.PDF else b"PK")


def _poisoned(value: Any, typed: Any) -> Any:
    """Return a copy of a tree of dataclasses in which all that is typed is replaced."""
    if is_dataclass(value) and not isinstance(value, type | Enum):
        changed = {
            one.name: _replaced(one.name, getattr(value, one.name), typed) for one in fields(value)
        }
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(_poisoned(one, typed) for one in value)
    return value


def _replaced(name: str, value: Any, typed: Any) -> Any:
    if name in TYPED and isinstance(value, str) and not isinstance(value, Enum):
        return next(typed)
    if name in TYPED and isinstance(value, tuple) and all(isinstance(one, str) for one in value):
        return tuple(next(typed) for _ in value)
    return _poisoned(value, typed)
