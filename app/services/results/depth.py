"""What is asked of a result beyond its figures: trend with tests, reliability, cross-tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.survey import BlankRule
from app.services.results.change import estimates_of
from app.services.results.crosstab import (
    CrossTab,
    Sheets,
    SmallCells,
    characteristics_of,
    cross_tabulate,
)
from app.services.results.reliability import Reliability, reliability_of
from app.services.results.service import TREND_LENGTH, known_choice
from app.services.results.survey_results import EVERYTHING, Choice
from app.services.results.trend import Trend, break_before, trend_table

if TYPE_CHECKING:
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.ikm.service import IkmService
    from app.services.instruments.service import InstrumentService
    from app.services.results.change import Patterns
    from app.services.results.service import ResultsService

YEARS_LENGTH = 36
"""Periods that years are made of; three years of months, nine of quarters."""


@dataclass(frozen=True, slots=True)
class Depth:
    """Trend and reliability of a survey or of a part of it."""

    survey_id: int
    choice: Choice
    trend: Trend
    reliability: Reliability


class DepthService:
    """Reads; keeps nothing."""

    def __init__(
        self,
        store: Store,
        instruments: InstrumentService,
        ikm: IkmService,
        results: ResultsService,
    ) -> None:
        self._store = store
        self._instruments = instruments
        self._ikm = ikm
        self._results = results

    def of(self, survey_id: int, choice: Choice = EVERYTHING) -> Depth:
        """Return trend and reliability. Raises KeyError for an unknown survey."""
        survey = self._store.surveys.get(survey_id)
        choice = self._known(survey, choice)
        steps = self._results.steps(survey, choice, YEARS_LENGTH)
        patterns = [self._patterns(step.survey, choice) for step in steps]
        estimates = [
            estimates_of(step.result, found) for step, found in zip(steps, patterns, strict=True)
        ]
        instrument = self._instruments.of(survey.instrument_id)
        return Depth(
            survey_id,
            choice,
            trend_table(
                instrument,
                steps,
                estimates,
                shown=TREND_LENGTH,
                break_text=self._break(steps[0].survey),
            ),
            reliability_of(
                instrument,
                patterns[-1],
                destroyed=survey.destroyed_on is not None and not patterns[-1],
            ),
        )

    def crosstab(
        self,
        survey_id: int,
        rows_by: str,
        columns_by: str,
        choice: Choice = EVERYTHING,
        small: SmallCells = SmallCells.MARKED,
    ) -> CrossTab:
        """Return two characteristics against each other.

        Unknown ones (of another instrument) give the first two. Raises KeyError for an unknown
        survey.
        """
        survey = self._store.surveys.get(survey_id)
        choice = self._known(survey, choice)
        instrument = self._instruments.of(survey.instrument_id)
        keys = [one.key for one in characteristics_of(instrument)]
        rows_by = rows_by if rows_by in keys else keys[0]
        columns_by = columns_by if columns_by in keys else keys[1]
        only = self._results.selection(survey, instrument, choice)
        sheets = Sheets(
            survey,
            instrument,
            dict(self._results.services(survey)),
            self._ikm.cross(survey, only).sheets,
        )
        return cross_tabulate(sheets, rows_by, columns_by, small)

    def _known(self, survey: Survey, choice: Choice) -> Choice:
        instrument = self._instruments.of(survey.instrument_id)
        return known_choice(choice, instrument, dict(self._results.services(survey)))

    def _patterns(self, survey: Survey, choice: Choice) -> Patterns:
        instrument = self._instruments.of(survey.instrument_id)
        only = self._results.selection(survey, instrument, choice)
        complete = survey.blank_rule is BlankRule.LEAVE_OUT
        return self._store.crosstabs.patterns(survey.id, only, complete_only=complete)

    def _break(self, first: Survey) -> str:
        every = self._store.surveys.all()
        instruments = {one.instrument_id: self._instruments.of(one.instrument_id) for one in every}
        return break_before(first, every, instruments)
