"""What the reports of one survey are made of, collected once and then only read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.surveys.naming import period_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from app.models.planning import Stage, TeamMember
    from app.models.questionnaire import Instrument
    from app.models.survey import Survey
    from app.models.unit import Office, Official, Unit
    from app.services.follow_up.overview import FollowUpOverview
    from app.services.ikm.cross import RespondentTable
    from app.services.ikm.result import IkmResult
    from app.services.results.saran import PrintableSaran


@dataclass(frozen=True, slots=True)
class SheetAnswers:
    """The answers of one counted sheet; a blank has no entry."""

    number: int
    answers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ResultsData:
    """A frozen view of one survey. ``sheets`` are those that the index counts, by number."""

    office: Office
    office_name: str
    unit: Unit
    survey: Survey
    services: tuple[str, ...]
    """Names of the services asked about; empty when the survey names none."""
    result: IkmResult
    respondents: tuple[RespondentTable, ...]
    sheets: tuple[SheetAnswers, ...]
    minimum: int | None
    """The least number of respondents, or None when the population is not known."""
    official: Official | None
    place: str
    signed_on: date
    log_head: str
    printed_at: datetime
    program_version: str
    first_day: date | None = None
    last_day: date | None = None
    saran: PrintableSaran | None = None
    """What somebody approved for print."""
    follow_up: FollowUpOverview | None = None
    """Only for the report on it: photos of a whole period are large."""
    stages: tuple[Stage, ...] = ()
    days_off: frozenset[date] = frozenset()
    """The holidays that the working days of the stages leave out."""
    team: tuple[TeamMember, ...] = ()

    @property
    def instrument(self) -> Instrument:
        """The questionnaire of the survey."""
        return self.result.instrument

    @property
    def period_text(self) -> str:
        """The period with its year: ``Triwulan I 2026``, ``Tahun 2026``."""
        return period_words(self.survey)
