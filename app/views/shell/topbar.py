"""The top bar: whose file it is, the survey all screens speak of, and the search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFrame, QMenu, QPushButton

from app.texts import tr
from app.views.shell.rail import NARROW, WIDTH
from app.views.theme import px
from app.views.widgets.buttons import Button
from app.views.widgets.key_hints import KeyCap
from app.views.widgets.labels import ElidedLabel, Label
from app.views.widgets.layout import row

if TYPE_CHECKING:
    from collections.abc import Sequence

HEIGHT = 56


@dataclass(frozen=True, slots=True)
class SurveyChoice:
    """A survey as the chooser offers it: ``SKM 2026 · Triwulan I · terbuka``."""

    id: int
    text: str


class SurveyChooser(Button):
    """Shows the survey in force and opens the list of all."""

    kind = "chooser"
    _icon_last = True
    _text_use = "muted"
    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__("", name="atas.survei", icon="chevron-down")
        self._menu = QMenu(self)
        self._menu.setObjectName("atas.survei.daftar")
        self._group = QActionGroup(self)
        self.setMenu(self._menu)

    def set_surveys(self, choices: Sequence[SurveyChoice], current: int) -> None:
        """Offer other surveys; the current one is written on the button."""
        self._menu.clear()
        for action in self._group.actions():
            self._group.removeAction(action)
        for choice in choices:
            action = self._menu.addAction(choice.text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(choice.id == current)
            action.triggered.connect(lambda _=False, id=choice.id: self.chosen.emit(id))  # noqa: A006 - bound now
            self._group.addAction(action)
        text = next((choice.text for choice in choices if choice.id == current), "")
        self.setText((text or tr("Belum ada survei")).replace("&", "&&"))
        self.setAccessibleName(tr("Survei yang dibuka: {survei}", survei=self.text()))
        self.setEnabled(bool(choices))
        self.updateGeometry()

    def _left(self, text: str) -> int:  # noqa: ARG002 - the text begins where the bar's texts begin
        return px(6)


class SearchButton(QPushButton):
    """Looks like a search field and opens the search."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("atas.cari")
        self.setProperty("kind", "search")
        self.setAccessibleName(tr("Cari layar, unit, survei, atau nomor lembar"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        text = Label(tr("Cari layar, unit, lembar…"), "small-muted")
        key = KeyCap("Ctrl K")
        for label in (text, key):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(row(text, 1, key, margins=(12, 0, 12, 0)))

    def sizeHint(self) -> QSize:
        """Be as wide as the design says."""
        return QSize(px(260), px(33))


class TopBar(QFrame):
    """Brand, office, survey, search."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self._brand = Label("Puas", "brand")
        self._narrow = False
        self.office = ElidedLabel("", "subheading", name="atas.kantor")
        self.surveys = SurveyChooser()
        self.search = SearchButton()
        self._bar = row(
            self._brand, self.office, self.surveys, 1, self.search, gap=10, margins=(20, 0, 20, 0)
        )
        self._bar.setSpacing(0)
        self.setLayout(self._bar)
        self._size()
        self.show_file(open_=False)

    def set_narrow(self, *, narrow: bool) -> None:
        """Begin where the screen begins beside a narrow or a wide rail."""
        self._narrow = narrow
        self._size()

    def show_file(self, *, open_: bool) -> None:
        """Show what belongs to an open file, or hide it."""
        for part in (self.office, self.surveys, self.search):
            part.setVisible(open_)

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._size()

    def _size(self) -> None:
        self.setFixedHeight(px(HEIGHT))
        self._brand.setFixedWidth(px((NARROW + 24 if self._narrow else WIDTH) - 20))
        self.search.setFixedSize(self.search.sizeHint())
