"""Word files: what is a heading, a list, a table, a field in them, and how they are described."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn
from PIL import Image

from app.services.charts.builders import unsur_chart
from app.services.reports import blocks as b
from app.services.reports.document import Paper, Report
from app.services.reports.word import render_docx
from tests.services.reports.engine import nested_table, report_of, simple_table
from tests.services.reports.making import results_data
from tests.support.hostile import PHOTO

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

WIDE = b.Section((b.Heading("Lebar", 2), simple_table(5)), Paper.A4_LANDSCAPE)


def word(*blocks: b.Block, paper: Paper = Paper.A4) -> WordDocument:
    return Document(io.BytesIO(render_docx(report_of(*blocks, paper=paper))))


def styles_of(document: WordDocument) -> list[tuple[str, str]]:
    return [(str(p.style.name) if p.style else "", p.text) for p in document.paragraphs if p.text]


def xml_of(document: WordDocument) -> str:
    element: Any = document.element
    return str(element.xml)


def test_a_report_without_blocks_opens() -> None:
    assert word().sections[0].page_width is not None


def test_headings_are_headings_and_chapters_begin_pages() -> None:
    document = word(
        b.Chapter("BAB I", "PENDAHULUAN"),
        b.Heading("1.1 Latar", 2),
        b.Heading("a", 3),
        b.Heading("b"),
    )
    assert styles_of(document) == [
        ("Bab", "BAB I\nPENDAHULUAN"),
        ("Heading 2", "1.1 Latar"),
        ("Heading 3", "a"),
        ("Heading 1", "b"),
    ]
    chapter: Any = document.styles["Bab"]
    assert chapter.base_style.name == "Heading 1"
    assert chapter.paragraph_format.page_break_before


def test_letters_look_as_their_style_says() -> None:
    document = word(
        b.Paragraph("isi"), b.Title("J"), b.Notice("n"), simple_table(3), b.Items(("a",))
    )
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    assert not any(run.font.size or run.font.bold or run.font.name for run in runs)
    assert "<w:rPr>" not in xml_of(document)


def test_the_contents_are_a_field_that_is_filled_and_renewed() -> None:
    document = word(
        b.Cover("Sampul"),
        b.Contents(2),
        b.Chapter("BAB I", "Awal"),
        b.Heading("1.1 Dalam", 2),
        b.Heading("x", 3),
    )
    xml = xml_of(document)
    assert ' TOC \\o "1-2" \\h \\z \\u ' in xml
    lines = [p.text for p in document.paragraphs if p.style and p.style.name.startswith("toc")]
    assert lines == ["BAB I Awal\t3", "1.1 Dalam\t3"]
    wanted = set(re.findall(r"PAGEREF (\S+)", xml))
    assert wanted <= set(re.findall(r'w:bookmarkStart [^>]*w:name="([^"]+)"', xml))
    settings: Any = document.settings.element
    assert settings.find(qn("w:updateFields")) is not None


def test_without_contents_word_does_not_ask_for_renewal() -> None:
    settings: Any = word(b.Heading("a")).settings.element
    assert settings.find(qn("w:updateFields")) is None


def test_tables_repeat_their_header_and_merge_their_cells() -> None:
    document = word(nested_table(2, 4, caption="Tabel 1 Uji", notes=("*) catatan",), name="Uji"))
    (table,) = document.tables
    element: Any = table._tbl
    headers = element.findall(f".//{qn('w:tblHeader')}")
    assert len(headers) == 2
    assert len(table.rows) == 2 + 8
    assert table.cell(2, 0).text == table.cell(5, 0).text == "Sasaran 0"
    assert table.cell(6, 0).text == "Sasaran 1"
    assert table.cell(3, 1).text == "Program 0.0"
    assert table.cell(0, 2).text == table.cell(0, 3).text == "Kinerja"
    assert 'w:tblDescription w:val="Uji"' in str(element.xml)
    assert ("Judul Tabel", "Tabel 1 Uji") in styles_of(document)
    assert ("Keterangan", "*) catatan") in styles_of(document)


def test_a_small_table_stands_on_one_page_and_a_long_one_does_not() -> None:
    for rows, text, kept in ((3, "isi", True), (30, "isi", False), (3, "isi " * 400, False)):
        made = b.Table((b.Column(),), (("Kepala",),), tuple((text,) for _ in range(rows)))
        (table,) = word(made).tables
        cells = [row.cells[0].paragraphs[0].paragraph_format for row in table.rows]
        assert [bool(one.keep_with_next) for one in cells] == [True, *([kept] * rows)]


def test_sections_lie_as_their_paper_says() -> None:
    document = word(b.Cover("Sampul"), b.Paragraph("Awal"), WIDE, b.Paragraph("Akhir"))
    sections = document.sections
    landscape = WD_ORIENTATION.LANDSCAPE
    assert [one.orientation is landscape for one in sections] == [False, False, True, False]
    assert sections[2].page_width == sections[1].page_height
    assert "".join(p.text for p in sections[0].footer.paragraphs) == ""
    for section in sections[1:]:
        footer: Any = section.footer.paragraphs[0]._p
        assert "PAGE" in footer.xml
        assert "NUMPAGES" in footer.xml
        assert "log 12-ab" in section.footer.paragraphs[0].text
        assert section.header.paragraphs[0].text == "Judul · Unit"


def test_the_first_page_has_its_proof_but_no_running_title() -> None:
    section = word(b.Paragraph("isi")).sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    assert "log 12-ab" in section.first_page_footer.paragraphs[0].text


def test_narrow_tables_run_in_columns_of_the_page() -> None:
    document = word(b.Paragraph("a"), simple_table(60, strands=3), b.Paragraph("b"))
    counts = []
    for section in document.sections:
        columns: Any = section._sectPr.find(qn("w:cols"))
        counts.append(columns.get(qn("w:num")))
    assert counts == [None, "3", "1"] or counts[1:] == ["3", "1"]
    assert (
        not word(b.Together((simple_table(9, strands=3),)))
        .sections[0]
        ._sectPr.xpath("./w:cols[@w:num='3']")
    )


def test_lists_count_anew_and_lists_within_them_are_deeper() -> None:
    inner = b.Items(("x",), b.Marks.LETTERS)
    document = word(b.Items(("a", inner, "b"), b.Marks.NUMBERS), b.Items(("c",), b.Marks.NUMBERS))
    found = []
    for paragraph in document.paragraphs:
        shape: Any = paragraph._p.pPr
        found.append((paragraph.text, shape.numPr.ilvl.val, shape.numPr.numId.val))
    assert [one[:2] for one in found] == [("a", 0), ("x", 1), ("b", 0), ("c", 0)]
    assert found[0][2] == found[2][2]
    assert len({found[0][2], found[1][2], found[3][2]}) == 3


def test_charts_are_pictures_of_300_dots_with_words_for_those_who_cannot_see() -> None:
    chart = unsur_chart(results_data(30).result)
    document = word(b.ChartBlock(chart, caption="Gambar 1 Nilai"))
    (shape,) = document.inline_shapes
    (part,) = [p for p in document.part.package.iter_parts() if p.partname.endswith(".png")]
    picture = Image.open(io.BytesIO(part.blob))
    assert picture.width / (shape.width.inches) == pytest.approx(300, rel=0.01)
    properties: Any = shape._inline.docPr
    assert chart.alt[:60] in properties.get("descr")
    assert ("Judul Gambar", "Gambar 1 Nilai") in styles_of(document)


def test_a_chart_below_its_title_keeps_nothing_with_it() -> None:
    chart = b.ChartBlock(unsur_chart(results_data(30).result))
    document = word(chart, chart, replace(chart, caption="Gambar 1"))
    looks = ("Judul Grafik", "Grafik", "Gambar")
    styles = [p.style for p in document.paragraphs if p.style and p.style.name in looks]
    assert [style.name for style in styles] == [*looks[:2], *looks[:2], looks[2]]
    kept = {style.name: style.paragraph_format.keep_with_next for style in styles}
    assert kept == {"Judul Grafik": True, "Grafik": False, "Gambar": True}


def test_photos_logos_and_signatures_are_there() -> None:
    photo = b.Picture(PHOTO, 60, 40, "Loket")
    document = word(
        b.KopSurat(("PEMERINTAH",), "UNIT", "alamat", PHOTO),
        b.Pictures((photo, b.Picture(b"rusak", 5, 5), photo), 2),
        b.Signature("Kota, hari ini", "Lurah", "NAMA", "", "1980"),
    )
    assert len(document.inline_shapes) == 3
    xml = xml_of(document)
    for words in ("Loket", "Foto ini tidak dapat dibaca.", "NAMA", "NIP 1980", "PEMERINTAH"):
        assert words in xml


def test_the_file_says_what_it_is_in_indonesian() -> None:
    document = word(b.Paragraph("isi"))
    known = document.core_properties
    assert (known.title, known.author, known.language) == ("Judul", "Kantor", "id-ID")
    assert known.created == datetime(2026, 3, 12, 10, 42, tzinfo=UTC)
    styles: Any = document.styles.element
    assert {one.get(qn("w:val")) for one in styles.iter(qn("w:lang"))} == {"id-ID"}


def test_the_same_report_is_the_same_file() -> None:
    report = report_of(b.Chapter("I", "A"), nested_table(3), WIDE, b.Items(("a",)))
    content = render_docx(report)
    assert content == render_docx(report)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {part.date_time[0] for part in archive.infolist()} == {1980}


def test_a_break_begins_a_page_and_two_are_one() -> None:
    document = word(b.PageBreak(), b.Paragraph("a"), b.PageBreak(), b.PageBreak(), b.Paragraph("b"))
    assert xml_of(document).count('<w:br w:type="page"/>') == 1


def test_whoever_is_told_may_stop_the_work() -> None:
    class StoppedError(Exception):
        pass

    def stop(_done: int, _all: int) -> None:
        raise StoppedError

    report: Report = report_of(simple_table(500))
    with pytest.raises(StoppedError):
        render_docx(report, stop)
