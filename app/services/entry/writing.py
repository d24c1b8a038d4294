"""Write one sheet into every survey of its paper; the caller holds the transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.entry.validation import ReasonNeededError, checked, require_open
from app.services.papers.paper import PaperSheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.models.response import Sheet
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.instruments.service import InstrumentService
    from app.services.papers.paper import Paper, Parts
    from app.services.papers.service import PaperService


class SheetWriter:
    """Divides a sheet among its surveys, checks every part, then writes."""

    def __init__(
        self,
        store: Store,
        instruments: InstrumentService,
        papers: PaperService,
        services: Callable[[Survey], set[int]],
    ) -> None:
        self._store = store
        self._instruments = instruments
        self._papers = papers
        self._services = services

    def add(self, survey: Survey, sheet: Sheet) -> tuple[Sheet, bool]:
        """Save a new sheet; return it and whether anything had to be written."""
        paper, saved, changed = self._papers.of(survey), [], False
        for part, keys in self._checked(paper, self._parts(paper, survey, sheet, ())):
            kept = self._store.sheets.by_uuid(part.uuid) if part.uuid else None
            if kept is None or not same_content(kept, part):
                kept, changed = self._store.sheets.add(part, keys), True
            saved.append(kept)
        return paper.join(saved, survey), changed

    def change(self, survey: Survey, sheet: Sheet, reason: str) -> tuple[Sheet, bool]:
        """Correct a sheet; parts that are as they were are left alone, missing ones are added."""
        paper, saved, changed = self._papers.of(survey), [], False
        stored = self._stored(paper, sheet)
        parts = self._parts(paper, survey, sheet, stored)
        for part, keys in self._checked(paper, parts, stored):
            kept = self._store.sheets.by_uuid(part.uuid) if part.uuid else None
            if kept is None and paper.is_shared and not part.revision:
                kept, changed = self._store.sheets.add(part, keys), True
            elif kept is None or not same_content(kept, part):
                self._require_reason(part, reason)
                kept, changed = self._store.sheets.change(part, keys, reason), True
            saved.append(kept)
        return paper.join(saved, survey), changed

    def delete(self, survey: Survey, sheet: Sheet, reason: str) -> Sheet:
        """Take a sheet out of every survey of its paper; return it as it was."""
        paper = self._papers.of(survey)
        for one in paper.surveys:
            require_open(one)
        stored = self._stored(paper, sheet)
        if not isinstance(sheet, PaperSheet):
            ids = [one.id for one in paper.surveys]
            stored = tuple(
                sheet if survey_id == survey.id else part
                for survey_id, part in zip(ids, stored, strict=True)
            )
        for part in stored:
            if part is not None:
                self._require_reason(part, reason)
                self._store.sheets.delete(part, (), reason)
        return paper.join(stored, survey)

    def bring_back(self, survey: Survey, sheet: Sheet) -> Sheet:
        """Bring a deleted sheet back under its number and identities."""
        paper = self._papers.of(survey)
        stored = sheet.parts if isinstance(sheet, PaperSheet) else (sheet,)
        parts = [part for part in stored if part is not None]
        saved = {
            part.survey_id: self._store.sheets.add(part, keys)
            for part, keys in self._checked(paper, parts, parts)
        }
        return paper.join([saved.get(one.id) for one in paper.surveys], survey)

    # ------------------------------------------------------------ parts
    def _require_reason(self, sheet: Sheet, reason: str) -> None:
        if not reason and self._store.verifications.is_verified(sheet.uuid):
            raise ReasonNeededError(sheet.number)

    def _parts(
        self, paper: Paper, survey: Survey, sheet: Sheet, stored: Parts
    ) -> tuple[Sheet, ...]:
        if isinstance(sheet, PaperSheet):
            return paper.split(sheet)
        return paper.spread(sheet, survey, stored)

    def _stored(self, paper: Paper, sheet: Sheet) -> Parts:
        """Return the parts as they were read; for a part alone, those that lie beside it."""
        if not paper.is_shared:
            return (self._store.sheets.by_uuid(sheet.uuid),)
        if isinstance(sheet, PaperSheet):
            return sheet.parts
        kept = self._store.sheets.by_uuid(sheet.uuid)
        return self._papers.stored(paper, kept.number if kept else sheet.number)

    def _checked(
        self, paper: Paper, parts: Sequence[Sheet], before: Sequence[Sheet | None] = ()
    ) -> Iterator[tuple[Sheet, tuple[str, ...]]]:
        """Check all parts, then hand each out with the questions that a whole one answers.

        The layanan that a stored sheet has already is allowed, though it be asked no more.
        """
        kept = {sheet.survey_id: sheet.service_id for sheet in before if sheet is not None}
        surveys = {survey.id: survey for survey in paper.surveys}
        found = []
        for part in parts:
            survey = surveys[part.survey_id]
            instrument = self._instruments.of(survey.instrument_id)
            allowed = self._services(survey)
            if survey.id in kept:
                allowed = allowed | {kept[survey.id]}
            found.append((checked(part, survey, instrument, allowed), instrument.question_keys))
        yield from found


def same_content(one: Sheet, other: Sheet) -> bool:
    """Say whether two sheets say the same under the same number."""
    return (
        one.survey_id == other.survey_id
        and one.number == other.number
        and one.service_id == other.service_id
        and one.day == other.day
        and dict(one.answers) == dict(other.answers)
        and dict(one.profile) == dict(other.profile)
        and one.saran == other.saran
    )
