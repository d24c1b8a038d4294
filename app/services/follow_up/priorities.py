"""Which unsur a plan should begin with (rules/skm.md §3 and §4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.results.history import change_of
from app.services.results.survey_results import change_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from app.models.questionnaire import Mutu
    from app.services.ikm.result import IkmResult, UnsurResult

_SECOND = 2


@dataclass(frozen=True, slots=True)
class Priority:
    """An unsur that asks for action, with what speaks for it.

    ``change`` is in points since the period before, None without one.
    """

    row: UnsurResult
    lowest: bool
    below_good: bool
    change: Fraction | None
    saran: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    plans: int = 0

    @property
    def key(self) -> str:
        """The key of the unsur."""
        return self.row.unsur.key

    @property
    def name(self) -> str:
        """The name of the unsur."""
        return self.row.unsur.name

    @property
    def change_text(self) -> str:
        """The change with its sign, ``tetap``, or nothing."""
        return change_text(self.change)


def priority_rows(result: IkmResult) -> list[tuple[UnsurResult, bool, bool]]:
    """Return (unsur, is among the lowest, is below mutu B), the lowest value first.

    The three lowest with all that tie with the third; where all values are equal, none is the
    lowest. Every unsur whose mutu is below the second step of the instrument's table belongs too.
    """
    answered = result.answered
    differ = len({row.konversi for row in answered}) > 1
    low = {row.unsur.key for row in result.lowest()} if differ else set()
    good = _good(result.instrument.mutu)
    rows = [(row, row.unsur.key in low, _is_below(row, good)) for row in answered]
    chosen = [one for one in rows if one[1] or one[2]]
    return sorted(chosen, key=lambda one: one[0].konversi or 0)


def priorities_of(
    result: IkmResult,
    before: IkmResult | None,
    saran: Mapping[str, Sequence[str]],
    proposals: Mapping[str, tuple[str, ...]],
    plans: Mapping[str, int],
) -> tuple[Priority, ...]:
    """Return the unsur that ask for action; the mappings go by the key of the unsur."""
    return tuple(
        Priority(
            row,
            lowest,
            below,
            change_of(row.unsur.key, result, before) if before else None,
            tuple(saran.get(row.unsur.key, ())),
            proposals.get(row.unsur.key, ()),
            plans.get(row.unsur.key, 0),
        )
        for row, lowest, below in priority_rows(result)
    )


def lowest_of(result: IkmResult) -> tuple[UnsurResult, ...]:
    """Return the unsur with the lowest value of all, ties included; none where all are equal."""
    differ = len({row.konversi for row in result.answered}) > 1
    return result.lowest(1) if differ else ()


def _good(table: Sequence[Mutu]) -> Mutu | None:
    """Return the step that still counts as good: B, the second of the table."""
    steps = sorted(table, key=lambda step: step.lower, reverse=True)
    return steps[_SECOND - 1] if len(steps) >= _SECOND else None


def _is_below(row: UnsurResult, good: Mutu | None) -> bool:
    return good is not None and row.mutu is not None and row.mutu.lower < good.lower
