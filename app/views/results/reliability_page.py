"""Whether the questions agree with each other: Cronbach's alpha and what each question does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services.results.reliability import RELIABLE, ItemRow
from app.texts import tr
from app.views.results.page import ResultPage, figure
from app.views.widgets.card import Card
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import column, row, scrolled
from app.views.widgets.numbers import BigNumber
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from app.services.results.depth import Depth
    from app.services.results.survey_results import SurveyResults


class ReliabilityPage(ResultPage):
    """Alpha in figures and words, and a table of the questions."""

    def __init__(self) -> None:
        super().__init__()
        self.figure = BigNumber(tr("Alfa Cronbach"))
        self.sentence = Label("", "strong", name="hasil.reliabilitas.kalimat", wrap=True)
        self.notes = Caption(name="hasil.reliabilitas.catatan", wrap=True)
        self.table = DataTable(
            _COLUMNS,
            name="hasil.reliabilitas",
            accessible=tr("Setiap pertanyaan dan pertanyaan lain"),
            empty=tr("Belum ada lembar yang lengkap."),
            least_rows=5,
        )
        self.help = Caption(
            tr(
                "Korelasi butir-total: seberapa sejalan sebuah pertanyaan dengan jumlah pertanyaan"
                " lainnya. Di bawah 0,20 atau negatif layak diperiksa: mungkin salah dipahami atau"
                " salah dientri. Alfa tanpa butir yang jauh lebih tinggi menunjukkan hal yang sama."
            ),
            wrap=True,
        )
        words = column(self.sentence, self.notes, 1, gap=4)
        head = row(self.figure, words, gap=24)
        head.setStretch(1, 1)
        top = Card(name="hasil.reliabilitas.alfa")
        top.body.addLayout(head)
        below = Card(self.table, self.help, margins=(8, 8, 8, 12))
        below.body.setStretch(0, 1)
        content = QWidget()
        layout = column(top, below, gap=12)
        layout.setStretch(1, 1)
        content.setLayout(layout)
        self.setLayout(column(scrolled(content, name="hasil.reliabilitas.gulir")))

    def show_results(self, results: SurveyResults) -> None:
        """Wait for the reliability, which follows the figures."""

    def show_depth(self, depth: Depth) -> None:
        """Show the reliability of a survey."""
        found = depth.reliability
        self.figure.set(found.alpha_text)
        self.sentence.setText(found.sentence)
        alpha = found.figures.alpha
        self.sentence.set_tone("" if alpha is None or alpha >= RELIABLE else "warning")
        self.notes.setText(" ".join(found.notes))
        self.table.set_rows(found.rows)

    def tables(self) -> list[tuple[str, DataTable]]:
        """Return the questions."""
        return [(tr("Reliabilitas"), self.table)]


def _correlation_tone(item: ItemRow) -> str:
    return "warning" if item.mark else ""


_COLUMNS: tuple[Column[ItemRow], ...] = (
    figure("nomor", tr("No."), lambda r: str(r.question.number), width=44),
    Column("pertanyaan", tr("Pertanyaan"), lambda r: r.name, stretch=True),
    figure(
        "korelasi",
        tr("Korelasi butir-total"),
        lambda r: r.correlation_text,
        sort=lambda r: r.total_correlation,
        tone=_correlation_tone,
        width=140,
    ),
    figure(
        "tanpa",
        tr("Alfa tanpa butir ini"),
        lambda r: r.without_text,
        sort=lambda r: r.alpha_without,
        width=140,
    ),
    Column("catatan", tr("Catatan"), lambda r: r.mark, tone=_correlation_tone, width=210),
)
