"""A report made: its bytes and the sizes of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QImage

from app.services.reports.service import file_name, render

if TYPE_CHECKING:
    from app.services.reports.data import ResultsData
    from app.services.reports.preview import PagePicture
    from app.services.reports.service import ReportKind


class Paged(Protocol):
    """Anything with pages that can be shown."""

    @property
    def pdf(self) -> bytes:
        """The file."""

    @property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of each page in points."""


@dataclass(frozen=True, slots=True)
class Document:
    """A rendered report. ``sizes`` are width and height of each page in points."""

    kind: ReportKind
    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    file_name: str


def make_document(kind: ReportKind, data: ResultsData) -> Document:
    """Render a report; to be called away from the window's thread."""
    from app.services.reports.preview import page_sizes

    pdf = render(kind, data)
    return Document(kind, pdf, tuple(page_sizes(pdf)), file_name(kind, data))


def images_of(document: Paged, scale: float, pages: range) -> list[tuple[int, QImage]]:
    """Return (page counted from 0, picture) at ``scale`` pixels per point."""
    from app.services.reports.preview import page_pictures

    return [(one.number - 1, _image(one)) for one in page_pictures(document.pdf, scale, pages)]


def _image(picture: PagePicture) -> QImage:
    image = QImage(
        picture.pixels,
        picture.width,
        picture.height,
        picture.stride,
        QImage.Format.Format_RGB32,
    )
    return image.copy()
