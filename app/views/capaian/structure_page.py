"""The tab Susunan: RPJMD, misi, tujuan, sasaran and indikator as a tree with a form beside it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.models.target import Arah, Indikator, Misi, Rpjmd, Sasaran
from app.services.capaian.structure_edits import BELOW, Node
from app.texts import tr
from app.views.capaian.node_form import NodeForm, kind_title
from app.views.follow_up.page import press_by
from app.views.widgets.buttons import SmallButton
from app.views.widgets.card import Card
from app.views.widgets.flow import FlowLayout
from app.views.widgets.layout import row
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from app.errors import PuasError
    from app.services.capaian.structure_edits import NodeRecord, NodeSaved, Removed
    from app.services.changes import Changes
    from app.services.session import Session
    from app.views.shell.workspace import Workspace

_NAME = "capaian.susunan"
_PLAN_YEARS = 4


class StructurePage(QWidget):
    """Ins adds below, Enter changes, Del deletes, Alt+↑ and Alt+↓ move an indikator."""

    taken = Signal(str, object)
    """What is said when a deed is taken back, and its Undo."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._year = 0
        self._wanted: tuple[str, int] = ("", 0)
        self.table = DataTable(
            _columns(),
            name=_NAME,
            accessible=tr("Susunan RPJMD"),
            empty=tr("Belum ada RPJMD atau Renstra. Tekan RPJMD baru, atau impor tabel indikator."),
        )
        self.plan = SmallButton(tr("RPJMD baru"), name=f"{_NAME}.rpjmd", hint="Ctrl+N")
        self.add = SmallButton(tr("Tambah"), name=f"{_NAME}.tambah", hint="Ins")
        self.change = SmallButton(tr("Ubah"), name=f"{_NAME}.ubah", hint="Enter")
        self.remove = SmallButton(tr("Hapus"), name=f"{_NAME}.hapus", hint="Del")
        self.up = SmallButton(tr("Naik"), name=f"{_NAME}.naik", hint="Alt+↑")
        self.down = SmallButton(tr("Turun"), name=f"{_NAME}.turun", hint="Alt+↓")
        self.form = NodeForm()
        self._lay_out()
        self._connect()

    def show_year(self, year: int) -> None:
        """Read the tree anew when the tab is open; a new RPJMD begins with this year."""
        self._year = year
        if self.isVisible():
            self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what came while the tab was closed."""
        super().showEvent(event)
        self._ask()

    def begin_plan(self) -> None:
        """Ask for a new RPJMD."""
        first = self._year or date.today().year  # noqa: DTZ011 - the office's own calendar
        self._open(Rpjmd("", first, first + _PLAN_YEARS, first - 1))

    # ------------------------------------------------------------------ making
    def _lay_out(self) -> None:
        deeds = QWidget()
        buttons = (self.plan, self.add, self.change, self.remove, self.up, self.down)
        deeds.setLayout(FlowLayout(*buttons, gap=6))
        listed = Card(deeds, self.table, margins=(10, 10, 10, 10))
        listed.body.setStretch(1, 1)
        body = row(listed, self.form, gap=12)
        body.setStretch(0, 1)
        self.setLayout(body)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.plan.clicked.connect(self.begin_plan)
        self.add.clicked.connect(self._begin_below)
        self.change.clicked.connect(self._begin_change)
        self.remove.clicked.connect(self._remove)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.table.row_activated.connect(lambda _: self._begin_change())
        self.table.selection_changed.connect(self._offer)
        self.form.submitted.connect(self._save)
        self.form.cancelled.connect(self._close)
        press_by("Ctrl+N", self.plan, self)
        for keys, button in (
            ("Ins", self.add),
            ("Del", self.remove),
            ("Alt+Up", self.up),
            ("Alt+Down", self.down),
        ):
            press_by(keys, button, self.table)

    # ------------------------------------------------------------------ reading
    def _ask(self) -> None:
        self._workspace.run(
            lambda session: session.capaian.edits.nodes(),
            self._show,
            replace_key=_NAME,
            owner=self,
        )

    def _show(self, nodes: tuple[Node, ...]) -> None:
        chosen = self._selected()
        key = self._wanted if self._wanted[1] else (chosen.key if chosen else ("", 0))
        self._wanted = ("", 0)
        self.table.set_rows(nodes)
        again = next((node for node in nodes if node.key == key), None)
        if nodes:
            self.table.select_row(again or nodes[0])
        self._offer()

    def _selected(self) -> Node | None:
        rows = self.table.selected_rows()
        return rows[0] if rows else None  # type: ignore[return-value] # the table holds nodes

    def _offer(self) -> None:
        node = self._selected()
        writable = not self._workspace.read_only
        below = _kind_below(node.record) if node else None
        self.plan.setEnabled(writable)
        self.add.setText(tr("Tambah {apa}", apa=kind_title(below)) if below else tr("Tambah"))
        self.add.setAccessibleName(self.add.text())
        self.add.setEnabled(writable and below is not None)
        for button in (self.change, self.remove):
            button.setEnabled(writable and node is not None)
        movable = node is not None and isinstance(node.record, Indikator)
        for button in (self.up, self.down):
            button.setEnabled(writable and movable)

    # ------------------------------------------------------------------ writing
    def _open(self, record: NodeRecord, node: Node | None = None) -> None:
        if self._workspace.read_only:
            return
        self.form.ask(record, node)

    def _close(self) -> None:
        self.form.hide()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin_below(self) -> None:
        node = self._selected()
        if node is not None:
            record = node.record
            self._workspace.run(
                lambda session: session.capaian.edits.new_below(record), self._open, owner=self
            )

    def _begin_change(self) -> None:
        node = self._selected()
        if node is not None:
            self._open(node.record, node)

    def _save(self, record: NodeRecord, pengampu: tuple[str, ...] | None) -> None:
        def done(result: tuple[NodeSaved, Changes]) -> None:
            saved = result[0]
            self._wanted = (type(saved.after).__name__, saved.after.id)
            self.taken.emit(
                tr("Susunan dikembalikan."), lambda session: session.capaian.edits.undo(saved)
            )
            self._close()
            self._ask()

        self._workspace.write(
            lambda session: session.capaian.edits.save(record, pengampu),
            done,
            lambda error: self.form.show_error(error.sentence),
            owner=self,
        )

    def _remove(self) -> None:
        node = self._selected()
        if node is None:
            return
        record = node.record

        def done(result: tuple[Removed, Changes]) -> None:
            removed = result[0]
            name = kind_title(type(record))
            self.taken.emit(
                tr("Yang dihapus dikembalikan."),
                lambda session: session.capaian.edits.put_back(removed),
            )
            self._workspace.say(tr("Satu {apa} dihapus; Ctrl+Z mengembalikannya.", apa=name))

        self._write(lambda session: session.capaian.edits.remove(record), done)

    def _move(self, by: int) -> None:
        node = self._selected()
        if node is None or not isinstance(node.record, Indikator):
            return
        one = node.record

        def work(session: Session) -> tuple[None, Changes]:
            return None, session.capaian.structure.move_indikator(one, by)

        self._write(
            work,
            lambda _: self.taken.emit(
                tr("Urutan dikembalikan."),
                lambda session: session.capaian.structure.move_indikator(one, -by),
            ),
        )

    def _write(self, work: Callable[[Session], object], done: Callable[..., object]) -> None:
        self._workspace.write(work, done, self._refused, owner=self)

    def _refused(self, error: PuasError) -> None:
        self._workspace.say_error(error)


def _kind_below(record: NodeRecord) -> type[NodeRecord] | None:
    return Indikator if isinstance(record, Indikator) else BELOW.get(type(record))


def _columns() -> list[Column[Node]]:
    return [
        Column(
            "nama",
            tr("Susunan"),
            _title,
            stretch=True,
            indent=lambda node: node.level,
            strong=lambda node: node.level in {0, 3},
            tone=lambda node: "muted" if node.level in {1, 2} else "",
        ),
        Column("satuan", tr("Satuan"), _satuan),
        Column("arah", tr("Arah"), _arah),
        Column("pengampu", tr("Pengampu"), lambda node: ", ".join(node.pengampu), width=170),
    ]


def _title(node: Node) -> str:
    one = node.record
    if isinstance(one, Rpjmd):
        return tr(
            "{nama} ({dari}–{sampai})", nama=one.name, dari=one.first_year, sampai=one.last_year
        )
    if isinstance(one, Misi):
        return tr("Misi {n}: {nama}", n=one.number, nama=one.name or tr("(tanpa nama)"))
    if isinstance(one, Sasaran):
        return f"{one.number} · {one.name}"
    if isinstance(one, Indikator):
        return one.name
    return tr("Tujuan: {nama}", nama=one.name or tr("(tanpa nama)"))


def _satuan(node: Node) -> str:
    return node.record.satuan if isinstance(node.record, Indikator) else ""


def _arah(node: Node) -> str:
    if not isinstance(node.record, Indikator):
        return ""
    return tr("turun ↓") if node.record.arah is Arah.DOWN else tr("naik")
