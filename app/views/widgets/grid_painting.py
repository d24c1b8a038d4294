"""How a grid is painted: cells, wrapped names with a quiet word behind them, headings."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QToolTip

from app.views.theme import color, px
from app.views.theme import font as theme_font
from app.views.widgets.grid_model import GROUND_ROLE, SOFT_ROLE, WRAP_ROLE
from app.views.widgets.labels import escaped
from app.views.widgets.table import CellPainter, Index
from app.views.widgets.table_model import INDENT_ROLE, STRONG_ROLE, TONE_ROLE

if TYPE_CHECKING:
    from PySide6.QtGui import QHelpEvent
    from PySide6.QtWidgets import QAbstractItemView

TEXT = 13
"""Pixels of a grid's text at 100 %."""
PADDING = 6
STEP = 14
ROW = 28
_NO_BREAK = "\u00a0"
_GROUNDS = {"accent": "selected", "danger": "danger_soft", "muted": "muted_soft"}


class GridPainter(CellPainter):
    """Paints cells; the one with the keyboard has a frame, one that would change its ground."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell; a heading is painted over the whole width by the grid."""
        if index.data(WRAP_ROLE) is None:
            return
        painter.save()
        self._paint_ground(painter, option, index)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        indent = px(STEP) * int(index.data(INDENT_ROLE) or 0)
        place = option.rect.adjusted(px(PADDING) + indent, 0, -px(PADDING), -1)
        tone = str(index.data(TONE_ROLE) or "text")
        soft = str(index.data(SOFT_ROLE) or "")
        font = cell_font(strong=bool(index.data(STRONG_ROLE)))
        if index.data(WRAP_ROLE):
            paint_name(painter, place, text, soft, tone)
        else:
            painter.setFont(font)
            painter.setPen(color(tone))
            align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
            painter.drawText(place, align | Qt.TextFlag.TextSingleLine, fitted(text, font, place))
        if option.state & QStyle.StateFlag.State_HasFocus:
            _paint_frame(painter, option.rect)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Say what is behind a cell; else show a text that was cut whole."""
        tip = str(index.data(Qt.ItemDataRole.ToolTipRole) or "") if index.isValid() else ""
        if tip:
            QToolTip.showText(event.globalPos(), escaped(tip), view)
            return True
        return super().helpEvent(event, view, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's own
        """Ask for the width of the text with its padding."""
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        return QSize(text_width(text) + 2 * px(PADDING), px(ROW))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if ground := _GROUNDS.get(str(index.data(GROUND_ROLE) or "")):
            painter.fillRect(option.rect, color(ground))
        elif option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, color("selected"))
        painter.setPen(color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


def cell_font(*, strong: bool = False) -> QFont:
    """Return the font of a cell."""
    return theme_font(TEXT, 700 if strong else 400)


def fitted(text: str, font: QFont, place: QRect) -> str:
    """Return a text that ends in … where it does not fit."""
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())


def text_width(text: str, *, strong: bool = True) -> int:
    """Return the width of a text in a cell."""
    return QFontMetrics(cell_font(strong=strong)).horizontalAdvance(text) + 1


def name_height(text: str, soft: str, width: int) -> int:
    """Return the height of a row whose first cell holds this text at this width."""
    return _name_height(text, soft, width, px(TEXT))


def paint_name(painter: QPainter, place: QRect, text: str, soft: str, tone: str) -> None:
    """Paint a text over as many lines as it takes, the quiet word behind it."""
    layout = _laid_out(text, soft, place.width(), (tone, "muted"))
    top = place.top() + (place.height() - layout.boundingRect().height()) / 2
    layout.draw(painter, QPointF(place.left(), top))


def paint_heading(painter: QPainter, place: QRect, text: str, note: str, level: int) -> None:
    """Paint a heading over the whole width of the grid."""
    painter.fillRect(place, color("page"))
    painter.setPen(color("line"))
    painter.drawLine(place.bottomLeft(), place.bottomRight())
    font = theme_font(TEXT, 600)
    painter.setFont(font)
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    inner = place.adjusted(px(PADDING) + level * px(STEP), 0, -px(PADDING), -1)
    if note:
        painter.setPen(color("muted"))
        painter.setFont(theme_font(12))
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, note)
        width = QFontMetrics(painter.font()).horizontalAdvance(note)
        inner.adjust(0, 0, -width - px(12), 0)
        painter.setFont(font)
    painter.setPen(color("muted" if level == 0 else "text"))
    painter.drawText(inner, middle | Qt.AlignmentFlag.AlignLeft, fitted(text, font, inner))


def _paint_frame(painter: QPainter, place: QRect) -> None:
    pen = QPen(color("accent"), px(2))
    painter.setPen(pen)
    half = px(1)
    painter.drawRect(place.adjusted(half, half, -half - 1, -half - 1))


def _range(start: int, length: int, tone: str) -> QTextLayout.FormatRange:
    form = QTextCharFormat()
    form.setForeground(color(tone))
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, form
    return made


def _laid_out(text: str, soft: str, width: int, tones: tuple[str, str] | None) -> QTextLayout:
    """Return a text and the quiet word behind it in lines; where they are only counted no tones."""
    behind = f"  {soft.replace(' ', _NO_BREAK)}" if soft else ""
    layout = QTextLayout(text + behind, cell_font())
    if tones:
        parts = ((0, len(text)), (len(text), len(behind)))
        layout.setFormats([_range(*part, tone) for part, tone in zip(parts, tones, strict=True)])
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, px(40)))
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout


@lru_cache(maxsize=16_384)
def _name_height(text: str, soft: str, width: int, size: int) -> int:
    if (len(text) + len(soft) + 2) * size < width:  # no letter is wider than the type is high
        return int(px(ROW))
    lines = _laid_out(text, soft, width, None).lineCount()
    if lines == 1:
        return int(px(ROW))
    return max(px(ROW), lines * QFontMetrics(cell_font()).height() + px(10))
