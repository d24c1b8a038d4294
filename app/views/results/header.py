"""The head of the screen Hasil: whose figures these are, which part of them, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.models.period import long_date
from app.services.ikm.rounding import indonesian
from app.services.results.survey_results import EVERYTHING, Choice, weight_text
from app.texts import tr
from app.views.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from app.views.widgets.labels import ElidedLabel
from app.views.widgets.layout import column, row
from app.views.widgets.notice import Notice

if TYPE_CHECKING:
    from app.services.results.survey_results import SurveyResults


class Header(QWidget):
    """Title, the part that is shown, and the deeds; below them the notice of the survey."""

    choice_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.title = ElidedLabel("", "title", name="hasil.judul")
        self.subtitle = ElidedLabel("", "muted", name="hasil.rincian")
        self.part = QComboBox()
        self.part.setObjectName("hasil.bagian")
        self.part.setAccessibleName(tr("Bagian survei yang ditampilkan"))
        self.part.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.part.setMinimumContentsLength(12)
        self.reset = QuietButton(tr("Semua"), name="hasil.semua", accessible=tr("Tampilkan semua"))
        self.copy_button = SecondaryButton(tr("Salin tabel"), name="hasil.salin")
        self.export_button = SecondaryButton(tr("Ekspor"), name="hasil.ekspor")
        self.print_button = PrimaryButton(tr("Cetak laporan"), name="hasil.cetak")
        self.notice = Notice("hasil.catatan")
        words = column(self.title, self.subtitle, gap=4)
        deeds = row(
            self.reset,
            self.part,
            self.copy_button,
            self.export_button,
            self.print_button,
            gap=8,
        )
        head = row(words, deeds, gap=16)
        head.setStretch(0, 1)
        self.setLayout(column(head, self.notice, gap=12))
        self._choices: list[Choice] = []
        self.part.activated.connect(lambda place: self.choice_wanted.emit(self._choices[place]))
        self.reset.clicked.connect(lambda: self.choice_wanted.emit(EVERYTHING))

    def show_results(self, results: SurveyResults) -> None:
        """Show whose figures these are."""
        self.title.set_text(tr("Hasil {survei}", survei=results.name))
        self.subtitle.set_text(_subtitle(results))
        self.notice.set_text(results.survey.notice)
        self.reset.setVisible(not results.choice.is_everything)
        self._offer(results)

    def _offer(self, results: SurveyResults) -> None:
        named = [(EVERYTHING, tr("Semua layanan"))]
        named += [(Choice(key), name) for key, name in results.services]
        if results.choice.field:
            named.append((results.choice, results.choice_text))
        self._choices = [choice for choice, _ in named]
        self.part.clear()
        self.part.addItems([name for _, name in named])
        self.part.setCurrentIndex(self._choices.index(results.choice))
        self.part.setVisible(len(named) > 2 or not results.choice.is_everything)  # noqa: PLR2004 - one service alone is no choice


def _subtitle(results: SurveyResults) -> str:
    at = results.computed_at
    parts = (
        results.choice_text,
        tr("{n} responden", n=indonesian(results.result.n, 0)),
        tr("bobot {bobot}", bobot=weight_text(results.survey, results.instrument)),
        tr("dihitung {tanggal} {jam}", tanggal=long_date(at.date()), jam=f"{at:%H.%M}"),
    )
    return " · ".join(parts)
