"""Make up how many people use the services of a unit, so that what was published suffices.

No report tells the users of a service. For most units there are so many that the published number
of respondents is the minimum sample or somewhat more; a few asked fewer than they should have.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from typing import NamedTuple

from app.services.ikm.sample import minimum_sample

MOST = 40_000
"""No unit of a city serves more people in a year."""
_MANY = 9_000
"""Where any number would do, it is between this and the most."""
_LACKING = 0.06
"""How many units asked fewer than the minimum, and are still asking."""
_ENOUGH = (0.86, 1.0)
_TOO_FEW = (1.06, 1.2)
"""What the minimum is of the respondents."""


class Users(NamedTuple):
    """The users of a unit in the period, and whether its respondents suffice."""

    users: int
    suffices: bool


def users_of(code: str, respondents: int) -> Users:
    """Return the made-up users of a unit; the same ones every time."""
    chance = random.Random(f"{code} pengguna layanan")  # noqa: S311 - made-up figures, no secret
    lacks = chance.random() < _LACKING
    minimum = round(respondents * chance.uniform(*(_TOO_FEW if lacks else _ENOUGH)))
    users = max(respondents, min(most_users(minimum), chance.randrange(_MANY, MOST)))
    return Users(users, minimum_sample(users) <= respondents)


def most_users(sample: int) -> int:
    """Return the largest number of users, up to ``MOST``, of whom a sample suffices."""
    return bisect_right(range(MOST + 1), sample, key=minimum_sample) - 1
