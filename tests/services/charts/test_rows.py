"""Dot plots and heat maps: charts of many rows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.charts.chart import Axis, Category, Chart, ChartKind, Mark, Point, Series
from app.services.charts.layout import lay_out, natural_height
from app.services.charts.layout_heat import SHADES, shade_of
from app.services.charts.picture import Box, Dot, Rule, Tone, Words
from app.services.reports.paint import WHITE, letter_colour, tone_colour
from app.views.theme.palette import contrast
from tests.services.charts.test_layout import SIZE, assert_readable, measure

AXIS = Axis(60, 100, "60", "100")
VALUES = st.none() | st.floats(0, 130)


def chart_of(
    kind: ChartKind, rows: int, series: int = 1, label: str = "Kelurahan {n}", value: float = 85
) -> Chart:
    points = tuple(Point(value, f"{value:.2f}") for _ in range(rows))
    return Chart(
        kind=kind,
        title="Uji",
        categories=tuple(Category(str(n), label.format(n=n)) for n in range(rows)),
        series=tuple(Series(f"Unsur {n}", points) for n in range(series)),
        axis=AXIS,
        alt="uji",
        marks=(Mark(76.61, "76,61"), Mark(88.31, "88,31")),
        note="lingkaran kosong: angka yang dilaporkan unit",
        nil="Belum ada.",
    )


@pytest.mark.parametrize("rows", [1, 7, 60])
@pytest.mark.parametrize("width", [330, 520, 900])
@pytest.mark.parametrize(("kind", "series"), [(ChartKind.DOTS, 1), (ChartKind.DOTS, 2)])
def test_dots_stay_readable(rows: int, width: float, kind: ChartKind, series: int) -> None:
    for label in ("A", "Dinas Pengendalian Penduduk, KB dan Pemberdayaan Masyarakat {n}"):
        chart = chart_of(kind, rows, series, label)
        for height in (0.0, 90.0, 2000.0):
            assert_readable(lay_out(chart, width, SIZE, measure, height))


@pytest.mark.parametrize("rows", [1, 7, 60])
@pytest.mark.parametrize("width", [420, 520, 900])
def test_a_heat_map_stays_readable(rows: int, width: float) -> None:
    chart = chart_of(ChartKind.HEAT, rows, 9, "Puskesmas Perawatan Klandasan Ilir {n}")
    for height in (0.0, 90.0, 2000.0):
        assert_readable(lay_out(chart, width, SIZE, measure, height))


def test_a_dot_stands_at_its_value_and_a_reported_one_is_hollow() -> None:
    categories = (Category("a", "A"), Category("b", "B", hollow=True), Category("c", "C"))
    points = (Point(60.0, "60"), Point(80.0, "80"), Point(100.0, "100"))
    chart = Chart(ChartKind.DOTS, "", categories, (Series("", points),), AXIS, "")
    dots = [s for s in lay_out(chart, 500, SIZE, measure).shapes if isinstance(s, Dot)]
    assert dots[1].x == pytest.approx((dots[0].x + dots[2].x) / 2)
    assert [dot.hollow for dot in dots] == [False, True, False]


def test_two_years_are_told_apart_by_their_signs_and_joined() -> None:
    chart = chart_of(ChartKind.DOTS, 1, 2)
    series = (chart.series[0], Series("2022", (Point(95.0, "95"),)))
    chart = Chart(ChartKind.DOTS, "", chart.categories, series, AXIS, "")
    shapes = lay_out(chart, 500, SIZE, measure).shapes
    (box,) = [s for s in shapes if isinstance(s, Box) and s.y > SIZE * 1.5]
    dot = next(s for s in shapes if isinstance(s, Dot) and s.y > SIZE * 1.5)
    (rule,) = [s for s in shapes if isinstance(s, Rule) and s.tone is Tone.BAR]
    assert rule.x1 == pytest.approx(box.x + box.width / 2)
    assert rule.x2 == dot.x


def test_a_missing_value_has_no_dot_and_an_empty_cell() -> None:
    points = (Point(None, "–"), Point(80.0, "80,00"))
    categories = (Category("a", "A"), Category("b", "B"))
    dots = Chart(ChartKind.DOTS, "", categories, (Series("", points),), AXIS, "")
    shapes = lay_out(dots, 400, SIZE, measure).shapes
    assert sum(isinstance(s, Dot) for s in shapes) == 1
    heat = Chart(ChartKind.HEAT, "", categories, (Series("U", points),), AXIS, "")
    boxes = [s for s in lay_out(heat, 400, SIZE, measure).shapes if isinstance(s, Box)]
    assert [box.tone for box in boxes[:2]] == [Tone.TRACK, Tone.BAR]


def test_the_lowest_value_is_strongest() -> None:
    shades = [shade_of(value, 60, 100) for value in (100, 95, 90, 85, 80, 70, 60)]
    assert shades == sorted(shades)
    assert (shades[0], shades[-1]) == (SHADES[0], SHADES[-1])
    assert shade_of(80, 80, 80) == SHADES[0]
    assert shade_of(0, 60, 100) == SHADES[-1]


@pytest.mark.parametrize("shade", SHADES)
def test_figures_can_be_read_on_every_shade_of_paper(shade: float) -> None:
    ground, ink = (
        f"#{colour.hexval()[2:]}"
        for colour in (tone_colour(Tone.BAR, shade), letter_colour(Tone.TEXT, shade))
    )
    assert contrast(ink, ground) >= 4.5


def test_letters_without_a_shade_keep_their_colour() -> None:
    assert letter_colour(Tone.MUTED, None) == tone_colour(Tone.MUTED)
    assert letter_colour(Tone.TEXT, 1.0) == WHITE


def test_without_any_value_the_nil_sentence_stands_alone() -> None:
    for kind in (ChartKind.DOTS, ChartKind.HEAT):
        categories = (Category("a", "A"),)
        series = (Series("", (Point(None, "–"),)),)
        chart = Chart(kind, "", categories, series, AXIS, "", nil="Belum ada.")
        shapes = lay_out(chart, 300, SIZE, measure).shapes
        assert [s.text for s in shapes if isinstance(s, Words)] == ["Belum ada."]


def test_every_row_can_be_found_by_its_place() -> None:
    for kind in (ChartKind.DOTS, ChartKind.HEAT):
        picture = lay_out(chart_of(kind, 5, 2), 500, SIZE, measure)
        assert [target.key for target in picture.targets] == list("01234")
        assert "Kelurahan 3" in picture.targets[3].tip
        assert "Unsur 1: 85.00" in picture.targets[3].tip


def test_the_natural_height_fits_the_rows() -> None:
    for kind in (ChartKind.DOTS, ChartKind.HEAT):
        for rows in (1, 20, 90):
            chart = chart_of(kind, rows, 2)
            needed = lay_out(chart, 500, SIZE, measure).height
            assert needed <= natural_height(chart, SIZE) <= needed + 4 * SIZE


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.text(max_size=90), VALUES, VALUES), min_size=1, max_size=9),
    st.sampled_from((ChartKind.DOTS, ChartKind.HEAT)),
    st.booleans(),
)
def test_anything_is_laid_out_within_the_picture(
    rows: list[tuple[str, float | None, float | None]], kind: ChartKind, hollow: bool
) -> None:
    def points(values: list[float | None]) -> tuple[Point, ...]:
        return tuple(Point(v, "–" if v is None else f"{v:.2f}") for v in values)

    chart = Chart(
        kind,
        "",
        tuple(Category(str(n), row[0], hollow=hollow) for n, row in enumerate(rows)),
        (
            Series("2021", points([row[1] for row in rows])),
            Series("2022", points([row[2] for row in rows])),
        ),
        AXIS,
        "",
        nil="Belum ada.",
    )
    picture = lay_out(chart, 360, SIZE, measure)
    assert_readable(picture)
    for shape in picture.shapes:
        if isinstance(shape, Dot):
            assert 0 <= shape.x <= 360
