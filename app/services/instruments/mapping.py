"""Whether a question counts for an unsur that there is, and for that one alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def mapping_problem(key: str, mapping: Mapping[str, str], known: Collection[str]) -> str:
    """Return why the mapping of one question cannot be used; empty where it can.

    ``mapping`` leads from each question to the unsur it counts for (empty for none), ``known`` are
    the keys of all unsur. A question may bear the key of an unsur only if it counts for that one:
    files and figures name both by it.
    """
    unsur = mapping[key]
    if not unsur:
        return ""
    if unsur not in known:
        return _unknown(key, mapping)
    if key in known and unsur != key:
        return _crossed(key, mapping)
    return ""


def _unknown(key: str, mapping: Mapping[str, str]) -> str:
    unsur = mapping[key]
    if chain := _circle(key, mapping):
        return tr("merujuk unsur yang tidak ada: pemetaannya berputar ({rantai})", rantai=chain)
    if unsur in mapping:
        return tr("merujuk unsur yang tidak ada: {kunci} adalah pertanyaan", kunci=unsur)
    return tr("merujuk unsur yang tidak ada ({kunci})", kunci=unsur)


def _crossed(key: str, mapping: Mapping[str, str]) -> str:
    if chain := _circle(key, mapping):
        return tr("dan lainnya dipetakan berputar ({rantai})", rantai=chain)
    return tr(
        "memakai kunci unsur {kunci}, tetapi dipetakan ke {unsur}: itu bertentangan",
        kunci=key,
        unsur=mapping[key],
    )


def _circle(key: str, mapping: Mapping[str, str]) -> str:
    """Return the way from a question back to itself, if there is one of at least two steps."""
    way = [key]
    while (step := mapping.get(way[-1], "")) and step not in way[1:]:
        way.append(step)
        if step == key:
            return " → ".join(way) if len(way) > 2 else ""  # noqa: PLR2004 - itself is no circle
    return ""
