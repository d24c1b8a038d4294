"""The line over the pages: which page this is, and how large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.texts import tr
from app.views.widgets.buttons import IconButton, QuietButton
from app.views.widgets.labels import Label
from app.views.widgets.layout import row

if TYPE_CHECKING:
    from app.views.reports.page_view import PageView


class PageBar(QWidget):
    """Page number and zoom of a PageView."""

    def __init__(self, pages: PageView) -> None:
        super().__init__()
        self._pages, self._count = pages, 0
        self.back = IconButton(
            "chevron-left", name="laporan.mundur", accessible=tr("Halaman sebelumnya (PgUp)")
        )
        self.forth = IconButton(
            "chevron-right", name="laporan.maju", accessible=tr("Halaman berikutnya (PgDn)")
        )
        self.text = Label("", "small-muted", name="laporan.nomor")
        self.smaller = IconButton(
            "zoom-out", name="laporan.kecil", accessible=tr("Perkecil (Ctrl+−)")
        )
        self.larger = IconButton(
            "zoom-in", name="laporan.besar", accessible=tr("Perbesar (Ctrl++)")
        )
        self.fit = QuietButton(tr("Selebar layar"), name="laporan.pas")
        self.fit.setToolTip("Ctrl+0")
        self.setLayout(
            row(self.back, self.text, self.forth, 1, self.smaller, self.fit, self.larger, gap=4)
        )
        self.back.clicked.connect(lambda: pages.go_to(pages.page - 1))
        self.forth.clicked.connect(lambda: pages.go_to(pages.page + 1))
        self.smaller.clicked.connect(lambda: pages.step_zoom(-1))
        self.larger.clicked.connect(lambda: pages.step_zoom(1))
        self.fit.clicked.connect(lambda: pages.set_zoom(1.0))
        pages.moved.connect(lambda _: self._show())

    def show_count(self, count: int) -> None:
        """Speak of a report with ``count`` pages; 0 is none."""
        self._count = count
        self.setEnabled(count > 0)
        self._show()

    def _show(self) -> None:
        at, count = self._pages.page, self._count
        self.text.setText(tr("{n} dari {semua}", n=at + 1, semua=count) if count else "")
        self.back.setEnabled(at > 0)
        self.forth.setEnabled(at + 1 < count)
