"""What the sections of the editor have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.services.instruments.draft import normal
from app.views.theme import px
from app.views.widgets.labels import repolish
from app.views.widgets.layout import ScrollColumn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.instruments.problems import Problem

NAME = "pengaturan.instrumen"


class Section(QWidget):
    """One part of a draft. It changes the content it was given and says so."""

    changed = Signal()
    removed = Signal(str, object)
    """A sentence about what was taken out, and the list as it was: (name, items)."""
    key = ""
    """The section of the problems that belong here."""

    def __init__(self) -> None:
        super().__init__()
        self.content: dict[str, Any] = normal({})

    def show_content(self, content: dict[str, Any]) -> None:
        """Show a draft; what is edited goes into this very content."""
        self.content = content
        self.fill()

    def fill(self) -> None:
        """Put the content into the fields."""
        raise NotImplementedError

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the fields that do not fit; the problems are those of this section."""
        raise NotImplementedError

    def go_to(self, problem: Problem) -> None:
        """Put the keyboard where a problem can be mended."""
        raise NotImplementedError


def line_edit(name: str, accessible: str, longest: int = 1000) -> QLineEdit:
    """Return a field for one line of text."""
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(accessible)
    field.setMaxLength(longest)
    return field


class SectionScroll(ScrollColumn):
    """Scrolls a section both ways, so that it never widens the window."""

    def minimumSizeHint(self) -> QSize:
        """Accept nearly any size."""
        return QSize(px(240), px(120))


def show_text(field: QLineEdit, text: str) -> None:
    """Put a text into a field and show its beginning; what is there already stays as it is."""
    if field.text() != text:
        field.setText(text)
        field.setCursorPosition(0)


def mark(field: QWidget, text: str) -> None:
    """Show that a field does not fit, and why; an empty text means it does."""
    field.setToolTip(text)
    field.setAccessibleDescription(text)
    if bool(field.property("invalid")) != bool(text):
        field.setProperty("invalid", bool(text))
        repolish(field)
