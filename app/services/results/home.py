"""What Beranda says: the open surveys, what waits, and whether the data are safe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.store.backup import backups_in
from app.models.survey import SurveyState
from app.paths import is_folder
from app.services.files import safe_file_name
from app.services.plausibility.survey_findings import FindingService
from app.services.results.history import trend_of
from app.services.results.survey_results import survey_names

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from app.models.questionnaire import Instrument
    from app.models.response import Draft
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.ikm.result import IkmResult, UnsurResult
    from app.services.plausibility.survey_findings import Finding
    from app.services.results.history import Step
    from app.services.session import Session

CHECKED_AT_ONCE = 20_000
"""Sheets up to which the whole file is checked without being asked; it takes about a second."""

MOST_CARDS = 6
"""Open surveys that are shown; a city has hundreds, and a screen for them."""

TREND_LENGTH = 5
"""Periods on the card; the screen Hasil shows more."""


@dataclass(frozen=True, slots=True)
class SurveyCard:
    """One survey on which something is to be done."""

    survey: Survey
    instrument: Instrument
    name: str
    unit_name: str
    result: IkmResult
    sheets: int
    """All saved sheets, those left out of the index too."""
    minimum: int | None
    draft: Draft | None
    findings: tuple[Finding, ...]
    sent_at: datetime | None
    """When the last package of this survey was written."""
    changed_since_sent: bool
    saran: int
    """How many sheets have something written on."""

    @property
    def package_name(self) -> str:
        """The name that a package of this survey is offered to be saved under."""
        return safe_file_name(f"Paket {self.unit_name} {self.name}", ".sqlite")

    @property
    def lowest(self) -> tuple[UnsurResult, ...]:
        """The lowest unsur and those that tie with it; none where all are equal."""
        values = {row.konversi for row in self.result.answered}
        return self.result.lowest(1) if len(values) > 1 else ()

    def days_left(self, today: date) -> int | None:
        """Return the days until the end of data collection, 0 on its last day."""
        end = self.survey.collection_end
        return None if end is None else (end - today).days


@dataclass(frozen=True, slots=True)
class BackupState:
    """Where the newest copies are; the second place is None where none was chosen."""

    last: datetime | None
    second_folder: Path | None
    second_last: datetime | None
    second_reachable: bool


@dataclass(frozen=True, slots=True)
class HomeSummary:
    """Everything on Beranda, but for the check of the file, which takes longer."""

    cards: tuple[SurveyCard, ...]
    """Open surveys; the one that is worked on first."""
    more_open: int
    """Open surveys beyond those that are shown."""
    other_surveys: int
    """Surveys that are planned or locked."""
    trend: tuple[Step, ...]
    """Of the first card; empty with fewer than two periods."""
    backup: BackupState
    read_only: bool
    quick_to_check: bool
    """Whether the file is small enough to be checked each time it is opened."""


def summarize(session: Session, survey_id: int = 0) -> HomeSummary:
    """Return what Beranda shows; ``survey_id`` is the survey that all screens speak of."""
    every = session.store.surveys.all()
    opened = [survey for survey in every if survey.state is SurveyState.TERBUKA]
    opened.sort(key=lambda survey: survey.id != survey_id)
    names = survey_names((one, session.instruments.of(one.instrument_id)) for one in every)
    cards = tuple(_card(session, survey, names[survey.id]) for survey in opened[:MOST_CARDS])
    return HomeSummary(
        cards=cards,
        more_open=len(opened) - len(cards),
        other_surveys=len(every) - len(opened),
        trend=_trend(session, every, survey_id, cards),
        backup=_backup(session),
        read_only=session.read_only,
        quick_to_check=sum(session.store.tallies.all_sheets().values()) <= CHECKED_AT_ONCE,
    )


def _card(session: Session, survey: Survey, name: str) -> SurveyCard:
    store = session.store
    instrument = session.instruments.of(survey.instrument_id)
    result = session.ikm.of_survey(survey)
    finder = FindingService(store, session.ikm)
    sheets = store.tallies.sheets_of(survey.id)
    sent = store.imports.last_export(survey.id)
    return SurveyCard(
        survey=survey,
        instrument=instrument,
        name=name,
        unit_name=store.units.get(survey.unit_id).name,
        result=result,
        sheets=sheets,
        minimum=session.ikm.minimum_of(survey),
        draft=store.drafts.get(survey.id),
        findings=tuple(f for f in finder.of(survey, result) if f.waits),
        sent_at=sent.exported_at if sent else None,
        changed_since_sent=sent is not None
        and (sent.sheets != sheets or _changed_after(store, survey, sent.exported_at)),
        saran=len(store.crosstabs.saran(survey.id)),
    )


def _changed_after(store: Store, survey: Survey, at: datetime) -> bool:
    last = (
        store.crosstabs.last_change(survey.id),
        store.imports.records_changed_at(survey.id),
    )
    return any(change is not None and change > at for change in last)


def _trend(
    session: Session, every: list[Survey], survey_id: int, cards: tuple[SurveyCard, ...]
) -> tuple[Step, ...]:
    shown = next((s for s in every if s.id == survey_id), cards[0].survey if cards else None)
    if shown is None:
        return ()
    trend = trend_of(shown, every, session.ikm.of_survey, TREND_LENGTH)
    known = tuple(step for step in trend if step.result.ikm is not None)
    return known if len(known) > 1 else ()


def _backup(session: Session) -> BackupState:
    last = session.backups.last()
    second = session.backups.folders[1] if len(session.backups.folders) > 1 else None
    copies = backups_in(second) if second else []
    return BackupState(
        last=last.at if last else None,
        second_folder=second,
        second_last=copies[0].at if copies else None,
        second_reachable=second is not None and is_folder(second.parent),
    )
