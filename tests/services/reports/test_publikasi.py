from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app.services.ikm.cross import RespondentTable
from app.services.instruments.reading import shipped_instruments
from app.services.reports.kinds import Options
from app.services.reports.preview import page_sizes
from app.services.reports.publikasi import PUBLIKASI, PUBLIKASI_A3
from tests.services.reports.making import instrument_of, results_data, skm_9
from tests.services.reports.pages import letters_outside, texts_of
from tests.support.reports import file_of

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument
    from app.services.reports.kinds import ReportKind

POSTERS = (PUBLIKASI, PUBLIKASI_A3)
LYING = Options(chosen={"arah": "mendatar"})
WAYS = [(kind, options) for kind in POSTERS for options in (Options(), LYING)]
LONG = "Pelayanan administrasi kependudukan dan pencatatan sipil " * 6
HOSTILE = "<b>tebal<img src='file:///etc/passwd'/> =1+1 مرحبا \u202e\x00\ud800 " + "W" * 200


@pytest.mark.parametrize(("kind", "options"), WAYS)
def test_the_poster_is_one_page_with_what_the_public_is_told(
    kind: ReportKind[Any], options: Options
) -> None:
    data = results_data(400)
    (text,) = texts_of(file_of(kind, data, options))
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


@pytest.mark.parametrize(("kind", "options"), WAYS)
@pytest.mark.parametrize("long", [LONG, HOSTILE])
def test_long_and_odd_texts_shrink_the_poster_instead_of_leaving_it(
    kind: ReportKind[Any], options: Options, long: str
) -> None:
    data = results_data(90, name=long, services=(long,) * 9, notice=long)
    pdf = file_of(kind, data, options)
    assert len(texts_of(pdf)) == 1
    assert not letters_outside(pdf)


@pytest.mark.parametrize(("kind", "options"), WAYS)
@pytest.mark.parametrize("instrument", shipped_instruments(), ids=lambda i: i.key)
def test_every_instrument_has_its_poster(
    kind: ReportKind[Any], options: Options, instrument: Instrument
) -> None:
    for n in (0, 1, 30, 5000):
        data = results_data(n, instrument=instrument)
        pdf = file_of(kind, data, options)
        (text,) = texts_of(pdf)
        assert not letters_outside(pdf)
        assert f"({instrument.index_short})" in text
        if n > 4:
            assert data.result.ikm_text in text
            assert instrument.is_percentage or data.result.percent_text in text


@pytest.mark.parametrize(("kind", "options"), WAYS)
def test_the_paper_lies_or_stands(kind: ReportKind[Any], options: Options) -> None:
    ((wide, high),) = page_sizes(file_of(kind, results_data(30), options))
    assert (wide > high) is (options is LYING)
    assert round(max(wide, high)) == (842 if kind is PUBLIKASI else 1191)


@pytest.mark.parametrize("n", [1, 4])
def test_the_index_of_fewer_than_five_is_not_told(n: int) -> None:
    data = results_data(n)
    assert data.result.mutu is not None
    (text,) = texts_of(file_of(PUBLIKASI, data))
    assert data.result.ikm_text not in text
    assert data.result.mutu.word not in text.replace("Tidak Baik", "")
    assert "Belum diumumkan" in text
    assert "respondennya kurang dari 5 orang" in text
    (text,) = texts_of(file_of(PUBLIKASI, results_data(5)))
    assert "Belum diumumkan" not in text


def test_many_services_are_counted_where_their_names_do_not_fit() -> None:
    short = tuple(f"Layanan {n}" for n in range(1, 31))
    (text,) = texts_of(file_of(PUBLIKASI, results_data(30, services=short)))
    assert "Layanan 4, dan 26 jenis layanan lain" in text
    long = tuple(f"Surat keterangan nomor {n} " + "panjang " * 8 for n in range(1, 31))
    (text,) = texts_of(file_of(PUBLIKASI, results_data(30, services=long)))
    assert "dan 29 jenis layanan lain" in text


def test_another_instrument_prints_its_own_index() -> None:
    (text,) = texts_of(file_of(PUBLIKASI, results_data(20, instrument=instrument_of(8))))
    assert "INDEKS PERSEPSI KUALITAS PELAYANAN (IPKP)" in text
    assert "NILAI IPKP" in text
