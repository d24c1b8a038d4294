"""Colours, type, spacing, fonts and icons: the only place that says what Puas looks like."""

from app.views.theme.icons import icon, pixmap
from app.views.theme.look import apply_theme, color, current, font, px

__all__ = ["apply_theme", "color", "current", "font", "icon", "pixmap", "px"]
