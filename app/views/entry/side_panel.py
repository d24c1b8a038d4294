"""Beside the sheet: how many there are, how fast it goes, the IKM so far, the last sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.texts import tr
from app.views.entry.last_sheets import LastSheets
from app.views.widgets.badges import MutuBadge
from app.views.widgets.card import Card
from app.views.widgets.flow import FlowLayout
from app.views.widgets.labels import Caption, Label, MixedLine
from app.views.widgets.layout import clear, column
from app.views.widgets.progress import Bar

if TYPE_CHECKING:
    from app.services.entry.state import EntryState, IndexLine, Statistics

WIDTH = 236


class SidePanel(QWidget):
    """Three cards of figures."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.count = MixedLine(name="entri.lembar_terisi", gap=5)
        self.bar = Bar(height=6)
        self.pace = Caption("", name="entri.kecepatan")
        self.ikm_caption = Caption("")
        self.ikm = Label("–", "number-big", name="entri.ikm")
        self.mutu = MutuBadge(name="entri.mutu")
        self.last = LastSheets()
        self.last.opened.connect(self.opened)
        margins = (16, 12, 16, 12)
        filled = Card(
            Caption(tr("Lembar terisi")),
            self.count,
            self.bar,
            self.pace,
            name="entri.kartu.terisi",
            gap=6,
            margins=margins,
        )
        self._others = column(gap=6)
        self._shown: tuple[IndexLine, ...] = ()
        value = QWidget()
        value.setLayout(FlowLayout(self.ikm, self.mutu, gap=10))
        index = Card(
            self.ikm_caption,
            value,
            self._others,
            name="entri.kartu.ikm",
            gap=2,
            margins=margins,
        )
        last = Card(
            Caption(tr("Lembar terakhir")),
            self.last,
            name="entri.kartu.terakhir",
            gap=4,
            margins=(16, 12, 16, 10),
        )
        self.setLayout(column(filled, index, last, 1, gap=12))

    def show_figures(self, state: EntryState, statistics: Statistics, per_hour: int | None) -> None:
        """Show the figures of the survey and of this hour."""
        count = grouped(statistics.n)
        if statistics.minimum:
            words = tr("dari minimal {minimal}", minimal=grouped(statistics.minimum))
        else:
            words = tr("lembar")
        self.count.set_pieces((count, "number"), (words, "small-muted"))
        self.bar.setVisible(bool(statistics.minimum))
        self.bar.set_share(statistics.share)
        self._show_pace(statistics, per_hour)
        self.ikm_caption.setText(tr("{indeks} sementara", indeks=state.instrument.index_short))
        self.ikm.setText(statistics.ikm)
        self.ikm.setAccessibleName(f"{self.ikm_caption.text()} {statistics.ikm}")
        self.mutu.set_mutu(statistics.mutu_letter, statistics.mutu_word)
        self.mutu.setVisible(bool(statistics.mutu_letter))
        self._show_others(statistics.others)
        self.last.show_sheets(statistics.last, state.instrument)

    def _show_others(self, lines: tuple[IndexLine, ...]) -> None:
        """Show the indices of the other surveys on the paper, a line each."""
        if lines == self._shown:
            return
        self._shown = lines
        clear(self._others)
        for line in lines:
            name = f"entri.{line.short.lower()}"
            short, value = Caption(line.short), Label(line.text, "number", name=name)
            value.setAccessibleName(f"{line.short} {line.text}")
            mutu = MutuBadge(line.mutu_letter, line.mutu_word, name=f"{name}.mutu")
            box = QWidget()
            box.setLayout(FlowLayout(short, value, mutu, gap=8))
            self._others.addWidget(box)

    def _show_pace(self, statistics: Statistics, per_hour: int | None) -> None:
        if per_hour is not None:
            self.pace.setText(tr("{n} lembar/jam", n=grouped(per_hour)))
        elif statistics.minimum is None:
            self.pace.setText(tr("minimal belum diketahui"))
        else:
            self.pace.setText(tr("– lembar/jam"))


def grouped(number: int) -> str:
    """Return a number with points between its thousands."""
    return f"{number:,}".replace(",", ".")
