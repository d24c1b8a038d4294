"""The rating of a capaian (rules/capaian.md §3): Permendagri 86/2017, or the office's own table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.errors import InputError
from app.models.entered import Entered, Kind
from app.services.ikm.rounding import half_up
from app.services.text import required_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

PLACES = 2
"""A capaian is rounded to so many decimals before it is rated."""
_FEWEST, _MOST = 2, 12
_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the table. ``above`` is its exclusive lower bound, None of the lowest."""

    word: str
    above: Decimal | None = None


PERMENDAGRI = (
    Step("Sangat Tinggi", Decimal(90)),
    Step("Tinggi", Decimal(75)),
    Step("Sedang", Decimal(65)),
    Step("Rendah", Decimal(50)),
    Step("Sangat Rendah"),
)


@dataclass(frozen=True, slots=True)
class Rating:
    """A table of steps, the highest first; what is above no bound belongs to the last."""

    steps: tuple[Step, ...] = PERMENDAGRI

    @property
    def is_default(self) -> bool:
        """Say whether it is the table of Permendagri 86/2017."""
        return self.steps == PERMENDAGRI

    @property
    def words(self) -> tuple[str, ...]:
        """The predikat, the best first."""
        return tuple(step.word for step in self.steps)

    def of(self, capaian: Fraction | None) -> str | None:
        """Return the predikat of a capaian in percent, or None without one.

        The capaian is rounded half up to two decimals first: 90,004 is not above 90, 90,005 is.
        """
        if capaian is None:
            return None
        printed = half_up(capaian, PLACES)
        above = (step.word for step in self.steps if step.above is None or printed > step.above)
        return next(above, self.steps[-1].word)


DEFAULT_RATING = Rating()


def rating_of(stored: Mapping[str, Any]) -> Rating:
    """Return the table that a year keeps; an empty one is that of Permendagri 86/2017."""
    if not stored:
        return DEFAULT_RATING
    steps = [Step(word, Decimal(str(bound)) if bound else None) for word, bound in stored.items()]
    return Rating(_sorted(steps))


def stored(rating: Rating) -> dict[str, str]:
    """Return what a year keeps of a table."""
    if rating.is_default:
        return {}
    return {step.word: "" if step.above is None else str(step.above) for step in rating.steps}


def accepted_rating(steps: Iterable[tuple[str, Entered]]) -> Rating:
    """Return a table from words with their lower bounds, the lowest with none.

    Raises InputError where words or bounds repeat, or where not exactly one has no bound.
    """
    made = [
        Step(required_line(word, tr("Predikat"), _LONGEST_WORD), _bound(word, bound))
        for word, bound in steps
    ]
    if not _FEWEST <= len(made) <= _MOST:
        raise _refused(
            tr("Tabel predikat memuat {n} tingkat.", n=len(made)), tr("Isi 2 sampai 12 tingkat.")
        )
    if sum(step.above is None for step in made) != 1:
        raise _refused(
            tr("Tepat satu predikat, yang terendah, tidak punya batas bawah."),
            tr("Kosongkan batas bawah predikat terendah saja."),
        )
    if len({step.word.casefold() for step in made}) < len(made) or len(
        {step.above for step in made}
    ) < len(made):
        raise _refused(
            tr("Ada predikat atau batas bawah yang sama."), tr("Bedakan setiap tingkat.")
        )
    return Rating(_sorted(made))


def _bound(word: str, bound: Entered) -> Decimal | None:
    if bound.is_blank:
        return None
    number = bound.number
    if number is None or bound.kind is not Kind.NUMBER or half_up(number, PLACES) != number:
        raise _refused(
            tr("Batas bawah {kata} bukan bilangan dengan paling banyak dua desimal.", kata=word),
            tr("Isi misalnya 90 atau 75,50."),
        )
    return half_up(number, bound.decimals)


def _refused(what: str, then: str) -> InputError:
    return InputError(what, next=then)


def _sorted(steps: Iterable[Step]) -> tuple[Step, ...]:
    lowest = Decimal("-Infinity")
    return tuple(sorted(steps, key=lambda s: lowest if s.above is None else s.above, reverse=True))
