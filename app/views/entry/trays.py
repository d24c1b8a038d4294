"""What opens under the sheet instead of a dialog: find, day, service, saran, the draft question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

from app.models.period import long_date
from app.services.entry.days import day_of
from app.services.text import TEXT_LIMIT
from app.texts import tr
from app.views.theme import px
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import column, row

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from app.models.unit import Service

_HIGHEST_NUMBER = 999_999_999
_LONGEST_REASON = 200
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class FindTray(QWidget):
    """Asks for the number of a sheet."""

    found = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.field = _line_edit("entri.cari", tr("Nomor lembar yang dicari"))
        self.field.setValidator(QIntValidator(1, _HIGHEST_NUMBER, self.field))
        self.field.returnPressed.connect(self._enter)
        hint = Caption(tr("Enter tampilkan · Esc tutup"))
        self.setLayout(row(Label(tr("Cari lembar nomor"), "subheading"), self.field, hint, 1))

    def open(self) -> None:
        """Ask anew."""
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self) -> None:
        if self.field.text():
            self.found.emit(int(self.field.text()))


class NumberTray(QWidget):
    """Asks for the number that the paper bears already."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.field = _line_edit("entri.nomor.isi", tr("Nomor di kertas"))
        self.field.setValidator(QIntValidator(1, _HIGHEST_NUMBER, self.field))
        self.field.returnPressed.connect(self._enter)
        hint = Caption(tr("Enter pakai · Esc tutup"))
        self.setLayout(row(Label(tr("Nomor di kertas"), "subheading"), self.field, hint, 1))

    def open(self, number: int) -> None:
        """Ask anew, beside the number that would be next."""
        self.field.clear()
        self.field.setPlaceholderText(str(number))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self) -> None:
        if self.field.text():
            self.chosen.emit(int(self.field.text()))


class ReasonTray(QWidget):
    """Asks why a verified sheet is changed; the reason goes into the log."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.field = _line_edit("entri.alasan", tr("Alasan perubahan"))
        self.field.setMaxLength(_LONGEST_REASON)
        self.field.setFixedWidth(px(320))
        self.field.returnPressed.connect(self._enter)
        hint = Caption(tr("Enter simpan · Esc kembali"))
        self.setLayout(row(Label(tr("Alasan"), "subheading"), self.field, hint, 1))

    def open(self) -> None:
        """Ask anew."""
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self) -> None:
        if self.field.text().strip():
            self.given.emit(self.field.text())


class DayTray(QWidget):
    """Asks for the day; what is typed on the number pad is read back in words."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._carried: date | None = None
        self.field = _line_edit("entri.tanggal.isi", tr("Tanggal lembar"))
        self.meaning = Label("", "small-strong", name="entri.tanggal.arti")
        self.field.textChanged.connect(self._read)
        self.field.returnPressed.connect(self._enter)
        hint = Caption(tr("12 · 1203 · 12032026 · Enter pakai · Esc tutup"))
        line = row(Label(tr("Tanggal"), "subheading"), self.field, self.meaning, hint, 1)
        self.setLayout(line)

    def open(self, carried: date) -> None:
        """Ask anew, beginning from the day that is carried."""
        self._carried = carried
        self.field.clear()
        self.field.setPlaceholderText(f"{carried.day:02}{carried.month:02}{carried.year}")
        self._read()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _day(self) -> date | None:
        return day_of(self.field.text(), self._carried) if self._carried else None

    def _read(self) -> None:
        day, typed = self._day(), bool(self.field.text().strip())
        self.meaning.setText(long_date(day) if day else tr("bukan tanggal") if typed else "")
        self.meaning.set_tone("" if day else "danger")

    def _enter(self) -> None:
        day = self._day()
        if day is not None:
            self.chosen.emit(day)


class ServiceTray(QWidget):
    """Lists the services; a digit chooses one of the first nine at once."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.list = _ServiceList()
        self.list.picked.connect(self.chosen)
        hint = Caption(tr("Angka, atau panah dan Enter · huruf mencari · Esc tutup"))
        title = Label(tr("Layanan"), "subheading")
        self.setLayout(column(row(title, hint, 1), self.list, gap=6))

    def open(self, services: tuple[Service, ...], carried: int) -> None:
        """Ask anew."""
        self.list.fill(services, carried)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


class _ServiceList(QListWidget):
    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("entri.layanan.daftar")
        self.setAccessibleName(tr("Daftar layanan"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemClicked.connect(self._pick)

    def fill(self, services: tuple[Service, ...], carried: int) -> None:
        self.clear()
        for place, service in enumerate(services, 1):
            item = QListWidgetItem(f"{place}  {service.name}")
            item.setData(Qt.ItemDataRole.UserRole, service.id)
            self.addItem(item)
            if service.id == carried:
                self.setCurrentItem(item)
        self.ensurePolished()
        line = max(self.sizeHintForRow(0), px(28)) if services else px(28)
        self.setFixedHeight(line * min(max(len(services), 1), 4) + px(12))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit, by Enter, or by the beginning of a name."""
        text = event.text()
        if event.key() in _ENTER and self.currentItem() is not None:
            self._pick(self.currentItem())
        elif len(text) == 1 and text in "123456789" and int(text) <= self.count():
            self._pick(self.item(int(text) - 1))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Look for the letters in the names, not in the digits before them."""
        wanted = search.casefold()
        start = self.currentRow() + 1
        for step in range(self.count()):
            item = self.item((start + step) % self.count())
            if item.text().split("  ", 1)[-1].casefold().startswith(wanted):
                self.setCurrentItem(item)
                return

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(int(item.data(Qt.ItemDataRole.UserRole)))


class SaranTray(QWidget):
    """Takes what the respondent wrote by hand; it is kept as it is typed."""

    written = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._before = ""
        self.title = Label("", "subheading")
        self.field = _SaranField()
        self.field.setObjectName("entri.saran")
        self.field.setAccessibleName(tr("Saran responden"))
        self.field.setPlaceholderText(tr("Tulis saran seperti di kertas"))
        self.field.setTabChangesFocus(True)
        self.field.textChanged.connect(self._write)
        self.field.finished.connect(self.closed)
        self.field.given_up.connect(self._give_up)
        hint = Caption(tr("F2 selesai · Esc batal"))
        self.setLayout(column(row(self.title, hint, 1), self.field, gap=6))

    def open(self, number: int, saran: str) -> None:
        """Show the saran of a sheet."""
        self.title.setText(tr("Saran lembar {nomor}", nomor=number))
        self._before = saran
        self.field.setFixedHeight(px(76))
        self.field.setPlainText(saran)
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self) -> None:
        self.written.emit(self.field.toPlainText()[:TEXT_LIMIT])

    def _give_up(self) -> None:
        self.field.setPlainText(self._before)
        self.closed.emit()


class _SaranField(QPlainTextEdit):
    finished = Signal()
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish by F2 or Ctrl+Enter, give up by Esc; everything else is text."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_F2 or (control and event.key() in _ENTER):
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class DraftTray(QWidget):
    """Asks in one line whether a half-typed sheet is to be continued."""

    answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.question = Label("", "subheading", name="entri.draf.tanya")
        self.resume = PrimaryButton(tr("Lanjutkan"), name="entri.draf.lanjutkan", hint="Enter")
        self.discard = SecondaryButton(tr("Buang"), name="entri.draf.buang", hint="Esc")
        self.resume.clicked.connect(lambda: self.answered.emit(True))
        self.discard.clicked.connect(lambda: self.answered.emit(False))
        for button in (self.resume, self.discard):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setLayout(row(self.question, 1, self.resume, self.discard))

    def open(self, number: int) -> None:
        """Ask about a sheet."""
        self.question.setText(tr("Lembar {nomor} belum selesai. Lanjutkan?", nomor=number))


def _line_edit(name: str, accessible: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(accessible)
    field.setMaxLength(20)
    field.setFixedWidth(px(140))
    return field
