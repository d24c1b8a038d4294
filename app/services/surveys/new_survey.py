"""What is asked when a survey is opened, and what the list of surveys shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.models.planning import SampleRule
from app.models.survey import BlankRule, Method, SurveyState, WeightRule

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.models.questionnaire import Instrument
    from app.models.survey import Survey
    from app.models.unit import Unit
    from app.services.ikm.result import IkmResult

DEFAULT_INSTRUMENT = "skm-9"


@dataclass(frozen=True, slots=True)
class NewSurvey:
    """A survey as it is asked for. Without ``services`` it is about all that the unit offers."""

    unit_id: int
    year: int
    period: str = "tahunan"
    """The period's code, for example ``triwulan-2`` or ``2026-06-01..2026-06-30``."""
    instrument: str = DEFAULT_INSTRUMENT
    services: tuple[int, ...] = ()
    population: int | None = None
    """Users in the period; None while it is not known. Left out, the services' figures add up."""
    service_populations: Mapping[int, int] = field(default_factory=dict)
    method: Method = Method.MANUAL
    weight_rule: WeightRule = WeightRule.EXACT
    blank_rule: BlankRule = BlankRule.PER_UNSUR
    collection_end: date | None = None
    state: SurveyState = SurveyState.TERBUKA
    notice: str = ""
    copy_from: int = 0
    """The survey whose schedule and team are taken over; 0 for none."""
    sample_rule: SampleRule = SampleRule.FORMULA
    again: bool = False
    """A second survey of the same unit, period and instrument is meant, not a mistake."""


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """A survey together with all that a list shows of it."""

    survey: Survey
    unit: Unit
    instrument: Instrument
    result: IkmResult
    minimum: int | None
    """The least number of sheets, or None while the population is not known."""
    name: str = ""
    """In words, told apart from others of its unit and period."""
