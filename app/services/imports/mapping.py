"""How a file of answers is to be understood: what each column means, and what its values mean."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from app.services.recognising.answer_columns import How
from app.services.recognising.days import DateOrder
from app.services.recognising.headings import plain
from app.services.recognising.scores import ScaleUse

if TYPE_CHECKING:
    from collections.abc import Sequence

Choices = Mapping[str, Mapping[str, str | int | None]]
"""Column → what stands in a cell → the value somebody chose for it; None is a blank."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """One column of the file; an empty target is left out."""

    heading: str
    target: str
    how: How = How.NOT


@dataclass(frozen=True, slots=True)
class Settings:
    """What somebody states of a file beside its columns."""

    header: int = 0
    """The place of the header among the rows that are not blank, from 0."""
    header_rows: int = 1
    date_order: DateOrder = DateOrder.UNKNOWN
    decimal: str = ""
    scale: ScaleUse = ScaleUse.SAME
    blank_questions: bool = False
    """Questions without a column are left blank on purpose."""
    day: str = ""
    """As ``2026-03-12``: the day of sheets that name none."""
    others: bool = False
    """Whatever the choices of a characteristic do not name is its *Lainnya*."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What an office states of a file that is otherwise taken as it is recognised."""

    day: str = ""
    """As in ``Settings``."""
    others: bool = False
    """As in ``Settings``."""
    sheet: str = ""
    """The sheet of a workbook; without it the first visible one that holds something."""


@dataclass(frozen=True, slots=True)
class AnswerMapping:
    """A whole mapping of one file."""

    columns: tuple[ColumnMapping, ...]
    settings: Settings = Settings()
    choices: Choices = field(default_factory=dict)
    remembered: bool = False

    def place_of(self, target: str) -> int | None:
        """Return which column has this target."""
        return next((n for n, one in enumerate(self.columns) if one.target == target), None)

    def with_target(self, place: int, target: str) -> AnswerMapping:
        """Return the mapping with another meaning of one column."""
        columns = list(self.columns)
        columns[place] = replace(columns[place], target=target, how=How.NOT)
        return replace(self, columns=tuple(columns))

    def with_choice(self, target: str, cell: str, value: str | int | None) -> AnswerMapping:
        """Return the mapping with a value chosen for what could not be understood."""
        chosen = {**self.choices, target: {**self.choices.get(target, {}), cell: value}}
        return replace(self, choices=chosen)

    def without_choice(self, target: str, cell: str) -> AnswerMapping:
        """Return the mapping without what was chosen for a cell."""
        left = {key: value for key, value in self.choices.get(target, {}).items() if key != cell}
        return replace(self, choices={**self.choices, target: left})

    @property
    def fingerprint(self) -> str:
        """What stands for files with these columns."""
        return fingerprint([one.heading for one in self.columns])


def fingerprint(headings: Sequence[str]) -> str:
    """Return what stands for files with these headings."""
    return hashlib.sha256(json.dumps([plain(name) for name in headings]).encode()).hexdigest()


def as_content(mapping: AnswerMapping) -> dict[str, Any]:
    """Return a mapping as it is kept."""
    settings = asdict(mapping.settings)
    # Where the header stands and when sheets were filled in, the next file says anew.
    del settings["header"], settings["day"]
    return {
        "columns": [[one.heading, one.target] for one in mapping.columns],
        "settings": settings,
        "choices": {target: dict(cells) for target, cells in mapping.choices.items()},
    }


def from_content(content: Mapping[str, Any], header: int, targets: Sequence[str]) -> AnswerMapping:
    """Return a kept mapping; targets that the instrument does not have are left out."""
    known = set(targets)
    settings = content["settings"]
    return AnswerMapping(
        columns=tuple(
            ColumnMapping(heading, target if target in known else "")
            for heading, target in content["columns"]
        ),
        settings=Settings(
            header=header,
            header_rows=int(settings["header_rows"]),
            date_order=DateOrder(settings["date_order"]),
            decimal=str(settings["decimal"]),
            scale=ScaleUse(settings["scale"]),
            blank_questions=bool(settings["blank_questions"]),
            others=bool(settings.get("others", False)),
        ),
        choices=content["choices"],
        remembered=True,
    )
