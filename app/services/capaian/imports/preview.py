"""What a table would do to the file, row by row, before anything is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.capaian.edits import Typing, expected_value
from app.services.capaian.separators import SignFit, fit_of
from app.services.capaian.typed import Separator, read_value, without_star
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
    """A column of values, for which separators are asked; ``fit`` is how its cells fit each."""

    key: str
    heading: str
    is_money: bool
    samples: tuple[str, ...]
    fit: SignFit
    typing: Typing


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
    fit = fit_of(read)
    return ColumnPreview(
        column.key,
        records.headings[column.key],
        column.is_money,
        tuple(texts)[:_SAMPLES],
        fit,
        typing,
    )
