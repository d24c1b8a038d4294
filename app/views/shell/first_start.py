"""The first start: who are we, which survey, go. Or the sample office, to try things out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.texts import tr
from app.views.shell.first_steps import GoStep, OfficeStep, Step, SurveyStep
from app.views.theme import px
from app.views.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.labels import Label, Title
from app.views.widgets.layout import column, row, scrolled
from app.views.widgets.message import MessageLine, Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from app.errors import PuasError
    from app.services.opening import Refusal
    from app.services.session import Session
    from app.views.background import Background

_WIDTH = 640


class FirstStart(QWidget):
    """Three short steps; nothing is written before the last one."""

    ready = Signal(object)
    """A Session that was opened on the thread of the file."""
    open_wanted = Signal()

    def __init__(self, background: Background) -> None:
        super().__init__()
        self.setObjectName("awal")
        self._background = background
        self.office, self.survey, self.go = OfficeStep(), SurveyStep(), GoStep()
        self._steps: tuple[Step, ...] = (self.office, self.survey, self.go)
        self._pages = QStackedWidget()
        for step in self._steps:
            self._pages.addWidget(step)
        self._marks = [Label("", "small-strong") for _ in self._steps]
        self.message = MessageLine(name="awal.galat")
        self._make_buttons()
        self._lay_out()
        self.setTabOrder(self.next, self.back)
        self._show(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter from any field, and back with Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._forward()
        elif event.key() == Qt.Key.Key_Escape and self._pages.currentIndex() > 0:
            self._show(self._pages.currentIndex() - 1)
        else:
            super().keyPressEvent(event)

    def _make_buttons(self) -> None:
        self.sample = SecondaryButton(tr("Coba dengan data contoh"), name="awal.contoh")
        self.other = QuietButton(tr("Buka berkas kantor…"), name="awal.buka")
        self.back = SecondaryButton(tr("Kembali"), name="awal.kembali")
        self.next = PrimaryButton(tr("Lanjut"), name="awal.lanjut")
        self.sample.clicked.connect(self._use_sample)
        self.other.clicked.connect(self.open_wanted)
        self.back.clicked.connect(lambda: self._show(self._pages.currentIndex() - 1))
        self.next.clicked.connect(self._forward)

    def _lay_out(self) -> None:
        text = Label(
            tr(
                "Tiga langkah singkat, lalu kuesioner pertama dapat dientri. "
                "Semuanya dapat diubah nanti."
            ),
            "muted",
            wrap=True,
        )
        marks = row(*self._marks, 1, gap=24)
        buttons = row(self.sample, self.other, 1, self.back, self.next, gap=8)
        box = QFrame()
        box.setLayout(
            column(
                Title(tr("Selamat datang di Puas")),
                text,
                marks,
                Card(self._pages, margins=(20, 18, 20, 18)),
                self.message,
                buttons,
                gap=14,
            )
        )
        box.setFixedWidth(px(_WIDTH))
        content = QWidget()
        content.setLayout(column(1, row(1, box, 1), 2, margins=(24, 24, 24, 24)))
        self.setLayout(column(scrolled(content, name="awal.gulir"), gap=0))

    def _show(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        for number, (mark, step) in enumerate(zip(self._marks, self._steps, strict=True), start=1):
            mark.setText(f"{number}  {step.title}")
            mark.set_tone("accent" if number == place + 1 else "muted")
        last = place == len(self._steps) - 1
        self.back.setVisible(place > 0)
        self.sample.setVisible(place == 0)
        self.other.setVisible(place == 0)
        self.next.setText(tr("Mulai") if last else tr("Lanjut"))
        self.next.setAccessibleName(self.next.text())
        self._steps[place].begin()

    def _forward(self) -> None:
        place = self._pages.currentIndex()
        if not self._steps[place].check():
            return
        if place + 1 < len(self._steps):
            if place + 1 == len(self._steps) - 1:
                self.go.set_office(self.office.name.text())
            self._show(place + 1)
        else:
            self._make()

    def _make(self) -> None:
        from app.services.opening import Beginning, begin_office

        beginning = Beginning(
            office=self.office.data(),
            logo=self.office.logo,
            year=self.survey.year.value(),
            period=self.survey.period.currentData(),
            population=self.survey.population(),
            services=self.survey.services(),
            operator=self.go.operator.text().strip(),
        )
        path = self.go.path
        self._run(lambda: begin_office(path, beginning))

    def _use_sample(self) -> None:
        from app.services.opening import open_sample

        self._run(open_sample)

    def _run(self, work: Callable[[], Session | Refusal]) -> None:
        self.setEnabled(False)
        self._background.run(work, self._done, self._refused)

    def _done(self, made: Session | Refusal) -> None:
        from app.services.opening import Refusal

        if isinstance(made, Refusal):
            self._refused(made.error)
        else:
            self.ready.emit(made)

    def _refused(self, error: PuasError) -> None:
        self.setEnabled(True)
        self.message.say(error.sentence, Tone.DANGER)
