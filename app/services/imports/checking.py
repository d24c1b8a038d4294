"""A file under a mapping, understood as a whole: its sheets, or every place that does not fit."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.services.imports.closing import closing_from
from app.services.imports.problems import ProblemList
from app.services.imports.values import reader_of, turned, understood
from app.services.recognising.answer_columns import DAY, NUMBER, SARAN, SERVICE
from app.services.recognising.profiles import other_choice
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from app.models.period import Period
    from app.models.questionnaire import Instrument
    from app.services.imports.mapping import AnswerMapping
    from app.services.imports.problems import Problem
    from app.services.tables.reading import Grid

    Progress = Callable[[int, int], object]

KEPT = 10_000
"""Problems that are kept for the report; the others are only counted."""
_PREVIEWED = 60
_CHOOSABLE = 60
_SHORTEST_ROW = 1


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """A text that stands in a column and means nothing there, with how often it does."""

    target: str
    cell: str
    count: int
    chosen: bool
    value: str | int | None = None


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row as it will be stored: target → text; target → why it does not fit."""

    line: int
    texts: Mapping[str, str]
    problems: Mapping[str, str]


@dataclass
class Columns:
    """The sheets of a file as columns of equal length."""

    lines: Sequence[int]
    numbers: list[int]
    days: list[str]
    services: list[str]
    saran: list[str]
    answers: dict[str, list[int | None]]
    profile: dict[str, list[str | int | None]]

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def content(self) -> str:
        """What stands for these rows in whatever file they come."""
        digest = hashlib.sha256()
        columns = (self.numbers, self.days, self.services, self.saran)
        named: dict[str, Sequence[object]] = {**self.answers, **self.profile}
        for key, column in named.items():
            digest.update(f"{key}\x1e".encode())
            digest.update(_joined(column))
        for other in columns:
            digest.update(_joined(other))
        return digest.hexdigest()


@dataclass
class Checked:
    """What a mapping makes of a file. Nothing of it is stored."""

    mapping: AnswerMapping
    columns: Columns
    problems: Sequence[Problem]
    problem_count: int
    unknown: tuple[UnknownValue, ...]
    preview: tuple[PreviewRow, ...]
    blanks: Mapping[str, int]
    outside_period: int
    unanswered: int
    absent: tuple[str, ...]
    closing: tuple[int, ...] = ()
    """Lines below the sheets that add up or explain; they are left out."""
    found: ProblemList = field(repr=False, default_factory=ProblemList)

    @property
    def acceptable(self) -> bool:
        """Say whether the file can be taken over whole."""
        return not self.problem_count and len(self.columns) > 0


class Checker:
    """Understands the rows of one grid under one mapping."""

    def __init__(
        self,
        instrument: Instrument,
        period: Period,
        taken: AbstractSet[int],
        grid: Grid,
        mapping: AnswerMapping,
    ) -> None:
        self._instrument, self._period, self._taken = instrument, period, taken
        self._grid, self._mapping = grid, mapping
        self._problems = ProblemList(keep=KEPT)
        self._refused: dict[str, dict[str, str]] = {}
        self._raw: dict[str, Sequence[str]] = {}
        self._turned: list[list[str]] | None = None
        self._unknown: list[UnknownValue] = []
        first = mapping.settings.header + mapping.settings.header_rows
        self._lines, self._rows = list(grid.lines[first:]), grid.rows[first:]
        end = closing_from(instrument, mapping, self._rows)
        self._closing = tuple(self._lines[end:])
        self._lines, self._rows = self._lines[:end], self._rows[:end]
        self._head = grid.lines[mapping.settings.header] if grid.rows else 1

    def check(self, progress: Progress | None = None) -> Checked:
        """Understand everything; ``progress`` is told (columns done, all)."""
        self._check_columns()
        self._check_shape()
        targets = [one.target for one in self._mapping.columns if one.target]
        values: dict[str, list[Any]] = {}
        for place, target in enumerate(targets):
            if progress:
                progress(place, len(targets))
            values[target] = self._column(target)
        columns = self._assembled(values)
        preview = self._preview(columns)
        unanswered = self._leave_out_unanswered(columns)
        self._check_numbers(columns)
        self._problems.sort()
        return Checked(
            mapping=self._mapping,
            columns=columns,
            problems=self._problems.kept,
            problem_count=self._problems.count,
            unknown=tuple(self._unknown),
            preview=preview,
            blanks=_blanks(columns),
            outside_period=self._outside(columns),
            unanswered=unanswered,
            absent=self._absent(),
            closing=self._closing,
            found=self._problems,
        )

    def _check_columns(self) -> None:
        seen = Counter(one.target for one in self._mapping.columns if one.target)
        for one in self._mapping.columns:
            if one.target and seen[one.target] > 1:
                self._problems.add(self._head, one.heading, "", tr("kolom ini muncul dua kali"))
        settings = self._mapping.settings
        if DAY not in seen and not settings.day:
            reason = tr("kolom ini tidak ada; nyatakan tanggal untuk semua lembar")
            self._problems.add(self._head, DAY, "", reason)
        for target in () if settings.blank_questions else self._instrument.question_keys:
            if target not in seen:
                reason = tr("kolom ini tidak ada; isinya boleh kosong, kolomnya harus ada")
                self._problems.add(self._head, target, "", reason)

    def _check_shape(self) -> None:
        """Rows that are cut short or go on too far, and merged cells."""
        width = len(self._mapping.columns)
        for line, row in zip(self._lines, self._rows, strict=True):
            if len(row) == width:
                continue
            if len(row) < width:
                reason = tr(
                    "baris ini hanya punya {ada} dari {harus} kolom", ada=len(row), harus=width
                )
                self._problems.add(line, "", "", reason)
            elif extra := next((cell for cell in row[width:] if cell.strip()), ""):
                self._problems.add(line, "", extra, tr("isi ini berada di luar kolom terakhir"))
        body = self._lines[0] - 1 if self._lines else 0
        for top, left, bottom, right in self._grid.flaws.merged:
            inside = any(one.target for one in self._mapping.columns[left : right + 1])
            if self._lines and bottom >= body and top <= self._lines[-1] - 1 and inside:
                reason = tr("sel di sini digabung; pisahkan dahulu di berkasnya")
                self._problems.add(top + 1, self._heading(left), "", reason)

    def _heading(self, place: int) -> str:
        return self._mapping.columns[place].heading if place < len(self._mapping.columns) else ""

    def _column(self, target: str) -> list[Any]:
        place = self._mapping.place_of(target) or 0
        cells = self._cells(place)
        distinct = set(cells)
        chosen = self._mapping.choices.get(target, {})
        read = reader_of(self._instrument, target, distinct, self._mapping.settings)
        day = self._mapping.settings.day
        blank: Any = {NUMBER: 0, DAY: day, SERVICE: "", SARAN: ""}.get(target)
        values, refused = understood(distinct, read, blank, chosen)
        if others := self._others(target, refused):
            chosen = {**chosen, **others}
            values, refused = understood(distinct, read, blank, chosen)
        for cell, reason in self._flaws_of(place).items():
            if cell not in chosen:
                values[cell], refused[cell] = blank, reason
        self._raw[target], self._refused[target] = cells, refused
        if target == DAY and not day and any(not cell.strip() for cell in distinct):
            refused.update({c: tr("tanggal belum diisi") for c in distinct if not c.strip()})
        self._note(target, cells, refused, chosen)
        return list(map(values.__getitem__, cells))

    def _others(self, target: str, refused: Mapping[str, str]) -> dict[str, str]:
        """Return what goes into *Lainnya*, where the office said that all unknown texts do."""
        field = next((f for f in self._instrument.profile if f.key == target), None)
        other = other_choice(field) if field and self._mapping.settings.others else None
        return dict.fromkeys(sorted(cell.strip() for cell in refused), other) if other else {}

    def _flaws_of(self, place: int) -> dict[str, str]:
        """Return what stands in a column instead of a value, with the reason."""
        flaws = self._grid.flaws
        first, last = (self._lines[0], self._lines[-1]) if self._lines else (0, -1)
        error = tr("sel ini berisi galat rumus; betulkan atau kosongkan di berkasnya")
        formula = tr("rumus di sel ini belum dihitung; simpan ulang dari Excel")
        return {
            text: reason
            for found, reason in ((flaws.errors, error), (flaws.formulas, formula))
            for (line, column), text in found.items()
            if column == place and first <= line + 1 <= last
        }

    def _cells(self, place: int) -> Sequence[str]:
        """Return a column; where no row is cut short, all columns are made at once."""
        if self._turned is None:
            width = len(self._mapping.columns)
            whole = all(len(row) >= width for row in self._rows)
            self._turned = turned(self._rows, width) if whole else []
        if self._turned:
            return self._turned[place]
        return [row[place] if place < len(row) else "" for row in self._rows]

    def _note(
        self, target: str, cells: Sequence[str], refused: dict[str, str], chosen: Mapping[str, Any]
    ) -> None:
        if refused:
            for line, cell in zip(self._lines, cells, strict=True):
                if cell in refused:
                    self._problems.add(line, target, cell.strip(), refused[cell])
        if target not in (NUMBER, DAY, SERVICE, SARAN) and (refused or chosen):
            counted = Counter(cell.strip() for cell in cells)
            wanted = dict.fromkeys([*(cell.strip() for cell in sorted(refused)), *chosen])
            self._unknown += [
                UnknownValue(target, cell, counted[cell], cell in chosen, chosen.get(cell))
                for cell in wanted
                if counted[cell]
            ][:_CHOOSABLE]

    def _assembled(self, values: dict[str, list[Any]]) -> Columns:
        n = len(self._rows)
        questions = self._instrument.question_keys
        profile = [one.key for one in self._instrument.profile]
        return Columns(
            lines=self._lines,
            numbers=values.get(NUMBER) or [0] * n,
            days=values.get(DAY) or [self._mapping.settings.day] * n,
            services=values.get(SERVICE) or [""] * n,
            saran=values.get(SARAN) or [""] * n,
            answers={key: values[key] for key in questions if key in values},
            profile={key: values[key] for key in profile if key in values},
        )

    def _leave_out_unanswered(self, columns: Columns) -> int:
        """Take rows without a single answer out; return how many."""
        given = list(columns.answers.values())
        if not given:
            return 0
        if any(None not in column for column in given):
            return 0
        kept = [
            n for n, row in enumerate(zip(*given, strict=True)) if any(v is not None for v in row)
        ]
        left = len(columns) - len(kept)
        if left:
            for name in ("lines", "numbers", "days", "services", "saran"):
                setattr(columns, name, [getattr(columns, name)[n] for n in kept])
            columns.answers = {k: [c[n] for n in kept] for k, c in columns.answers.items()}
            columns.profile = {k: [c[n] for n in kept] for k, c in columns.profile.items()}
        return left

    def _check_numbers(self, columns: Columns) -> None:
        given = [number for number in columns.numbers if number]
        if len(set(given)) == len(given) and self._taken.isdisjoint(given):
            return
        first: dict[int, int] = {}
        for line, number in zip(columns.lines, columns.numbers, strict=True):
            if number in self._taken:
                reason = tr("lembar bernomor ini sudah ada di survei")
                self._problems.add(line, NUMBER, str(number), reason)
            elif number and number in first:
                reason = tr("nomor ini sudah dipakai di baris {baris}", baris=first[number])
                self._problems.add(line, NUMBER, str(number), reason)
            first.setdefault(number, line)

    def _outside(self, columns: Columns) -> int:
        from datetime import date

        counted = Counter(columns.days)
        counted.pop("", None)
        return sum(
            n for day, n in counted.items() if not self._period.contains(date.fromisoformat(day))
        )

    def _absent(self) -> tuple[str, ...]:
        mapped = {one.target for one in self._mapping.columns}
        profile = (one.key for one in self._instrument.profile)
        names = (NUMBER, SERVICE, *profile, *self._instrument.question_keys, SARAN)
        return tuple(name for name in names if name not in mapped)

    def _preview(self, columns: Columns) -> tuple[PreviewRow, ...]:
        """Show the first rows, and among them rather those that have problems."""
        shown = list(range(min(len(columns), _PREVIEWED)))
        wrong = {problem.row for problem in self._problems.kept[:_PREVIEWED]}
        shown += [n for n, line in enumerate(self._lines) if line in wrong and n >= _PREVIEWED]
        return tuple(self._previewed(columns, n) for n in shown)

    def _previewed(self, columns: Columns, n: int) -> PreviewRow:
        stored: dict[str, Any] = {DAY: columns.days[n], SERVICE: columns.services[n]}
        stored |= {NUMBER: columns.numbers[n] or "", SARAN: columns.saran[n]}
        stored |= {key: column[n] for key, column in columns.profile.items()}
        stored |= {key: column[n] for key, column in columns.answers.items()}
        problems = {
            target: refused[self._raw[target][n]]
            for target, refused in self._refused.items()
            if self._raw[target][n] in refused
        }
        raw = {target: self._raw[target][n] for target in problems}
        texts = {key: "" if v is None else str(v) for key, v in (stored | raw).items()}
        return PreviewRow(
            self._lines[n], {k: clean_line(v, 80) for k, v in texts.items()}, problems
        )


def _joined(column: Sequence[object]) -> bytes:
    """Return the texts of a column in one; what repeats is made a text once."""
    texts = {value: str(value) for value in set(column)}
    return "\x1f".join(map(texts.__getitem__, column)).encode()


def _blanks(columns: Columns) -> dict[str, int]:
    counted = {key: column.count(None) for key, column in columns.answers.items()}
    counted |= {key: column.count(None) for key, column in columns.profile.items()}
    return {key: n for key, n in sorted(counted.items(), key=lambda pair: -pair[1]) if n}
