"""Where the sheets of a table end: below them spreadsheets add up, explain, and are signed.

Such rows are no answers, and nobody should have to delete them first. They begin with the first
row that says so (*Jumlah*, *NRR*, …) and names no day, if no row below it is a sheet either.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.services.recognising.answer_columns import DAY, SARAN
from app.services.recognising.days import is_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.questionnaire import Instrument
    from app.services.imports.mapping import AnswerMapping

_WORDS = re.compile(
    r"\W*(?:jumlah|jml|total|sub\s*total|grand\s+total|sum|average|mean|count"
    r"|rata(?:\s*-?\s*rata|2|²)|rerata|nilai\s+rata|nrr|ikm|skm|ipkp|ipak|indeks|bobot|mutu|kinerja"
    r"|nilai\s+(?:per\s+)?(?:unsur|indeks|ikm|skm|konversi|tertimbang)|konversi|kategori"
    r"|keterangan|catatan)\b",
    re.IGNORECASE,
)
_SCORE = re.compile(r"(\d{1,3})(?:[.,]0{1,6})?", re.ASCII)


def closing_from(
    instrument: Instrument, mapping: AnswerMapping, rows: Sequence[Sequence[str]]
) -> int:
    """Return the place of the first closing row; the number of rows where there is none."""
    day = mapping.place_of(DAY)
    asked = [p for key in instrument.question_keys if (p := mapping.place_of(key)) is not None]
    scores = range(instrument.lowest, instrument.highest + 1)

    def is_sheet(row: Sequence[str]) -> bool:
        """Say whether a row has a day, or where days are not told, answers."""
        told = _cell(row, day) if day is not None else ""
        if told or not (day is None or mapping.settings.day):
            return is_day(told)
        return _is_answered(row, asked, scores)

    end = len(rows)
    while end and not is_sheet(rows[end - 1]):
        end -= 1
    labels = _label_places(mapping, asked)
    for place in range(end, len(rows)):
        if _is_closing(rows[place], labels):
            return place
    return len(rows)


def _is_answered(row: Sequence[str], asked: list[int], scores: range) -> bool:
    given = [cell for place in asked if (cell := _cell(row, place))]
    return bool(given) and all(
        int(match[1]) in scores if (match := _SCORE.fullmatch(cell)) else not cell[:1].isdigit()
        for cell in given
    )


def _label_places(mapping: AnswerMapping, asked: list[int]) -> list[int]:
    """Return the columns in which a closing row says what it is: none of answers or saran."""
    told = {*asked, mapping.place_of(SARAN)}
    return [place for place in range(len(mapping.columns)) if place not in told]


def _is_closing(row: Sequence[str], labels: Sequence[int]) -> bool:
    return any(_WORDS.match(_cell(row, place)) for place in labels)


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""
