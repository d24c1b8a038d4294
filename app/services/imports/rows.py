"""Rows of a file of answers, read one by one into what a sheet is made of."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from app.services.imports import cells as convert
from app.services.imports.cells import CellError, Column
from app.services.imports.columns import DAY, NUMBER, SARAN, SERVICE
from app.services.text import TEXT_LIMIT, clean_text
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from app.models.period import Period
    from app.models.questionnaire import Instrument
    from app.services.imports.columns import Layout
    from app.services.imports.problems import ProblemList

Value = TypeVar("Value")


class ReadRow(NamedTuple):
    """One row that fits; number 0 and an empty service are given later."""

    number: int
    day: date
    service: str
    answers: dict[str, int]
    profile: dict[str, str | int]
    saran: str


class RowReader:
    """Reads rows of one layout; notes problems and counts what was left blank or out."""

    def __init__(
        self,
        instrument: Instrument,
        layout: Layout,
        period: Period,
        taken: Collection[int],
        problems: ProblemList,
    ) -> None:
        self._layout = layout
        self._period = period
        self._taken = taken
        self._problems = problems
        self._numbers: dict[int, int] = {}
        self._days: Column[date | None] = Column(convert.day)
        self._services = Column(convert.service)
        self._questions = [
            (key, layout.places[key], Column(convert.score(instrument)))
            for key in instrument.question_keys
        ]
        self._profile = [
            (field.key, layout.places[field.key], Column(convert.profile_value(field)))
            for field in instrument.profile
        ]
        self.blanks: Counter[str] = Counter()
        self.outside_period = 0
        self.unanswered = 0

    def read(self, row: int, cells: Sequence[str]) -> ReadRow | None:
        """Return what the row says, or None when it has a problem or not one answer."""
        before = self._problems.count
        if not self._fits(row, cells):
            return None
        number = self._number(row, cells)
        day = self._day(row, cells)
        service = self._converted(row, cells, SERVICE, self._services, "")
        profile = self._values(row, cells, self._profile)
        answers = self._values(row, cells, self._questions)
        saran = self._saran(row, cells)
        if self._problems.count > before or day is None:
            return None
        if not answers:
            self.unanswered += 1
            return None
        self._count(day, answers, profile)
        return ReadRow(number, day, service, answers, profile, saran)

    def _fits(self, row: int, cells: Sequence[str]) -> bool:
        width = self._layout.width
        if len(cells) < width:
            reason = tr(
                "baris ini hanya punya {ada} dari {harus} kolom", ada=len(cells), harus=width
            )
            self._problems.add(row, "", "", reason)
            return False
        extra = next((cell for cell in cells[width:] if cell.strip()), None)
        if extra is not None:
            self._problems.add(row, "", extra, tr("isi ini berada di luar kolom terakhir"))
            return False
        return True

    def _number(self, row: int, cells: Sequence[str]) -> int:
        cell = self._cell(cells, NUMBER)
        if not cell:
            return 0
        try:
            number = convert.number(cell)
        except CellError as error:
            self._problems.add(row, NUMBER, cell, str(error))
            return 0
        if number in self._taken:
            self._problems.add(row, NUMBER, cell, tr("lembar bernomor ini sudah ada di survei"))
        elif number in self._numbers:
            reason = tr("nomor ini sudah dipakai di baris {baris}", baris=self._numbers[number])
            self._problems.add(row, NUMBER, cell, reason)
        self._numbers.setdefault(number, row)
        return number

    def _day(self, row: int, cells: Sequence[str]) -> date | None:
        if not self._cell(cells, DAY):
            self._problems.add(row, DAY, "", tr("tanggal belum diisi"))
        return self._converted(row, cells, DAY, self._days, None)

    def _saran(self, row: int, cells: Sequence[str]) -> str:
        text = self._cell(cells, SARAN)
        if len(text) > TEXT_LIMIT:
            reason = tr("saran lebih panjang dari {batas} huruf", batas=TEXT_LIMIT)
            self._problems.add(row, SARAN, text, reason)
        return clean_text(text) if text else ""

    def _cell(self, cells: Sequence[str], name: str) -> str:
        place = self._layout.places.get(name)
        return "" if place is None else cells[place].strip()

    def _converted(
        self, row: int, cells: Sequence[str], name: str, column: Column[Value], blank: Value
    ) -> Value:
        cell = self._cell(cells, name)
        if not cell:
            return blank
        try:
            return column.value(cell)
        except CellError as error:
            self._problems.add(row, name, cell, str(error))
            return blank

    def _values(
        self, row: int, cells: Sequence[str], columns: list[tuple[str, int, Column[Any]]]
    ) -> dict[str, Any]:
        found = {}
        for key, place, column in columns:
            cell = cells[place]
            if not cell or cell.isspace():
                continue
            try:
                found[key] = column.value(cell)
            except CellError as error:
                self._problems.add(row, key, cell, str(error))
        return found

    def _count(self, day: date, answers: dict[str, int], profile: dict[str, str | int]) -> None:
        self.outside_period += not self._period.contains(day)
        if len(answers) < len(self._questions):
            self.blanks.update(key for key, _, _ in self._questions if key not in answers)
        if len(profile) < len(self._profile):
            self.blanks.update(key for key, _, _ in self._profile if key not in profile)
