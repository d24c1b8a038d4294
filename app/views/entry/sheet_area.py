"""The sheet itself: profile, what is asked, and the questions; the waiting field is always seen."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from app.services.entry.fields import AnswerField
from app.services.papers.composing import PaperInstrument
from app.views.entry.answer_row import AnswerRow
from app.views.entry.ask_strip import AskStrip
from app.views.entry.profile_cell import ProfileCell
from app.views.theme import font, px
from app.views.widgets.card import Card
from app.views.widgets.labels import Label
from app.views.widgets.layout import clear, column, row, rule

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.services.entry.form import Form
    from app.views.entry.field_widget import FieldWidget

_LONGEST_LABEL = 0.42
"""Share of a row that the names of questions may take, even if the options could use more."""
_CHIP_WANTED = 120
_SMALLEST_WORDS = 0.82
_UNREADABLE = 0.65
"""Where so little of the words would be left, the digits stand alone."""


class SheetArea(QWidget):
    """Shows a form. What is clicked is told, not done."""

    entered = Signal(str)
    strayed = Signal()
    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.widgets: dict[str, FieldWidget] = {}
        self._rows: tuple[AnswerRow, ...] = ()
        self._layout = column(gap=12)
        self.setLayout(self._layout)
        self.strip = AskStrip()

    def build(self, form: Form) -> None:
        """Make the fields of an instrument; those from before are thrown away."""
        clear(self._layout)
        self.strip = AskStrip()
        self.strip.set_fields(form.fields)
        self.strip.chosen.connect(self.chosen)
        cells = [ProfileCell(f) for f in form.fields if not isinstance(f, AnswerField)]
        self._rows = tuple(
            AnswerRow(f, form.instrument.name_of(f.question))
            for f in form.fields
            if isinstance(f, AnswerField)
        )
        self.widgets = {widget.field.key: widget for widget in (*cells, *self._rows)}
        profile = self._profile_card(cells)
        self._layout.addWidget(profile)
        answers = Card(
            *self._with_headings(form), name="entri.jawaban", gap=0, margins=(8, 9, 8, 9)
        )
        self._layout.addWidget(answers)
        self._layout.addStretch(1)
        if self.isVisible():
            # The layout would show them a moment later; only what is visible keeps the keyboard.
            for card in (profile, answers):
                card.show()
        for widget in self.widgets.values():
            widget.entered.connect(self.entered)
            widget.strayed.connect(self.strayed)
        for one, other in pairwise(self.widgets.values()):
            one.after, other.before = other.field.key, one.field.key
        for line in self._rows:
            line.chosen.connect(self.chosen)
        self._line_up()

    def show_form(self, form: Form, *, waits: bool, wrong: bool) -> None:
        """Show what the form holds; ``waits`` is false while no key is taken."""
        here = form.waiting_field.key
        for key, widget in self.widgets.items():
            waiting = waits and key == here
            widget.show_state(
                form.held(key),
                waits=waiting,
                wrong=waiting and wrong,
                pending=form.pending if key == here else "",
            )
        self.strip.ask(form.waiting_field if waits else None, form.held(here))

    @property
    def wanted_width(self) -> int:
        """The width at which every option of the sheet is readable."""
        if not self._rows:
            return px(600)
        names = max(
            QFontMetrics(font(14, 600)).horizontalAdvance(line.label) for line in self._rows
        )
        chips = max(
            len(line.question.options) * min(px(_CHIP_WANTED), line.roomy_chip_width)
            for line in self._rows
        )
        return min(names + px(60), px(220)) + chips + px(32)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Line the options up anew."""
        super().resizeEvent(event)
        self._line_up()

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._line_up()

    def _line_up(self) -> None:
        """Give every row the same width for its name: the longest, or its share of the row."""
        if not self._rows:
            return
        compact = self.width() < self.wanted_width
        for line in self._rows:
            line.compact = compact
        wanted = max(line.wanted_label_width for line in self._rows)
        chips = px(26) + max(
            len(line.question.options) * (line.wanted_chip_width + px(8)) for line in self._rows
        )
        most = max(int(self.width() * _LONGEST_LABEL), self.width() - chips)
        width = min(wanted, most)
        if not compact:
            width = max(width, min(px(190), self.width() // 4))
        for line in self._rows:
            line.label_width = width
        # One size for all words: the smallest that is needed, as far as it stays readable.
        fit = min(line.fit() for line in self._rows)
        for line in self._rows:
            line.word_scale = max(fit, _SMALLEST_WORDS) if fit >= _UNREADABLE else 0.0
            line.update()

    def _with_headings(self, form: Form) -> list[QWidget]:
        """Return the rows, those of each instrument on the paper under its name."""
        instrument = form.instrument
        if not isinstance(instrument, PaperInstrument):
            return list(self._rows)
        shown: list[QWidget] = []
        for part in instrument.parts:
            keys = {part.key_of(key) for key in part.instrument.question_keys}
            lines = [line for line in self._rows if line.field.key in keys]
            if not lines:
                continue  # a third keying asks single questions
            heading = QWidget()
            name = Label(part.instrument.name, "small-strong", name=f"entri.bagian.{part.place}")
            over = 12 if part.place else 2
            heading.setLayout(column(name, margins=(12, over, 0, 4)))
            shown.append(heading)
            shown += lines
        return shown

    def _profile_card(self, cells: list[ProfileCell]) -> Card:
        profile = row(*cells, gap=4)
        card = Card(name="entri.profil", gap=0, margins=(6, 6, 6, 4))
        if cells:
            card.body.addLayout(profile)
            card.body.addSpacing(px(4))
            card.body.addWidget(rule())
        card.body.addWidget(self.strip)
        return card
