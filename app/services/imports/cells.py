"""What the cells of a file of answers mean: each converter returns a value or raises its reason."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from app.models.questionnaire import FieldKind
from app.services.text import LINE_LIMIT, clean_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.models.questionnaire import Instrument, ProfileField

Value = TypeVar("Value")

HIGHEST_NUMBER = 999_999_999
FIRST_YEAR, LAST_YEAR = 1990, 2200
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?", re.ASCII)
_INDONESIAN_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


class CellError(ValueError):
    """A cell that cannot be accepted; its text is the reason."""


class Column(Generic[Value]):
    """Converts the cells of one column and remembers what it has seen: most cells repeat."""

    def __init__(self, convert: Callable[[str], Value]) -> None:
        self._convert = convert
        self._seen: dict[str, Value] = {}

    def value(self, cell: str) -> Value:
        """Return the value of a cell that is not blank. Raises CellError."""
        try:
            return self._seen[cell]
        except KeyError:
            value = self._seen[cell] = self._convert(cell.strip())
            return value


def number(cell: str) -> int:
    """Read the number written on the paper."""
    if not _WHOLE.fullmatch(cell) or not 1 <= int(cell) <= HIGHEST_NUMBER:
        raise CellError(tr("nomor lembar harus bilangan bulat mulai dari 1"))
    return int(cell)


def day(cell: str) -> date:
    """Read ``2026-03-12`` or ``12/03/2026``."""
    if match := _ISO_DAY.fullmatch(cell):
        year, month, day_of_month = match.groups()
    elif match := _INDONESIAN_DAY.fullmatch(cell):
        day_of_month, month, year = match.groups()
    else:
        raise CellError(tr("tanggal harus ditulis seperti 2026-03-12 atau 12/03/2026"))
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise CellError(
            tr("tahun harus antara {dari} dan {sampai}", dari=FIRST_YEAR, sampai=LAST_YEAR)
        )
    try:
        return date(int(year), int(month), int(day_of_month))
    except ValueError as error:
        raise CellError(tr("tanggal itu tidak ada di kalender")) from error


def service(cell: str) -> str:
    """Read the name of a service."""
    name = clean_line(cell, LINE_LIMIT + 1)
    if not name or len(name) > LINE_LIMIT:
        raise CellError(tr("nama layanan harus 1 sampai {batas} huruf", batas=LINE_LIMIT))
    return name


def score(instrument: Instrument) -> Callable[[str], int]:
    """Return the reader of answers on the instrument's scale."""
    scores = {str(score): score for score in instrument.scores}

    def read(cell: str) -> int:
        if cell not in scores:
            lowest, highest = instrument.lowest, instrument.highest
            raise CellError(
                tr(
                    "jawaban harus bilangan bulat {dari} sampai {sampai}",
                    dari=lowest,
                    sampai=highest,
                )
            )
        return scores[cell]

    return read


def profile_value(field: ProfileField) -> Callable[[str], str | int]:
    """Return the reader of one characteristic of the respondent."""
    return _choice(field) if field.kind is FieldKind.CHOICE else _count(field)


def _choice(field: ProfileField) -> Callable[[str], str | int]:
    values = {choice.label.casefold(): choice.value for choice in field.choices}
    values |= {choice.value.casefold(): choice.value for choice in field.choices}
    allowed = ", ".join(choice.value for choice in field.choices)
    ranges = [
        (choice.lower, choice.upper, choice.value) for choice in field.choices if choice.is_range
    ]

    def read(cell: str) -> str:
        value = values.get(" ".join(cell.casefold().split()))
        if value is None and _WHOLE.fullmatch(cell):
            value = next((v for lower, upper, v in ranges if lower <= int(cell) <= upper), None)
        if value is None:
            raise CellError(tr("pilihannya hanya {daftar}", daftar=allowed))
        return value

    return read


def _count(field: ProfileField) -> Callable[[str], str | int]:
    def read(cell: str) -> int:
        if not _WHOLE.fullmatch(cell) or not field.lowest <= int(cell) <= field.highest:
            raise CellError(
                tr(
                    "harus bilangan bulat {dari} sampai {sampai}",
                    dari=field.lowest,
                    sampai=field.highest,
                )
            )
        return int(cell)

    return read
