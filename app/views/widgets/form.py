"""Form rows: what is asked, the field, and under it what is wrong with it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QLocale
from PySide6.QtWidgets import QDateEdit, QLineEdit, QSpinBox, QWidget

from app.views.theme import px
from app.views.widgets.labels import Caption, Label, repolish
from app.views.widgets.layout import column

if TYPE_CHECKING:
    from collections.abc import Mapping


class DateField(QDateEdit):
    """A day, written as Indonesians write it: 12 Maret 2026."""

    def __init__(self, day: date | None = None) -> None:
        super().__init__()
        self.setLocale(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
        self.setDisplayFormat("d MMMM yyyy")
        self.setCalendarPopup(True)
        self.set_day(day or date.today())  # noqa: DTZ011 - the office's own calendar day

    @property
    def day(self) -> date:
        """The day in the field."""
        chosen = self.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def set_day(self, day: date) -> None:
        """Put another day into the field."""
        self.setDate(QDate(day.year, day.month, day.day))


class NumberField(QSpinBox):
    """A whole number; thousands are grouped unless it is a year."""

    def __init__(self, lowest: int, highest: int, value: int, *, grouped: bool = True) -> None:
        super().__init__()
        self.setLocale(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
        self.setRange(lowest, highest)
        self.setGroupSeparatorShown(grouped)
        self.setValue(value)
        self._set_margins()

    def changeEvent(self, event: QEvent) -> None:
        """Stand away from the edge at every text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._set_margins()

    def _set_margins(self) -> None:
        # Qt leaves out the stylesheet's left padding of a spin box with buttons.
        self.lineEdit().setTextMargins(px(9), 0, 0, 0)


class FormRow(QWidget):
    """A label over its field, a hint, and an error text that shows only where there is one."""

    def __init__(self, label: str, field: QWidget, *, name: str, hint: str = "") -> None:
        super().__init__()
        self.field = field
        field.setObjectName(name)
        if not field.accessibleName():
            field.setAccessibleName(label)
        self.label = Label(label, "caption-strong")
        self.label.setBuddy(field)
        self.hint = Caption(hint, wrap=True)
        if not hint:
            self.hint.hide()
        self.error = Label("", "error", name=f"{name}.galat", wrap=True)
        self.error.hide()
        if isinstance(field, QLineEdit):
            field.textChanged.connect(lambda _: self.set_error(""))
        self.setLayout(column(self.label, field, self.hint, self.error, gap=4))

    def set_error(self, text: str) -> None:
        """Say what is wrong with the field; an empty text means nothing is."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.hint.setVisible(bool(self.hint.text()) and not text)
        self.field.setAccessibleDescription(text)
        if bool(self.field.property("invalid")) != bool(text):
            self.field.setProperty("invalid", bool(text))
            repolish(self.field)


class Form(QWidget):
    """Form rows below each other, known by their keys."""

    def __init__(self, rows: Mapping[str, FormRow], *, gap: int = 12) -> None:
        super().__init__()
        self.rows = dict(rows)
        self.setLayout(column(*self.rows.values(), gap=gap))

    def set_errors(self, errors: Mapping[str, str]) -> bool:
        """Show the errors by key, go to the first of them, and say whether there is none."""
        for key, line in self.rows.items():
            line.set_error(errors.get(key, ""))
        first = next((line for key, line in self.rows.items() if errors.get(key)), None)
        if first is not None:
            first.field.setFocus()
        return first is None
