"""The tab Teks laporan of the settings: the texts, the words of one of them, how it prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.texts import tr
from app.views.report_texts.fields_list import FieldsList
from app.views.report_texts.text_editor import Preview, Problems, TextField
from app.views.settings.page import SettingsPage, press_by
from app.views.widgets.buttons import PrimaryButton, SmallButton
from app.views.widgets.card import Card
from app.views.widgets.columns import Columns
from app.views.widgets.flow import FlowLayout
from app.views.widgets.labels import Caption, Heading
from app.views.widgets.layout import column, row, scrolled
from app.views.widgets.message import MessageLine
from app.views.widgets.side_column import SideColumn
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.services.changes import Changes
    from app.services.offices.overview import OfficeOverview
    from app.services.report_texts.service import OfficeText
    from app.services.reports.kinds import Subject
    from app.services.reports.text_preview import Filling
    from app.services.session import Session
    from app.views.shell.workspace import Workspace

_NAME = "pengaturan.teks"
_LIST, _NARROW = 280, 600


class ReportTextsPage(SettingsPage):
    """What is typed and not saved stays while another text is looked at."""

    scrolls_itself = True

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._texts: tuple[OfficeText, ...] = ()
        self._typed: dict[str, str] = {}
        self._key = ""
        self._fillings: Mapping[Subject, Filling] = {}
        self._make()
        self._lay_out()
        self._connect()

    @property
    def is_touched(self) -> bool:
        """Say whether something was typed that is not saved."""
        return bool(self._typed)

    def show_overview(self, overview: OfficeOverview, *, read_only: bool) -> None:  # noqa: ARG002 - the texts are asked for by themselves
        """Show the texts of the file."""
        self._ask()

    def _make(self) -> None:
        self.table = DataTable(
            self._columns(),
            name=f"{_NAME}.tabel",
            accessible=tr("Teks laporan"),
            empty=tr("Tidak ada teks."),
        )
        self.heading = Heading("", name=f"{_NAME}.judul", small=True)
        self.about = Caption("", wrap=True)
        self.text, self.preview = TextField(), Preview()
        self.problems = Problems(self.text)
        self.fields = FieldsList(f"{_NAME}.isian")
        self.insert = SmallButton(tr("Isian"), name=f"{_NAME}.sisipkan", hint="F2")
        self.insert.setAccessibleName(tr("Sisipkan isian"))
        self.restore = SmallButton(tr("Pulihkan bawaan"), name=f"{_NAME}.pulihkan")
        self.save = PrimaryButton(tr("Simpan"), name=f"{_NAME}.simpan", hint="Ctrl+S")
        self.source = Caption("", name=f"{_NAME}.sumber", wrap=True)
        self.message = MessageLine(name=f"{_NAME}.pesan")

    def _lay_out(self) -> None:
        listed = Card(self.table, margins=(8, 8, 8, 8))
        hint = Caption(
            tr("Satu baris menjadi satu paragraf; awali dengan “-”, “1.”, atau “a.” untuk daftar."),
            wrap=True,
        )
        deeds = QWidget()
        deeds.setLayout(FlowLayout(self.insert, self.restore, self.save))
        words = Card(self.heading, self.about, hint, self.text, self.problems, deeds, gap=8)
        words.body.setStretch(3, 1)
        fields = Card(self.fields, title=tr("Isian"), margins=(12, 10, 12, 12))
        shown = Card(self.preview, self.source, title=tr("Bila dicetak"), margins=(12, 10, 12, 12))
        side = QWidget()
        beside = column(fields, shown, gap=12)
        beside.setStretch(0, 2)
        beside.setStretch(1, 3)
        side.setLayout(beside)
        both = Columns((words, 5), (side, 4), narrow=_NARROW)
        body = row(
            SideColumn(listed, width=_LIST, name=f"{_NAME}.daftar"),
            scrolled(both, name=f"{_NAME}.gulir"),
            gap=4,
        )
        body.setStretch(1, 1)
        whole = column(self.message, body, gap=8)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.table.selection_changed.connect(self._follow)
        self.table.row_activated.connect(lambda _: self.text.setFocus())
        self.text.textChanged.connect(self._judge)
        self.insert.clicked.connect(self.fields.setFocus)
        self.fields.wanted.connect(self._insert)
        self.fields.left.connect(self.text.setFocus)
        self.save.clicked.connect(self._save)
        self.restore.clicked.connect(self._restore)
        press_by("Ctrl+S", self.save, self)
        press_by("F2", self.insert, self)
        press_by("F4", self.problems.go, self)
        self._workspace.survey_chosen.connect(self._ask)

    # ------------------------------------------------------------ reading
    def _ask(self) -> None:
        survey_id = self._workspace.survey_id

        def work(session: Session) -> tuple[tuple[OfficeText, ...], Mapping[Subject, Filling]]:
            from app.services.reports.text_preview import fillings

            return session.report_texts.all(), fillings(session, survey_id)

        self._workspace.run(work, self._show, owner=self, replace_key=_NAME)

    def _show(self, read: tuple[tuple[OfficeText, ...], Mapping[Subject, Filling]]) -> None:
        self._texts, self._fillings = read
        self._list(self._key or next((one.key for one in self._texts), ""))
        self._show_text()

    def _list(self, key: str) -> None:
        self.table.set_rows(self._texts)
        self.table.select_row(next((one for one in self._texts if one.key == key), None))

    def _follow(self) -> None:
        chosen = self._selected()
        if chosen is not None and chosen.key != self._key:
            self._key = chosen.key
            self._show_text()

    def _show_text(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        self.heading.setText(chosen.title)
        self.about.setText(chosen.about)
        self.about.setVisible(bool(chosen.about))
        self.fields.offer(chosen.subject)
        self.source.setText(self._fillings[chosen.subject].sentence)
        words = self._typed.get(chosen.key, chosen.text)
        if words != self.text.toPlainText():
            self.text.blockSignals(True)
            self.text.setPlainText(words)
            self.text.blockSignals(False)
        self._judge()

    # ------------------------------------------------------------ typing
    def _judge(self) -> None:
        """Note what is typed, say what is wrong with it and how it prints."""
        chosen, words = self._chosen(), self.text.toPlainText()
        if chosen is None:
            return
        before = chosen.key in self._typed
        self._typed.pop(chosen.key, None)
        if words != chosen.text:
            self._typed[chosen.key] = words
        if before != (chosen.key in self._typed):
            self.table.viewport().update()
        printable = self.problems.judge(words, chosen.subject)
        self.preview.show_text(words, self._fillings[chosen.subject].values)
        self._offer(chosen, printable=printable)

    def _offer(self, chosen: OfficeText, *, printable: bool) -> None:
        writable = not self._workspace.read_only
        self.text.setReadOnly(not writable)
        self.fields.setEnabled(writable)
        self.insert.setEnabled(writable)
        self.save.setEnabled(writable and printable and chosen.key in self._typed)
        self.restore.setEnabled(writable and (chosen.is_own or chosen.key in self._typed))

    def _insert(self, field: str) -> None:
        self.text.insert(field)

    # ------------------------------------------------------------ deeds
    def _save(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        key, words = chosen.key, self.text.toPlainText()
        self._write(
            lambda session: session.report_texts.save(key, words),
            key,
            lambda: self._workspace.say(tr("Teks “{judul}” tersimpan.", judul=chosen.title)),
        )

    def _restore(self) -> None:
        """Go back to the shipped words, and offer those that were there."""
        chosen = self._chosen()
        if chosen is None:
            return
        key, kept, typed = chosen.key, chosen.text, self.text.toPlainText()

        def put_back() -> None:
            self._write(lambda session: session.report_texts.save(key, kept), key, type_again)

        def type_again() -> None:
            self._typed |= {key: typed} if typed != kept else {}

        self._write(
            lambda session: session.report_texts.restore(key),
            key,
            lambda: self._workspace.say_with_undo(
                tr("Teks bawaan “{judul}” dipulihkan.", judul=chosen.title), put_back
            ),
        )

    def _write(
        self, work: Callable[[Session], Changes], key: str, said: Callable[[], object]
    ) -> None:
        def done(_: Changes) -> None:
            self._typed.pop(key, None)
            said()
            self._ask()

        self.message.hide()
        self._workspace.write(work, done, self.message.say_error, owner=self)

    # ------------------------------------------------------------ parts
    def _selected(self) -> OfficeText | None:
        rows = self.table.selected_rows()
        return next((one for one in self._texts if rows and one is rows[0]), None)

    def _chosen(self) -> OfficeText | None:
        return next((one for one in self._texts if one.key == self._key), None)

    def _columns(self) -> list[Column[OfficeText]]:
        return [
            Column("bagian", tr("Bagian"), lambda one: one.title, stretch=True),
            Column("keadaan", tr("Kalimat"), self._state, badge=self._tone),
        ]

    def _state(self, one: OfficeText) -> str:
        if one.key in self._typed:
            return tr("diketik")
        return tr("kantor") if one.is_own else tr("bawaan")

    def _tone(self, one: OfficeText) -> str:
        if one.key in self._typed:
            return "warning"
        return "good" if one.is_own else "muted"
