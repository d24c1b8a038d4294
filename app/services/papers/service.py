"""Find the paper of a survey, and its sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.papers.composing import compose
from app.services.papers.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.questionnaire import Instrument
    from app.models.response import Sheet
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.instruments.service import InstrumentService


class PaperService:
    """Reads; a survey without others on its paper costs nothing more."""

    def __init__(self, store: Store, instruments: InstrumentService) -> None:
        self._store = store
        self._instruments = instruments
        self._composed: dict[tuple[str, ...], Instrument] = {}

    def of(self, survey: Survey) -> Paper:
        """Return the paper on which a survey is asked; alone, its instrument is unchanged."""
        surveys = tuple(self._store.surveys.of_paper(survey.paper)) if survey.paper else ()
        if len(surveys) <= 1:
            return Paper((survey,), self._instruments.of(survey.instrument_id))
        return Paper(surveys, self._instrument(tuple(one.instrument_id for one in surveys)))

    def joined(self, survey: Survey, number: int) -> Sheet | None:
        """Return the sheet with this number as the paper has it, seen from ``survey``."""
        if not survey.paper:
            return self._store.sheets.by_number(survey.id, number)
        paper = self.of(survey)
        parts = self.stored(paper, number)
        return paper.join(parts, survey) if any(parts) else None

    def stored(self, paper: Paper, number: int) -> tuple[Sheet | None, ...]:
        """Return the sheet of each survey with this number."""
        return tuple(self._store.sheets.by_number(one.id, number) for one in paper.surveys)

    def latest(self, survey: Survey, paper: Paper, limit: int) -> Sequence[Sheet]:
        """Return the sheets with the highest numbers, highest first."""
        if not paper.is_shared:
            return self._store.sheets.latest(survey.id, limit)
        found: dict[int, list[Sheet | None]] = {}
        for place, one in enumerate(paper.surveys):
            for sheet in self._store.sheets.latest(one.id, limit):
                found.setdefault(sheet.number, [None] * len(paper.surveys))[place] = sheet
        numbers = sorted(found, reverse=True)[:limit]
        return [paper.join(found[number], survey) for number in numbers]

    def next_number(self, paper: Paper) -> int:
        """Return the number to write on the next paper: given in none of its surveys."""
        return max(self._store.sheets.next_number(one.id) for one in paper.surveys)

    def _instrument(self, instrument_ids: tuple[int, ...]) -> Instrument:
        # By their text: a version without answers may be edited in place.
        asked = [self._instruments.of(instrument_id) for instrument_id in instrument_ids]
        texts = tuple(instrument.definition for instrument in asked)
        if texts not in self._composed:
            self._composed[texts] = compose(asked)
        return self._composed[texts]
