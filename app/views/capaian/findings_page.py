"""The tab Temuan: what is unusual in a year, with the way to it and the mark that it is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.texts import tr
from app.views.widgets.buttons import SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import column, row, rule
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from app.services.capaian.checks.finding import CapaianFinding
    from app.services.changes import Changes
    from app.services.session import Session
    from app.views.shell.workspace import Workspace

_NAME = "capaian.temuan"
_QUIET = 3_000
"""Milliseconds without a change before a year is looked through unseen."""
_SHOWN = 500
"""So many findings stand in the table, those that wait first; all are counted."""


class FindingsPage(QWidget):
    """Enter goes to the place of a finding."""

    counted = Signal(int)
    """How many wait to be looked at."""
    place_wanted = Signal(object)
    """The Place of a finding."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._year = 0
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET)
        self._quiet.timeout.connect(self._ask)
        self.table = DataTable(
            _columns(),
            name=_NAME,
            accessible=tr("Hal yang perlu diperiksa"),
            empty=tr("Tidak ada yang perlu diperiksa."),
        )
        self.full = Label("", "body", name=f"{_NAME}.isi", wrap=True)
        self.checked = Label("", "small", name=f"{_NAME}.tanda", wrap=True)
        self.reason = QLineEdit()
        self.reason.setObjectName(f"{_NAME}.alasan")
        self.reason.setAccessibleName(tr("Alasan bahwa hal ini benar"))
        self.reason.setPlaceholderText(tr("Mengapa benar? Misalnya: cocok dengan laporannya"))
        self.mark = SecondaryButton(tr("Diperiksa, benar"), name=f"{_NAME}.tandai")
        self.unmark = SecondaryButton(tr("Batalkan tanda"), name=f"{_NAME}.batal")
        note = Caption(
            tr("Semua ini mungkin benar. Enter pada satu baris menuju tempatnya."), wrap=True
        )
        marking = row(self.reason, self.mark, self.unmark, gap=12)
        marking.setStretch(0, 1)
        card = Card(
            self.table,
            rule(),
            self.full,
            self.checked,
            note,
            marking,
            margins=(12, 8, 12, 12),
        )
        card.body.setStretch(0, 1)
        self.setLayout(column(card))
        self.setFocusProxy(self.table)
        self.table.selection_changed.connect(self._follow)
        self.table.row_activated.connect(lambda one: self.place_wanted.emit(one.place))
        self.reason.textChanged.connect(lambda _: self._offer())
        self.reason.returnPressed.connect(self._mark)
        self.mark.clicked.connect(self._mark)
        self.unmark.clicked.connect(self._unmark)

    def show_year(self, year: int) -> None:
        """Look through a year again: at once where it is seen, else when nobody types any more.

        Thousands of program rows take seconds, and the thread of the file is wanted for the keys.
        """
        self._year = year
        if self.isVisible():
            self._ask()
        else:
            self._quiet.start()

    def _ask(self) -> None:
        self._quiet.stop()
        year = self._year
        self._workspace.run(
            lambda session: session.capaian.checks.of_year(year),
            self._show,
            replace_key=_NAME,
            owner=self,
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Look through what came while the tab was closed."""
        super().showEvent(event)
        if self._year:
            self._ask()

    def _show(self, findings: tuple[CapaianFinding, ...]) -> None:
        before = self._chosen()
        shown = findings[:_SHOWN]
        self.table.set_rows(shown)
        same = (one for one in shown if before is not None and one.key == before.key)
        if shown:
            self.table.select_row(next(same, shown[0]))
        self.counted.emit(sum(one.waits for one in findings))
        self._follow()

    def _chosen(self) -> CapaianFinding | None:
        rows = self.table.selected_rows()
        return rows[0] if rows else None  # type: ignore[return-value] # the table holds findings

    def _follow(self) -> None:
        one = self._chosen()
        self.full.setText(one.text if one else "")
        said = ""
        if one is not None and one.checked:
            said = tr(
                "Diperiksa oleh {petugas}, benar: {alasan}.",
                petugas=one.checked_by,
                alasan=one.checked.rstrip("."),
            )
        self.checked.setText(said)
        self.checked.setVisible(bool(said))
        self.reason.clear()
        self._offer()

    def _offer(self) -> None:
        one = self._chosen()
        can = one is not None and not self._workspace.read_only
        marked = one is not None and not one.waits
        self.reason.setVisible(can and not marked)
        self.mark.setVisible(can and not marked)
        self.mark.setEnabled(bool(self.reason.text().strip()))
        self.unmark.setVisible(can and marked)

    def _mark(self) -> None:
        one, year, reason = self._chosen(), self._year, self.reason.text()
        if one is None or not reason.strip():
            return
        key = one.key
        self._write(lambda session: session.capaian.checks.mark(year, key, reason))

    def _unmark(self) -> None:
        one, year = self._chosen(), self._year
        if one is not None:
            key = one.key
            self._write(lambda session: session.capaian.checks.unmark(year, key))

    def _write(self, work: Callable[[Session], Changes]) -> None:
        self._workspace.write(work, owner=self)


def _columns() -> list[Column[CapaianFinding]]:
    return [
        Column("hal", tr("Hal"), lambda one: one.title, width=300),
        Column("keterangan", tr("Keterangan"), lambda one: one.text, stretch=True),
        Column(
            "keadaan",
            tr("Keadaan"),
            lambda one: tr("perlu diperiksa") if one.waits else tr("diperiksa, benar"),
            badge=lambda one: "warning" if one.waits else "muted",
        ),
    ]
