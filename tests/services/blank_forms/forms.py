"""Questionnaires for tests: of every instrument, and of a paper of three."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from app.services.blank_forms.content import BlankForm, FormHead, FormSurvey
from app.services.instruments.reading import shipped_instruments
from app.services.papers.composing import compose
from app.services.reports.blocks import KopSurat

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument

AT = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - as printed
SHIPPED = {instrument.key: instrument for instrument in shipped_instruments()}
THREE = compose([SHIPPED[key] for key in ("skm-9", "spkp-8", "spak-5-skala-6")])
ASKED: tuple[Instrument, ...] = (*SHIPPED.values(), THREE)
SURVEY = FormSurvey(
    unit_name="Kelurahan Melati",
    unit_code="63.71.03.1001",
    code="2026-triwulan-1-skm-9-63.71.03.1001",
    period="Triwulan I 2026",
    services=(("4", "Surat keterangan domisili"), ("7", "Surat pengantar nikah")),
    kept_until=date(2028, 3, 31),
)


def logo() -> bytes:
    """Return a picture such as an office has."""
    image = Image.new("RGBA", (300, 340), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((10, 20, 290, 320), fill=(15, 118, 110, 255))
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


HEAD = FormHead(
    KopSurat(("PEMERINTAH KOTA",), "KELURAHAN MELATI", "Jalan Melati 1", logo()), "Melati", "12-ab"
)


def form_of(instrument: Instrument, survey: FormSurvey | None = SURVEY) -> BlankForm:
    """Return the questionnaire of an instrument."""
    return BlankForm(instrument, HEAD, AT, survey)
