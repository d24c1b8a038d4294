"""The plan of a survey: sample, schedule, team; and the list of holidays of the office."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.planning import Holiday, SampleRule, Stage, StageKind, TeamMember
from app.models.survey import BlankRule, SurveyState
from app.services.changes import NOTHING, OFFICE_CHANGED, Changes, survey_changed
from app.services.planning.allocation import SamplePlan, ServiceShare, sample_plan
from app.services.planning.holidays import LONGEST_NAME, fixed_holidays, read_holidays
from app.services.planning.schedule import in_order, proposed_schedule, stage_name
from app.services.planning.team import proposed_team
from app.services.surveys.naming import FIRST_YEAR, LAST_YEAR
from app.services.text import clean_text, fitting_line, required_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.surveys.service import SurveyService

_LONGEST_TASKS = 2_000
_REFUSED_SHOWN = 5


@dataclass(frozen=True, slots=True)
class SurveyPlan:
    """All that is planned around a survey."""

    survey: Survey
    sample: SamplePlan
    stages: tuple[Stage, ...]
    team: tuple[TeamMember, ...]
    holidays: tuple[Holiday, ...]

    @property
    def days_off(self) -> frozenset[date]:
        """The days of the list of holidays."""
        return frozenset(holiday.day for holiday in self.holidays)


class PlanningService:
    """Keeps plans. A locked survey keeps its plan; its reports print it."""

    def __init__(self, store: Store, surveys: SurveyService) -> None:
        self._store = store
        self._surveys = surveys

    def plan(self, survey_id: int) -> SurveyPlan:
        """Return what is planned around a survey."""
        survey = self._store.surveys.get(survey_id)
        return SurveyPlan(
            survey,
            self.sample(survey),
            tuple(in_order(self._store.stages.all(survey_id=survey_id))),
            tuple(self._store.team.all(survey_id=survey_id)),
            tuple(self.holidays()),
        )

    def sample(self, survey: Survey) -> SamplePlan:
        """Return the minimum of a survey and what each of its services has of it."""
        names = {one.id: one.name for one in self._store.units.services(survey.unit_id)}
        counted = self._store.tallies.sheets_per_service(
            survey.id, complete_only=survey.blank_rule is BlankRule.LEAVE_OUT
        )
        services = [
            ServiceShare(
                asked.service_id,
                names.get(asked.service_id, ""),
                asked.population,
                counted.get(asked.service_id, 0),
            )
            for asked in survey.services
        ]
        return sample_plan(survey.sample_rule, survey.population, services)

    def set_sample(
        self,
        survey_id: int,
        rule: SampleRule,
        populations: Mapping[int, int | None],
        total: int | None,
    ) -> tuple[Survey, Changes]:
        """Set the rule and the users per service; without a total, theirs add up to it.

        Raises InputError for a locked survey and a number that cannot be.
        """
        survey = self._store.surveys.get(survey_id)
        services = tuple(
            replace(asked, population=populations.get(asked.service_id, asked.population))
            for asked in survey.services
        )
        known = [asked.population for asked in services if asked.population is not None]
        population = total if total is not None or not known else sum(known)
        wanted = replace(survey, services=services, population=population, sample_rule=rule)
        return self._surveys.change(wanted)

    def propose_schedule(self, survey_id: int) -> tuple[Stage, ...]:
        """Return four stages that fit the period; nothing is stored."""
        return proposed_schedule(self._store.surveys.get(survey_id), self.days_off())

    def set_schedule(
        self, survey_id: int, days: Mapping[StageKind, tuple[date, date]]
    ) -> tuple[Survey, Changes]:
        """Keep these stages and no others; collection of the survey ends with its stage.

        Raises InputError for a locked survey and for a stage that ends before it begins.
        """
        survey = self._changeable(survey_id)
        for kind, (start, end) in days.items():
            if end < start:
                raise InputError(
                    tr("Tahap {tahap} berakhir sebelum dimulai.", tahap=stage_name(kind).lower()),
                    next=tr("Betulkan tanggalnya, lalu simpan sekali lagi."),
                )
        changes = survey_changed(survey_id)
        with self._store.transaction():
            self._replace_stages(survey_id, days)
            if StageKind.COLLECTION in days:
                end = days[StageKind.COLLECTION][1]
                survey, more = self._surveys.change(replace(survey, collection_end=end))
                changes |= more
        return survey, changes

    def propose_team(self, survey_id: int) -> tuple[list[TeamMember], Changes]:
        """Add the usual lines to a team without any."""
        self._changeable(survey_id)
        if self._store.team.all(survey_id=survey_id):
            return [], NOTHING
        with self._store.transaction():
            saved = [self._store.team.save(member) for member in proposed_team(survey_id)]
        return saved, survey_changed(survey_id)

    def save_member(self, member: TeamMember) -> tuple[TeamMember, Changes]:
        """Add a line of the team at its end (id 0) or change one; raise InputError."""
        self._changeable(member.survey_id)
        position = member.position
        if not member.id:
            others = self._store.team.all(survey_id=member.survey_id)
            position = 1 + max((other.position for other in others), default=-1)
        saved = self._store.team.save(
            replace(
                member,
                position=position,
                role=required_line(member.role, tr("Kedudukan dalam tim")),
                jabatan=fitting_line(member.jabatan, tr("Jabatan")),
                tasks=clean_text(member.tasks, _LONGEST_TASKS),
            )
        )
        return saved, survey_changed(member.survey_id)

    def delete_member(self, member_id: int) -> tuple[TeamMember, Changes]:
        """Take a line out of the team and return it; ``restore_member`` brings it back."""
        member = self._store.team.get(member_id)
        self._changeable(member.survey_id)
        self._store.team.delete(member)
        return member, survey_changed(member.survey_id)

    def restore_member(self, member: TeamMember) -> tuple[TeamMember, Changes]:
        """Bring a line back to its place."""
        self._changeable(member.survey_id)
        return self._store.team.save(replace(member, id=0)), survey_changed(member.survey_id)

    def move_member(self, member_id: int, steps: int) -> tuple[TeamMember, Changes]:
        """Move a line of the team up (negative) or down, as far as there are lines."""
        member = self._store.team.get(member_id)
        self._changeable(member.survey_id)
        team = self._store.team.all(survey_id=member.survey_id)
        place = team.index(member)
        team.insert(min(max(place + steps, 0), len(team) - 1), team.pop(place))
        with self._store.transaction():
            for position, one in enumerate(team):
                if one.position != position:
                    self._store.team.save(replace(one, position=position))
        return self._store.team.get(member_id), survey_changed(member.survey_id)

    def holidays(self) -> list[Holiday]:
        """Return the list of holidays, the earliest first."""
        return self._store.holidays.all()

    def days_off(self) -> frozenset[date]:
        """Return the days of that list."""
        return frozenset(holiday.day for holiday in self.holidays())

    def save_holiday(self, holiday: Holiday) -> tuple[Holiday, Changes]:
        """Add a holiday (id 0) or change one; raise InputError where its day is taken."""
        name = required_line(holiday.name, tr("Nama hari libur"), LONGEST_NAME)
        if not FIRST_YEAR <= holiday.day.year <= LAST_YEAR:
            raise InputError(
                tr("Tahun {tahun} tidak dapat dipakai.", tahun=holiday.day.year),
                next=tr("Isi tahun empat angka, misalnya 2026."),
            )
        same = self._store.holidays.all(day=holiday.day.isoformat())
        if same and same[0].id != holiday.id:
            raise InputError(
                tr("Tanggal itu sudah tercatat sebagai {nama}.", nama=same[0].name),
                next=tr("Pilih tanggal itu dalam daftar untuk mengganti namanya."),
            )
        return self._store.holidays.save(replace(holiday, name=name)), OFFICE_CHANGED

    def delete_holiday(self, holiday_id: int) -> tuple[Holiday, Changes]:
        """Take a holiday out and return it; saving it with id 0 brings it back."""
        holiday = self._store.holidays.get(holiday_id)
        self._store.holidays.delete(holiday)
        return holiday, OFFICE_CHANGED

    def propose_holidays(self, year: int) -> tuple[list[Holiday], Changes]:
        """Add those holidays of a year whose date never changes and is not in the list yet."""
        return self._add_holidays(fixed_holidays(year))

    def take_holidays(self, text: str) -> tuple[list[Holiday], Changes]:
        """Add a list of ``tanggal;nama``, all of it or nothing; days that are known stay.

        Raises InputError that names the refused lines.
        """
        found = read_holidays(text)
        if found.refused:
            lines = [
                tr("baris {baris} “{isi}”: {sebab}", baris=r.line, isi=r.content, sebab=r.reason)
                for r in found.refused[:_REFUSED_SHOWN]
            ]
            raise InputError(
                tr(
                    "{jumlah} baris tidak dapat dibaca: {daftar}.",
                    jumlah=len(found.refused),
                    daftar="; ".join(lines),
                ),
                safe=tr("Tidak ada hari libur yang ditambahkan."),
                next=tr("Betulkan baris itu, lalu tambahkan sekali lagi."),
            )
        if not found.days:
            raise InputError(
                tr("Tidak ada hari libur di daftar itu."),
                next=tr("Tulis satu hari libur setiap baris, misalnya 2027-03-10;Hari Raya."),
            )
        return self._add_holidays(found.days)

    def _add_holidays(self, days: Mapping[date, str]) -> tuple[list[Holiday], Changes]:
        known = self.days_off()
        with self._store.transaction():
            added = [
                self._store.holidays.save(Holiday(day, name))
                for day, name in sorted(days.items())
                if day not in known
            ]
        return added, OFFICE_CHANGED if added else NOTHING

    def remove_holidays(self, holidays: Iterable[Holiday]) -> Changes:
        """Take out holidays that were just added."""
        with self._store.transaction():
            for holiday in holidays:
                self._store.holidays.delete(holiday)
        return OFFICE_CHANGED

    def _replace_stages(self, survey_id: int, days: Mapping[StageKind, tuple[date, date]]) -> None:
        before = {stage.kind: stage for stage in self._store.stages.all(survey_id=survey_id)}
        for kind, stage in before.items():
            if kind not in days:
                self._store.stages.delete(stage)
        for kind, (start, end) in days.items():
            old = before.get(kind, Stage(survey_id, kind, start, end))
            wanted = replace(old, start=start, end=end)
            if not old.id or wanted != old:
                self._store.stages.save(wanted)

    def _changeable(self, survey_id: int) -> Survey:
        survey = self._store.surveys.get(survey_id)
        if survey.state is SurveyState.TERKUNCI:
            raise InputError(
                tr("Survei {kode} terkunci, jadi rencananya tidak dapat diubah.", kode=survey.code),
                next=tr("Buka kuncinya dahulu dengan menyebutkan alasan."),
            )
        return survey
