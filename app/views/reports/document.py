"""A report made: its bytes and the sizes of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from app.services.reports.kinds import ReportKind
    from app.services.reports.preview import PagePicture
    from app.services.reports.progress import Progress
    from app.services.reports.service import Collected


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

    collected: Collected
    """What it was made of; files of other formats are made from it."""
    pdf: bytes
    sizes: tuple[tuple[float, float], ...]

    @property
    def kind(self) -> ReportKind[Any]:
        """Which report it is."""
        return self.collected.kind

    @property
    def file_name(self) -> str:
        """The name under which the PDF is offered to be saved."""
        return self.collected.file_name()


def make_document(collected: Collected, progress: Progress | None = None) -> Document:
    """Render a report; to be called away from the window's thread."""
    from app.services.reports.preview import page_sizes

    pdf = collected.render(progress=progress)
    return Document(collected, pdf, tuple(page_sizes(pdf)))


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
