"""The tab Uraian: computed sentences that may be changed, and texts about an indikator."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.services.capaian.narratives import TEXTS, text_title
from app.services.capaian.sentences import Topic
from app.texts import tr
from app.views.capaian.writing import SentenceBox, TextField
from app.views.widgets.card import Card
from app.views.widgets.form import FormRow
from app.views.widgets.labels import Caption, Heading
from app.views.widgets.layout import column, row, scrolled
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from app.models.capaian import Narrative
    from app.services.capaian.narratives import IndikatorNarrative, Sentence
    from app.services.capaian.overview import YearOverview
    from app.services.changes import Changes
    from app.services.session import Session
    from app.views.shell.workspace import Workspace

_NAME = "capaian.uraian"
TABLES = 0
"""In the place of an indikator: the sentences under the tables."""


@dataclass(frozen=True, slots=True)
class Written:
    """A line of the list: an indikator, or the sentences under the tables."""

    id: int
    name: str
    sentences: tuple[Sentence, ...]
    narrative: IndikatorNarrative | None = None

    @property
    def texts(self) -> int:
        """How many of its texts are written."""
        kept = self.narrative.texts if self.narrative else None
        return sum(bool(getattr(kept, name)) for name in TEXTS) if kept else 0

    @property
    def state(self) -> str:
        """What is to be said of its sentences."""
        if any(one.disagreements for one in self.sentences):
            return tr("tidak lagi sesuai")
        return tr("diubah") if any(one.is_changed for one in self.sentences) else tr("usulan")


def written_lines(session: Session, year: int, name: str) -> tuple[Written, ...]:
    """Return everything that is written about a year; ``name`` is that of the first line."""
    narratives = session.capaian.narratives
    figures = session.capaian.figures(year)
    known = narratives.of_year(year)
    first = Written(TABLES, name, narratives.table_sentences(year))
    lines = (
        Written(one.indikator.id, one.indikator.name, told.sentences, told)
        for one in figures.indikator
        for told in (known[one.indikator.id],)
    )
    return (first, *lines)


class NarrativePage(QWidget):
    """The list at the left, what is written about the chosen one at the right."""

    taken = Signal(str, object)
    """What is said when a deed is taken back, and its Undo."""
    chosen = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._year = 0
        self._wanted = TABLES
        self._line: Written | None = None
        self.table = DataTable(
            _columns(),
            name=_NAME,
            accessible=tr("Indikator yang diuraikan"),
            empty=tr("Belum ada indikator."),
        )
        self.heading = Heading("", name=f"{_NAME}.judul")
        self.heading.setWordWrap(True)
        self.boxes = [SentenceBox(f"{_NAME}.kalimat.{n}") for n in range(len(Topic))]
        self.fields = {
            name: TextField(name=f"{_NAME}.{name}", accessible=text_title(name), lines=3)
            for name in TEXTS
        }
        self._lay_out()
        self._connect()

    def show_year(self, shown: YearOverview) -> None:
        """Show a year when the tab is open."""
        self._year = shown.figures.number
        if self.isVisible():
            self._ask()

    def choose(self, indikator_id: int) -> None:
        """Speak of this indikator when the tab is opened next."""
        self._wanted = indikator_id

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what came while the tab was closed."""
        super().showEvent(event)
        self._ask()

    def hand_over(self) -> None:
        """Keep what is being typed."""
        for field in (*self.fields.values(), *(box.field for box in self.boxes)):
            field.hand_over()

    # ------------------------------------------------------------------ making
    def _lay_out(self) -> None:
        note = Caption(
            tr(
                "Kalimat dihitung dari angka tahun ini. Ubah bila perlu; angka yang kemudian tidak"
                " lagi sesuai ditandai. Kosongkan untuk kembali ke usulan."
            ),
            wrap=True,
        )
        sentences = Card(note, *self.boxes, title=tr("Kalimat laporan"), gap=12)
        self._texts = Card(
            *(
                FormRow(text_title(name), field, name=f"{_NAME}.{name}")
                for name, field in self.fields.items()
            ),
            title=tr("Uraian"),
            gap=12,
        )
        content = QWidget()
        content.setLayout(column(self.heading, sentences, self._texts, 1, gap=12))
        listed = Card(self.table, margins=(8, 8, 8, 8))
        body = row(listed, scrolled(content, name=f"{_NAME}.gulir"), gap=12)
        body.setStretch(0, 2)
        body.setStretch(1, 3)
        self.setLayout(body)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.table.selection_changed.connect(self._follow)
        self.table.row_activated.connect(lambda _: self.boxes[0].field.setFocus())
        self._workspace.leaving.connect(self.hand_over)
        for box in self.boxes:
            box.changed.connect(self._change_sentence)
        for field in self.fields.values():
            field.changed.connect(lambda _: self._save_texts())
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.hand_over)

    # ------------------------------------------------------------------ reading
    def _ask(self) -> None:
        year, name = self._year, tr("Kalimat di bawah tabel")
        if year:
            self._workspace.run(
                lambda session: written_lines(session, year, name),
                self._show,
                replace_key=_NAME,
                owner=self,
            )

    def _show(self, lines: tuple[Written, ...]) -> None:
        self.table.set_rows(lines)
        again = next((one for one in lines if one.id == self._wanted), lines[0])
        self.table.select_row(again)
        self._follow()

    def _follow(self) -> None:
        rows = self.table.selected_rows()
        line: Written | None = rows[0] if rows else None  # type: ignore[assignment] # holds these
        if line is None:
            return
        if self._line is not None and line.id != self._line.id:
            self.hand_over()
        self._line, self._wanted = line, line.id
        self.chosen.emit(line.id)
        closed = self._workspace.read_only
        self.heading.setText(line.name)
        for box, sentence in zip(self.boxes, line.sentences, strict=False):
            box.show_sentence(sentence, read_only=closed)
        for place, box in enumerate(self.boxes):
            box.setVisible(place < len(line.sentences))
        self._texts.setVisible(line.narrative is not None)
        if line.narrative is not None:
            for name, field in self.fields.items():
                field.show_kept(getattr(line.narrative.texts, name))
                field.setReadOnly(closed)

    # ------------------------------------------------------------------ writing
    def _change_sentence(self, topic: Topic, text: str) -> None:
        line, year = self._line, self._year
        if line is None:
            return
        if line.narrative is None:
            before = next(one for one in line.sentences if one.topic is topic)
            old = before.text if before.is_changed else ""
            self._workspace.write(
                lambda session: session.capaian.narratives.change_table_sentence(year, topic, text),
                lambda _: self.taken.emit(
                    tr("Kalimat itu dikembalikan."),
                    lambda session: session.capaian.narratives.change_table_sentence(
                        year, topic, old
                    ),
                ),
                owner=self,
            )
            return
        self._write(
            line.id,
            lambda session: session.capaian.narratives.change_sentence(line.id, year, topic, text),
            tr("Kalimat itu dikembalikan."),
        )

    def _save_texts(self) -> None:
        line = self._line
        if line is None or line.narrative is None:
            return
        line_year = self._year
        texts: dict[str, Any] = {name: field.toPlainText() for name, field in self.fields.items()}

        def work(session: Session) -> Changes:
            narratives = session.capaian.narratives
            kept = narratives.texts_of(line.id, line_year)
            return narratives.save_texts(replace(kept, **texts))[1]

        self._write(line.id, work, tr("Uraian itu dikembalikan."))

    def _write(self, indikator_id: int, work: Callable[[Session], Changes], back: str) -> None:
        year = self._year

        def both(session: Session) -> tuple[Narrative, Narrative, Changes]:
            narratives = session.capaian.narratives
            before = narratives.texts_of(indikator_id, year)
            changes = work(session)
            return before, narratives.texts_of(indikator_id, year), changes

        def done(result: tuple[Narrative, Narrative, Changes]) -> None:
            before, after, _ = result
            if before != after:
                self.taken.emit(
                    back, lambda session: session.capaian.narratives.undo(before, after)
                )

        self._workspace.write(both, done, owner=self)


def _columns() -> list[Column[Written]]:
    return [
        Column("indikator", tr("Indikator"), lambda line: line.name, stretch=True),
        Column(
            "kalimat",
            tr("Kalimat"),
            lambda line: line.state,
            badge=_tone,
        ),
        Column(
            "uraian",
            tr("Uraian"),
            lambda line: f"{line.texts}/{len(TEXTS)}" if line.narrative else "",
        ),
    ]


def _tone(line: Written) -> str:
    if any(one.disagreements for one in line.sentences):
        return "danger"
    return "fine" if any(one.is_changed for one in line.sentences) else "muted"
