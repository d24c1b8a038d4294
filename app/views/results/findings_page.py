"""What is possible but unusual, to be looked at before the figures are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from app.services.plausibility.survey_findings import Finding
from app.texts import tr
from app.views.results.page import ResultPage
from app.views.widgets.buttons import SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import column, row, rule, scrolled
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from app.services.results.survey_results import SurveyResults


class FindingsPage(ResultPage):
    """The findings, the chosen one in full, and the mark of those that are right after all."""

    mark_wanted = Signal(str, str)
    """The key of a finding, and why it is right."""
    unmark_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.table = DataTable(
            _COLUMNS,
            name="hasil.temuan",
            accessible=tr("Hal yang perlu diperiksa"),
            empty=tr("Tidak ada yang perlu diperiksa."),
            fit_height=True,
        )
        self.title = Label("", "subheading", name="hasil.temuan.judul")
        self.full = Label("", "body", name="hasil.temuan.isi", wrap=True)
        self.checked = Label("", "small", name="hasil.temuan.tanda", wrap=True)
        self.reason = QLineEdit()
        self.reason.setObjectName("hasil.temuan.alasan")
        self.reason.setAccessibleName(tr("Alasan bahwa hal ini benar"))
        self.reason.setPlaceholderText(tr("Mengapa benar? Misalnya: cocok dengan kertasnya"))
        self.mark = SecondaryButton(tr("Diperiksa, benar"), name="hasil.temuan.tandai")
        self.unmark = SecondaryButton(tr("Batalkan tanda"), name="hasil.temuan.batal")
        note = Caption(
            tr(
                "Semua ini mungkin benar. Cocokkan dengan kertasnya; lembar dapat dibetulkan"
                " pada layar Entri."
            ),
            wrap=True,
        )
        marking = row(self.reason, self.mark, self.unmark, gap=12)
        marking.setStretch(0, 1)
        detail = column(rule(), self.title, self.full, self.checked, note, marking, gap=8)
        card = Card(self.table, detail, 1, margins=(12, 8, 12, 12))
        self.setLayout(column(scrolled(card, name="hasil.temuan.gulir")))
        self._read_only = False
        self.table.selection_changed.connect(self._show_full)
        self.reason.textChanged.connect(lambda _: self._show_deeds())
        self.reason.returnPressed.connect(self._mark)
        self.mark.clicked.connect(self._mark)
        self.unmark.clicked.connect(self._unmark)

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a state, as Qt sets one
        """Show the marks without the means to change them."""
        self._read_only = read_only
        self._show_deeds()

    def show_results(self, results: SurveyResults) -> None:
        """Show the findings of a survey; the one that was chosen stays so."""
        before = self._chosen
        self.table.set_rows(results.findings)
        same = (f for f in results.findings if before is not None and f.key == before.key)
        if results.findings:
            self.table.select_row(next(same, results.findings[0]))
        self._show_full()

    def tables(self) -> list[tuple[str, DataTable]]:
        """Return the findings."""
        return [(tr("Perlu diperiksa"), self.table)]

    @property
    def _chosen(self) -> Finding | None:
        chosen = self.table.selected_rows()
        return chosen[0] if chosen and isinstance(chosen[0], Finding) else None

    def _show_full(self) -> None:
        finding = self._chosen
        self.title.setText(finding.title if finding else "")
        self.full.setText(_whole(finding) if finding else "")
        self.checked.setText(_mark_text(finding) if finding and finding.checked else "")
        self.checked.setVisible(bool(self.checked.text()))
        self.reason.clear()
        self._show_deeds()

    def _show_deeds(self) -> None:
        finding = self._chosen
        can = finding is not None and not self._read_only
        marked = finding is not None and bool(finding.checked)
        self.reason.setVisible(can and not marked)
        self.mark.setVisible(can and not marked)
        self.mark.setEnabled(bool(self.reason.text().strip()))
        self.unmark.setVisible(can and marked)

    def _mark(self) -> None:
        finding = self._chosen
        if finding is not None and self.reason.text().strip():
            self.mark_wanted.emit(finding.key, self.reason.text())

    def _unmark(self) -> None:
        finding = self._chosen
        if finding is not None:
            self.unmark_wanted.emit(finding.key)


def _whole(finding: Finding) -> str:
    if not finding.sheets:
        return finding.text
    numbers = ", ".join(str(number) for number in finding.sheets[:_SHOWN])
    more = len(finding.sheets) - _SHOWN
    rest = tr(", dan {sisa} lagi", sisa=more) if more > 0 else ""
    return tr("Lembar nomor {nomor}{sisa}.", nomor=numbers, sisa=rest)


def _mark_text(finding: Finding) -> str:
    return tr(
        "Diperiksa oleh {petugas}, benar: {alasan}.",
        petugas=finding.checked_by,
        alasan=finding.checked.rstrip("."),
    )


def _state(finding: Finding) -> str:
    if finding.checked:
        return tr("diperiksa, benar")
    return tr("lazim") if finding.common else tr("perlu diperiksa")


_SHOWN = 200

_COLUMNS: tuple[Column[Finding], ...] = (
    Column("hal", tr("Hal"), lambda finding: finding.title, width=220),
    Column("keterangan", tr("Keterangan"), lambda finding: finding.text, stretch=True),
    Column("keadaan", tr("Keadaan"), _state, width=130),
)
