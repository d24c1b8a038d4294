"""What does not fit in a file of answers: place, value and reason of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from app.errors import InputError
from app.services.text import clean_line
from app.texts import tr

SHOWN = 20
"""How many problems of one file are described; the others are only counted."""
_VALUE_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Problem:
    """One place of a file that cannot be accepted. Row 1 is the line with the names of columns."""

    row: int
    column: str
    value: str
    reason: str

    @property
    def text(self) -> str:
        """The problem in words: row, column, value and reason."""
        place = tr("baris {baris}", baris=self.row)
        if self.column:
            place = tr("{tempat}, kolom {kolom}", tempat=place, kolom=self.column)
        if self.value:
            place = tr("{tempat}, isi “{isi}”", tempat=place, isi=self.value)
        return f"{place}: {self.reason}"


class ImportRefusedError(InputError):
    """A file of which nothing was taken; ``problems`` are the first ones of ``count``."""

    def __init__(
        self,
        file_name: str,
        problems: tuple[Problem, ...],
        count: int,
        next: str = "",  # noqa: A002 - as in PuasError
        *,
        safe: str = "",
    ) -> None:
        self.problems = problems
        self.count = count
        super().__init__(
            _sentence(file_name, problems, count),
            safe=safe or tr("Tidak ada satu lembar pun yang diambil dari berkas itu."),
            next=next or tr("Betulkan berkasnya, lalu impor sekali lagi."),
        )


class ProblemList:
    """Collects problems; keeps the first ones and counts all."""

    def __init__(self, keep: int = SHOWN) -> None:
        self.kept: list[Problem] = []
        self.count = 0
        self._keep = keep

    def add(self, row: int, column: str, value: str, reason: str) -> None:
        """Note one more problem."""
        self.count += 1
        if len(self.kept) < self._keep:
            shown = clean_line(value, _VALUE_SHOWN)
            shown = f"{shown}…" if len(value.strip()) > _VALUE_SHOWN else shown
            self.kept.append(Problem(row, clean_line(column, _VALUE_SHOWN), shown, reason))

    def sort(self) -> None:
        """Put what was kept in the order of the file; it was found column by column."""
        self.kept.sort(key=lambda problem: problem.row)

    def commonest(self) -> tuple[Problem, int]:
        """Return the first problem of the column and reason that occur most, and how often."""
        counted = Counter((problem.column, problem.reason) for problem in self.kept)
        kind, n = counted.most_common(1)[0]
        return next(one for one in self.kept if (one.column, one.reason) == kind), n

    def refuse_if_any(self, file_name: str, next: str = "") -> None:  # noqa: A002 - as in PuasError
        """Raise ImportRefusedError when anything was noted; ``next`` says what to do about it."""
        if self.count:
            raise ImportRefusedError(file_name, tuple(self.kept[:SHOWN]), self.count, next)


def _sentence(file_name: str, problems: tuple[Problem, ...], count: int) -> str:
    if count == 1:
        return tr("Berkas {berkas} tidak diimpor: {soal}.", berkas=file_name, soal=problems[0].text)
    return tr(
        "Berkas {berkas} tidak diimpor karena {jumlah} isian tidak dapat diterima;"
        " yang pertama {soal}.",
        berkas=file_name,
        jumlah=count,
        soal=problems[0].text,
    )
