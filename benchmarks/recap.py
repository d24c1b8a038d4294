"""The full recap ÷ one bare GROUP BY over nine columns ÷ pandas, with a million sheets.

The plain table holds the same answers as nine integer columns in the same SQLite. The office files
are made once and kept in the folder of ``PUAS_BENCH_CACHE`` (by default keluaran/benchmarks).
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import sys
from contextlib import closing
from datetime import date
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from measuring import RESULTS, Ratio, interleaved, report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.session import Session

SIZES = (10_000, 100_000, 1_000_000)
SURVEYS = 2_000
RUNS = 5
SERVICES = 2
DAY = date(2026, 3, 2).isoformat()
BLANKS = 0.02
GROWTH_SLACK = 1.2
"""What noise may add before growth counts as more than linear."""


def cache_folder() -> Path:
    """Return the folder of the big files; git ignores it."""
    folder = Path(os.environ.get("PUAS_BENCH_CACHE", RESULTS / "files"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def make_files(size: int, surveys: int = SURVEYS) -> tuple[Path, Path]:
    """Return the office file with ``size`` sheets and the plain table of the same answers."""
    name = str(size) if surveys == SURVEYS else f"{size}-{surveys}"
    office, plain = (cache_folder() / f"{name}.{kind}" for kind in ("puas", "plain"))
    if not (office.exists() and plain.exists()):
        office.unlink(missing_ok=True)
        plain.unlink(missing_ok=True)
        questions = make_surveys(office, surveys)
        _fill(office, plain, size, surveys, questions)
    return office, plain


def make_surveys(path: Path, surveys: int = SURVEYS) -> tuple[str, ...]:
    """Make a file with a unit and a survey for each of them; return the keys of the questions."""
    from app.models.period import period_of
    from app.models.survey import Survey, SurveyService
    from app.models.unit import Service, Unit, UnitType
    from app.services.session import Session

    session = Session.create(path, operator="ukur")
    assert isinstance(session, Session)
    store, year = session.store, period_of("tahunan", 2026)
    with store.transaction():
        instrument_id = session.instruments.bind("skm-9")
        for number in range(1, surveys + 1):
            unit = store.units.save(Unit(f"U{number}", f"Unit {number}", UnitType.KELURAHAN))
            services = [store.units.save_service(Service(unit.id, n)) for n in ("KTP", "KK")]
            asked = tuple(SurveyService(service.id) for service in services)
            store.surveys.save(
                Survey(unit.id, 2026, year, instrument_id, asked, code=f"U{number}-2026")
            )
    questions = session.instruments.of(instrument_id).question_keys
    store.close()
    return questions


def answers_in_turn(
    size: int, questions: tuple[str, ...], each: int = 1, surveys: int = SURVEYS
) -> Iterator[tuple[int, int, dict[str, int]]]:
    """Yield survey, number and answers, ``each`` sheets of a survey in a row; some have a blank."""
    chance = random.Random(size)
    for n in range(size):
        scores = chance.choices((1, 2, 3, 4), (2, 8, 50, 40), k=len(questions))
        answers = dict(zip(questions, scores, strict=True))
        if chance.random() < BLANKS:
            del answers["biaya"]
        turn, place = divmod(n, each)
        yield turn % surveys + 1, turn // surveys * each + place + 1, answers


def _fill(office: Path, plain: Path, size: int, surveys: int, questions: tuple[str, ...]) -> None:
    columns = ", ".join(f"u{n} INTEGER" for n in range(1, len(questions) + 1))
    marks = ", ".join("?" * (len(questions) + 1))
    with closing(sqlite3.connect(office)) as ours, closing(sqlite3.connect(plain)) as theirs:
        theirs.execute(f"CREATE TABLE answer (unit INTEGER NOT NULL, {columns})")
        source = answers_in_turn(size, questions, surveys=surveys)
        while portion := list(islice(source, 50_000)):
            insert_sheets(ours, portion, questions)
            theirs.executemany(
                f"INSERT INTO answer VALUES ({marks})",  # noqa: S608 - fixed texts of our own
                ((survey, *map(answers.get, questions)) for survey, _, answers in portion),
            )
        count_sheets(ours)
        ours.commit()
        theirs.commit()


def insert_sheets(
    connection: sqlite3.Connection,
    portion: list[tuple[int, int, dict[str, int]]],
    questions: tuple[str, ...],
) -> None:
    """Put sheets in, without their counts."""
    connection.executemany(
        "INSERT INTO sheet (survey_id, service_id, number, day, answers, profile, complete,"
        " operator, digest, uuid, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'ukur', ?, ?, ?)",
        (_row(survey, number, answers, questions) for survey, number, answers in portion),
    )


def _row(
    survey: int, number: int, answers: dict[str, int], questions: tuple[str, ...]
) -> tuple[object, ...]:
    service = survey * SERVICES - number % SERVICES
    complete = len(answers) == len(questions)
    identity = f"{survey:08}-0000-7000-8000-{number:012}"
    texts = (json.dumps(answers, separators=(",", ":")), '{"usia":30}')
    digest = sha256(identity.encode()).hexdigest()
    return (survey, service, number, DAY, *texts, complete, digest, identity, DAY)


def count_sheets(connection: sqlite3.Connection) -> None:
    """Fill the table of counts as a recount gives it."""
    from app.models.store import tallies

    connection.execute(f"INSERT INTO sheet_tally {tallies._RECOUNT_SHEETS}")  # noqa: SLF001 - the very row that the store writes
    connection.execute(f"INSERT INTO answer_tally {tallies._RECOUNT_ANSWERS}")  # noqa: SLF001 - the very row that the store writes


def bare_select(path: Path) -> list[tuple[int, ...]]:
    """Return the sums of a plain table, on a fresh connection as the others have."""
    with closing(sqlite3.connect(path)) as connection:
        width = len(connection.execute("SELECT * FROM answer LIMIT 0").description)
        sums = ", ".join(f"sum(u{n}), count(u{n})" for n in range(1, width))
        return connection.execute(f"SELECT unit, {sums} FROM answer GROUP BY unit").fetchall()  # noqa: S608 - fixed texts of our own


def with_pandas(path: Path) -> object:
    """Load the plain table and group it."""
    import pandas as pd

    with closing(sqlite3.connect(path)) as connection:
        frame = pd.read_sql_query("SELECT * FROM answer", connection)
    return frame.groupby("unit").agg(["sum", "count"])


def _agree(session: Session, plain: Path) -> None:
    """Make sure that both give the same sums before their times are compared."""
    sums = {row[0]: row[1:] for row in bare_select(plain)}
    for survey, result in session.ikm.recap():
        ours = [value for row in result.unsur for value in (row.total, row.n)]
        order = [result.instrument.question_keys.index(row.unsur.key) for row in result.unsur]
        theirs = [v or 0 for i in order for v in sums[survey.unit_id][2 * i : 2 * i + 2]]
        assert ours == theirs, survey.code


def measure(size: int) -> dict[str, float]:
    """Return the median seconds of recap, bare SELECT and pandas."""
    from app.services.session import Session

    office, plain = make_files(size)
    session = Session.open(office, read_only=True)
    assert isinstance(session, Session)
    try:
        _agree(session, plain)
        return interleaved(
            RUNS,
            recap=lambda _: session.ikm.recap(),
            bare=lambda _: bare_select(plain),
            pandas=lambda _: with_pandas(plain),
        )
    finally:
        session.store.close()


def main() -> int:
    """Measure, print, return 1 when a promise is not kept."""
    taken = {size: measure(size) for size in SIZES}
    least, most = taken[SIZES[0]], taken[SIZES[-1]]
    growth = SIZES[-1] / SIZES[0] * GROWTH_SLACK
    ratios = [
        Ratio("recap of a million sheets ÷ bare SELECT", most["recap"], most["bare"], 1.5),
        Ratio("recap of a million sheets ÷ pandas", most["recap"], most["pandas"], 0.5),
        Ratio("recap of a million ÷ of ten thousand", most["recap"], least["recap"], growth),
    ]
    rows = {
        str(size): " ".join(f"{name} {seconds * 1000:.0f} ms" for name, seconds in found.items())
        for size, found in taken.items()
    }
    return report("recap", ratios, **rows)


if __name__ == "__main__":
    sys.exit(main())
