"""The letterhead as it will be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from app.texts import tr
from app.views.theme import px
from app.views.widgets.labels import Label
from app.views.widgets.layout import column, row, rule

if TYPE_CHECKING:
    from collections.abc import Sequence


class Letterhead(QWidget):
    """Logo at the left, lines, name and address in the middle, a rule below."""

    def __init__(self) -> None:
        super().__init__()
        self.logo = QLabel()
        self.logo.setFixedSize(px(64), px(64))
        self.logo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.logo.setAccessibleName(tr("Logo kop"))
        self._lines = Label("", "small-strong", wrap=True, name="pengaturan.kop.baris")
        self._name = Label("", "heading", wrap=True, name="pengaturan.kop.nama")
        self._address = Label("", "caption", wrap=True)
        for label in (self._lines, self._name, self._address):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words = column(self._lines, self._name, self._address, gap=2)
        head = row(self.logo, words, gap=8)
        head.setStretch(1, 1)
        self.setLayout(column(head, rule(), gap=10))

    def show_text(self, lines: Sequence[str], name: str, address: str) -> None:
        """Show other words."""
        self._lines.setText("\n".join(line.upper() for line in lines))
        self._lines.setVisible(bool(lines))
        self._name.setText(name.upper())
        self._address.setText(address)
        self._address.setVisible(bool(address))

    def show_logo(self, content: bytes) -> None:
        """Show a picture, or nothing."""
        picture = QPixmap()
        if content and picture.loadFromData(content):
            ratio = self.devicePixelRatioF()
            picture = picture.scaled(
                self.logo.size() * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            picture.setDevicePixelRatio(ratio)
        self.logo.setPixmap(picture)
        self.logo.setVisible(bool(content))
