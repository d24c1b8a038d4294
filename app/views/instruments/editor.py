"""The editor of one draft: its sections, what is still wrong, previews; it saves by itself."""

from __future__ import annotations

import copy
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.services.blank_forms.content import BlankForm
from app.services.instruments.draft import normal
from app.services.instruments.lenient import preview_of
from app.services.instruments.problems import problems_of
from app.texts import tr
from app.views.instruments.entry_preview import EntryPreview
from app.views.instruments.head_section import HeadSection
from app.views.instruments.paper_preview import PaperPreview
from app.views.instruments.profile_section import ProfileSection
from app.views.instruments.question_section import QuestionSection
from app.views.instruments.rows_section import MutuSection, UnsurSection
from app.views.instruments.section import NAME, SectionScroll
from app.views.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from app.views.widgets.labels import Caption, ElidedLabel
from app.views.widgets.layout import clear, column, row
from app.views.widgets.message import MessageLine
from app.views.widgets.tabs import TabBar, TabPages

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from app.models.instrument_draft import InstrumentDraft
    from app.services.blank_forms.content import FormHead
    from app.services.instruments.problems import Problem
    from app.views.instruments.section import Section
    from app.views.shell.workspace import Workspace

_PAPER, _ENTRY = "kertas", "entri"
_PAUSE = 400
"""Milliseconds without a key after which a draft is saved."""
_SHOWN = 3
"""Problems that are written out; the others are counted."""


class InstrumentEditorView(QWidget):
    """Edits a draft. ``publish_wanted`` gives it when it is saved and to be published."""

    publish_wanted = Signal(object)
    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName(f"{NAME}.editor")
        self._workspace = workspace
        self._draft: InstrumentDraft | None = None
        self._taken: set[tuple[str, int]] = set()
        self._head: FormHead | None = None
        self.content: dict[str, Any] = normal({})
        self.problems: tuple[Problem, ...] = ()
        sections: tuple[Section, ...] = (
            HeadSection(),
            UnsurSection(),
            QuestionSection(),
            ProfileSection(),
            MutuSection(),
        )
        self.sections = {section.key: section for section in sections}
        self.paper = PaperPreview(workspace.background, name=f"{NAME}.kertas")
        self.entry = EntryPreview()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._make()
        self._connect()

    @property
    def is_unsaved(self) -> bool:
        """Say whether something was typed that is not handed to the file yet."""
        return self._timer.isActive()

    def show_draft(
        self, draft: InstrumentDraft, taken: set[tuple[str, int]], head: FormHead
    ) -> None:
        """Edit a draft; ``taken`` are the (key, version) pairs of other instruments."""
        self._draft, self._taken, self._head = draft, taken, head
        self.content = normal(draft.content)
        self.message.hide()
        self._fill()
        self.tabs.choose("umum")
        self._show_problems()

    def flush(self) -> None:
        """Have what was typed saved now."""
        if self._timer.isActive() and self._draft is not None:
            self._timer.stop()
            draft_id, content = self._draft.id, copy.deepcopy(self.content)
            self._workspace.run(
                lambda session: session.instrument_editor.save_content(draft_id, content),
                lambda _: self._show_state(),
                self.message.say_error,
                owner=self,
            )

    def leave(self) -> None:
        """Save and go back to the list."""
        self.flush()
        self.left.emit()

    def publish(self) -> None:
        """Save and ask for the draft to be published, or go to what keeps it from that."""
        if self.problems:
            self.go_to(self.problems[0])
            return
        self.flush()
        self.publish_wanted.emit(self._draft)

    def go_to(self, problem: Problem) -> None:
        """Put the keyboard where a problem can be mended."""
        self.tabs.choose(problem.section)
        self.sections[problem.section].go_to(problem)

    def hideEvent(self, event: QHideEvent) -> None:
        """Save before another tab or screen is shown."""
        self.flush()
        super().hideEvent(event)

    def _make(self) -> None:
        self.title = ElidedLabel("", "heading", name=f"{NAME}.editor.judul")
        self.state = Caption("", name=f"{NAME}.editor.keadaan")
        self.back = SecondaryButton(tr("Kembali ke daftar"), name=f"{NAME}.kembali", hint="Esc")
        self.ready = PrimaryButton(tr("Terbitkan"), name=f"{NAME}.terbit", hint="Ctrl+Enter")
        self.message = MessageLine(name=f"{NAME}.editor.pesan")
        self.tabs = TabBar(
            [(key, _tab_title(key)) for key in (*self.sections, _PAPER, _ENTRY)],
            name=f"{NAME}.bagian",
            accessible=tr("Bagian instrumen"),
        )
        self.found = QWidget()
        self._found = column(gap=0)
        self.found.setLayout(self._found)
        pages = TabPages(self.tabs)
        for key, section in self.sections.items():
            pages.add_page(key, SectionScroll(section, name=f"{NAME}.gulir.{key}"))
        pages.add_page(_PAPER, self.paper)
        pages.add_page(_ENTRY, SectionScroll(self.entry, name=f"{NAME}.gulir.entri"))
        head = row(column(self.title, self.state, gap=2), self.back, self.ready)
        head.setStretch(0, 1)
        whole = column(head, self.tabs, self.message, self.found, pages, gap=8)
        whole.setStretch(4, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        for section in self.sections.values():
            section.changed.connect(self._changed)
            section.removed.connect(self._removed)
        self._timer.timeout.connect(self._save_late)
        self.back.clicked.connect(self.leave)
        self.ready.clicked.connect(self.publish)
        self.tabs.chosen.connect(self._shown)
        for keys, act in (("Esc", self.leave), ("Ctrl+Return", self.publish)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _changed(self) -> None:
        self._timer.start()
        self._show_problems()

    def _save_late(self) -> None:
        self._timer.start()  # flush stops it
        self.flush()

    def _removed(self, sentence: str, before: tuple[str, list[dict[str, Any]]]) -> None:
        content = self.content

        def undo() -> None:
            if content is self.content:
                content[before[0]] = before[1]
                self._fill()
                self._changed()

        self._workspace.say_with_undo(sentence, undo)

    def _fill(self) -> None:
        for section in self.sections.values():
            section.show_content(self.content)

    def _shown(self, key: str) -> None:
        """Bring a page up to date: other pages may have changed what it shows."""
        if key in self.sections:
            self.sections[key].fill()
            return
        instrument = preview_of(normal(self.content))
        if key == _ENTRY:
            self.entry.show_instrument(instrument)
        elif self._head is not None:
            at = datetime.now().astimezone()
            self.paper.show_form(BlankForm(instrument, self._head, at))

    def _show_problems(self) -> None:
        self.problems = problems_of(normal(self.content), self._taken)
        for key, section in self.sections.items():
            own = [problem for problem in self.problems if problem.section == key]
            section.show_problems(own)
            title = _tab_title(key)
            self.tabs.set_text(key, f"{title} ({len(own)})" if own else title)
        self._list_problems()
        self.title.set_text(self.content["name"] or tr("Instrumen belum bernama"))
        self._show_state()

    def _list_problems(self) -> None:
        clear(self._found)
        for number, problem in enumerate(self.problems[:_SHOWN], 1):
            line = QuietButton(problem.text, name=f"{NAME}.masalah.{number}", icon="circle-alert")
            line.clicked.connect(lambda _=False, one=problem: self.go_to(one))
            self._found.addWidget(line, 0, Qt.AlignmentFlag.AlignLeft)
        if (rest := len(self.problems) - _SHOWN) and rest > 0:
            self._found.addWidget(Caption(tr("… dan {n} masalah lagi.", n=rest)))
        self.found.setVisible(bool(self.problems))

    def _show_state(self) -> None:
        parts = [
            tr("{kunci} versi {versi}", kunci=self.content["key"], versi=self.content["version"]),
            tr("menyimpan…") if self.is_unsaved else tr("rancangan tersimpan"),
            tr("{n} masalah", n=len(self.problems)) if self.problems else tr("siap diterbitkan"),
        ]
        self.state.setText(" · ".join(parts))


def _tab_title(key: str) -> str:
    return {
        "umum": tr("Umum"),
        "unsur": tr("Unsur"),
        "pertanyaan": tr("Pertanyaan"),
        "profil": tr("Profil"),
        "mutu": tr("Mutu"),
        _PAPER: tr("Lihat kertas"),
        _ENTRY: tr("Coba entri"),
    }[key]
