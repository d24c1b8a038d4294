"""A city's file for tests: its own office, recaps as CSV, surveys of several units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.unit import UnitType
from app.services.offices.service import OfficeData
from app.services.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.reported.preview import ReportedResult

NAME = "Pemerintah Kota Melati"


def open_city(path: Path) -> Session:
    """Make the file of a city without any figures."""
    session = Session.create(path, operator="Bagian Organisasi")
    assert isinstance(session, Session)
    session.offices.create(
        OfficeData(NAME, "kota", UnitType.PEMDA, ("PEMERINTAH KOTA MELATI",), place="Melati")
    )
    return session


def recap_file(folder: Path, text: str, name: str = "rekap.csv") -> Path:
    """Write a recap."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def take(session: Session, path: Path, year: int | None = None) -> ReportedResult:
    """Take a recap over."""
    return session.reported.take(session.reported.preview(path, year))[0]
