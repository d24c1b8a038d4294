"""Whatever anybody typed prints in every format, opens no file and becomes no formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.services.reports import blocks as b
from app.services.reports.kinds import Format
from app.services.reports.rendering import render_report
from tests.services.reports.engine import report_of
from tests.services.reports.printed import check_file, nothing_opened
from tests.support.hostile import NASTY, reports, single_blocks, texts

if TYPE_CHECKING:
    from app.services.reports.document import Report

SOME = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def check(report: Report, form: Format) -> None:
    """Print a report and look for what must not be in the file."""
    with nothing_opened():
        content = render_report(report, form)
    check_file(content, form)


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


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_each_nasty_text_stays_within_a_poster_as_a_number(text: str) -> None:
    groups = (b.PosterGroup("Jenis kelamin", (("Laki-laki", text), ("Perempuan", text))),)
    poster = b.Poster(
        kop=b.KopSurat(lines=(), name="Kelurahan", address="", logo=b""),
        title="Indeks Kepuasan Masyarakat",
        index_name="IKM",
        value=text,
        quality=(("Mutu", text),),
        facts=(),
        respondents_name="Responden",
        respondents=text,
        groups=groups,
        thanks="",
        remarks=(),
        signature=None,
    )
    check(report_of(poster), Format.PDF)
