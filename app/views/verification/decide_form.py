"""Three keyings that differ, beside each other for the first time; one is on the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from app.services.text import LINE_LIMIT
from app.services.verification.comparing import Pick
from app.texts import tr
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.form import FormRow
from app.views.widgets.labels import Label
from app.views.widgets.layout import clear, column, row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.services.verification.state import OpenField, Task

_KEYS = {"1": Pick.FIRST, "2": Pick.SECOND, "3": Pick.THIRD}


class DecideForm(QWidget):
    """1, 2 or 3 picks for the first field without a choice, Enter decides."""

    decided = Signal(object, str)
    """Field key → Pick, and the reason."""
    again_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._groups: dict[str, QButtonGroup] = {}
        self._fields = column(gap=12)
        self.reason = QLineEdit()
        self.reason.setMaxLength(LINE_LIMIT)
        self.reason.setPlaceholderText(tr("Misalnya: angka di kertas dicoret dan diganti"))
        reason = FormRow(tr("Alasan"), self.reason, name="verifikasi.alasan")
        self.button = PrimaryButton(tr("Putuskan"), name="verifikasi.putuskan", hint="Enter")
        self.again = SecondaryButton(
            tr("Ketik sekali lagi"), name="verifikasi.ketik_lagi", hint="Esc"
        )
        self.button.clicked.connect(self.submit)
        self.again.clicked.connect(self.again_wanted)
        self.reason.returnPressed.connect(self.submit)
        head = Label(
            tr("Ketiga ketikan berlainan. Lihat kertasnya: mana yang tertulis di sana?"),
            "body",
            wrap=True,
        )
        card = Card(
            head,
            self._fields,
            reason,
            row(self.button, self.again, 1),
            name="verifikasi.putusan",
            gap=14,
        )
        self.setLayout(column(card, 1))

    def show_task(self, task: Task) -> None:
        """Show the fields that are open."""
        clear(self._fields)
        self._groups = {}
        self.reason.clear()
        for field in task.open_fields:
            self._fields.addWidget(self._field(field))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Decide, or go to what is missing."""
        picks = {key: self._picked(group) for key, group in self._groups.items()}
        found = {key: pick for key, pick in picks.items() if pick is not None}
        if len(found) < len(picks):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.reason.text().strip():
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.decided.emit(found, self.reason.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick by 1, 2, 3; the reason follows the last pick."""
        pick = _KEYS.get(event.text())
        waiting = next((g for g in self._groups.values() if g.checkedId() < 0), None)
        if event.key() == Qt.Key.Key_Escape:
            self.again_wanted.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.submit()
        elif pick is not None and waiting is not None:
            waiting.button(list(Pick).index(pick)).setChecked(True)
            if all(group.checkedId() >= 0 for group in self._groups.values()):
                self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _field(self, field: OpenField) -> QWidget:
        box, group = QWidget(), QButtonGroup(self)
        layout = column(Label(field.name, "caption-strong"), gap=4)
        words = (tr("Semula"), tr("Ketikan kedua"), tr("Ketikan ketiga"))
        for place, (pick, word, value) in enumerate(zip(Pick, words, field.values, strict=True)):
            text = tr("{n}  {ketikan}: {nilai}", n=place + 1, ketikan=word, nilai=value)
            button = QRadioButton(text.replace("&", "&&"))
            button.setObjectName(f"verifikasi.putusan.{field.key.strip('@')}.{pick.value}")
            button.setAccessibleName(f"{field.name}, {word}: {value}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            group.addButton(button, place)
            layout.addWidget(button)
        self._groups[field.key] = group
        box.setLayout(layout)
        return box

    @staticmethod
    def _picked(group: QButtonGroup) -> Pick | None:
        place = group.checkedId()
        return list(Pick)[place] if place >= 0 else None
