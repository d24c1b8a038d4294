"""One text in work: its words, what is wrong with them, and how they print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.services.report_texts.service import text_problems
from app.services.report_texts.template import ListMark, filled
from app.services.reports.item_marks import letters
from app.texts import tr
from app.views.theme import px
from app.views.widgets.buttons import SmallButton
from app.views.widgets.labels import Label
from app.views.widgets.layout import column, row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.report_texts.template import FilledLine, Problem
    from app.services.reports.kinds import Subject

_NAME = "pengaturan.teks"
_MOST = 3
_LEAST_HEIGHT = 110


class _Words(QPlainTextEdit):
    """Asks for little height and takes what there is; Tab goes on to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setMinimumHeight(px(_LEAST_HEIGHT))

    def sizeHint(self) -> QSize:
        """Let an area that scrolls begin to do so late."""
        return QSize(super().sizeHint().width(), px(_LEAST_HEIGHT))


class TextField(_Words):
    """The words as they are typed."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(f"{_NAME}.isi")
        self.setAccessibleName(tr("Isi teks"))

    def insert(self, words: str) -> None:
        """Put words where the cursor stands, so that Ctrl+Z takes them away again."""
        self.textCursor().insertText(words)
        self.setFocus()

    def go_to_line(self, number: int) -> None:
        """Select a line, counted from 1; the first one for 0."""
        block = self.document().findBlockByNumber(max(number - 1, 0))
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.setFocus()


class Problems(QWidget):
    """Says what keeps the words from being printed, and leads to the first such line."""

    def __init__(self, field: TextField) -> None:
        super().__init__()
        self._field = field
        self._found: tuple[Problem, ...] = ()
        self.text = Label("", "error", name=f"{_NAME}.masalah", wrap=True)
        self.go = SmallButton(tr("Ke baris itu"), name=f"{_NAME}.ke_baris", hint="F4")
        line = row(self.text, column(self.go, 1), gap=8)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.go.clicked.connect(self._go)
        self.hide()

    def judge(self, text: str, subject: Subject) -> bool:
        """Judge a text about ``subject``; return whether it can be printed."""
        self._found = text_problems(text, subject)
        said = [problem.sentence for problem in self._found[:_MOST]]
        if len(self._found) > _MOST:
            said.append(tr("… dan {n} masalah lagi.", n=len(self._found) - _MOST))
        self.text.setText("\n".join(said))
        self._field.setAccessibleDescription(" ".join(said))
        self.setVisible(bool(self._found))
        return not self._found

    def _go(self) -> None:
        if self._found:
            self._field.go_to_line(self._found[0].line)


class Preview(_Words):
    """The words with their fields filled in, as a report prints them."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(f"{_NAME}.pratinjau")
        self.setAccessibleName(tr("Teks yang sudah diisi"))
        self.setReadOnly(True)

    def show_text(self, text: str, values: Mapping[str, str]) -> None:
        """Fill a text and show it."""
        self.setPlainText(_as_printed(filled(text, values)))


def _as_printed(lines: tuple[FilledLine, ...]) -> str:
    """Return paragraphs apart from each other and lists with their signs."""
    parts: list[str] = []
    before, number = ListMark.NONE, 0
    for line in lines:
        number = number + 1 if line.mark is before else 1
        in_list = line.mark is not ListMark.NONE and line.mark is before
        parts.append(("\n" if in_list else "\n\n") + _sign(line.mark, number) + line.text)
        before = line.mark
    return "".join(parts).lstrip("\n")


def _sign(mark: ListMark, number: int) -> str:
    return {
        ListMark.NONE: "",
        ListMark.BULLET: "• ",
        ListMark.NUMBER: f"{number}. ",
        ListMark.LETTER: f"{letters(number)}. ",
    }[mark]
