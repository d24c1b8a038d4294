from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app.services.ikm.cross import RespondentTable
from app.services.reports.publikasi import PUBLIKASI, PUBLIKASI_A3
from tests.services.reports.making import instrument_of, results_data, skm_9
from tests.services.reports.pages import letters_outside, texts_of
from tests.support.reports import file_of

if TYPE_CHECKING:
    from app.services.reports.kinds import ReportKind

POSTERS = (PUBLIKASI, PUBLIKASI_A3)


@pytest.mark.parametrize("kind", POSTERS)
def test_the_poster_is_one_page_with_what_the_public_is_told(kind: ReportKind[Any]) -> None:
    data = results_data(400)
    (text,) = texts_of(file_of(kind, data))
    assert data.result.ikm_text in text
    assert "400 orang" in text
    assert "Baik" in text
    assert "Kelurahan Sungai Jingah" in text
    assert "Triwulan I 2026" in text
    assert "Laki-laki" in text
    assert "Terima kasih" in text


def test_the_notice_of_a_sample_is_on_the_poster() -> None:
    (text,) = texts_of(file_of(PUBLIKASI, results_data(40, notice="Data contoh.")))
    assert "Data contoh." in text


def test_small_groups_are_not_told_apart() -> None:
    data = results_data(40)
    education = RespondentTable(skm_9().field("pendidikan"), (("SD", 20), ("SMA", 17), ("S3", 3)))
    (text,) = texts_of(file_of(PUBLIKASI, replace(data, respondents=(education,))))
    assert "S3" not in text
    assert "Kelompok lain 20" in text
    assert "kurang dari 5 responden" in text


def test_an_empty_survey_has_a_poster_too() -> None:
    (text,) = texts_of(file_of(PUBLIKASI, results_data(0)))
    assert "Belum dihitung" in text
    assert "Belum ada responden pada periode ini." in text
    assert "Terima kasih" not in text


@pytest.mark.parametrize("kind", POSTERS)
def test_long_texts_shrink_the_poster_instead_of_leaving_it(kind: ReportKind[Any]) -> None:
    long = "Pelayanan administrasi kependudukan dan pencatatan sipil " * 6
    data = results_data(90, name=long, services=(long,) * 9, notice=long)
    pdf = file_of(kind, data)
    assert len(texts_of(pdf)) == 1
    assert not letters_outside(pdf)


def test_another_instrument_prints_its_own_index() -> None:
    (text,) = texts_of(file_of(PUBLIKASI, results_data(20, instrument=instrument_of(8))))
    assert "INDEKS PERSEPSI KUALITAS PELAYANAN (IPKP)" in text
    assert "NILAI IPKP" in text
