"""Tables over several pages: merged cells, rows that no page holds, notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.reports import blocks as b
from app.services.reports.document import Paper
from app.services.reports.pdf_rows import (
    BODY,
    Line,
    Measures,
    crossings,
    lines_of,
    part_before,
    torn,
)
from tests.services.reports.engine import nested_table, pdf_of, simple_table
from tests.services.reports.pages import letters_outside, texts_of

if TYPE_CHECKING:
    from app.services.reports.pdf_rows import Placed

LONG = "kata " * 500


def test_merged_cells_say_their_words_again_on_the_next_page() -> None:
    pages = texts_of(pdf_of(nested_table(1, 120)))
    assert len(pages) > 1
    assert all("Sasaran 0" in page for page in pages)
    assert all("Sasaran Program Kinerja Indikator Capaian" in page for page in pages)
    whole = " ".join(pages)
    assert all(f"Indikator 0.{n} {n},00" in whole for n in range(120))


def test_a_small_group_is_moved_rather_than_cut() -> None:
    for before in range(40):
        pages = texts_of(pdf_of(*([b.Spacer(5)] * before), nested_table(30, 3)))
        for group in range(30):
            found = [page for page in pages if re.search(rf"Indikator {group}\.\d", page)]
            assert len(found) == 1


def test_what_a_break_left_empty_stays_empty() -> None:
    for before in range(40):
        pages = texts_of(pdf_of(*([b.Spacer(5)] * before), nested_table(12, 9)))
        assert all(page.count("Sasaran Program Kinerja") == 1 for page in pages)


def test_the_heading_of_a_group_stands_with_its_first_row() -> None:
    heading = (b.Cell("Kelompok baru", columns=2, set_apart=True),)
    rows: list[b.Row] = [(f"isi {n}", "x") for n in range(30)]
    rows += [heading, ("pertama", "x"), ("kedua", "x")]
    made = b.Table((b.Column(), b.Column()), (("A", "B"),), tuple(rows))
    for before in range(60):
        pages = texts_of(pdf_of(*([b.Spacer(5)] * before), made))
        (page,) = (page for page in pages if "Kelompok baru" in page)
        assert "Kelompok baru pertama" in page


def test_notes_that_no_page_has_room_for_below_a_high_row_stand_on_the_next_one() -> None:
    notes = tuple(f"catatan{n}" for n in range(12))
    for lines in range(30, 44):
        made = b.Table(
            (b.Column(), b.Column(20)),
            (("Kepala\n" * 10, "B"),),
            (("\n".join(["isi"] * lines), "x"),),
            notes=notes,
        )
        whole = " ".join(texts_of(pdf_of(made, paper=Paper.A4_LANDSCAPE)))
        assert whole.count("isi") == lines
        assert [note for note in notes if whole.count(f"{note} ") != 1] == []


def test_the_name_of_a_section_is_not_left_alone_at_the_end_of_a_page() -> None:
    rows: list[b.Row] = []
    for section in range(20):
        rows.append((b.Cell(f"Kelompok {section}.", bold=True, columns=2, set_apart=True),))
        rows += [(f"{section}-{n}", "isi") for n in range(3)]
    table = b.Table((b.Column(40), b.Column()), (("A", "B"),), tuple(rows))
    for before in range(0, 40, 3):
        for page in texts_of(pdf_of(*([b.Spacer(5)] * before), table)):
            for section in re.findall(r"Kelompok (\d+)\.", page):
                assert f"{section}-0" in page


def test_words_that_merged_rows_do_not_hold_go_on_below() -> None:
    words = " ".join(f"w{n}" for n in range(400))
    rows: list[b.Row] = [(b.Cell(words, rows=60), "0")]
    rows += [(str(n),) for n in range(1, 60)]
    pages = texts_of(pdf_of(b.Table((b.Column(15), b.Column()), (("A", "B"),), tuple(rows))))
    assert len(pages) > 1
    found = [word for page in pages for word in re.findall(r"w\d+", page)]
    assert set(found) == {f"w{n}" for n in range(400)}


def test_a_row_higher_than_a_page_breaks_at_the_end_of_the_page() -> None:
    words = " ".join(f"w{n}" for n in range(3000))
    merged = b.Cell("gabungan", rows=2)
    made = b.Table(
        (b.Column(15), b.Column(), b.Column(25)),
        (("No", "Uraian", "Catatan"),),
        (("1", words, merged), ("2", "pendek"), ("3", "akhir", "x")),
        ruling=b.Ruling.GRID,
    )
    pages = texts_of(pdf_of(b.Paragraph("Sebelum."), made))
    found = [word for page in pages for word in re.findall(r"w\d+", page)]
    assert found == [f"w{n}" for n in range(3000)]
    assert "w0 " in pages[0]
    assert all("Uraian" in page for page in pages)
    assert not letters_outside(pdf_of(made))


def test_a_torn_row_takes_no_hair_more_than_there_is() -> None:
    measures = Measures((b.Column(),), (100.0,), 10.0, 2.0, 1.0)
    lines = lines_of((("kata " * 100,),), measures, BODY, 10_000, lambda: None)
    room = 5 * measures.leading + 2 * measures.down - 0.005
    upper, lower = torn(lines, 0, room, measures)
    assert upper.height <= room
    assert len(upper.cells[0].words) == 5
    assert len(upper.cells[0].words) + len(lower.cells[0].words) == len(lines[0].cells[0].words)


def test_notes_and_source_stand_once_below_the_last_rows() -> None:
    for rows in range(40, 70):
        made = simple_table(rows, notes=("*) angka sementara",), source="Sumber: kantor")
        pages = texts_of(pdf_of(made))
        last = pages[-1]
        assert sum("*) angka sementara" in page for page in pages) == 1
        assert str(rows - 1) in last.split("*)")[0].split()
        assert "Sumber: kantor" in last


def test_a_row_whose_notes_the_page_does_not_hold_goes_on_below() -> None:
    words = " ".join(f"w{n}" for n in range(900))
    for length in range(0, 900, 60):
        row = " ".join(words.split()[: 300 + length])
        made = b.Table((b.Column(60),), (("A",),), ((row,),), notes=("catatan " * 200,))
        pages = texts_of(pdf_of(made))
        found = [word for page in pages for word in re.findall(r"w\d+", page)]
        assert found == row.split()
        assert "catatan" in pages[-1]


def test_the_caption_stands_with_the_first_rows() -> None:
    for before in range(50):
        made = simple_table(30, caption="Tabel 1 Uji")
        pages = texts_of(pdf_of(*([b.Spacer(5)] * before), made))
        (page,) = (page for page in pages if "Tabel 1 Uji" in page)
        assert "Kepala 0 isi 1 isi" in page


def test_a_header_that_is_too_high_is_cut() -> None:
    header = tuple("dipotong " * 60 for _ in range(12))
    made = b.Table(tuple(b.Column() for _ in header), (header,), (tuple("abcdefghijkl"),))
    pages = texts_of(pdf_of(made))
    assert "a b c d" in pages[0]
    assert "…" in pages[0]


@pytest.mark.parametrize("rows", [0, 1, 2, 3])
def test_a_table_of_few_rows(rows: int) -> None:
    made = simple_table(rows, footer=(("", "Jumlah"),), notes=("catatan",))
    assert "Jumlah catatan" in texts_of(pdf_of(made))[0]


def test_columns_narrower_than_their_edges_print() -> None:
    columns = (*(b.Column(60) for _ in range(5)), b.Column())
    made = b.Table(columns, (), (tuple("abcdef"),), ruling=b.Ruling.BOX, strands=3)
    assert "a" in texts_of(pdf_of(made))[0]


def test_merged_cells_end_with_the_table() -> None:
    made = b.Table(
        (b.Column(), b.Column()), (), ((b.Cell("a", rows=9, columns=9),), ("verloren", "b", "c"))
    )
    assert "a" in texts_of(pdf_of(made))[0]


def test_groups_of_columns_and_rows_set_apart() -> None:
    made = b.Table(
        (b.Column(), b.Column(begins_group=True)),
        (("a", "b"),),
        ((b.Cell("Sasaran 1", columns=2, bold=True, set_apart=True),), ("1", "2")),
        ruling=b.Ruling.GRID,
    )
    assert "a b Sasaran 1 1 2" in texts_of(pdf_of(made))[0]


@st.composite
def merged_rows(draw: st.DrawFn) -> tuple[b.Row, ...]:
    """Return up to forty rows of three columns, with cells merged at random."""
    rows: list[b.Row] = []
    for _ in range(draw(st.integers(1, 40))):
        cells = draw(
            st.lists(
                st.builds(
                    b.Cell,
                    text=st.sampled_from(("", "kata", "kata " * 30, LONG)),
                    columns=st.integers(1, 4),
                    rows=st.sampled_from((1, 1, 1, 2, 3, 50)),
                ),
                max_size=4,
            )
        )
        rows.append(tuple(cells))
    return tuple(rows)


@settings(max_examples=25, deadline=None)
@given(merged_rows(), st.sampled_from((Paper.A4, Paper.A4_LANDSCAPE)))
def test_any_merging_prints(rows: tuple[b.Row, ...], paper: Paper) -> None:
    made = b.Table((b.Column(30), b.Column(), b.Column()), (("a", "b", "c"),), rows)
    assert not letters_outside(pdf_of(made, paper=paper))


MEASURES = Measures((b.Column(), b.Column(), b.Column()), (90.0, 90.0, 90.0), 8.0, 2.0, 2.0)


def occupied(lines: list[Line]) -> dict[tuple[int, int], Placed]:
    """Return which cell covers each place; no two cover the same."""
    found: dict[tuple[int, int], Placed] = {}
    for number, line in enumerate(lines):
        for cell in line.cells:
            for down in range(cell.rows):
                for right in range(cell.columns):
                    place = (number + down, cell.column + right)
                    assert place not in found
                    found[place] = cell
    return found


@settings(max_examples=80, deadline=None)
@given(merged_rows(), st.data())
def test_parting_keeps_every_word_and_every_place(
    rows: tuple[b.Row, ...], data: st.DataObject
) -> None:
    lines = lines_of(rows, MEASURES, BODY, 500, lambda: None)
    places = occupied(lines)
    assert all(row < len(lines) for row, _ in places)
    place = data.draw(st.integers(0, len(lines) - 1))
    room = data.draw(st.floats(20, 200))
    halved = torn(lines, place, room, MEASURES)
    assert len(halved) == len(lines) + 1
    occupied(halved)
    top, rest = part_before(halved, place + 1, MEASURES)
    assert set(occupied(top)) | {(r + len(top), c) for r, c in occupied(rest)} == set(
        occupied(halved)
    )
    assert len(crossings(lines, place)) == place + 1
    for row in (lines, rest):
        for number, line in enumerate(row):
            for cell in line.cells:
                height = sum(one.height for one in row[number : number + cell.rows])
                assert height >= MEASURES.height_of(cell.words) - 0.01
