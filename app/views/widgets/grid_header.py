"""The titles over a grid: over two lines where they are long, the first one always in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView

from app.views.theme import color, font, px
from app.views.widgets.grid_painting import PADDING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_TEXT = 12


class GridHeader(QHeaderView):
    """Paints its own sections, so that a title takes as many lines as the widths ask for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionsMovable(False)
        self.setMinimumSectionSize(1)

    def least_width(self, section: int) -> int:
        """Return the width at which a title fits on two lines and no word of it is cut."""
        metrics = QFontMetrics(font(_TEXT, 600))
        words = str(self._title(section)).split() or [""]
        lines = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words) + 1)]
        widths = (max(map(metrics.horizontalAdvance, two)) for two in lines)
        return min(widths) + 2 * px(PADDING) + 2

    def fit_height(self) -> None:
        """Take the height that the longest title needs at the present widths."""
        metrics = QFontMetrics(font(_TEXT, 600))
        lines = [
            metrics.boundingRect(
                QRect(0, 0, self.sectionSize(n) - 2 * px(PADDING), 1000),
                Qt.TextFlag.TextWordWrap,
                str(self._title(n)),
            ).height()
            for n in range(self.count())
            if not self.isSectionHidden(n)
        ]
        self.setFixedHeight(max([px(30), *(height + px(12) for height in lines)]))

    def sizeHint(self) -> QSize:
        """Be as high as was found."""
        return QSize(super().sizeHint().width(), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the first section once more where the others have moved under it."""
        super().paintEvent(event)
        if self.offset() > 0 and self.count():
            painter = QPainter(self.viewport())
            self._paint(painter, QRect(0, 0, self.sectionSize(0), self.height()), 0)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's own name
        """Paint one title."""
        painter.save()
        self._paint(painter, rect, logicalIndex)
        painter.restore()

    def _paint(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.fillRect(rect, color("surface"))
        painter.setPen(color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(color("muted"))
        painter.setFont(font(_TEXT, 600))
        align = self.model().headerData(
            section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        place = rect.adjusted(px(PADDING), 0, -px(PADDING), -1)
        painter.drawText(place, align | Qt.TextFlag.TextWordWrap, str(self._title(section)))

    def _title(self, section: int) -> object:
        return self.model().headerData(
            section, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole
        )
