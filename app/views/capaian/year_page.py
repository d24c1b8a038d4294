"""The tab Tahun: lock, rating, cap, source line, targets from the RPJMD."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.errors import InputError
from app.models.entered import Entered
from app.services.capaian.rating import DEFAULT_RATING, Rating, accepted_rating
from app.services.capaian.yearly import REASON_LIMIT, SOURCE_LIMIT
from app.services.ikm.rounding import indonesian
from app.texts import tr
from app.views.capaian.writing import TextField
from app.views.widgets.buttons import SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.columns import Columns
from app.views.widgets.form import FormRow
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import column, row, scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.errors import PuasError
    from app.services.capaian.edits import Edited
    from app.services.capaian.overview import YearOverview
    from app.services.changes import Changes
    from app.services.session import Session
    from app.views.shell.workspace import Workspace

_NAME = "capaian.setelan"
_STEPS = 12


class YearPage(QWidget):
    """What holds for a year as a whole."""

    taken = Signal(str, object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._shown: YearOverview | None = None
        self.state = Label("", "body", name=f"{_NAME}.keadaan", wrap=True)
        self.reason = QLineEdit()
        self.reason.setMaxLength(REASON_LIMIT)
        self._reason_row = FormRow(tr("Alasan"), self.reason, name=f"{_NAME}.alasan")
        self.lock = SecondaryButton("", name=f"{_NAME}.kunci")
        self.capped = QCheckBox(tr("Capaian paling tinggi 100% (dicetak pada laporan)"))
        self.capped.setObjectName(f"{_NAME}.batas")
        self.capped.setAccessibleName(self.capped.text())
        self.rating = TextField(name=f"{_NAME}.predikat", accessible=tr("Tabel predikat"), lines=6)
        self._rating_row = FormRow(
            tr("Satu predikat per baris, misalnya Tinggi > 75"),
            self.rating,
            name=f"{_NAME}.predikat",
        )
        self.standard = SecondaryButton(tr("Pakai Permendagri 86/2017"), name=f"{_NAME}.baku")
        self.source = TextField(name=f"{_NAME}.sumber", accessible=tr("Sumber"), lines=2)
        self.propose = SecondaryButton(tr("Isi target dari RPJMD"), name=f"{_NAME}.usulkan")
        self._lay_out()
        self._connect()

    def show_year(self, shown: YearOverview) -> None:
        """Show the settings of a year."""
        self._shown = shown
        figures, writable = shown.figures, not self._workspace.read_only
        locked, year = figures.year.locked, figures.number
        self.state.setText(
            tr("Angka tahun {tahun} terkunci. Uraian dan sumber tetap dapat diubah.", tahun=year)
            if locked
            else tr(
                "Angka tahun {tahun} dapat diubah. Mengunci membekukan realisasi yang mengikuti"
                " survei dan menolak semua perubahan angka.",
                tahun=year,
            )
        )
        self.lock.setText(tr("Buka kunci") if locked else tr("Kunci tahun ini"))
        self.lock.setAccessibleName(self.lock.text())
        for one in (self.lock, self.reason):
            one.setEnabled(writable)
        for box in (self.capped, self.rating, self.standard, self.propose):
            box.setEnabled(writable and not locked)
        self.source.setReadOnly(not writable)
        self.capped.setChecked(figures.terms.capped)
        self.rating.show_kept(_written(figures.terms.rating))
        self.standard.setVisible(not figures.terms.rating.is_default)
        self.source.show_kept(figures.year.source)

    # ------------------------------------------------------------------ making
    def _lay_out(self) -> None:
        locking = Card(self.state, self._reason_row, row(self.lock, 1), title=tr("Kunci"))
        rating = Card(
            self._rating_row, row(self.standard, 1), self.capped, title=tr("Predikat dan batas")
        )
        source = Card(
            FormRow(tr("Baris sumber di bawah tabel laporan"), self.source, name=f"{_NAME}.sumber"),
            title=tr("Sumber"),
        )
        targets = Card(
            Caption(
                tr("Target perjanjian kinerja yang masih kosong diisi target RPJMD tahun ini."),
                wrap=True,
            ),
            row(self.propose, 1),
            title=tr("Target"),
        )
        left, right = QWidget(), QWidget()
        left.setLayout(column(locking, targets, source, 1, gap=12))
        right.setLayout(column(rating, 1))
        content = QWidget()
        content.setLayout(column(Columns((left, 1), (right, 1), narrow=760), 1))
        self.setLayout(column(scrolled(content, name=f"{_NAME}.gulir")))
        self.setFocusProxy(self.reason)

    def _connect(self) -> None:
        self.lock.clicked.connect(self._lock)
        self.reason.returnPressed.connect(self._lock)
        self.capped.clicked.connect(self._cap)
        self.rating.changed.connect(self._rate)
        self.standard.clicked.connect(lambda: self._set_rating(DEFAULT_RATING))
        self.source.changed.connect(self._set_source)
        self.propose.clicked.connect(self._propose)

    # ------------------------------------------------------------------ writing
    def _lock(self) -> None:
        if self._shown is None:
            return
        year, reason = self._shown.figures.number, self.reason.text()
        locked = self._shown.figures.year.locked

        def work(session: Session) -> Changes:
            yearly = session.capaian.yearly
            return yearly.unlock(year, reason) if locked else yearly.lock(year, reason)

        def done(_: Changes) -> None:
            self.reason.clear()
            said = tr("Kunci {tahun} dibuka.") if locked else tr("Capaian {tahun} dikunci.")
            self._workspace.say(said.format(tahun=year))

        self._workspace.write(
            work, done, lambda error: self._reason_row.set_error(error.sentence), owner=self
        )

    def _cap(self) -> None:
        on = self.capped.isChecked()
        self._change(
            lambda session, year: session.capaian.yearly.set_capped(year, capped=on),
            lambda session, year: session.capaian.yearly.set_capped(year, capped=not on),
        )

    def _rate(self, text: str) -> None:
        self._rating_row.set_error("")
        try:
            wanted = accepted_rating(_steps(text))
        except InputError as error:
            self._rating_row.set_error(error.sentence)
            return
        self._set_rating(wanted)

    def _set_rating(self, wanted: Rating) -> None:
        if self._shown is None:
            return
        before = self._shown.figures.terms.rating
        self._rating_row.set_error("")
        self._change(
            lambda session, year: session.capaian.yearly.set_rating(year, wanted),
            lambda session, year: session.capaian.yearly.set_rating(year, before),
        )

    def _set_source(self, text: str) -> None:
        if self._shown is None:
            return
        before, line = self._shown.figures.year.source, " ".join(text.split())[:SOURCE_LIMIT]
        self._change(
            lambda session, year: session.capaian.yearly.set_source(year, line),
            lambda session, year: session.capaian.yearly.set_source(year, before),
        )

    def _propose(self) -> None:
        if self._shown is None:
            return
        year = self._shown.figures.number

        def done(result: tuple[Edited, Changes]) -> None:
            edited = result[0]
            n = indonesian(len(edited.after), 0)
            if edited.after:
                self.taken.emit(
                    tr("Target dikembalikan."), lambda session: session.capaian.values.undo(edited)
                )
            self._workspace.say(tr("{n} target diisi dari RPJMD.", n=n))

        self._workspace.write(
            lambda session: session.capaian.values.propose_targets(year),
            done,
            self._refused,
            owner=self,
        )

    def _change(
        self,
        work: Callable[[Session, int], Changes],
        back: Callable[[Session, int], Changes],
    ) -> None:
        if self._shown is None:
            return
        year = self._shown.figures.number
        self._workspace.write(
            lambda session: work(session, year),
            lambda _: self.taken.emit(
                tr("Setelan tahun dikembalikan."), lambda session: back(session, year)
            ),
            self._refused,
            owner=self,
        )

    def _refused(self, error: PuasError) -> None:
        self._workspace.say_error(error)
        if self._shown is not None:
            self.show_year(self._shown)


def _written(rating: Rating) -> str:
    return "\n".join(
        step.word if step.above is None else f"{step.word} > {step.above}".replace(".", ",")
        for step in rating.steps
    )


def _steps(text: str) -> list[tuple[str, Entered]]:
    found = []
    for line in filter(str.strip, text.splitlines()):
        word, _, bound = line.partition(">")
        found.append((word.strip(), Entered(bound.strip().replace(",", "."))))
    return found
