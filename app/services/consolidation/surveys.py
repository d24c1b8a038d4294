"""A survey of another file in this one: its settings as told, and a code that is free here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.models.period import period_of
from app.models.planning import SampleRule
from app.models.survey import BlankRule, Method, Survey, SurveyState, WeightRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

_LONGEST = 120
_SHOWN = 6


def survey_of(said: Mapping[str, Any], uuid: str) -> Survey:
    """Return a survey from what packages say of its settings; it is locked here."""
    end = said["collection_end"]
    return Survey(
        unit_id=0,
        year=said["year"],
        period=period_of(said["period"], said["year"]),
        instrument_id=0,
        population=said["population"],
        method=Method(said["method"]),
        weight_rule=WeightRule(said["weight_rule"]),
        blank_rule=BlankRule(said["blank_rule"]),
        state=SurveyState.TERKUNCI,
        collection_end=date.fromisoformat(end) if end else None,
        notice=said["notice"],
        sample_rule=SampleRule(said["sample_rule"] or SampleRule.FORMULA),
        code=said["code"],
        uuid=uuid,
        revision=said["revision"],
    )


def codes_of(base: str, uuids: Iterable[str], *, taken: bool) -> dict[str, str]:
    """Return uuid → code for surveys that have one code in their own files.

    It depends on the set alone: the smallest uuid keeps the code unless it is ``taken``.
    """
    ordered = sorted(uuids)
    codes = {uuid: f"{base[: _LONGEST - _SHOWN - 1]}-{uuid[-_SHOWN:]}" for uuid in ordered}
    if ordered and not taken:
        codes[ordered[0]] = base
    return codes
