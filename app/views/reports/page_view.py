"""The pages of a report as they will lie on the table, below each other."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from app.texts import tr
from app.views.reports.document import Paged, images_of
from app.views.theme import color, px

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from app.views.background import Background

_GAP = 16
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
"""Shares of the width of the view; 1 fits the page into it."""
_WIDEST = 900
"""Pixels at 100 % beyond which a page that fits the width is not made wider."""
_KEPT = 12
"""Pictures of pages kept in memory."""


class PageView(QAbstractScrollArea):
    """Scrolls through the pages; pictures are made on another thread when they come into sight."""

    moved = Signal(int)
    """The page, counted from 0, that is read now."""
    zoomed = Signal(float)

    def __init__(self, background: Background, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(tr("Pratinjau laporan"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._background = background
        self._document: Paged | None = None
        self._images: dict[int, QImage] = {}
        self._zoom = 1.0
        self._at = 0
        self._asked: tuple[int, range] = (0, range(0))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def page(self) -> int:
        """The page, counted from 0, that is read now."""
        return self._at

    @property
    def zoom(self) -> float:
        """The width of a page as a share of the view."""
        return self._zoom

    @property
    def drawn(self) -> frozenset[int]:
        """The pages whose pictures are ready."""
        return frozenset(self._images)

    def show_document(self, document: Paged | None) -> None:
        """Show a report; the page that was read stays where there is one."""
        self._document = document
        self._images.clear()
        self._place()
        self.go_to(min(self._at, max(self._count() - 1, 0)))
        self._announce()
        self._ask()
        self.viewport().update()

    def go_to(self, page: int) -> None:
        """Bring a page to the top."""
        if 0 <= page < self._count():
            self.verticalScrollBar().setValue(self._tops()[page])
            self._set_page(page)

    def step_zoom(self, step: int) -> None:
        """Make the pages larger or smaller by one step."""
        nearest = min(ZOOMS, key=lambda zoom: abs(zoom - self._zoom))
        place = ZOOMS.index(nearest) + step
        self.set_zoom(ZOOMS[max(0, min(len(ZOOMS) - 1, place))])

    def set_zoom(self, zoom: float) -> None:
        """Show the pages at a share of the width of the view."""
        if zoom != self._zoom:
            page = self._at
            self._zoom = zoom
            self._images.clear()
            self._place()
            self.go_to(page)
            self._ask()
            self.viewport().update()
            self.zoomed.emit(zoom)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from page to page, scroll by the arrows, zoom by Ctrl and plus or minus."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        moves = {
            Qt.Key.Key_PageDown: self._at + 1,
            Qt.Key.Key_PageUp: self._at - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self._count() - 1,
        }
        zooms = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        key = Qt.Key(event.key())
        if key in moves:
            self._turn_to(moves[key])
        elif ctrl and key in zooms:
            self.step_zoom(zooms[key])
        elif ctrl and key == Qt.Key.Key_0:
            self.set_zoom(1.0)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width, staying on the page that is read."""
        super().resizeEvent(event)
        page = self._at
        if event.oldSize().width() != event.size().width():
            self._images.clear()
        self._place()
        self.go_to(page)
        self._ask()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: ARG002 - the pages are painted anew
        """Paint what comes into sight."""
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - only visible pages are painted
        """Paint the visible pages; one whose picture is not ready yet is a white sheet."""
        painter = QPainter(self.viewport())
        for page in self._visible():
            place = self._rect(page)
            painter.fillRect(place, Qt.GlobalColor.white)
            image = self._images.get(page)
            if image is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(place, image)
            painter.setPen(color("field_line"))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
        if self.hasFocus():
            painter.setPen(color("accent"))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    def _turn_to(self, page: int) -> None:
        bar = self.verticalScrollBar()
        if page >= self._count():
            bar.setValue(bar.maximum())
        elif page < 0:
            bar.setValue(0)
        else:
            self.go_to(page)

    def _count(self) -> int:
        return len(self._document.sizes) if self._document else 0

    def _page_width(self) -> int:
        # Room for the scroll bar is kept whether it shows or not: where a page fits only without
        # the bar, the bar would come and go for ever.
        free = self.width() - self.verticalScrollBar().sizeHint().width()
        room = min(free - 2 * px(_GAP), px(_WIDEST))
        return max(round(room * self._zoom), px(120))

    def _scale(self) -> float:
        """Return pixels of the screen per point; the widest page fits."""
        sizes = self._document.sizes if self._document else ((1.0, 1.0),)
        return self._page_width() / max(width for width, _ in sizes)

    def _heights(self) -> list[int]:
        sizes = self._document.sizes if self._document else ()
        return [round(height * self._scale()) for _, height in sizes]

    def _tops(self) -> list[int]:
        """Return the scroll value at which each page is at the top."""
        tops, top = [], 0
        for height in self._heights():
            tops.append(top)
            top += height + px(_GAP)
        return tops

    def _place(self) -> None:
        total = sum(height + px(_GAP) for height in self._heights()) + px(_GAP)
        view = self.viewport().size()
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setPageStep(view.height())
        vertical.setSingleStep(px(40))
        vertical.setRange(0, max(total - view.height(), 0))
        wide = self._page_width() + 2 * px(_GAP)
        horizontal.setPageStep(view.width())
        horizontal.setRange(0, max(wide - view.width(), 0))

    def _rect(self, page: int) -> QRect:
        width = round((self._document.sizes[page][0] if self._document else 1) * self._scale())
        free = max(self.viewport().width() - width, 2 * px(_GAP))
        left = free // 2 - self.horizontalScrollBar().value()
        top = self._tops()[page] - self.verticalScrollBar().value() + px(_GAP)
        return QRect(left, top, width, self._heights()[page])

    def _visible(self) -> range:
        if not self._count():
            return range(0)
        tops, value = self._tops(), self.verticalScrollBar().value()
        first = max(bisect_right(tops, value) - 1, 0)
        last = max(bisect_right(tops, value + self.viewport().height()), first + 1)
        return range(first, min(last, self._count()))

    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        self._set_page(max(bisect_right(self._tops(), middle) - 1, 0))
        self._ask()

    def _set_page(self, page: int) -> None:
        if page != self._at:
            self._at = page
            self._announce()

    def _announce(self) -> None:
        self.setAccessibleName(
            tr("Pratinjau laporan, halaman {n} dari {semua}", n=self._at + 1, semua=self._count())
            if self._count()
            else tr("Pratinjau laporan")
        )
        self.moved.emit(self._at)

    def _ask(self) -> None:
        """Have the pictures of the visible pages made, and of the one after them."""
        document, seen = self._document, self._visible()
        wanted = range(seen.start, min(seen.stop + 1, self._count()))
        if document is None or all(page in self._images for page in wanted):
            return
        scale = self._scale() * self.devicePixelRatioF()
        self._background.render(
            lambda: (document, scale, images_of(document, scale, wanted)),
            self._take,
            replace_key=f"halaman:{id(self)}",
            owner=self,
        )

    def _take(self, made: tuple[Paged, float, list[tuple[int, QImage]]]) -> None:
        document, scale, images = made
        if document is not self._document or scale != self._scale() * self.devicePixelRatioF():
            return
        self._images.update(images)
        near = sorted(self._images, key=lambda page: abs(page - self._at))
        self._images = {page: self._images[page] for page in near[:_KEPT]}
        self.viewport().update()
