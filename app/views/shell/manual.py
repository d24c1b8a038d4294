"""The manual beside the screen: the page that belongs to it, opened by F1."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from app.paths import manual
from app.texts import tr
from app.views.shell.manual_type import dress
from app.views.theme import px
from app.views.widgets.buttons import IconButton
from app.views.widgets.labels import Heading
from app.views.widgets.layout import column, row, rule

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_START = "index"


class ManualBrowser(QTextBrowser):
    """Shows the manual's own pages, pictures no wider than itself, and opens nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panduan.isi")
        self.setAccessibleName(tr("Isi panduan"))
        self.setOpenExternalLinks(False)
        self.document().setDocumentMargin(px(8))
        self.sourceChanged.connect(lambda _: dress(self.document()))

    def loadResource(self, type: int, name: QUrl | str) -> Any:  # noqa: A002, ANN401 - Qt's own
        """Load pages and pictures of the manual; the rest of the disk and the net stay out."""
        wanted = self.source().resolved(QUrl(name))
        if not wanted.isLocalFile() or not _is_manual(wanted):
            return None
        if type != int(QTextDocument.ResourceType.ImageResource.value):
            return super().loadResource(type, wanted)
        image = QImage(wanted.toLocalFile())
        widest = max(self.viewport().width() - px(24), px(120))
        if image.width() <= widest:
            return image
        ratio = self.devicePixelRatioF()
        scaled = image.scaledToWidth(
            round(widest * ratio), Qt.TransformationMode.SmoothTransformation
        )
        scaled.setDevicePixelRatio(ratio)
        return scaled


class Manual(QFrame):
    """A sheet over the right side of the window."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = parent
        self.setObjectName("panduan")
        self.setProperty("kind", "float")
        self.setAccessibleName(tr("Panduan"))
        self.browser = ManualBrowser()
        close = IconButton("x", name="panduan.tutup", accessible=tr("Tutup panduan"))
        close.clicked.connect(self.close_manual)
        head = row(Heading(tr("Panduan")), 1, close, margins=(24, 8, 8, 4))
        self.setLayout(column(head, rule(), self.browser, gap=0, margins=(1, 1, 1, 8)))
        self.hide()

    def open(self, page: str) -> None:
        """Show the page of a screen, or the first page where it has none."""
        self.place()
        self.show()
        self.raise_()
        file = next((p for p in (manual(page), manual(_START)) if p.is_file()), None)
        if file is None:
            self.browser.setPlainText(tr("Halaman panduan ini tidak ditemukan."))
        else:
            self.browser.setSource(
                QUrl.fromLocalFile(str(file)), QTextDocument.ResourceType.MarkdownResource
            )
        self.browser.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_manual(self) -> None:
        """Go back to the screen."""
        self.hide()
        self.closed.emit()

    def place(self) -> None:
        """Cover the right side of the parent."""
        area = self._area.size()
        size = QSize(min(px(480), area.width() - px(24)), area.height() - px(24))
        self.setGeometry(area.width() - size.width() - px(12), px(12), size.width(), size.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_manual()
        else:
            super().keyPressEvent(event)


def _is_manual(url: QUrl) -> bool:
    folder = manual().parent.resolve()
    return Path(url.toLocalFile()).resolve().is_relative_to(folder)
