"""Plans of verification: made, extended, withdrawn, and looked at."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.errors import InputError
from app.models.survey import SurveyState
from app.models.verification import (
    PlanMethod,
    PlanState,
    SheetState,
    Verification,
    VerificationSheet,
)
from app.services.changes import survey_changed
from app.services.entry.validation import require_open
from app.services.verification.drawing import drawn, number_of, share_of_new, smallest
from app.services.verification.state import (
    Choice,
    Overview,
    Progress,
    SheetLine,
    method_words,
    state_words,
)
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.models.verification import Candidate
    from app.services.changes import Changes
    from app.services.papers.paper import Paper
    from app.services.papers.service import PaperService

_SEEDS = 1_000_000_000
_PERCENT = 100


class Plans:
    """Reads and writes plans; a paper of several surveys is verified under its first."""

    def __init__(self, store: Store, papers: PaperService) -> None:
        self._store = store
        self._papers = papers
        self._repository = store.verifications

    # ------------------------------------------------------------ reading
    def overview(self, survey_id: int) -> Overview:
        """Return the running plan of a survey, or else its last one, with its sheets."""
        paper = self.paper(survey_id)
        survey = paper.first
        sheets = self._repository.candidates(survey.id)
        plan = self.present(survey_id)
        unit = self._store.units.get(survey.unit_id).name
        base = Overview(
            survey=survey,
            title=tr(
                "{unit}, {periode} {tahun}",
                unit=unit,
                periode=survey.period.name,
                tahun=survey.year,
            ),
            sheets=len(sheets),
            is_locked=any(one.state is SurveyState.TERKUNCI for one in paper.surveys),
        )
        return base if plan is None else self._with_plan(base, plan, sheets)

    def present(self, survey_id: int) -> Verification | None:
        """Return the running plan of a survey, or else its last one."""
        plans = self._repository.plans.all(survey_id=self.paper(survey_id).first.id)
        running = [plan for plan in plans if plan.state is PlanState.RUNNING]
        found = running or plans
        return found[-1] if found else None

    def running(self, plan_id: int) -> Verification:
        """Return a plan whose sheets may be keyed in; raise InputError for any other."""
        plan = self.get(plan_id)
        if plan.state is PlanState.FINISHED:
            raise InputError(
                tr("Verifikasi ini sudah selesai."),
                next=tr("Buat rencana verifikasi yang baru bila masih ada yang diperiksa."),
            )
        self._require_open(plan.survey_id)
        return plan

    def get(self, plan_id: int) -> Verification:
        """Return a plan; raise InputError where it is gone."""
        try:
            return self._repository.plans.get(plan_id)
        except KeyError as error:
            raise InputError(
                tr("Rencana verifikasi itu tidak ada lagi."),
                next=tr("Buat rencana yang baru di layar Verifikasi."),
            ) from error

    def paper(self, survey_id: int) -> Paper:
        """Return the paper on which a survey is asked."""
        try:
            return self._papers.of(self._store.surveys.get(survey_id))
        except KeyError as error:
            raise InputError(
                tr("Survei itu tidak ada lagi."), next=tr("Pilih survei lain di layar Survei.")
            ) from error

    def progress(self, plan_id: int) -> Progress:
        """Return how many sheets of a plan are where."""
        found = dict.fromkeys(SheetState, 0)
        gone = 0
        for state, exists, count in self._repository.counts(plan_id):
            is_gone = not exists and state in {SheetState.WAITING, SheetState.DIFFERENT}
            gone += count if is_gone else 0
            found[state] += 0 if is_gone else count
        return Progress(
            found[SheetState.WAITING],
            found[SheetState.EQUAL],
            found[SheetState.DIFFERENT],
            found[SheetState.DECIDED],
            gone,
        )

    # ------------------------------------------------------------ writing
    def make(self, survey_id: int, choice: Choice) -> tuple[Verification, Changes]:
        """Make a plan; raise InputError where one is running or there is nothing to verify."""
        survey = self._require_open(survey_id)
        sheets = self._repository.candidates(survey.id)
        self._require_none_running(survey)
        plan = _checked(_plan(survey, choice, len(sheets)), len(sheets))
        taken = drawn(plan, sheets)
        with self._store.transaction():
            plan = self._repository.plans.save(plan)
            self._repository.add(_rows(plan, taken, sheets))
        return plan, survey_changed(survey.id)

    def extend(self, plan_id: int) -> tuple[int, Changes]:
        """Add what was keyed in since; return how many sheets were added.

        All new sheets, every n-th of them counted on, or the same share of them by lot.
        """
        plan = self.running(plan_id)
        sheets = self._repository.candidates(plan.survey_id)
        before, new = self._new(plan, sheets)
        if plan.method is PlanMethod.RANDOM:
            planned = sum(1 for _ in self._repository.sheets(plan.id))
            taken = smallest(plan.seed, share_of_new(planned, before, len(new)), new)
        else:
            taken = drawn(plan, new, before)
        with self._store.transaction():
            if plan.method is PlanMethod.RANDOM and taken:
                more = replace(plan, amount=plan.amount + len(taken))
                self._repository.plans.save(more, tr("rencana diperbarui"))
            self._repository.add(_rows(plan, taken, sheets))
        return len(taken), survey_changed(plan.survey_id)

    def withdraw(self, plan_id: int) -> Changes:
        """Take back a plan of which no sheet was keyed in yet."""
        plan = self.running(plan_id)
        progress = self.progress(plan_id)
        if progress.equal or progress.different or progress.decided:
            raise InputError(
                tr("Rencana ini tidak dapat dibatalkan: sebagian lembarnya sudah diketik ulang."),
                next=tr("Selesaikan lembar yang tersisa."),
            )
        self._repository.plans.delete(plan, tr("rencana dibatalkan"))
        return survey_changed(plan.survey_id)

    # ------------------------------------------------------------ parts
    def _with_plan(
        self, base: Overview, plan: Verification, sheets: Sequence[Candidate]
    ) -> Overview:
        present = {sheet.uuid for sheet in sheets}
        rows = self._repository.sheets(plan.id)
        lines = tuple(_line(row, is_gone=row.sheet_uuid not in present) for row in rows)
        return replace(
            base,
            plan=plan,
            method=method_words(plan),
            progress=self.progress(plan.id),
            lines=lines,
            new_sheets=len(self._new(plan, sheets)[1]) if plan.state is PlanState.RUNNING else 0,
            minutes_id=self._minutes_of(plan),
        )

    def _minutes_of(self, plan: Verification) -> int:
        for minutes in self._store.minutes.all(survey_id=plan.survey_id):
            if minutes.content.get("verification") == plan.uuid:
                return minutes.id
        return 0

    def _new(self, plan: Verification, sheets: Sequence[Candidate]) -> tuple[int, list[Candidate]]:
        """Return how many sheets the plan looked through, and those that came later."""
        rows = self._repository.sheets(plan.id)
        upto = max((int(row.content.get("upto", 0)) for row in rows), default=0)
        before = max((int(row.content.get("of", 0)) for row in rows), default=0)
        planned = {row.sheet_uuid for row in rows}
        return before, [s for s in sheets if s.number > upto and s.uuid not in planned]

    def _require_open(self, survey_id: int) -> Survey:
        """Return the first survey of a paper; a decision could not be written into a locked one."""
        paper = self.paper(survey_id)
        for survey in paper.surveys:
            require_open(survey)
        return paper.first

    def _require_none_running(self, survey: Survey) -> None:
        plans = self._repository.plans.all(survey_id=survey.id, state=PlanState.RUNNING)
        if plans:
            raise InputError(
                tr("Survei ini masih punya verifikasi yang berjalan."),
                next=tr("Selesaikan atau batalkan rencana itu lebih dahulu."),
            )


def _plan(survey: Survey, choice: Choice, sheets: int) -> Verification:
    match choice.method:
        case PlanMethod.ALL:
            return Verification(survey.id, choice.method, 1)
        case PlanMethod.EVERY:
            return Verification(survey.id, choice.method, choice.every, choice.start)
        case PlanMethod.RANDOM:
            seed = secrets.randbelow(_SEEDS) if choice.seed is None else choice.seed
            number = choice.number or _of_percent(choice.percent, sheets)
            return Verification(survey.id, choice.method, number, seed)


def _of_percent(percent: int, sheets: int) -> int:
    if not 1 <= percent <= _PERCENT:
        raise InputError(tr("Isi bagian yang diundi dari 1 sampai 100 persen."))
    return number_of(percent, sheets)


def _checked(plan: Verification, sheets: int) -> Verification:
    if not sheets:
        raise InputError(
            tr("Survei ini belum punya lembar yang dapat diverifikasi."),
            next=tr("Entri lembarnya lebih dahulu."),
        )
    if not 1 <= plan.amount <= sheets:
        raise InputError(tr("Isi angka dari 1 sampai {n}: survei ini punya {n} lembar.", n=sheets))
    if plan.method is PlanMethod.EVERY and not 1 <= plan.seed <= plan.amount:
        raise InputError(
            tr("Lembar pertama harus salah satu dari lembar ke-1 sampai ke-{n}.", n=plan.amount)
        )
    return plan


def _rows(
    plan: Verification, taken: Sequence[Candidate], sheets: Sequence[Candidate]
) -> list[VerificationSheet]:
    content: dict[str, Any] = {
        "of": len(sheets),
        "upto": max((sheet.number for sheet in sheets), default=0),
    }
    return [
        VerificationSheet(
            plan.id, sheet.uuid, sheet.number, sheet.operator, sheet.revision, content=content
        )
        for sheet in taken
    ]


def _line(row: VerificationSheet, *, is_gone: bool) -> SheetLine:
    gone = is_gone and not row.is_done
    return SheetLine(
        row.sheet_uuid,
        row.number,
        state_words(row.state, is_gone=gone),
        row.first_operator,
        row.second_operator,
        is_open=not row.is_done and not gone,
    )
