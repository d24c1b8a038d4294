"""Surveys and the services they ask about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from app.models.identifiers import new_uuid
from app.models.period import period_of
from app.models.planning import SampleRule
from app.models.store.log import now
from app.models.survey import (
    BlankRule,
    Method,
    Survey,
    SurveyService,
    SurveyState,
    WeightRule,
)

if TYPE_CHECKING:
    from app.models.store.database import Database, Row
    from app.models.store.journal import Journal

_COLUMNS = (
    "code, unit_id, year, period, instrument_id, population, method, weight_rule, blank_rule,"
    " state, collection_end, notice, sample_rule, paper, paper_place, retain_until, destroyed_on"
)
_NAMES = tuple(_COLUMNS.replace(" ", "").split(","))
_MARKS = ", ".join("?" * len(_NAMES))
_LATER = {
    "sample_rule": SampleRule.FORMULA.value,
    "paper": "",
    "paper_place": 0,
    "retain_until": None,
    "destroyed_on": None,
}
"""Columns that came later, with what they hold in a survey made before: the log knows nothing."""


class SurveyRepository:
    """Keeps surveys."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._db = database
        self._journal = journal

    def all(self, year: int | None = None) -> list[Survey]:
        """Return the surveys, of one year if it is given; the newest first."""
        where, values = ("", ()) if year is None else (" WHERE year = ?", (year,))
        rows = self._db.rows(f"SELECT * FROM survey{where} ORDER BY year DESC, id DESC", values)
        services = self._services()
        return [_survey(row, services.get(row["id"], ())) for row in rows]

    def of_unit(self, unit_id: int, year: int) -> list[Survey]:
        """Return the surveys of a unit in a year, in the order in which they were made."""
        rows = self._db.rows(
            "SELECT id FROM survey WHERE unit_id = ? AND year = ? ORDER BY id", (unit_id, year)
        )
        return [self.get(row[0]) for row in rows]

    def instruments_of(self, year: int) -> dict[int, int]:
        """Return instrument → how many surveys of a year that have sheets are bound to it."""
        rows = self._db.rows(
            "SELECT instrument_id, count(*) FROM survey WHERE year = ?"
            " AND id IN (SELECT survey_id FROM sheet_tally WHERE n > 0) GROUP BY 1",
            (year,),
        )
        return {row[0]: row[1] for row in rows}

    def get(self, survey_id: int) -> Survey:
        """Return one survey."""
        row = self._db.one("SELECT * FROM survey WHERE id = ?", (survey_id,))
        if row is None:
            raise KeyError(survey_id)
        return _survey(row, self._services(survey_id).get(survey_id, ()))

    def by_code(self, code: str) -> Survey | None:
        """Return the survey with this code; capitals do not matter."""
        found = self._db.value("SELECT id FROM survey WHERE code = ?", (code,))
        return self.get(found) if found else None

    def save(self, survey: Survey, reason: str = "") -> Survey:
        """Add a survey (id 0) or change one, with its services."""
        with self._db.transaction():
            if survey.id:
                return self._change(survey, reason)
            return self._add(replace(survey, uuid=new_uuid(), revision=1))

    def put(self, survey: Survey, reason: str = "") -> Survey:
        """Keep a survey that came from elsewhere under its own uuid and revision; id 0 adds it.

        Whatever its state is meanwhile, afterwards it is the given one. The log is told only where
        something else differs.
        """
        with self._db.transaction():
            if not survey.id:
                return self._add(survey)
            old = replace(self.get(survey.id), state=survey.state)
            if _ordered(old) == _ordered(survey):
                self.set_state(survey.id, survey.state)
                return old
            self._write(survey, old)
            self._journal.changed(
                "survei", old.uuid, survey_content(old), survey_content(survey), reason
            )
        return survey

    def remove(self, survey: Survey, reason: str = "") -> None:
        """Take out a survey that has neither sheets nor records any more."""
        with self._db.transaction():
            for table in ("survey_service", "sheet_tally", "answer_tally", "tombstone"):
                self._db.execute(f"DELETE FROM {table} WHERE survey_id = ?", (survey.id,))
            self._db.execute("DELETE FROM survey WHERE id = ?", (survey.id,))
            self._journal.deleted("survei", survey.uuid, survey_content(survey), reason)

    def set_state(self, survey_id: int, state: SurveyState) -> None:
        """Let a survey be written or not while packages are merged; the log does not see it."""
        self._db.execute("UPDATE survey SET state = ? WHERE id = ?", (state.value, survey_id))

    def of_paper(self, paper: str) -> list[Survey]:
        """Return the surveys that are asked on one paper, in their order."""
        rows = self._db.rows("SELECT id FROM survey WHERE paper = ? ORDER BY paper_place", (paper,))
        return [self.get(row[0]) for row in rows] if paper else []

    def _add(self, survey: Survey) -> Survey:
        cursor = self._db.execute(
            f"INSERT INTO survey ({_COLUMNS}, uuid, revision, changed_at)"
            f" VALUES ({_MARKS}, ?, ?, ?)",
            (
                *_values(replace(survey, state=SurveyState.RENCANA)),
                survey.uuid,
                survey.revision,
                now(),
            ),
        )
        saved = replace(survey, id=cursor.lastrowid or 0)
        # A survey that comes locked takes its services before it is.
        self._replace_services(saved)
        self._db.execute("UPDATE survey SET state = ? WHERE id = ?", (survey.state.value, saved.id))
        self._journal.created("survei", saved.uuid, survey_content(saved))
        return saved

    def _change(self, survey: Survey, reason: str) -> Survey:
        old = self.get(survey.id)
        if set(old.services) == set(survey.services):
            survey = replace(survey, services=old.services)
        saved = replace(survey, uuid=old.uuid, revision=old.revision + 1)
        self._write(saved, old)
        self._journal.changed(
            "survei", old.uuid, survey_content(old), survey_content(saved), reason
        )
        return saved

    def _write(self, survey: Survey, old: Survey) -> None:
        if survey.services != old.services:
            self._replace_services(survey)
        self._db.execute(
            f"UPDATE survey SET ({_COLUMNS}, revision, changed_at) = ({_MARKS}, ?, ?) WHERE id = ?",
            (*_values(survey), survey.revision, now(), survey.id),
        )

    def _replace_services(self, survey: Survey) -> None:
        self._db.execute("DELETE FROM survey_service WHERE survey_id = ?", (survey.id,))
        self._db.execute_many(
            "INSERT INTO survey_service (survey_id, service_id, population) VALUES (?, ?, ?)",
            [(survey.id, s.service_id, s.population) for s in survey.services],
        )

    def _services(self, survey_id: int | None = None) -> dict[int, tuple[SurveyService, ...]]:
        where, values = ("", ()) if survey_id is None else (" WHERE survey_id = ?", (survey_id,))
        found: dict[int, tuple[SurveyService, ...]] = {}
        for row in self._db.rows(f"SELECT * FROM survey_service{where}", values):
            service = SurveyService(row["service_id"], row["population"])
            found[row["survey_id"]] = (*found.get(row["survey_id"], ()), service)
        return found


def _ordered(survey: Survey) -> Survey:
    return replace(survey, services=tuple(sorted(survey.services, key=lambda s: s.service_id)))


def _values(survey: Survey) -> tuple[Any, ...]:
    return (
        survey.code,
        survey.unit_id,
        survey.year,
        survey.period.code,
        survey.instrument_id,
        survey.population,
        survey.method.value,
        survey.weight_rule.value,
        survey.blank_rule.value,
        survey.state.value,
        survey.collection_end.isoformat() if survey.collection_end else None,
        survey.notice,
        survey.sample_rule.value,
        survey.paper,
        survey.paper_place,
        survey.retain_until.isoformat() if survey.retain_until else None,
        survey.destroyed_on.isoformat() if survey.destroyed_on else None,
    )


def survey_content(survey: Survey) -> dict[str, Any]:
    """Return what the log keeps of a survey."""
    named = dict(zip(_NAMES, _values(survey), strict=True))
    named = {n: value for n, value in named.items() if n not in _LATER or value != _LATER[n]}
    services = sorted([service.service_id, service.population] for service in survey.services)
    return {**named, "services": services}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _survey(row: Row, services: tuple[SurveyService, ...]) -> Survey:
    return Survey(
        unit_id=row["unit_id"],
        year=row["year"],
        period=period_of(row["period"], row["year"]),
        instrument_id=row["instrument_id"],
        services=services,
        population=row["population"],
        method=Method(row["method"]),
        weight_rule=WeightRule(row["weight_rule"]),
        blank_rule=BlankRule(row["blank_rule"]),
        state=SurveyState(row["state"]),
        collection_end=_day(row["collection_end"]),
        notice=row["notice"],
        sample_rule=SampleRule(row["sample_rule"]),
        paper=row["paper"],
        paper_place=row["paper_place"],
        retain_until=_day(row["retain_until"]),
        destroyed_on=_day(row["destroyed_on"]),
        code=row["code"],
        id=row["id"],
        uuid=row["uuid"],
        revision=row["revision"],
    )
