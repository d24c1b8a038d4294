"""Which numbers may be printed: those that no sheet has had, and no paper either."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.period import long_date
from app.services.blank_forms.identity import MAX_NUMBER
from app.services.ikm.rounding import indonesian
from app.texts import tr

if TYPE_CHECKING:
    from datetime import date

MOST_AT_ONCE = 5000
"""Sheets of one file; more would be a pile that nobody carries."""
USUAL = 100
"""Sheets proposed where no minimum says how many are needed."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """From the first to the last, both included."""

    first: int
    last: int

    @property
    def count(self) -> int:
        """How many they are."""
        return self.last - self.first + 1

    @property
    def each(self) -> range:
        """All of them in order."""
        return range(self.first, self.last + 1)

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True, slots=True)
class Printed:
    """Numbers that were printed before."""

    numbers: Numbers
    day: date
    operator: str


@dataclass(frozen=True, slots=True)
class Given:
    """What numbers a survey, or a whole paper, has given so far."""

    next_number: int
    """The number that the entry would give next."""
    printed: tuple[Printed, ...]
    missing: int
    """Sheets that the minimum sample still lacks; 0 where it is not known or reached."""
    taken: frozenset[int] = frozenset()
    """Numbers that sheets have, or had before they were deleted."""

    @property
    def free(self) -> int:
        """The first number that neither a sheet nor a paper has had."""
        return max([self.next_number, *(one.numbers.last + 1 for one in self.printed)])

    @property
    def proposed(self) -> Numbers:
        """The numbers to be offered for printing."""
        waiting = self.free - self.next_number
        count = self.missing - waiting if self.missing > waiting else USUAL
        return Numbers(self.free, self.free + min(count, MOST_AT_ONCE) - 1)


def numbers_of(first: int | None, last: int | None, count: int | None, given: Given) -> Numbers:
    """Return the numbers that were asked for; what is left out follows from what is free.

    Raises InputError where last and count are both given, or neither beside a first.
    """
    if last is not None and count is not None:
        raise InputError(
            tr("Nomor terakhir dan jumlah lembar tidak dapat disebutkan bersama."),
            next=tr("Sebutkan salah satu saja."),
        )
    start = given.free if first is None else first
    if last is not None:
        return Numbers(start, last)
    if count is None:
        raise InputError(
            tr("Nomor terakhir belum disebutkan."),
            next=tr("Sebutkan nomor terakhir, atau berapa lembar yang dicetak."),
        )
    return Numbers(start, start + count - 1)


def require_free(numbers: Numbers, given: Given, *, again: bool = False) -> None:
    """Raise InputError unless these numbers may be printed.

    ``again`` allows those that were printed and not keyed in yet: papers get lost or spoilt.
    """
    _require_range(numbers)
    if again:
        _require_waiting(numbers, given)
        return
    if numbers.first < given.next_number:
        raise InputError(
            tr(
                "Nomor di bawah {nomor} sudah dipakai lembar yang dientri.", nomor=given.next_number
            ),
            safe=tr("Satu nomor hanya diberikan sekali; tidak ada yang dicetak."),
            next=tr("Mulailah dari nomor {nomor}.", nomor=given.free),
        )
    earlier = next((one for one in given.printed if _overlap(one.numbers, numbers)), None)
    if earlier is not None:
        raise InputError(
            tr(
                "Nomor {nomor} sudah dicetak pada {tanggal}.",
                nomor=earlier.numbers,
                tanggal=long_date(earlier.day),
            ),
            safe=tr("Satu nomor hanya diberikan sekali; tidak ada yang dicetak."),
            next=tr(
                "Mulailah dari nomor {nomor}, atau pilih cetak ulang bila lembarnya hilang atau"
                " rusak.",
                nomor=given.free,
            ),
        )


def _require_waiting(numbers: Numbers, given: Given) -> None:
    """Raise InputError for a paper that was keyed in, or that nobody has printed before."""
    for number in numbers.each:
        printed = any(one.numbers.first <= number <= one.numbers.last for one in given.printed)
        if number in given.taken or (not printed and number < given.free):
            raise InputError(
                tr("Nomor {nomor} sudah dipakai, jadi tidak dicetak ulang.", nomor=number),
                safe=tr("Satu nomor hanya diberikan sekali; tidak ada yang dicetak."),
                next=tr("Cetak ulang hanya nomor yang hilang dan belum dientri."),
            )


def _require_range(numbers: Numbers) -> None:
    if numbers.first < 1 or numbers.last < numbers.first or numbers.last > MAX_NUMBER:
        raise InputError(
            tr(
                "Nomor lembar dari {awal} sampai {akhir} tidak dapat dicetak.",
                awal=numbers.first,
                akhir=numbers.last,
            ),
            next=tr(
                "Mulailah paling sedikit dari 1, dan akhiri pada nomor yang sama atau lebih"
                " besar, paling besar {batas}.",
                batas=indonesian(MAX_NUMBER, 0),
            ),
        )
    if numbers.count > MOST_AT_ONCE:
        raise InputError(
            tr("{n} lembar terlalu banyak untuk satu berkas.", n=indonesian(numbers.count, 0)),
            next=tr("Cetak paling banyak {n} lembar sekali.", n=indonesian(MOST_AT_ONCE, 0)),
        )


def _overlap(one: Numbers, other: Numbers) -> bool:
    return one.first <= other.last and other.first <= one.last
