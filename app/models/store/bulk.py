"""Many sheets of one import at once, column by column: the bytes are those of ``sheets.add``."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain, repeat
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

from app.models.store.log import now
from app.models.store.sheets import INSERT_SHEET

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.models.store.database import Database, Value
    from app.models.store.journal import Journal
    from app.models.store.tallies import TallyRepository

    Progress = Callable[[int, int], object]
    Column = Sequence[int | None] | Sequence[str | int | None]

_AT_ONCE = 5_000
_PER_STATEMENT = 50
"""Rows that one statement inserts; together their values stay below what SQLite always bears."""
_INSERT_HEAD, _INSERT_ROW = INSERT_SHEET.split(" VALUES ")
_INSERT_SHEETS = f"{_INSERT_HEAD} VALUES {', '.join([_INSERT_ROW] * _PER_STATEMENT)}"
_VERSION_AND_VARIANT = ("7", "89ab")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True)
class SheetColumns:
    """Sheets of one survey as columns of equal length; None is a blank."""

    survey_id: int
    import_id: int | None
    services: Sequence[int]
    numbers: Sequence[int]
    days: Sequence[str]
    """As ``2026-03-12``."""
    answers: Mapping[str, Sequence[int | None]]
    profile: Mapping[str, Sequence[str | int | None]] = field(default_factory=dict)
    saran: Sequence[str] = ()
    uuids: Sequence[str] = ()
    """What sheets that come from another file have already; new ones are given theirs."""
    revisions: Sequence[int] = ()
    changed_at: Sequence[str] = ()

    def __len__(self) -> int:
        return len(self.numbers)


class BulkRepository:
    """Writes the sheets of an import or a package; the caller logs it as a whole."""

    def __init__(self, database: Database, journal: Journal, tallies: TallyRepository) -> None:
        self._db = database
        self._journal = journal
        self._tallies = tallies

    def add(
        self, sheets: SheetColumns, questions: Sequence[str], progress: Progress | None = None
    ) -> None:
        """Save all sheets and count them, whole or not at all.

        ``progress`` is told (done, all) now and then; an exception from it takes all back.
        """
        with self._db.transaction():
            complete = _complete(sheets, questions)
            rows = _Rows(sheets, complete, self._journal.operator)
            for start in range(0, len(sheets), _AT_ONCE):
                if progress:
                    progress(start, len(sheets))
                self._insert(rows.portion(start, start + _AT_ONCE))
            self._tallies.add_counted(*_counted(sheets, complete))

    def _insert(self, rows: list[tuple[Value, ...]]) -> None:
        """Insert rows, many with each statement: one each takes a fifth longer."""
        whole = len(rows) - len(rows) % _PER_STATEMENT
        together = (
            tuple(chain.from_iterable(rows[start : start + _PER_STATEMENT]))
            for start in range(0, whole, _PER_STATEMENT)
        )
        self._db.execute_many(_INSERT_SHEETS, together)
        self._db.execute_many(INSERT_SHEET, rows[whole:])


class _Rows:
    """Makes the rows of a portion; texts that repeat are made once."""

    def __init__(self, sheets: SheetColumns, complete: Sequence[int], operator: str) -> None:
        self._sheets, self._complete, self._operator = sheets, complete, operator
        self._answers = [_pieces(key, column) for key, column in sheets.answers.items()]
        self._profile = [_pieces(key, column) for key, column in sheets.profile.items()]
        self._saran = sheets.saran or [""] * len(sheets)

    def portion(self, start: int, end: int) -> list[tuple[Value, ...]]:
        sheets, part = self._sheets, slice(start, end)
        numbers, days = sheets.numbers[part], sheets.days[part]
        rows = len(numbers)
        answers, profile = (_objects(of, part, rows) for of in (self._answers, self._profile))
        services, complete = sheets.services[part], self._complete[part]
        saran, uuids = self._saran[part], sheets.uuids[part] or _uuids(rows)
        import_id = _encode(sheets.import_id)
        # What a digest covers, as ``sheets`` encodes it: one list of JSON without spaces.
        head, tail = f"[{sheets.survey_id},", f",{_encode(self._operator)},{import_id},"
        sha256, encoded = hashlib.sha256, encode_basestring
        digests = [
            sha256(
                f'{head}{service},{number},"{day}",{encoded(one)},{encoded(two)},{whole},'
                f'{encoded(text)}{tail}"{uuid}"]'.encode()
            ).hexdigest()
            for service, number, day, one, two, whole, text, uuid in zip(
                services, numbers, days, answers, profile, complete, saran, uuids, strict=True
            )
        ]
        columns = (
            *(repeat(sheets.survey_id), services, numbers, days, answers, profile, complete),
            *(saran, repeat(self._operator), repeat(sheets.import_id), digests, uuids),
            sheets.revisions[part] or repeat(1),
            sheets.changed_at[part] or repeat(now()),
        )
        return list(zip(*columns))  # noqa: B905 - what repeats has no end


def _pieces(key: str, column: Sequence[str | int | None]) -> list[str]:
    """Return ``,"key":value`` for every row, or nothing where it is blank."""
    name = _encode(key)
    pieces = {value: f",{name}:{_encode(value)}" for value in set(column) if value is not None}
    pieces[None] = ""  # type: ignore[index] # a blank has no piece
    return list(map(pieces.__getitem__, column))  # type: ignore[arg-type] # None is a key too


def _objects(columns: Sequence[list[str]], part: slice, rows: int) -> Sequence[str]:
    if not columns:
        return ["{}"] * rows
    joined = map("".join, zip(*(column[part] for column in columns), strict=True))
    return [f"{{{text[1:]}}}" for text in joined]


def _complete(sheets: SheetColumns, questions: Sequence[str]) -> list[int]:
    """Return 1 for every sheet that answers all questions."""
    if any(key not in sheets.answers for key in questions):
        return [0] * len(sheets)
    complete = [1] * len(sheets)
    for key in questions:
        column = sheets.answers[key]
        if None in column:
            complete = [
                whole if score is not None else 0
                for whole, score in zip(complete, column, strict=True)
            ]
    return complete


def _counted(
    sheets: SheetColumns, complete: Sequence[int]
) -> tuple[dict[tuple[int, int, int], int], dict[tuple[int, int, int, str, int], int]]:
    survey = sheets.survey_id
    groups = Counter(zip(sheets.services, complete, strict=True))
    cells: dict[tuple[int, int, int, str, int], int] = {}
    for key, column in sheets.answers.items():
        for (service, whole, score), n in Counter(
            zip(sheets.services, complete, column, strict=True)
        ).items():
            if score is not None:
                cells[survey, service, whole, key, score] = n
    return {(survey, service, whole): n for (service, whole), n in groups.items()}, cells


def _uuids(count: int) -> list[str]:
    """Return UUIDv7 (RFC 9562) in rising order, so that their index grows at its end."""
    version, variants = _VERSION_AND_VARIANT
    stamp = f"{time.time_ns() // 1_000_000 & 0xFFFF_FFFF_FFFF:012x}"
    head = f"{stamp[:8]}-{stamp[8:]}-{version}"
    chance = os.urandom(10 * count).hex()
    made = [
        f"{head}{chance[i : i + 3]}-{variants[int(chance[i + 3], 16) & 3]}{chance[i + 4 : i + 7]}"
        f"-{chance[i + 7 : i + 19]}"
        for i in range(0, 20 * count, 20)
    ]
    made.sort()
    return made
