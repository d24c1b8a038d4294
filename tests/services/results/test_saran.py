from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.review import SaranDecision
from app.services.instruments.reading import shipped_instruments
from app.services.results.saran import MASK, masked, per_unsur, proposed_tags
from tests.support.result_office import UNSUR, quarters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.models.survey import Survey
    from app.services.session import Session

SKM_9 = next(one for one in shipped_instruments() if one.key == "skm-9")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Session, Survey]]:
    session, survey = quarters(tmp_path / "kantor.sqlite")
    yield session, survey
    session.store.close()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NIK saya 6371012305900001 hilang", f"NIK saya {MASK} hilang"),
        ("NIK 6371 0123 0590 0001.", f"NIK {MASK}."),
        ("hubungi 0812-3456-7890 ya", f"hubungi {MASK} ya"),
        ("WA +62 812 3456 7890", f"WA {MASK}"),
        ("081234567890", MASK),
        ("kirim ke budi.s@contoh.co.id, terima kasih", f"kirim ke {MASK}, terima kasih"),
        ("buka jam 08.00-12.00", "buka jam 08.00-12.00"),
        ("sejak 12/03/2026 dan biaya Rp 15.000", "sejak 12/03/2026 dan biaya Rp 15.000"),
        ("loket 1, 2, 3", "loket 1, 2, 3"),
    ],
)
def test_what_points_to_a_person_is_blanked(text: str, expected: str) -> None:
    assert masked(text) == expected


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Antrean agak lama di pagi hari.", ("waktu",)),
        ("Petugasnya kurang RAMAH, kursi sedikit", ("perilaku", "sarpras")),
        ("wc kotor", ("sarpras",)),
        ("Ruang tunggu panas", ("sarpras",)),
        ("acara bagus", ()),
        ("Sudah baik, pertahankan.", ()),
        ("Kotak saran tidak ditanggapi", ("pengaduan",)),
    ],
)
def test_words_propose_unsur(text: str, tags: tuple[str, ...]) -> None:
    assert proposed_tags(SKM_9, text) == tags


def test_nothing_is_printed_before_somebody_looked(office: tuple[Session, Survey]) -> None:
    session, survey = office
    found = session.saran.printable(survey.id)
    assert found.texts == ()
    assert found.sentence == "3 saran belum ditinjau dan tidak dicetak."


def test_the_approved_text_is_printed_whatever_the_sheet_says_later(
    office: tuple[Session, Survey],
) -> None:
    session, survey = office
    sheet = session.store.sheets.by_number(survey.id, 7)
    assert sheet is not None
    session.saran.decide(survey.id, [sheet.uuid], SaranDecision.PRINT)
    session.saran.tag(survey.id, sheet.uuid, ["waktu", "tidak-ada"])
    session.store.sheets.change(replace(sheet, saran="Budi 081234567890 galak"), UNSUR)
    found = session.saran.printable(survey.id)
    assert found.texts == (("Antrean agak lama di pagi hari.", ("Waktu",)),)
    assert found.unreviewed == 2


def test_private_numbers_are_blanked_unless_a_text_is_given(
    office: tuple[Session, Survey],
) -> None:
    session, survey = office
    sheet = session.store.sheets.by_number(survey.id, 7)
    assert sheet is not None
    session.store.sheets.change(replace(sheet, saran="Telepon 081234567890"), UNSUR)
    session.saran.decide(survey.id, [sheet.uuid], SaranDecision.PRINT)
    assert session.saran.printable(survey.id).texts[0][0] == f"Telepon {MASK}"
    session.saran.decide(survey.id, [sheet.uuid], SaranDecision.PRINT, " Ditelepon\x00 saja ")
    assert session.saran.printable(survey.id).texts[0][0] == "Ditelepon saja"
    session.saran.decide(survey.id, [sheet.uuid], SaranDecision.HIDE)
    assert session.saran.printable(survey.id).texts == ()


def test_tags_are_toggled_and_counted(office: tuple[Session, Survey]) -> None:
    session, survey = office
    saran = session.results.of(survey.id).saran
    for one in saran[:2]:
        session.saran.toggle(survey.id, one.uuid, "waktu")
    session.saran.toggle(survey.id, saran[0].uuid, "biaya")
    session.saran.toggle(survey.id, saran[1].uuid, "waktu")
    tagged = session.results.of(survey.id).saran
    assert per_unsur(SKM_9, tagged) == [("waktu", "Waktu", 1), ("biaya", "Biaya/Tarif", 1)]


def test_a_review_is_taken_back(office: tuple[Session, Survey]) -> None:
    session, survey = office
    one = session.results.of(survey.id).saran[0]
    session.saran.decide(survey.id, [one.uuid], SaranDecision.PRINT)
    first = session.results.of(survey.id).saran[0].review
    session.saran.decide(survey.id, [one.uuid], SaranDecision.HIDE)
    session.saran.restore(survey.id, {one.uuid: first})
    assert session.results.of(survey.id).saran[0].decision is SaranDecision.PRINT
    session.saran.restore(survey.id, {one.uuid: None})
    assert session.results.of(survey.id).saran[0].review is None


def test_a_remark_that_is_gone_is_refused_and_nothing_is_kept(
    office: tuple[Session, Survey],
) -> None:
    session, survey = office
    known = session.results.of(survey.id).saran[0].uuid
    with pytest.raises(InputError, match="tidak ada lagi"):
        session.saran.decide(survey.id, [known, "x" * 36], SaranDecision.PRINT)
    with pytest.raises(InputError, match="tidak ada lagi"):
        session.saran.tag(survey.id, "x" * 36, ["waktu"])
    assert session.results.of(survey.id).saran[0].review is None
