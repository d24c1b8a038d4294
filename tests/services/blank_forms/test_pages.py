"""The printed questionnaire is whole for every instrument, finished or not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.questionnaire import FieldKind
from app.services.blank_forms import paper
from app.services.blank_forms.content import BlankForm, FormHead, FormSurvey
from app.services.blank_forms.layout import lay_out
from app.services.blank_forms.pdf import forms_pdf
from app.services.blank_forms.ticks import BOX
from app.services.instruments.draft import content_of, normal, set_scale
from app.services.instruments.lenient import preview_of
from app.services.reports.blocks import KopSurat
from tests.services.blank_forms.forms import ASKED, AT, HEAD, SHIPPED, SURVEY, THREE, form_of
from tests.services.instruments.contents import contents, shipped
from tests.services.reports.pages import letters_outside, metadata_of, texts_of

if TYPE_CHECKING:
    from typing import Any

    from app.models.questionnaire import Instrument
    from app.services.blank_forms.layout import FormLayout
    from app.services.blank_forms.shapes import AnswerBox

HEADER_BOXES = 8 + len(SURVEY.services)
MARGIN = 7 * 72 / 25.4


def words(text: str) -> str:
    """Return a text without spaces, line ends and hyphens, where a page breaks its lines."""
    return "".join(c for c in text if c.isalnum() or c == "/")


def boxes_asked(instrument: Instrument) -> set[tuple[str, str]]:
    """Return (field, value) of everything that can be crossed or written."""
    boxes = {(q.key, str(option.score)) for q in instrument.questions for option in q.options}
    for field in instrument.profile:
        if field.kind is FieldKind.CHOICE:
            boxes |= {(field.key, choice.value) for choice in field.choices}
        else:
            boxes |= {(field.key, str(place)) for place in range(field.digits)}
    return boxes


def all_boxes(layout: FormLayout) -> list[AnswerBox]:
    return [box for page in layout.pages for box in page.boxes]


@pytest.mark.parametrize("instrument", ASKED, ids=lambda i: i.key)
def test_everything_that_is_asked_stands_on_one_leaf(instrument: Instrument) -> None:
    layout = lay_out(form_of(instrument))
    assert len(layout.pages) <= 2
    assert layout.size >= 10
    text = words("".join(texts_of(forms_pdf(form_of(instrument), layout))))
    for question in instrument.questions:
        assert words(f"{question.number}. {question.text}") in text
        assert all(words(option.label) in text for option in question.options)
    for field in instrument.profile:
        assert words(field.name) in text
        assert all(words(f"{c.keys[0]} {c.label}") in text for c in field.choices)
    boxes = [(box.field, box.value) for box in all_boxes(layout)]
    header = {("tanggal", str(place)) for place in range(8)}
    header |= {("layanan", value) for value, _ in SURVEY.services}
    assert set(boxes) == boxes_asked(instrument) | header
    assert len(boxes) == len(set(boxes))


@pytest.mark.parametrize("instrument", ASKED, ids=lambda i: i.key)
def test_it_says_what_for_by_which_right_and_until_when(instrument: Instrument) -> None:
    text = " ".join(texts_of(forms_pdf(form_of(instrument))))
    for said in (
        "Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi",
        "disimpan sampai 31 Maret 2028, lalu dimusnahkan",
        "sukarela",
        "nama, NIK, dan nomor telepon tidak ditanyakan",
        instrument.source,
        "Saran dan masukan",
        "Terima kasih",
        "Nomor lembar",
        "halaman 1 dari",
        "log 12-ab",
        SURVEY.code,
    ):
        assert words(said) in words(text), said


@pytest.mark.parametrize("instrument", ASKED, ids=lambda i: i.key)
def test_nothing_touches_a_mark_an_edge_or_another_box(instrument: Instrument) -> None:
    layout = lay_out(form_of(instrument))
    assert letters_outside(forms_pdf(form_of(instrument), layout), MARGIN) == []
    for page in layout.pages:
        taken = [(x, y, paper.MARK_SIZE) for x, y in paper.MARKS.values()]
        for box in page.boxes:
            assert box.x >= paper.X
            assert box.x + box.size <= paper.X + paper.ROOM
            assert box.y + box.size <= paper.BOTTOM
            assert not any(_overlap((box.x, box.y, box.size), other) for other in taken)
            taken.append((box.x, box.y, box.size))


def _overlap(one: tuple[float, float, float], other: tuple[float, float, float]) -> bool:
    (x, y, side), (left, top, size) = one, other
    apart = 0.001  # digits of one number stand wall to wall
    return (
        x + apart < left + size
        and left + apart < x + side
        and y + apart < top + size
        and top + apart < y + side
    )


def test_words_of_a_table_stand_over_it_on_every_page() -> None:
    pages = texts_of(forms_pdf(form_of(SHIPPED["skm-16-m1"])))
    assert len(pages) == 2
    assert all(words("Sangat tidak setuju") in words(page) for page in pages)
    assert "Bersambung ke halaman 2" in pages[0]
    assert "Bersambung" not in pages[1]


def test_every_part_of_a_paper_has_its_name() -> None:
    text = " ".join(texts_of(forms_pdf(form_of(THREE))))
    assert "KUESIONER SKM, SPKP, DAN SPAK" in text
    for name in ("Survei Kepuasan Masyarakat", "Survei Persepsi Anti Korupsi"):
        assert name in text


def test_many_layanan_leave_a_line_to_write_on_and_one_is_printed() -> None:
    many = replace(SURVEY, services=tuple((str(n), f"Layanan {n}") for n in range(10)))
    form = form_of(SHIPPED["skm-9"], many)
    assert not [box for box in all_boxes(lay_out(form)) if box.field == "layanan"]
    one = replace(SURVEY, services=(("3", "Surat keterangan"),))
    form = form_of(SHIPPED["skm-9"], one)
    assert not [box for box in all_boxes(lay_out(form)) if box.field == "layanan"]
    assert "Jenis layanan Surat keterangan" in texts_of(forms_pdf(form))[0]


def test_the_notice_of_a_survey_is_printed() -> None:
    form = form_of(SHIPPED["skm-9"], replace(SURVEY, notice="Data contoh: tidak nyata."))
    assert "Data contoh: tidak nyata." in texts_of(forms_pdf(form))[0]


def test_the_same_form_is_the_same_file_and_says_whose_it_is() -> None:
    form = form_of(SHIPPED["skm-9"])
    pdf = forms_pdf(form)
    assert pdf == forms_pdf(form)
    told = metadata_of(pdf)
    assert told["Title"] == "Kuesioner SKM – Kelurahan Melati · Triwulan I 2026"
    assert told["Author"] == "Melati"


def test_every_font_is_in_the_file() -> None:
    assert b"Helvetica" not in forms_pdf(form_of(SHIPPED["skm-9"]))


def test_numbers_are_printed_on_every_page() -> None:
    form = form_of(SHIPPED["skm-9"])
    pages = texts_of(forms_pdf(form, numbers=range(98, 101)))
    assert len(pages) == 6
    for place, page in enumerate(pages):
        assert f"Nomor lembar {98 + place // 2}" in page
    blank = texts_of(forms_pdf(form))
    assert all("Nomor lembar 0" not in page for page in blank)


# ------------------------------------------------------------------ drafts and odd instruments
@pytest.mark.parametrize("instrument", SHIPPED.values(), ids=lambda i: i.key)
def test_a_preview_shows_what_the_instrument_itself_would(instrument: Instrument) -> None:
    made = preview_of(content_of(instrument.definition))
    assert made.questions == instrument.questions
    assert made.profile == instrument.profile
    assert made.unsur == instrument.unsur


def test_long_scales_stand_in_several_rows() -> None:
    content = shipped()
    set_scale(content, 0, 9)
    boxes = all_boxes(lay_out(form_of(preview_of(content))))
    assert len(boxes) == 10 * 9 + 16 + 2 + HEADER_BOXES


def test_what_is_not_filled_in_yet_is_shown_as_far_as_it_goes() -> None:
    empty = preview_of(normal({}))
    assert empty.questions == ()
    assert len(lay_out(form_of(empty, None)).pages) == 1
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
    form = form_of(preview_of(content), None)
    layout = lay_out(form)
    assert {(b.field, b.value) for b in all_boxes(layout)} >= boxes_asked(form.instrument)
    assert forms_pdf(form, layout).startswith(b"%PDF")


HOSTILE = (
    "<b>tebal<img src='file:///etc/passwd'/>",
    "=HYPERLINK(1)&amp;<br/>",
    "W" * 300,
    "kata " * 60,
    "\u202eterbalik\u0000\ud800\u200b",
    "مرحبا 漢字 😀 ☐",
    "",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_a_page_or_leaves_it(text: str) -> None:
    survey = FormSurvey(text, text, text, text, (("1", text), ("2", text)), None, text)
    instrument = SHIPPED["skm-9"]
    question = replace(
        instrument.questions[0],
        text=text,
        options=tuple(replace(o, label=text) for o in instrument.questions[0].options),
    )
    choice = replace(instrument.profile[0].choices[0], label=text)
    field = replace(instrument.profile[0], name=text, choices=(choice,) * 9)
    odd = replace(
        instrument,
        name=text,
        index_name=text,
        source=text,
        questions=(question, *instrument.questions[1:]),
        profile=(field, *instrument.profile[1:]),
    )
    head = FormHead(KopSurat((text,) * 6, text, text, text.encode("utf-8", "replace")), text, text)
    form = BlankForm(odd, head, AT, survey)
    pdf = forms_pdf(form, numbers=(57,))
    assert letters_outside(pdf, MARGIN) == []


@given(st.text(max_size=400), st.text(max_size=120))
@settings(max_examples=40, deadline=None)
def test_any_words_keep_their_boxes_in_the_page(text: str, name: str) -> None:
    instrument = SHIPPED["spak-5"]
    question = replace(
        instrument.questions[0],
        text=text,
        options=tuple(replace(o, label=name) for o in instrument.questions[0].options),
    )
    odd = replace(instrument, questions=(question, *instrument.questions[1:]))
    form = BlankForm(odd, HEAD, AT, replace(SURVEY, unit_name=name, services=(("1", text),) * 3))
    for page in lay_out(form).pages:
        assert all(box.y + BOX <= paper.BOTTOM for box in page.boxes)
        assert all(shape.y <= paper.HEIGHT - paper.EDGE for shape in page.shapes)


def test_letters_of_a_page_do_not_lie_upon_each_other() -> None:
    """Two lines at one place would be unreadable; a line keeps its distance to the next."""
    for instrument in ASKED:
        layout = lay_out(form_of(instrument))
        for page in layout.pages:
            places = [(round(s.x, 1), round(s.y, 1)) for s in page.shapes if hasattr(s, "font")]
            assert len(places) == len(set(places)), instrument.key
