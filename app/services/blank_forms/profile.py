"""The fields above the questions: day, layanan, and who answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.questionnaire import FieldKind
from app.services.blank_forms.pages import Band
from app.services.blank_forms.shapes import BOLD, AnswerBox, Letters, Row, Rule
from app.services.blank_forms.ticks import (
    BOX,
    Tick,
    above,
    box_row_base,
    in_fitted_columns,
    row_height,
)
from app.services.blank_forms.words import lines_of, pitch
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.models.questionnaire import ProfileField
    from app.services.blank_forms.setting import Setting
    from app.services.blank_forms.shapes import Shape

LABEL = 39.0
"""The column of the fields' names."""
DAY, SERVICE = "tanggal", "layanan"
"""Fields of every questionnaire; no key of an instrument stands for them."""

_MOST_KEYS = 9
_LABEL_GAP = 3.0
_DATE_GROUPS = (2, 2, 4)


def day_band(at: Setting) -> Band:
    """Return boxes for day, month and year."""
    shapes = _label(tr("Tanggal survei"), at)
    x, place = at.x + LABEL, 0
    for group, digits in enumerate(_DATE_GROUPS):
        if group:
            shapes.append(Letters(x + 0.9, box_row_base(at), "/", at.size))
            x += 3.2
        shapes += digit_boxes(DAY, x, digits, first=place, y=above(at))
        x, place = x + digits * BOX, place + digits
    hint = tr("tanggal / bulan / tahun")
    shapes.append(Letters(x + 3, box_row_base(at), hint, at.size - 2, muted=True))
    return Band((Row(row_height(at), tuple(shapes)),))


def service_band(services: Sequence[tuple[str, str]], at: Setting) -> Band:
    """Return the layanan with the clerk's keys; a line to write on where there are too many."""
    name, room = tr("Jenis layanan"), at.indented(LABEL)
    if len(services) == 1:
        return _beside(name, _written(services[0][1], room), at)
    if not services or len(services) > _MOST_KEYS:
        line = Rule(room.x, box_row_base(at) + 0.6, room.room)
        return _beside(name, [Row(row_height(at), (line,))], at)
    ticks = [Tick(SERVICE, value, str(key), text) for key, (value, text) in enumerate(services, 1)]
    return _beside(name, in_fitted_columns(ticks, room), at)


def profile_bands(fields: Iterable[ProfileField], at: Setting) -> list[Band]:
    """Return the characteristics with the keys that the clerk presses."""
    return [_beside(field.name, _asked(field, at.indented(LABEL)), at) for field in fields]


def digit_boxes(field: str, x: float, digits: int, *, y: float, first: int = 0) -> list[Shape]:
    """Return boxes side by side, one for each digit."""
    return [
        AnswerBox(x + place * BOX, y, BOX, field, str(first + place)) for place in range(digits)
    ]


def _asked(field: ProfileField, at: Setting) -> list[Row]:
    if field.kind is FieldKind.CHOICE:
        ticks = [Tick(field.key, c.value, c.keys[0], c.label) for c in field.choices]
        return in_fitted_columns(ticks, at)
    digits = max(field.digits, 1)
    unit = Letters(at.x + digits * BOX + 2, box_row_base(at), field.unit, at.size)
    boxes = digit_boxes(field.key, at.x, digits, y=above(at))
    return [Row(row_height(at), (*boxes, unit))]


def _beside(name: str, rows: list[Row], at: Setting) -> Band:
    """Put the name of a field before its rows."""
    first, *rest = rows or [Row(row_height(at))]
    label = _label(name, at)
    more = len(label) > 1 + len(rest)
    height = max(first.height, row_height(at, len(label)) if more else 0)
    return Band((Row(height, (*label, *first.shapes)), *rest))


def _label(name: str, at: Setting) -> list[Shape]:
    lines = lines_of(name, at.size, LABEL - _LABEL_GAP, BOLD)
    return [
        Letters(at.x, box_row_base(at) + place * pitch(at.size), line, at.size, BOLD)
        for place, line in enumerate(lines)
    ]


def _written(text: str, at: Setting) -> list[Row]:
    """Return what is printed because there is nothing to choose."""
    lines = lines_of(text, at.size, at.room)
    shapes = [
        Letters(at.x, box_row_base(at) + place * pitch(at.size), line, at.size)
        for place, line in enumerate(lines)
    ]
    return [Row(row_height(at, len(lines)), tuple(shapes))]
