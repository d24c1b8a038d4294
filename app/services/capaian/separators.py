"""Which decimal sign a set of cells was typed with: what fits is offered, nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - read at run time by the dataclass
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.capaian.typed import NotAValue, Separator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.entered import Entered


@dataclass(frozen=True, slots=True)
class SignFit:
    """How cells fit the two signs.

    ``misfits`` says how many cells do not fit each sign; ``is_open`` that both fit every cell and
    give different numbers.
    """

    misfits: Mapping[Separator, int]
    is_open: bool

    @property
    def proposed(self) -> Separator | None:
        """The only sign that fits every cell; None where both or neither do."""
        fitting = [sign for sign, n in self.misfits.items() if not n]
        return fitting[0] if len(fitting) == 1 else None

    @property
    def is_needless(self) -> bool:
        """Say whether the cells mean the same under both signs."""
        return not any(self.misfits.values()) and not self.is_open


def fit_of(read: Mapping[Separator, Sequence[Entered | NotAValue]]) -> SignFit:
    """Return how cells fit, from what each sign makes of them."""
    misfits = {
        sign: sum(isinstance(one, NotAValue) for one in values) for sign, values in read.items()
    }
    differ = list(read[Separator.POINT]) != list(read[Separator.COMMA])
    return SignFit(misfits, is_open=not any(misfits.values()) and differ)
