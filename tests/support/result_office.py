"""An office with three quarters of one unit and figures that are worked out in the tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.models.period import period_of
from app.models.response import Sheet
from app.models.survey import Survey, SurveyService
from app.models.unit import Office, Service, Unit, UnitType
from app.services.session import Session

if TYPE_CHECKING:
    from pathlib import Path

UNSUR = (
    "persyaratan",
    "prosedur",
    "waktu",
    "biaya",
    "produk",
    "kompetensi",
    "perilaku",
    "sarpras",
    "pengaduan",
)
_EDUCATION = ("SMA", "S1", "SD", "SMA", "SMP", "D1-D3", "SMA", "S2")
_WORK = ("Swasta", "PNS", "Wirausaha", "Lainnya")
_SARAN = {
    7: "Antrean agak lama di pagi hari.",
    12: '=HYPERLINK("http://contoh") <b>tebal</b>',
    19: "Sudah baik, pertahankan.",
}


def make_office(path: Path) -> tuple[Session, dict[str, int]]:
    """Make an office without surveys; returns the session and the ids of its two services."""
    session = Session.create(path, operator="Penguji")
    assert isinstance(session, Session)
    store = session.store
    unit = store.units.save(Unit("KL-01", "Kelurahan Sungai Jingah", UnitType.KELURAHAN))
    store.offices.save(Office(unit.id, ("PEMERINTAH KOTA CONTOH",), "Jalan Contoh 1", "Contoh"))
    names = ("Surat keterangan", "Surat pengantar nikah")
    services = {name: store.units.save_service(Service(unit.id, name)).id for name in names}
    return session, services


def add_survey(session: Session, services: dict[str, int], **values: object) -> Survey:
    """Add a survey of the first quarter of 2026, changed by ``values``."""
    unit = session.store.units.all()[0]
    survey = Survey(
        unit_id=unit.id,
        year=2026,
        period=period_of("triwulan-1", 2026),
        instrument_id=session.instruments.bind("skm-9"),
        services=tuple(SurveyService(key) for key in services.values()),
        population=1000,
        collection_end=date(2026, 3, 31),
        code="KL-01-2026-TW1",
    )
    return session.store.surveys.save(replace(survey, **values))  # type: ignore[arg-type] # fields of Survey


def add_sheets(session: Session, survey: Survey, count: int, shift: int = 0) -> None:
    """Add ``count`` sheets whose answers follow a fixed pattern; ``shift`` makes some better."""
    services = [service.service_id for service in survey.services]
    with session.store.transaction():
        for number in range(1, count + 1):
            session.store.sheets.add(_sheet(survey, services, number, shift), UNSUR)


def quarters(path: Path, count: int = 60) -> tuple[Session, Survey]:
    """Make the office with three quarters; the last one, of 2026, is returned."""
    session, services = make_office(path)
    for shift, (year, number) in enumerate(((2025, 3), (2025, 4))):
        earlier = add_survey(
            session,
            services,
            year=year,
            period=period_of(f"triwulan-{number}", year),
            code=f"KL-01-{year}-TW{number}",
            collection_end=None,
        )
        add_sheets(session, earlier, count, shift)
    survey = add_survey(session, services, notice="Data contoh: bukan hasil survei yang nyata.")
    add_sheets(session, survey, count, shift=3)
    return session, survey


def _sheet(survey: Survey, services: list[int], number: int, shift: int) -> Sheet:
    answers = {
        key: 2 + (number * (place + 2) + place + (number % 7 < shift)) % 3
        for place, key in enumerate(UNSUR)
    }
    return Sheet(
        survey_id=survey.id,
        service_id=services[0 if number % 5 else -1],
        number=number,
        day=date(survey.year, survey.period.start.month, 1 + number % 28),
        answers=answers,
        profile={
            "jenis_kelamin": "LP"[number % 2],
            "usia": 18 + number % 50,
            "pendidikan": _EDUCATION[number % 8],
            "pekerjaan": _WORK[number % 4],
        },
        saran=_SARAN.get(number, ""),
    )
