"""The first start: who are we, which survey, go. Or the sample office, to try things out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QStackedWidget, QWidget

from app.paths import documents_folder
from app.texts import tr
from app.views.shell.city_step import CityStep
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
    from app.models.office_package import OfficePackage
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
        self.city = CityStep()
        self._own_way: tuple[Step, ...] = (self.office, self.survey, self.go)
        self._city_way: tuple[Step, ...] = (self.city, self.go)
        self._steps: tuple[Step, ...] = self._own_way
        self._pages = QStackedWidget()
        for step in (*self._own_way, self.city):
            self._pages.addWidget(step)
        self._marks = [Label("", "small-strong") for _ in self._own_way]
        self.message = MessageLine(name="awal.galat")
        self._make_buttons()
        self._lay_out()
        self.setTabOrder(self.next, self.back)
        self._show(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter from any field, and back with Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._forward()
        elif event.key() == Qt.Key.Key_Escape and self.back.isVisible():
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _make_buttons(self) -> None:
        self.sample = SecondaryButton(tr("Coba dengan data contoh"), name="awal.contoh")
        self.other = QuietButton(tr("Buka berkas kantor…"), name="awal.buka")
        self.back = SecondaryButton(tr("Kembali"), name="awal.kembali")
        self.next = PrimaryButton(tr("Lanjut"), name="awal.lanjut")
        self.sample.clicked.connect(self._use_sample)
        self.other.clicked.connect(self.open_wanted)
        self.back.clicked.connect(self._go_back)
        self.office.city_wanted.connect(self._choose_package)
        self.next.clicked.connect(self._forward)

    def _lay_out(self) -> None:
        self._about = Label("", "muted", wrap=True)
        marks = row(*self._marks, 1, gap=24)
        buttons = row(self.sample, self.other, 1, self.back, self.next, gap=8)
        box = QFrame()
        box.setLayout(
            column(
                Title(tr("Selamat datang di Puas")),
                self._about,
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

    @property
    def _place(self) -> int:
        """The number of the step that is shown, from 0."""
        shown = self._pages.currentWidget()
        return next(n for n, step in enumerate(self._steps) if step is shown)

    def _show(self, place: int) -> None:
        self._pages.setCurrentWidget(self._steps[place])
        for number, mark in enumerate(self._marks, start=1):
            mark.setVisible(number <= len(self._steps))
            if number <= len(self._steps):
                mark.setText(f"{number}  {self._steps[number - 1].title}")
            mark.set_tone("accent" if number == place + 1 else "muted")
        many = tr("Dua") if self._steps is self._city_way else tr("Tiga")
        self._about.setText(
            tr(
                "{banyak} langkah singkat, lalu kuesioner pertama dapat dientri. Semuanya dapat"
                " diubah nanti.",
                banyak=many,
            )
        )
        last = place == len(self._steps) - 1
        first = self._steps[place] is self.office
        self.back.setVisible(not first)
        self.sample.setVisible(first)
        self.other.setVisible(first)
        self.next.setText(tr("Mulai") if last else tr("Lanjut"))
        self.next.setAccessibleName(self.next.text())
        self._steps[place].begin()

    def _go_back(self) -> None:
        if self._place == 0:
            self._steps = self._own_way
            self._show(0)
        else:
            self._show(self._place - 1)

    def _forward(self) -> None:
        place = self._place
        if not self._steps[place].check():
            return
        if place + 1 < len(self._steps):
            if place + 1 == len(self._steps) - 1:
                self.go.set_office(self._steps[0].office_name)
            self._show(place + 1)
        elif self._steps is self._city_way:
            self._make_from_city()
        else:
            self._make()

    def _choose_package(self) -> None:
        kinds = tr("Paket kantor (*.sqlite);;Semua berkas (*)")
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Buka paket kantor dari kota"), str(documents_folder()), kinds
        )
        if chosen:
            self.use_package(Path(chosen))

    def use_package(self, path: Path) -> None:
        """Begin with an office package: read it, and ask which of its units we are."""
        from app.services.sending_down.reading import read_office_package

        def read(package: OfficePackage) -> None:
            self.setEnabled(True)
            self.message.hide()
            self.city.show_package(path, package)
            self._steps = self._city_way
            self._show(0)

        self.setEnabled(False)
        self._background.render(lambda: read_office_package(path), read, self._refused, owner=self)

    def _make_from_city(self) -> None:
        from app.services.opening import begin_from_city

        package, code, path = self.city.path, self.city.code, self.go.path
        operator = self.go.operator.text().strip()
        if package is not None:
            self._run(lambda: begin_from_city(path, package, code, operator))

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
