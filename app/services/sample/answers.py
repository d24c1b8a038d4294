"""Make up answer sheets that add up to published figures.

The published konversi of an unsur and n give its sum of answers. Every sheet gets a tendency; for
each unsur the sheets are ranked by tendency and chance, the lowest get the few low scores and the
highest the fours, so that the sums are met exactly and the answers of one sheet resemble each
other. Profiles and days are made up. The same chance gives the same sheets.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from app.services.ikm.rounding import half_up

if TYPE_CHECKING:
    import random
    from collections.abc import Collection, Mapping
    from fractions import Fraction

Choice = TypeVar("Choice")

LIKENESS = 0.72
"""How much of an answer is the sheet's tendency; the rest is chance."""
_LOWEST, _HIGHEST = 1, 4
_SATURDAY = 5

WORK = {"Wirausaha": 27, "Swasta": 26, "Lainnya": 35, "PNS": 9, "TNI": 1, "POLRI": 2}
SCHOOL = {"SMA": 45, "S1": 20, "SMP": 14, "D1-D3": 9, "SD": 9, "S2": 2, "TS": 1}
SCHOOL_OF_OFFICERS = {"S1": 60, "D1-D3": 15, "S2": 15, "SMA": 10}


def total_of_answers(konversi: Fraction, n: int) -> int:
    """Return the sum of ``n`` answers that a published konversi stands for."""
    total = int(half_up(konversi / 25 * n, 0))
    return min(_HIGHEST * n, max(_LOWEST * n, total))


def fitting_low(total: int, n: int, wanted: tuple[int, int]) -> tuple[int, int]:
    """Return how many ones and twos there may be beside threes and fours, near what is wanted.

    With ``a`` ones and ``b`` twos there are ``total − 3n + 2a + b`` fours, and the rest are threes.
    """
    missing = max(0, 3 * n - total)
    ones = min(wanted[0], n, (_HIGHEST * n - total) // 3)
    twos = min(wanted[1], n - ones, (_HIGHEST * n - total - 3 * ones) // 2)
    while 2 * ones + twos < missing:
        if ones + twos < n:
            twos += 1
        else:
            ones, twos = ones + 1, twos - 1
    return ones, twos


def scores(
    tendency: list[float], total: int, low: tuple[int, int], chance: random.Random
) -> list[int]:
    """Return one score per sheet; they sum up to ``total``."""
    ones, twos = low
    n = len(tendency)
    fours = total - 3 * n + twos + 2 * ones
    threes = n - ones - twos - fours
    ladder = [1] * ones + [2] * twos + [3] * threes + [4] * fours
    blend = [LIKENESS * t + (1 - LIKENESS**2) ** 0.5 * chance.gauss(0, 1) for t in tendency]
    ranked = sorted(range(n), key=lambda place: blend[place])
    given = [0] * n
    for place, score in zip(ranked, ladder, strict=True):
        given[place] = score
    return given


def profile(chance: random.Random) -> dict[str, str | int]:
    """Return one made-up respondent."""
    work = pick(WORK, chance)
    age = min(max(round(chance.gauss(38, 12)), 17), 74)
    if work in {"PNS", "TNI", "POLRI"}:
        age = min(max(age, 24), 57)
    school = pick(SCHOOL_OF_OFFICERS if work == "PNS" else SCHOOL, chance)
    if school in {"S1", "S2"}:
        age = max(age, 23 if school == "S1" else 26)
    sex = pick({"P": 54, "L": 46}, chance)
    return {"jenis_kelamin": sex, "usia": age, "pendidikan": school, "pekerjaan": work}


def working_days(first: date, last: date, holidays: Collection[date] = ()) -> list[date]:
    """Return the days on which an office is open."""
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return [day for day in days if day.weekday() < _SATURDAY and day not in holidays]


def pick(shares: Mapping[Choice, int], chance: random.Random) -> Choice:
    """Return one of the choices by its share."""
    return chance.choices(list(shares), weights=list(shares.values()))[0]
