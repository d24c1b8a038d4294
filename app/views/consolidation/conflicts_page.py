"""The tab Perbedaan: what differs between packages, side by side, decided with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.models.consolidation import BOTH, ConflictKind
from app.services.consolidation.sides import Conflict
from app.texts import tr
from app.views.consolidation.reason_line import ReasonLine
from app.views.consolidation.sides import side_columns
from app.views.widgets.buttons import SmallButton
from app.views.widgets.card import Card
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import column, row
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column
from app.views.widgets.tabs import Switcher

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.consolidation.sides import Line

OPEN, ALL = "menunggu", "semua"


class ConflictsPage(QWidget):
    """The list at the left, the chosen conflict at the right."""

    decide_wanted = Signal(str, str, str)
    """Fingerprint, choice and reason."""
    revoke_wanted = Signal(str, str)
    propose_wanted = Signal(str)
    """Decide every equal number as proposed, for this reason."""
    scope_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._conflicts: list[Conflict] = []
        self._read_only = False
        self._make()
        self._lay_out()
        self._connect()

    @property
    def open_only(self) -> bool:
        """Say whether those that were decided are left out."""
        return self.scope.current == OPEN

    def set_read_only(self, *, read_only: bool) -> None:
        """Show conflicts without the means to decide them."""
        self._read_only = read_only
        self._show_chosen()

    def show_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        """Show other conflicts; the chosen one stays, else the next one is chosen."""
        before, place = self._chosen, self._place()
        self._conflicts = list(conflicts)
        self.table.set_rows(self._conflicts)
        again = next(
            (one for one in conflicts if before and one.fingerprint == before.fingerprint), None
        )
        if again is None and conflicts:
            again = self._conflicts[min(place, len(self._conflicts) - 1)]
        if again is not None:
            self.table.select_row(again)
        self._show_chosen()

    def select_unit(self, unit_id: int) -> None:
        """Choose the first conflict of a unit."""
        own = next((one for one in self._conflicts if one.unit.id == unit_id), None)
        if own is not None:
            self.table.select_row(own)

    def _make(self) -> None:
        self.scope = Switcher(
            [(OPEN, tr("Menunggu")), (ALL, tr("Semua"))],
            name="konsolidasi.perbedaan.lingkup",
            accessible=tr("Perbedaan yang ditampilkan"),
        )
        self.table = DataTable(
            _COLUMNS,
            name="konsolidasi.perbedaan",
            accessible=tr("Perbedaan antarpaket"),
            empty=tr("Tidak ada perbedaan yang menunggu putusan."),
        )
        self.title = Label("", "subheading", name="konsolidasi.perbedaan.judul", wrap=True)
        self.question = Label("", "small", name="konsolidasi.perbedaan.tanya", wrap=True)
        self.lines = DataTable(
            (),
            name="konsolidasi.perbedaan.isi",
            accessible=tr("Isian kedua sisi"),
            empty="",
            least_rows=4,
        )
        self.sources = Caption(name="konsolidasi.perbedaan.sumber", wrap=True)
        self.decided = Label("", "small", name="konsolidasi.perbedaan.putusan", wrap=True)
        self.choice = Switcher(
            [("", tr("–"))],
            name="konsolidasi.perbedaan.pilihan",
            accessible=tr("Yang dipakai"),
        )
        self.decide = ReasonLine(
            tr("Putuskan"),
            tr("Alasan, misalnya: dicocokkan dengan kertasnya"),
            name="konsolidasi.perbedaan.putuskan",
            field="konsolidasi.perbedaan.alasan",
        )
        self.revoke = SmallButton(tr("Cabut putusan"), name="konsolidasi.perbedaan.cabut")
        self.propose = SmallButton(
            tr("Putuskan semua nomor kembar seperti usulan"), name="konsolidasi.perbedaan.usulan"
        )

    def _lay_out(self) -> None:
        listed = Card(row(self.scope, 1), self.table, margins=(12, 10, 12, 12))
        listed.body.setStretch(1, 1)
        self._detail = Card(
            self.title,
            self.question,
            self.lines,
            self.sources,
            self.decided,
            row(Label(tr("Dipakai:"), "small"), self.choice, 1, gap=8),
            self.decide,
            row(self.propose, self.revoke, 1, gap=8),
        )
        self._detail.body.setStretch(2, 1)
        line = row(listed, self._detail, gap=12)
        line.setStretch(0, 5)
        line.setStretch(1, 6)
        self.setLayout(column(line))

    def _connect(self) -> None:
        self.scope.chosen.connect(self.scope_chosen)
        self.table.selection_changed.connect(self._show_chosen)
        self.table.row_activated.connect(
            lambda _: self.choice.setFocus(Qt.FocusReason.TabFocusReason)
        )
        self.decide.given.connect(self._decide)
        self.revoke.clicked.connect(self._revoke)
        self.propose.clicked.connect(self._propose)

    @property
    def _chosen(self) -> Conflict | None:
        chosen = self.table.selected_rows()
        return chosen[0] if chosen and isinstance(chosen[0], Conflict) else None

    def _place(self) -> int:
        return max(self.table.currentIndex().row(), 0)

    def _show_chosen(self) -> None:
        one = self._chosen
        self._detail.setVisible(one is not None)
        if one is None:
            return
        self.title.setText(one.title)
        self.question.setText(one.question)
        self.lines.rows_model.set_columns(side_columns(one))
        self.lines.set_rows(_differing_first(one))
        self.sources.setText("\n".join(f"{side.title}: {side.source}" for side in one.sides))
        self.choice.set_choices(_choices(one))
        wanted = one.decision.choice if one.decision else one.proposal or _counting(one)
        self.choice.choose(wanted)
        self.decided.setText(_decision_text(one))
        self.decided.setVisible(bool(self.decided.text()))
        self.decide.reason.clear()
        self._show_deeds(one)

    def _show_deeds(self, one: Conflict) -> None:
        can = not self._read_only
        self.decide.setVisible(can)
        self.decide.button.setText(tr("Putuskan") if one.is_open else tr("Ganti putusan"))
        self.revoke.setVisible(can and not one.is_open)
        numbers = [c for c in self._conflicts if c.kind is ConflictKind.NUMBER and c.is_open]
        self.propose.setVisible(can and len(numbers) > 1 and one.kind is ConflictKind.NUMBER)
        self.propose.setText(tr("Putuskan {n} nomor kembar seperti usulan", n=len(numbers)))

    def _decide(self, reason: str) -> None:
        one = self._chosen
        if one is not None:
            self.decide_wanted.emit(one.fingerprint, self.choice.current, reason)

    def _revoke(self) -> None:
        one = self._chosen
        if one is not None:
            reason = self.decide.reason.text().strip() or tr("Diputuskan ulang.")
            self.revoke_wanted.emit(one.fingerprint, reason)

    def _propose(self) -> None:
        reason = self.decide.reason.text().strip()
        if reason:
            self.propose_wanted.emit(reason)
        else:
            self.decide.reason.setFocus(Qt.FocusReason.TabFocusReason)


def _differing_first(one: Conflict) -> list[Line]:
    return sorted(one.lines, key=lambda line: not line.differs)


def _choices(one: Conflict) -> list[tuple[str, str]]:
    found = [(side.choice, side.title) for side in one.sides]
    return [*found, (BOTH, tr("Semuanya"))] if one.both_possible else found


def _counting(one: Conflict) -> str:
    counting = [side.choice for side in one.sides if side.counts]
    return BOTH if len(counting) > 1 and one.both_possible else next(iter(counting), "")


def _decision_text(one: Conflict) -> str:
    decision, side = one.decision, one.decided_side
    if decision is None:
        return tr("Usulan: {sisi}.", sisi=dict(_choices(one))[one.proposal]) if one.proposal else ""
    return tr(
        "Diputuskan {orang}: {pilihan}, karena {alasan}",
        orang=decision.operator or tr("petugas tanpa nama"),
        pilihan=side.title if side else tr("semuanya"),
        alasan=decision.reason,
    )


_COLUMNS: tuple[Column[Conflict], ...] = (
    Column("unit", tr("Unit"), lambda one: one.unit.name, width=170),
    Column("hal", tr("Hal"), lambda one: one.title.partition(": ")[2] or one.title, stretch=True),
    Column(
        "keadaan",
        tr("Keadaan"),
        lambda one: tr("menunggu") if one.is_open else tr("diputuskan"),
        badge=lambda one: "danger" if one.is_open else "good",
    ),
)
