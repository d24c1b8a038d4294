"""Two periods of one unit, the first with plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.models.follow_up import Channel, FollowUp, Forum, Horizon, Publication
from app.models.unit import Official
from tests.support.result_office import quarters

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.survey import Survey
    from app.services.session import Session

TODAY = date(2026, 4, 20)


def office(path: Path, count: int = 40) -> tuple[Session, Survey, Survey]:
    """Make the office; returns the session, the survey before (2025, TW IV) and the last one."""
    session, survey = quarters(path, count)
    before = session.store.surveys.by_code("KL-01-2025-TW4")
    assert before is not None
    session.store.offices.save_official(Official("Lurah", "NAMA LURAH", "Penata", "19800101"))
    return session, before, survey


def add_plans(session: Session, survey: Survey) -> list[FollowUp]:
    """Add four plans: done, in work, not begun, not reported."""
    made = []
    for unsur, action, realisasi in (
        ("waktu", "Membuka loket kedua pada jam ramai.", 100),
        ("waktu", "Memasang janji waktu penyelesaian.", 40),
        ("sarpras", "Menambah kursi di ruang tunggu.", 0),
        ("biaya", "Memasang daftar biaya resmi.", None),
    ):
        plan = FollowUp(
            survey.id,
            unsur,
            0,
            action,
            program="Peningkatan pelayanan" if realisasi else "",
            due="2026 triwulan-2",
            responsible="Kasi Pelayanan",
            horizon=Horizon.SHORT,
        )
        saved, _ = session.follow_up.save(plan)
        if realisasi is not None:
            reported = replace(
                saved,
                realisasi=realisasi,
                evidence="Foto loket dan jadwal petugas." if realisasi else "",
                obstacle="" if realisasi else "Anggaran belum turun.",
            )
            saved, _ = session.follow_up.report(reported, today=TODAY)
        made.append(saved)
    return made


def add_public(session: Session, survey: Survey) -> None:
    """Add a publication of each channel and a forum."""
    public = session.follow_up.public
    public.save_publication(
        Publication(survey.id, date(2026, 4, 8), Channel.OFFLINE, "Papan pengumuman kelurahan")
    )
    public.save_publication(
        Publication(survey.id, date(2026, 4, 9), Channel.ONLINE, "https://contoh.go.id/skm")
    )
    public.save_forum(
        Forum(survey.id, date(2026, 4, 15), "Aula kelurahan", 32, "Peserta meminta loket kedua.")
    )
