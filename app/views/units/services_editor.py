"""The services of a unit: add, rename in place, take out of use and back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.texts import tr
from app.views.theme import px
from app.views.widgets.buttons import SmallButton
from app.views.widgets.labels import Caption
from app.views.widgets.layout import column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from app.models.unit import Service

_SERVICE = int(Qt.ItemDataRole.UserRole)


class _Names(QListWidget):
    """Names of which F2 changes one and Delete asks for its retirement."""

    retire_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the retirement by Delete, else move and edit."""
        if event.key() == Qt.Key.Key_Delete:
            self.retire_wanted.emit()
        else:
            super().keyPressEvent(event)


class ServicesEditor(QWidget):
    """A list that says what is wanted; nothing is written here."""

    added = Signal(str)
    changed = Signal(object)
    """A Service with another name or taken out of or into use."""

    def __init__(self) -> None:
        super().__init__()
        self._names = _Names()
        self._names.setObjectName("unit.layanan")
        self._names.setAccessibleName(tr("Layanan unit ini"))
        self._names.setMinimumHeight(px(72))
        self._names.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.name = QLineEdit()
        self.name.setObjectName("unit.layanan.baru")
        self.name.setAccessibleName(tr("Nama layanan baru"))
        self.name.setPlaceholderText(tr("Layanan baru"))
        self.name.setMaxLength(300)
        self.add = SmallButton(tr("Tambah"), name="unit.layanan.tambah")
        self.rename = SmallButton(tr("Ganti nama"), name="unit.layanan.ganti", hint="F2")
        self.retire = SmallButton(tr("Hentikan"), name="unit.layanan.hentikan", hint="Del")
        add_line = row(self.name, self.add, gap=8)
        add_line.setStretch(0, 1)
        self.setLayout(
            column(
                self._names,
                row(self.rename, self.retire, 1, gap=8),
                add_line,
                Caption(
                    tr("Layanan tidak pernah dihapus: lembar yang sudah ada tetap miliknya."),
                    wrap=True,
                ),
                gap=8,
            )
        )
        self._connect()

    def show_services(self, services: Sequence[Service]) -> None:
        """Show the services of a unit; the chosen one stays chosen."""
        chosen = self._selected()
        self._names.blockSignals(True)
        self._names.clear()
        for service in services:
            self._names.addItem(_item(service))
        place = next((i for i, s in enumerate(services) if chosen and s.id == chosen.id), 0)
        self._names.setCurrentRow(place)
        self._names.blockSignals(False)
        self._offer()

    def _connect(self) -> None:
        self.add.clicked.connect(self._add)
        self.name.returnPressed.connect(self._add)
        self.rename.clicked.connect(self._rename)
        self.retire.clicked.connect(self._retire)
        self._names.retire_wanted.connect(self._retire)
        self._names.itemChanged.connect(self._renamed)
        self._names.currentItemChanged.connect(lambda *_: self._offer())

    def _add(self) -> None:
        if name := self.name.text().strip():
            self.name.clear()
            self.added.emit(name)

    def _rename(self) -> None:
        if item := self._names.currentItem():
            self._names.setFocus()
            self._names.editItem(item)

    def _renamed(self, item: QListWidgetItem) -> None:
        service: Service = item.data(_SERVICE)
        name = item.text().strip()
        if name != _text(service):
            self.changed.emit(replace(service, name=name or service.name))

    def _retire(self) -> None:
        if service := self._selected():
            self.changed.emit(replace(service, active=not service.active))

    def _selected(self) -> Service | None:
        item = self._names.currentItem()
        return item.data(_SERVICE) if item else None

    def _offer(self) -> None:
        service = self._selected()
        for button in (self.rename, self.retire):
            button.setEnabled(service is not None)
        text = tr("Pakai lagi") if service and not service.active else tr("Hentikan")
        self.retire.setText(text)
        self.retire.setAccessibleName(text)


def _item(service: Service) -> QListWidgetItem:
    item = QListWidgetItem(_text(service))
    item.setData(_SERVICE, service)
    if service.active:
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
    return item


def _text(service: Service) -> str:
    return service.name if service.active else tr("{nama} (tidak dipakai)", nama=service.name)
