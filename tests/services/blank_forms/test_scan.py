"""Pages as a scanner or a camera sees them: every mark is read, every box is where it was told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from app.services.blank_forms import paper
from app.services.blank_forms.content import identity_of, versions_of
from app.services.blank_forms.identity import Corner, CornerMark, PageIdentity, read_mark
from app.services.blank_forms.layout import lay_out
from app.services.blank_forms.pdf import forms_pdf
from tests.services.blank_forms.forms import SHIPPED, SURVEY, THREE, form_of

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument
    from app.services.blank_forms.content import BlankForm

NUMBER = 1057
ASKED = (SHIPPED["skm-9"], SHIPPED["spak-5-skala-6"], THREE)
WAYS = ((0.0, 1.0), (1.7, 0.97), (-2.5, 1.03), (180.0, 1.0))
"""How a page lies under the scanner: turned by so many degrees, printed larger or smaller."""


def scans(form: BlankForm, dpi: int) -> list[Image.Image]:
    """Return the pages of one sheet as a scanner's pictures."""
    document = pypdfium2.PdfDocument(forms_pdf(form, numbers=(NUMBER,)))
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    finally:
        document.close()


def laid(image: Image.Image, turned: float, scale: float) -> Image.Image:
    size = (round(image.width * scale), round(image.height * scale))
    bigger = image.resize(size, Image.Resampling.BICUBIC)
    return bigger.rotate(turned, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def marks_on(image: Image.Image) -> dict[CornerMark | PageIdentity, tuple[float, float]]:
    """Return what is read, with the middle of each mark as shares of the picture."""
    found = {}
    wanted = zxingcpp.barcode_formats_from_str("DataMatrix")
    for code in zxingcpp.read_barcodes(image, formats=wanted):
        mark, at = read_mark(code.text), code.position
        if mark is not None:
            x = (at.top_left.x + at.bottom_right.x) / 2 / image.width
            y = (at.top_left.y + at.bottom_right.y) / 2 / image.height
            found[mark] = (x, y)
    return found


@pytest.mark.parametrize("dpi", [200, 150])
@pytest.mark.parametrize("instrument", ASKED, ids=lambda i: i.key)
def test_identity_and_corners_are_read(instrument: Instrument, dpi: int) -> None:
    form = form_of(instrument)
    layout = lay_out(form)
    tag, count = identity_of(form, layout.digest).tag, len(layout.pages)
    pictures = scans(form, dpi)
    assert len(pictures) == count
    for page, picture in enumerate(pictures, 1):
        told = PageIdentity(
            SURVEY.unit_code, SURVEY.code, versions_of(instrument), NUMBER, page, count
        )
        wanted = {told, *(CornerMark(corner, page, count, tag, NUMBER) for corner in Corner)}
        for turned, scale in WAYS:
            assert set(marks_on(laid(picture, turned, scale))) == wanted, (page, turned, scale)


def test_corners_are_where_the_paper_says() -> None:
    form = form_of(SHIPPED["skm-9"])
    for picture in scans(form, 200):
        for mark, (x, y) in marks_on(picture).items():
            if isinstance(mark, CornerMark):
                left, top = paper.MARKS[mark.corner]
                assert abs(x * paper.WIDTH - left - paper.MARK_SIZE / 2) < 0.3
                assert abs(y * paper.HEIGHT - top - paper.MARK_SIZE / 2) < 0.3


def shades(picture: Image.Image, part: tuple[float, float, float, float]) -> tuple[int, int]:
    """Return the darkest and the lightest grey of a part of a picture."""
    left, top, right, bottom = map(int, part)
    greys = picture.crop((left, top, right, bottom)).tobytes()
    return min(greys), max(greys)


@pytest.mark.parametrize("instrument", ASKED, ids=lambda i: i.key)
def test_boxes_are_empty_and_framed_where_the_layout_says(instrument: Instrument) -> None:
    dpi = 200
    form = form_of(instrument)
    dots = dpi / 25.4
    for page, picture in zip(lay_out(form).pages, scans(form, dpi), strict=True):
        for box in page.boxes:
            x, y, side = (length * dots for length in (box.x, box.y, box.size))
            inner = (x + 4, y + 4, x + side - 4, y + side - 4)
            assert shades(picture, inner) == (255, 255), box
            for line in (
                (x - 2, y + side / 2, x + 3, y + side / 2 + 1),
                (x + side - 3, y + side / 2, x + side + 2, y + side / 2 + 1),
                (x + side / 2, y - 2, x + side / 2 + 1, y + 3),
                (x + side / 2, y + side - 3, x + side / 2 + 1, y + side + 2),
            ):
                assert shades(picture, line)[0] < 90, (box, line)


def test_long_codes_are_still_read() -> None:
    survey = replace(SURVEY, unit_code="u" * 64, code="2026-triwulan-1-skm-9-" + "k" * 98)
    form = form_of(THREE, survey)
    for picture in scans(form, 200):
        told = [mark for mark in marks_on(picture) if isinstance(mark, PageIdentity)]
        assert [(mark.unit, mark.survey) for mark in told] == [("u" * 64, survey.code)]
