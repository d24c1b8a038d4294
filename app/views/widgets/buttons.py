"""Buttons: one main deed per screen, the others quieter, each with the key that does the same."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from app.views.theme import color, pixmap, px

_GAP = 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Button(QPushButton):
    """A push button with its key beside the text and its icon in the theme's colours."""

    kind = ""
    _text_use, _hint_use = "text", "muted"
    _icon_last = False

    def __init__(
        self,
        text: str,
        *,
        name: str,
        hint: str = "",
        icon: str = "",
        accessible: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._hint, self._icon = hint, icon
        self.setObjectName(name)
        self.setAccessibleName(accessible or text)
        self.setAccessibleDescription(hint)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if self.kind:
            self.setProperty("kind", self.kind)

    def sizeHint(self) -> QSize:
        """Make room for the icon and the key."""
        hint = super().sizeHint()
        hint.setWidth(hint.width() + self._extra_width())
        return hint

    def minimumSizeHint(self) -> QSize:
        """Never be narrower than the whole text."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter like the space bar: Qt does so in dialogs only."""
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Ask for the right size again when the text size changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the whole button is painted
        """Paint the ground by the stylesheet, and icon, text and key on it."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        text = self._shown_text()
        width = QFontMetrics(self._text_font()).horizontalAdvance(text)
        left = self._left(text)
        if self._icon:
            after = left + width + px(4)
            self._paint_icon(painter, after if self._icon_last else left)
            left += 0 if self._icon_last else px(18 + (_GAP if text else 0))
        painter.setFont(self._text_font())
        painter.setPen(color(self._use()))
        place = QRect(left, 0, width + 2, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        if self._hint:
            painter.setFont(self._hint_font())
            painter.setPen(self._hint_color())
            place = QRect(left + width + px(5), 0, self.width(), self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._hint)

    def _paint_icon(self, painter: QStylePainter, left: int) -> None:
        top = (self.height() - px(18)) // 2
        painter.drawPixmap(left, top, pixmap(self._icon, self._use(), size=18))

    def _shown_text(self) -> str:
        return self.text().replace("&&", "&")

    def _text_font(self) -> QFont:
        return self.font()

    def _use(self) -> str:
        return self._text_use if self.isEnabled() else "muted"

    def _hint_color(self) -> QColor:
        return color(self._hint_use if self.isEnabled() else "muted")

    def _hint_font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Normal)
        return font

    def _extra_width(self) -> int:
        extra = px(18 + (_GAP if self.text() else 0)) if self._icon else 0
        if self._hint:
            extra += QFontMetrics(self._hint_font()).horizontalAdvance(self._hint) + px(5)
        return extra

    def _left(self, text: str) -> int:
        content = self.fontMetrics().horizontalAdvance(text) + self._extra_width()
        return max((self.width() - content) // 2, px(4))


class PrimaryButton(Button):
    """The main deed of a screen; there is one."""

    kind = "primary"
    _text_use, _hint_use = "on_accent", "on_accent_muted"


class SecondaryButton(Button):
    """Any other deed."""


class SmallButton(Button):
    """A deed inside a card or a row."""

    kind = "small"


class QuietButton(Button):
    """A deed that reads like a link, such as undo in a message."""

    kind = "quiet"
    _text_use = "accent"


class IconButton(Button):
    """A deed shown by an icon alone; its name is spoken and shown on hover."""

    kind = "quiet"
    _text_use = "muted"

    def __init__(
        self, icon: str, *, name: str, accessible: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("", name=name, icon=icon, accessible=accessible, parent=parent)
        self.setToolTip(accessible)

    def sizeHint(self) -> QSize:
        """Be a square around the icon."""
        return QSize(px(32), px(30))
