"""Read the cells of one row; what cannot be taken is noted with row, column, value and reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.models.entered import BLANK, Entered
from app.models.target import Arah, Rumus
from app.services.capaian.edits import expected_value
from app.services.capaian.imports.columns import YEAR
from app.services.capaian.structure import NAME_LIMIT
from app.services.capaian.typed import NotAValue, read_value, without_star
from app.services.surveys.naming import FIRST_YEAR, LAST_YEAR
from app.services.tables.columns import plain
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.capaian.imports.columns import NumberColumn, Stated
    from app.services.imports.problems import ProblemList
    from app.services.tables.columns import Record

_YES = frozenset({"1", "ya", "y", "true", "benar", "*", "sementara"})
_NO = frozenset({"", "0", "tidak", "t", "false", "-", "final", "tetap"})
_ARAH = {
    **dict.fromkeys(
        ("higherbetter", "naik", "naiklebihbaik", "positif", "maksimal", "maximize", "meningkat"),
        Arah.UP,
    ),
    **dict.fromkeys(
        ("lowerbetter", "turun", "turunlebihbaik", "negatif", "minimal", "minimize", "menurun"),
        Arah.DOWN,
    ),
    "makintinggimakinbaik": Arah.UP,
    "semakintinggisemakinbaik": Arah.UP,
    "makinrendahmakinbaik": Arah.DOWN,
    "semakinrendahsemakinbaik": Arah.DOWN,
}
_RUMUS = {
    **dict.fromkeys(("perbandingan", "rasio", "rt", "tr"), Rumus.RATIO),
    **dict.fromkeys(("2trt", "selisih", "2t rt"), Rumus.MIRRORED),
}
_WHOLE = re.compile(r"(\d{1,6})(?:\.0+)?")


class CellReader:
    """Reads cells of a table by the keys of its columns."""

    def __init__(
        self, year: int, stated: Stated, headings: Mapping[str, str], problems: ProblemList
    ) -> None:
        self._year = year
        self._stated = stated
        self._headings = headings
        self._problems = problems

    def has(self, key: str) -> bool:
        """Say whether the file has a column."""
        return key in self._headings

    def refuse(self, record: Record, key: str, reason: str) -> None:
        """Note that a cell cannot be taken; an empty key is about the whole row."""
        heading = self._headings.get(key, key)
        self._problems.add(record.line, heading, record[key] if key else "", reason)

    def line(self, record: Record, key: str, *, required: bool = False) -> str:
        """Return a text on one line."""
        text = clean_line(record[key], NAME_LIMIT + 1)
        if len(text) > NAME_LIMIT:
            self.refuse(record, key, tr("lebih dari {n} huruf", n=NAME_LIMIT))
        elif required and not text:
            self.refuse(record, key, tr("belum diisi"))
        return text

    def value(self, record: Record, column: NumberColumn, satuan: str) -> Entered:
        """Return a value; a blank cell and one that was refused are blank."""
        text = record[column.key]
        if not text:
            return BLANK
        expected = expected_value(
            self._stated.of(column.key), is_money=column.is_money, satuan=satuan
        )
        found = read_value(without_star(text), expected)
        if isinstance(found, NotAValue):
            self.refuse(record, column.key, found.reason)
            return BLANK
        return found

    def whole(self, record: Record, key: str, *, required: bool = False) -> int | None:
        """Return a whole number, or None where the cell is blank or was refused."""
        text = record[key].strip()
        if not text:
            if required:
                self.refuse(record, key, tr("belum diisi"))
            return None
        match = _WHOLE.fullmatch(text)
        if match is None:
            self.refuse(record, key, tr("bukan bilangan bulat"))
            return None
        return int(match[1])

    def calendar_year(self, record: Record, key: str) -> int | None:
        """Return a year, or None where the cell is blank or was refused."""
        found = self.whole(record, key)
        if found is not None and not FIRST_YEAR <= found <= LAST_YEAR:
            self.refuse(record, key, tr("bukan tahun"))
            return None
        return found

    def require_year(self, record: Record) -> None:
        """Refuse a row of another year, or of none, where the file has a column for it."""
        if not self.has(YEAR):
            return
        found = self.whole(record, YEAR, required=True)
        if found is not None and found != self._year:
            self.refuse(record, YEAR, tr("bukan tahun {tahun}", tahun=self._year))

    def flag(self, record: Record, key: str) -> bool | None:
        """Return yes or no, None where the file has no such column."""
        if not self.has(key):
            return None
        word = record[key].strip().casefold()
        if word not in _YES and word not in _NO:
            self.refuse(record, key, tr("bukan ya dan bukan tidak"))
        return word in _YES

    def arah(self, record: Record) -> Arah | None:
        """Return the direction, None where it is not said."""
        text = record["arah"].strip()
        if not text:
            return None
        found = _ARAH.get(plain(text))
        if found is None:
            self.refuse(record, "arah", tr("bukan “naik lebih baik” dan bukan “turun lebih baik”"))
        return found

    def rumus(self, record: Record) -> Rumus | None:
        """Return the formula, None where it is not said."""
        text = record["rumus"].strip()
        if not text:
            return None
        found = _RUMUS.get(plain(text))
        if found is None:
            self.refuse(record, "rumus", tr("bukan “perbandingan” dan bukan “(2T − R) / T”"))
        return found

    def typed(self, record: Record, keys: Mapping[str, str]) -> dict[str, str]:
        """Return the figures that the file gives as computed, as values by their key."""
        from app.services.capaian.imports.columns import NumberColumn

        found = {}
        for column, key in keys.items():
            if record[column]:
                value = self.value(record, NumberColumn(column, key), "%")
                if not value.is_blank:
                    found[key] = value.text
        return found
