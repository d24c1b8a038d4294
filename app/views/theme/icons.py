"""The line icons, drawn in a colour of the theme and sharp on every screen."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.paths import resource
from app.views.theme.look import color_name, px


def icon(name: str, use: str = "muted", *, active: str = "", size: int = 20) -> QIcon:
    """Return an icon in the theme's colour ``use``; checked it takes the colour ``active``."""
    drawn = QIcon(pixmap(name, use, size=size))
    if active:
        marked = pixmap(name, active, size=size)
        drawn.addPixmap(marked, QIcon.Mode.Normal, QIcon.State.On)
        drawn.addPixmap(marked, QIcon.Mode.Active, QIcon.State.On)
    return drawn


def pixmap(name: str, use: str = "muted", *, size: int = 20) -> QPixmap:
    """Return one icon as a picture; ``size`` in pixels at 100 % text size."""
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen else 1.0
    return _draw(name, color_name(use), px(size), ratio)


@lru_cache(maxsize=512)
def _draw(name: str, color: str, size: int, ratio: float) -> QPixmap:
    picture = QPixmap(QSize(size, size) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(_source(name, color))).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def _source(name: str, color: str) -> bytes:
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return text.replace("currentColor", color).encode()
