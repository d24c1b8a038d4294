"""The printed questionnaire is whole for every instrument, finished or not."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from hypothesis import given, settings

from app.services.instruments.draft import content_of, normal, set_scale
from app.services.instruments.lenient import preview_of
from app.services.instruments.paper_form import FormHead, form_pdf
from app.services.instruments.reading import shipped_instruments
from app.services.reports.blocks import KopSurat
from tests.services.instruments.contents import contents, shipped

if TYPE_CHECKING:
    from typing import Any

    from app.models.questionnaire import Instrument

AT = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - as printed
HEAD = FormHead(KopSurat(("PEMERINTAH KOTA",), "KELURAHAN MELATI", "Jalan Melati 1"), "Melati", "1")


def pages_of(instrument: Instrument) -> list[str]:
    document = pypdfium2.PdfDocument(form_pdf(instrument, HEAD, AT))
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def words(text: str) -> str:
    """Return a text without spaces, line ends and hyphens, where a page breaks its lines."""
    return "".join(c for c in text if c.isalnum() or c in "☐/")


@pytest.mark.parametrize("instrument", shipped_instruments(), ids=lambda i: i.key)
def test_everything_that_is_asked_stands_on_the_paper(instrument: Instrument) -> None:
    pages = pages_of(instrument)
    assert 1 <= len(pages) <= 2
    assert all("Pertanyaan" in page or "Saran dan masukan" in page for page in pages)
    text = words("".join(pages))
    for question in instrument.questions:
        assert words(question.text) in text
        assert all(words(option.label) in text for option in question.options)
    boxes = sum(len(field.choices) for field in instrument.profile)
    boxes += len(instrument.questions) * len(instrument.scores)
    assert text.count("☐") == boxes
    for field in instrument.profile:
        assert words(field.name) in text
        assert all(words(choice.label) in text for choice in field.choices)


@pytest.mark.parametrize("instrument", shipped_instruments(), ids=lambda i: i.key)
def test_a_preview_shows_what_the_instrument_itself_would(instrument: Instrument) -> None:
    made = preview_of(content_of(instrument.definition))
    assert made.questions == instrument.questions
    assert made.profile == instrument.profile
    assert made.unsur == instrument.unsur


def test_long_scales_run_on_under_the_question() -> None:
    content = shipped()
    set_scale(content, 0, 9)
    text = words("".join(pages_of(preview_of(content))))
    assert text.count("☐") == 9 * 10 + 16


def test_what_is_not_filled_in_yet_is_shown_as_far_as_it_goes() -> None:
    empty = preview_of(normal({}))
    assert empty.questions == ()
    assert len(pages_of(empty)) == 1
    content = shipped()
    content["question"][1]["key"] = "waktu"
    content["question"][2]["unsur"] = "tempo"
    content["unsur"][0]["weight"] = "banyak"
    content["profile"][0]["choices"] = []
    content["profile"][1]["digits"] = 0
    made = preview_of(content)
    assert len(made.questions) == 8
    assert [field.key for field in made.profile] == ["pendidikan", "pekerjaan"]
    assert all(made.name_of(question) for question in made.questions)


@given(contents())
@settings(max_examples=15, deadline=None)
def test_any_instrument_can_be_printed(content: dict[str, Any]) -> None:
    assert form_pdf(preview_of(content), HEAD, AT).startswith(b"%PDF")
