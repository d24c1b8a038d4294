"""How the minimum sample is shared out over the services, in proportion to their users."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from app.services.ikm.rounding import indonesian
from app.services.ikm.sample import minimum_sample
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.models.planning import SampleRule
    from app.models.survey import Survey


@dataclass(frozen=True, slots=True)
class ServiceShare:
    """One service: its users, its part of the minimum, and its sheets so far."""

    service_id: int
    name: str
    population: int | None
    n: int
    minimum: int | None = None
    """None while the users of any service are not known."""

    @property
    def missing(self) -> int | None:
        """How many sheets are still to come."""
        return None if self.minimum is None else max(self.minimum - self.n, 0)


@dataclass(frozen=True, slots=True)
class SamplePlan:
    """The minimum sample of a survey and its parts."""

    rule: SampleRule
    population: int | None
    minimum: int | None
    """None while the population is not known."""
    shares: tuple[ServiceShare, ...]
    notes: tuple[str, ...]
    """What has to be known about the parts, as whole sentences."""

    @property
    def n(self) -> int:
        """The sheets so far."""
        return sum(share.n for share in self.shares)


def sample_plan(
    rule: SampleRule, population: int | None, services: Sequence[ServiceShare]
) -> SamplePlan:
    """Return the minimum of a population and the part of each service.

    ``services`` are given without their minimum.
    """
    minimum = None if population is None else minimum_sample(population, rule)
    users = [share.population for share in services]
    unknown = sum(number is None for number in users)
    if minimum is None or unknown or not services:
        notes = [_unknown_note(unknown)] if minimum is not None and unknown else []
        return SamplePlan(rule, population, minimum, tuple(services), tuple(notes))
    known = [number or 0 for number in users]
    parts = allocate(minimum, known)
    shares = tuple(
        ServiceShare(share.service_id, share.name, share.population, share.n, part)
        for share, part in zip(services, parts, strict=True)
    )
    notes = list(_notes(population or 0, minimum, known, parts))
    return SamplePlan(rule, population, minimum, shares, tuple(notes))


def service_minimum(survey: Survey, service_id: int) -> int | None:
    """Return the part of the minimum of a survey that one of its services has to give."""
    services = [ServiceShare(one.service_id, "", one.population, 0) for one in survey.services]
    shares = sample_plan(survey.sample_rule, survey.population, services).shares
    return next((share.minimum for share in shares if share.service_id == service_id), None)


def allocate(total: int, populations: Sequence[int]) -> tuple[int, ...]:
    """Share ``total`` out in proportion to ``populations``, by the largest remainder.

    The parts add up to ``total``, or to all there are where that is less. None is above its own
    population, and each with anybody gets at least 1 if there is enough for all. Of equal
    remainders the larger population comes first, then the earlier one.
    """
    people = sum(populations)
    if total >= people:
        return tuple(populations)
    with_users = [place for place, number in enumerate(populations) if number]
    small = _below_one(total, populations, with_users) if len(with_users) <= total else set()
    rest = [place for place in with_users if place not in small]
    parts = [1 if place in small else 0 for place in range(len(populations))]
    for place, part in _largest_remainder(total - len(small), populations, rest).items():
        parts[place] = part
    return tuple(parts)


def _below_one(total: int, populations: Sequence[int], places: list[int]) -> set[int]:
    """Return the places whose share would be below 1 once all others that are get their 1."""
    small: set[int] = set()
    while True:
        rest = [place for place in places if place not in small]
        people, left = sum(populations[place] for place in rest), total - len(small)
        more = {place for place in rest if left * populations[place] < people}
        if not more:
            return small
        small |= more


def _largest_remainder(total: int, populations: Sequence[int], places: list[int]) -> dict[int, int]:
    people = sum(populations[place] for place in places)
    exact = {place: Fraction(total * populations[place], people) for place in places}
    parts = {place: int(share) for place, share in exact.items()}
    order = sorted(places, key=lambda p: (parts[p] - exact[p], -populations[p], p))
    for place in order[: total - sum(parts.values())]:
        parts[place] += 1
    return parts


def _unknown_note(unknown: int) -> str:
    return tr(
        "Pengguna {jumlah} layanan belum diisi; sampel dibagi setelah semuanya diketahui.",
        jumlah=indonesian(unknown, 0),
    )


def _notes(
    population: int, minimum: int, known: Sequence[int], parts: Sequence[int]
) -> Iterable[str]:
    people, least = sum(known), sum(1 for number in known if number)
    if people != population:
        yield tr(
            "Jumlah pengguna per layanan {layanan}, sedangkan seluruhnya {semua}; sampel minimal"
            " mengikuti yang seluruhnya.",
            layanan=indonesian(people, 0),
            semua=indonesian(population, 0),
        )
    if minimum > people:
        yield tr(
            "{jumlah} lembar tidak dapat dibagi karena pengguna per layanan lebih sedikit.",
            jumlah=indonesian(minimum - people, 0),
        )
    elif least > minimum:
        yield tr(
            "Layanan berpengguna lebih banyak daripada sampelnya; tidak semua mendapat bagian."
        )
    elif any(
        part == 1 and part * people > minimum * n for part, n in zip(parts, known, strict=True)
    ):
        yield tr("Layanan yang penggunanya sedikit tetap mendapat paling sedikit 1 lembar.")
    if 0 in known:
        yield tr("Layanan tanpa pengguna tidak mendapat bagian.")
