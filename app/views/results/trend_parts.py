"""Unsur over periods or years, and the test of what changed between two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.ikm.rounding import KONVERSI_PLACES, indonesian
from app.services.results.change import INDEX, Change, Verdict
from app.services.results.survey_results import change_text
from app.services.results.trend_words import (
    careful_note,
    degrees_text,
    method_note,
    p_text,
    t_text,
)
from app.texts import tr
from app.views.results.page import figure
from app.views.theme import px
from app.views.widgets.card import Card
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import row
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from app.services.results.trend import PeriodColumn, Trend

RISEN, FALLEN = "▲", "▼"
_VALUE_WIDTH = 84
_Row = tuple[str, str]
"""Key and name of an unsur, or of the index."""


class ColumnsCard(Card):
    """Rows are the index and the unsur, columns the periods (or years)."""

    def __init__(self, name: str, accessible: str) -> None:
        super().__init__(margins=(8, 8, 8, 12))
        self.table = DataTable((), name=name, accessible=accessible, empty=tr("Belum ada periode."))
        self.note = Caption(name=f"{name}.keterangan", wrap=True)
        self.body.addWidget(self.table)
        self.body.addWidget(self.note)
        self.body.setStretch(0, 1)

    def show_columns(self, trend: Trend, columns: tuple[PeriodColumn, ...]) -> None:
        """Show the values; a sign stands where a change exceeds chance."""
        self.table.rows_model.set_columns(
            [
                Column("unsur", tr("Unsur"), lambda line: line[1], stretch=True, strong=_is_index),
                *(_value_column(column) for column in columns),
            ]
        )
        self.table.set_rows(list(trend.names.items()))
        parts = [
            tr(
                "{naik} naik atau {turun} turun melebihi kebetulan terhadap kolom sebelumnya"
                " (rinciannya pada Uji perubahan).",
                naik=RISEN,
                turun=FALLEN,
            )
        ]
        if any(column.periods > 1 for column in columns):
            parts.append(
                tr("Nilai setahun adalah rata-rata periodenya, per unsur lalu antarunsur.")
            )
        self.note.setText(" ".join([*parts, trend.break_text]).strip())


class ChangeCard(Card):
    """The test of one change: which period against the one before."""

    def __init__(self) -> None:
        super().__init__(margins=(8, 8, 8, 12))
        self.period = ChoiceBox(name="hasil.tren.periode", accessible=tr("Periode yang diuji"))
        self.period.setMinimumWidth(px(330))
        self.table = DataTable(
            _TEST_COLUMNS,
            name="hasil.tren.uji",
            accessible=tr("Uji perubahan setiap unsur"),
            empty=tr("Belum ada dua periode untuk dibandingkan."),
        )
        self.note = Caption(method_note(), name="hasil.tren.uji.keterangan", wrap=True)
        label = Label(tr("Perubahan"), "small-strong")
        label.setBuddy(self.period)
        self.body.addLayout(row(label, self.period, 1, gap=8))
        self.body.addWidget(self.table)
        self.body.addWidget(self.note)
        self.body.setStretch(1, 1)
        self._tested: dict[str, tuple[PeriodColumn, PeriodColumn]] = {}
        self.period.picked.connect(lambda _: self._show())

    def show_trend(self, trend: Trend) -> None:
        """Offer the periods and years that have one before them, the newest first."""
        self._tested = {}
        for kind, columns in (("p", trend.periods), ("t", trend.years)):
            for place in range(len(columns) - 1, 0, -1):
                self._tested[f"{kind}{place}"] = (columns[place - 1], columns[place])
        words = [
            (key, tr("{lama} → {baru}", lama=before.name, baru=now.name))
            for key, (before, now) in self._tested.items()
        ]
        self.period.set_choices(words)
        self._show()

    def _show(self) -> None:
        tested = self._tested.get(self.period.key)
        changes = list(tested[1].changes.values()) if tested else []
        self.table.set_rows(changes)
        careful = careful_note() if any(change.careful for change in changes) else ""
        self.note.setText(f"{method_note()} {careful}".strip())


def _value_column(column: PeriodColumn) -> Column[_Row]:
    title = column.label
    if column.periods > 1:
        title = tr("{tahun} ({jumlah} periode)", tahun=column.label, jumlah=column.periods)

    def sign(line: _Row) -> str:
        change = column.changes.get(line[0])
        if change is None or change.verdict is not Verdict.YES or not change.points:
            return ""
        return RISEN if change.points > 0 else FALLEN

    def text(line: _Row) -> str:
        return f"{sign(line)} {indonesian(column.values[line[0]], KONVERSI_PLACES)}".strip()

    return figure(
        column.label,
        title,
        text,
        sort=lambda line: column.values[line[0]],
        tone=lambda line: {RISEN: "good", FALLEN: "danger"}.get(sign(line), ""),
        strong=_is_index,
        width=_VALUE_WIDTH if column.periods == 1 else 0,
        tooltip=tr("{periode}, {n} responden", periode=column.name, n=indonesian(column.n, 0)),
    )


def _is_index(line: _Row) -> bool:
    return line[0] == INDEX


def _verdict(change: Change) -> str:
    return f"{change.verdict.value} ({change.why})" if change.why else change.verdict.value


_TEST_COLUMNS: tuple[Column[Change], ...] = (
    Column("unsur", tr("Unsur"), lambda c: c.name, stretch=True, strong=lambda c: c.key == INDEX),
    figure("lama", tr("Sebelum"), lambda c: indonesian(c.before.value, KONVERSI_PLACES), width=74),
    figure("baru", tr("Sesudah"), lambda c: indonesian(c.now.value, KONVERSI_PLACES), width=74),
    figure(
        "perubahan",
        tr("Perubahan"),
        lambda c: change_text(c.points),
        sort=lambda c: c.points,
        tone=lambda c: {"+": "good", "−": "danger"}.get(change_text(c.points)[:1], "muted"),
        width=86,
    ),
    Column(
        "melebihi",
        tr("Melebihi kebetulan"),
        _verdict,
        strong=lambda c: c.verdict is Verdict.YES,
        tone=lambda c: "muted" if c.verdict is Verdict.UNKNOWN else "",
        width=140,
    ),
    figure(
        "n", tr("n"), lambda c: f"{indonesian(c.before.n, 0)}; {indonesian(c.now.n, 0)}", width=84
    ),
    figure("t", tr("t"), t_text, width=62),
    figure("db", tr("Derajat bebas"), degrees_text, width=100),
    figure("p", tr("p"), p_text, sort=lambda c: c.p, width=66),
)
