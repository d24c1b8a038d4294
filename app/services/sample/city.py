"""Make a sample city: its own file, a package of each unit, and a recap of those without one."""

from __future__ import annotations

import csv
import io
import random
import tempfile
import tomllib
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import InputError, StorageError
from app.models.follow_up import FollowUp
from app.models.period import period_of
from app.models.planning import Stage, StageKind
from app.models.response import Sheet
from app.models.store.opening import Refused
from app.models.survey import Method, Survey, SurveyService, SurveyState, WeightRule
from app.models.unit import Office, Official, Operator, Service, Unit, UnitType
from app.paths import resource
from app.services.files import write_whole
from app.services.opening import refusal_of
from app.services.recognising.unsur_words import unsur_named
from app.services.sample.answers import (
    fitting_low,
    pick,
    profile,
    scores,
    total_of_answers,
    working_days,
)
from app.services.sample.users import users_of
from app.services.session import Session
from app.services.text import clean_line
from app.services.units.types import guess_type
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from app.models.questionnaire import Instrument
    from app.models.store.store import Store

CITY_FILE, PACKAGES, OTHERS = "kota.sqlite", "paket", "rekap-lain.csv"
_LOW_SHARE = (0.004, 0.03)
"""How many ones and twos an unsur gets, as far as its figure allows."""
_MAX_ACTION = 1000

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A published figure that is wrong, and what the sample prints instead."""

    unit: str
    column: str
    published: str
    printed: str
    reason: str
    answers: bool = False
    """The answers are made to ``printed``, which was probably meant."""


@dataclass(frozen=True, slots=True)
class CitySample:
    """What was made."""

    city: Path
    packages: tuple[Path, ...]
    others: Path
    """The recap of the units that have no package."""
    left_out: int
    """How many units stand in it."""
    wrong: tuple[Wrong, ...]


def make_city(folder: Path, progress: Callable[[int, int], object] | None = None) -> CitySample:
    """Make the files of a sample city in a new or empty folder; all of them, or none.

    ``progress`` is told how many packages of how many there are. Raises InputError or StorageError.
    """
    _require_empty(folder)
    rows = published_rows()
    whole = [row for row in rows if _is_whole(row)]
    made: list[Path] = []
    places = [one for one in (folder / PACKAGES, folder) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / PACKAGES).mkdir()
        made.append(_make_city_file(folder / CITY_FILE, rows))
        with tempfile.TemporaryDirectory(prefix="puas-") as place:
            for number, row in enumerate(whole, 1):
                target = folder / PACKAGES / f"{number:02}-{row['kode_unit'].lower()}.sqlite"
                made.append(_make_package(Path(place) / f"{number}.sqlite", row, target))
                if progress is not None:
                    progress(number, len(whole))
        others = [row for row in rows if not _is_whole(row)]
        made.append(_write_others(folder / OTHERS, others))
    except BaseException as error:
        _take_away(made, places)
        if isinstance(error, OSError):
            raise _cannot_write(folder) from error
        raise
    return CitySample(made[0], tuple(made[1:-1]), made[-1], len(others), wrong_figures())


@cache
def wrong_figures() -> tuple[Wrong, ...]:
    """Return every published figure that the sample does not print, with the reason."""
    return tuple(Wrong(**item) for item in _city()["wrong"])


def city_notice() -> str:
    """Return the sentence that says what is published and what is made up."""
    return str(_city()["notice"])


@cache
def published_rows() -> tuple[Row, ...]:
    """Return the published table, one row for each unit."""
    with resource("sample", "kota-skm.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def _city() -> dict[str, Any]:
    with resource("sample", "kota-skm.toml").open("rb") as file:
        return tomllib.load(file)


def _unsur_keys(row: Mapping[str, str]) -> list[str]:
    columns = list(row)
    return columns[columns.index("periode") + 1 : columns.index("ikm")]


def _is_whole(row: Row) -> bool:
    return all(row[key] for key in _unsur_keys(row))


# ------------------------------------------------------------------ the file of the city
def _make_city_file(path: Path, rows: Sequence[Row]) -> Path:
    session = _created(path)
    try:
        store, city = session.store, _city()
        with store.transaction():
            ids = _add_units(store, rows)
            office = city["office"]
            unit_id = ids[office["unit"]]
            lines = tuple(office["letterhead"])
            store.offices.save(Office(unit_id, lines, office["address"], office["place"]))
            for jabatan in office["officials"]:
                store.offices.save_official(Official(jabatan))
            store.offices.save_operator(Operator(city["operator"]))
    finally:
        session.store.close()
    return path


def _add_units(store: Store, rows: Sequence[Row]) -> dict[str, int]:
    """Add all units, those above before those below; return code → id."""
    ids: dict[str, int] = {}
    for item in _city()["unit"]:
        parent = ids.get(item.get("parent", ""))
        ids[item["code"]] = store.units.save(
            Unit(item["code"], item["name"], UnitType(item["type"]), parent)
        ).id
    waiting = list(rows)
    while waiting:
        later = []
        for row in waiting:
            if row["induk"] not in ids:
                later.append(row)
                continue
            unit = store.units.save(_unit(row, ids[row["induk"]]))
            store.units.save_service(Service(unit.id, _city()["service"]))
            ids[unit.code] = unit.id
        if len(later) == len(waiting):
            raise AssertionError(later)
        waiting = later
    return ids


def _unit(row: Row, parent_id: int) -> Unit:
    return Unit(row["kode_unit"], row["unit"], guess_type(row["unit"]), parent_id)


# ------------------------------------------------------------------ the package of one unit
def _make_package(path: Path, row: Row, target: Path) -> Path:
    """Make the office of a unit in a file that is thrown away, and export its survey."""
    session = _created(path)
    try:
        with session.store.transaction():
            survey = _add_survey(session, _add_office(session.store, row), row)
            instrument = session.instruments.of(survey.instrument_id)
            sheets = list(sheets_of(row, survey, instrument))
            session.store.sheets.add_many(sheets, instrument.question_keys)
            _add_plans(session.store, survey, row, instrument)
        if users_of(row["kode_unit"], len(sheets)).suffices:
            survey, _ = session.surveys.lock(survey.id, _city()["locked"])
        session.exports.export_package(survey, target)
    finally:
        session.store.close()
        path.unlink(missing_ok=True)
    return target


def _add_office(store: Store, row: Row) -> Unit:
    parent = store.units.save(Unit(row["induk"], row["induk"], UnitType.LAINNYA))
    unit = store.units.save(_unit(row, parent.id))
    store.offices.save(Office(unit.id))
    return unit


def _add_survey(session: Session, unit: Unit, row: Row) -> Survey:
    city, store = _city(), session.store
    users = users_of(unit.code, _respondents(row)).users
    service = store.units.save_service(Service(unit.id, city["service"]))
    survey = store.surveys.save(
        Survey(
            unit_id=unit.id,
            year=city["year"],
            period=period_of(city["period"], city["year"]),
            instrument_id=session.instruments.bind(city["instrument"]),
            services=(SurveyService(service.id, users),),
            population=users,
            method=Method(city["method"]),
            weight_rule=WeightRule(city["weight_rule"]),
            state=SurveyState.TERBUKA,
            collection_end=city["collection_end"],
            notice=city["notice"],
            code=f"{unit.code}-{city['year']}",
        )
    )
    for item in city["stage"]:
        store.stages.save(Stage(survey.id, StageKind(item["kind"]), item["start"], item["end"]))
    return survey


def sheets_of(row: Row, survey: Survey, instrument: Instrument) -> Iterator[Sheet]:
    """Yield sheets that come to the published figures of a unit; the same ones every time."""
    meant, n = _meant(row), _respondents(row)
    chance = random.Random(row["kode_unit"])  # noqa: S311 - made-up answers, no secret
    tendency = [chance.gauss(0, 1) for _ in range(n)]
    answers = {
        key: _scores(Fraction(meant[key]), n, tendency, chance) for key in instrument.question_keys
    }
    for place, day in enumerate(_days(n, chance)):
        given = {key: values[place] for key, values in answers.items()}
        yield Sheet(
            survey_id=survey.id,
            service_id=survey.services[0].service_id,
            number=place + 1,
            day=day,
            answers=given,
            profile=profile(chance),
        )


def _meant(row: Row) -> Row:
    """Return a published row with what was probably meant in the place of mistakes."""
    return row | {w.column: w.printed for w in wrong_figures() if _is_meant(w, row)}


def _respondents(row: Row) -> int:
    return int(_meant(row)["jumlah_responden"])


def _is_meant(wrong: Wrong, row: Row) -> bool:
    return wrong.answers and wrong.unit == row["kode_unit"]


def _scores(konversi: Fraction, n: int, tendency: list[float], chance: random.Random) -> list[int]:
    total = total_of_answers(konversi, n)
    ones, twos = (round(share * n) for share in _LOW_SHARE)
    return scores(tendency, total, fitting_low(total, n, (ones, twos)), chance)


def _days(n: int, chance: random.Random) -> list[date]:
    city = _city()
    days = working_days(city["collection_start"], city["collection_end"], city["holidays"])
    return sorted(pick(dict.fromkeys(days, 1), chance) for _ in range(n))


def _add_plans(store: Store, survey: Survey, row: Row, instrument: Instrument) -> None:
    """Keep the published plan of each unsur that the unit wants to improve."""
    position = 0
    for words in (part.strip() for part in row["unsur_perbaikan"].split(";")):
        keys, _ = unsur_named(words, instrument)
        action = _plan_of(words, row["rencana_tindak_lanjut"])
        for key in keys if action else ():
            plan = FollowUp(survey.id, key, position, action)
            store.follow_ups.save(replace(plan, due=f"{survey.year + 1} triwulan-4"))
            position += 1


def _plan_of(words: str, plans: str) -> str:
    """Return what the published plans say of an unsur: what follows its words and a colon."""
    _, _, after = plans.partition(f"{words}:")
    return clean_line(after.partition(";")[0], _MAX_ACTION)


# ------------------------------------------------------------------ files
def _write_others(path: Path, rows: Sequence[Row]) -> Path:
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return write_whole(path, target.getvalue().encode("utf-8-sig"))


def _created(path: Path) -> Session:
    made = Session.create(path, operator=_city()["operator"])
    if isinstance(made, Refused):
        raise refusal_of(made).error
    return made


def _require_empty(folder: Path) -> None:
    try:
        is_free = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    except OSError as error:
        raise _cannot_write(folder) from error
    if not is_free:
        raise InputError(
            tr("{folder} sudah ada dan tidak kosong.", folder=folder),
            next=tr("Sebutkan folder baru atau folder kosong."),
        )


def _take_away(made: Sequence[Path], places: Sequence[Path]) -> None:
    """Remove the files that were made, and the folders that were not there before."""
    for path in made:
        path.unlink(missing_ok=True)
    for place in places:
        with suppress(OSError):
            place.rmdir()


def _cannot_write(folder: Path) -> StorageError:
    return StorageError(
        tr("Kota contoh tidak dapat ditulis di {tempat}.", tempat=folder),
        safe=tr("Berkas yang sudah ada tidak diubah."),
        next=tr("Periksa apakah foldernya boleh ditulisi dan masih punya ruang 20 MB."),
    )
