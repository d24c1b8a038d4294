from __future__ import annotations

from app.services.charts.builders import (
    distribution_chart,
    group_chart,
    joined,
    respondents_chart,
    trend_chart,
    unsur_chart,
)
from app.services.charts.chart import ChartKind
from app.services.ikm.cross import GroupResult
from tests.services.reports.making import instrument_of, results_data, skm_9


def test_bars_start_at_the_lowest_value_of_the_scale_and_carry_the_bounds() -> None:
    chart = unsur_chart(results_data(40).result)
    assert (chart.axis.lowest, chart.axis.highest) == (25, 100)
    assert [mark.text for mark in chart.marks] == ["65,00", "76,61", "88,31"]
    assert [mark.value for mark in chart.marks] == [65.0, 76.61, 88.31]
    assert chart.note.replace("\u00a0", " ") == "skala 25–100 · batas mutu 65,00 · 76,61 · 88,31"


def test_every_unsur_has_a_bar_with_its_printed_value() -> None:
    result = results_data(40).result
    chart = unsur_chart(result)
    assert [c.key for c in chart.categories] == [row.unsur.key for row in result.unsur]
    assert [p.text for p in chart.series[0].points] == [row.konversi_text for row in result.unsur]


def test_the_lowest_unsur_are_marked_with_all_ties() -> None:
    result = results_data(30).result
    marked = {c.key for c in unsur_chart(result).categories if c.highlighted}
    assert marked == {row.unsur.key for row in result.lowest()}
    assert len(marked) >= 3


def test_nothing_is_marked_where_all_are_equal() -> None:
    result = results_data(1, instrument=instrument_of(5), seed=1).result
    even = unsur_chart(results_data(0).result)
    assert not any(c.highlighted for c in even.categories)
    assert even.is_empty
    assert even.nil
    assert unsur_chart(result).alt


def test_the_sentence_names_highest_and_lowest() -> None:
    result = results_data(50).result
    alt = unsur_chart(result).alt
    assert result.lowest(1)[0].unsur.name in alt
    assert result.highest(1)[0].konversi_text in alt


def test_shares_of_the_answers_sum_up_to_a_hundred() -> None:
    result = results_data(33, blank_share=0.1).result
    chart = distribution_chart(result)
    assert chart.kind is ChartKind.STACKED
    assert [series.name for series in chart.series] == ["1", "2", "3", "4"]
    for place in range(len(chart.categories)):
        total = sum(series.points[place].value or 0 for series in chart.series)
        assert abs(total - 100) < 1e-9


def test_questions_have_their_number_where_several_make_an_unsur() -> None:
    result = results_data(20, instrument=instrument_of(16, 9, outside=3)).result
    labels = [category.label for category in distribution_chart(result).categories]
    assert labels == [f"P{i}" for i in range(1, 17)]


def test_respondents_are_counted_and_shared() -> None:
    table = results_data(40).respondents[0]
    chart = respondents_chart(table)
    (_, first), *_ = table.rows
    assert chart.series[0].points[0].text.startswith(f"{first} (")
    assert (chart.axis.lowest, chart.axis.highest) == (0, 100)
    assert respondents_chart(results_data(0).respondents[0]).is_empty


def test_groups_tell_their_number_of_respondents() -> None:
    result = results_data(20).result
    chart = group_chart("IKM menurut layanan", [GroupResult("", 20, result)], skm_9())
    assert chart.categories[0].label == "Tidak diisi"
    assert chart.series[0].points[0].text == f"{result.ikm_text} (n = 20)"


def test_a_trend_needs_a_period() -> None:
    assert trend_chart("Tren", []) is None
    chart = trend_chart(
        "Tren", [("2025", results_data(5).result), ("2026", results_data(9).result)]
    )
    assert chart is not None
    assert chart.kind is ChartKind.LINES
    assert [c.label for c in chart.categories] == ["2025", "2026"]


def test_names_are_joined_as_in_a_sentence() -> None:
    assert joined([]) == ""
    assert joined(["A"]) == "A"
    assert joined(["A", "B"]) == "A dan B"
    assert joined(["A", "B", "C"]) == "A, B, dan C"
