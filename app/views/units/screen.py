"""The screen Unit: who serves, what they offer, and lists to import."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from app.paths import documents_folder
from app.texts import tr
from app.views.theme import px
from app.views.units.form import UnitForm
from app.views.units.import_page import ImportPage
from app.views.units.list_columns import WIDE_ONLY, unit_columns
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.labels import Label, Title
from app.views.widgets.layout import column, page, row, stack
from app.views.widgets.message import MessageLine
from app.views.widgets.table import DataTable

if TYPE_CHECKING:
    from app.errors import PuasError
    from app.models.unit import Service, Unit
    from app.services.changes import Changes
    from app.services.session import Session
    from app.services.units.preview import UnitImportResult, UnitListPreview
    from app.services.units.service import UnitNode
    from app.views.shell.workspace import Workspace


_NARROW = 880
"""Below this width at 100 % text size the table beside the form gives way further."""


class UnitsScreen(QWidget):
    """The tree with the form of one unit beside it, or the preview of a list."""

    key = "unit"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.title = tr("Unit")
        self.setObjectName("unit")
        self._workspace = workspace
        self._nodes: list[UnitNode] = []
        self._wanted = self._just_saved = 0
        self._make()
        self._lay_out()
        self._connect()

    def activate(self) -> None:
        """Be shown: read the tree anew."""
        self._ask()

    def refresh(self, changes: Changes) -> None:
        """Read the tree anew when the office changed."""
        if changes.office:
            self._ask()

    def open_target(self, target: object) -> None:
        """Open the services of the unit with this id."""
        if isinstance(target, int) and target:
            self._wanted = target
            self._ask()

    def begin_new(self) -> None:
        """Show an empty form."""
        if self._workspace.read_only:
            return
        self._show_form(is_shown=True)
        self.form.show_new(self._nodes, self._usual_parent())

    def begin_change(self) -> None:
        """Show the form of the selected unit."""
        selected = self._selected()
        if selected is not None and not self._workspace.read_only:
            self._show_form(is_shown=True)
            self.form.show_node(selected, self._nodes)
            self.form.name.setFocus(Qt.FocusReason.TabFocusReason)

    def choose_list(self) -> None:
        """Ask for a list to import."""
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            tr("Pilih daftar unit"),
            str(documents_folder()),
            tr("Tabel (*.csv *.xlsx *.ods *.txt);;Semua berkas (*)"),
        )
        if chosen:
            self.preview_list(Path(chosen))

    def preview_list(self, path: Path) -> None:
        """Show what a list would do."""
        self._workspace.run(
            lambda session: session.units.preview_list(path), self._show_preview, owner=self
        )

    def _make(self) -> None:
        self.subtitle = Label("", "muted", name="unit.ringkas")
        self.search = QLineEdit()
        self.search.setObjectName("unit.cari")
        self.search.setAccessibleName(tr("Cari unit"))
        self.search.setPlaceholderText(tr("Cari nama, alias atau kode"))
        self.search.setClearButtonEnabled(True)
        self.import_list = SecondaryButton(tr("Impor daftar…"), name="unit.impor.mulai")
        self.change = SecondaryButton(tr("Ubah"), name="unit.ubah", hint="Enter")
        self.new = PrimaryButton(tr("Tambah unit"), name="unit.tambah", hint="Ctrl+N")
        self.table = DataTable(
            unit_columns(),
            name="unit.tabel",
            accessible=tr("Daftar unit"),
            empty=tr("Tidak ada unit yang cocok dengan pencarian."),
        )
        self.message = MessageLine(name="unit.pesan")
        self.form = UnitForm()
        self.import_page = ImportPage()

    def _lay_out(self) -> None:
        words = column(Title(self.title), self.subtitle, gap=4)
        head = row(words, 1, self.search, self.import_list, self.change, self.new, gap=8)
        card = Card(self.table, margins=(12, 8, 12, 12), name="unit.daftar")
        body = row(card, self.form, gap=12)
        body.setStretch(0, 1)
        listed = column(head, self.message, body, gap=12)
        listed.setStretch(2, 1)
        self._list = QWidget()
        self._list.setLayout(listed)
        self._stack = stack(self, self._list, self.import_page)
        page(self).addLayout(self._stack, 1)
        self.form.hide()
        self.search.setMinimumWidth(200)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._ask())
        self.search.returnPressed.connect(self.table.setFocus)
        self.import_list.clicked.connect(self.choose_list)
        self.change.clicked.connect(self.begin_change)
        self.new.clicked.connect(self.begin_new)
        self.table.row_activated.connect(lambda _: self.begin_change())
        self.table.selection_changed.connect(self._follow_selection)
        self.form.submitted.connect(self._save)
        self.form.cancelled.connect(self._close_form)
        self.form.services.added.connect(self._add_service)
        self.form.services.changed.connect(self._change_service)
        self.import_page.accepted.connect(self._import)
        self.import_page.cancelled.connect(self._show_list)
        self.import_page.other_wanted.connect(self.choose_list)
        shortcuts = (("Ctrl+N", self.begin_new), ("Ctrl+F", self.search.setFocus))
        for keys, act in shortcuts:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _ask(self) -> None:
        text = self.search.text()

        def listed(session: Session) -> tuple[list[UnitNode], set[int]]:
            return session.units.tree(), {unit.id for unit in session.units.search(text)}

        self._workspace.run(listed, self._show_nodes, owner=self, replace_key="unit")

    def _show_nodes(self, listed: tuple[list[UnitNode], set[int]]) -> None:
        selected = self._selected()
        self._nodes, found = listed
        open_form = self._wanted > 0
        chosen = self._wanted or self._just_saved or (selected.unit.id if selected else 0)
        self._wanted = self._just_saved = 0
        for button in (self.new, self.change, self.import_list):
            button.setEnabled(not self._workspace.read_only)
        retired = sum(not node.unit.active for node in self._nodes)
        self.subtitle.setText(_summary(len(self._nodes), retired))
        self.table.set_rows([node for node in self._nodes if node.unit.id in found])
        shown = [node for node in self._nodes if node.unit.id == chosen] or self._nodes
        if shown:
            self.table.select_row(shown[0])
        if open_form:
            self.begin_change()
            self.form.tabs.choose("layanan")
        elif self.form.isVisible() and self.form.unit_id and shown:
            self.form.services.show_services(shown[0].services)

    def _selected(self) -> UnitNode | None:
        rows = self.table.selected_rows()
        return next((node for node in self._nodes if rows and node is rows[0]), None)

    def _usual_parent(self) -> int | None:
        """Return the selected unit where others stand below it, else the one it stands below."""
        selected = self._selected()
        if selected is None:
            return None
        unit = selected.unit
        has_children = any(node.unit.parent_id == unit.id for node in self._nodes)
        return unit.id if has_children else unit.parent_id

    def _follow_selection(self) -> None:
        selected = self._selected()
        other = selected is not None and selected.unit.id != self.form.unit_id
        if selected and other and self.form.isVisible() and not self.form.is_touched:
            self.form.show_node(selected, self._nodes)

    def _show_form(self, *, is_shown: bool) -> None:
        self.message.hide()
        self.form.setVisible(is_shown)
        for place, one in enumerate(self.table.rows_model.columns):
            narrow = self.width() < px(_NARROW) and one.key == "jenis"
            self.table.setColumnHidden(place, is_shown and (narrow or one.key in WIDE_ONLY))

    def _close_form(self) -> None:
        self._show_form(is_shown=False)
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _save(self, unit: Unit, services: tuple[str, ...]) -> None:
        def work(session: Session) -> tuple[Unit, Changes]:
            return session.units.change(unit) if unit.id else session.units.add(unit, services)

        self._workspace.run(work, self._saved, self._refused, owner=self)

    def _saved(self, done: tuple[Unit, Changes]) -> None:
        unit, changes = done
        self._show_form(is_shown=False)
        self._just_saved = unit.id
        self.search.clear()
        self._ask()
        self._workspace.changed.emit(changes)
        self._workspace.say(tr("Unit {nama} tersimpan.", nama=unit.name))
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _refused(self, error: PuasError) -> None:
        self.message.say_error(error)

    def _add_service(self, name: str) -> None:
        unit_id = self.form.unit_id
        self._workspace.write(
            lambda session: session.units.add_service(unit_id, name)[1],
            on_failed=self._service_refused,
            owner=self,
        )

    def _change_service(self, service: Service) -> None:
        self.message.hide()

        def done(_: Changes) -> None:
            if not service.active:
                back = replace(service, active=True)
                self._workspace.say_with_undo(
                    tr("Layanan {nama} tidak dipakai lagi.", nama=service.name),
                    lambda: self._change_service(back),
                )

        self._workspace.write(
            lambda session: session.units.change_service(service)[1],
            done,
            self._service_refused,
            owner=self,
        )

    def _service_refused(self, error: PuasError) -> None:
        self._refused(error)
        self._ask()

    def _show_preview(self, preview: UnitListPreview) -> None:
        self._stack.setCurrentWidget(self.import_page)
        self.import_page.show_preview(preview)

    def _show_list(self) -> None:
        self._stack.setCurrentWidget(self._list)
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _import(self, preview: UnitListPreview) -> None:
        self._workspace.run(
            lambda session: session.units.import_list(preview), self._imported, owner=self
        )

    def _imported(self, done: tuple[UnitImportResult, Changes]) -> None:
        result, changes = done
        self._show_list()
        self._workspace.changed.emit(changes)
        self._workspace.say(
            tr(
                "{baru} unit ditambahkan, {berubah} diubah, {sama} sudah sama;"
                " {layanan} layanan ditambahkan.",
                baru=result.added,
                berubah=result.changed,
                sama=result.same,
                layanan=result.services_added,
            )
        )


def _summary(count: int, retired: int) -> str:
    if retired:
        return tr("{jumlah} unit · {henti} tidak dipakai lagi", jumlah=count, henti=retired)
    return tr("{jumlah} unit", jumlah=count)
