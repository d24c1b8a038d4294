"""Opening or making an office file for the window, and the ways left when it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.store.backup import Backup
from app.models.store.opening import Opening, Refused
from app.paths import data_folder, is_there
from app.services.offices.backups import backups_of_closed, restore_backup
from app.services.session import Session
from app.services.surveys.new_survey import NewSurvey
from app.settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from app.errors import PuasError
    from app.services.offices.service import OfficeData

SAMPLE_NAME = "kelurahan-contoh"

__all__ = [
    "Backup",
    "Beginning",
    "Refusal",
    "begin_from_city",
    "begin_office",
    "open_office",
    "open_sample",
    "refusal_of",
    "restore_office",
]

_RESTORABLE = (Opening.DAMAGED, Opening.EMPTY, Opening.MISSING, Opening.UNREADABLE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not opened: why, and which ways are left."""

    path: Path
    error: PuasError
    missing: bool = False
    exists: bool = False
    may_read: bool = False
    """Somebody else writes the file; it can be opened to be read."""
    backups: tuple[Backup, ...] = ()
    """Backups that can take its place, newest first."""


def open_office(path: Path, *, read_only: bool = False) -> Session | Refusal:
    """Open an office file for the operator of this computer, or say why not."""
    opened = Session.open(path, read_only=read_only, operator=load_settings().operator)
    return refusal_of(opened) if isinstance(opened, Refused) else opened


def refusal_of(refused: Refused) -> Refusal:
    """Return a refusal of the store together with the ways that are left."""
    restorable = refused.reason in _RESTORABLE
    return Refusal(
        path=refused.path,
        error=refused.error,
        missing=refused.reason is Opening.MISSING,
        exists=refused.reason is Opening.EXISTS,
        may_read=refused.reason is Opening.LOCKED,
        backups=backups_of_closed(refused.path) if restorable else (),
    )


def restore_office(path: Path, backup: Backup) -> Session | Refusal:
    """Put a backup in the place of a closed file, which is kept aside, and open it."""
    restore_backup(backup.path, path)
    return open_office(path)


def restore_open_office(session: Session, backup: Backup) -> Session | Refusal:
    """Close the open file without a backup of its own and put ``backup`` in its place.

    The file itself is kept aside whole; a backup made now could thin out the chosen one.
    """
    path = session.store.path
    session.store.close()
    return restore_office(path, backup)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the first start asks: the office, who keys in, and the first survey."""

    office: OfficeData
    year: int
    period: str
    population: int | None = None
    services: tuple[str, ...] = ()
    logo: bytes = b""
    operator: str = ""


def begin_office(path: Path, beginning: Beginning) -> Session | Refusal:
    """Make an office file with its first survey; what is refused leaves nothing behind."""
    made = Session.create(path, operator=beginning.operator)
    if isinstance(made, Refused):
        return refusal_of(made)
    try:
        _begin(made, beginning)
    except BaseException:
        made.discard()
        raise
    return made


def begin_from_city(path: Path, package: Path, code: str, operator: str) -> Session | Refusal:
    """Make the office file of a unit from the city's package; a refusal leaves nothing behind."""
    made = Session.create(path, operator=operator)
    if isinstance(made, Refused):
        return refusal_of(made)
    try:
        with made.store.transaction():
            made.sending_down.take(package, code)
            if operator:
                made.offices.use_operator(operator)
    except BaseException:
        made.discard()
        raise
    return made


def open_sample() -> Session | Refusal:
    """Open the sample office of this computer, made when it is not there yet."""
    from app.services.sample.service import create_sample

    path = data_folder() / f"{SAMPLE_NAME}.sqlite"
    if is_there(path):
        return open_office(path)
    made = create_sample(path)
    return refusal_of(made) if isinstance(made, Refused) else made


def _begin(session: Session, beginning: Beginning) -> None:
    with session.store.transaction():
        office, _ = session.offices.create(
            beginning.office, services=beginning.services, logo=beginning.logo
        )
        if beginning.operator:
            session.offices.use_operator(beginning.operator)
        session.surveys.create(
            NewSurvey(
                office.unit_id,
                beginning.year,
                beginning.period,
                population=beginning.population,
            )
        )
