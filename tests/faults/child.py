"""What a child process does while it is killed, starved of disk or read beside.

Run as ``python -m tests.faults.child DEED PATH …``; every line printed was acknowledged.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

from app.errors import StorageError
from app.models.response import Draft
from tests.offices import SmallOffice, reopen


def save(path: Path) -> None:
    """Save sheets without end and print the uuid of each after its commit; drafts in between."""
    office = reopen(path)
    for _ in count():
        sheet = office.sheet(office.store.sheets.next_number(office.survey.id))
        office.session.entry.save_draft(_draft(office, sheet.number))
        _say(office.session.entry.save(sheet).uuid)


def draft(path: Path) -> None:
    """Keep one draft and change it without end; print each cursor after its commit."""
    office = reopen(path)
    kept = _draft(office, office.store.sheets.next_number(office.survey.id))
    _say("siap")
    for n in count():
        cursor = office.questions[n % len(office.questions)]
        office.session.entry.save_draft(replace(kept, cursor=cursor))
        _say(cursor)


def full(path: Path, room: int) -> None:
    """Save until the disk gives no more, say so, get room again and save the same sheet."""
    import resource

    office = reopen(path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + room, hard))
    while True:
        sheet = office.sheet(office.store.sheets.next_number(office.survey.id))
        try:
            _say(office.session.entry.save(sheet).uuid)
        except StorageError as error:
            _say("ditolak:", error.sentence)
            break
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    _say(office.session.entry.save(sheet).uuid)
    office.session.close()


def full_backup(path: Path) -> None:
    """Make a backup for which there is no room, say so, and one for which there is."""
    import resource

    office = reopen(path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size // 2, hard))
    try:
        office.session.backups.make()
    except StorageError as error:
        _say("ditolak:", error.sentence)
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    _say(office.session.backups.make().path)
    office.store.close()


def merge(path: Path, _: int) -> None:
    """Merge all packages of a folder beside the file; print each after its commit."""
    from app.services.session import Session

    session = Session.open(path, operator="Organisasi")
    if not isinstance(session, Session):
        raise SystemExit(session.error.sentence)
    for package in session.merging.find([path.parent / "kiriman"]):
        _say(session.merging.merge(package).fate)


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def _draft(office: SmallOffice, number: int) -> Draft:
    sheet = office.sheet(number)
    return Draft(
        survey_id=office.survey.id,
        instrument_id=office.survey.instrument_id,
        number=number,
        day=sheet.day,
        service_id=sheet.service_id,
        answers=dict(list(sheet.answers.items())[:4]),
        profile=sheet.profile,
        cursor=office.questions[4],
    )


DEEDS = {"save": save, "draft": draft, "full": full, "full_backup": full_backup, "merge": merge}

if __name__ == "__main__":
    deed, file, *numbers = sys.argv[1:]
    DEEDS[deed](Path(file), *map(int, numbers))  # type: ignore[operator] # each has its own numbers
