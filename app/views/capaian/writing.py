"""Fields for texts of several lines that are kept when the keyboard leaves them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.capaian.sentences import topic_title
from app.texts import tr
from app.views.widgets.badges import Badge
from app.views.widgets.buttons import SmallButton
from app.views.widgets.inputs import LinesField
from app.views.widgets.labels import Label
from app.views.widgets.layout import column, row

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from app.services.capaian.narratives import Sentence


class TextField(LinesField):
    """Hands a changed text over when it is left; what is being typed is not written over."""

    changed = Signal(str)

    def __init__(self, *, name: str, accessible: str, lines: int) -> None:
        super().__init__(name=name, accessible=accessible, lines=lines)
        self._kept = ""

    def show_kept(self, text: str) -> None:
        """Show what the file holds, unless somebody is changing it."""
        if self.toPlainText() == self._kept or not self.hasFocus():
            self.setPlainText(text)
        self._kept = text

    def hand_over(self) -> None:
        """Hand over what was typed, if it is another text."""
        text = self.toPlainText().strip()
        if text != self._kept.strip():
            self._kept = text
            self.changed.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hand over what was typed."""
        super().focusOutEvent(event)
        self.hand_over()


class SentenceBox(QWidget):
    """One sentence of the report: taken as it is proposed, or in the words of the office."""

    changed = Signal(object, str)
    """The Topic and the text; an empty one takes the proposal."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._sentence: Sentence | None = None
        self.title = Label("", "caption-strong")
        self.state = Badge(name=f"{name}.keadaan")
        self.take = SmallButton(tr("Pakai usulan"), name=f"{name}.usulan")
        self.field = TextField(name=name, accessible=tr("Kalimat"), lines=3)
        self.title.setBuddy(self.field)
        self.wrong = Label("", "small", tone="danger", name=f"{name}.selisih", wrap=True)
        self.proposal = Label("", "caption", name=f"{name}.usulan_kini", wrap=True)
        self.setLayout(
            column(
                row(self.title, self.state, 1, self.take, gap=8),
                self.field,
                self.wrong,
                self.proposal,
                gap=4,
            )
        )
        self.field.changed.connect(self._change)
        self.take.clicked.connect(lambda: self._change(""))

    def show_sentence(self, sentence: Sentence, *, read_only: bool) -> None:
        """Show a sentence with what is computed today beside one that was changed."""
        self._sentence = sentence
        title = topic_title(sentence.topic)
        self.title.setText(title)
        self.field.setAccessibleName(title)
        self.take.setAccessibleName(tr("Pakai usulan untuk {bagian}", bagian=title))
        self.field.show_kept(sentence.text)
        self.field.setReadOnly(read_only)
        self.take.setVisible(sentence.is_changed and not read_only)
        self.state.setVisible(sentence.is_changed)
        if sentence.disagreements:
            self.state.set(tr("tidak lagi sesuai data"), "danger")
        else:
            self.state.set(tr("diubah"), "fine")
        self.wrong.setText(" ".join(one.text for one in sentence.disagreements))
        self.wrong.setVisible(bool(sentence.disagreements))
        self.proposal.setText(tr("Usulan sekarang: {kalimat}", kalimat=sentence.proposal))
        self.proposal.setVisible(sentence.is_changed)

    def _change(self, text: str) -> None:
        if self._sentence is not None:
            self.changed.emit(self._sentence.topic, text)
