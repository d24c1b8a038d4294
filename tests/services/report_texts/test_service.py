from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.services.changes import NOTHING, OFFICE_CHANGED
from app.services.report_texts.fields import examples, text_fields
from app.services.report_texts.service import text_problems
from app.services.report_texts.shipped import shipped_texts
from app.services.report_texts.template import fields_in
from app.services.reports.kinds import Subject
from app.services.text import clean_text
from tests.offices import make_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.report_texts.service import ReportTextService
    from tests.offices import SmallOffice

KEYS = [one.key for one in shipped_texts()]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    made = make_office(tmp_path / "kantor.puas")
    yield made
    made.store.close()


@pytest.fixture
def texts(office: SmallOffice) -> ReportTextService:
    return office.session.report_texts


@pytest.mark.parametrize("key", KEYS)
def test_what_is_shipped_can_be_printed_and_is_kept_as_it_is(key: str) -> None:
    shipped = next(one for one in shipped_texts() if one.key == key)
    assert text_problems(shipped.text, shipped.subject) == ()
    assert clean_text(shipped.text) == shipped.text


@pytest.mark.parametrize("subject", [Subject.SURVEY, Subject.YEAR])
def test_every_field_has_a_name_a_meaning_and_an_example(subject: Subject) -> None:
    fields = text_fields(subject)
    assert len({field.name for field in fields}) == len(fields) == len(examples(subject))
    assert all(field.meaning and field.example for field in fields)
    assert all(fields_in(field.written) == {field.name} for field in fields)


def test_a_text_about_a_year_holds_no_field_of_a_survey(texts: ReportTextService) -> None:
    assert texts.save("daerah_penutup", "{unit_melapor} unit.") == OFFICE_CHANGED
    with pytest.raises(InputError) as caught:
        texts.save("daerah_penutup", "{populasi} orang.")
    assert "isian {populasi} tidak dikenal" in str(caught.value)
    assert "unit_belum" in caught.value.next
    with pytest.raises(InputError):
        texts.save("penutup", "{unit_melapor} unit.")


def test_a_new_file_has_the_shipped_texts(texts: ReportTextService) -> None:
    assert [one.key for one in texts.all()] == KEYS
    assert not any(one.is_own for one in texts.all())


def test_own_words_are_kept_and_logged_and_taken_back(
    office: SmallOffice, texts: ReportTextService
) -> None:
    assert texts.save("tujuan", " Tujuan {unit}:\r\n-  satu ") == OFFICE_CHANGED
    own = next(one for one in texts.all() if one.key == "tujuan")
    assert (own.text, own.is_own) == ("Tujuan {unit}:\n- satu", True)
    entry = office.store.log.latest(1)[0]
    assert (entry.subject, entry.action) == ("teks laporan", "dibuat")
    assert entry.new == {"key": "tujuan", "text": "Tujuan {unit}:\n- satu"}
    assert texts.save("tujuan", "Tujuan {unit}:\n- satu") == NOTHING
    assert texts.save("tujuan", "Lain.") == OFFICE_CHANGED
    assert office.store.log.latest(1)[0].action == "diubah"
    assert texts.restore("tujuan") == OFFICE_CHANGED
    assert office.store.log.latest(1)[0].action == "dihapus"
    assert texts.restore("tujuan") == NOTHING
    assert not any(one.is_own for one in texts.all())


def test_typing_the_shipped_words_again_is_no_change_of_them(texts: ReportTextService) -> None:
    shipped = shipped_texts()[0]
    assert texts.save(shipped.key, shipped.text + "\n") == NOTHING
    texts.save(shipped.key, "Lain.")
    assert texts.save(shipped.key, shipped.text) == OFFICE_CHANGED
    assert not texts.all()[0].is_own


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{unti}", ["Baris 1: isian {unti} tidak dikenal", "{unit}", "jumlah_responden, "]),
        ("baik\n{unit", ["Baris 2", "tidak ditutup"]),
        ("", ["Teksnya kosong"]),
        ("{a} {b} {c} {d} {e}", ["Masih ada 2 masalah lain."]),
        ("x" * 20_000, ["paling banyak 10000"]),
    ],
)
def test_what_cannot_be_printed_is_refused_and_nothing_changes(
    texts: ReportTextService, text: str, words: list[str]
) -> None:
    texts.save("tujuan", "Semula.")
    with pytest.raises(InputError) as refused:
        texts.save("tujuan", text)
    assert "“1.3 Tujuan”" in refused.value.sentence
    assert all(word in refused.value.sentence for word in words)
    assert next(one.text for one in texts.all() if one.key == "tujuan") == "Semula."


def test_an_unknown_key_is_a_mistake(texts: ReportTextService) -> None:
    with pytest.raises(KeyError):
        texts.save("x", "y")
    with pytest.raises(KeyError):
        texts.restore("x")
