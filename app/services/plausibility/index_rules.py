"""Rules about the IKM: whether it follows from its unsur, and where it may come from instead."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from app.models.survey import WeightRule
from app.services.plausibility.finding import Finding, Rule, comma, plain_decimal, shown
from app.services.plausibility.recap import by_unit
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.plausibility.recap import Recap, RecapRow
    from app.services.plausibility.weighting import IkmCheck, Weighting

_FEWEST_OTHERS = 2
"""A weight is called usual when so many rows follow it."""


def ikm_tak_sesuai_unsur(recap: Recap) -> Iterator[Finding]:
    """Find an IKM that follows from its unsur under no known weight, or not under its own.

    Rounding is allowed for: half of the last printed place of every unsur and of the IKM, and an
    NRR of four decimals in between (docs/decisions.md).
    """
    for row in recap.rows:
        check = recap.checks.get(row.number)
        if check is None:
            continue
        own = _own_weight(row)
        if not check.matching:
            yield _follows_none(recap, row, check, own)
        elif own is not None and own.rule not in {w.rule for w in check.matching}:
            yield _follows_another(row, check, own)


def ikm_tersalin(recap: Recap) -> Iterator[Finding]:
    """Find an IKM that does not follow from its unsur but equals a neighbouring cell."""
    units = recap.units
    above = {later.number: earlier for earlier, later in pairwise(units)}
    below = {earlier.number: later for earlier, later in pairwise(units)}
    periods = {row.number: rows for rows in by_unit(units) for row in rows}
    for row in units:
        check = recap.checks.get(row.number)
        if check is None or check.matching:
            continue
        source = _same_unsur(row) or _same_ikm(
            row, (above.get(row.number), below.get(row.number)), periods[row.number]
        )
        if source and row.ikm is not None:
            message = tr(
                "IKM {ikm} sama dengan {sumber} dan tidak mengikuti unsurnya sendiri;"
                " mungkin tersalin dari sana.",
                ikm=comma(row.ikm.text),
                sumber=source,
            )
            yield row.finding(
                Rule.IKM_TERSALIN,
                row.ikm.column,
                row.ikm.text,
                message,
                _expected(recap, row, check, None)[0],
            )


def _own_weight(row: RecapRow) -> Weighting | None:
    """Return the weight that the row itself says it was computed with."""
    return next((w for w in row.weightings if row.weight and w.rule.value == row.weight), None)


def _follows_none(recap: Recap, row: RecapRow, check: IkmCheck, own: Weighting | None) -> Finding:
    expected, hint = _expected(recap, row, check, own)
    given = "; ".join(
        tr("bobot {bobot} memberi {nilai}", bobot=fit.weighting.label, nilai=shown(fit.center))
        for fit in check.fits
    )
    if check.open_keys:
        given = tr("unsur yang tidak terbaca pun tidak dapat menjelaskannya")
    ikm = row.ikm
    message = tr(
        "IKM {ikm} tidak mengikuti unsurnya dengan bobot mana pun yang dikenal"
        " ({hitungan}){petunjuk}.",
        ikm=comma(ikm.text if ikm else ""),
        hitungan=given,
        petunjuk=hint,
    )
    return row.finding(
        Rule.IKM_TAK_SESUAI_UNSUR,
        ikm.column if ikm else "",
        ikm.text if ikm else "",
        message,
        expected,
    )


def _follows_another(row: RecapRow, check: IkmCheck, own: Weighting) -> Finding:
    fit = check.of(own)
    ikm = row.ikm
    message = tr(
        "IKM {ikm} tidak mengikuti bobot {bobot} yang disebut barisnya, yang memberi {nilai};"
        " yang cocok bobot {lain}.",
        ikm=comma(ikm.text if ikm else ""),
        bobot=own.label,
        nilai=shown(fit.center) if fit else "",
        lain=", ".join(weighting.label for weighting in check.matching),
    )
    return row.finding(
        Rule.IKM_TAK_SESUAI_UNSUR,
        ikm.column if ikm else "",
        ikm.text if ikm else "",
        message,
        plain_decimal(fit.center) if fit else "",
    )


def _expected(
    recap: Recap, row: RecapRow, check: IkmCheck, own: Weighting | None
) -> tuple[str, str]:
    """Return the IKM under the weight of the row or of most rows, and that weight in words."""
    weighting = (
        own or recap.usual or next((w for w in row.weightings if w.rule is WeightRule.EXACT), None)
    )
    fit = check.of(weighting) if weighting else None
    if fit is None or check.open_keys:
        return "", ""
    hint = ""
    if weighting is recap.usual and recap.following >= _FEWEST_OTHERS:
        hint = tr(
            "; {n} baris lain mengikuti bobot {bobot}",
            n=recap.following,
            bobot=fit.weighting.label,
        )
    return plain_decimal(fit.center), hint


def _same_unsur(row: RecapRow) -> str:
    ikm = row.ikm
    for unsur in row.unsur.values():
        if ikm is not None and unsur.value.sound and unsur.value.value == ikm.value:
            return tr("nilai {kolom} di baris yang sama", kolom=unsur.value.column)
    return ""


def _same_ikm(
    row: RecapRow, neighbours: tuple[RecapRow | None, ...], periods: list[RecapRow]
) -> str:
    others = [other for other in neighbours if other is not None]
    others += [other for other in periods if other is not row and other not in others]
    for other in others:
        if row.ikm is not None and other.ikm is not None and row.ikm.value == other.ikm.value:
            return tr("IKM baris {baris} ({unit})", baris=other.number, unit=other.unit)
    return ""
