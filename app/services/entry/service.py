"""Key in, correct, delete and find sheets; every deed is one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.identifiers import new_uuid
from app.models.survey import SurveyState
from app.services.changes import NOTHING, Changes
from app.services.entry.part_warnings import warnings_on_paper
from app.services.entry.state import (
    LAST_SHEETS,
    Deleted,
    EntryState,
    IndexLine,
    Readiness,
    Recorded,
    Statistics,
)
from app.services.entry.validation import closed_because, require_open
from app.services.entry.writing import SheetWriter
from app.services.papers.service import PaperService
from app.services.text import clean_line, clean_text
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.models.response import Draft, Sheet
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.models.unit import Service
    from app.services.ikm.service import IkmService
    from app.services.instruments.service import InstrumentService
    from app.services.papers.paper import Paper


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the office's own calendar day


_CLOSED = {SurveyState.TERKUNCI: Readiness.LOCKED, SurveyState.RENCANA: Readiness.PLANNED}


class EntryService:
    """Writes sheets; what a form must know of a survey is read in one go by ``start``.

    Where several surveys are on one paper, a sheet is that of the paper and every deed is done in
    all of them or in none (``app.services.papers``).
    """

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
        self._papers = PaperService(store, instruments)
        self._writer = SheetWriter(store, instruments, self._papers, self._service_ids)

    # ------------------------------------------------------------ reading
    def start(self, survey_id: int) -> EntryState:
        """Return all that is needed to begin keying in sheets of a survey."""
        survey = self._survey(survey_id)
        paper = self._papers.of(survey)
        services = self._services(paper)
        latest = self._papers.latest(survey, paper, 1)
        draft, corrects = self._draft(survey, paper)
        readiness, closed = self._readiness(paper, services)
        return EntryState(
            survey=survey,
            unit_name=self._store.units.get(survey.unit_id).name,
            instrument=paper.instrument,
            readiness=readiness,
            services=services,
            day=latest[0].day if latest else _within(survey, self._today()),
            service_id=_carried_service(services, latest),
            draft=draft,
            draft_corrects=corrects,
            statistics=self._statistics(survey, paper),
            closed=closed,
        )

    def statistics(self, survey_id: int) -> Statistics:
        """Return how far the entry is, from the counts: as fast with 20,000 sheets as with none."""
        survey = self._survey(survey_id)
        return self._statistics(survey, self._papers.of(survey))

    def _statistics(self, survey: Survey, paper: Paper) -> Statistics:
        first, *others = (self._index(one) for one in paper.surveys)
        return Statistics(
            n=self._store.tallies.sheets_of(paper.first.id),
            minimum=self._ikm.minimum_of(paper.first),
            ikm=first.text,
            mutu_letter=first.mutu_letter,
            mutu_word=first.mutu_word,
            last=tuple(self._papers.latest(survey, paper, LAST_SHEETS)),
            next_number=self._papers.next_number(paper),
            others=tuple(others),
        )

    def _index(self, survey: Survey) -> IndexLine:
        result = self._ikm.of_survey(survey)
        return IndexLine(
            self._instruments.of(survey.instrument_id).index_short,
            result.ikm_text if result.ikm is not None else "–",
            result.mutu.letter if result.mutu else "",
            result.mutu.word if result.mutu else "",
        )

    def services_of(self, survey_id: int) -> tuple[Service, ...]:
        """Return the services that the clerk chooses from, in the clerk's order."""
        return self._services(self._papers.of(self._survey(survey_id)))

    def find(self, survey_id: int, number: int) -> Sheet:
        """Return the sheet with this number; raise InputError when there is none."""
        sheet = self._papers.joined(self._survey(survey_id), number)
        if sheet is None:
            raise InputError(
                tr("Lembar {nomor} tidak ada dalam survei ini.", nomor=number),
                next=tr("Periksa nomor yang tertulis di kertas."),
            )
        return sheet

    def require_unused(self, survey_id: int, number: int) -> None:
        """Raise InputError unless a new sheet may have this number, which its paper bears.

        A number is given once, also where its sheet was deleted (decision 8).
        """
        paper = self._papers.of(self._survey(survey_id))
        if number < 1 or any(
            number in self._store.sheets.numbers_given(one.id) for one in paper.surveys
        ):
            raise InputError(
                tr("Nomor {nomor} sudah pernah dipakai dalam survei ini.", nomor=number),
                next=tr("Periksa nomor di kertas; F3 menampilkan lembar yang tersimpan."),
            )

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

        Raises InputError when it was changed elsewhere since it was read, and ReasonNeededError
        when it is verified and there is no reason. A sheet that is as it was writes nothing.
        """
        with self._store.transaction():
            survey = self._survey(sheet.survey_id)
            saved, changed = self._writer.change(survey, sheet, clean_line(reason))
            self._forget_draft_of(survey, saved)
        return self._recorded(survey, saved, changed=changed)

    def delete(self, sheet: Sheet, reason: str = "") -> Deleted:
        """Take a sheet out of its survey; the log keeps it and its number is not given again.

        Raises ReasonNeededError when it is verified and there is no reason.
        """
        with self._store.transaction():
            survey = self._survey(sheet.survey_id)
            deleted = self._writer.delete(survey, sheet, clean_line(reason))
            self._forget_draft_of(survey, deleted)
        paper = self._papers.of(survey)
        return Deleted(deleted, _changed(paper), self._statistics(survey, paper))

    def restore(self, deleted: Deleted) -> Recorded:
        """Bring a deleted sheet back under its number and identity."""
        with self._store.transaction():
            survey = self._survey(deleted.sheet.survey_id)
            saved = self._writer.bring_back(survey, deleted.sheet)
        return self._recorded(survey, saved)

    def save_draft(self, draft: Draft) -> None:
        """Keep a half-typed sheet in the place of the one before; a paper has one."""
        survey = self._survey(draft.survey_id)
        require_open(survey)
        first = self._papers.of(survey).first
        draft = replace(
            draft,
            survey_id=first.id,
            instrument_id=first.instrument_id,
            saran=clean_text(draft.saran),
        )
        self._store.drafts.save(draft, self._store.operator)

    def discard_draft(self, survey_id: int) -> None:
        """Forget the half-typed sheet of a survey."""
        self._store.drafts.delete(self._papers.of(self._survey(survey_id)).first.id)

    # ------------------------------------------------------------ parts
    def _save(self, sheet: Sheet) -> tuple[Survey, Sheet, bool]:
        """Return the survey, the saved sheet, and whether anything had to be written.

        What is read is read within the transaction: each read of its own would take and free the
        locks of the file once more.
        """
        with self._store.transaction():
            survey = self._survey(sheet.survey_id)
            saved, changed = self._writer.add(survey, sheet)
            first = self._papers.of(survey).first if survey.paper else survey
            self._store.drafts.delete(first.id)
        return survey, saved, changed

    def _recorded(
        self, survey: Survey, sheet: Sheet, *, changed: bool = True, is_new: bool = False
    ) -> Recorded:
        paper = self._papers.of(survey)
        figures = self._statistics(survey, paper)
        others = (other for other in figures.last if other.uuid != sheet.uuid)
        before = next(others, None) if is_new else None
        return Recorded(
            sheet,
            _changed(paper) if changed else NOTHING,
            figures,
            warnings_on_paper(paper, sheet, before, today=self._today()),
        )

    def _survey(self, survey_id: int) -> Survey:
        try:
            return self._store.surveys.get(survey_id)
        except KeyError as error:
            raise InputError(
                tr("Survei itu tidak ada lagi."), next=tr("Pilih survei lain di layar Survei.")
            ) from error

    def _readiness(self, paper: Paper, services: tuple[Service, ...]) -> tuple[Readiness, str]:
        if self._store.read_only:
            return Readiness.READ_ONLY, ""
        for state, readiness in _CLOSED.items():
            closed = next((one for one in paper.surveys if one.state is state), None)
            if closed is not None:
                return readiness, closed_because(closed) if paper.is_shared else ""
        return (Readiness.READY if services else Readiness.NO_SERVICE), ""

    def _services(self, paper: Paper) -> tuple[Service, ...]:
        """Return the services that every survey of the paper asks about."""
        offered = self._store.units.services(paper.first.unit_id)
        asked = set.intersection(*(self._service_ids(one) for one in paper.surveys))
        return tuple(service for service in offered if service.id in asked)

    def _service_ids(self, survey: Survey) -> set[int]:
        """Return what the survey asks about; without a list, all that its unit offers."""
        asked = {service.service_id for service in survey.services}
        offered = () if asked else self._store.units.services(survey.unit_id)
        return asked or {service.id for service in offered if service.active}

    def _draft(self, survey: Survey, paper: Paper) -> tuple[Draft | None, Sheet | None]:
        """Return the draft and the sheet it corrects; one whose sheet is gone is not offered."""
        draft = self._store.drafts.get(paper.first.id)
        if draft is None:
            return None, None
        draft = replace(draft, survey_id=survey.id, instrument_id=survey.instrument_id)
        kept = self._papers.joined(survey, draft.number)
        if draft.sheet_uuid:
            same = kept is not None and kept.uuid == draft.sheet_uuid
            return (draft, kept) if same else (None, None)
        if kept is not None:
            draft = replace(draft, number=self._papers.next_number(paper))
        return draft, None

    def _forget_draft_of(self, survey: Survey, sheet: Sheet) -> None:
        first = self._papers.of(survey).first
        draft = self._store.drafts.get(first.id)
        if draft is not None and draft.sheet_uuid == sheet.uuid:
            self._store.drafts.delete(first.id)


def new_sheet_identity() -> str:
    """Return the identity of a sheet that is about to be keyed in."""
    return new_uuid()


def _within(survey: Survey, day: date) -> date:
    return min(max(day, survey.period.start), survey.period.end)


def _carried_service(services: tuple[Service, ...], latest: Sequence[Sheet]) -> int:
    known = [service.id for service in services]
    if latest and latest[0].service_id in known:
        return latest[0].service_id
    return known[0] if known else 0


def _changed(paper: Paper) -> Changes:
    return Changes(frozenset(survey.id for survey in paper.surveys))
