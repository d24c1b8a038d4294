"""Above the sheet: its number, and the day and service that are carried from sheet to sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.models.period import long_date
from app.services.plausibility.sheet_rules import outside_period
from app.texts import tr
from app.views.entry.desk_state import Phase, Tray
from app.views.entry.field_widget import paint_text
from app.views.entry.pair import Pair
from app.views.theme import color, font, px
from app.views.widgets.badges import Badge
from app.views.widgets.buttons import SmallButton
from app.views.widgets.labels import ElidedLabel, Title
from app.views.widgets.layout import column, row

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.views.entry.desk import EntryDesk


class Carried(QAbstractButton):
    """A carried value with its name and its key: Tanggal **12 Maret 2026** F6."""

    def __init__(self, caption: str, key: str, *, name: str) -> None:
        super().__init__()
        self._caption, self._key = caption, key
        self._value, self._tone, self._open = "", "text", False
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_value(self, value: str, *, warning: str = "", is_open: bool = False) -> None:
        """Show another value; a warning colours it and is told on hover and to screen readers."""
        state = (value, "warning" if warning else "text", is_open)
        if state != (self._value, self._tone, self._open):
            self._value, self._tone, self._open = state
            self.setAccessibleName(f"{self._caption} {value}")
            self.setToolTip(warning or tr("{tombol}: ganti", tombol=self._key))
            self.updateGeometry()
            self.update()
        self.setAccessibleDescription(warning or self._key)

    def sizeHint(self) -> QSize:
        """Ask for the width of the whole text."""
        plain, strong = QFontMetrics(font(12)), QFontMetrics(font(12, 700))
        width = plain.horizontalAdvance(f"{self._caption}{self._key}")
        return QSize(width + strong.horizontalAdvance(self._value) + px(30), px(26))

    def minimumSizeHint(self) -> QSize:
        """Accept less: the value is cut."""
        return QSize(min(px(150), self.sizeHint().width()), px(26))

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the button is small
        """Paint name, value and key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self._open:
            painter.setPen(QPen(color("accent"), px(2)))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(6), px(6))
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), px(6), px(6))
        key_width = QFontMetrics(font(12)).horizontalAdvance(self._key) + px(2)
        place = QRectF(px(6), 0, self.width() - px(12) - key_width, self.height())
        width = paint_text(painter, place, self._caption, font(12), color("muted"))
        place.setLeft(place.left() + width + px(4))
        width = paint_text(painter, place, self._value, font(12, 700), color(self._tone))
        place = QRectF(place.left() + width + px(6), 0, key_width, self.height())
        paint_text(painter, place, self._key, font(12), color("muted"))


class Header(QWidget):
    """The line above the sheet."""

    tray_wanted = Signal(object)
    save_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.number = Title("", name="entri.nomor")
        self.remark = _Remark("", "muted", name="entri.keterangan")
        self.badge = Badge("", "warning", name="entri.keadaan")
        self.day = Carried(tr("Tanggal"), "F6", name="entri.tanggal")
        self.service = Carried(tr("Layanan"), "F7", name="entri.layanan")
        self.day.clicked.connect(lambda: self.tray_wanted.emit(Tray.DAY))
        self.service.clicked.connect(lambda: self.tray_wanted.emit(Tray.SERVICE))
        self.save = SmallButton(tr("Simpan"), name="entri.simpan", hint="Enter")
        self.save.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.save.clicked.connect(self.save_wanted)
        sheet, carried = QWidget(), QWidget()
        sheet.setLayout(row(self.number, self.badge, self.save, self.remark, gap=8))
        carried.setLayout(row(self.day, self.service, gap=4))
        self.number.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.remark.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        sheet.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        carried.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        pair = Pair(sheet, carried, gap=16, at_right=True)
        self.setLayout(column(pair))
        self.save.hide()

    def show_desk(self, desk: EntryDesk) -> None:
        """Show the sheet on the desk."""
        form, state = desk.sheet_on_desk, desk.survey_state
        self.number.setText(tr("Lembar {nomor}", nomor=form.number))
        self._show_mode(desk)
        warned = outside_period(state.survey.period, form.day)
        self.day.set_value(
            long_date(form.day),
            warning=warned.text if warned else "",
            is_open=desk.tray is Tray.DAY,
        )
        self.service.set_value(
            state.service_name(form.service_id) or tr("layanan lain"),
            is_open=desk.tray is Tray.SERVICE,
        )

    def _show_mode(self, desk: EntryDesk) -> None:
        correcting = desk.sheet_on_desk.corrects is not None
        word, tone = _mode(desk)
        self.badge.set(word, tone)
        self.badge.setVisible(bool(word))
        typed = desk.sheet_on_desk.number_is_typed
        told = tr("nomor dari kertas") if typed else tr("tulis nomor ini di kertas")
        self.remark.set_text("" if word else tr("{petunjuk} · F9 nomor lain", petunjuk=told))
        typing = correcting and not desk.viewing and desk.phase is Phase.TYPING
        self.save.setVisible(typing or desk.phase is Phase.FAILED)


def _mode(desk: EntryDesk) -> tuple[str, str]:
    """Return the word that stands beside the number, and its tone; none for a new sheet."""
    if desk.phase is Phase.FAILED:
        return tr("Belum tersimpan"), "danger"
    if desk.phase is Phase.ASKING:
        return tr("Belum selesai"), "warning"
    if desk.viewing:
        return tr("Tersimpan"), "good"
    if desk.sheet_on_desk.corrects is not None:
        return tr("Betulkan"), "warning"
    return "", "muted"


class _Remark(ElidedLabel):
    """A remark that is shown whole or not at all."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)
