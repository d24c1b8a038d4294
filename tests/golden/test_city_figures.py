"""The figures of two cities from the tables that they published.

tests/data/ikm_balikpapan_2021_2022.csv: Kota Balikpapan prints 85,24 for 2022, the plain mean over
101 services. tests/data/rekap_banjarmasin_2024.csv: 95 units of Kota Banjarmasin in four sections;
of its report we have the rows, not its lines of averages, so that those below are worked out from
the rows as printed, mistakes included.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.services.city.lines import Source
from app.services.city.sections import Grouping, sections_of, usual_grouping
from app.services.ikm.rounding import indonesian
from tests.support.city import open_city, take
from tests.support.recaps import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.city.year import CityYear
    from app.services.session import Session

DATA = Path(__file__).parent.parent / "data"
BANJARMASIN = DATA / "rekap_banjarmasin_2024.csv"

SECTIONS = {
    "SKPD/Kecamatan": (31, "89,06", "89,43", 7470),
    "RSUD & BUMD": (3, "86,14", "87,05", 836),
    "Bagian Setda": (9, "89,92", "88,81", 1043),
    "Kelurahan": (52, "89,79", "89,72", 11322),
}
"""Section → units, plain mean, respondent-weighted mean, respondents."""

UNSUR_OF_ALL = {
    "persyaratan": ("90,25", 91),
    "prosedur": ("89,38", 93),
    "waktu": ("89,82", 93),
    "biaya": ("88,76", 93),
    "produk": ("89,41", 92),
    "kompetensi": ("90,05", 92),
    "perilaku": ("90,99", 92),
    "sarpras": ("88,67", 92),
    "pengaduan": ("89,29", 92),
}
"""Unsur → plain mean and over how many units: 95 less two without any unsur, less those below."""

WITHOUT = {
    "produk": "12,64 of Dinas Pengendalian Penduduk is no possible value",
    "sarpras": "3,76 of Kecamatan Banjarmasin Timur is on another scale",
    "kompetensi": "blank at Kelurahan Banua Anyar",
    "perilaku": "blank at Kelurahan Banua Anyar",
    "pengaduan": "blank at Kelurahan Kuripan",
}
"""Persyaratan is blank at two kelurahan."""


@pytest.fixture(scope="module")
def balikpapan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    city = open_city(tmp_path_factory.mktemp("balikpapan") / "kota.puas")
    take(city, DATA / "ikm_balikpapan_2021_2022.csv", 2022)
    yield city
    city.store.close()


@pytest.fixture(scope="module")
def banjarmasin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CityYear]:
    city = open_city(tmp_path_factory.mktemp("banjarmasin") / "kota.puas")
    take(city, BANJARMASIN, 2024)
    yield city.city.of_year(2024)
    city.store.close()


def test_balikpapan_2022_is_the_plain_mean_over_101_services(balikpapan: Session) -> None:
    figures = balikpapan.city.of_year(2022)
    assert (indonesian(figures.mean.plain, 2), figures.counted_text) == ("85,24", "101 layanan")
    assert figures.mutu is not None
    assert figures.mutu.letter == "B"
    assert len(figures.reporting) == 23
    found = balikpapan.city.ikm_of_year(2022)
    assert found is not None
    assert found.value == Fraction(215228, 2525)


def test_balikpapan_2021_leaves_out_the_two_services_that_were_new(balikpapan: Session) -> None:
    figures = balikpapan.city.of_year(2021)
    assert (indonesian(figures.mean.plain, 2), figures.counted_text) == ("83,39", "99 layanan")
    trend = balikpapan.city.trend(2022)
    assert [year.year for year in trend.years] == [2021, 2022]
    assert indonesian(trend.change(2022), 2, signed=True) == "+1,85"
    assert [unit.name for unit in figures.missing] == ["BKAD", "Dinas Pendidikan"]


def test_balikpapan_tells_no_respondents_so_nothing_is_weighted(balikpapan: Session) -> None:
    mean = balikpapan.city.of_year(2022).mean
    assert (mean.weighted, mean.weighted_count, mean.n) == (None, 0, 0)


def test_banjarmasin_has_its_four_sections(banjarmasin: CityYear) -> None:
    assert usual_grouping(banjarmasin) is Grouping.REPORTED
    found = {
        section.name: (
            len(section.lines),
            indonesian(section.mean.plain, 2),
            indonesian(section.mean.weighted, 2),
            section.mean.n,
        )
        for section in sections_of(banjarmasin, Grouping.REPORTED)
    }
    assert found == SECTIONS


def test_the_total_line_of_banjarmasin(banjarmasin: CityYear) -> None:
    mean = banjarmasin.mean
    assert (indonesian(mean.plain, 2), indonesian(mean.weighted, 2)) == ("89,45", "89,47")
    assert (mean.count, mean.weighted_count, mean.n) == (95, 95, 20671)
    assert banjarmasin.count_of(Source.REPORTED) == 95
    assert banjarmasin.missing == ()


def test_the_unsur_of_banjarmasin_leave_out_what_is_no_figure(banjarmasin: CityYear) -> None:
    found = {k: (indonesian(m.plain, 2), m.count) for k, m in banjarmasin.unsur.items()}
    assert found == UNSUR_OF_ALL
    assert banjarmasin.lowest == ("sarpras",)
    fewer = {key for key, (_, count) in UNSUR_OF_ALL.items() if count == 92}
    assert fewer == set(WITHOUT)


def test_every_printed_index_and_letter_is_the_published_one(banjarmasin: CityYear) -> None:
    lines = {line.name: line for line in banjarmasin.lines}
    for row in read_lines(BANJARMASIN):
        line = lines[row["unit"]]
        assert line.ikm == Fraction(row["ikm"])
        assert line.mutu_written == row["kategori"]
        assert line.mutu is not None
        assert row["kategori"].startswith(line.mutu.letter), "the report's letters are right"
        assert line.n == int(row["jumlah_responden"])


def test_the_ranking_of_banjarmasin_shows_ties(banjarmasin: CityYear) -> None:
    ranking = banjarmasin.ranking
    assert [(one.rank, one.line.ikm_text) for one in ranking[:3]] == [
        (1, "99,51"),
        (2, "99,05"),
        (3, "98,20"),
    ]
    tied = [one for one in ranking if one.line.ikm_text == "87,69"]
    assert len({one.rank for one in tied}) == 1
    assert [one.line.name for one in tied] == ["Kelurahan Kuin Cerucuk", "Kelurahan Kuin Selatan"]
