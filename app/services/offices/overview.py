"""All that the screen Pengaturan shows of a file, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.offices.backups import Place
from app.settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.questionnaire import Instrument
    from app.models.unit import Official, Operator
    from app.services.offices.backups import BackupItem
    from app.services.offices.service import OfficeData
    from app.services.session import Session


@dataclass(frozen=True, slots=True)
class OfficeOverview:
    """The office, its people, its backups and the instruments it can use."""

    data: OfficeData
    logo: bytes
    officials: tuple[Official, ...]
    operators: tuple[Operator, ...]
    operator: str
    file: Path
    first_folder: Path
    second_folder: str
    second_place: Place
    backups: tuple[BackupItem, ...]
    instruments: tuple[Instrument, ...]


def overview_of(session: Session) -> OfficeOverview:
    """Read the overview of the open file."""
    office = session.offices.current()
    second = load_settings().second_backup_folder
    return OfficeOverview(
        session.offices.data(),
        office.logo if office else b"",
        tuple(session.offices.officials()),
        tuple(session.offices.operators()),
        session.offices.operator,
        session.store.path,
        session.backups.folders[0],
        second,
        session.backups.check(second) if second else Place.WRITABLE,
        tuple(session.backups.all()),
        tuple(session.instruments.available()),
    )
