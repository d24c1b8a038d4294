"""Prints questionnaires of a survey, and remembers in the log which numbers they bear."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.survey import SurveyState
from app.services.archive.deeds import proposed_retention
from app.services.blank_forms.content import BlankForm, FormSurvey, form_head, identity_of
from app.services.blank_forms.numbering import Given, Numbers, require_free
from app.services.blank_forms.register import note_printed, printed_numbers
from app.services.changes import Changes
from app.services.files import safe_file_name, write_whole
from app.services.ikm.rounding import indonesian
from app.services.surveys.naming import period_words
from app.texts import tr

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.store.store import Store
    from app.services.blank_forms.layout import FormLayout
    from app.services.entry.service import EntryService
    from app.services.papers.paper import Paper
    from app.services.papers.service import PaperService
    from app.services.reports.progress import Progress


@dataclass(frozen=True, slots=True)
class FormState:
    """The questionnaire of a survey, and which numbers may be printed on it."""

    form: BlankForm
    given: Given
    closed: str = ""
    """Why no sheet with a number can be printed; empty where it can."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A questionnaire that is about to be printed; ``numbers`` None is one sheet without."""

    survey_id: int
    form: BlankForm
    numbers: Numbers | None
    again: bool = False

    @property
    def file_name(self) -> str:
        """The name under which the PDF is offered to be saved."""
        code = self.form.survey.code if self.form.survey else self.form.instrument.key
        parts = (tr("Kuesioner"), code, str(self.numbers or ""))
        return safe_file_name(" ".join(part for part in parts if part), ".pdf")


@dataclass(frozen=True, slots=True)
class PrintedForms:
    """A job done: the bytes of the PDF, and where its boxes are."""

    job: PrintJob
    pdf: bytes
    layout: FormLayout

    @property
    def pages(self) -> int:
        """How many pages one sheet has."""
        return len(self.layout.pages)

    @property
    def words(self) -> str:
        """What was printed: ``400 lembar kuesioner nomor 1–400``."""
        numbers = self.job.numbers
        if numbers is None:
            return tr("Kuesioner tanpa nomor")
        n = indonesian(numbers.count, 0)
        return tr("{n} lembar kuesioner nomor {nomor}", n=n, nomor=numbers)


class BlankFormService:
    """Questionnaires of an open office file; what is read here is printed anywhere.

    The register of printed numbers is the log itself: it is there already, and nobody can shorten
    it. Its rows also keep where every box stands, so that a sheet can be read by a scanner though
    letterhead or program have changed since.
    """

    def __init__(self, store: Store, papers: PaperService, entry: EntryService) -> None:
        self._store = store
        self._papers = papers
        self._entry = entry

    def state(self, survey_id: int, at: datetime | None = None) -> FormState:
        """Read the questionnaire of a survey, or of the whole paper on which it is asked."""
        survey = self._store.surveys.get(survey_id)
        paper = self._papers.of(survey)
        form = BlankForm(
            paper.instrument,
            form_head(self._store),
            at or datetime.now().astimezone(),
            self._form_survey(paper),
        )
        return FormState(form, self._given(paper), _closed(paper))

    def job(self, survey_id: int, numbers: Numbers | None, *, again: bool = False) -> PrintJob:
        """Return what is to be printed. Raises InputError for numbers that were given before."""
        state = self.state(survey_id)
        if numbers is not None:
            _require_open(state)
            require_free(numbers, state.given, again=again)
        return PrintJob(survey_id, state.form, numbers, again)

    def keep(self, printed: PrintedForms, target: Path | None = None) -> Changes:
        """Note the numbers as given, and write the file where one is named; both or neither.

        Raises InputError when they were given elsewhere in the meantime.
        """
        job = printed.job
        with self._store.transaction():
            if job.numbers is not None:
                state = self.state(job.survey_id)
                _require_open(state)
                require_free(job.numbers, state.given, again=job.again)
                self._note(job, job.numbers, printed.layout)
            if target is not None:
                write_whole(target, printed.pdf)
        return Changes()

    def _note(self, job: PrintJob, numbers: Numbers, layout: FormLayout) -> None:
        """Write one row for each survey on the paper; the first keeps the places of the boxes."""
        paper = self._papers.of(self._store.surveys.get(job.survey_id))
        content: dict[str, object] = {
            "first": numbers.first,
            "last": numbers.last,
            "tag": identity_of(job.form, layout.digest).tag,
            "pages": len(layout.pages),
        }
        for place, survey in enumerate(paper.surveys):
            boxes = {} if place else {"boxes": layout.places}
            note_printed(self._store, survey, content | boxes)

    def _given(self, paper: Paper) -> Given:
        printed = printed_numbers(self._store, paper.surveys)
        figures = self._entry.statistics(paper.first.id)
        minimum = figures.minimum or 0
        taken = (self._store.sheets.numbers_given(one.id) for one in paper.surveys)
        missing = max(minimum - figures.n, 0)
        return Given(figures.next_number, printed, missing, frozenset().union(*taken))

    def _form_survey(self, paper: Paper) -> FormSurvey:
        survey = paper.first
        unit = self._store.units.get(survey.unit_id)
        services = self._entry.services_of(survey.id)
        notices = dict.fromkeys(one.notice for one in paper.surveys if one.notice)
        return FormSurvey(
            unit_name=unit.name,
            unit_code=unit.code,
            code=survey.code,
            period=period_words(survey),
            services=tuple((str(service.id), service.name) for service in services),
            kept_until=survey.retain_until or proposed_retention(survey),
            notice=" ".join(notices),
        )


def print_forms(job: PrintJob, progress: Progress | None = None) -> PrintedForms:
    """Return the sheets as PDF; may run on any thread."""
    from app.services.blank_forms.layout import lay_out
    from app.services.blank_forms.pdf import BLANK, forms_pdf

    layout = lay_out(job.form)
    numbers = job.numbers.each if job.numbers else (BLANK,)
    return PrintedForms(job, forms_pdf(job.form, layout, numbers, progress), layout)


def form_pdf(form: BlankForm, number: int = 0) -> bytes:
    """Return one sheet, to be looked at; may run on any thread. Number 0 is one without."""
    from app.services.blank_forms.pdf import forms_pdf

    return forms_pdf(form, numbers=(number,))


def _require_open(state: FormState) -> None:
    if state.closed:
        raise InputError(
            state.closed, next=tr("Lembar tanpa nomor tetap dapat dicetak sebagai contoh.")
        )


def _closed(paper: Paper) -> str:
    locked = next((one for one in paper.surveys if one.state is SurveyState.TERKUNCI), None)
    if locked is None:
        return ""
    return tr("Survei {kode} terkunci, jadi tidak menerima lembar lagi.", kode=locked.code)
