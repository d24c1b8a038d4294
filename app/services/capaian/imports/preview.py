"""What a table would do to the file, row by row, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping  # noqa: TC003 - read at run time by the dataclass
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.capaian.edits import Typing, expected_value
from app.services.capaian.typed import NotAValue, Separator, read_value, without_star
from app.services.tables.table import NumberCell
from app.services.units.preview import RowStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.capaian.imports.columns import ImportKind, NumberColumn, Stated
    from app.services.imports.problems import Problem
    from app.services.tables.columns import Records

_SAMPLES = 4


@dataclass(frozen=True, slots=True)
class ColumnPreview:
    """A column of values, for which separators are asked.

    ``misfits`` says how many of its cells fit neither reading of each decimal sign;
    ``is_open`` that both signs fit every cell and give different numbers.
    """

    key: str
    heading: str
    is_money: bool
    samples: tuple[str, ...]
    misfits: Mapping[Separator, int]
    typing: Typing
    is_open: bool

    @property
    def proposed(self) -> Separator | None:
        """The only decimal sign that fits every cell; None where both or neither do."""
        fitting = [sign for sign, n in self.misfits.items() if not n]
        return fitting[0] if len(fitting) == 1 else None


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the table: what it is about and what becomes of it."""

    line: int
    status: RowStatus
    name: str
    note: str = ""
    """What changes, or why the row is refused."""


@dataclass(frozen=True)
class CapaianPreview:
    """A whole table. It is taken all or nothing."""

    kind: ImportKind
    year: int
    file_name: str
    source: str
    """How the file was understood, in words."""
    stated: Stated
    columns: tuple[ColumnPreview, ...]
    ignored: tuple[str, ...]
    """Columns that nobody asked for."""
    rows: tuple[PreviewRow, ...]
    problems: tuple[Problem, ...]
    """The first ones of ``problem_count``."""
    problem_count: int
    remarks: tuple[str, ...]
    """What is worth knowing before the table is taken, in whole sentences."""
    records: Records

    @property
    def counts(self) -> dict[RowStatus, int]:
        """How many rows there are of each status."""
        counted = Counter(row.status for row in self.rows)
        return {status: counted[status] for status in RowStatus}

    @property
    def acceptable(self) -> bool:
        """Say whether the table can be taken and would do something."""
        return not self.problem_count and any(r.status is not RowStatus.SAME for r in self.rows)


def column_previews(
    records: Records, columns: Sequence[NumberColumn], stated: Stated
) -> tuple[ColumnPreview, ...]:
    """Return the columns of values that a table has, each with what its cells look like."""
    return tuple(
        _column(records, column, stated) for column in columns if column.key in records.headings
    )


def _column(records: Records, column: NumberColumn, stated: Stated) -> ColumnPreview:
    texts = dict.fromkeys(row[column.key] for row in records.rows if row[column.key])
    written = [text for text in texts if not isinstance(text, NumberCell)]
    typing = stated.of(column.key)
    read = {
        sign: [
            read_value(
                without_star(text),
                expected_value(Typing(sign, typing.is_grouped), is_money=column.is_money),
            )
            for text in written
        ]
        for sign in Separator
    }
    misfits = {
        sign: sum(isinstance(one, NotAValue) for one in values) for sign, values in read.items()
    }
    return ColumnPreview(
        column.key,
        records.headings[column.key],
        column.is_money,
        tuple(texts)[:_SAMPLES],
        misfits,
        typing,
        is_open=not any(misfits.values()) and read[Separator.POINT] != read[Separator.COMMA],
    )
