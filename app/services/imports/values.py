"""The cells of a mapped column become values; every distinct text is understood once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from app.services.recognising.answer_columns import DAY, NUMBER, SARAN, SERVICE
from app.services.recognising.days import DayError, read_day
from app.services.recognising.profiles import ProfileError, ProfileReader
from app.services.recognising.scores import ScoreError, ScoreReader
from app.services.text import LINE_LIMIT, TEXT_LIMIT, clean_line, clean_text
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from app.models.questionnaire import Instrument
    from app.services.imports.mapping import Settings

HIGHEST_NUMBER = 999_999_999
_AT_ONCE = 5_000
_WHOLE = re.compile(r"(\d{1,9})(?:[.,]0{1,6})?", re.ASCII)
REFUSALS = (DayError, ProfileError, ScoreError, ValueError)


def turned(rows: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    """Return the first columns of rows that all have as many.

    A portion at a time: all at once would keep every other thread waiting.
    """
    columns: list[list[str]] = [[] for _ in range(width)]
    for start in range(0, len(rows), _AT_ONCE):
        portion = zip(*rows[start : start + _AT_ONCE])  # noqa: B905 - what is beyond is noted elsewhere
        for column, cells in zip(columns, portion):  # noqa: B905 - as above
            column.extend(cells)
    return columns


def understood(
    cells: Collection[str],
    read: Callable[[str], Any],
    blank: Any,  # noqa: ANN401 - what a blank means differs by column
    chosen: Mapping[str, Any],
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return (cell → value, cell → why it cannot be understood) of distinct cells."""
    values: dict[str, Any] = {}
    refused: dict[str, str] = {}
    for cell in cells:
        text = cell.strip()
        if not text:
            values[cell] = blank
            continue
        try:
            values[cell] = read(text)
        except REFUSALS as error:
            if text in chosen:
                values[cell] = chosen[text]
            else:
                values[cell] = blank
                refused[cell] = str(error)
    return values, refused


def reader_of(
    instrument: Instrument, target: str, cells: Collection[str], settings: Settings
) -> Callable[[str], Any]:
    """Return what reads one column."""
    readers: dict[str, Callable[[str], Any]] = {
        NUMBER: number,
        DAY: lambda cell: read_day(cell, settings.date_order).isoformat(),
        SERVICE: service,
        SARAN: saran,
    }
    question = next((q for q in instrument.questions if q.key == target), None)
    if question is not None:
        return ScoreReader(
            instrument, question, cells, use=settings.scale, decimal=settings.decimal
        ).read
    field = next((f for f in instrument.profile if f.key == target), None)
    return ProfileReader(field, cells).read if field is not None else readers[target]


def number(cell: str) -> int:
    """Read the number written on the paper."""
    match = _WHOLE.fullmatch(cell)
    if match is None or not 1 <= int(match[1]) <= HIGHEST_NUMBER:
        raise ValueError(tr("nomor lembar harus bilangan bulat mulai dari 1"))
    return int(match[1])


def service(cell: str) -> str:
    """Read the name of a service."""
    name = clean_line(cell, LINE_LIMIT + 1)
    if not name or len(name) > LINE_LIMIT:
        raise ValueError(tr("nama layanan harus 1 sampai {batas} huruf", batas=LINE_LIMIT))
    return name


def saran(cell: str) -> str:
    """Read what the respondent wrote."""
    if len(cell) > TEXT_LIMIT:
        raise ValueError(tr("saran lebih panjang dari {batas} huruf", batas=TEXT_LIMIT))
    return clean_text(cell)
