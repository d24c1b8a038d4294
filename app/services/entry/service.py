"""Key in, correct, delete and find sheets; every deed is one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.identifiers import new_uuid
from app.models.survey import SurveyState
from app.services.changes import NOTHING, survey_changed
from app.services.entry.state import (
    LAST_SHEETS,
    Deleted,
    EntryState,
    Readiness,
    Recorded,
    Statistics,
)
from app.services.entry.validation import checked, require_open
from app.services.entry.warnings import warnings_of
from app.services.text import clean_line, clean_text
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.models.questionnaire import Instrument
    from app.models.response import Draft, Sheet
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.models.unit import Service
    from app.services.ikm.service import IkmService
    from app.services.instruments.service import InstrumentService


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the office's own calendar day


class EntryService:
    """Writes sheets; what a form must know of a survey is read in one go by ``start``."""

    def __init__(
        self,
        store: Store,
        instruments: InstrumentService,
        ikm: IkmService,
        today: Callable[[], date] = _today,
    ) -> None:
        self._store = store
        self._instruments = instruments
        self._ikm = ikm
        self._today = today

    # ------------------------------------------------------------ reading
    def start(self, survey_id: int) -> EntryState:
        """Return all that is needed to begin keying in sheets of a survey."""
        survey = self._survey(survey_id)
        services = self._services(survey)
        latest = self._store.sheets.latest(survey_id, 1)
        draft, corrects = self._draft(survey_id)
        return EntryState(
            survey=survey,
            unit_name=self._store.units.get(survey.unit_id).name,
            instrument=self._instrument(survey),
            readiness=self._readiness(survey, services),
            services=services,
            day=latest[0].day if latest else _within(survey, self._today()),
            service_id=_carried_service(services, latest),
            draft=draft,
            draft_corrects=corrects,
            statistics=self.statistics(survey_id),
        )

    def statistics(self, survey_id: int) -> Statistics:
        """Return how far the entry is, from the counts: as fast with 20,000 sheets as with none."""
        return self._statistics(self._survey(survey_id))

    def _statistics(self, survey: Survey) -> Statistics:
        result = self._ikm.of_survey(survey)
        return Statistics(
            n=self._store.tallies.sheets_of(survey.id),
            minimum=self._ikm.minimum_of(survey),
            ikm=result.ikm_text if result.ikm is not None else "–",
            mutu_letter=result.mutu.letter if result.mutu else "",
            mutu_word=result.mutu.word if result.mutu else "",
            last=tuple(self._store.sheets.latest(survey.id, LAST_SHEETS)),
            next_number=self._store.sheets.next_number(survey.id),
        )

    def find(self, survey_id: int, number: int) -> Sheet:
        """Return the sheet with this number; raise InputError when there is none."""
        sheet = self._store.sheets.by_number(survey_id, number)
        if sheet is None:
            raise InputError(
                tr("Lembar {nomor} tidak ada dalam survei ini.", nomor=number),
                next=tr("Periksa nomor yang tertulis di kertas."),
            )
        return sheet

    # ------------------------------------------------------------ writing
    def record(self, sheet: Sheet) -> Recorded:
        """Save a new sheet, forget the draft it came from and return the figures after it.

        Saving a sheet again that is already kept with the same uuid and content changes nothing, so
        that whoever did not see the answer may simply ask once more.
        """
        survey, saved, changed = self._save(sheet)
        return self._recorded(survey, saved, changed=changed, is_new=changed)

    def save(self, sheet: Sheet) -> Sheet:
        """Save a new sheet as ``record`` does, for whoever asks for no figures."""
        return self._save(sheet)[1]

    def correct(self, sheet: Sheet, reason: str = "") -> Recorded:
        """Change a saved sheet; the log keeps what it was.

        Raises InputError when it was changed elsewhere since it was read. A sheet that is as it
        was writes nothing.
        """
        survey = self._survey(sheet.survey_id)
        instrument = self._instrument(survey)
        kept = self._store.sheets.by_uuid(sheet.uuid)
        allowed = self._service_ids(survey) | ({kept.service_id} if kept else set())
        sheet = checked(sheet, survey, instrument, allowed)
        unchanged = kept is not None and _same_content(kept, sheet)
        with self._store.transaction():
            if not unchanged:
                sheet = self._store.sheets.change(
                    sheet, instrument.question_keys, clean_line(reason)
                )
            self._forget_draft_of(sheet)
        return self._recorded(survey, sheet, changed=not unchanged)

    def delete(self, sheet: Sheet, reason: str = "") -> Deleted:
        """Take a sheet out of its survey; the log keeps it and its number is not given again."""
        survey = self._survey(sheet.survey_id)
        require_open(survey)
        with self._store.transaction():
            self._store.sheets.delete(
                sheet, self._instrument(survey).question_keys, clean_line(reason)
            )
            self._forget_draft_of(sheet)
        return Deleted(sheet, survey_changed(survey.id), self.statistics(survey.id))

    def restore(self, deleted: Deleted) -> Recorded:
        """Bring a deleted sheet back under its number and identity."""
        survey = self._survey(deleted.sheet.survey_id)
        instrument = self._instrument(survey)
        allowed = self._service_ids(survey) | {deleted.sheet.service_id}
        sheet = checked(deleted.sheet, survey, instrument, allowed)
        saved = self._store.sheets.add(sheet, instrument.question_keys)
        return self._recorded(survey, saved)

    def save_draft(self, draft: Draft) -> None:
        """Keep a half-typed sheet in the place of the one before."""
        require_open(self._survey(draft.survey_id))
        draft = replace(draft, saran=clean_text(draft.saran))
        self._store.drafts.save(draft, self._store.operator)

    def discard_draft(self, survey_id: int) -> None:
        """Forget the half-typed sheet of a survey."""
        self._store.drafts.delete(survey_id)

    # ------------------------------------------------------------ parts
    def _save(self, sheet: Sheet) -> tuple[Survey, Sheet, bool]:
        """Return the survey, the saved sheet, and whether anything had to be written.

        What is read is read within the transaction: each read of its own would take and free the
        locks of the file once more.
        """
        with self._store.transaction():
            survey = self._survey(sheet.survey_id)
            instrument = self._instrument(survey)
            sheet = checked(sheet, survey, instrument, self._service_ids(survey))
            kept = self._store.sheets.by_uuid(sheet.uuid) if sheet.uuid else None
            is_kept = kept is not None and _same_content(kept, sheet)
            if kept is None or not is_kept:
                kept = self._store.sheets.add(sheet, instrument.question_keys)
            self._store.drafts.delete(survey.id)
        return survey, kept, not is_kept

    def _recorded(
        self, survey: Survey, sheet: Sheet, *, changed: bool = True, is_new: bool = False
    ) -> Recorded:
        figures = self._statistics(survey)
        others = (other for other in figures.last if other.uuid != sheet.uuid)
        before = next(others, None) if is_new else None
        return Recorded(
            sheet,
            survey_changed(survey.id) if changed else NOTHING,
            figures,
            warnings_of(
                self._instrument(survey), survey.period, sheet, before, today=self._today()
            ),
        )

    def _survey(self, survey_id: int) -> Survey:
        try:
            return self._store.surveys.get(survey_id)
        except KeyError as error:
            raise InputError(
                tr("Survei itu tidak ada lagi."), next=tr("Pilih survei lain di layar Survei.")
            ) from error

    def _instrument(self, survey: Survey) -> Instrument:
        return self._instruments.of(survey.instrument_id)

    def _readiness(self, survey: Survey, services: tuple[Service, ...]) -> Readiness:
        if self._store.read_only:
            return Readiness.READ_ONLY
        if survey.state is SurveyState.TERKUNCI:
            return Readiness.LOCKED
        if survey.state is SurveyState.RENCANA:
            return Readiness.PLANNED
        return Readiness.READY if services else Readiness.NO_SERVICE

    def _services(self, survey: Survey) -> tuple[Service, ...]:
        """Return the services that the survey asks about; without a list, all of its unit's."""
        offered = self._store.units.services(survey.unit_id)
        asked = {service.service_id for service in survey.services}
        if asked:
            return tuple(service for service in offered if service.id in asked)
        return tuple(service for service in offered if service.active)

    def _service_ids(self, survey: Survey) -> set[int]:
        asked = {service.service_id for service in survey.services}
        return asked or {service.id for service in self._services(survey)}

    def _draft(self, survey_id: int) -> tuple[Draft | None, Sheet | None]:
        """Return the draft and the sheet it corrects; one whose sheet is gone is not offered."""
        draft = self._store.drafts.get(survey_id)
        if draft is None:
            return None, None
        if draft.sheet_uuid:
            sheet = self._store.sheets.by_uuid(draft.sheet_uuid)
            return (draft, sheet) if sheet is not None else (None, None)
        if self._store.sheets.by_number(survey_id, draft.number) is not None:
            draft = replace(draft, number=self._store.sheets.next_number(survey_id))
        return draft, None

    def _forget_draft_of(self, sheet: Sheet) -> None:
        draft = self._store.drafts.get(sheet.survey_id)
        if draft is not None and draft.sheet_uuid == sheet.uuid:
            self._store.drafts.delete(sheet.survey_id)


def new_sheet_identity() -> str:
    """Return the identity of a sheet that is about to be keyed in."""
    return new_uuid()


def _within(survey: Survey, day: date) -> date:
    return min(max(day, survey.period.start), survey.period.end)


def _carried_service(services: tuple[Service, ...], latest: list[Sheet]) -> int:
    known = [service.id for service in services]
    if latest and latest[0].service_id in known:
        return latest[0].service_id
    return known[0] if known else 0


def _same_content(one: Sheet, other: Sheet) -> bool:
    return (
        one.survey_id == other.survey_id
        and one.number == other.number
        and one.service_id == other.service_id
        and one.day == other.day
        and dict(one.answers) == dict(other.answers)
        and dict(one.profile) == dict(other.profile)
        and one.saran == other.saran
    )
