"""Saying which unit a package is of, where its code is not known here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.texts import tr
from app.views.theme import px
from app.views.widgets.buttons import SecondaryButton
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import Label
from app.views.widgets.layout import column, row, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.models.unit import Unit
    from app.services.consolidation.arrivals import Arrival


class MappingBox(QWidget):
    """A unit to choose, those with a like name first; or the unit is added as a new one."""

    map_wanted = Signal(str, int)
    """The code in packages, and the unit here that it means."""
    add_wanted = Signal(object)
    """An Arrival whose unit is to be added."""

    def __init__(self) -> None:
        super().__init__()
        self._units: list[Unit] = []
        self._arrival: Arrival | None = None
        self.question = Label("", "small-strong", name="konsolidasi.petakan.tanya", wrap=True)
        self.unit = ChoiceBox(name="konsolidasi.petakan.unit", accessible=tr("Unit di berkas ini"))
        self.unit.setMinimumWidth(px(260))
        self.map = SecondaryButton(tr("Petakan dan gabungkan"), name="konsolidasi.petakan.simpan")
        self.new = SecondaryButton(tr("Tambah sebagai unit baru"), name="konsolidasi.petakan.baru")
        line = row(self.unit, self.map, self.new, gap=8)
        line.setStretch(0, 1)
        self.setLayout(column(rule(), self.question, line, gap=8))
        self.map.clicked.connect(self._map)
        self.new.clicked.connect(lambda: self.add_wanted.emit(self._arrival))

    def know_units(self, units: Iterable[Unit]) -> None:
        """Offer these units."""
        self._units = sorted(units, key=lambda unit: unit.name.casefold())
        if self._arrival is not None:
            self.show_arrival(self._arrival)

    def show_arrival(self, arrival: Arrival) -> None:
        """Ask about a package; what is most like it stands first."""
        self._arrival = arrival
        self.question.setText(
            tr(
                "Kode {kode} di paket ini unit yang mana? Jawabannya diingat untuk paket"
                " berikutnya.",
                kode=arrival.code,
            )
        )
        like = {unit.id for unit in arrival.proposals}
        offered = [*arrival.proposals, *(unit for unit in self._units if unit.id not in like)]
        self.unit.set_choices([("", tr("Pilih unit")), *map(_choice, offered)])
        self.unit.choose(str(arrival.proposals[0].id) if arrival.proposals else "")

    def take_keyboard(self) -> None:
        """Let the unit be chosen."""
        if self.isVisible():
            self.unit.setFocus(Qt.FocusReason.TabFocusReason)

    def _map(self) -> None:
        if self._arrival is not None and self.unit.key:
            self.map_wanted.emit(self._arrival.code, int(self.unit.key))
        else:
            self.unit.setFocus(Qt.FocusReason.TabFocusReason)


def _choice(unit: Unit) -> tuple[str, str]:
    return str(unit.id), f"{unit.name} ({unit.code})"
