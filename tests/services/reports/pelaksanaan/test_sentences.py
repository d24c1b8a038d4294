"""The sentences with a number: each has the verb that fits, and none is typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.follow_up import Forum
from app.services.ikm.computation import compute_ikm
from app.services.ikm.cross import RespondentTable
from app.services.reports.pelaksanaan.analisis import MOST_SARAN
from app.services.reports.pelaksanaan.data import extremes_of
from app.services.reports.pelaksanaan.tren import trend_sentence
from app.services.results.saran import PrintableSaran
from tests.services.reports.making import instrument_of, skm_9
from tests.services.reports.pelaksanaan.making import pelaksanaan_data, text_of

if TYPE_CHECKING:
    from app.services.ikm.result import IkmResult


def result_of(scores: list[int]) -> IkmResult:
    """Return the result of one sheet with these answers to the nine questions."""
    instrument = skm_9()
    counts = dict.fromkeys(zip(instrument.question_keys, scores, strict=True), 1)
    return compute_ikm(instrument, counts, n=1)


def with_result(scores: list[int], before: list[int] | None = None) -> str:
    data = pelaksanaan_data(1, before=result_of(before) if before else None)
    result = result_of(scores)
    steps = (*data.trend.steps[:-1], replace(data.trend.steps[-1], result=result))
    trend = replace(data.trend, steps=steps)
    return text_of(replace(data, results=replace(data.results, result=result), trend=trend))


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ([3] * 9, [3] * 8 + [4], "IKM naik 2,78 poin, dari 75,00 pada Triwulan I 2025 menjadi"),
        ([4] * 9, [3] + [4] * 8, "IKM turun 2,78 poin, dari 100,00 pada Triwulan I 2025 menjadi"),
        ([3] * 9, [3] * 9, "IKM Triwulan I 2026 tetap 75,00, sama seperti pada Triwulan I 2025."),
    ],
)
def test_a_trend_rises_falls_or_stays(before: list[int], now: list[int], words: str) -> None:
    assert with_result(now, before).count(words) == 2  # in 4.3 and among the conclusions


def test_a_first_survey_has_no_trend() -> None:
    assert trend_sentence(pelaksanaan_data(30)) == ""
    assert "tren belum dapat digambarkan" in text_of(pelaksanaan_data(30))


def test_equal_unsur_are_neither_low_nor_high() -> None:
    text = with_result([3] * 9)
    assert "Semua unsur bernilai sama, yaitu 75,00, sehingga tidak ada unsur terendah" in text
    assert "Semua unsur bernilai sama." in text


def test_one_unsur_alone_is_named_in_the_singular() -> None:
    text = with_result([2] + [3] * 8)
    assert "Unsur dengan nilai terendah adalah Persyaratan (50,00)." in text
    assert "8 unsur berikut bernilai paling tinggi." in text
    assert "Unsur yang nilainya sama semuanya disebut." in text


@given(st.lists(st.integers(1, 4), min_size=9, max_size=9))
def test_no_unsur_is_low_and_high_at_once(scores: list[int]) -> None:
    result = result_of(scores)
    low, high = extremes_of(result)
    if len(set(scores)) == 1:
        assert (low, high) == ((), ())
        return
    lowest = {r.konversi for r in low if r.konversi is not None}
    highest = {r.konversi for r in high if r.konversi is not None}
    assert max(lowest) < min(highest)
    others = [r.konversi for r in result.unsur if r not in low]
    assert all(value not in lowest for value in others)
    assert Fraction(25 * min(scores)) in lowest
    assert Fraction(25 * max(scores)) in highest


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "sampel minimalnya 278 responden (Krejcie & Morgan, rumus). Belum ada responden"),
        (30, "Responden yang dihitung berjumlah 30 orang, kurang 248 dari sampel minimal."),
        (278, "Responden yang dihitung berjumlah 278 orang, tepat sampel minimal."),
        (300, "Responden yang dihitung berjumlah 300 orang, 22 di atas sampel minimal."),
    ],
)
def test_what_was_collected_is_held_against_the_minimum(n: int, words: str) -> None:
    text = text_of(pelaksanaan_data(n))
    assert words in text
    assert "Jumlah pengguna layanan adalah 1.000 orang" in text


def test_without_users_there_is_no_minimum() -> None:
    data = pelaksanaan_data(30)
    unknown = replace(data.sample, population=None, minimum=None, shares=())
    text = text_of(replace(data, sample=unknown))
    assert "Jumlah pengguna layanan tidak dicatat, sehingga sampel minimal tidak dihitung." in text
    assert "Jumlah responden yang dihitung adalah 30 orang." in text
    assert "Rumus: S =" not in text


def test_the_largest_group_is_named_and_equal_ones_together() -> None:
    data = pelaksanaan_data(30)
    sex, *rest = data.results.respondents

    def said(rows: tuple[tuple[str, int], ...]) -> str:
        tables = (RespondentTable(sex.field, rows), *rest)
        return text_of(replace(data, results=replace(data.results, respondents=tables)))

    one = said((("Laki-laki", 10), ("Perempuan", 20)))
    assert "Menurut jenis kelamin, kelompok terbesar adalah Perempuan, yaitu 20 orang" in one
    assert "20 orang (66,67 %)." in one
    two = said((("Laki-laki", 12), ("Perempuan", 12), ("", 6)))
    assert "kelompok terbesar adalah Laki-laki dan Perempuan, masing-masing 12 orang" in two
    assert "Tidak diisi 6 20,00" in two
    assert "Menurut jenis kelamin" not in said((("Laki-laki", 15), ("Perempuan", 15)))


def test_saran_that_touch_the_ends_are_printed_and_the_rest_is_counted() -> None:
    data = pelaksanaan_data(30)
    row = data.extremes[0][0]
    texts = tuple((f"Saran nomor {n}", (row.unsur.short_name,)) for n in range(1, MOST_SARAN + 4))
    saran = PrintableSaran((*texts, ("Tentang lain", ())), 2)
    text = text_of(replace(data, results=replace(data.results, saran=saran)))
    assert "Saran nomor 10 • dan 3 saran lain." in text
    assert "Saran nomor 11" not in text
    assert "Tentang lain" not in text
    assert "2 saran belum ditinjau dan tidak dicetak." in text
    assert "Tidak ada saran tentang unsur tersebut" in text_of(data)


@pytest.mark.parametrize(
    ("day", "people", "words"),
    [
        (date(2026, 4, 1), 32, "dibahas dalam Forum Konsultasi Publik pada 1 April 2026 di Aula,"),
        (date(2026, 4, 1), None, "Publik pada 1 April 2026 di Aula."),
        (date(2026, 5, 1), 32, "untuk membahasnya direncanakan pada 1 Mei 2026 di Aula."),
    ],
)
def test_a_forum_was_held_or_is_planned(day: date, people: int | None, words: str) -> None:
    from app.services.reports.pelaksanaan.rencana import _forum

    assert words in _forum(Forum(1, day, "Aula", people), date(2026, 4, 6))


def test_questions_outside_the_index_are_named() -> None:
    text = text_of(pelaksanaan_data(30, instrument=instrument_of(8, 3, outside=2)))
    assert "Pertanyaan 7 dan 8 ditanyakan tetapi tidak ikut membentuk IPKP." in text
    assert "Unsur nomor 1 tentang pelayanan (pertanyaan 1 dan 4)" in text
