"""Charts of realisasi against target."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.capaian import IndikatorYear
from app.models.entered import Entered
from app.models.target import Arah, Indikator, Sasaran
from app.services.capaian.figures import (
    IndikatorFigures,
    Known,
    Terms,
    budget_of,
    indikator_figures,
)
from app.services.capaian.history import IndikatorHistory, PastValue
from app.services.capaian.links import Linked
from app.services.charts.capaian import capaian_chart, indikator_chart
from app.services.charts.chart import ChartKind
from app.services.charts.layout import lay_out
from app.services.charts.picture import Box, Pointer, Rule, Tone
from tests.services.charts.test_layout import SIZE, area, assert_readable, measure, texts

if TYPE_CHECKING:
    from app.services.charts.chart import Chart


def figures(target: str, realisasi: str, name: str = "TPT", number: int = 1) -> IndikatorFigures:
    values = IndikatorYear(number, 2026, target=Entered(target), realisasi=Entered(realisasi))
    indikator = Indikator(1, 0, name, "%", Arah.UP, id=number)
    known = Known(indikator, Sasaran(1, 1, "S"), values, Linked(), budget_of(values, ()))
    return indikator_figures(known, Terms())


def over_years(targets: dict[int, str], achieved: dict[int, str]) -> Chart | None:
    now = figures("9", achieved.get(2026, ""))
    values = [
        PastValue(year, Entered(), Entered(text), now.capaian) for year, text in achieved.items()
    ]
    history = IndikatorHistory(now.yardstick, values[0], tuple(values[1:]))
    return indikator_chart(now, history, {year: Entered(text) for year, text in targets.items()})


def test_bars_are_measured_against_the_target_and_those_below_it_are_marked() -> None:
    chart = capaian_chart([figures("80", "76", "A", 7), figures("50", "55", "B", 8)])
    assert [point.text for point in chart.series[0].points] == ["95,00%", "110,00%"]
    assert [one.highlighted for one in chart.categories] == [True, False]
    assert [one.key for one in chart.categories] == ["7", "8"]
    assert (chart.axis.highest, chart.marks[0].value) == (125, 100)
    assert chart.alt == (
        "Grafik batang capaian 2 indikator: tertinggi B dengan 110,00%, terendah A dengan 95,00%;"
        " 1 mencapai target dan 1 belum."
    )
    shapes = lay_out(chart, 500, SIZE, measure).shapes
    assert sum(isinstance(shape, Pointer) for shape in shapes) == 1


def test_a_bar_beyond_the_axis_is_cut_and_the_title_says_so() -> None:
    chart = capaian_chart([figures("2.20", "28.46"), figures("10", "21")])
    assert chart.axis.highest == 200
    assert "di atas 200% dipotong" in chart.title
    assert [point.text for point in chart.series[0].points] == ["1.293,64%", "210,00%"]
    shapes = lay_out(chart, 500, SIZE, measure).shapes
    cuts = [s for s in shapes if isinstance(s, Rule) and s.tone is Tone.TRACK]
    assert len(cuts) == 4
    bars = [s for s in shapes if isinstance(s, Box) and s.tone is not Tone.TRACK]
    assert all(bar.x < cut.x1 < cut.x2 < bar.x + bar.width for bar in bars for cut in cuts[:2])
    assert "dipotong" not in capaian_chart([figures("10", "20")]).title


def test_nothing_to_draw_says_so() -> None:
    chart = capaian_chart([figures("", "5"), figures("0", "0")])
    assert chart.is_empty
    assert chart.nil == chart.alt == "Belum ada capaian untuk digambar."
    assert over_years({}, {2026: "N/A"}) is None
    assert capaian_chart([]).is_empty


def test_an_indikator_shows_targets_to_come_beside_what_was_achieved() -> None:
    chart = over_years({2026: "8", 2027: "7.5", 2030: "6"}, {2026: "8.40", 2025: "9"})
    assert chart is not None
    assert chart.kind is ChartKind.LINES
    assert [one.label for one in chart.categories] == ["2025", "2026", "2027", "2030"]
    achieved, wanted = chart.series
    assert [point.text for point in achieved.points] == ["9", "8,40", "–", "–"]
    assert [point.text for point in wanted.points] == ["–", "8", "7,5", "6"]
    assert chart.axis.lowest < 6
    assert chart.axis.highest > 9
    assert chart.alt == (
        "Realisasi dan target TPT: realisasi 2025: 9, 2026: 8,40; target 2026: 8, 2027: 7,5,"
        " 2030: 6."
    )


@pytest.mark.parametrize("width", [260, 900])
@pytest.mark.parametrize("count", [1, 2, 5, 12])
@given(data=st.data())
def test_values_of_target_and_realisasi_never_run_into_each_other(
    count: int, width: float, data: st.DataObject
) -> None:
    years = range(2026 - count + 1, 2027)
    value = st.decimals(-50, 1000, places=2, allow_nan=False).map(str)
    wanted = {year: data.draw(value) for year in years}
    achieved = {year: data.draw(value) for year in years if data.draw(st.booleans())}
    chart = over_years(wanted, achieved or {2026: "5"})
    assert chart is not None
    picture = lay_out(chart, width, SIZE, measure)
    written = [words for words in texts(picture) if words.bold]
    for one, other in combinations(written, 2):
        a, b = area(one), area(other)
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] + 0.01 or b[3] <= a[1] + 0.01
        assert apart, (one, other)


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=30))
def test_a_chart_of_any_capaian_is_readable(realisasi: list[int]) -> None:
    chart = capaian_chart([figures("100", str(one), f"Indikator {one}") for one in realisasi])
    assert_readable(lay_out(chart, 400, SIZE, measure))
