"""The figures over the matrix, and what stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.services.consolidation.cells import CellState
from app.services.consolidation.unit_lines import types_text
from app.services.ikm.rounding import EMPTY, KONVERSI_PLACES, indonesian
from app.texts import tr
from app.views.theme.look import keep_scaled
from app.views.widgets.badges import mutu_text
from app.views.widgets.buttons import SmallButton
from app.views.widgets.card import Card
from app.views.widgets.labels import Caption, ElidedLabel, Label
from app.views.widgets.layout import clear, column, row
from app.views.widgets.numbers import BigNumber
from app.views.widgets.progress import Bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.city.year import CityYear
    from app.services.consolidation.sides import Conflict
    from app.services.consolidation.unit_lines import UnitLine

_PERCENT = 100
_SIDES, _LINES = 2, 3
"""What of a conflict is shown beside the matrix; the rest is on its tab."""
MOST_BARS = 5
"""Unsur that have a bar of their own; the rest stand together."""


class NumberCards(QWidget):
    """Five figures: the index plain and weighted, who is complete, missing, or waits for a look."""

    def __init__(self) -> None:
        super().__init__()
        self.plain = BigNumber(" ", name="konsolidasi.ikm")
        self.weighted = BigNumber(tr("ditimbang responden"), name="konsolidasi.tertimbang")
        self.complete = BigNumber(tr("Lengkap"), name="konsolidasi.lengkap")
        self.missing = BigNumber(tr("Belum mengirim"), name="konsolidasi.belum")
        self.check = BigNumber(tr("Perlu diperiksa"), name="konsolidasi.periksa")
        every = (self.plain, self.weighted, self.complete, self.missing, self.check)
        line = row(*(Card(one, margins=(14, 10, 14, 10)) for one in every), gap=12)
        for place in range(len(every)):
            line.setStretch(place, 1)
        self.setLayout(line)

    def show_figures(self, year: CityYear) -> None:
        """Show the index of the city."""
        mean, mutu = year.mean, year.mutu
        self.plain.caption.setText(
            tr(
                "{indeks} {tahun}, rata-rata unit",
                indeks=year.instrument.index_short,
                tahun=year.year,
            )
        )
        self.plain.set(
            indonesian(mean.plain, KONVERSI_PLACES),
            mutu_text(mutu.letter, mutu.word) if mutu else year.counted_text,
        )
        self.weighted.set(
            indonesian(mean.weighted, KONVERSI_PLACES),
            tr("{n} lembar", n=indonesian(mean.n, 0)) if mean.n else tr("belum ada responden"),
        )

    def show_units(self, lines: Sequence[UnitLine], conflicts: int) -> None:
        """Count the units by their state."""
        complete = sum(one.state is CellState.COMPLETE for one in lines)
        missing = [one.unit for one in lines if one.state is CellState.MISSING]
        check = [one for one in lines if one.state is CellState.CHECK]
        share = f"{complete * _PERCENT // len(lines)} %" if lines else EMPTY
        self.complete.set(str(complete), tr("{persen} unit", persen=share))
        self.missing.set(str(len(missing)), types_text(missing) or tr("semua unit sudah mengirim"))
        found = sum(len(one.findings) for one in check)
        parts = [tr("{n} perbedaan", n=conflicts)] if conflicts else []
        parts += [tr("{n} temuan", n=found)] if found else []
        self.check.set(str(len(check)), ", ".join(parts) or tr("tidak ada yang menunggu"))


class ConflictCard(Card):
    """The first conflict that waits, with the way to decide it."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(name="konsolidasi.perbedaan.kartu", gap=8)
        self.count = Label(
            "", "subheading", tone="danger", name="konsolidasi.perbedaan.jumlah", wrap=True
        )
        self.text = Label("", "small", wrap=True)
        self._grid = QGridLayout()
        keep_scaled(self._grid, (0, 0, 0, 0), 6)
        self.open = SmallButton(tr("Lihat dan putuskan"), name="konsolidasi.perbedaan.buka")
        self.body.addWidget(self.count)
        self.body.addWidget(self.text)
        self.body.addLayout(self._grid)
        self.body.addLayout(row(self.open, 1))
        self.open.clicked.connect(self.wanted)
        self.set_tone("danger")
        self.hide()

    def show_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        """Show the first of those that wait; nothing where none does."""
        waiting = [one for one in conflicts if one.is_open]
        clear(self._grid)
        self.setVisible(bool(waiting))
        if not waiting:
            return
        first = waiting[0]
        self.count.setText(tr("{n} perbedaan menunggu putusan", n=len(waiting)))
        self.text.setText(first.title)
        self._show_line(0, ("", *(side.title for side in first.sides[:_SIDES])), "caption")
        differing = [line for line in first.lines if line.differs]
        for place, line in enumerate(differing[:_LINES], start=1):
            self._show_line(place, (line.name, *line.values[:_SIDES]), "small")

    def _show_line(self, place: int, texts: Sequence[str], role: str) -> None:
        for number, text in enumerate(texts):
            self._grid.addWidget(ElidedLabel(text, role), place, number)
            self._grid.setColumnStretch(number, 1)


class LowestCard(Card):
    """How many units have each unsur as their lowest."""

    def __init__(self) -> None:
        super().__init__(title=" ", name="konsolidasi.terendah", gap=8)
        self._grid = QGridLayout()
        keep_scaled(self._grid, (0, 0, 0, 0), 8)
        self._grid.setColumnStretch(1, 1)
        self.none = Caption(tr("Muncul setelah ada unit dengan nilai unsur."), wrap=True)
        self.body.addLayout(self._grid)
        self.body.addWidget(self.none)

    def show_figures(self, year: CityYear) -> None:
        """Show other counts; ties of a unit count for each of its unsur."""
        clear(self._grid)
        self.heading.setText(tr("Unsur terendah di {n}", n=year.counted_text))
        self.setAccessibleName(self.heading.text())
        often = year.often_lowest
        self.none.setVisible(not often)
        names = {unsur.key: unsur.short_name for unsur in year.instrument.unsur}
        shown = [(names[one.key], one.lines) for one in often[:MOST_BARS]]
        if rest := sum(one.lines for one in often[MOST_BARS:]):
            shown.append((tr("lainnya"), rest))
        most = max((n for _, n in shown), default=1)
        for place, (name, n) in enumerate(shown):
            word = Label(name, "small-muted")
            word.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(word, place, 0)
            self._grid.addWidget(Bar(n / most, height=10), place, 1)
            self._grid.addWidget(Label(str(n), "small-strong"), place, 2)
        self.setAccessibleDescription("; ".join(f"{name} {n}" for name, n in shown))


class SidePanel(QWidget):
    """The conflict that waits over the lowest unsur."""

    def __init__(self) -> None:
        super().__init__()
        self.conflict, self.lowest = ConflictCard(), LowestCard()
        self.setLayout(column(self.conflict, self.lowest, 1, gap=12))
