"""The tab Temuan: what is unusual among the surveys of all units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.plausibility.across_surveys import AcrossFinding
from app.texts import tr
from app.views.consolidation.reason_line import ReasonLine
from app.views.widgets.buttons import SmallButton
from app.views.widgets.card import Card
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import column, row, rule
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from collections.abc import Sequence


class FindingsPage(QWidget):
    """The list over the whole sentence, where a finding is marked as checked and right."""

    mark_wanted = Signal(int, str, str)
    """Survey, key of the finding, reason."""
    unmark_wanted = Signal(int, str)
    survey_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._read_only = False
        self.table = DataTable(
            _COLUMNS,
            name="konsolidasi.temuan",
            accessible=tr("Temuan antarunit"),
            empty=tr(
                "Tidak ada yang janggal: tidak ada unit yang kembar, melonjak, atau berjawaban"
                " seragam."
            ),
        )
        self.title = Label("", "subheading", name="konsolidasi.temuan.judul", wrap=True)
        self.full = Label("", "body", name="konsolidasi.temuan.isi", wrap=True)
        self.checked = Label("", "small", name="konsolidasi.temuan.tanda", wrap=True)
        self.note = Caption(
            tr("Semua ini mungkin benar. Tanyakan kepada unitnya sebelum angkanya dicetak."),
            wrap=True,
        )
        self.mark = ReasonLine(
            tr("Diperiksa, benar"),
            tr("Mengapa benar? Misalnya: unit sudah mengonfirmasi"),
            name="konsolidasi.temuan.tandai",
            field="konsolidasi.temuan.alasan",
        )
        self.unmark = SmallButton(tr("Batalkan tanda"), name="konsolidasi.temuan.batal")
        self.results = SmallButton(tr("Buka hasilnya"), name="konsolidasi.temuan.hasil")
        deeds = row(self.unmark, self.results, 1, gap=8)
        self._detail = QWidget()
        self._detail.setLayout(
            column(rule(), self.title, self.full, self.checked, self.note, self.mark, deeds, gap=8)
        )
        card = Card(self.table, self._detail, margins=(12, 8, 12, 12))
        card.body.setStretch(0, 1)
        self.setLayout(column(card))
        self.table.selection_changed.connect(self._show_chosen)
        self.table.row_activated.connect(lambda _: self.mark.reason.setFocus())
        self.mark.given.connect(self._mark)
        self.unmark.clicked.connect(self._unmark)
        self.results.clicked.connect(self._open)

    def set_read_only(self, *, read_only: bool) -> None:
        """Show the marks without the means to change them."""
        self._read_only = read_only
        self._show_chosen()

    def show_findings(self, findings: Sequence[AcrossFinding]) -> None:
        """Show other findings; the chosen one stays so."""
        before = self._chosen
        self.table.set_rows(findings)
        same = (one for one in findings if before and _key(one) == _key(before))
        if findings:
            self.table.select_row(next(same, findings[0]))
        self._show_chosen()

    def select(self, finding: AcrossFinding) -> None:
        """Choose a finding."""
        self.table.select_row(finding)

    @property
    def _chosen(self) -> AcrossFinding | None:
        chosen = self.table.selected_rows()
        return chosen[0] if chosen and isinstance(chosen[0], AcrossFinding) else None

    def _show_chosen(self) -> None:
        one = self._chosen
        self._detail.setVisible(one is not None)
        if one is None:
            return
        finding = one.finding
        self.title.setText(f"{one.unit.name}: {finding.title[:1].lower()}{finding.title[1:]}")
        self.full.setText(finding.text)
        self.checked.setText(
            tr(
                "Diperiksa oleh {petugas}, benar: {alasan}.",
                petugas=finding.checked_by or tr("petugas tanpa nama"),
                alasan=finding.checked.rstrip("."),
            )
            if finding.checked
            else ""
        )
        self.checked.setVisible(bool(finding.checked))
        self.mark.reason.clear()
        self.mark.setVisible(not self._read_only and not finding.checked)
        self.unmark.setVisible(not self._read_only and bool(finding.checked))

    def _mark(self, reason: str) -> None:
        one = self._chosen
        if one is not None:
            self.mark_wanted.emit(one.survey.id, one.finding.key, reason)

    def _unmark(self) -> None:
        one = self._chosen
        if one is not None:
            self.unmark_wanted.emit(one.survey.id, one.finding.key)

    def _open(self) -> None:
        one = self._chosen
        if one is not None:
            self.survey_wanted.emit(one.survey.id)


def _key(one: AcrossFinding) -> tuple[int, str]:
    return one.survey.id, one.finding.key


def _state(one: AcrossFinding) -> str:
    return tr("diperiksa, benar") if one.finding.checked else tr("perlu diperiksa")


_COLUMNS: tuple[Column[AcrossFinding], ...] = (
    Column("hal", tr("Hal"), lambda one: one.finding.title, width=190),
    Column("unit", tr("Unit"), lambda one: one.unit.name, width=220),
    Column("periode", tr("Periode"), lambda one: one.survey.period.name, width=90),
    Column("keterangan", tr("Keterangan"), lambda one: one.finding.text, stretch=True),
    Column(
        "keadaan",
        tr("Keadaan"),
        _state,
        badge=lambda one: "good" if one.finding.checked else "danger",
    ),
)
