"""A survey from its plan to its destruction, as an office goes through it, stage by stage.

What stands on the papers is kept here apart from the file, so that every figure can be counted
from it anew (``tests.support.recomputing``).
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from app.models.planning import SampleRule, StageKind
from app.models.questionnaire import FieldKind
from app.models.survey import SurveyState
from app.models.unit import Official
from app.services.entry.form import Form, Outcome
from app.services.papers.paper import PaperSheet
from app.services.surveys.new_survey import NewSurvey
from app.services.verification.comparing import Pick
from app.services.verification.service import VerificationService
from app.services.verification.state import Choice, Stage
from tests.support.instrument_office import value_of
from tests.support.office import open_office
from tests.support.recomputing import Expected, expected

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.questionnaire import Instrument, ProfileField
    from app.models.response import Sheet
    from app.models.survey import Survey
    from app.models.verification import PlanMethod
    from app.services.papers.paper import Paper
    from app.services.session import Session

KEYED, ALL = 8, 24
"""Sheets 1 to 8 are keyed in, the others come as a file."""
EARLIER = 12
SLIP, OPEN, SECOND_SLIP = 2, 5, 11
"""Sheets of which a keying is wrong: the first; the first, and the third is another; the second."""
REMARKED = (3, 14)
TODAY = date(2026, 4, 6)
STAGES = {
    StageKind.PREPARATION: (date(2026, 1, 5), date(2026, 1, 9)),
    StageKind.COLLECTION: (date(2026, 1, 12), date(2026, 3, 20)),
    StageKind.PROCESSING: (date(2026, 3, 23), date(2026, 3, 27)),
    StageKind.REPORTING: (date(2026, 3, 30), date(2026, 4, 3)),
}
REMARK = "Antrean agak lama, telepon 0812 3456 7890."


@dataclass
class WholeSurvey:
    """The office, the surveys of one paper (or one survey) and what stands on the papers."""

    session: Session
    keys: tuple[str, ...]
    surveys: tuple[Survey, ...]
    folder: Path
    papers: dict[int, Sheet] = field(default_factory=dict)
    """Number → sheet as it is on paper, in the keys of the paper."""

    @property
    def paper(self) -> Paper:
        """The paper as it is now."""
        return self.session.papers.of(self.survey(0))

    def survey(self, place: int) -> Survey:
        """Return one of the surveys as it is now."""
        return self.session.store.surveys.get(self.surveys[place].id)

    def instrument(self, place: int) -> Instrument:
        """Return the instrument of one of the surveys."""
        return self.session.instruments.of(self.surveys[place].instrument_id)

    def parts(self, place: int, papers: dict[int, Sheet] | None = None) -> list[Sheet]:
        """Return what the papers say for one of the surveys, in its own keys."""
        written = self.papers if papers is None else papers
        return [self.paper.split(sheet)[place] for _, sheet in sorted(written.items())]

    def expected(self, place: int) -> Expected:
        """Return the figures of one of the surveys, counted anew from the papers."""
        return expected(self.keys[place], self.rows(place))

    def rows(self, place: int, papers: dict[int, Sheet] | None = None) -> list[list[int | None]]:
        """Return the scores of each respondent in the order of the questions."""
        keys = self.instrument(place).question_keys
        return [[one.answers.get(key) for key in keys] for one in self.parts(place, papers)]

    def is_sound(self) -> bool:
        """Say whether ``periksa`` finds the file as the program wrote it."""
        return self.session.checks.run().is_sound


def begin(folder: Path, keys: tuple[str, ...]) -> WholeSurvey:
    """Make the office and the surveys of the first quarter of 2026, and write the papers."""
    session = open_office(folder / "kantor.puas")
    session.verification = VerificationService(  # a fixed day
        session.store, session.papers, session.entry, today=lambda: TODAY
    )
    session.store.offices.save_official(Official("Lurah", "NAMA LURAH", "Penata", "19800101"))
    session.store.operator = "Ani"
    surveys = _open(session, keys, 2026, "triwulan-1")
    whole = WholeSurvey(session, keys, surveys, folder)
    papers = _written(whole.paper, ALL, random.Random(",".join(keys)), date(2026, 2, 1))
    for number in REMARKED:
        papers[number] = replace(papers[number], saran=REMARK)
    whole.papers = papers
    return whole


def earlier(whole: WholeSurvey) -> list[list[list[int | None]]]:
    """Import the quarter before from files; return the scores of each of its surveys.

    A year ago every questionnaire was on a paper of its own.
    """
    found = []
    for place, key in enumerate(whole.keys):
        (survey,) = _open(whole.session, (key,), 2025, "triwulan-4")
        paper = whole.session.papers.of(survey)
        papers = _written(paper, EARLIER, random.Random(f"dahulu {key}"), date(2025, 11, 1))
        path = whole.folder / f"dahulu-{place}.csv"
        write_labels(whole, survey, list(papers.values()), path)
        whole.session.imports.import_answers(survey, path)
        questions = paper.instrument.question_keys
        found.append([[one.answers.get(key) for key in questions] for one in papers.values()])
    return found


def plan(whole: WholeSurvey) -> None:
    """Set population, schedule, holiday and team of the first survey, as its screen does."""
    planning, survey = whole.session.planning, whole.survey(0)
    first, second = (one.service_id for one in survey.services)
    planning.set_sample(survey.id, SampleRule.FORMULA, {first: 400, second: 200}, None)
    planning.set_schedule(survey.id, STAGES)
    planning.propose_team(survey.id)
    planning.take_holidays("2026-03-19;Hari Suci Nyepi")


def key_in(whole: WholeSurvey, until: int) -> None:
    """Key in the papers up to a number key by key; two of them with a slip."""
    for number in range(1, until + 1):
        state = whole.session.entry.start(whole.survey(0).id)
        next_number = state.statistics.next_number
        paper = whole.papers[number]
        form = Form(
            state.instrument, day=paper.day, service_id=paper.service_id, number=next_number
        )
        typed = wrong(whole, number) if number in (SLIP, OPEN) else paper
        outcomes = [form.press(key) for key in _keys(state.instrument, typed)]
        assert (next_number, outcomes[-1]) == (number, Outcome.COMPLETED)
        form.write_saran(typed.saran)
        whole.session.entry.record(form.sheet(whole.survey(0).id))


def import_file(whole: WholeSurvey, place: int) -> None:
    """Take the papers that are not keyed in over from a file of labels for one of the surveys."""
    rest = {number: sheet for number, sheet in whole.papers.items() if number > KEYED}
    path = whole.folder / f"jawaban-{place}.csv"
    write_labels(whole, whole.survey(place), whole.parts(place, rest), path)
    whole.session.imports.import_answers(whole.survey(place), path)


def verify(whole: WholeSurvey, method: PlanMethod) -> None:
    """Let another clerk key every paper in again, decide what differs, and finish."""
    session = whole.session
    session.store.operator = "Budi"
    service = session.verification
    made, _ = service.plans.make(whole.survey(0).id, Choice(method))
    first = whole.paper.instrument.question_keys[0]
    while (task := service.next(made.id)) is not None:
        paper = whole.papers[task.number]
        if task.stage is Stage.SECOND:
            typed = wrong(whole, task.number) if task.number == SECOND_SLIP else paper
            service.second(made.id, replace(typed, uuid=task.uuid))
        elif task.stage is Stage.THIRD:
            score = _other(whole, task.number, 2) if task.number == OPEN else paper.answers[first]
            service.third(made.id, task.uuid, {first: score})
        else:
            service.choose(made.id, task.uuid, {first: Pick.SECOND}, "angka di kertas dicoret")
    service.finish(made.id)


def wrong(whole: WholeSurvey, number: int) -> Sheet:
    """Return a paper with the first answer mistyped."""
    paper = whole.papers[number]
    first = whole.paper.instrument.question_keys[0]
    return replace(paper, answers={**paper.answers, first: _other(whole, number, 1)})


def write_labels(whole: WholeSurvey, survey: Survey, sheets: list[Sheet], path: Path) -> Path:
    """Write sheets as a web form does: whole questions above, words in the cells."""
    instrument = whole.session.instruments.of(survey.instrument_id)
    names = {one.id: one.name for one in whole.session.units.services(survey.unit_id)}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        head = ["Nomor", "Tanggal", "Jenis layanan", *(one.name for one in instrument.profile)]
        writer.writerow([*head, *(one.text for one in instrument.questions), "Saran"])
        for sheet in sheets:
            profile = [_word(one, sheet.profile.get(one.key)) for one in instrument.profile]
            scores = ((q, sheet.answers.get(q.key)) for q in instrument.questions)
            answers = ["" if score is None else q.label_of(score) for q, score in scores]
            fixed = [sheet.number, sheet.day.strftime("%d/%m/%Y"), names[sheet.service_id]]
            writer.writerow([*fixed, *profile, *answers, sheet.saran])
    return path


def _open(session: Session, keys: tuple[str, ...], year: int, period: str) -> tuple[Survey, ...]:
    new = NewSurvey(session.offices.unit().id, year, period, population=600)
    surveys, _ = session.paper_maker.create_paper(new, keys)
    assert {survey.state for survey in surveys} == {SurveyState.TERBUKA}
    return surveys


def _written(paper: Paper, count: int, chance: random.Random, first_day: date) -> dict[int, Sheet]:
    return {number: _paper(paper, number, chance, first_day) for number in range(1, count + 1)}


def _paper(paper: Paper, number: int, chance: random.Random, first_day: date) -> Sheet:
    """Return one paper; every fourth leaves one question blank, never the first."""
    lean = chance.randint(0, 2)
    answers = {
        question.key: question.options[-1 - min(lean, chance.randint(0, 2))].score
        for question in paper.instrument.questions
    }
    if number % 4 == 0:
        del answers[chance.choice(paper.instrument.question_keys[1:])]
    return PaperSheet(
        survey_id=paper.first.id,
        service_id=paper.first.services[number % 3 == 0].service_id,
        number=number,
        day=first_day.replace(day=1 + number),
        answers=answers,
        profile={one.key: value_of(one, chance) for one in paper.instrument.profile},
    )


def _keys(instrument: Instrument, sheet: Sheet) -> str:
    keys = [_field_keys(one, sheet.profile.get(one.key)) for one in instrument.profile]
    keys += [str(sheet.answers.get(question.key, 0)) for question in instrument.questions]
    return "".join(keys)


def _field_keys(asked: ProfileField, value: str | int | None) -> str:
    if asked.kind is FieldKind.CHOICE:
        return next(choice.keys[0] for choice in asked.choices if choice.value == value)
    return f"{value:0{asked.digits}}"


def _other(whole: WholeSurvey, number: int, step: int) -> int:
    """Return another score for the first question than the one on the paper."""
    question = whole.paper.instrument.questions[0]
    scores = [option.score for option in question.options]
    place = scores.index(whole.papers[number].answers[question.key])
    return scores[(place + step) % len(scores)]


def _word(asked: ProfileField, value: str | int | None) -> str:
    if asked.kind is FieldKind.CHOICE:
        return next((c.label for c in asked.choices if c.value == value), "")
    return "" if value is None else str(value)
