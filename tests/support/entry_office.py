"""A kelurahan with one open survey, and keys for whole sheets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.models.period import period_of
from app.models.response import Sheet
from app.models.survey import Survey, SurveyService, SurveyState
from app.models.unit import Office, Service, Unit, UnitType
from app.services.instruments.reading import shipped_instruments
from app.services.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.questionnaire import Instrument

SKM_9 = next(i for i in shipped_instruments() if i.key == "skm-9")
DAY = date(2026, 3, 12)
SERVICES = ("Surat keterangan", "Legalisasi", "Pengantar nikah")


def instrument(
    questions: int = 9, lowest: int = 1, highest: int = 4, profile: str = ""
) -> Instrument:
    """Return an instrument of any size."""
    from app.services.instruments.reading import read_instrument

    options = [f'"Pilihan {score}"' for score in range(lowest, highest + 1)]
    profile = profile or (
        '[[profile]]\nkey = "jenis_kelamin"\nname = "Jenis kelamin"\nkind = "pilihan"\n'
        'choices = [{ value = "L", label = "Laki-laki" }, { value = "P", label = "Perempuan" }]'
    )
    lines = [
        'key = "uji"\nversion = 1\nname = "Uji"\nindex_name = "Indeks"\nindex_short = "IX"',
        f'source = "uji"\n[scale]\nlowest = {lowest}\nhighest = {highest}',
        '[[mutu]]\nletter = "A"\nword = "Baik"\nlower = "0.00"',
        '[[unsur]]\nkey = "satu"\ncode = "U1"\nname = "Satu"\nweight = "1"',
    ]
    lines += [
        f'[[question]]\nkey = "q{n}"\nunsur = "satu"\n'
        f'text = "Pertanyaan nomor {n} tentang pelayanan yang diterima di kantor ini"\n'
        f"options = [{', '.join(options)}]"
        for n in range(1, questions + 1)
    ]
    return read_instrument("\n".join([*lines, profile]))


def new_session(path: Path) -> Session:
    """Return an open office file with an office and three services but no survey."""
    session = Session.create(path, operator="Loket C")
    assert isinstance(session, Session)
    store = session.store
    unit = store.units.save(Unit("sungai-jingah", "Kelurahan Sungai Jingah", UnitType.KELURAHAN))
    store.offices.save(Office(unit.id))
    for name in SERVICES:
        store.units.save_service(Service(unit.id, name))
    return session


def add_survey(
    session: Session,
    *,
    code: str = "uji-2026",
    of: Instrument = SKM_9,
    state: SurveyState = SurveyState.TERBUKA,
    population: int | None = 1000,
) -> Survey:
    """Add a survey of the first quarter of 2026 with all services."""
    store = session.store
    unit = store.units.all()[0]
    bound = store.instruments.keep(of.key, of.version, of.definition)
    services = tuple(SurveyService(service.id) for service in store.units.services(unit.id))
    survey = Survey(
        unit.id,
        2026,
        period_of("triwulan-1", 2026),
        bound.id,
        services,
        population=population,
        code=code,
    )
    saved = store.surveys.save(survey)
    return saved if state is saved.state else store.surveys.save(replace(saved, state=state))


def sheet_of(
    survey: Survey, number: int, answers: str = "343434334", **profile: str | int
) -> Sheet:
    """Return a sheet of skm-9; 0 in ``answers`` is a blank."""
    scores = {
        key: int(score)
        for key, score in zip(SKM_9.question_keys, answers, strict=True)
        if score != "0"
    }
    return Sheet(survey.id, survey.services[0].service_id, number, DAY, scores, dict(profile))
