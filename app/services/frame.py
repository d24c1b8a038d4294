"""What stands around the screens: whose file it is, its surveys, last backup, and the search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.survey import SurveyState
from app.services.results.survey_results import survey_names
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from app.models.survey import Survey
    from app.services.session import Session

_MOST = 8
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """A survey in the chooser: ``SKM 2026 · Triwulan I · terbuka``."""

    id: int
    text: str
    code: str
    open: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """The facts that the window shows whatever screen it is on."""

    path: Path
    office: str
    surveys: tuple[SurveyLine, ...]
    last_backup: datetime | None
    read_only: bool
    installation_id: str = ""

    @property
    def first_survey(self) -> int:
        """The survey to begin with: the newest open one, else the newest."""
        chosen = next((line for line in self.surveys if line.open), None)
        chosen = chosen or next(iter(self.surveys), None)
        return chosen.id if chosen else 0


@dataclass(frozen=True, slots=True)
class Found:
    """A unit, survey or sheet that the search found; ``screen`` shows it when led to ``target``."""

    screen: str
    target: int
    text: str
    note: str
    survey_id: int = 0


def frame_of(session: Session) -> Frame:
    """Return the facts around the screens, surveys newest first."""
    store = session.store
    office = store.offices.get()
    backup = session.backups.last()
    surveys = sorted(store.surveys.all(), key=_newest, reverse=True)
    names = _names(session, surveys)
    return Frame(
        path=store.path,
        office=store.units.get(office.unit_id).name if office else "",
        surveys=tuple(_line(names, survey) for survey in surveys),
        last_backup=backup.at if backup else None,
        read_only=session.read_only,
        installation_id=office.installation_id if office else "",
    )


def search(session: Session, text: str, survey_id: int) -> tuple[Found, ...]:
    """Return units, surveys, and for a number the sheet of the survey in force, a few of each."""
    words = text.casefold().split()
    if not words:
        return ()
    store = session.store
    every = store.surveys.all()
    names = _names(session, every)
    surveys = [
        Found("survei", line.id, line.text, tr("survei"), line.id)
        for line in (_line(names, survey) for survey in every)
        if _fits(words, line.text, line.code)
    ]
    units = [
        Found("unit", unit.id, unit.name, tr("unit {kode}", kode=unit.code))
        for unit in store.units.all()
        if _fits(words, unit.name, unit.code, *unit.aliases)
    ]
    return (*_sheet(session, text, survey_id), *surveys[:_MOST], *units[:_MOST])


def _sheet(session: Session, text: str, survey_id: int) -> tuple[Found, ...]:
    number = text.casefold().removeprefix("lembar").strip()
    if not survey_id or not (number.isascii() and number.isdecimal() and len(number) <= _DIGITS):
        return ()
    sheet = session.store.sheets.by_number(survey_id, int(number))
    if sheet is None:
        return ()
    line = tr("Lembar {nomor}", nomor=sheet.number)
    return (Found("entri", sheet.number, line, tr("lembar survei ini"), survey_id),)


def _newest(survey: Survey) -> tuple[bool, int, object, int]:
    return survey.state is SurveyState.TERBUKA, survey.year, survey.period.end, survey.id


def _names(session: Session, surveys: Sequence[Survey]) -> dict[int, str]:
    return survey_names((one, session.instruments.of(one.instrument_id)) for one in surveys)


def _line(names: Mapping[int, str], survey: Survey) -> SurveyLine:
    name = names[survey.id].replace(", ", " · ")
    return SurveyLine(
        id=survey.id,
        text=f"{name} · {survey.state.value}",
        code=survey.code,
        open=survey.state is SurveyState.TERBUKA,
    )


def _fits(words: list[str], *texts: str) -> bool:
    hay = " ".join(texts).casefold()
    return all(word in hay for word in words)
