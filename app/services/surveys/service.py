"""Surveys: opening, changing, locking and finding them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.planning import SampleRule
from app.models.survey import Survey, SurveyState
from app.models.survey import SurveyService as AskedService
from app.services.archive.deeds import Locking
from app.services.archive.service import ArchiveService
from app.services.changes import NOTHING, Changes
from app.services.ikm.sample import minimum_sample
from app.services.planning.copying import copy_plan
from app.services.results.survey_results import survey_names
from app.services.surveys.naming import current, following, read_period, survey_code
from app.services.surveys.new_survey import NewSurvey, SurveyRow
from app.services.surveys.rules import (
    require_changeable,
    require_fitting,
    require_population,
    require_weight_rule,
)
from app.services.text import clean_line, fitting_line, required_line
from app.texts import tr

if TYPE_CHECKING:
    from app.models.store.store import Store
    from app.services.ikm.service import IkmService
    from app.services.instruments.service import InstrumentService
    from app.services.units.service import UnitService

_OF_THE_PAPER = (
    "year",
    "period",
    "services",
    "population",
    "method",
    "collection_end",
    "sample_rule",
)
"""Settings that surveys on one paper have in common: one sheet has one day and one layanan."""
_NOT_SETTINGS = (
    "unit_id",
    "code",
    "state",
    "paper",
    "paper_place",
    "retain_until",
    "destroyed_on",
)
"""What only deeds of their own change, whatever a record that was read earlier still says."""


class SurveyService:
    """Opens, changes, locks and finds surveys."""

    def __init__(
        self, store: Store, units: UnitService, instruments: InstrumentService, ikm: IkmService
    ) -> None:
        self._store = store
        self._units = units
        self._instruments = instruments
        self._ikm = ikm
        self._archive = ArchiveService(store, instruments, ikm)

    def all(self, year: int | None = None) -> list[Survey]:
        """Return the surveys, of one year if it is given; the newest first."""
        return self._store.surveys.all(year)

    def get(self, survey_id: int) -> Survey:
        """Return one survey."""
        return self._store.surveys.get(survey_id)

    def find(self, code: str) -> Survey:
        """Return the survey with this code; raise InputError when there is none."""
        survey = self._store.surveys.by_code(clean_line(code))
        if survey is None:
            known = ", ".join(known.code for known in self.all()[:5])
            raise InputError(
                tr("Survei {kode} tidak ada.", kode=clean_line(code, 130)),
                next=tr("Kode survei yang ada: {daftar}.", daftar=known or tr("belum ada")),
            )
        return survey

    def years(self) -> list[int]:
        """Return the years that have surveys, the latest first."""
        return sorted({survey.year for survey in self.all()}, reverse=True)

    def overview(self, year: int | None = None) -> list[SurveyRow]:
        """Return the surveys with unit, instrument, figures and minimum sample."""
        units = {unit.id: unit for unit in self._units.all()}
        names = survey_names((one, self._instruments.of(one.instrument_id)) for one in self.all())
        return [
            SurveyRow(
                survey,
                units[survey.unit_id],
                self._instruments.of(survey.instrument_id),
                result,
                self._ikm.minimum_of(survey),
                names[survey.id],
            )
            for survey, result in self._ikm.recap(year)
        ]

    def current(self, today: date | None = None) -> Survey | None:
        """Return the survey that is most likely worked on: open, of today's period, the newest."""
        day = _day(today)
        surveys = [s for s in self.all() if s.state is SurveyState.TERBUKA] or self.all()
        return max(surveys, key=lambda s: (s.period.contains(day), s.year, s.id), default=None)

    def minimum(self, population: int | None, rule: SampleRule = SampleRule.FORMULA) -> int | None:
        """Return the least number of sheets (rules/skm.md §3), or None without a population."""
        return None if population is None else minimum_sample(require_population(population), rule)

    def defaults_for(self, unit_id: int, today: date | None = None) -> NewSurvey:
        """Return a new survey like the unit's last one, of the period after it."""
        own = [survey for survey in self.all() if survey.unit_id == unit_id]
        if not own:
            return NewSurvey(unit_id, _day(today).year)
        return self.like(max(own, key=lambda survey: (survey.period.end, survey.id)).id, today)

    def like(self, survey_id: int, today: date | None = None) -> NewSurvey:
        """Return a new survey that takes over another one, of the period after it.

        Where more than a year was left out, of the present year: nobody begins in the past.
        """
        last = self.get(survey_id)
        day = _day(today)
        late = last.year + 1 < day.year
        period, year = current(last.period, day) if late else following(last.period, last.year)
        active = {service.id for service in self._units.services(last.unit_id, active_only=True)}
        like = self.as_new(last)
        return replace(
            like,
            year=year,
            period=period.code,
            services=tuple(asked for asked in like.services if asked in active),
            service_populations={
                asked: n for asked, n in like.service_populations.items() if asked in active
            },
            collection_end=None,
            state=SurveyState.TERBUKA,
            notice="",
            copy_from=last.id,
        )

    def as_new(self, survey: Survey) -> NewSurvey:
        """Return a survey in the form in which a new one is asked for."""
        return NewSurvey(
            survey.unit_id,
            survey.year,
            survey.period.code,
            self._instruments.of(survey.instrument_id).key,
            tuple(asked.service_id for asked in survey.services),
            survey.population,
            {s.service_id: s.population for s in survey.services if s.population is not None},
            survey.method,
            survey.weight_rule,
            survey.blank_rule,
            survey.collection_end,
            survey.state,
            survey.notice,
            sample_rule=survey.sample_rule,
        )

    def services_with_sheets(self, survey: Survey) -> set[int]:
        """Return the services of which there are sheets."""
        found = self._store.tallies.sheets_per_service(survey.id)
        return {service_id for service_id, sheets in found.items() if sheets}

    def similar(self, new: NewSurvey) -> list[Survey]:
        """Return the surveys of the same unit, period and instrument."""
        period = read_period(new.period, new.year)
        return [
            survey
            for survey in self.all(new.year)
            if survey.unit_id == new.unit_id
            and survey.period == period
            and self._instruments.of(survey.instrument_id).key == new.instrument
        ]

    def create(self, new: NewSurvey) -> tuple[Survey, Changes]:
        """Open a survey; raise InputError when it does not fit or exists and ``again`` is unset."""
        period = read_period(new.period, new.year)
        unit = self._units.get(new.unit_id)
        instrument = self._instruments.newest(new.instrument)
        require_weight_rule(instrument, new.weight_rule)
        self._require_meant(new)
        with self._store.transaction():
            survey = Survey(
                unit_id=unit.id,
                year=new.year,
                period=period,
                instrument_id=self._instruments.bind(new.instrument),
                services=self._asked(new),
                population=_total(new),
                method=new.method,
                weight_rule=new.weight_rule,
                blank_rule=new.blank_rule,
                state=new.state,
                collection_end=new.collection_end,
                notice=fitting_line(new.notice, tr("Catatan"), 500),
                sample_rule=new.sample_rule,
                code=survey_code(new.year, period, new.instrument, unit.code, self._taken),
            )
            require_fitting(survey, self._units.services(unit.id))
            saved = self._store.surveys.save(survey)
            if new.copy_from:
                saved = copy_plan(self._store, self.get(new.copy_from), saved)
        return saved, Changes(frozenset({saved.id}), office=True)

    def change(self, survey: Survey, reason: str = "") -> tuple[Survey, Changes]:
        """Change the settings of a survey that is not locked.

        Unit, code and state stay; the instrument stays once there are sheets. What belongs to the
        paper changes in every survey on it. Raises InputError.
        """
        old = self.get(survey.id)
        kept = {name: getattr(old, name) for name in _NOT_SETTINGS}
        wanted = replace(survey, **kept)
        if wanted == old:
            return old, NOTHING
        common = {
            name: getattr(wanted, name)
            for name in _OF_THE_PAPER
            if getattr(wanted, name) != getattr(old, name)
        }
        with self._store.transaction():
            saved = self._change(wanted, clean_line(reason))
            others = [
                self._change(replace(other, **common), clean_line(reason))
                for other in self._store.surveys.of_paper(old.paper)
                if common and other.id != old.id
            ]
        return saved, Changes(frozenset(one.id for one in (saved, *others)), office=True)

    def _change(self, wanted: Survey, reason: str) -> Survey:
        old = self.get(wanted.id)
        if wanted == old:
            return old
        require_changeable(old, wanted, self.services_with_sheets(old))
        require_weight_rule(self._instruments.of(wanted.instrument_id), wanted.weight_rule)
        require_fitting(wanted, self._units.services(old.unit_id))
        return self._store.surveys.save(wanted, reason)

    def revise(self, survey_id: int, new: NewSurvey) -> tuple[Survey, Changes]:
        """Change a survey to what a form says; unit, instrument, code and state stay."""
        wanted = replace(
            self.get(survey_id),
            year=new.year,
            period=read_period(new.period, new.year),
            services=self._asked(new),
            population=_total(new),
            method=new.method,
            weight_rule=new.weight_rule,
            blank_rule=new.blank_rule,
            collection_end=new.collection_end,
            notice=fitting_line(new.notice, tr("Catatan"), 500),
            sample_rule=new.sample_rule,
        )
        return self.change(wanted)

    def open(self, survey_id: int) -> tuple[Survey, Changes]:
        """Let sheets be keyed into a planned survey."""
        survey = self.get(survey_id)
        if survey.state is SurveyState.TERKUNCI:
            raise InputError(
                tr("Survei {kode} terkunci.", kode=survey.code),
                next=tr("Buka kuncinya dengan menyebutkan alasan."),
            )
        return self._set_state(survey, SurveyState.TERBUKA)

    def lock(self, survey_id: int, reason: str) -> tuple[Survey, Changes]:
        """Close a survey for every further change; the reason goes into the log."""
        why = required_line(reason, tr("Alasan penguncian"))
        survey = self.get(survey_id)
        if survey.state is SurveyState.TERKUNCI:
            return survey, NOTHING
        _, changes = self._archive.lock(survey_id, Locking(why))
        return self.get(survey_id), changes

    def unlock(self, survey_id: int, reason: str) -> tuple[Survey, Changes]:
        """Open a locked survey again; the reason goes into the log."""
        why = required_line(reason, tr("Alasan pembukaan kunci"))
        survey = self.get(survey_id)
        if survey.state is not SurveyState.TERKUNCI:
            return self._set_state(survey, SurveyState.TERBUKA, why)
        _, changes = self._archive.unlock(survey_id, Locking(why))
        return self.get(survey_id), changes

    def _set_state(
        self, survey: Survey, state: SurveyState, reason: str = ""
    ) -> tuple[Survey, Changes]:
        if survey.state is state:
            return survey, NOTHING
        saved = self._store.surveys.save(replace(survey, state=state), reason)
        return saved, Changes(frozenset({saved.id}), office=True)

    def _asked(self, new: NewSurvey) -> tuple[AskedService, ...]:
        ids = new.services or tuple(s.id for s in self._units.ensure_services(new.unit_id))
        return tuple(
            AskedService(service_id, new.service_populations.get(service_id))
            for service_id in sorted(set(ids))
        )

    def _require_meant(self, new: NewSurvey) -> None:
        same = self.similar(new)
        if same and not new.again:
            raise InputError(
                tr("Survei {kode} sudah ada untuk unit dan periode ini.", kode=same[0].code),
                next=tr(
                    "Pakai survei itu; bila memang perlu survei kedua, katakan bahwa itu disengaja."
                ),
            )

    def _taken(self, code: str) -> bool:
        return self._store.surveys.by_code(code) is not None


def _day(today: date | None) -> date:
    return today or date.today()  # noqa: DTZ011 - the day on the office's own calendar


def _total(new: NewSurvey) -> int | None:
    if new.population is not None or not new.service_populations:
        return new.population
    return sum(new.service_populations.values())
