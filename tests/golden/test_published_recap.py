"""Recompute the published recap of Kota Banjarmasin 2024 from answer sheets.

Source of tests/data/skm_banjarmasin_2024.csv: Laporan SKM Pemerintah Kota Banjarmasin 2024, with
its mistakes. For every row whose unsur are complete, sheets are made that have the published n and,
per unsur, the sum that the published konversi stands for; they go through the store, and the IKM
with weight 0,111 must print as published.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.models.period import period_of
from app.models.response import Sheet
from app.models.survey import Survey, SurveyService, WeightRule
from app.models.unit import Service, Unit, UnitType
from app.services.ikm.rounding import half_up
from app.services.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.models.questionnaire import Instrument
    from app.services.ikm.result import IkmResult

FILE = Path(__file__).parent.parent / "data" / "skm_banjarmasin_2024.csv"

WRONG_IKM = {
    "Badan Perencanaan Pembangunan Daerah - Penelitian dan Pengembangan": (
        "the IKM is a copy of the neighbouring cell, its own pengaduan 84,56"
    ),
    "Dinas Pengendalian Penduduk, KB dan Pemberdayaan Masyarakat": (
        "produk 12,64 is below the least possible 25; with 87,64 the IKM follows"
    ),
    "Kecamatan Banjarmasin Timur": "sarpras 3,76 is an NRR among values on 0-100",
    "Bagian Organisasi": "no known weight gives 87,05 from its unsur; 0,111 gives 87,01",
    "Kelurahan Kuin Cerucuk": "the IKM is that of the next row, whose unsur differ",
    "Kelurahan Kertak Baru Ilir": "the unsur are those of 71 respondents, not of the printed 73",
    "Kelurahan Pemurus Luar": "no known weight gives 96,56 from its unsur; 0,111 gives 96,64",
    "Kelurahan Alalak Selatan": "prosedur 87,65 is impossible for n 295; the IKM fits 87,71",
    "Kelurahan Sungai Andai": "persyaratan 84,05 is impossible for n 322; the IKM fits 84,01",
}

IMPOSSIBLE_UNSUR = {
    "Kecamatan Banjarmasin Timur": "sarpras 3,76 on the wrong scale",
    "Bagian Pengadaan barang dan jasa": "the unsur are those of 299 respondents, not of 229",
    "Bagian Organisasi": "persyaratan printed as 88 for 88,01",
    "Kelurahan Basirih": "pengaduan one hundredth off",
    "Kelurahan Pekauman": "biaya one hundredth off",
    "Kelurahan Kertak Baru Ilir": "the unsur are those of 71 respondents, not of the printed 73",
    "Kelurahan Kertak Baru Ulu": "produk one hundredth off",
    "Kelurahan Teluk Dalam": "biaya printed as 86,8 for 86,82",
    "Kelurahan Alalak Selatan": "prosedur 87,65 follows from no whole sum",
    "Kelurahan Sungai Andai": "persyaratan 84,05 follows from no whole sum",
}

ROWS, INCOMPLETE = 95, 6


@dataclass(frozen=True)
class Published:
    unit: str
    konversi: dict[str, Fraction]
    ikm: Fraction
    n: int

    @property
    def totals(self) -> dict[str, int]:
        return {k: int(half_up(v / 25 * self.n, 0)) for k, v in self.konversi.items()}


def read(keys: tuple[str, ...]) -> list[Published]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return [
            Published(
                row["unit"],
                {key: Fraction(row[key]) for key in keys},
                Fraction(row["ikm"]),
                int(row["jumlah_responden"]),
            )
            for row in csv.DictReader(file)
            if all(row[key] for key in keys)
        ]


def answers_with_totals(row: Published, lowest: int, highest: int) -> Iterator[dict[str, int]]:
    """Yield n sheets whose answers per unsur sum up to its total, within the scale."""
    spread = {key: divmod(max(total, row.n * lowest), row.n) for key, total in row.totals.items()}
    for place in range(row.n):
        yield {k: min(highest, mean + (place < rest)) for k, (mean, rest) in spread.items()}


@pytest.fixture(scope="module")
def recomputed(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[list[Published], dict[str, IkmResult]]]:
    session = Session.create(tmp_path_factory.mktemp("golden") / "kota.sqlite", operator="uji")
    assert isinstance(session, Session)
    instrument_id = session.instruments.bind("skm-9")
    rows = read(session.instruments.of(instrument_id).question_keys)
    results = {
        row.unit: result_of(session, instrument_id, place, row) for place, row in enumerate(rows)
    }
    yield rows, results
    session.store.close()


def result_of(session: Session, instrument_id: int, place: int, row: Published) -> IkmResult:
    store = session.store
    instrument = session.instruments.of(instrument_id)
    with store.transaction():
        unit = store.units.save(Unit(f"unit-{place}", row.unit, UnitType.LAINNYA))
        service = store.units.save_service(Service(unit.id, "Layanan umum"))
        survey = store.surveys.save(
            Survey(
                unit_id=unit.id,
                year=2024,
                period=period_of("tahunan", 2024),
                instrument_id=instrument_id,
                services=(SurveyService(service.id),),
                weight_rule=WeightRule.THREE_DECIMALS,
                code=f"survei-{place}",
            )
        )
        store.sheets.add_many(
            list(sheets_of(survey, service, row, instrument)), instrument.question_keys
        )
    return session.ikm.of_survey(survey)


def sheets_of(
    survey: Survey, service: Service, row: Published, instrument: Instrument
) -> Iterator[Sheet]:
    blank = Sheet(survey.id, service.id, 1, date(2024, 6, 1), {})
    for number, answers in enumerate(
        answers_with_totals(row, instrument.lowest, instrument.highest), 1
    ):
        yield replace(blank, number=number, answers=answers)


def test_every_complete_row_prints_its_ikm_or_is_known_to_be_wrong(
    recomputed: tuple[list[Published], dict[str, IkmResult]],
) -> None:
    rows, results = recomputed
    differing = {
        row.unit for row in rows if half_up(results[row.unit].ikm or 0, 2) != half_up(row.ikm, 2)
    }
    assert differing == set(WRONG_IKM)
    assert all(results[row.unit].n == row.n for row in rows)


def test_every_complete_row_prints_its_unsur_or_is_known_to_be_wrong(
    recomputed: tuple[list[Published], dict[str, IkmResult]],
) -> None:
    """That report multiplies the NRR of four decimals by 25."""
    rows, results = recomputed
    produk = "Dinas Pengendalian Penduduk, KB dan Pemberdayaan Masyarakat"
    differing = {
        row.unit
        for row in rows
        for key, konversi in row.konversi.items()
        if half_up(Fraction(half_up(results[row.unit].row(key).nrr or 0, 4)) * 25, 2)
        != half_up(konversi, 2)
    }
    assert differing - {produk} == set(IMPOSSIBLE_UNSUR)


def test_only_the_rows_with_missing_unsur_are_left_out() -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        everything = list(csv.DictReader(file))
    incomplete = [row for row in everything if not all(row.values())]
    assert (len(everything), len(incomplete)) == (ROWS, INCOMPLETE)
