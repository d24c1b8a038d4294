"""Sections, contents, bookmarks, lists, cover; the same report is the same file."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pypdfium2
import pytest

from app.services.charts.builders import unsur_chart
from app.services.reports import blocks as b
from app.services.reports.document import Paper
from app.services.reports.numbering import Numbering
from app.services.reports.pdf import render_pdf
from app.services.reports.preview import page_sizes
from tests.services.reports.engine import nested_table, pdf_of, report_of, simple_table
from tests.services.reports.making import results_data
from tests.services.reports.pages import letters_outside, metadata_of, texts_of

WIDE = b.Section((b.Heading("Lebar", 2), simple_table(60)), Paper.A4_LANDSCAPE)


def outline_of(pdf: bytes) -> list[tuple[int, str, int]]:
    """Return (level, title, page from 1) of every bookmark."""
    document: Any = pypdfium2.PdfDocument(pdf)
    try:
        return [
            (mark.level, mark.get_title(), mark.get_dest().get_index() + 1)
            for mark in document.get_toc()
        ]
    finally:
        document.close()


def test_a_section_lies_on_its_own_paper_and_the_report_goes_on() -> None:
    pdf = pdf_of(b.Paragraph("Awal"), WIDE, b.Paragraph("Akhir"))
    widths = [round(width) for width, _ in page_sizes(pdf)]
    assert widths[0] == widths[-1] == 595
    assert set(widths[1:-1]) == {842}
    assert "Akhir" in texts_of(pdf)[-1]
    assert not letters_outside(pdf)


def test_no_page_is_left_empty_around_breaks_and_sections() -> None:
    blocks = (b.PageBreak(), WIDE, b.PageBreak(), b.PageBreak(), WIDE, b.Chapter("I", "Bab"))
    pdf = pdf_of(*blocks, b.PageBreak(), b.Cover("Sampul"), b.PageBreak())
    texts = texts_of(pdf)
    assert round(page_sizes(pdf)[0][0]) == 842
    assert texts[-1].startswith("Sampul")
    assert all("isi" in text or "Bab" in text or "Sampul" in text for text in texts)


def test_what_prints_nothing_is_no_page() -> None:
    wide = b.Section((simple_table(60),), Paper.A4_LANDSCAPE)
    pdf = pdf_of(b.Contents(), b.SideBySide(()), wide)
    assert {round(width) for width, _ in page_sizes(pdf)} == {842}
    assert not letters_outside(pdf)


def test_the_contents_name_the_pages_of_the_headings() -> None:
    chapters = [
        block
        for n in range(1, 40)
        for block in (
            b.Chapter(f"BAB {n}", f"Pokok {n}"),
            b.Heading(f"{n}.1 Awal", 2),
            simple_table(30 * (n % 4)),
            b.Heading(f"{n}.2 Lanjutan", 2),
            b.Heading("Tidak disebut", 3),
        )
    ]
    pdf = pdf_of(b.Cover("Sampul"), b.Contents(), *chapters)
    pages = texts_of(pdf)
    contents = " ".join(pages[1:4])
    found = re.findall(r"(BAB \d+ Pokok \d+|\d+\.[12] (?:Awal|Lanjutan))[ .]+(\d+)", contents)
    assert len(found) == 39 * 3
    for words, page in found:
        assert words in pages[int(page) - 1]
        assert f"Halaman {page} dari {len(pages)}" in pages[int(page) - 1]
    assert "Tidak disebut" not in contents


def test_bookmarks_lead_to_the_headings() -> None:
    pdf = pdf_of(
        b.Heading("Langsung dalam", 3),
        b.Chapter("BAB I", "Awal"),
        b.Together((b.Heading("1.1 Dalam", 2), b.Paragraph("isi"))),
        b.SideBySide(((simple_table(90),), (b.Heading("Samping", 2),))),
        b.Heading("", 2),
    )
    pages = texts_of(pdf)
    marks = outline_of(pdf)
    assert [mark[:2] for mark in marks] == [
        (0, "Langsung dalam"),
        (0, "BAB I Awal"),
        (1, "1.1 Dalam"),
        (1, "Samping"),
        (1, "–"),
    ]
    for _, title, page in marks[:-1]:
        assert title in pages[page - 1]


def test_a_cover_bears_no_number_but_counts() -> None:
    cover = b.Cover("LAPORAN", ("Kelurahan",), foot=("KOTA", "2026"))
    first, second = texts_of(pdf_of(cover, b.Paragraph("isi")))
    assert first == "LAPORAN Kelurahan KOTA 2026"
    assert "Halaman 2 dari 2" in second


@pytest.mark.parametrize("paper", list(Paper))
def test_a_cover_with_long_words_stays_on_its_page(paper: Paper) -> None:
    long = "Laporan Pelaksanaan Survei Kepuasan Masyarakat " * 20
    cover = b.Cover(long, (long,) * 20, b"tidak ada", (long,) * 20)
    pdf = pdf_of(cover, paper=paper)
    assert len(texts_of(pdf)) == 1


def test_lists_number_their_entries_and_lists_within_them() -> None:
    inner = b.Items(("huruf", "lagi"), b.Marks.LETTERS)
    text = texts_of(pdf_of(b.Items(("satu", inner, "dua"), b.Marks.NUMBERS), b.Items(("butir",))))
    assert "1. satu a. huruf b. lagi 2. dua • butir" in text[0]


def test_captions_count_within_their_chapter() -> None:
    chapter, none = Numbering("3"), Numbering()
    assert [chapter.table("A"), chapter.table("B")] == ["Tabel 3.1 A", "Tabel 3.2 B"]
    assert [chapter.chart("A"), none.chart("B")] == ["Gambar 3.1 A", "Gambar 1 B"]


def test_a_caption_takes_the_place_of_the_title_of_a_chart() -> None:
    chart = unsur_chart(results_data(30).result)
    text = texts_of(pdf_of(b.ChartBlock(chart, caption="Gambar 1 Nilai")))[0]
    assert "Gambar 1 Nilai" in text
    assert chart.title not in text


def test_running_text_may_end_at_both_edges() -> None:
    assert texts_of(pdf_of(b.Paragraph("kata " * 200, align=b.Align.BOTH)))


def test_the_same_report_is_the_same_file_and_bears_its_time() -> None:
    report = report_of(b.Chapter("I", "Bab"), nested_table(9), WIDE)
    pdf = render_pdf(report)
    assert pdf == render_pdf(report)
    assert metadata_of(pdf)["CreationDate"] == "D:20260312104200+00'00'"
    at = datetime(2026, 3, 12, 10, 42, tzinfo=timezone(timedelta(hours=8)))
    later = replace(report, footer=replace(report.footer, printed_at=at))
    assert metadata_of(render_pdf(later))["CreationDate"] == "D:20260312104200+08'00'"
