from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.reports.blocks import Cell, Table
from app.services.reports.city.data import collect_city
from app.services.reports.city.perbandingan import PERBANDINGAN, perbandingan
from app.services.reports.kinds import About, Options
from tests.services.reports.city.conftest import AT
from tests.services.reports.pages import letters_outside

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.session import Session

    Printed = Callable[..., list[str]]


def table_of(city: Session, options: Options | None = None) -> Table:
    report = perbandingan(collect_city(city, About(year=2026), Options(), AT), options)
    return next(b for b in report.blocks if isinstance(b, Table))


def texts(row: tuple[Cell | str, ...]) -> list[str]:
    return [cell.text if isinstance(cell, Cell) else cell for cell in row]


def test_services_of_a_unit_stand_together_with_both_years(city: Session) -> None:
    table = table_of(city)
    rows = [texts(row) for row in table.rows]
    assert rows[-3:] == [
        ["3", "Dinas X", "Rekomendasi", "–", "–", "78,00*", "B"],
        ["Izin", "74,00*", "C", "86,00*", "B"],
        ["Lama", "70,00*", "C", "–", "–"],
    ]
    merged = table.rows[-3][0]
    assert isinstance(merged, Cell)
    assert merged.rows == 3
    assert rows[0] == ["1", "Kelurahan A", "Layanan umum", "75,00", "C", "100,00", "A"]


def test_the_total_line_has_both_means(city: Session) -> None:
    (total,) = table_of(city).footer
    assert texts(total) == ["Rata-rata sederhana", "73,00", "C", "84,75", "B"]
    (total,) = table_of(city, Options(chosen={"selisih": "dengan"})).footer
    assert texts(total)[-1] == "+11,75"


def test_sentences_count_what_rose_and_name_great_changes(printed: Printed) -> None:
    first = printed("perbandingan")[0]
    assert "PERBANDINGAN IKM TAHUN 2025 DAN 2026" in first
    assert (
        "IKM tahun 2025 adalah 73,00 (mutu C), rata-rata sederhana 1 unit dan 2 layanan." in first
    )
    assert "Dari 2 baris yang punya angka di kedua tahun, 2 naik, 0 turun, dan 0 tetap." in first
    assert "Kelurahan A (+25,00) dan Dinas X · Izin (+12,00)" in first


def test_a_first_year_says_that_there_is_none_before(printed: Printed) -> None:
    first = printed("perbandingan", 2025)[0]
    assert "Belum ada tahun sebelumnya dengan instrumen yang sama." in first
    assert "Grafik dua tahun" not in " ".join(printed("perbandingan", 2025))


def test_the_chart_may_be_left_out(printed: Printed) -> None:
    assert "Grafik dua tahun" in " ".join(printed("perbandingan"))
    options = Options(without=frozenset({"grafik"}))
    assert "Grafik dua tahun" not in " ".join(printed("perbandingan", options=options))


def test_nothing_leaves_the_paper(city: Session) -> None:
    for chosen in ({}, {"selisih": "dengan"}):
        pdf = city.reports.render(PERBANDINGAN, About(year=2026), Options(chosen=chosen), at=AT)
        assert letters_outside(pdf) == []
