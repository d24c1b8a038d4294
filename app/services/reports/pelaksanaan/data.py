"""What the report on the carrying out of a survey prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.models.questionnaire import Instrument
    from app.models.survey_photo import SurveyPhoto
    from app.services.ikm.cross import RespondentTable
    from app.services.ikm.result import IkmResult, UnsurResult
    from app.services.planning.allocation import SamplePlan
    from app.services.reports.data import ResultsData
    from app.services.results.history import Step


@dataclass(frozen=True, slots=True)
class Trend:
    """The periods that led up to a survey, oldest first; the last one is the survey itself."""

    steps: tuple[Step, ...]
    break_text: str = ""
    """Which other instrument was used before; those figures are not compared."""

    @property
    def before(self) -> IkmResult | None:
        """The result of the period before, None for a first one."""
        return self.steps[-2].result if len(self.steps) > 1 else None


@dataclass(frozen=True, slots=True)
class PelaksanaanData:
    """A frozen view of one survey with everything around it."""

    results: ResultsData
    texts: Mapping[str, str]
    """Key of a text of the office → its words with their fields."""
    values: Mapping[str, str]
    """Name of a field → what stands in its place."""
    sample: SamplePlan
    services: RespondentTable
    """Respondents per jenis layanan."""
    trend: Trend
    paper: Instrument
    """The questionnaire as respondents see it; it may ask several instruments."""
    beside: tuple[str, ...] = ()
    """Names of the other surveys on the same paper."""
    photos: tuple[SurveyPhoto, ...] = ()

    @property
    def result(self) -> IkmResult:
        """The index and everything it was made from."""
        return self.results.result

    @property
    def index(self) -> str:
        """The letters of the index: ``IKM``."""
        return self.results.instrument.index_short

    @property
    def extremes(self) -> tuple[tuple[UnsurResult, ...], tuple[UnsurResult, ...]]:
        """The lowest and the highest unsur; both empty where there is no order among them."""
        return extremes_of(self.result)


def extremes_of(result: IkmResult) -> tuple[tuple[UnsurResult, ...], tuple[UnsurResult, ...]]:
    """Return the three lowest and the three highest unsur, with all that tie with the third.

    Where one would be both, as among five unsur or in a long tie, fewer are taken of each, so that
    no unsur is called weak and strong at once. Where all are equal there is neither.
    """
    if len({row.konversi for row in result.answered}) <= 1:
        return (), ()
    for count in (3, 2, 1):
        low, high = result.lowest(count), result.highest(count)
        if not {row.unsur.key for row in low} & {row.unsur.key for row in high}:
            return low, high
    raise AssertionError(result)
