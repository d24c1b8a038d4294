"""The look that is in force: palette and text size, applied to the whole application at once."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLayout

from app.views.theme.fonts import FAMILIES, load_fonts
from app.views.theme.palette import DARK, LIGHT, Palette
from app.views.theme.stylesheet import stylesheet

BASE_SIZE = 14
"""Pixels of running text at 100 % text size."""


@dataclass(frozen=True, slots=True)
class Look:
    """A palette and a text size in percent."""

    palette: Palette = LIGHT
    text_size: int = 100


class _State:
    look = Look()
    theme = "terang"
    follows = False


def apply_theme(theme: str = "sistem", text_size: int = 100) -> None:
    """Show the whole program in ``theme`` (sistem, terang, gelap) and text size, at once.

    ``sistem`` goes on following the desktop while the program runs.
    """
    app = _application()
    load_fonts()
    _follow_system(app)
    _State.theme = theme
    _State.look = Look(_palette_of(theme), text_size)
    app.setStyle("Fusion")
    app.setPalette(_qt_palette(_State.look.palette))
    app.setFont(font())
    app.setStyleSheet(stylesheet(_State.look.palette, text_size))
    for window in app.topLevelWidgets():
        for layout in window.findChildren(QLayout):
            rescale(layout)


def current() -> Look:
    """Return the look that is in force."""
    return _State.look


def px(size: float) -> int:
    """Return a length of the 100 % design in pixels at the present text size."""
    return round(size * _State.look.text_size / 100)


def color_name(use: str) -> str:
    """Return the colour for ``use`` as ``#RRGGBB``."""
    return _State.look.palette.color(use)


def color(use: str) -> QColor:
    """Return the colour for ``use`` (a field of Palette) in the present theme."""
    return QColor(color_name(use))


def font(size: int = BASE_SIZE, weight: int = 400) -> QFont:
    """Return the program's font; ``size`` in pixels at 100 % text size."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPixelSize(px(size))
    made.setWeight(QFont.Weight(weight))
    return made


def keep_scaled(layout: QLayout, margins: tuple[int, int, int, int], gap: int) -> None:
    """Give ``layout`` margins and spacing that follow the text size from now on."""
    layout.setProperty("puas", [*margins, gap])
    rescale(layout)


def rescale(layout: QLayout) -> None:
    """Set the margins of a layout anew; one that is not ours is left alone."""
    stored = layout.property("puas")
    if isinstance(stored, list):
        left, top, right, bottom, gap = (px(int(value)) for value in stored)
        layout.setContentsMargins(left, top, right, bottom)
        layout.setSpacing(gap)


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("a theme needs a running QApplication")
    return app


def _palette_of(theme: str) -> Palette:
    if theme == "sistem":
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if theme == "gelap" else LIGHT


def _follow_system(app: QApplication) -> None:
    if not _State.follows:
        _State.follows = True
        app.styleHints().colorSchemeChanged.connect(_system_changed)


def _system_changed() -> None:
    if _State.theme == "sistem" and _palette_of("sistem") is not _State.look.palette:
        apply_theme("sistem", _State.look.text_size)


def _qt_palette(tokens: Palette) -> QPalette:
    roles = QPalette.ColorRole
    made = QPalette()
    for role, use in (
        (roles.Window, tokens.page),
        (roles.Base, tokens.surface),
        (roles.AlternateBase, tokens.page),
        (roles.Button, tokens.surface),
        (roles.ToolTipBase, tokens.text),
        (roles.ToolTipText, tokens.surface),
        (roles.WindowText, tokens.text),
        (roles.Text, tokens.text),
        (roles.ButtonText, tokens.text),
        (roles.PlaceholderText, tokens.muted),
        (roles.Highlight, tokens.accent),
        (roles.HighlightedText, tokens.on_accent),
        (roles.Accent, tokens.accent),
        (roles.Link, tokens.accent),
        (roles.LinkVisited, tokens.accent),
        (roles.Light, tokens.surface),
        (roles.Midlight, tokens.line),
        (roles.Mid, tokens.line),
        (roles.Dark, tokens.field_line),
    ):
        made.setColor(role, QColor(use))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return made
