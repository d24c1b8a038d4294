"""The fields that a text may hold, to be inserted by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal

from app.services.report_texts.fields import TextField, text_fields
from app.texts import tr
from app.views.theme import px
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.services.reports.kinds import Subject


class FieldsList(DataTable):
    """Arrows or the first letters find a field, Enter takes it, Esc goes back."""

    wanted = Signal(str)
    """The field as it stands in a text: ``{unit}``."""
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(
            _columns(), name=name, accessible=tr("Isian yang dapat disisipkan"), empty=""
        )
        self.setMinimumHeight(px(110))
        self._offered: Subject | None = None
        self.row_activated.connect(self._take)

    def offer(self, subject: Subject) -> None:
        """List the fields of the texts about ``subject``."""
        if subject is not self._offered:
            self._offered = subject
            self.set_rows(text_fields(subject))
            self.select_row(text_fields(subject)[0])

    def sizeHint(self) -> QSize:
        """Ask for little height and take what there is."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc, else move or take."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _take(self, field: TextField) -> None:
        self.wanted.emit(field.written)


def _columns() -> list[Column[TextField]]:
    return [
        Column("isian", tr("Isian"), lambda field: field.name, width=130),
        Column("arti", tr("Arti"), lambda field: field.meaning, tone=_quiet, stretch=True),
    ]


def _quiet(_: TextField) -> str:
    return "muted"
