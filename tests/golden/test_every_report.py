"""What every report keeps as a file: fonts, title, language, bookmarks, order, sameness.

The files are read here byte by byte, for these are promises about what stands in them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from app.services.reports.walking import entries
from tests.services.reports.pages import letters_outside, metadata_of, texts_of
from tests.support.every_report import KINDS, every_report

if TYPE_CHECKING:
    from app.services.reports.kinds import ReportKind
    from app.services.reports.service import Collected

FONT = re.compile(rb"<<[^<>]*(?:<<[^<>]*>>[^<>]*)*/Type /Font\b[^<>]*(?:<<[^<>]*>>[^<>]*)*>>")
OURS = re.compile(rb"/BaseFont /[A-Z]{6}\+(?:PlusJakartaSans|DejaVuSans)")
ENGLISH = re.compile(r"\b(?:the|and|of|is|page|table|figure|None|True|False|nan)\b")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Collected]:
    return {one.kind.key: one for one in every_report(tmp_path_factory.mktemp("semua"))}


@pytest.fixture(params=KINDS, ids=lambda kind: kind.key)
def report(request: pytest.FixtureRequest, reports: dict[str, Collected]) -> Collected:
    kind: ReportKind[Any] = request.param
    return reports[kind.key]


def test_all_fonts_are_ours_embedded_in_parts(report: Collected) -> None:
    pdf = report.render()
    fonts = FONT.findall(pdf)
    assert fonts
    for one in fonts:
        assert OURS.search(one), one
        assert b"/FontDescriptor" in one
        assert b"/ToUnicode" in one
    assert pdf.count(b"/FontFile2") == len(fonts)


def test_title_language_and_bookmarks(report: Collected) -> None:
    pdf, built = report.render(), report.build()
    assert metadata_of(pdf)["Title"] == built.title
    assert metadata_of(pdf)["Author"] == built.author
    assert b"/Lang (id-ID)" in pdf
    assert b"/DisplayDocTitle true" in pdf
    document: Any = pypdfium2.PdfDocument(pdf)
    marks = [mark.get_title() for mark in document.get_toc()]
    document.close()
    assert marks == [entry.text for entry in entries(built.blocks)]


def test_the_same_time_makes_the_same_file(report: Collected) -> None:
    for form in report.kind.formats:
        assert report.render(form) == report.render(form)


def test_pages_hold_words_within_their_edges_in_indonesian(report: Collected) -> None:
    pdf = report.render()
    pages = texts_of(pdf)
    assert all(pages)
    assert not letters_outside(pdf)
    assert not ENGLISH.findall(" ".join(pages))


def test_words_are_written_in_the_order_of_reading(report: Collected) -> None:
    whole = " ".join(texts_of(report.render()))
    place = -1
    for entry in entries(report.build().blocks):
        words = " ".join(entry.text.split())
        found = whole.find(words, place + 1)
        assert found > place, words
        place = found
