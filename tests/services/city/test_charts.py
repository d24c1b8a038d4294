from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.services.charts.chart import ChartKind
from app.services.charts.layout import lay_out
from app.services.city.charts import (
    comparison_chart,
    dot_chart,
    heat_chart,
    trend_chart,
    unsur_means_chart,
)
from app.services.city.pairs import Pair
from tests.services.charts.test_layout import SIZE, assert_readable, measure
from tests.support.city import add_survey, add_unit, recap_file, take

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.city.year import CityYear
    from app.services.session import Session


@pytest.fixture
def year(city: Session, tmp_path: Path) -> CityYear:
    """One unit that was surveyed, and three that reported."""
    add_survey(city, add_unit(city, "kel-a", "Kelurahan A"), [4] * 10)
    add_survey(city, city.units.find("kel-a"), [3] * 10, year=2025)
    text = "unit;persyaratan;waktu;ikm\nDinas X;70;80;78\nDinas Y;90;80;86\nDinas Z;12,64;;81,5\n"
    take(city, recap_file(tmp_path, text), 2026)
    return city.city.of_year(2026)


def test_dots_stand_in_the_order_of_places(year: CityYear) -> None:
    chart = dot_chart("Peringkat", year.ranking, year)
    assert [one.label for one in chart.categories] == [
        "1. Kelurahan A",
        "2. Dinas Y",
        "3. Dinas Z",
        "4. Dinas X",
    ]
    assert [one.hollow for one in chart.categories] == [False, True, True, True]
    assert [point.text for point in chart.series[0].points] == ["100,00", "86,00", "81,50", "78,00"]
    assert (chart.axis.lowest_text, chart.axis.highest_text) == ("75", "100")
    assert [mark.text for mark in chart.marks] == ["76,61", "88,31"], "65,00 is not on the axis"
    assert "lingkaran kosong: angka yang dilaporkan unit" in chart.note
    assert (
        chart.alt
        == "Peringkat: 4 baris, dari Kelurahan A dengan 100,00 sampai Dinas X dengan 78,00."
    )
    assert_readable(lay_out(chart, 400, SIZE, measure))


def test_a_heat_map_shows_every_figure_and_no_other_cell(year: CityYear) -> None:
    chart = heat_chart("Unsur", year.lines, year)
    assert chart.kind is ChartKind.HEAT
    cells = {
        line.name: (chart.series[0].points[n], chart.series[2].points[n])
        for n, line in enumerate(year.lines)
    }
    assert [point.text for point in cells["Dinas Z"]] == ["–", "–"]
    assert [point.text for point in cells["Dinas X"]] == ["70,00", "80,00"]
    assert [point.highlighted for point in cells["Dinas X"]] == [True, False]
    assert (chart.axis.lowest, chart.axis.highest) == (70.0, 100.0)
    assert "paling sering terendah" in chart.alt
    assert_readable(lay_out(chart, 520, SIZE, measure))


def test_the_unsur_of_all_mark_the_lowest(year: CityYear) -> None:
    chart = unsur_means_chart(year, "Unsur")
    marked = [one.key for one in chart.categories if one.highlighted]
    assert marked == ["persyaratan", "waktu"]
    assert chart.alt.startswith("Unsur: terendah Persyaratan dan Waktu Penyelesaian dengan 86,67")


def test_the_years_are_a_line(city: Session, year: CityYear) -> None:
    chart = trend_chart(city.city.trend(2026), "Tren")
    assert [one.label for one in chart.categories] == ["2025", "2026"]
    assert chart.alt == (
        "Tren: 2025 75,00 (rata-rata sederhana 1 unit); 2026 86,38 (rata-rata sederhana 4 unit)."
    )


def test_two_years_stand_beside_each_other(city: Session, year: CityYear) -> None:
    before = city.city.of_year(2025).lines[0]
    pairs = [Pair(before, year.lines[0]), Pair(None, year.lines[1])]
    chart = comparison_chart("Dua tahun", pairs, pairs, ("2025", "2026"))
    assert [series.name for series in chart.series] == ["2025", "2026"]
    assert [point.text for point in chart.series[0].points] == ["75,00", "–"]
    assert_readable(lay_out(chart, 500, SIZE, measure))


def test_nothing_to_compare_says_so(city: Session) -> None:
    empty = city.city.of_year(2020)
    for chart in (
        dot_chart("A", empty.ranking, empty),
        heat_chart("B", empty.lines, empty),
        unsur_means_chart(empty, "C"),
        trend_chart(city.city.trend(2020), "D"),
        comparison_chart("E", [], [], ("2019", "2020")),
    ):
        assert chart.is_empty
        assert chart.nil
        assert_readable(lay_out(chart, 400, SIZE, measure))
