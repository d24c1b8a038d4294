"""Rows of the forms of the screen Capaian, and what is filled into them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit

from app.models.target import Arah, Rumus
from app.services.capaian.structure import NAME_LIMIT
from app.services.surveys.naming import FIRST_YEAR, LAST_YEAR
from app.texts import tr
from app.views.widgets.form import FormRow, NumberField
from app.views.widgets.inputs import ChoiceBox, LinesField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


def line_row(name: str, label: str, text: str, limit: int = NAME_LIMIT) -> FormRow:
    """Return a row for one line of text."""
    field = QLineEdit(text)
    field.setMaxLength(limit)
    field.setCursorPosition(0)
    return FormRow(label, field, name=name)


def number_row(
    name: str, label: str, value: int, lowest: int = FIRST_YEAR, highest: int = LAST_YEAR
) -> FormRow:
    """Return a row for a whole number; without bounds it is a year."""
    return FormRow(label, NumberField(lowest, highest, value, grouped=False), name=name)


def choice_row(name: str, label: str, choices: Sequence[tuple[str, str]], chosen: str) -> FormRow:
    """Return a row for one of several choices."""
    field = ChoiceBox(choices, name=name, accessible=label)
    field.choose(chosen)
    return FormRow(label, field, name=name)


def lines_row(name: str, label: str, texts: Sequence[str]) -> FormRow:
    """Return a row for several texts, one on each line."""
    field = LinesField(lines=2)
    field.set_texts(texts)
    return FormRow(label, field, name=name)


def arah_row(form: str, arah: Arah) -> FormRow:
    """Return the row that asks which change is the better one."""
    choices = [(one.value, one.value) for one in Arah]
    return choice_row(f"{form}.arah", tr("Arah"), choices, arah.value)


def rumus_row(form: str, rumus: Rumus) -> FormRow:
    """Return the row that asks how a capaian follows."""
    choices = [
        (Rumus.RATIO.value, tr("perbandingan realisasi dan target")),
        (Rumus.MIRRORED.value, tr("(2T − R) / T, hanya turun lebih baik")),
    ]
    return choice_row(f"{form}.rumus", tr("Rumus capaian"), choices, rumus.value)


def value_of(field: QWidget) -> Any:  # noqa: ANN401 - what the field holds
    """Return what is filled in."""
    if isinstance(field, NumberField):
        return field.value()
    if isinstance(field, ChoiceBox):
        return field.key
    if isinstance(field, LinesField):
        return field.texts
    if isinstance(field, QLineEdit):
        return field.text()
    raise TypeError(field)
