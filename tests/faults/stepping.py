"""Kill a deed at its first step, at its second, and so on until it comes to its end.

A step is every statement SQLite runs, and every opening, renaming, linking and removing of a file.
Run as ``python -m tests.faults.stepping DEED TEMPLATE FOLDER [STRIDE]``; it makes one folder for
each step (or each n-th), forked from one process that has imported everything, and prints how many
folders there are besides that of the whole deed.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlite_utils  # noqa: F401 - imported before the fork, not once in each child

import app.services.archive.service
import app.services.consolidation.conflicts
import app.services.consolidation.service
import app.services.entry.service
import app.services.exports.service
import app.services.papers.service
import app.services.sending_down.service
import app.services.surveys.service  # noqa: F401 - as above
from app.models.store import backup, schema
from app.models.store.opening import open_store
from app.services.archive.deeds import Destroying
from app.services.session import Session
from tests.faults.later import add_later_migration
from tests.offices import DAY, make_office, reopen
from tests.support.paper_office import paper_sheet

if TYPE_CHECKING:
    from collections.abc import Callable

OFFICE, BACKUP, PACKAGE, PAPER = "kelurahan.puas", "lama.sqlite", "paket.sqlite", "kertas.puas"
EVENTS = frozenset({"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.truncate"})
CITY, SENT = "kota.puas", "kiriman"
MOST = 600


def _back_up(folder: Path) -> None:
    reopen(folder / OFFICE).session.backups.make()


def _restore(folder: Path) -> None:
    backup.restore(folder / BACKUP, folder / OFFICE)


def _restore_without_links(folder: Path) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    os.link = refuse  # type: ignore[assignment] # it only has to fail
    _restore(folder)


def _migrate(folder: Path) -> None:
    add_later_migration(schema)
    open_store(folder / OFFICE)


def _create(folder: Path) -> None:
    make_office(folder / "baru.puas")


def _save(folder: Path) -> None:
    reopen(folder / OFFICE).add(2)


def _save_paper(folder: Path) -> None:
    path = folder / PAPER
    session = Session.open(path, operator="Loket C")
    assert isinstance(session, Session)
    paper = session.papers.of(session.surveys.get(1))
    session.entry.save(paper_sheet(paper, 3))
    joined = session.entry.find(1, 1)
    session.entry.correct(replace(joined, answers=dict.fromkeys(joined.answers, 1)))
    session.entry.delete(session.entry.find(1, 2))


def _close(folder: Path) -> None:
    office = reopen(folder / OFFICE)
    office.add(1)
    office.session.close()


def _export(folder: Path) -> None:
    office = reopen(folder / OFFICE)
    office.session.exports.export_package(office.survey, folder / PACKAGE)


def _destroy(folder: Path) -> None:
    office = reopen(folder / OFFICE)
    asked = Destroying(office.survey.code, "masa simpan berakhir", day=DAY)
    office.session.archive.destroy(office.survey.id, asked)


def _replace_backups(folder: Path) -> None:
    office = reopen(folder / OFFICE)
    office.session.backups.replace(office.survey.uuid)


def _merge(folder: Path) -> None:
    session = Session.open(folder / CITY, operator="Organisasi")
    assert isinstance(session, Session)
    session.merging.merge_many(session.merging.find([folder / SENT]))


def _undo_merge(folder: Path) -> None:
    session = Session.open(folder / CITY, operator="Organisasi")
    assert isinstance(session, Session)
    session.merging.undo(session.merging.packages()[-1].id, "salah berkas")


def _decide(folder: Path) -> None:
    session = Session.open(folder / CITY, operator="Organisasi")
    assert isinstance(session, Session)
    conflict = session.conflicts.find()[0]
    other = next(side for side in conflict.sides if not side.counts)
    session.conflicts.decide(conflict.fingerprint, other.choice, "kertasnya dilihat")


def _send_down(folder: Path) -> None:
    session = Session.open(folder / CITY, operator="Organisasi")
    assert isinstance(session, Session)
    down = session.sending_down
    down.send(folder / PACKAGE, down.usually_sent())


def _take_down(folder: Path) -> None:
    session = Session.open(folder / OFFICE, operator="Ani")
    assert isinstance(session, Session)
    session.sending_down.take(folder / PACKAGE)


DEEDS: dict[str, Callable[[Path], None]] = {
    "back_up": _back_up,
    "restore": _restore,
    "restore_without_links": _restore_without_links,
    "migrate": _migrate,
    "create": _create,
    "save": _save,
    "save_paper": _save_paper,
    "close": _close,
    "export": _export,
    "destroy": _destroy,
    "replace_backups": _replace_backups,
    "merge": _merge,
    "undo_merge": _undo_merge,
    "decide": _decide,
    "send_down": _send_down,
    "take_down": _take_down,
}


class Steps:
    """Counts steps within one folder and kills the process at one of them."""

    def __init__(self, folder: Path, last: int) -> None:
        self._folder, self._left = str(folder), last
        sys.addaudithook(self._on_event)
        connect = sqlite3.connect

        def traced(*values: Any, **named: Any) -> sqlite3.Connection:
            connection: sqlite3.Connection = connect(*values, **named)
            connection.set_trace_callback(lambda _: self._step())
            return connection

        sqlite3.connect = traced  # type: ignore[assignment] # the same but for its overloads

    def _on_event(self, event: str, values: tuple[Any, ...]) -> None:
        if event in EVENTS and values and str(values[0]).startswith(self._folder):
            self._step()

    def _step(self) -> None:
        self._left -= 1
        if self._left < 0:
            os.kill(os.getpid(), signal.SIGKILL)


def main(deed: str, template: Path, folder: Path, stride: int = 1) -> int:
    """Return how often the deed was killed."""
    for step in range(0, MOST, stride):
        place = folder / f"{step:03}"
        shutil.copytree(template, place)
        process = os.fork()
        if process == 0:
            Steps(place, step)
            DEEDS[deed](place)
            os._exit(0)
        _, status = os.waitpid(process, 0)
        if os.WIFEXITED(status):
            if os.WEXITSTATUS(status):
                sys.exit("the deed failed")
            return step // stride
    sys.exit("the deed never came to its end")


if __name__ == "__main__":
    name, template, folder, *rest = sys.argv[1:]
    made = main(name, Path(template), Path(folder), *map(int, rest))
    sys.stdout.write(f"{made}\n")
