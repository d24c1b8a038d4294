"""What is possible but unusual, to be looked at before the figures are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.results.findings import Finding
from app.texts import tr
from app.views.results.page import ResultPage
from app.views.widgets.card import Card
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import column, rule, scrolled
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from app.services.results.survey_results import SurveyResults


class FindingsPage(ResultPage):
    """The findings, the chosen one in full."""

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
        note = Caption(
            tr(
                "Semua ini mungkin benar. Cocokkan dengan kertasnya; lembar dapat dibetulkan"
                " pada layar Entri."
            ),
            wrap=True,
        )
        detail = column(rule(), self.title, self.full, note, gap=8)
        card = Card(self.table, detail, 1, margins=(12, 8, 12, 12))
        self.setLayout(column(scrolled(card, name="hasil.temuan.gulir")))
        self.table.selection_changed.connect(self._show_full)

    def show_results(self, results: SurveyResults) -> None:
        """Show the findings of a survey."""
        self.table.set_rows(results.findings)
        if results.findings:
            self.table.select_row(results.findings[0])
        self._show_full()

    def tables(self) -> list[tuple[str, DataTable]]:
        """Return the findings."""
        return [(tr("Perlu diperiksa"), self.table)]

    def _show_full(self) -> None:
        chosen = self.table.selected_rows()
        finding = chosen[0] if chosen and isinstance(chosen[0], Finding) else None
        self.title.setText(finding.title if finding else "")
        self.full.setText(_whole(finding) if finding else "")


def _whole(finding: Finding) -> str:
    if not finding.sheets:
        return finding.text
    numbers = ", ".join(str(number) for number in finding.sheets[:_SHOWN])
    more = len(finding.sheets) - _SHOWN
    rest = tr(", dan {sisa} lagi", sisa=more) if more > 0 else ""
    return tr("Lembar nomor {nomor}{sisa}.", nomor=numbers, sisa=rest)


_SHOWN = 200

_COLUMNS: tuple[Column[Finding], ...] = (
    Column("hal", tr("Hal"), lambda finding: finding.title, width=220),
    Column("keterangan", tr("Keterangan"), lambda finding: finding.text, stretch=True),
)
