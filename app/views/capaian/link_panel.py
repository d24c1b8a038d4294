"""The box beside the grid: where the realisasi of an indikator comes from, and if it is final."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox

from app.models.capaian import LinkKind
from app.texts import tr
from app.views.follow_up.page import press_by
from app.views.theme import px
from app.views.widgets.buttons import SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.form import FormRow
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import Caption, Heading, Label
from app.views.widgets.layout import row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent

    from app.errors import PuasError
    from app.models.capaian import IndikatorYear
    from app.services.capaian.edits import Edited
    from app.services.capaian.links import Offer
    from app.services.capaian.overview import IndikatorLine
    from app.services.changes import Changes
    from app.services.session import Session
    from app.views.shell.workspace import Workspace

_NAME = "capaian.tautan"
_WIDTH = 300
_TYPED, _NOT_REUSED = "diketik", "0"
_YEARS_BACK = 5


class LinkPanel(Card):
    """Every choice is kept at once and can be taken back; Esc closes the box."""

    taken = Signal(str, object)
    closed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(name=_NAME, gap=10)
        self._workspace = workspace
        self._line: IndikatorLine | None = None
        self._year = 0
        self._offers: dict[str, Offer] = {}
        self.heading = Heading("", name=f"{_NAME}.judul", small=True)
        self.heading.setWordWrap(True)
        self.source = ChoiceBox(name=f"{_NAME}.asal", accessible=tr("Asal realisasi"))
        self.sentence = Label("", "small", name=f"{_NAME}.kalimat", wrap=True)
        self.provisional = QCheckBox(tr("Nilai sementara (*)"))
        self.provisional.setObjectName(f"{_NAME}.sementara")
        self.provisional.setAccessibleName(self.provisional.text())
        self.reused = ChoiceBox(name=f"{_NAME}.tahun_lama", accessible=tr("Memakai nilai tahun"))
        self.error = Label("", "error", name=f"{_NAME}.galat", wrap=True)
        self.close_button = SecondaryButton(tr("Tutup"), name=f"{_NAME}.tutup", hint="Esc")
        note = Caption(
            tr("Realisasi yang mengikuti survei berubah bersama surveinya sampai tahun dikunci."),
            wrap=True,
        )
        self._reused_row = FormRow(
            tr("Memakai nilai tahun"), self.reused, name=f"{_NAME}.tahun_lama"
        )
        self.body.addWidget(self.heading)
        self.body.addWidget(FormRow(tr("Realisasi dari"), self.source, name=f"{_NAME}.asal"))
        for one in (self.sentence, note, self.provisional, self._reused_row, self.error):
            self.body.addWidget(one)
        self.body.addStretch(1)
        self.body.addLayout(row(1, self.close_button))
        self.setFixedWidth(px(_WIDTH))
        self.source.picked.connect(self._link)
        self.provisional.clicked.connect(self._set_provisional)
        self.reused.picked.connect(lambda _: self._set_provisional())
        self.close_button.clicked.connect(self._close)
        press_by("Esc", self.close_button, self)
        self.hide()

    def open_for(self, line: IndikatorLine, year: int) -> None:
        """Show the box and give it the keyboard."""
        self.show()
        self._ask(line, year)
        self.source.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, line: IndikatorLine | None, year: int) -> None:
        """Speak of another indikator while the box is open."""
        if self.isVisible() and line is not None and (line is not self._line or year != self._year):
            self._ask(line, year)

    def changeEvent(self, event: QEvent) -> None:
        """Take the width of another text size."""
        super().changeEvent(event)
        if event.type() == event.Type.StyleChange:
            self.setFixedWidth(px(_WIDTH))

    # ------------------------------------------------------------------ reading
    def _ask(self, line: IndikatorLine, year: int) -> None:
        self._line, self._year = line, year
        self._workspace.run(
            lambda session: session.capaian.links.offered(year),
            self._show,
            replace_key=_NAME,
            owner=self,
        )

    def _show(self, offers: tuple[Offer, ...]) -> None:
        line, year = self._line, self._year
        if line is None:
            return
        values = line.figures.values
        self._offers = {one.key: one for one in offers}
        self.heading.setText(line.name)
        choices = [(_TYPED, tr("diketik di tabel")), *((one.key, one.name) for one in offers)]
        key = _key_of(values)
        if key not in dict(choices):
            choices.append((key, line.figures.linked.source or tr("tautan lama")))
        self.source.set_choices(choices)
        self.source.choose(key)
        self.sentence.setText(line.figures.linked.sentence)
        self.sentence.setVisible(bool(self.sentence.text()))
        self.provisional.setChecked(values.provisional)
        years = [str(one) for one in range(year - 1, year - 1 - _YEARS_BACK, -1)]
        if values.reused_year and str(values.reused_year) not in years:
            years.append(str(values.reused_year))
        self.reused.set_choices([(_NOT_REUSED, tr("bukan nilai lama")), *((y, y) for y in years)])
        self.reused.choose(str(values.reused_year or _NOT_REUSED))
        self._reused_row.setVisible(values.provisional)
        self._show_error("")

    # ------------------------------------------------------------------ writing
    def _link(self, key: str) -> None:
        line, year, offer = self._line, self._year, self._offers.get(key)
        if line is None or key == _key_of(line.figures.values):
            return
        self._write(lambda session: session.capaian.values.link(line.id, year, offer))

    def _set_provisional(self) -> None:
        line, year = self._line, self._year
        if line is None:
            return
        on = self.provisional.isChecked()
        reused = int(self.reused.key or 0) or None if on else None
        self._write(
            lambda session: session.capaian.values.set_provisional(
                line.id, year, reused, provisional=on
            )
        )

    def _write(self, work: Callable[[Session], tuple[Edited, Changes]]) -> None:
        def done(result: tuple[Edited, Changes]) -> None:
            edited = result[0]
            if edited.after:
                self.taken.emit(
                    tr("Asal realisasi dikembalikan."),
                    lambda session: session.capaian.values.undo(edited),
                )
            self._show_error("")

        self._workspace.write(work, done, self._refused, owner=self)

    def _refused(self, error: PuasError) -> None:
        if self._line is not None:
            self._ask(self._line, self._year)
        self._show_error(error.sentence)

    def _show_error(self, text: str) -> None:
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def _key_of(values: IndikatorYear) -> str:
    if values.link is LinkKind.NONE:
        return _TYPED
    return f"{values.link.value}:{values.link_survey_id or values.link_unit_id or 0}"
