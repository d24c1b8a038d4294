"""The first start with an office package of the city: which of its units we are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from app.models.period import long_date
from app.services.sending_down.words import definition_names
from app.texts import tr
from app.views.shell.first_steps import Step
from app.views.theme import px
from app.views.widgets.form import FormRow
from app.views.widgets.labels import Label
from app.views.widgets.layout import column

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.office_package import OfficePackage

_LIST_HEIGHT = 190


class CityStep(Step):
    """The city's list of units; one of them is ours."""

    title = tr("Kantor kita")

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
        self.source = Label("", "body", name="awal.kota.sumber", wrap=True)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Ketik sebagian nama atau kode"))
        self.units = QListWidget()
        self.units.setObjectName("awal.kota.unit")
        self.units.setAccessibleName(tr("Unit di daftar kota"))
        self.units.setFixedHeight(px(_LIST_HEIGHT))
        self.surveys = Label("", "small", name="awal.kota.survei", wrap=True)
        self._row = FormRow(tr("Kita yang mana?"), self.search, name="awal.kota.cari")
        self.setLayout(column(self.source, self._row, self.units, self.surveys, 1, gap=10))
        self.search.textChanged.connect(self._filter)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._go_to_list)
        self.units.currentItemChanged.connect(lambda *_: self._row.set_error(""))

    @property
    def office_name(self) -> str:
        """The name of the chosen unit."""
        item = self._chosen()
        return str(item.data(Qt.ItemDataRole.UserRole + 1)) if item else ""

    @property
    def code(self) -> str:
        """The code of the chosen unit; empty where none is."""
        item = self._chosen()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""

    def show_package(self, path: Path, package: OfficePackage) -> None:
        """Offer the units of a package that was read."""
        self.path = path
        city = package.sender
        day = long_date(package.manifest.made_at.astimezone().date())
        self.source.setText(
            tr("Paket kantor dari {kota}, dibuat {tanggal}.", kota=city.name, tanggal=day)
        )
        names = {sent.unit.code: sent.unit.name for sent in package.units}
        self.units.clear()
        for sent in sorted(package.units, key=lambda one: one.unit.name.casefold()):
            if not sent.unit.active or sent.unit.code == city.code:
                continue
            above = names.get(sent.parent_code, "")
            words = [sent.unit.name, sent.unit.code, *([above] if above else [])]
            item = QListWidgetItem(" · ".join(words), self.units)
            item.setData(Qt.ItemDataRole.UserRole, sent.unit.code)
            item.setData(Qt.ItemDataRole.UserRole + 1, sent.unit.name)
        made_of = "; ".join(definition_names(package))
        self.surveys.setText(
            tr("Survei yang dibuat: {daftar}.", daftar=made_of)
            if made_of
            else tr("Kota belum mengirim ketentuan survei; survei dibuat sendiri sesudahnya.")
        )
        self.search.clear()
        self._filter("")

    def begin(self) -> None:
        """Be ready to be typed into."""
        self.search.setFocus()

    def check(self) -> bool:
        """Show what does not fit; say whether all does."""
        self._row.set_error("" if self.code else tr("Pilih unit Anda di daftar."))
        if not self.code:
            self.search.setFocus()
        return bool(self.code)

    def _go_to_list(self) -> None:
        items = [self.units.item(place) for place in range(self.units.count())]
        shown = [item for item in items if not item.isHidden()]
        if shown and self._chosen() is None:
            self.units.setCurrentItem(shown[0])
        self.units.setFocus(Qt.FocusReason.TabFocusReason)

    def _chosen(self) -> QListWidgetItem | None:
        item = self.units.currentItem()
        return None if item is None or item.isHidden() else item  # type: ignore[redundant-expr] # Qt says None where nothing is chosen

    def _filter(self, text: str) -> None:
        """Show the units that hold every word; choose one where it is the only one."""
        words = text.casefold().split()
        shown = []
        for place in range(self.units.count()):
            item = self.units.item(place)
            fits = all(word in item.text().casefold() for word in words)
            item.setHidden(not fits)
            if fits:
                shown.append(item)
        self.units.setCurrentItem(shown[0] if len(shown) == 1 else None)  # type: ignore[arg-type] # None takes the choice away
