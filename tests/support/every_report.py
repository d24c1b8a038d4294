"""Every kind of report, collected from an office and a city that have all it can print."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from app.services.archive.deeds import Locking
from app.services.reports.kinds import About, Subject
from app.services.reports.registry import kinds_about
from tests.support.city import add_survey, add_unit, open_city, recap_file, take
from tests.support.pelaksanaan_office import full_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.reports.service import Collected

AT = datetime(2026, 4, 20, 9, 30, tzinfo=timezone(timedelta(hours=8)))
KINDS = kinds_about(Subject.SURVEY, Subject.YEAR, Subject.MINUTES)
RECAP = """unit;layanan;kelompok;persyaratan;waktu;ikm;kategori;n;unsur_perbaikan;rtl
Dinas X;Rekomendasi;Perangkat daerah;70;80;78;B (Baik);40;Persyaratan;Syarat disederhanakan
Kelurahan A;;Kelurahan;;;99;A (Sangat Baik);10;;
"""


def every_report(folder: Path) -> Iterator[Collected]:
    """Yield each kind of ``KINDS``; the office files are made in ``folder``."""
    yield from _of_an_office(folder / "kantor.puas")
    yield from _of_a_city(folder)


def _of_an_office(path: Path) -> Iterator[Collected]:
    session, survey = full_office(path, 12)
    session.archive.lock(survey.id, Locking("selesai", "Lurah", ""))
    minutes = session.archive.minutes_of(survey.id)[0]
    abouts = {
        Subject.SURVEY: About(survey.id),
        Subject.MINUTES: About(survey.id, minutes_id=minutes.id),
    }
    for kind in KINDS:
        if kind.subject in abouts:
            yield session.reports.collect(kind, abouts[kind.subject], at=AT)
    session.store.close()


def _of_a_city(folder: Path) -> Iterator[Collected]:
    session = open_city(folder / "kota.puas")
    unit = add_unit(session, "kel-a", "Kelurahan A")
    add_survey(session, unit, [3, 4])
    add_survey(session, unit, [3], year=2025)
    add_unit(session, "din-y", "Dinas Y")
    take(session, recap_file(folder, RECAP), 2026)
    for kind in KINDS:
        if kind.subject is Subject.YEAR:
            yield session.reports.collect(kind, About(year=2026), at=AT)
    session.store.close()
