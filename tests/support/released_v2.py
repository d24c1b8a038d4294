"""Make tests/data/released/v2.sqlite anew: the file of version 1, upgraded, with every new record.

    .venv/bin/python -m tests.support.released_v2

Only before version 2 is released; afterwards the file stays as it is.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.models.follow_up import Channel, FollowUp, Forum, Publication
from app.models.planning import SampleRule, StageKind
from app.models.review import SaranDecision
from app.models.verification import PlanMethod
from app.services.archive.deeds import Destroying, Locking
from app.services.photos import accepted_photo
from app.services.session import Session
from app.services.surveys.new_survey import NewSurvey
from app.services.verification.service import VerificationService
from app.services.verification.state import Choice
from tests.support.answers import line, write_answers
from tests.support.paper_office import paper_sheet
from tests.support.photos import photo

if TYPE_CHECKING:
    from app.models.response import Sheet
    from app.models.survey import Survey

RELEASED = Path(__file__).parents[1] / "data" / "released"
DAY = date(2026, 3, 2)
PLAN = "Membuka loket kedua pada jam ramai."


def main() -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kantor.puas"
        shutil.copyfile(RELEASED / "v1.sqlite", path)
        session = Session.open(path, operator="Loket C")
        if not isinstance(session, Session):
            raise SystemExit(session.error.sentence)
        fill(session, Path(folder))
        session.store.close()
        shutil.copyfile(path, RELEASED / "v2.sqlite")


def fill(session: Session, folder: Path) -> None:
    """Keep one of each new record around the survey of the file, and three surveys beside it."""
    survey = session.store.surveys.all()[0]
    session.verification = VerificationService(  # a fixed day
        session.store, session.papers, session.entry, today=lambda: DAY
    )
    _plan(session, survey)
    _verify(session, survey)
    _follow_up(session, survey)
    _judge(session, survey)
    session.instrument_editor.copy(session.instrument_editor.find("skm-9"))
    _paper(session)
    _destroyed(session, folder)


def _plan(session: Session, survey: Survey) -> None:
    first = survey.services[0].service_id
    session.planning.set_sample(survey.id, SampleRule.NEXT_ROW, {first: 95}, 200)
    session.planning.set_schedule(survey.id, {StageKind.COLLECTION: (DAY, date(2026, 3, 31))})
    session.planning.propose_team(survey.id)
    session.planning.take_holidays("2026-03-19;Hari Suci Nyepi")


def _verify(session: Session, survey: Survey) -> None:
    service = session.verification
    service.note_keying(survey.id, sheets=2, keystrokes=28, milliseconds=90_000)
    session.store.operator = "Loket D"
    made, _ = service.plans.make(survey.id, Choice(PlanMethod.RANDOM, number=2, seed=7))
    while (task := service.next(made.id)) is not None:
        stored = session.entry.find(survey.id, task.number)
        if task.asked:
            key = task.asked[0]
            service.third(made.id, task.uuid, {key: stored.answers[key]})
            continue
        is_last = service.plans.progress(made.id).waiting == 1
        service.second(made.id, _mistyped(stored) if is_last else stored)
    service.finish(made.id)
    session.store.operator = "Loket C"


def _mistyped(sheet: Sheet) -> Sheet:
    key, score = next(iter(sheet.answers.items()))
    return replace(sheet, answers={**sheet.answers, key: 4 if score < 4 else 1})


def _follow_up(session: Session, survey: Survey) -> None:
    plan, _ = session.follow_up.save(FollowUp(survey.id, "waktu", 0, PLAN, due="2027 triwulan-1"))
    session.follow_up.report(replace(plan, realisasi=40, evidence="Jadwal loket."), today=DAY)
    session.follow_up.add_photos(plan.id, [accepted_photo(photo(64, 40), "loket.jpg")])
    session.follow_up.library.add("waktu", "Memasang janji waktu di loket.")
    public = session.follow_up.public
    public.save_publication(Publication(survey.id, DAY, Channel.OFFLINE, "Papan pengumuman"))
    public.save_forum(Forum(survey.id, DAY, "Aula kelurahan", 32))


def _judge(session: Session, survey: Survey) -> None:
    remark = session.results.of(survey.id).saran[0]
    session.saran.decide(survey.id, [remark.uuid], SaranDecision.PRINT)
    session.saran.tag(survey.id, remark.uuid, ["waktu"])
    session.marks.mark(survey.id, "perubahan_besar", "Loket kedua dibuka.")


def _paper(session: Session) -> None:
    new = NewSurvey(session.offices.unit().id, 2025, "semester-2", population=50)
    surveys, _ = session.paper_maker.create_paper(new, ("skm-9", "spkp-8"))
    paper = session.papers.of(surveys[0])
    for number in (1, 2):
        session.entry.record(replace(paper_sheet(paper, number), day=date(2025, 8, number)))


def _destroyed(session: Session, folder: Path) -> None:
    new = NewSurvey(session.offices.unit().id, 2025, "semester-1", population=50)
    survey, _ = session.surveys.create(new)
    for place, answers in enumerate(("343434334", "444433344")):
        rows = [line(answers, tanggal=f"2025-02-{day:02}") for day in range(1, 5 + place)]
        path = write_answers(folder / f"jawaban-{place}.csv", *rows)
        read = session.imports.read_answers(survey, path)
        batch = session.imports.record(read, remember=True).batch  # type: ignore[arg-type] # a new file
        if place:
            session.imports.undo(batch.id, "berkas yang salah")
    session.archive.lock(survey.id, Locking("hasil final", "Lurah", day=date(2025, 7, 7)))
    session.archive.destroy(
        survey.id, Destroying(survey.code, "masa simpan berakhir", day=date(2026, 1, 5))
    )


if __name__ == "__main__":
    main()
