"""Verify sheets: key them in a second time without seeing the first, compare, and decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.verification import PlanState, SheetState, VerificationSheet
from app.services.changes import NOTHING, survey_changed
from app.services.entry.fields import Value, fields_of
from app.services.entry.validation import YEARS
from app.services.text import clean_line
from app.services.verification.comparing import (
    DAY,
    SERVICE,
    Difference,
    Pick,
    Wording,
    corrected,
    differences,
    read,
    stored,
    values_of,
)
from app.services.verification.figures import figures_of
from app.services.verification.minutes import minutes_of
from app.services.verification.plans import Plans
from app.services.verification.state import Compared, OpenField, Stage, Task
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.models.minutes import Minutes
    from app.models.questionnaire import Instrument
    from app.models.response import Sheet
    from app.models.store.store import Store
    from app.models.verification import Verification
    from app.services.changes import Changes
    from app.services.entry.service import EntryService
    from app.services.papers.service import PaperService
    from app.services.verification.figures import Figures

REASON = "verifikasi"
"""Why a sheet was changed, as the log says it."""


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the office's own calendar day


class VerificationService:
    """What is keyed in again is compared here; what was keyed in first never leaves it undecided.

    A verdict that changes a sheet changes it through the entry, in one transaction with the state
    of the sheet in its plan.
    """

    def __init__(
        self,
        store: Store,
        papers: PaperService,
        entry: EntryService,
        today: Callable[[], date] = _today,
    ) -> None:
        self._store = store
        self._papers = papers
        self._entry = entry
        self._today = today
        self._repository = store.verifications
        self.plans = Plans(store, papers)

    def is_verified(self, sheet_uuid: str) -> bool:
        """Say whether a sheet was verified, so that changing it needs a reason."""
        return self._repository.is_verified(sheet_uuid)

    def note_keying(
        self, survey_id: int, *, sheets: int, keystrokes: int, milliseconds: int
    ) -> None:
        """Add to what the present clerk keyed in today for a survey; time without pauses."""
        self._repository.add_keying(
            self.plans.paper(survey_id).first.id,
            self._today(),
            sheets=sheets,
            keystrokes=keystrokes,
            milliseconds=milliseconds,
        )

    # ------------------------------------------------------------ which paper
    def next(self, plan_id: int, after: int = 0) -> Task | None:
        """Return the next paper: first all second keyings, then what differs."""
        plan = self.plans.running(plan_id)
        for state in (SheetState.WAITING, SheetState.DIFFERENT):
            row = self._repository.next_open(plan.id, state, after)
            if row is not None:
                return self._task(plan, row)
        return None

    def find(self, plan_id: int, number: int) -> Task:
        """Return the paper with this number; raise InputError where it needs nothing."""
        plan = self.plans.running(plan_id)
        rows = [row for row in self._repository.sheets(plan.id) if row.number == number]
        if not rows:
            raise InputError(
                tr("Lembar {nomor} tidak termasuk rencana verifikasi ini.", nomor=number),
                next=tr("Periksa nomor yang tertulis di kertas."),
            )
        if rows[0].is_done:
            raise InputError(tr("Lembar {nomor} sudah selesai diverifikasi.", nomor=number))
        self._first(plan, rows[0])
        return self._task(plan, rows[0])

    # ------------------------------------------------------------ keying
    def second(self, plan_id: int, typed: Sheet) -> Compared:
        """Compare a second keying with the stored sheet of the same number.

        A sheet that was changed since the plan was made is compared as it is now.
        """
        plan = self.plans.running(plan_id)
        row = self._row(plan, typed.uuid, SheetState.WAITING)
        instrument = self._instrument(plan)
        first = self._first(plan, row)
        second = values_of(instrument, typed)
        self._require_valid(plan, second, first)
        values = values_of(instrument, first)
        found = differences(values, second)
        done = replace(
            row,
            state=SheetState.DIFFERENT if found else SheetState.EQUAL,
            first_operator=first.operator,
            second_operator=self._store.operator,
            sheet_revision=first.revision,
            fields=len(values),
            differing=len(found),
            content=self._content(row, first, found),
        )
        with self._store.transaction():
            self._repository.change(done, row.state)
        return self._compared(plan, done, _after_second(done))

    def third(self, plan_id: int, sheet_uuid: str, typed: Mapping[str, Value]) -> Compared:
        """Take a third keying of the differing fields, and decide what it decides.

        A sheet that was changed meanwhile has to be keyed in a second time once more.
        """
        plan = self.plans.running(plan_id)
        row = self._row(plan, sheet_uuid, SheetState.DIFFERENT)
        first = self._first(plan, row)
        if self._is_other(plan, row, first):
            return self._begin_again(plan, row, first)
        self._require_valid(plan, typed, first)
        found = [d.with_third(typed[d.field]) if d.field in typed else d for d in read(row.content)]
        return self._decide(plan, row, first, found)

    def choose(
        self, plan_id: int, sheet_uuid: str, picks: Mapping[str, Pick], reason: str
    ) -> Compared:
        """Decide, with the paper in hand, fields that three keyings left open."""
        plan = self.plans.running(plan_id)
        row = self._row(plan, sheet_uuid, SheetState.DIFFERENT)
        first = self._first(plan, row)
        if self._is_other(plan, row, first):
            return self._begin_again(plan, row, first)
        reason = clean_line(reason)
        if not reason:
            raise InputError(
                tr("Tulis alasan pilihan itu."), next=tr("Misalnya: angka di kertas dicoret.")
            )
        found = [
            replace(d, pick=picks[d.field], reason=reason) if d.field in picks else d
            for d in read(row.content)
        ]
        return self._decide(plan, row, first, found)

    # ------------------------------------------------------------ outcome
    def figures(self, survey_id: int) -> Figures | None:
        """Return what the plan of a survey has found so far; None where there was no plan."""
        plan = self.plans.present(survey_id)
        return None if plan is None else self._figures(plan)

    def finish(self, plan_id: int) -> tuple[Minutes, Changes]:
        """End a plan and make its berita acara; raise InputError while sheets are open."""
        plan = self.plans.get(plan_id)
        if plan.state is PlanState.FINISHED:
            raise InputError(tr("Verifikasi ini sudah selesai."))
        progress = self.plans.progress(plan.id)
        if progress.open:
            raise InputError(
                tr("Verifikasi belum selesai: {n} lembar masih menunggu.", n=progress.open),
                next=tr("Ketik ulang lembar itu, lalu selesaikan verifikasinya."),
            )
        survey = self._store.surveys.get(plan.survey_id)
        overview = self.plans.overview(plan.survey_id)
        minutes = minutes_of(
            self._store, overview, self._figures(plan), self._wording(plan), self._today()
        )
        with self._store.transaction():
            self._repository.plans.save(replace(plan, state=PlanState.FINISHED))
            saved = self._store.minutes.save(minutes)
        return saved, survey_changed(survey.id)

    def _figures(self, plan: Verification) -> Figures:
        present = {sheet.uuid for sheet in self._repository.candidates(plan.survey_id)}
        rows = self._repository.sheets(plan.id)
        return figures_of(
            plan,
            [row for row in rows if row.is_done or row.sheet_uuid in present],
            self._repository.keying_of(plan.survey_id),
            self._wording(plan),
        )

    # ------------------------------------------------------------ parts
    def _task(self, plan: Verification, row: VerificationSheet) -> Task:
        task = Task(plan.id, row.sheet_uuid, row.number, Stage.SECOND)
        if row.state is SheetState.WAITING:
            return replace(task, remark=self._same_clerk(row))
        found = read(row.content)
        open_now = [d for d in found if not d.is_decided]
        if any(not d.is_keyed for d in open_now):
            return replace(task, stage=Stage.THIRD, asked=tuple(d.field for d in open_now))
        return replace(
            task,
            stage=Stage.DECIDE,
            asked=tuple(d.field for d in open_now),
            open_fields=tuple(self._open_field(plan, d) for d in open_now),
        )

    def _open_field(self, plan: Verification, found: Difference) -> OpenField:
        wording, key = self._wording(plan), found.field
        values = (found.first, found.second, found.third)
        one, two, three = (wording.value(key, value) for value in values)
        return OpenField(key, wording.field(key), (one, two, three))

    def _same_clerk(self, row: VerificationSheet) -> str:
        if row.first_operator != self._store.operator:
            return ""
        return tr(
            "Lembar ini dulu dientri oleh {nama} juga. Sebaiknya petugas lain yang mengetik ulang;"
            " bila tidak ada, hal ini dicatat dalam berita acara.",
            nama=row.first_operator,
        )

    def _row(self, plan: Verification, uuid: str, state: SheetState) -> VerificationSheet:
        row = self._repository.sheet(plan.id, uuid)
        if row is None or row.state is not state:
            raise InputError(
                tr("Lembar itu sudah diverifikasi atau tidak termasuk rencana ini."),
                next=tr("Lanjutkan dengan lembar berikutnya."),
            )
        return row

    def _first(self, plan: Verification, row: VerificationSheet) -> Sheet:
        survey = self._store.surveys.get(plan.survey_id)
        sheet = self._papers.joined(survey, row.number)
        if sheet is None or sheet.uuid != row.sheet_uuid:
            raise InputError(
                tr("Lembar {nomor} sudah dihapus sejak rencana dibuat.", nomor=row.number),
                next=tr("Lembar itu dilewati; lanjutkan dengan lembar berikutnya."),
            )
        return sheet

    def _is_other(self, plan: Verification, row: VerificationSheet, first: Sheet) -> bool:
        """Say whether the sheet, or another part of its paper, was changed since it was keyed."""
        values = values_of(self._instrument(plan), first)
        kept = all(values[found.field] == found.first for found in read(row.content))
        return first.revision != row.sheet_revision or not kept

    def _content(
        self, row: VerificationSheet, first: Sheet, found: Sequence[Difference]
    ) -> dict[str, object]:
        content = {**row.content, "differences": stored(found)}
        if first.revision != row.sheet_revision:
            content["changed"] = True
        if first.operator == self._store.operator:
            content["same_operator"] = True
        return content

    def _decide(
        self, plan: Verification, row: VerificationSheet, first: Sheet, found: list[Difference]
    ) -> Compared:
        """Keep what is known; once all is, correct the sheet with it, or leave it as it is."""
        decided = all(difference.is_decided for difference in found)
        wrong = [difference for difference in found if difference.was_wrong]
        done = replace(
            row,
            state=SheetState.DECIDED if decided else SheetState.DIFFERENT,
            third_operator=self._store.operator,
            wrong=len(wrong) if decided else 0,
            content={**row.content, "differences": stored(found)},
        )
        with self._store.transaction():
            if decided and wrong:
                sheet = corrected(self._instrument(plan), first, wrong)
                self._entry.correct(sheet, REASON)
                kept = self._first(plan, row)
                done = replace(done, sheet_revision=kept.revision)
            self._repository.change(done, row.state)
        changed = survey_changed(plan.survey_id) if decided and wrong else NOTHING
        return self._compared(plan, done, _after_third(done), changed)

    def _begin_again(self, plan: Verification, row: VerificationSheet, first: Sheet) -> Compared:
        waits = replace(
            row,
            state=SheetState.WAITING,
            first_operator=first.operator,
            second_operator="",
            third_operator="",
            sheet_revision=first.revision,
            fields=0,
            differing=0,
            wrong=0,
            content={**row.content, "differences": [], "changed": True},
        )
        self._repository.change(waits, row.state)
        text = tr(
            "Lembar {nomor} diubah di layar Entri sesudah diketik ulang, jadi perlu diketik ulang"
            " sekali lagi.",
            nomor=row.number,
        )
        return self._compared(plan, waits, text)

    def _compared(
        self,
        plan: Verification,
        row: VerificationSheet,
        sentence: str,
        changes: Changes = NOTHING,
    ) -> Compared:
        following = self.next(plan.id, row.number)
        if row.state is SheetState.DIFFERENT and any(d.is_keyed for d in read(row.content)):
            following = self._task(plan, row)
        progress = self.plans.progress(plan.id)
        return Compared(row.number, row.state, sentence, following, progress, changes)

    def _instrument(self, plan: Verification) -> Instrument:
        return self._papers.of(self._store.surveys.get(plan.survey_id)).instrument

    def _wording(self, plan: Verification) -> Wording:
        survey = self._store.surveys.get(plan.survey_id)
        services = self._store.units.services(survey.unit_id)
        return Wording(self._instrument(plan), tuple(services))

    def _require_valid(self, plan: Verification, typed: Mapping[str, Value], first: Sheet) -> None:
        """Refuse values that no form of this survey gives."""
        survey = self._store.surveys.get(plan.survey_id)
        known = {service.service_id for service in survey.services} or {
            service.id for service in self._store.units.services(survey.unit_id)
        }
        fields = {field.key: field for field in fields_of(self._instrument(plan))}
        for key, value in typed.items():
            if key == DAY:
                fits = isinstance(value, str) and date.fromisoformat(value).year in YEARS
            elif key == SERVICE:
                fits = value in known | {first.service_id}
            else:
                fits = key in fields and fields[key].accepts(value)
            if not fits:
                raise InputError(
                    tr("Isian {kunci} tidak dikenal kuesioner ini.", kunci=key.strip("@")),
                    next=tr("Periksa kertasnya, lalu isi sekali lagi."),
                )


def _after_second(row: VerificationSheet) -> str:
    if row.state is SheetState.EQUAL:
        return tr("Lembar {nomor} cocok.", nomor=row.number)
    return tr(
        "Lembar {nomor}: {n} isian berbeda. Sisihkan kertasnya untuk ketikan ketiga.",
        nomor=row.number,
        n=row.differing,
    )


def _after_third(row: VerificationSheet) -> str:
    if row.state is SheetState.DIFFERENT:
        return tr(
            "Lembar {nomor}: ketiga ketikan berlainan. Lihat kertasnya, lalu putuskan.",
            nomor=row.number,
        )
    if row.wrong:
        return tr("Lembar {nomor} diputuskan: {n} isian dibetulkan.", nomor=row.number, n=row.wrong)
    return tr("Lembar {nomor} diputuskan: isi semula sudah benar.", nomor=row.number)
