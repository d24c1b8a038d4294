"""Open office files for a command, and guard them from its output."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.cli.terminal import complain
from app.errors import InputError, PuasError
from app.services.offices.service import MAX_OPERATOR
from app.services.opening import Refusal, open_office
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.models.survey import Survey
    from app.services.session import Session

_SHOWN = 12
_SQLITE = b"SQLite format 3\x00"


@contextmanager
def open_to_write(path: Path, operator: str) -> Iterator[Session]:
    """Open an office file for changes; a backup is made at the end when there were any."""
    session = _opened_by(path, operator)
    try:
        yield session
    except BaseException:
        session.store.close()
        raise
    close_with_backup(session)


@contextmanager
def open_to_note(path: Path, operator: str) -> Iterator[Session]:
    """Open an office file for a deed that adds rows to its log alone: no backup for these."""
    session = _opened_by(path, operator)
    try:
        yield session
    finally:
        session.store.close()


@contextmanager
def open_to_read(path: Path) -> Iterator[Session]:
    """Open an office file for its figures, also while a window has it open."""
    opened = open_office(path)
    if isinstance(opened, Refusal) and opened.may_read:
        opened = open_office(path, read_only=True)
    session = opened_or_raise(opened)
    try:
        yield session
    finally:
        session.store.close()


def _opened_by(path: Path, operator: str) -> Session:
    session = opened_or_raise(open_office(path))
    if operator:
        session.store.operator = clean_line(operator, MAX_OPERATOR)
    return session


def opened_or_raise(opened: Session | Refusal) -> Session:
    """Return the session, or raise the sentence of the refusal."""
    if isinstance(opened, Refusal):
        raise opened.error
    return opened


def close_with_backup(session: Session) -> None:
    """Close; what was done is done even where the backup is refused, which is said."""
    try:
        session.close()
    except PuasError as error:
        complain(tr("Pekerjaan selesai, tetapi cadangannya gagal. {sebab}", sebab=error.sentence))


def survey_of(session: Session, code: str, year: int | None = None) -> Survey:
    """Return the survey with ``code``, or the only one (of a year) where none is named."""
    surveys = session.surveys.all(year)
    if code or not surveys:
        return session.surveys.find(code)
    if len(surveys) == 1:
        return surveys[0]
    names = ", ".join(survey.code for survey in surveys[:_SHOWN])
    if len(surveys) > _SHOWN:
        names = tr("{daftar}, dan {n} lagi", daftar=names, n=len(surveys) - _SHOWN)
    raise InputError(
        tr("Berkas ini punya {n} survei.", n=len(surveys)),
        next=tr("Sebutkan salah satu dengan --survei: {daftar}.", daftar=names),
    )


def require_free_target(target: Path) -> Path:
    """Return ``target``; raise InputError where it would replace an office file or a database."""
    try:
        with target.open("rb") as file:
            is_database = file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        is_database = False
    if is_database:
        raise InputError(
            tr("Berkas {berkas} berisi data dan tidak akan ditimpa.", berkas=target.name),
            next=tr("Pilih nama lain untuk --keluaran."),
        )
    return target
