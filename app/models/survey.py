"""A survey: one unit, one period, one instrument version, and how it is computed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.models.planning import SampleRule

if TYPE_CHECKING:
    from datetime import date

    from app.models.period import Period


class SurveyState(StrEnum):
    """Whether sheets can be keyed in."""

    RENCANA = "rencana"
    TERBUKA = "terbuka"
    TERKUNCI = "terkunci"


class Method(StrEnum):
    """How the answers were collected."""

    MANUAL = "manual"
    DARING = "daring"
    KEDUANYA = "manual dan daring"


class WeightRule(StrEnum):
    """The weight of an unsur: exact, or one of the rounded ones offices use (rules/skm.md §3)."""

    EXACT = "1/N"
    THREE_DECIMALS = "0.111"
    TWO_DECIMALS = "0.11"


class BlankRule(StrEnum):
    """What becomes of a sheet with blank answers."""

    PER_UNSUR = "hitung per unsur"
    LEAVE_OUT = "keluarkan lembar tidak lengkap"


@dataclass(frozen=True, slots=True)
class SurveyService:
    """A service within a survey, with the number of its users in the period if it is known."""

    service_id: int
    population: int | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey. ``notice`` is a sentence that every screen and report of it must show."""

    unit_id: int
    year: int
    period: Period
    instrument_id: int
    services: tuple[SurveyService, ...] = ()
    population: int | None = None
    method: Method = Method.MANUAL
    weight_rule: WeightRule = WeightRule.EXACT
    blank_rule: BlankRule = BlankRule.PER_UNSUR
    state: SurveyState = SurveyState.TERBUKA
    collection_end: date | None = None
    notice: str = ""
    sample_rule: SampleRule = SampleRule.FORMULA
    paper: str = ""
    """Surveys with the same paper are asked on one sheet; empty where it stands alone."""
    paper_place: int = 0
    """Its place on the paper, from 0; its profile fields and layanan come from the first."""
    retain_until: date | None = None
    destroyed_on: date | None = None
    """When its sheets were destroyed; only aggregates are left."""
    code: str = ""
    id: int = 0
    uuid: str = ""
    revision: int = 0
