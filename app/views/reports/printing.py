"""Prints the pages that the preview shows, at the printer's own resolution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from app.errors import StorageError
from app.texts import tr
from app.views.reports.document import Paged, images_of

if TYPE_CHECKING:
    from app.views.background import Background

FINEST = 300
"""Dots per inch beyond which paper gains nothing and memory is lost."""
_POINTS = 72


class Printable(Paged, Protocol):
    """Pages with the name under which they are offered to be saved."""

    @property
    def file_name(self) -> str:
        """The name; without its end it names the work at the printer."""


class PrintJob(QObject):
    """Paints one page after another; the pictures come from another thread."""

    finished = Signal(int)
    """The number of printed pages."""
    failed = Signal(object)
    """A StorageError: the printer did not take the work."""
    progressed = Signal(int, int)

    def __init__(self, background: Background, printer: QPrinter, document: Printable) -> None:
        super().__init__()
        self._background, self._printer, self._document = background, printer, document
        self._painter = QPainter()
        self._pages = pages_to_print(printer, len(document.sizes))
        self._done = 0

    def start(self) -> None:
        """Begin with the first page."""
        if not self._pages or not self._painter.begin(self._printer):
            self.failed.emit(_refused(self._printer))
            return
        self._next()

    def _next(self) -> None:
        page = self._pages[self._done]
        scale = min(self._printer.resolution(), FINEST) / _POINTS
        self._background.render(
            lambda: images_of(self._document, scale, range(page, page + 1)),
            self._paint,
            owner=self,
        )

    def _paint(self, images: list[tuple[int, QImage]]) -> None:
        page, image = images[0]
        if self._done and not self._printer.newPage():
            self._painter.end()
            self.failed.emit(_refused(self._printer))
            return
        self._painter.drawImage(self._place_of(page), image)
        self._done += 1
        self.progressed.emit(self._done, len(self._pages))
        if self._done < len(self._pages):
            self._next()
            return
        self._painter.end()
        self.finished.emit(self._done)

    def _place_of(self, page: int) -> QRectF:
        """Return the place on the paper: true to size where it fits, else made smaller."""
        dots = self._printer.resolution() / _POINTS
        width, height = (length * dots for length in self._document.sizes[page])
        paper = QRectF(self._printer.paperRect(QPrinter.Unit.DevicePixel))
        shrink = min(1.0, paper.width() / width, paper.height() / height)
        size = QSizeF(width * shrink, height * shrink)
        left = (paper.width() - size.width()) / 2
        top = (paper.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())


def prepared_printer(document: Printable) -> QPrinter:
    """Return a printer set to the paper of a report, printing to its very edge."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    width, height = document.sizes[0]
    printer.setPageSize(
        QPageSize(QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Point)
    )
    landscape = width > height
    printer.setPageOrientation(
        QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    )
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    printer.setFullPage(True)
    printer.setDocName(document.file_name.removesuffix(".pdf"))
    return printer


def pages_to_print(printer: QPrinter, count: int) -> list[int]:
    """Return the pages, counted from 0, that the print dialog chose."""
    if printer.printRange() is not QPrinter.PrintRange.PageRange or not printer.fromPage():
        return list(range(count))
    return list(range(printer.fromPage() - 1, min(printer.toPage() or count, count)))


def _refused(printer: QPrinter) -> StorageError:
    return StorageError(
        tr("Pencetak {nama} tidak menerima pekerjaan ini.", nama=printer.printerName() or "PDF"),
        next=tr("Periksa pencetaknya lalu ulangi, atau simpan sebagai PDF dahulu."),
    )
