"""What a person should know of a package is said, and keeps none out."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.services.consolidation.outcomes import Fate
from app.services.consolidation.settling import STEP
from tests.offices import reopen
from tests.support.receiving import correct, make_sender, send

if TYPE_CHECKING:
    from tests.offices import SmallOffice
    from tests.support.receiving import City

FORMAT_1 = Path(__file__).parents[2] / "data" / "packages" / "format-1.sqlite"


def sheets_of(city: City, place: int = 0) -> dict[int, int]:
    """Return number → revision of the sheets of a survey."""
    survey = sorted(city.session.store.surveys.all(), key=lambda one: one.id)[place]
    return {s.number: s.revision for s in city.session.store.sheets.all_of(survey.id)}


def test_a_gap_in_the_sequence_is_said(city: City, office: SmallOffice, tmp_path: Path) -> None:
    first = send(office, tmp_path / "1.sqlite")
    send(office, tmp_path / "2.sqlite")
    correct(office, 1)
    third = send(office, tmp_path / "3.sqlite")
    _, outcome = city.merge(first, third)
    assert any("Paket nomor 2" in note for note in outcome.notes)


def test_two_copies_of_one_file_are_noticed(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    path = office.store.path
    office.store.close()
    shutil.copyfile(path, tmp_path / "salinan.puas")
    packages = []
    for name in ("kelurahan", "salinan"):
        copy = reopen(tmp_path / f"{name}.puas")
        copy.add(1)
        packages.append(send(copy, tmp_path / f"{name}.sqlite"))
        copy.store.close()
    _, outcome = city.merge(*packages)
    assert any("juga bernomor 1" in note for note in outcome.notes)
    assert sorted(sheets_of(city)) == [1, 2, 3, 4, 5, 6, 7, 7 + STEP]
    assert outcome.conflicts == 1


def test_a_unit_that_sends_from_two_files_is_noticed(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    other = make_sender(tmp_path / "lain.puas", "KEL-01", 2)
    _, outcome = city.merge(send(office, tmp_path / "1.sqlite"), send(other, tmp_path / "2.sqlite"))
    other.store.close()
    assert any("2 berkas kantor yang berbeda" in note for note in outcome.notes)
    assert outcome.conflicts == 1
    codes = {survey.code for survey in city.session.store.surveys.all()}
    assert len(codes) == 2
    assert "KEL-01-2026" in codes


def test_an_older_program_is_said(city: City) -> None:
    (outcome,) = city.merge(FORMAT_1)
    assert outcome.fate is Fate.MERGED
    assert any("Puas yang lebih lama" in note for note in outcome.notes)
    assert any("Kelurahan Melati" in note for note in outcome.notes)


def test_a_sample_is_said(city: City, office: SmallOffice, tmp_path: Path) -> None:
    office.store.surveys.save(replace(office.survey, notice="Data contoh, bukan hasil survei."))
    (outcome,) = city.merge(send(office, tmp_path / "1.sqlite"))
    assert "Data contoh, bukan hasil survei." in outcome.notes
