"""A unit as a form beside the table: new, or to be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.models.unit import Unit, UnitType
from app.services.units.codes import suggest_code
from app.services.units.types import guess_type
from app.texts import tr
from app.views.theme import px
from app.views.units.services_editor import ServicesEditor
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.form import FormRow
from app.views.widgets.inputs import ChoiceBox, LinesField
from app.views.widgets.labels import ElidedLabel
from app.views.widgets.layout import column, row, scrolled
from app.views.widgets.tabs import TabBar, TabPages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.units.service import UnitNode

WIDTH = 348


class UnitForm(Card):
    """Asks for a unit. ``submitted`` gives the Unit and the services of a new one."""

    submitted = Signal(object, tuple)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__(name="unit.form", gap=12)
        self._unit: Unit | None = None
        self._taken: list[str] = []
        self._make_fields()
        self._lay_out()
        self._connect()

    def show_new(self, nodes: Sequence[UnitNode], parent_id: int | None) -> None:
        """Ask for a new unit below ``parent_id``."""
        self._unit = None
        self._taken = [node.unit.code for node in nodes]
        self.title.set_text(tr("Unit baru"))
        self._offer_parents(nodes, None)
        self.parent_unit.choose(str(parent_id or ""))
        for field in (self.code, self.name):
            field.clear()
        self.type.choose(UnitType.LAINNYA.value)
        self.aliases.clear()
        self.new_services.clear()
        self._show_parts(is_new=True)
        self.name.setFocus(Qt.FocusReason.TabFocusReason)

    def show_node(self, node: UnitNode, nodes: Sequence[UnitNode]) -> None:
        """Ask for changes of a unit."""
        unit = self._unit = node.unit
        self._taken = [other.unit.code for other in nodes if other.unit.id != unit.id]
        self.title.set_text(unit.name)
        self._offer_parents(nodes, unit)
        self.parent_unit.choose(str(unit.parent_id or ""))
        self.code.setText(unit.code)
        self.name.setText(unit.name)
        self.type.choose(unit.type.value)
        self.aliases.set_texts(unit.aliases)
        self.active.setChecked(unit.active)
        self.services.show_services(node.services)
        self._show_parts(is_new=False)

    @property
    def unit_id(self) -> int:
        """The unit that is changed; 0 for a new one."""
        return self._unit.id if self._unit else 0

    @property
    def is_touched(self) -> bool:
        """Say whether something was typed that is not saved."""
        if self._unit is None:
            return bool(self.name.text().strip() or self.code.text().strip())
        return self._filled() != self._unit

    def submit(self) -> None:
        """Hand over what the form says, or go to the field that is still empty."""
        for line, field in ((self._name_row, self.name), (self._code_row, self.code)):
            missing = not field.text().strip()
            line.set_error(tr("Isi dahulu.") if missing else "")
            if missing:
                field.setFocus()
                return
        services = () if self._unit else self.new_services.texts
        self.submitted.emit(self._filled(), services)

    def _filled(self) -> Unit:
        old = self._unit
        parent = self.parent_unit.key
        return Unit(
            code=self.code.text().strip(),
            name=self.name.text().strip(),
            type=UnitType(self.type.key),
            parent_id=int(parent) if parent else None,
            aliases=tuple(sorted(self.aliases.texts)),
            active=self.active.isChecked() if old else True,
            id=old.id if old else 0,
            uuid=old.uuid if old else "",
            revision=old.revision if old else 0,
        )

    def _make_fields(self) -> None:
        self.title = ElidedLabel("", "heading", name="unit.form.judul")
        self.name, self.code = QLineEdit(), QLineEdit()
        self.name.setMaxLength(300)
        self.code.setMaxLength(40)
        self.type = ChoiceBox(
            [(kind.value, kind.label) for kind in UnitType],
            name="unit.form.jenis",
            accessible=tr("Jenis unit"),
        )
        self.type.setMaxVisibleItems(20)
        self.parent_unit = ChoiceBox(name="unit.form.induk", accessible=tr("Unit induk"))
        self.aliases = LinesField(lines=2)
        self.active = QCheckBox(tr("Unit ini masih dipakai"))
        self.active.setObjectName("unit.form.aktif")
        self.active.setAccessibleName(self.active.text())
        self.new_services = LinesField(lines=3)
        self.services = ServicesEditor()
        self.tabs = TabBar(
            [("data", tr("Data")), ("layanan", tr("Layanan"))],
            name="unit.form.tab",
            accessible=tr("Bagian formulir unit"),
        )
        self._pages = TabPages(self.tabs)
        self.cancel = SecondaryButton(tr("Tutup"), name="unit.form.tutup", hint="Esc")
        self.save = PrimaryButton(tr("Simpan"), name="unit.form.simpan", hint="Ctrl+S")

    def _lay_out(self) -> None:
        self._name_row = FormRow(tr("Nama"), self.name, name="unit.form.nama")
        self._code_row = FormRow(
            tr("Kode"),
            self.code,
            name="unit.form.kode",
            hint=tr("Tetap untuk selamanya; huruf, angka, titik, - dan _."),
        )
        self._new_services_row = FormRow(
            tr("Layanan, satu per baris"), self.new_services, name="unit.form.layanan"
        )
        data = QWidget()
        data.setLayout(
            column(
                self._name_row,
                self._code_row,
                FormRow(tr("Jenis"), self.type, name="unit.form.jenis"),
                FormRow(tr("Unit induk"), self.parent_unit, name="unit.form.induk"),
                FormRow(tr("Alias, satu per baris"), self.aliases, name="unit.form.alias"),
                self.active,
                self._new_services_row,
                1,
                gap=12,
                margins=(2, 0, 8, 0),
            )
        )
        self.body.addWidget(self.title)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._pages, 1)
        self._pages.add_page("data", scrolled(data, name="unit.form.gulir"))
        self._pages.add_page("layanan", scrolled(self.services, name="unit.form.gulir_layanan"))
        self.body.addLayout(row(1, self.cancel, self.save, gap=8))
        self.setFixedWidth(px(WIDTH))

    def _connect(self) -> None:
        self.name.textEdited.connect(self._suggest)
        self.save.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.cancelled)
        for keys, act in (("Ctrl+S", self.save.click), ("Esc", self.cancel.click)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.code.textEdited.connect(lambda text: self.code.setModified(bool(text)))

    def _suggest(self, name: str) -> None:
        """Fill code and type of a new unit from its name until the code is typed by hand."""
        if self._unit is None and not self.code.isModified():
            self.code.setText(suggest_code(name, self._taken) if name.strip() else "")
            self.type.choose(guess_type(name).value)

    def _offer_parents(self, nodes: Sequence[UnitNode], unit: Unit | None) -> None:
        below = _below(nodes, unit)
        self.parent_unit.set_choices(
            [
                ("", tr("Tidak ada")),
                *((str(n.unit.id), n.unit.name) for n in nodes if n.unit.id not in below),
            ]
        )

    def _show_parts(self, *, is_new: bool) -> None:
        self.setFixedWidth(px(WIDTH))
        self._new_services_row.setVisible(is_new)
        self.tabs.setVisible(not is_new)
        if is_new:
            self.tabs.choose("data")
        self.active.setVisible(not is_new)
        for line in (self._name_row, self._code_row):
            line.set_error("")
        self.code.setModified(not is_new)


def _below(nodes: Sequence[UnitNode], unit: Unit | None) -> set[int]:
    """Return the unit and all that stand below it; none of them can be its parent."""
    below = {unit.id} if unit else set()
    for node in nodes:
        if node.unit.parent_id in below:
            below.add(node.unit.id)
    return below
