from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.services.charts.builders import distribution_chart, trend_chart, unsur_chart
from app.services.charts.chart import Axis, Category, Chart, ChartKind, Point, Series
from app.services.charts.layout_heat import SHADES
from app.services.charts.picture import Tone, Words
from app.views.theme import apply_theme, color
from app.views.theme.palette import contrast
from app.views.widgets import chart_shapes
from app.views.widgets.chart_view import ChartView
from tests.services.reports.making import instrument_of, results_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    made = ChartView("uji.grafik")
    qtbot.addWidget(made)
    made.resize(420, 380)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.set_chart(unsur_chart(results_data(40).result))
    qtbot.waitUntil(lambda: bool(made.targets))
    return made


@pytest.fixture
def light() -> Iterator[None]:
    apply_theme("terang")
    yield
    apply_theme("terang")


def canvas_of(view: ChartView) -> QWidget:
    canvas = view.findChild(QWidget, "uji.grafik.gambar")
    assert canvas is not None
    return canvas


def place_of(view: ChartView, bar: int) -> QPoint:
    target = view.targets[bar]
    return QPoint(round(target.x + target.width / 2), round(target.y + target.height / 2))


def viewport_of(view: ChartView) -> QWidget:
    viewport: QWidget = canvas_of(view).viewport()  # type: ignore[attr-defined] # a scroll area
    return viewport


def test_a_click_on_a_bar_tells_its_key(view: ChartView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.clicked) as caught:
        qtbot.mouseClick(viewport_of(view), Qt.MouseButton.LeftButton, pos=place_of(view, 2))
    assert caught.args == ["waktu"]


def test_a_click_beside_the_bars_tells_nothing(view: ChartView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.clicked):
        corner = viewport_of(view).rect().bottomLeft() + QPoint(2, -2)
        qtbot.mouseClick(viewport_of(view), Qt.MouseButton.LeftButton, pos=corner)


def test_arrow_keys_and_enter_choose_a_bar(view: ChartView, qtbot: QtBot) -> None:
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.clicked) as caught:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert caught.args == ["prosedur"]
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    with qtbot.waitSignal(view.clicked) as caught:
        qtbot.keyClick(view, Qt.Key.Key_Space)
    assert caught.args == ["persyaratan"]


def test_the_focus_is_seen(view: ChartView, qtbot: QtBot) -> None:
    before = view.grab().toImage()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: view.grab().toImage() != before)
    view.clearFocus()
    qtbot.waitUntil(lambda: view.grab().toImage() == before)


def test_assistive_tools_are_told_the_sentence(view: ChartView) -> None:
    assert view.accessibleName() == "Nilai konversi per unsur"
    assert "tertinggi" in view.accessibleDescription()


def test_a_bar_shows_its_whole_name_and_value(view: ChartView, qtbot: QtBot) -> None:
    canvas, at = canvas_of(view), place_of(view, 1)
    view.window().activateWindow()
    handled = canvas.viewportEvent(  # type: ignore[attr-defined] # a scroll area
        QHelpEvent(QHelpEvent.Type.ToolTip, at, canvas.mapToGlobal(at))
    )
    assert handled
    qtbot.waitUntil(lambda: "Sistem, Mekanisme, dan Prosedur" in QToolTip.text())
    QToolTip.hideText()


def test_the_wheel_is_left_to_the_page(view: ChartView) -> None:
    nothing = QPoint(0, 0)
    event = QWheelEvent(
        QPointF(20, 20),
        QPointF(20, 20),
        nothing,
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    before = view.grab().toImage()
    canvas_of(view).wheelEvent(event)
    assert not event.isAccepted()
    assert view.grab().toImage() == before


@pytest.mark.usefixtures("light")
def test_another_theme_draws_in_its_colours(view: ChartView, qtbot: QtBot) -> None:
    def bar_colour() -> str:
        assert view.chart is not None
        usual = next(i for i, c in enumerate(view.chart.categories) if not c.highlighted)
        target, canvas = view.targets[usual], canvas_of(view)
        picture = canvas.grab().toImage()
        columns = range(round(target.x), round(target.x + target.width * 0.6))
        y = round(target.y + target.height / 2)
        found = {picture.pixelColor(x, y).name() for x in columns}
        return next((name for name in found if name == color("accent").name()), "")

    assert bar_colour() == color("accent").name()
    light = color("accent").name()
    apply_theme("gelap")
    assert color("accent").name() != light
    qtbot.waitUntil(lambda: bar_colour() == color("accent").name())


def test_it_is_laid_out_for_the_room_it_has(view: ChartView, qtbot: QtBot) -> None:
    view.resize(700, 500)
    qtbot.waitUntil(lambda: view.targets[0].width > 600)
    assert view.targets[-1].y < canvas_of(view).height()


def test_it_may_be_small_but_never_cuts_its_bars(view: ChartView, qtbot: QtBot) -> None:
    view.set_chart(unsur_chart(results_data(9, instrument=instrument_of(20)).result))
    assert view.minimumSizeHint().height() > 20 * 17
    view.set_chart(unsur_chart(results_data(0).result))
    assert view.minimumSizeHint().height() < 100
    assert view.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_every_kind_is_drawn(view: ChartView) -> None:
    result = results_data(40).result
    trend = trend_chart("Tren", [("2025", result), ("2026", result)])
    assert trend is not None
    seen = {view.grab().toImage().cacheKey()}
    for chart in (distribution_chart(result), trend, unsur_chart(result)):
        before = view.grab().toImage()
        view.set_chart(chart)
        assert view.chart is chart
        assert view.grab().toImage() != before
        seen.add(view.grab().toImage().cacheKey())


def test_what_was_typed_is_never_mark_up(view: ChartView, qtbot: QtBot) -> None:
    data = results_data(12, instrument=instrument_of(5))
    chart = unsur_chart(data.result)
    first = replace(chart.categories[0], label="<b>x</b><img src='/etc/passwd'>", name="<i>y</i>")
    view.set_chart(replace(chart, categories=(first, *chart.categories[1:]), title="<h1>j</h1>"))
    assert view.targets[0].tip.startswith("<i>y</i>")
    canvas, at = canvas_of(view), place_of(view, 0)
    canvas.viewportEvent(QHelpEvent(QHelpEvent.Type.ToolTip, at, canvas.mapToGlobal(at)))  # type: ignore[attr-defined] # a scroll area
    qtbot.waitUntil(lambda: "&lt;i&gt;" in QToolTip.text())
    QToolTip.hideText()


def test_the_drawing_library_waits_for_the_first_chart() -> None:
    program = (
        "import sys; import app.views.widgets.chart_view;"
        " sys.exit('pyqtgraph' in sys.modules or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("theme", ["terang", "gelap"])
@pytest.mark.parametrize("shade", SHADES)
def test_figures_can_be_read_on_every_shade_of_the_screen(
    theme: str, shade: float, light: None, qapp: QApplication
) -> None:
    apply_theme(theme)
    words = Words(0, 0, "88,31", 12, Tone.TEXT, shade=shade)
    ground = chart_shapes.shade_color(Tone.BAR, shade).name()
    assert contrast(chart_shapes.letter_color(words).name(), ground) >= 4.5


def test_a_heat_map_of_many_units_is_drawn_at_once(view: ChartView, qtbot: QtBot) -> None:
    points = tuple(Point(80.0 + n % 20, "80,00") for n in range(160))
    chart = Chart(
        ChartKind.HEAT,
        "Unsur per unit",
        tuple(Category(str(n), f"Unit {n}", hollow=True) for n in range(160)),
        tuple(Series(f"U{n}", points) for n in range(1, 10)),
        Axis(80, 100, "80", "100"),
        "uji",
    )
    view.resize(900, 3000)
    view.set_chart(chart)
    qtbot.waitUntil(lambda: len(view.targets) == 160)
    picture = view.grab().toImage()
    colours = {picture.pixelColor(x, 400).name() for x in range(300, 900)}
    assert len(colours) > 5
