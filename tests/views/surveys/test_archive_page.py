"""The tab Kunci dan arsip, by its fields and buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from app.models.survey import SurveyState
from app.views.surveys import archive_page
from app.views.surveys.archive_page import ArchivePage
from tests.offices import make_office
from tests.support.screens import Desk, desk_over

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.models.survey import Survey
    from app.services.session import Session
    from app.services.surveys.new_survey import SurveyRow


class Shown:
    """The page as the screen keeps it: shown anew after every change."""

    def __init__(self, desk: Desk, *, read_only: bool = False) -> None:
        self.desk, self.read_only = desk, read_only
        self.page = ArchivePage(desk.workspace)
        desk.qtbot.addWidget(self.page)
        self.page.resize(1072, 560)
        self.page.show()
        desk.workspace.changed.connect(lambda _: self.refresh())
        self.refresh()
        desk.settle()

    def refresh(self) -> None:
        self.desk.workspace.run(lambda session: session.surveys.overview()[0], self._fill)

    def _fill(self, row: SurveyRow) -> None:
        self.page.show_row(row, read_only=self.read_only)

    def survey(self) -> Survey:
        found: list[Survey] = []

        def read(session: Session) -> None:
            found.append(session.surveys.all()[0])

        self.desk.do(read)
        return found[0]

    def press(self, button: object) -> None:
        self.desk.qtbot.keyClick(button, Qt.Key.Key_Return)
        self.desk.settle()
        self.desk.settle()


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    office = make_office(tmp_path / "kantor.puas", sheets=12)
    office.session.close()
    with desk_over(qtbot, tmp_path / "kantor.puas", office.survey.id) as desk:
        yield Shown(desk)


def lock(shown: Shown) -> None:
    shown.desk.qtbot.keyClicks(shown.page.deed.reason, "hasil final")
    shown.desk.qtbot.keyClicks(shown.page.deed.by, "Lurah")
    shown.press(shown.page.deed.lock)


def test_locking_asks_why_and_lists_its_minutes(shown: Shown) -> None:
    shown.press(shown.page.deed.lock)
    assert shown.page.deed.reason_row.error.text()
    assert shown.survey().state is SurveyState.TERBUKA
    lock(shown)
    assert shown.survey().state is SurveyState.TERKUNCI
    assert shown.page.heading.text() == "Terkunci"
    assert "Lurah" in shown.page.note.text()
    assert shown.page.table.model().rowCount() == 1
    assert shown.page.deed.reason.text() == ""
    assert shown.page.deed.unlock.isVisible()
    shown.desk.qtbot.keyClicks(shown.page.deed.reason, "salah")
    shown.press(shown.page.deed.unlock)
    assert shown.survey().state is SurveyState.TERBUKA
    assert shown.page.table.model().rowCount() == 2


def test_the_minutes_are_saved_as_pdf(
    shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "berita.pdf"
    monkeypatch.setattr(archive_page, "ask_where_to_save", lambda *_: target)
    lock(shown)
    shown.press(shown.page.pdf)
    assert target.read_bytes().startswith(b"%PDF")
    assert any("berita.pdf" in text for text in shown.desk.messages)


def test_destroying_asks_for_the_code(shown: Shown) -> None:
    assert not shown.page.destruction.isVisible()
    lock(shown)
    assert shown.page.destruction.isVisible()
    shown.desk.qtbot.keyClicks(shown.page.deed.reason, "habis masa simpan")
    shown.press(shown.page.destruction.deed)
    assert shown.page.destruction.code_row.error.text()
    assert shown.survey().destroyed_on is None
    shown.desk.qtbot.keyClicks(shown.page.destruction.code, shown.survey().code)
    shown.press(shown.page.destruction.deed)
    assert shown.survey().destroyed_on is not None
    assert shown.page.heading.text() == "Lembar dimusnahkan"
    assert not shown.page.deed.isVisible()
    assert "Cadangan" in shown.page.elsewhere.text.text()
    shown.press(shown.page.elsewhere.delete)
    assert not shown.page.elsewhere.delete.isVisible()


def test_where_the_file_was_published_is_told_after_destruction(
    shown: Shown, tmp_path: Path
) -> None:
    shown.desk.do(lambda session: session.publishing.publish(str(tmp_path / "terbit")))
    lock(shown)
    shown.desk.qtbot.keyClicks(shown.page.deed.reason, "habis masa simpan")
    shown.desk.qtbot.keyClicks(shown.page.destruction.code, shown.survey().code)
    shown.press(shown.page.destruction.deed)
    text = shown.page.elsewhere.text.text()
    assert f"Pernah diterbitkan ke: {tmp_path / 'terbit'}" in text
    assert "Terbitkan sekali lagi" in text


def test_the_day_until_when_is_kept(shown: Shown) -> None:
    shown.press(shown.page.retention.save)
    assert shown.survey().retain_until is not None
    assert "31 Desember 2028" in shown.page.retention.state.text()


def test_a_file_that_is_only_read_offers_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    office = make_office(tmp_path / "kantor.puas", sheets=2)
    office.session.close()
    with desk_over(qtbot, tmp_path / "kantor.puas", office.survey.id, read_only=True) as desk:
        shown = Shown(desk, read_only=True)
        assert not shown.page.deed.lock.isEnabled()
        assert not shown.page.retention.save.isEnabled()
