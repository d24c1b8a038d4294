"""Which weight an IKM follows from its unsur (rules/skm.md §3), rounding taken into account."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from app.models.survey import WeightRule
from app.services.ikm.computation import weight_rule_fits
from app.services.ikm.sums import total_of
from app.services.plausibility.figures import Scale, bounds_of
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from app.models.questionnaire import Instrument
    from app.services.plausibility.figures import Figure
    from app.services.plausibility.recap import RecapRow

    _Sum = Callable[["Weighting"], Fraction]

CHAIN = Fraction(1, 800)
"""How far an NRR of four decimals moves a value on 0-100: 25 × 0,00005."""


@dataclass(frozen=True, slots=True)
class Weighting:
    """A weight rule with what it gives each unsur of one instrument."""

    rule: WeightRule
    label: str
    weights: Mapping[str, Fraction]
    groups: tuple[tuple[Fraction, tuple[str, ...]], ...]
    """Every weight with the unsur that have it."""
    total: Fraction


@dataclass(frozen=True, slots=True)
class Fit:
    """What one weight makes of a row: ``center`` ± ``slack`` on 0-100."""

    weighting: Weighting
    center: Fraction
    slack: Fraction
    matches: bool


@dataclass(frozen=True, slots=True)
class IkmCheck:
    """How the IKM of a row fits its unsur."""

    fits: tuple[Fit, ...]
    matching: tuple[Weighting, ...]
    """The weights from which the IKM follows."""
    open_keys: tuple[str, ...]
    """Unsur whose value is not known: blank or broken."""

    def of(self, weighting: Weighting) -> Fit | None:
        """Return what one weight makes of the row."""
        return next((fit for fit in self.fits if fit.weighting.rule is weighting.rule), None)


def weightings_of(instrument: Instrument) -> tuple[Weighting, ...]:
    """Return every weight that offices use with an instrument, the exact one first."""
    return tuple(
        _weighting(instrument, rule) for rule in WeightRule if weight_rule_fits(instrument, rule)
    )


def check_ikm(row: RecapRow) -> IkmCheck | None:
    """Compare the IKM of a row with its unsur under every weight; None where one is missing.

    An unknown unsur counts as anything its range allows. Where blanks are the only unknown ones,
    the IKM may also follow from the others alone (docs/decisions.md 3).
    """
    ikm = row.ikm
    if ikm is None or ikm.value is None or len(row.unsur) < len(row.instrument.unsur):
        return None
    if not any(value.usable for value in row.values):
        return None
    unknown = tuple(key for key, unsur in row.unsur.items() if not unsur.value.usable)
    blank = unknown and not any(row.unsur[key].value.broken for key in unknown)
    fits: list[Fit] = []
    values, slacks = _sums(row, unknown)
    for weighting in row.weightings:
        slack = slacks(weighting) if slacks else row.values[0].slack * weighting.total
        fit = _compared(ikm, weighting, values(weighting), slack)
        if blank and not fit.matches:
            others = _fit_of_others(row, ikm, weighting, unknown)
            fit = others if others.matches else fit
        fits.append(fit)
    matching = tuple(fit.weighting for fit in fits if fit.matches)
    return IkmCheck(tuple(fits), matching, unknown)


def agree(nrr: Figure, konversi: Figure) -> bool:
    """Say whether a konversi is that of an NRR, as far as rounding tells; blanks agree."""
    if nrr.value is None or konversi.value is None:
        return True
    return abs(nrr.value - konversi.value) <= nrr.slack + konversi.slack + CHAIN


def settled(row: RecapRow) -> RecapRow:
    """Return a row whose NRR and konversi contradict each other with those that its IKM follows.

    The contradiction is one finding; an IKM that is right under one of the two is none.
    """
    open_keys = {
        key
        for key, unsur in row.unsur.items()
        if unsur.nrr and unsur.konversi and not agree(unsur.nrr, unsur.konversi)
    }
    if not open_keys:
        return row
    for other in (_read_as(row, open_keys, which) for which in ("nrr", "konversi")):
        check = check_ikm(other)
        if check is not None and check.matching:
            return other
    return row


def _read_as(row: RecapRow, keys: set[str], which: str) -> RecapRow:
    unsur = dict(row.unsur)
    for key in keys:
        unsur[key] = replace(unsur[key], value=getattr(unsur[key], which))
    return replace(row, unsur=unsur)


def follows_without(row: RecapRow, weighting: Weighting, blank: tuple[str, ...]) -> bool:
    """Say whether the IKM follows from the unsur that are not blank."""
    return row.ikm is not None and _fit_of_others(row, row.ikm, weighting, blank).matches


def usual_weighting(checks: Iterable[IkmCheck]) -> Weighting | None:
    """Return the weight that most rows follow, or None where no row follows any."""
    matching = [w for check in checks if not check.open_keys for w in check.matching]
    counted = Counter(weighting.rule for weighting in matching)
    if not counted:
        return None
    rule = max(WeightRule, key=lambda rule: counted[rule])
    return next(weighting for weighting in matching if weighting.rule is rule)


def implied(row: RecapRow, key: str, weighting: Weighting | None) -> Fraction | None:
    """Return the konversi of one unsur with which the IKM would follow, if it is possible."""
    ikm = row.ikm
    others = [(k, unsur.value.value) for k, unsur in row.unsur.items() if k != key]
    if weighting is None or ikm is None or ikm.value is None or not ikm.sound:
        return None
    if any(value is None for _, value in others):
        return None
    known = _weighted(weighting, dict(others))
    wanted = (ikm.value - known) / weighting.weights[key]
    return wanted if bounds_of(row.instrument, Scale.KONVERSI).hold(wanted) else None


def _sums(row: RecapRow, unknown: tuple[str, ...]) -> tuple[_Sum, _Sum | None]:
    """Return the weighted sums of the values and of their slacks; None where all slacks are one."""
    values = {key: unsur.value.value for key, unsur in row.unsur.items()}
    if not unknown and all(value.slack == row.values[0].slack for value in row.values):
        return _sum_of(values), None
    slacks = {key: unsur.value.slack for key, unsur in row.unsur.items()}
    if unknown:
        bounds = bounds_of(row.instrument, Scale.KONVERSI)
        values |= dict.fromkeys(unknown, (bounds.lower + bounds.upper) / 2)
        slacks |= dict.fromkeys(unknown, (bounds.upper - bounds.lower) / 2)
    return _sum_of(values), _sum_of(slacks)


def _fit_of_others(row: RecapRow, ikm: Figure, weighting: Weighting, blank: tuple[str, ...]) -> Fit:
    present = {key: unsur.value for key, unsur in row.unsur.items() if key not in blank}
    share = total_of(weighting.weights[key] for key in present)
    scaled = total_of(weighting.weights[key] for key in row.unsur) / share
    center = _weighted(weighting, {key: figure.value for key, figure in present.items()})
    slack = _weighted(weighting, {key: figure.slack for key, figure in present.items()})
    return _compared(ikm, weighting, center * scaled, slack * scaled)


def _weighted(weighting: Weighting, values: Mapping[str, Fraction | None]) -> Fraction:
    return _sum_of(values)(weighting)


def _sum_of(values: Mapping[str, Fraction | None]) -> _Sum:
    """Return a function from weights to the weighted sum of ``values``.

    Unsur of one weight are added up before they are weighed, and once for all weight rules.
    """
    totals: dict[tuple[str, ...], Fraction] = {}

    def weighted(weighting: Weighting) -> Fraction:
        for _, keys in weighting.groups:
            if keys not in totals:
                known = (values.get(key) for key in keys)
                totals[keys] = total_of(value for value in known if value is not None)
        return total_of(weight * totals[keys] for weight, keys in weighting.groups)

    return weighted


def _compared(ikm: Figure, weighting: Weighting, center: Fraction, slack: Fraction) -> Fit:
    distance = abs((ikm.value or Fraction(0)) - center)
    return Fit(weighting, center, slack, distance <= slack + ikm.slack + CHAIN)


def _weighting(instrument: Instrument, rule: WeightRule) -> Weighting:
    exact = rule is WeightRule.EXACT
    weights = {u.key: u.weight if exact else Fraction(rule.value) for u in instrument.unsur}
    equal = set(weights.values()) == {Fraction(1, len(weights))}
    label = f"1/{len(weights)}" if equal else tr("menurut instrumen")
    groups: dict[Fraction, list[str]] = {}
    for key, weight in weights.items():
        groups.setdefault(weight, []).append(key)
    return Weighting(
        rule,
        label if exact else rule.value.replace(".", ","),
        weights,
        tuple((weight, tuple(keys)) for weight, keys in groups.items()),
        total_of(weights.values()),
    )
