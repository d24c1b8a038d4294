"""What the respondents wrote: search, unsur, and whether it is printed. Plain text, all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from app.models.period import long_date
from app.models.review import SaranDecision
from app.services.archive.words import destroyed_sentence
from app.services.results.saran import per_unsur
from app.services.results.survey_results import Saran
from app.texts import tr
from app.views.results.page import ResultPage, figure
from app.views.results.saran_review import ReviewBox
from app.views.theme import px
from app.views.widgets.card import Card
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import Caption
from app.views.widgets.layout import row, scrolled
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument
    from app.services.results.survey_results import SurveyResults

_EVERY = ""
_SERVICE_PLACE, _TAGS_PLACE = 2, 4
"""Columns that are hidden where they say nothing."""
_DECISIONS = {
    Qt.Key.Key_C: SaranDecision.PRINT,
    Qt.Key.Key_T: SaranDecision.HIDE,
    Qt.Key.Key_B: SaranDecision.OPEN,
}


class SaranPage(ResultPage):
    """A list, and the chosen one under it with its unsur and what becomes of it."""

    sheet_wanted = Signal(int)
    """The number of the sheet on which a remark was written."""
    decision_wanted = Signal(object, object, str)
    """Uuids of sheets, a SaranDecision, and the text to be printed (empty: as it was written)."""
    tag_toggled = Signal(str, str)
    """Uuid of a sheet and the key of an unsur."""
    tags_wanted = Signal(str, object)
    """Uuid of a sheet and all unsur it is to have."""

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setObjectName("hasil.saran.cari")
        self.search.setAccessibleName(tr("Cari dalam saran"))
        self.search.setPlaceholderText(tr("Cari kata dalam saran"))
        self.search.setClearButtonEnabled(True)
        self.state = ChoiceBox(
            [(_EVERY, tr("Semua")), *((one.value, _state_name(one)) for one in SaranDecision)],
            name="hasil.saran.keadaan",
            accessible=tr("Saran yang sudah atau belum ditinjau"),
        )
        self.unsur = ChoiceBox(name="hasil.saran.unsur", accessible=tr("Saran tentang unsur apa"))
        for box in (self.state, self.unsur):
            box.setMaximumWidth(px(170))
        self.count = Caption(name="hasil.saran.jumlah")
        self.table = DataTable(
            _COLUMNS,
            name="hasil.saran",
            accessible=tr("Saran responden"),
            empty=tr("Belum ada saran yang ditulis."),
        )
        self.table.installEventFilter(self)
        self.review = ReviewBox()
        self.full = self.review.full
        head = row(self.search, self.state, self.unsur, self.count, gap=8)
        head.setStretch(0, 1)
        card = Card(head, self.table, self.review, margins=(12, 12, 12, 12))
        card.body.setStretch(1, 1)
        self.table.setMinimumHeight(px(110))
        # The list takes what is left and asks for no more: the deeds under it stay in sight.
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setLayout(row(scrolled(card, name="hasil.saran.gulir")))
        self._saran: tuple[Saran, ...] = ()
        self._gone = ""
        self._instrument: Instrument | None = None
        self._number = 0
        self._connect()

    def show_results(self, results: SurveyResults) -> None:
        """Show the remarks of a survey; the one that was looked at stays."""
        self._saran, self._instrument = results.saran, results.instrument
        self._gone = destroyed_sentence(results.survey)
        counted = [
            (key, tr("{unsur} ({jumlah})", unsur=name, jumlah=n))
            for key, name, n in per_unsur(results.instrument, results.saran)
        ]
        self.unsur.set_choices([(_EVERY, tr("Semua unsur")), *counted])
        self.unsur.setVisible(bool(counted))
        self.table.setColumnHidden(_TAGS_PLACE, not counted)
        self.table.setColumnHidden(_SERVICE_PLACE, len(results.services) < 2)  # noqa: PLR2004 - one service says nothing
        self.review.show_instrument(results.instrument)
        self._filter()

    def set_read_only(self, *, read_only: bool) -> None:
        """Show the reviews but take none."""
        self.review.setEnabled(not read_only)

    def tables(self) -> list[tuple[str, DataTable]]:
        """Return the remarks that are shown."""
        return [(tr("Saran"), self.table)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of a review while the list has the keyboard."""
        pressed = watched is self.table and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and self._review_by(event):
            return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._filter())
        self.state.picked.connect(lambda _: self._filter())
        self.unsur.picked.connect(lambda _: self._filter())
        self.table.selection_changed.connect(self._show_chosen)
        self.table.row_activated.connect(self._open)
        self.review.decided.connect(self._decide)
        self.review.toggled.connect(self._toggle)
        self.review.accepted.connect(self._accept)

    def _review_by(self, event: QKeyEvent) -> bool:
        if not self.review.isEnabled() or event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            return False
        key = Qt.Key(event.key())
        if key in _DECISIONS:
            self._decide(_DECISIONS[key])
        elif key == Qt.Key.Key_U:
            self._accept()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.review.press(int(key) - int(Qt.Key.Key_1))
        else:
            return False
        return True

    def _chosen(self) -> list[Saran]:
        return [one for one in self.table.selected_rows() if isinstance(one, Saran)]

    def _decide(self, decision: SaranDecision) -> None:
        """Ask for a decision and go to the remark after it."""
        chosen = self._chosen()
        if not chosen:
            return
        text = self.review.printed_text if len(chosen) == 1 else ""
        shown = self.table.rows_model.shown
        last = shown.index(chosen[-1])
        following = shown[last + 1] if last + 1 < len(shown) else None
        self.decision_wanted.emit([one.uuid for one in chosen], decision, text)
        if following is not None and len(chosen) == 1:
            self.table.select_row(following)

    def _toggle(self, key: str) -> None:
        chosen = self._chosen()
        if len(chosen) == 1:
            self.tag_toggled.emit(chosen[0].uuid, key)

    def _accept(self) -> None:
        chosen = self._chosen()
        if len(chosen) == 1 and self.review.proposed:
            self.tags_wanted.emit(chosen[0].uuid, (*chosen[0].tags, *self.review.proposed))

    def _filter(self) -> None:
        words = self.search.text().casefold().split()
        found = [one for one in self._saran if self._fits(one, words)]
        self.table.set_empty(
            tr("Tidak ada saran yang cocok.")
            if self._saran
            else self._gone or tr("Belum ada saran yang ditulis.")
        )
        names = {u.key: u.short_name for u in self._instrument.unsur} if self._instrument else {}
        self.table.rows_model.set_columns(_columns(names))
        number = self._number
        self.table.set_rows(found)
        self.count.setText(self._count_text(len(found)))
        self.review.setVisible(bool(found))
        if found:
            same = (one for one in found if one.number >= number)
            self.table.select_row(next(same, found[-1] if number else found[0]))
        self._show_chosen()

    def _fits(self, one: Saran, words: list[str]) -> bool:
        return (
            all(word in _searched(one) for word in words)
            and self.state.key in (_EVERY, one.decision.value)
            and self.unsur.key in (_EVERY, *one.tags)
        )

    def _count_text(self, found: int) -> str:
        every = len(self._saran)
        waiting = sum(one.decision is SaranDecision.OPEN for one in self._saran)
        text = (
            tr("{jumlah} saran", jumlah=every)
            if found == every
            else tr("{jumlah} dari {semua} saran", jumlah=found, semua=every)
        )
        return tr("{saran}, {n} belum ditinjau", saran=text, n=waiting) if waiting else text

    def _open(self, one: object) -> None:
        if isinstance(one, Saran):
            self.sheet_wanted.emit(one.number)

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        if chosen:
            self._number = chosen[0].number
        if self._instrument is not None:
            self.review.show_saran(self._instrument, chosen)


def _searched(one: Saran) -> str:
    return f"{one.number} {one.service} {one.text}".casefold()


def _state_name(decision: SaranDecision) -> str:
    return {
        SaranDecision.OPEN: tr("Belum ditinjau"),
        SaranDecision.PRINT: tr("Dicetak"),
        SaranDecision.HIDE: tr("Tidak dicetak"),
    }[decision]


def _state_tone(one: Saran) -> str:
    tones = {SaranDecision.PRINT: "good", SaranDecision.HIDE: "muted"}
    return tones.get(one.decision, "warning")


def _columns(names: dict[str, str]) -> tuple[Column[Saran], ...]:
    def tags(one: Saran) -> str:
        return ", ".join(names[key] for key in one.tags if key in names)

    return (*_COLUMNS[:-1], Column("unsur", tr("Unsur"), tags, width=100), _COLUMNS[-1])


_COLUMNS: tuple[Column[Saran], ...] = (
    figure("lembar", tr("Lembar"), lambda one: str(one.number), sort=lambda one: one.number),
    Column(
        "tanggal",
        tr("Tanggal"),
        lambda one: long_date(one.day),
        sort=lambda one: one.day,
        width=128,
    ),
    Column("layanan", tr("Layanan"), lambda one: one.service, width=100),
    Column("saran", tr("Saran"), lambda one: one.text, stretch=True),
    Column(
        "cetak",
        tr("Tinjauan"),
        lambda one: _state_name(one.decision),
        tone=_state_tone,
        width=110,
    ),
)
