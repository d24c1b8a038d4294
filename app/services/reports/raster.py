"""Pictures made of dots: a chart at 300 dots per inch, logos and photos as Word takes them."""

# pypdfium2 is typed in part only:
# mypy: disallow-untyped-calls=False

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from app.services.charts.chart import Chart
    from app.services.reports.blocks import Picture

DOTS_PER_INCH = 300
_POINTS = 72
_COLOURS = 128
_LOGO_PIXELS = 700
_MOST_PIXELS = 50_000_000
_HIGHEST_CHART = 190.0
"""Millimetres: a chart is no higher than a page holds."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo as PNG with its size in pixels."""

    image: bytes
    width: int
    height: int


def chart_png(chart: Chart, width: float, height: float = 0) -> bytes:
    """Return the drawing that a PDF prints, ``width`` millimetres wide, as PNG."""
    import pypdfium2
    from reportlab.graphics import renderPDF

    from app.services.reports.lettering import FONTS_LOCK
    from app.services.reports.paint import MM
    from app.services.reports.pdf_chart import chart_drawing

    with FONTS_LOCK:
        drawing = chart_drawing(chart, width * MM, height * MM, _HIGHEST_CHART * MM)
        pdf = renderPDF.drawToString(drawing)
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[0].render(scale=DOTS_PER_INCH / _POINTS).to_pil()
    finally:
        document.close()
    target = io.BytesIO()
    dots = (DOTS_PER_INCH, DOTS_PER_INCH)
    few = picture.quantize(_COLOURS, Image.Quantize.FASTOCTREE)
    few.save(target, "PNG", dpi=dots)
    return target.getvalue()


def logo_image(logo: bytes) -> Image.Image | None:
    """Return a logo no larger than paper needs, or None when it cannot be read as a picture."""
    if not logo:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = Image.open(io.BytesIO(logo), formats=("PNG", "JPEG", "GIF", "BMP", "WEBP"))
            if found.width * found.height > _MOST_PIXELS:
                return None
            found.thumbnail((_LOGO_PIXELS, _LOGO_PIXELS))
            return found.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def logo_png(logo: bytes) -> Logo | None:
    """Return a logo as PNG, or None when it cannot be read as a picture."""
    found = logo_image(logo)
    if found is None:
        return None
    target = io.BytesIO()
    found.save(target, "PNG")
    return Logo(target.getvalue(), found.width, found.height)


def photo_size(picture: Picture, wide: float, high: float) -> tuple[float, float] | None:
    """Return the size of a photo within a place; None for one that cannot be read."""
    if picture.width < 1 or picture.height < 1:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            Image.open(io.BytesIO(picture.image), formats=("JPEG", "PNG")).verify()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    scale = min(wide / picture.width, high / picture.height)
    return picture.width * scale, picture.height * scale
