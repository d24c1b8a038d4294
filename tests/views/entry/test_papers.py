"""A pile of papers that ask SKM, SPKP and SPAK is keyed in by keys alone."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

import pytest

from app.models.store.verifications import VerificationRepository
from app.models.survey import SurveyState
from app.services.ikm.rounding import indonesian
from app.views.entry.desk_state import Phase, Tray
from tests.support.entry_screen import Clerk, draft, kept
from tests.support.paper_office import office_with_paper

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from app.services.session import Session

PROFILE = "234442"
"""Perempuan, 34 tahun, SMA, the fourth occupation, tanpa disabilitas: asked once for all three."""
PAPERS = (
    ("343434334", "34343433", "65656"),
    ("443434334", "33343433", "65556"),
    ("303434334", "34303433", "60656"),
    ("343424334", "34343432", "61656"),
    ("343434334", "44444444", "66666"),
)


def keys(paper: tuple[str, str, str]) -> str:
    return PROFILE + "".join(paper)


@pytest.fixture
def clerk(qtbot: QtBot, tmp_path: Path) -> Iterator[Clerk]:
    made = Clerk(qtbot, lambda: office_with_paper(tmp_path / "kantor.puas")[0])
    made.begin(1)
    yield made
    made.close()


def index_by_hand(place: int, factor: Fraction) -> str:
    """Compute an index from the keys alone: the mean of the questions' means, converted."""
    columns = zip(*(paper[place] for paper in PAPERS), strict=True)
    given = [[int(score) for score in column if score != "0"] for column in columns]
    means = [Fraction(sum(scores), len(scores)) for scores in given]
    return indonesian(sum(means, Fraction(0)) / len(means) * factor, 2)


def test_five_papers_give_three_indices_computed_apart(clerk: Clerk) -> None:
    for paper in PAPERS:
        clerk.type(keys(paper))
    clerk.settle()
    assert [[sheet.number for sheet in kept(clerk, place)] for place in (1, 2, 3)] == [
        [1, 2, 3, 4, 5]
    ] * 3
    wanted = [
        index_by_hand(0, Fraction(25)),
        index_by_hand(1, Fraction(1)),
        index_by_hand(2, Fraction(4, 6)),
    ]
    shown = [clerk.find(name).text() for name in ("entri.ikm", "entri.ipkp", "entri.ipak")]
    assert shown == wanted
    rows = clerk.read(lambda session: session.recaps.rows())
    by_id = sorted(rows, key=lambda row: row.survey.id)
    assert [row.result.ikm_text for row in by_id] == wanted
    first, second = kept(clerk, 1)[0], kept(clerk, 2)[0]
    assert (first.profile["usia"], second.profile["usia"]) == (34, "26-34")
    assert "".join(map(str, kept(clerk, 3)[0].answers.values())) == PAPERS[0][2]
    assert clerk.read(lambda session: session.checks.run().is_sound)


def is_seen(widget: QWidget) -> bool:
    return widget.visibleRegion().contains(widget.rect().center())


def test_the_waiting_field_is_always_seen_and_the_parts_have_headings(clerk: Clerk) -> None:
    for key in keys(PAPERS[0])[:-1]:
        clerk.type(key)
        clerk.qtbot.waitUntil(partial(is_seen, clerk.find(f"entri.{clerk.waiting}")))
    headings = [clerk.find(f"entri.bagian.{place}").text() for place in range(3)]
    assert [heading.split(" (")[0] for heading in headings] == [
        "Survei Kepuasan Masyarakat",
        "Survei Persepsi Kualitas Pelayanan",
        "Survei Persepsi Anti Korupsi",
    ]


def test_each_question_takes_the_keys_of_its_own_scale(clerk: Clerk) -> None:
    clerk.type(PROFILE + "5")
    assert clerk.waiting == "persyaratan"
    assert "1–4" in clerk.find("entri.salah_tombol").text()
    clerk.type(PAPERS[0][0] + PAPERS[0][1] + "7")
    assert clerk.waiting == "2.diskriminasi"
    assert "1–6" in clerk.find("entri.salah_tombol").text()
    clerk.key_in("65656")
    assert clerk.waiting == "jenis_kelamin"
    assert len(kept(clerk, 3)) == 1


def test_a_sheet_is_corrected_deleted_and_brought_back_in_all_surveys(clerk: Clerk) -> None:
    clerk.key_in(keys(PAPERS[0]))
    clerk.key_in("<F4><End>1")
    assert kept(clerk, 3)[0].answers["percaloan"] == 1
    assert [kept(clerk, place)[0].revision for place in (1, 2, 3)] == [1, 1, 2]
    clerk.key_in("<F3>1<Return>")
    clerk.key_in("<Delete>")
    assert [kept(clerk, place) for place in (1, 2, 3)] == [[], [], []]
    clerk.key_in("<C-Z>")
    assert [len(kept(clerk, place)) for place in (1, 2, 3)] == [1, 1, 1]


@pytest.mark.parametrize("survey_id", [1, 3])
def test_a_half_typed_paper_survives_a_crash(clerk: Clerk, survey_id: int) -> None:
    """It is offered whichever of its surveys is chosen next."""
    half = keys(PAPERS[0])[:-3]
    clerk.key_in(half)
    assert draft(clerk, 1) is not None
    clerk.open_screen()
    clerk.begin(survey_id)
    assert clerk.phase() is Phase.ASKING
    clerk.key_in("<Return>" + keys(PAPERS[0])[-3:])
    assert [len(kept(clerk, place)) for place in (1, 2, 3)] == [1, 1, 1]
    assert draft(clerk, 1) is None


def test_a_locked_sibling_is_named_instead_of_the_form(clerk: Clerk) -> None:
    def lock(session: Session) -> str:
        survey = session.surveys.get(3)
        session.store.surveys.save(replace(survey, state=SurveyState.TERKUNCI), "Selesai")
        return survey.code

    code = clerk.read(lock)
    clerk.begin(1)
    assert clerk.phase() is Phase.EMPTY
    words = [
        label.text()
        for label in clerk.find("entri.belum").findChildren(type(clerk.screen.side.ikm))
    ]
    assert any(code in text and "terkunci" in text for text in words)


@pytest.mark.parametrize("deed", ["<F4><End>1", "<F3>1<Return>|<Delete>"])
def test_a_verified_sheet_changes_only_with_a_reason(
    clerk: Clerk, deed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.key_in(keys(PAPERS[0]))
    monkeypatch.setattr(VerificationRepository, "is_verified", lambda *_: True)
    before = [kept(clerk, place) for place in (1, 2, 3)]
    for keys_of_deed in deed.split("|"):
        clerk.key_in(keys_of_deed)
    assert clerk.tray() is Tray.REASON
    assert [kept(clerk, place) for place in (1, 2, 3)] == before
    clerk.type("<Return>")
    assert clerk.tray() is Tray.REASON
    clerk.key_in("Salah baca<Return>")
    assert clerk.tray() is Tray.NONE
    assert [kept(clerk, place) for place in (1, 2, 3)] != before
    reasons = clerk.read(
        lambda session: session.store.database.rows("SELECT reason FROM log WHERE reason <> ''")
    )
    assert {row[0] for row in reasons} == {"Salah baca"}
