"""One open survey on Beranda: how far it is, what it says so far, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from app.models.period import long_date
from app.texts import tr
from app.views.widgets.badges import MutuText
from app.views.widgets.card import Card
from app.views.widgets.labels import ElidedLabel, Heading, Label
from app.views.widgets.layout import column, row
from app.views.widgets.progress import ProgressBar

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

    from app.services.results.home import SurveyCard


class SurveyBox(Card):
    """A survey; where there are several, clicking or Enter makes it the one that is worked on."""

    chosen = Signal(int)

    def __init__(self, card: SurveyCard, *, marked: bool, choosable: bool, today: date) -> None:
        super().__init__(name=f"beranda.survei.{card.survey.code}")
        self._survey_id, self._marked = card.survey.id, marked
        words = column(
            Heading(card.name, name="beranda.survei.nama"),
            ElidedLabel(deadline_text(card, today), "caption", tone=_deadline_tone(card, today)),
            gap=2,
        )
        figures = column(_index(card), _mutu(card), gap=0)
        head = row(words, figures, gap=16)
        head.setStretch(0, 1)
        self.progress = ProgressBar(name="beranda.survei.kemajuan")
        self.progress.set(card.sheets, card.minimum, lowest_text(card))
        self.body.addLayout(head)
        self.body.addWidget(self.progress)
        self.setAccessibleName(_spoken(card, self.progress.accessibleName(), today))
        self.set_tone("accent" if marked and choosable else "")
        if choosable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose this survey."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(self._survey_id)
            event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose this survey by Enter or the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._survey_id)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.set_tone("good" if self._marked else "accent")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the sign of the keyboard away."""
        super().focusOutEvent(event)
        self.set_tone("accent" if self._marked else "")


def deadline_text(card: SurveyCard, today: date) -> str:
    """Return until when sheets are collected, and how long that is."""
    end, left = card.survey.collection_end, card.days_left(today)
    if end is None or left is None:
        period = card.survey.period
        return tr(
            "periode {awal} sampai {akhir}",
            awal=long_date(period.start),
            akhir=long_date(period.end),
        )
    until = tr("pengumpulan data sampai {tanggal}", tanggal=long_date(end))
    if left > 0:
        return tr("{sampai}, {hari} hari lagi", sampai=until, hari=left)
    if left == 0:
        return tr("{sampai}, hari ini hari terakhir", sampai=until)
    return tr("pengumpulan data berakhir {tanggal}", tanggal=long_date(end))


def lowest_text(card: SurveyCard) -> str:
    """Return the lowest unsur with its value; ties are all named."""
    low = card.lowest
    if not low:
        return ""
    names = ", ".join(line.unsur.short_name for line in low)
    return tr("unsur terendah: {unsur} {nilai}", unsur=names, nilai=low[0].konversi_text)


def _deadline_tone(card: SurveyCard, today: date) -> str:
    left, missing = card.days_left(today), card.minimum is not None and card.sheets < card.minimum
    return "warning" if left is not None and left <= 0 and missing else ""


def _index(card: SurveyCard) -> Label:
    label = Label(card.result.ikm_text, "number", name="beranda.survei.ikm")
    label.setAlignment(Qt.AlignmentFlag.AlignRight)
    return label


def _mutu(card: SurveyCard) -> Label:
    step = card.result.mutu
    if step is None:
        text = Label(tr("belum ada nilai"), "caption")
    else:
        text = MutuText(step.letter, step.word, name="beranda.survei.mutu")
    text.setAlignment(Qt.AlignmentFlag.AlignRight)
    return text


def _spoken(card: SurveyCard, progress: str, today: date) -> str:
    step = card.result.mutu
    value = f"{card.instrument.index_short} {card.result.ikm_text}"
    mutu = tr("mutu {huruf} {kinerja}", huruf=step.letter, kinerja=step.word) if step else ""
    parts = (card.name, deadline_text(card, today), progress, value, mutu, lowest_text(card))
    return ". ".join(part for part in parts if part)
