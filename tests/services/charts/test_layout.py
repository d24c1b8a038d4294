from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.charts.builders import distribution_chart, trend_chart, unsur_chart
from app.services.charts.chart import Axis, Category, Chart, ChartKind, Mark, Point, Series
from app.services.charts.layout import lay_out, natural_height
from app.services.charts.picture import Anchor, Box, Picture, Pointer, Tone, Words, elided, wrapped
from tests.services.reports.making import instrument_of, results_data

SIZE = 10.0


def measure(text: str, size: float, bold: bool) -> float:
    return len(text) * size * (0.58 if bold else 0.52)


def area(words: Words) -> tuple[float, float, float, float]:
    width = measure(words.text, words.size, words.bold)
    left = words.x - {Anchor.START: 0, Anchor.MIDDLE: width / 2, Anchor.END: width}[words.anchor]
    return left, words.y - words.size * 0.5, left + width, words.y + words.size * 0.5


def texts(picture: Picture) -> list[Words]:
    return [shape for shape in picture.shapes if isinstance(shape, Words)]


def assert_readable(picture: Picture) -> None:
    for words in texts(picture):
        left, top, right, bottom = area(words)
        assert left >= -0.6, words
        assert right <= picture.width + 0.6, words
        assert top >= -0.6, words
        assert bottom <= picture.height + 0.6, words
    for one, other in combinations(texts(picture), 2):
        a, b = area(one), area(other)
        apart = a[2] <= b[0] + 0.5 or b[2] <= a[0] + 0.5 or a[3] <= b[1] + 0.5 or b[3] <= a[1] + 0.5
        assert apart, (one, other)


@pytest.mark.parametrize("count", [5, 9, 16, 20])
@pytest.mark.parametrize("width", [260, 420, 900])
def test_no_text_overlaps_or_leaves_the_picture(count: int, width: float) -> None:
    result = results_data(30, instrument=instrument_of(count)).result
    for chart in (unsur_chart(result), distribution_chart(result)):
        for height in (0.0, 100.0, 700.0):
            assert_readable(lay_out(chart, width, SIZE, measure, height))


@pytest.mark.parametrize("count", [1, 2, 6, 24])
@pytest.mark.parametrize("width", [260, 900])
def test_lines_stay_readable(count: int, width: float) -> None:
    steps = [(f"Triwulan {i} 2026", results_data(12, seed=i).result) for i in range(count)]
    chart = trend_chart("Tren", steps)
    assert chart is not None
    assert_readable(lay_out(chart, width, SIZE, measure))


@given(st.lists(st.text(max_size=120), min_size=1, max_size=12))
def test_labels_of_any_length_stay_in_their_column(labels: list[str]) -> None:
    points = tuple(Point(50.0, "50,00") for _ in labels)
    categories = tuple(Category(str(i), label) for i, label in enumerate(labels))
    chart = Chart(
        ChartKind.BARS, "", categories, (Series("", points),), Axis(25, 100, "25", "100"), "alt"
    )
    assert_readable(lay_out(chart, 300, SIZE, measure))


def bars_of(chart: Chart) -> list[Box]:
    shapes = lay_out(chart, 500, SIZE, measure).shapes
    return [s for s in shapes if isinstance(s, Box) and s.tone is not Tone.TRACK]


def one_bar(value: float | None) -> Chart:
    points = (Point(value, "x"), Point(100, "y"))
    categories = (Category("a", "A", highlighted=True), Category("b", "B"))
    marks = (Mark(65, "65,00"),)
    return Chart(ChartKind.BARS, "", categories, (Series("", points),), Axis(25, 100), "", marks)


def test_a_bar_is_as_long_as_its_value_above_the_lowest() -> None:
    low, full = bars_of(one_bar(62.5))
    assert low.width == pytest.approx(full.width / 2)
    assert bars_of(one_bar(25))[0].width == 0


def test_no_value_draws_no_bar_and_a_value_outside_stays_inside() -> None:
    assert len(bars_of(one_bar(None))) == 1
    outside, full = bars_of(one_bar(400))
    assert outside.width == full.width


def test_the_lowest_bars_are_marked_by_a_sign() -> None:
    shapes = lay_out(one_bar(60), 500, SIZE, measure).shapes
    assert sum(isinstance(shape, Pointer) for shape in shapes) == 1


def test_a_place_finds_its_bar() -> None:
    picture = lay_out(one_bar(60), 500, SIZE, measure)
    first, second = picture.targets
    assert first.contains(10, first.y + 1)
    assert not first.contains(10, second.y + 1)
    assert "x" in first.tip


def test_an_empty_chart_says_so() -> None:
    chart = unsur_chart(results_data(0).result)
    picture = lay_out(chart, 300, SIZE, measure)
    assert [words.text for words in texts(picture)] == ["Belum ada jawaban untuk digambar."]
    assert picture.targets == ()


def test_the_natural_height_grows_with_the_bars() -> None:
    few, many = (unsur_chart(results_data(9, instrument=instrument_of(n)).result) for n in (5, 20))
    assert natural_height(few, SIZE) < natural_height(many, SIZE)


def test_a_long_line_is_cut_and_a_short_one_is_not() -> None:
    assert elided("pendek", 500, SIZE, measure) == "pendek"
    cut = elided("kata " * 40, 100, SIZE, measure)
    assert cut.endswith("…")
    assert measure(cut, SIZE, False) <= 100


def test_text_wraps_between_words() -> None:
    assert wrapped("satu dua tiga", 60, SIZE, measure) == ("satu dua", "tiga")
    assert len(wrapped("kata " * 100, 60, SIZE, measure, lines=2)) == 2
