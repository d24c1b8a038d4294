from __future__ import annotations

import time
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from app.models.survey import WeightRule
from app.models.unit import Official
from app.services.reports.hasil_pengolahan import HASIL_PENGOLAHAN
from tests.services.reports.making import instrument_of, results_data
from tests.services.reports.pages import letters_outside, metadata_of, texts_of
from tests.support.reports import RESULT_KINDS, file_of

if TYPE_CHECKING:
    from app.services.reports.data import ResultsData

NOTICE = "Jawaban per lembar dibangkitkan agar cocok dengan angka yang dipublikasikan."
LONG = "Kelurahan dengan Nama Panjang Sekali yang Harus Membungkus di Setiap Tempat " * 2


def pages_of(data: ResultsData) -> list[str]:
    return texts_of(file_of(HASIL_PENGOLAHAN, data))


def test_prints_the_index_its_mutu_and_every_unsur() -> None:
    data = results_data(60, notice=NOTICE)
    text = " ".join(pages_of(data))
    assert data.result.ikm_text in text
    assert data.result.mutu is not None
    assert data.result.mutu.word in text
    assert NOTICE in text
    for row in data.result.unsur:
        assert row.unsur.name in text
        assert row.konversi_text in text
        assert row.nrr_text in text


def test_says_how_the_index_was_made() -> None:
    text = " ".join(pages_of(results_data(60)))
    assert "1/9 untuk setiap unsur" in text
    assert "n = 60 lembar yang dihitung" in text
    assert "sampel minimal 278" in text
    assert "kurang 218" in text
    assert "PermenPANRB Nomor 14 Tahun 2017" in text


def test_prints_the_exact_index_beside_one_of_a_rounded_weight() -> None:
    data = results_data(60, weight_rule=WeightRule.THREE_DECIMALS)
    text = " ".join(pages_of(data))
    assert "0,111 (dibulatkan)" in text
    assert "dengan bobot tepat IKM adalah" in text
    assert "NRR dibulatkan 4 desimal sebelum dibobot" in text


def test_prints_n_per_unsur_where_it_differs() -> None:
    data = results_data(50, blank_share=0.2)
    first = data.result.unsur[0]
    assert f"U1 n = {first.n}" in " ".join(pages_of(data))


def test_every_sheet_is_in_the_appendix_once() -> None:
    pages = pages_of(results_data(400))
    appendix = " ".join(page for page in pages if "Nilai per unsur U1" in page)
    words = appendix.split()
    for number in range(5, 401):
        assert str(number) in words


def test_four_hundred_respondents_take_few_pages() -> None:
    assert len(pages_of(results_data(400))) <= 5


def test_nine_unsur_and_the_notice_share_the_first_page() -> None:
    first, *_ = pages_of(results_data(271, notice=f"{NOTICE} " * 3))
    assert "Penanganan Pengaduan, Saran, dan Masukan" in first
    assert "Indeks Kepuasan Masyarakat 3," in first


def test_the_header_of_the_appendix_is_on_each_of_its_pages() -> None:
    pages = pages_of(results_data(1000))
    first = next(i for i, page in enumerate(pages) if "Lampiran" in page)
    assert all("U1 U2 U3" in page for page in pages[first:])


def test_the_footer_rows_lead_to_the_printed_index() -> None:
    data = results_data(77)
    text = " ".join(pages_of(data))
    stars = text.split("*) Jumlah NRR tertimbang = ")[1].split()[0]
    total = Fraction(stars.replace(",", "."))
    assert f"× 25 = {data.result.ikm_text}" in text
    assert abs(total * 25 - (data.result.ikm or 0)) < Fraction(1, 1000)


def test_pages_are_numbered_and_proved() -> None:
    pages = pages_of(results_data(400))
    for number, page in enumerate(pages, 1):
        assert f"Halaman {number} dari {len(pages)}" in page
        assert "dicetak 6 April 2026 pukul 10.42" in page
        assert "log 1324-9f3ac0b1d2e4" in page
        assert "bobot 1/9" in page


def test_an_empty_survey_prints_its_nil_sentences() -> None:
    text = " ".join(pages_of(results_data(0)))
    assert "Belum ada jawaban yang dapat dihitung, sehingga IKM belum ada." in text
    assert "Belum ada responden." in text
    assert "Belum ada lembar yang dihitung." in text


@pytest.mark.parametrize("n", [1, 30])
@pytest.mark.parametrize("count", [1, 5, 16, 20])
def test_any_number_of_questions_stays_on_the_page(n: int, count: int) -> None:
    data = results_data(n, instrument=instrument_of(count))
    assert not letters_outside(file_of(HASIL_PENGOLAHAN, data))


def test_questions_outside_the_index_are_named() -> None:
    data = results_data(30, instrument=instrument_of(16, 7, outside=5))
    text = " ".join(pages_of(data))
    assert "Pertanyaan di luar indeks: 12, 13, 14, 15, 16." in text
    assert "di luar indeks" in text


def test_long_names_wrap() -> None:
    services = tuple(f"Pelayanan {i} {LONG}" for i in range(9))
    official = Official("Kepala " + LONG, LONG, LONG, "1" * 80)
    data = results_data(30, name=LONG, services=services, official=official, notice=LONG * 30)
    assert not letters_outside(file_of(HASIL_PENGOLAHAN, data))


HOSTILE = (
    "<b>tebal",
    "<img src='/etc/passwd'/>",
    "\x00\x07\x1b",
    "\ud800\udfff",
    "\u202eterbalik",
    "A" * 1_000_000,
    "kata " * 200_000,
    "&amp; & <para>",
    "baris\nbaru\r\n\u2028",
    "😀 نص 漢字",
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_was_typed_is_printed_as_text(text: str) -> None:
    official = Official(text, text, text, text)
    data = results_data(
        3,
        name=text,
        services=(text, "b"),
        notice=text,
        official=official,
        logo=text.encode("utf8", "replace")[:99],
    )
    data = replace(data, place=text, office=replace(data.office, address=text, letterhead=(text,)))
    for kind in RESULT_KINDS:
        pdf = file_of(kind, data)
        assert pdf.startswith(b"%PDF")
        assert not letters_outside(pdf, 8)
    if text.startswith("<"):
        assert text.split(maxsplit=1)[0] in " ".join(pages_of(data))


def test_the_file_says_what_it_is() -> None:
    data = results_data(10)
    pdf = file_of(HASIL_PENGOLAHAN, data)
    found = metadata_of(pdf)
    assert found["Title"].startswith("Hasil Pengolahan Survei Kepuasan Masyarakat – Kelurahan")
    assert found["Author"] == "Kelurahan Sungai Jingah"
    assert b"/Lang (id-ID)" in pdf
    assert b"/DisplayDocTitle true" in pdf


def test_fonts_are_embedded() -> None:
    pdf = file_of(HASIL_PENGOLAHAN, results_data(10))
    assert b"/FontFile2" in pdf
    assert b"PlusJakartaSans" in pdf
    assert b"DejaVuSans" in pdf


def test_nobody_known_leaves_lines_to_be_filled_in() -> None:
    text = " ".join(pages_of(results_data(5, official=None)))
    assert "NIP ...." in text


def test_four_hundred_respondents_take_less_than_a_second() -> None:
    data = results_data(400)
    file_of(HASIL_PENGOLAHAN, data)
    start = time.process_time()
    file_of(HASIL_PENGOLAHAN, data)
    assert time.process_time() - start < 1
