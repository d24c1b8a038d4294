"""Whatever anybody typed prints in every format, opens no file and becomes no formula."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from app.services.reports import blocks as b
from app.services.reports.kinds import Format
from app.services.reports.rendering import render_report
from tests.services.reports.engine import report_of
from tests.services.reports.pages import letters_outside, texts_of
from tests.support.hostile import NASTY, SECRET, reports, single_blocks, texts

if TYPE_CHECKING:
    from app.services.reports.document import Report

SOME = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
FORMULA = re.compile(rb"<f[ >/]")
opened: list[str] = []


def _note_opening(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and arguments and SECRET in str(arguments[0]):
        opened.append(str(arguments[0]))


sys.addaudithook(_note_opening)


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of a DOCX or XLSX file; every XML part must be well-formed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        parts = {name: archive.read(name) for name in archive.namelist()}
    parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part, parser)
    return parts


def check(report: Report, form: Format) -> None:
    """Print a report and look for what must not be in the file."""
    opened.clear()
    content = render_report(report, form)
    assert opened == []
    assert b"root:x:0" not in content
    if form is Format.PDF:
        assert texts_of(content)
        assert not letters_outside(content, 8)
        return
    parts = parts_of(content)
    assert not [part for part in parts.values() if FORMULA.search(part) and b"sheetData" in part]
    assert not [part for name, part in parts.items() if b"TargetMode" in part], "a link outwards"


@pytest.mark.parametrize("form", list(Format))
@SOME
@given(report=reports())
def test_any_report_prints(form: Format, report: Report) -> None:
    check(report, form)


@pytest.mark.parametrize("form", list(Format))
@SOME
@given(block=single_blocks())
def test_any_block_prints_alone(form: Format, block: b.Block) -> None:
    check(report_of(block), form)


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_each_nasty_text_prints_in_a_table_and_in_words(form: Format, text: str) -> None:
    table = b.Table(
        (b.Column(20), b.Column()),
        ((text, text),),
        ((text, b.Cell(text, rows=2)), (text,)),
        name=text,
    )
    words = (b.Heading(text), b.Paragraph(text), b.Notice(text), b.KeyValues(((text, text),)))
    check(report_of(b.Contents(), *words, b.Items((text, text)), table), form)


@pytest.mark.parametrize("form", list(Format))
def test_a_million_letters_print(form: Format) -> None:
    text = "A" * 1_000_000
    check(report_of(b.Paragraph(text), b.Table((b.Column(),), (), ((text,),))), form)


@settings(SOME, max_examples=15)
@given(st.lists(texts(), min_size=20, max_size=20))
def test_a_row_of_texts_prints_in_all_formats(words: list[str]) -> None:
    rows = tuple((text, b.Cell(text, bold=True)) for text in words)
    report = report_of(b.Table((b.Column(40), b.Column()), (("a", "b"),), rows))
    for form in Format:
        check(report, form)
