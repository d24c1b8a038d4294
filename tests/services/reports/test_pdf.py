from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from app.services.reports import blocks as b
from app.services.reports.document import Paper, page_number
from tests.services.reports.engine import pdf_of
from tests.services.reports.engine import simple_table as table
from tests.services.reports.pages import letters_outside, texts_of


def test_a_report_without_blocks_is_a_page() -> None:
    assert len(texts_of(pdf_of())) == 1


def test_the_header_stands_on_every_page_and_the_footer_once() -> None:
    pages = texts_of(pdf_of(table(200, footer=(("", "Jumlah akhir"),))))
    assert len(pages) > 3
    assert all("Kepala" in page for page in pages)
    assert sum("Jumlah akhir" in page for page in pages) == 1


def test_the_footer_of_a_table_is_not_alone_on_its_page() -> None:
    for rows in range(40, 60):
        last = texts_of(pdf_of(table(rows, footer=(("", "Jumlah akhir"),))))[-1]
        assert str(rows - 1) in last.split("Jumlah akhir")[0].split()


def test_a_cell_of_any_length_is_parted() -> None:
    pages = texts_of(pdf_of(table(3, "kata " * 3000 + "selesai")))
    assert sum(page.count("selesai") for page in pages) == 3


def test_strands_are_read_downwards() -> None:
    grid = b.Table(
        (b.Column(10), b.Column()),
        (("No", "N"),),
        tuple((str(i), "x") for i in range(9)),
        strands=3,
    )
    (page,) = texts_of(pdf_of(grid))
    assert "0 x 3 x 6 x" in page


def test_merged_cells_cover_their_columns_and_rows() -> None:
    header: tuple[b.Row, ...] = (
        (b.Cell("No", rows=2), b.Cell("Nilai unsur", columns=2)),
        ("Kiri", "Kanan"),
    )
    made = b.Table((b.Column(), b.Column(), b.Column()), header, (("1", "2", "3"),))
    (page,) = texts_of(pdf_of(made))
    assert "Nilai unsur" in page
    assert "Kiri Kanan" in page


def test_the_running_title_spares_the_first_page() -> None:
    first, second = texts_of(pdf_of(b.Paragraph("satu"), b.PageBreak(), b.Paragraph("dua")))
    assert "Judul · Unit" not in first
    assert "Judul · Unit" in second
    assert "Halaman 2 dari 2" in second


def test_columns_too_high_for_a_page_follow_each_other() -> None:
    high = (table(120),)
    pages = texts_of(pdf_of(b.SideBySide((high, high))))
    assert len(pages) > 3


@pytest.mark.parametrize("paper", list(Paper))
def test_every_block_fits_every_paper(paper: Paper) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (3000, 900), "red").save(picture, "PNG")
    pdf = pdf_of(
        b.KopSurat(("PEMERINTAH",) * 6, "UNIT", "alamat", picture.getvalue()),
        b.Title("Judul", ("a", "b")),
        b.Notice("perhatian"),
        b.KeyValues((("a", "b"),)),
        b.IndexFigure("IKM", "100,00", "A", "Sangat Baik", (("n", "1"),)),
        b.MethodBox("Cara", (("a", "b" * 300),)),
        b.Heading("1. Bab"),
        b.Together((b.Heading("2. Bab", 2), b.Paragraph("isi\n\nlagi", small=True))),
        b.Spacer(900),
        b.Signature("Tempat, tanggal", "Lurah", "Nama", "Pangkat", "1"),
        paper=paper,
    )
    assert not letters_outside(pdf)


def test_a_picture_that_is_none_is_left_out() -> None:
    for logo in (b"", b"nonsense", b"\x89PNG\r\n\x1a\n broken"):
        assert texts_of(pdf_of(b.KopSurat((), "UNIT", logo=logo)))


def test_several_pages_are_counted() -> None:
    assert page_number(1, 5) == "Halaman 1 dari 5"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text_prints_in_any_block(text: str) -> None:
    pdf = pdf_of(
        b.Heading(text),
        b.Paragraph(text),
        b.Notice(text),
        b.KeyValues(((text, text),)),
        table(2, text),
        b.Signature(text, text, text, text, text),
    )
    assert not letters_outside(pdf)


def test_everything_finds_room_in_three_columns() -> None:
    figure = b.IndexFigure("IKM", "100,00", "A", "Sangat Baik", (("Responden:", "1.000"),))
    signature = b.Signature("Tempat, tanggal", "Lurah", "Nama", "Pangkat", "1")
    column = (figure, b.Together((b.Heading("Judul", 2), table(2))), signature)
    pdf = pdf_of(b.SideBySide((column, column, column)))
    assert texts_of(pdf)[0].count("100,00") == 3
    assert not letters_outside(pdf)
