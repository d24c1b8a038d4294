"""What the schedules, the results and the retention dates of all surveys remind of.

One sentence each, with the screen that leads on. ``today`` is given, never asked for.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from app.models.period import long_date
from app.models.planning import StageKind
from app.models.survey import SurveyState
from app.models.verification import PlanState
from app.services.follow_up.due import due_period
from app.services.ikm.rounding import indonesian
from app.services.planning.schedule import day_name, in_order, stage_name
from app.services.planning.workdays import working_days
from app.services.results.survey_results import survey_names
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from app.models.follow_up import FollowUp
    from app.models.planning import Stage
    from app.models.survey import Survey
    from app.services.planning.allocation import SamplePlan
    from app.services.session import Session

SOON = 5
"""Working days before a stage begins or ends that it is spoken of."""
LONGEST_AFTER = 366
"""Days after reporting that a missing publication is spoken of; older surveys rest."""
_SERVICES_NAMED = 3


@dataclass(frozen=True, slots=True)
class Reminder:
    """One sentence, what it is about, and the screen (with its target) where it is done."""

    key: str
    text: str
    survey_id: int
    screen: str
    target: object = None
    late: bool = False
    """Whether its day has passed."""


def reminders_of(session: Session, today: date) -> tuple[Reminder, ...]:
    """Return what all surveys remind of on ``today``: what is late first.

    Each sentence names its survey where there are several.
    """
    stages: dict[int, list[Stage]] = defaultdict(list)
    for stage in session.store.stages.all():
        stages[stage.survey_id].append(stage)
    plans: dict[int, list[FollowUp]] = defaultdict(list)
    for plan in session.store.follow_ups.all():
        plans[plan.survey_id].append(plan)
    running = session.store.verifications.plans.all(state=PlanState.RUNNING)
    days_off = session.planning.days_off()
    found: list[Reminder] = []
    surveys = session.store.surveys.all()
    names = survey_names((one, session.instruments.of(one.instrument_id)) for one in surveys)
    for survey in surveys:
        planned = tuple(in_order(stages[survey.id]))
        facts = _Facts(
            session,
            survey,
            planned,
            days_off,
            today,
            name=names[survey.id] if len(surveys) > 1 else "",
        )
        found += facts.reminders()
        found += (facts.verification(one.id) for one in running if one.survey_id == survey.id)
        found += facts.due_plans(plans[survey.id], surveys)
    return tuple(sorted(found, key=lambda reminder: not reminder.late))


@dataclass(frozen=True, slots=True)
class _Facts:
    """One survey on one day."""

    session: Session
    survey: Survey
    stages: tuple[Stage, ...]
    days_off: frozenset[date]
    today: date
    name: str
    """The survey in words where there are several, else empty."""

    def reminders(self) -> Iterable[Reminder]:
        """Return what this survey reminds of."""
        if self.survey.destroyed_on is None:
            yield from self._retention()
        if self.survey.state is not SurveyState.TERKUNCI:
            for stage in self.stages:
                yield from self._stage(stage)
            yield from self._overdue()
            yield from self._missing()
        yield from self._result()

    def _stage(self, stage: Stage) -> Iterable[Reminder]:
        """Say that a stage begins or ends soon."""
        name = stage_name(stage.kind)
        if self.today <= stage.start:
            left = self._working_days_to(stage.start)
            if left <= SOON:
                text = tr("{tahap} dimulai {kapan}", tahap=name, kapan=self._when(stage.start))
                yield self._plan("mulai", text)
        elif self.today <= stage.end and self._working_days_to(stage.end) <= SOON:
            text = tr("{tahap} berakhir {kapan}", tahap=name, kapan=self._when(stage.end))
            yield self._plan("selesai", text)

    def _overdue(self) -> Iterable[Reminder]:
        """Say what should have been done by the end of a stage and is not."""
        collection, reporting = self._of(StageKind.COLLECTION), self._of(StageKind.REPORTING)
        planned = self.survey.state is SurveyState.RENCANA
        if planned and collection and collection.start < self.today:
            text = tr(
                "Pengumpulan data seharusnya dimulai {hari}; survei belum dibuka untuk entri",
                hari=long_date(collection.start),
            )
            yield self._to("belum_dibuka", text, "survei", self.survey.id)
        if not planned and reporting and reporting.end < self.today:
            text = tr(
                "Penyusunan dan pelaporan seharusnya selesai {hari}; survei belum dikunci",
                hari=long_date(reporting.end),
            )
            yield self._to("terlambat", text, "survei", self.survey.id)

    def _missing(self) -> Iterable[Reminder]:
        """Say that collection is over and the sample is not reached."""
        collection = self._of(StageKind.COLLECTION)
        end = collection.end if collection else self.survey.collection_end
        if end is None or end >= self.today or self.survey.state is not SurveyState.TERBUKA:
            return
        n, minimum = self._n(), self.session.ikm.minimum_of(self.survey)
        if minimum is None or n >= minimum:
            return
        text = tr(
            "Pengumpulan data berakhir {hari}: {n} dari minimal {minimal} lembar{layanan}",
            hari=long_date(end),
            n=indonesian(n, 0),
            minimal=indonesian(minimum, 0),
            layanan=_short_services(self.session.planning.sample(self.survey)),
        )
        yield self._to("kurang", text, "survei", (self.survey.id, "rencana", "sampel"))

    def _result(self) -> Iterable[Reminder]:
        """Say that a result that should be out is not published, or leads to nothing."""
        reporting, store = self._of(StageKind.REPORTING), self.session.store
        if reporting is None or not self._recent(reporting.end) or not self._n():
            return
        if not store.publications.all(survey_id=self.survey.id):
            text = tr("Publikasi hasilnya belum dicatat")
            yield self._to("publikasi", text, "tindak_lanjut")
        if not store.follow_ups.all(survey_id=self.survey.id):
            text = tr("Belum ada rencana tindak lanjut")
            yield self._to("rtl", text, "tindak_lanjut")

    def _retention(self) -> Iterable[Reminder]:
        until = self.survey.retain_until
        if until is not None and until < self.today:
            text = tr("Masa simpan lembarnya berakhir {hari}", hari=long_date(until))
            yield self._to("masa_simpan", text, "survei", (self.survey.id, "arsip"))

    def verification(self, plan_id: int) -> Reminder:
        """Say how many sheets of a running verification wait."""
        progress = self.session.verification.plans.progress(plan_id)
        said = []
        if progress.waiting:
            said.append(tr("{n} lembar belum diketik ulang", n=indonesian(progress.waiting, 0)))
        if progress.different:
            said.append(
                tr("{n} lembar menunggu ketikan ketiga", n=indonesian(progress.different, 0))
            )
        said = said or [tr("semua lembar selesai, tinggal ditutup")]
        text = tr("Verifikasi: {hal}", hal=", ".join(said))
        return self._to("verifikasi", text, "verifikasi", late=False)

    def due_plans(self, plans: Iterable[FollowUp], surveys: Iterable[Survey]) -> Iterable[Reminder]:
        """Say which plans should be done by now, or soon, and tell no realisasi."""
        ends = [
            period.end
            for plan in plans
            if plan.realisasi is None and (period := due_period(plan.due)) is not None
        ]
        over = [end for end in ends if self._recent(end)]
        soon = [end for end in ends if self.today <= end and self._working_days_to(end) <= SOON]
        if over:
            text = tr(
                "{n} rencana tindak lanjut lewat waktunya tanpa realisasi",
                n=indonesian(len(over), 0),
            )
            yield self._report_of_plans("rencana_lewat", text, surveys, late=True)
        if soon:
            text = tr(
                "{n} rencana tindak lanjut jatuh tempo {kapan}",
                n=indonesian(len(soon), 0),
                kapan=self._when(min(soon)),
            )
            yield self._report_of_plans("rencana", text, surveys, late=False)

    def _report_of_plans(
        self, key: str, text: str, surveys: Iterable[Survey], *, late: bool
    ) -> Reminder:
        """Lead to where realisasi is told: in the survey of the next period, if there is one."""
        reminder = self._to(key, text, "tindak_lanjut", "rencana", late=late)
        for later in sorted(surveys, key=lambda one: one.period.start):
            if later.unit_id == self.survey.unit_id and later.period.start > self.survey.period.end:
                before = self.session.follow_up.survey_before(later)
                if before is not None and before.id == self.survey.id:
                    return replace(reminder, survey_id=later.id, target="hasil")
        return reminder

    def _recent(self, end: date) -> bool:
        return end < self.today <= end + timedelta(days=LONGEST_AFTER)

    def _of(self, kind: StageKind) -> Stage | None:
        return next((stage for stage in self.stages if stage.kind is kind), None)

    def _n(self) -> int:
        return self.session.ikm.of_survey(self.survey).n

    def _working_days_to(self, day: date) -> int:
        """Count the working days after today up to ``day``; 0 on that day."""
        return working_days(self.today + timedelta(days=1), day, self.days_off)

    def _when(self, day: date) -> str:
        left = self._working_days_to(day)
        named = f"{day_name(day)}, {long_date(day)}"
        if day == self.today:
            return tr("hari ini")
        if not left:
            return tr("pada {hari}, sebelum hari kerja berikutnya", hari=named)
        return tr("{jumlah} hari kerja lagi ({hari})", jumlah=left, hari=named)

    def _plan(self, key: str, text: str) -> Reminder:
        return self._to(key, text, "survei", (self.survey.id, "rencana", "jadwal"), late=False)

    def _to(
        self, key: str, text: str, screen: str, target: object = None, *, late: bool = True
    ) -> Reminder:
        survey = self.survey
        if self.name:
            text = f"{self.name}: {text}"
        return Reminder(key, text, survey.id, screen, target, late)


def _short_services(plan: SamplePlan) -> str:
    """Return the services that are furthest below their part: ``; KTP kurang 3, …``."""
    short = [share for share in plan.shares if share.missing]
    short.sort(key=lambda share: -(share.missing or 0))
    if not short or len(plan.shares) == 1:
        return ""
    named = ", ".join(
        tr("{layanan} kurang {n}", layanan=share.name, n=indonesian(share.missing, 0))
        for share in short[:_SERVICES_NAMED]
    )
    more = len(short) - _SERVICES_NAMED
    if more > 0:
        return tr("; {daftar}, dan {lain} layanan lain", daftar=named, lain=more)
    return f"; {named}"
