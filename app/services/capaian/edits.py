"""Cells that are typed or pasted: all of a block is taken or nothing, and taken back as one."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - read at run time by the dataclass
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from app.errors import InputError
from app.models.capaian import IndikatorYear, LinkKind, ProgramRow
from app.services.capaian.typed import Expected, NotAValue, Separator, read_value, without_star
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.entered import Entered

R = TypeVar("R", IndikatorYear, ProgramRow)

GRADED = frozenset({"predikat", "huruf", "grade", "opini", "kategori", "huruf mutu"})
"""Units whose values are words, whatever they are."""


class ValueField(StrEnum):
    """A column that is typed; the value is the name of the field.

    Program rows have target, realisasi, pagu and realisasi anggaran.
    """

    TARGET = "target"
    REVISED_TARGET = "revised_target"
    REALISASI = "realisasi"
    NATIONAL = "national"
    PAGU = "pagu"
    SPENT = "realisasi_anggaran"

    @property
    def is_money(self) -> bool:
        """Say whether it is an amount of rupiah."""
        return self in {ValueField.PAGU, ValueField.SPENT}


PROGRAM_FIELDS = frozenset(
    {ValueField.TARGET, ValueField.REALISASI, ValueField.PAGU, ValueField.SPENT}
)


@dataclass(frozen=True, slots=True)
class Typing:
    """How numbers are typed: the decimal sign, and whether thousands are parted."""

    decimal: Separator = Separator.COMMA
    is_grouped: bool = False

    def expected(self, column: ValueField, satuan: str = "") -> Expected:
        """Return what may stand in a cell of a column, for an indikator with this satuan."""
        return expected_value(self, is_money=column.is_money, satuan=satuan)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a block: the id of its indikator or program row, its column, and the text."""

    row_id: int
    column: ValueField
    text: str


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A cell that cannot be taken; ``place`` is its number in the block, from 0."""

    place: int
    text: str
    reason: str


class BlockRefusedError(InputError):
    """A block of which nothing was taken."""

    def __init__(self, problems: Sequence[CellProblem]) -> None:
        self.problems = tuple(problems)
        first = problems[0]
        shown = clean_line(first.text, 40) or tr("kosong")
        what = (
            tr("“{isi}” tidak dapat dipakai: {sebab}.", isi=shown, sebab=first.reason)
            if len(problems) == 1
            else tr(
                "{n} sel tidak dapat dipakai, yang pertama “{isi}”: {sebab}.",
                n=len(problems),
                isi=shown,
                sebab=first.reason,
            )
        )
        super().__init__(
            what,
            safe=tr("Tidak ada sel yang diubah."),
            next=tr("Betulkan isinya atau nyatakan tanda desimal yang lain."),
        )


@dataclass(frozen=True, slots=True)
class Edited:
    """What a block changed, before and after; ``undo`` takes it back. Ids say which is which."""

    before: tuple[IndikatorYear | ProgramRow, ...] = ()
    after: tuple[IndikatorYear | ProgramRow, ...] = ()


@dataclass
class Block:
    """Collects the cells of a block onto the records that they change."""

    typing: Typing
    satuan: Mapping[int, str]
    """Id of an indikator or program row → its satuan."""
    problems: list[CellProblem] = field(default_factory=list)

    def values(
        self, cells: Sequence[Cell], known: Mapping[int, IndikatorYear]
    ) -> list[IndikatorYear]:
        """Return the changed values of indikator; raise BlockRefusedError."""
        made = dict(known)
        for place, cell in enumerate(cells):
            record = made[cell.row_id]
            if cell.column is ValueField.REALISASI and record.link is not LinkKind.NONE:
                self._refuse(place, cell, tr("realisasi ini mengikuti survei"))
                continue
            value = self._read(place, cell)
            if value is not None:
                made[cell.row_id] = _with(record, cell, value)
        return [one for key, one in self._sound(made).items() if one != known[key]]

    def programs(self, cells: Sequence[Cell], known: Mapping[int, ProgramRow]) -> list[ProgramRow]:
        """Return the changed program rows; raise BlockRefusedError."""
        made = dict(known)
        for place, cell in enumerate(cells):
            if cell.column not in PROGRAM_FIELDS:
                self._refuse(place, cell, tr("baris program tidak punya kolom ini"))
                continue
            value = self._read(place, cell)
            if value is not None:
                made[cell.row_id] = replace(made[cell.row_id], **{cell.column.value: value})  # type: ignore[arg-type] # the field that the column names
        return [one for key, one in self._sound(made).items() if one != known[key]]

    def _read(self, place: int, cell: Cell) -> Entered | None:
        value = read_cell(cell.column, cell.text, self.satuan.get(cell.row_id, ""), self.typing)
        if isinstance(value, NotAValue):
            self._refuse(place, cell, value.reason)
            return None
        return value

    def _refuse(self, place: int, cell: Cell, reason: str) -> None:
        self.problems.append(CellProblem(place, cell.text, reason))

    def _sound(self, made: dict[int, R]) -> dict[int, R]:
        if self.problems:
            raise BlockRefusedError(self.problems)
        return made


def read_cell(column: ValueField, text: str, satuan: str, typing: Typing) -> Entered | NotAValue:
    """Return what a text is in a column, for an indikator with this satuan."""
    bare = without_star(text) if column is ValueField.REALISASI else text
    return read_value(bare, typing.expected(column, satuan))


def expected_value(typing: Typing, *, is_money: bool, satuan: str = "") -> Expected:
    """Return what may stand in a cell."""
    unit = satuan.casefold().strip()
    return Expected(
        typing.decimal,
        is_grouped=typing.is_grouped,
        is_money=is_money,
        is_graded=unit in GRADED,
        units=frozenset({unit}) if unit else frozenset(),
    )


def _with(record: IndikatorYear, cell: Cell, value: Entered) -> IndikatorYear:
    changed = replace(record, **{cell.column.value: value})  # type: ignore[arg-type] # as above
    if cell.column is ValueField.REALISASI and cell.text.rstrip().endswith("*"):
        return replace(changed, provisional=True)
    return changed
