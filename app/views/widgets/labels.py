"""Texts. All of them are plain: what anybody typed is never taken for mark-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.views.theme import pixmap
from app.views.theme.stylesheet import LABEL_ROLES
from app.views.widgets.layout import clear, row

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent


class Label(QLabel):
    """A plain text in one of the roles of the type scale, and in a tone where it needs one."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        *,
        tone: str = "",
        name: str = "",
        wrap: bool = False,
    ) -> None:
        super().__init__()
        if role not in LABEL_ROLES:
            raise ValueError(role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setObjectName(name)
        self.setWordWrap(wrap)
        self.setText(text)
        if tone:
            self.set_tone(tone)

    def set_tone(self, tone: str) -> None:
        """Show the text in another tone (good, fine, warning, danger, accent, muted or none)."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            repolish(self)

    def set_role(self, role: str) -> None:
        """Show the text in another role."""
        if self.property("role") != role:
            self.setProperty("role", role)
            repolish(self)


class Title(Label):
    """The one title of a screen."""

    def __init__(self, text: str = "", *, name: str = "") -> None:
        super().__init__(text, "title", name=name)


class Heading(Label):
    """The heading of a card; ``small`` where the card is one of several."""

    def __init__(self, text: str = "", *, name: str = "", small: bool = False) -> None:
        super().__init__(text, "subheading" if small else "heading", name=name)


class Caption(Label):
    """A quiet explanation; ``wrap`` where it stands alone in its column."""

    def __init__(self, text: str = "", *, name: str = "", wrap: bool = False) -> None:
        super().__init__(text, "caption", name=name, wrap=wrap)


class ElidedLabel(Label):
    """A one-line text that gives way: what does not fit ends in … and shows whole on hover."""

    def __init__(
        self, text: str = "", role: str = "body", *, tone: str = "", name: str = ""
    ) -> None:
        super().__init__("", role, tone=tone, name=name)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(24)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self.updateGeometry()
        self._fit()

    @property
    def whole(self) -> str:
        """The text without the cut."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Ask for the width of the whole text."""
        width = self.fontMetrics().horizontalAdvance(self._whole) + 2
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Accept nearly any width."""
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cut before painting too: a polish may have changed the font."""
        self._fit()
        super().paintEvent(event)

    def _fit(self) -> None:
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        if cut != self.text():
            self.setText(cut)
            self.setToolTip("" if cut == self._whole else escaped(self._whole))


class MixedLine(QWidget):
    """Pieces of text on one line, each in its own role: **137** dari minimal 278 lembar."""

    def __init__(self, *pieces: tuple[str, str], name: str = "", gap: int = 4) -> None:
        super().__init__()
        self.setObjectName(name)
        self._layout = row(gap=gap)
        self.setLayout(self._layout)
        self.set_pieces(*pieces)

    def set_pieces(self, *pieces: tuple[str, str]) -> None:
        """Show other pieces of (text, role)."""
        clear(self._layout)
        for text, role in pieces:
            piece = Label(text, role)
            piece.setAlignment(Qt.AlignmentFlag.AlignBottom)
            self._layout.addWidget(piece)
        self._layout.addStretch(1)
        self.setAccessibleName(" ".join(text for text, _ in pieces))


class IconLabel(QLabel):
    """A line icon; it says nothing to a screen reader, the text beside it does."""

    def __init__(self, icon: str, use: str = "accent", *, size: int = 18) -> None:
        super().__init__()
        self._icon, self._use, self._size = icon, use, size
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._draw()

    def set_icon(self, icon: str, use: str = "") -> None:
        """Show another icon."""
        self._icon, self._use = icon, use or self._use
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()

    def _draw(self) -> None:
        self.setPixmap(pixmap(self._icon, self._use, size=self._size))


def repolish(widget: QWidget) -> None:
    """Make a changed dynamic property show."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def escaped(text: str) -> str:
    """Return a text for a tooltip, where Qt would otherwise guess at mark-up."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<span>{plain}</span>" if plain != text else text
