"""A backup and a report while sheets are saved: nobody is told that the file is busy."""

from __future__ import annotations

import threading
from contextlib import closing
from typing import TYPE_CHECKING

from app.models.store.backup import back_up, backups_in
from app.models.store.database import connect
from app.services.reports.kinds import About
from app.services.reports.publikasi import PUBLIKASI
from tests.offices import make_office, reopen
from tests.oracle import assert_trustworthy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHEETS = 20


def _while_saving(path: Path, beside: Callable[[], object]) -> list[str]:
    """Save twenty sheets while another thread does something again and again."""
    done, failures = threading.Event(), []

    def work() -> None:
        try:
            while not done.is_set():
                beside()
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must show it
            failures.append(error)

    office = reopen(path)
    thread = threading.Thread(target=work)
    thread.start()
    try:
        saved = [sheet.uuid for sheet in office.add(SHEETS)]
    finally:
        done.set()
        thread.join()
    office.store.close()
    assert failures == []
    return saved


def test_backups_while_sheets_are_saved(tmp_path: Path) -> None:
    path = tmp_path / "kelurahan.puas"
    make_office(path, sheets=5).store.close()
    folder = tmp_path / "kedua"
    folder.mkdir()
    saved = _while_saving(path, lambda: back_up(path, folder))
    assert assert_trustworthy(path, saved) == 5 + SHEETS
    for made in backups_in(folder):
        with closing(connect(made.path, read_only=True)) as connection:
            (sheets,) = connection.execute("SELECT count(*) FROM sheet").fetchone()
            (counted,) = connection.execute("SELECT sum(n) FROM sheet_tally").fetchone()
        assert sheets == counted
        assert 5 <= sheets <= 5 + SHEETS


def test_reports_while_sheets_are_saved(tmp_path: Path) -> None:
    path = tmp_path / "kelurahan.puas"
    make_office(path, sheets=5).store.close()

    def report() -> None:
        office = reopen(path, read_only=True)
        pdf = office.session.reports.render(PUBLIKASI, About(office.survey.id))
        assert pdf.startswith(b"%PDF")
        office.store.close()

    saved = _while_saving(path, report)
    assert assert_trustworthy(path, saved) == 5 + SHEETS
