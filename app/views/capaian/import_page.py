"""Take a table of indikator or of program rows: columns, separators, preview, all or nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from app.paths import documents_folder
from app.services.capaian.edits import Typing
from app.services.capaian.imports.columns import ImportKind, Stated
from app.services.capaian.typed import Separator
from app.services.ikm.rounding import indonesian
from app.services.surveys.naming import FIRST_YEAR, LAST_YEAR
from app.services.units.preview import RowStatus
from app.texts import tr
from app.views.capaian.import_columns import (
    HeadingLine,
    heading_columns,
    key_words,
    meanings,
    problem_columns,
    row_columns,
)
from app.views.capaian.import_verdict import verdict_of
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.form import FormRow, NumberField
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import ElidedLabel, Label, Title
from app.views.widgets.layout import column, row
from app.views.widgets.table import DataTable
from app.views.widgets.tabs import Switcher, TabBar, TabPages

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from app.errors import PuasError
    from app.services.capaian.imports.headings import Headings
    from app.services.capaian.imports.preview import CapaianPreview, ColumnPreview
    from app.services.capaian.imports.service import CapaianImported
    from app.services.changes import Changes
    from app.services.session import Session
    from app.views.shell.workspace import Workspace

_NAME = "capaian.impor"
_BY_FILE = "berkas"


class ImportPage(QWidget):
    """Whatever is stated is read anew at once; Ctrl+S takes it, Esc leaves."""

    left = Signal()
    taken = Signal(object)
    """The CapaianImported."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName(_NAME)
        self.setAcceptDrops(True)
        self._workspace = workspace
        self._path: Path | None = None
        self._headings: Headings | None = None
        self._preview: CapaianPreview | None = None
        self._stated = Stated()
        self._chosen: dict[int, str] = {}
        self._is_first = False
        self._values: dict[str, ColumnPreview] = {}
        """Of the last preview; the fields keep the keyboard while the next one is read."""
        self._make()
        self._lay_out()
        self._connect()

    def begin(self, year: int) -> None:
        """Ask for a table for a year."""
        self._forget()
        self.year.blockSignals(True)
        self.year.setValue(year)
        self.year.blockSignals(False)
        self._show_state()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self, path: Path) -> None:
        """Read a file and show what it is taken for."""
        self._forget()
        self._path, self._is_first = path, True
        self._read(first=True)

    # ------------------------------------------------------------------ making
    def _make(self) -> None:
        self.source = ElidedLabel("", "muted", name=f"{_NAME}.berkas")
        self.verdict = Label("", "body", name=f"{_NAME}.putusan", wrap=True)
        self.remarks = Label("", "small", name=f"{_NAME}.catatan", wrap=True)
        self.choose = SecondaryButton(tr("Pilih berkas…"), name=f"{_NAME}.pilih", hint="Ctrl+N")
        self.cancel = SecondaryButton(tr("Batal"), name=f"{_NAME}.batal", hint="Esc")
        self.accept = PrimaryButton(tr("Terima semua"), name=f"{_NAME}.terima", hint="Ctrl+S")
        self.year = NumberField(FIRST_YEAR, LAST_YEAR, FIRST_YEAR, grouped=False)
        self.kind = ChoiceBox(
            [
                (_BY_FILE, tr("menurut kolomnya")),
                (ImportKind.INDIKATOR.value, tr("indikator sasaran")),
                (ImportKind.PROGRAM.value, tr("baris program")),
            ],
            name=f"{_NAME}.jenis",
            accessible=tr("Isi tabel"),
        )
        self.kind.setMinimumContentsLength(18)
        self.decimal = _sign_switcher(f"{_NAME}.desimal", tr("Tanda desimal berkas"))
        self.meaning = ChoiceBox(name=f"{_NAME}.arti", accessible=tr("Kolom yang dipilih berarti"))
        self.own = _sign_switcher(f"{_NAME}.desimal_kolom", tr("Tanda desimal kolom yang dipilih"))
        self.grouped = QCheckBox(tr("ribuan dipisah"))
        self.grouped.setObjectName(f"{_NAME}.ribuan")
        self.grouped.setAccessibleName(tr("Ribuan dipisah di kolom yang dipilih"))
        self.tabs = TabBar(
            [("kolom", tr("Kolom")), ("baris", tr("Pratinjau")), ("masalah", tr("Masalah"))],
            name=f"{_NAME}.tab",
            accessible=tr("Bagian impor capaian"),
        )
        self.columns = DataTable(
            heading_columns(),
            name=f"{_NAME}.kolom",
            accessible=tr("Kolom berkas"),
            empty=tr("Pilih atau seret satu berkas CSV, XLSX, atau ODS ke sini."),
        )
        self.rows = DataTable(
            row_columns(),
            name=f"{_NAME}.baris",
            accessible=tr("Pratinjau baris"),
            empty=tr("Belum ada baris yang dapat dibaca."),
        )
        self.problems = DataTable(
            problem_columns(),
            name=f"{_NAME}.masalah",
            accessible=tr("Yang tidak dapat diambil"),
            empty=tr("Tidak ada masalah."),
        )

    def _lay_out(self) -> None:
        words = column(Title(tr("Impor tabel capaian")), self.source, gap=4)
        head = row(words, self.choose, self.cancel, self.accept, gap=8)
        head.setStretch(0, 1)
        asked = (
            FormRow(tr("Tahun"), self.year, name=f"{_NAME}.tahun"),
            FormRow(tr("Isi tabel"), self.kind, name=f"{_NAME}.jenis"),
            FormRow(tr("Tanda desimal berkas"), self.decimal, name=f"{_NAME}.desimal"),
        )
        settings = Card(row(*asked, 1, gap=16), margins=(12, 10, 12, 10))
        own = row(self.own, self.grouped, 1, gap=8)
        meaning = FormRow(tr("Kolom yang dipilih berarti"), self.meaning, name=f"{_NAME}.arti")
        sign = column(Label(tr("Tanda desimal kolom itu"), "caption-strong"), own, gap=4)
        foot = row(meaning, sign, 1, gap=16)
        foot.setStretch(0, 2)
        foot.setStretch(1, 2)
        pages = TabPages(self.tabs)
        contents = {
            "kolom": column(self.columns, foot, gap=8),
            "baris": column(self.rows),
            "masalah": column(self.problems),
        }
        for key, content in contents.items():
            content.setStretch(0, 1)
            one = QWidget()
            one.setLayout(content)
            pages.add_page(key, one)
        card = Card(self.tabs, pages, margins=(12, 8, 12, 12))
        card.body.setStretch(1, 1)
        whole = column(head, settings, self.verdict, self.remarks, card, gap=10)
        whole.setStretch(4, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.choose.clicked.connect(self.choose_file)
        self.cancel.clicked.connect(self.left)
        self.accept.clicked.connect(self._accept)
        self.year.valueChanged.connect(lambda _: self._read())
        self.kind.picked.connect(lambda _: self._read())
        self.decimal.chosen.connect(lambda _: self._state_all())
        self.columns.selection_changed.connect(self._follow)
        self.columns.row_activated.connect(lambda _: self.meaning.setFocus())
        self.meaning.picked.connect(self._choose_meaning)
        self.own.chosen.connect(lambda _: self._state_column())
        self.grouped.toggled.connect(lambda _: self._state_column())
        keys = (("Ctrl+S", self.accept), ("Esc", self.cancel), ("Ctrl+N", self.choose))
        for sequence, button in keys:
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)

    def choose_file(self) -> None:
        """Ask for a file."""
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            tr("Pilih tabel capaian"),
            str(documents_folder()),
            tr("Tabel (*.csv *.xlsx *.ods *.txt);;Semua berkas (*)"),
        )
        if chosen:
            self.load(Path(chosen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file that is dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.load(Path(paths[0]))

    # ------------------------------------------------------------------ stating
    def _state_all(self) -> None:
        self._stated = Stated(Typing(Separator(self.decimal.current)))
        self._read()

    def _selected(self) -> HeadingLine | None:
        rows = self.columns.selected_rows()
        return rows[0] if rows else None  # type: ignore[return-value] # the table holds these

    def _follow(self) -> None:
        """Show what is stated of the chosen column."""
        line = self._selected()
        values = line.values if line else None
        self.meaning.setEnabled(line is not None)
        by_file = bool(self._preview and self._preview.stated.by_file)
        for one in (self.own, self.grouped):
            one.setEnabled(values is not None and not by_file)
            one.blockSignals(True)
        if line is not None:
            self.meaning.choose(line.heading.key)
        if values is not None:
            self.own.choose(values.typing.decimal.value)
            self.grouped.setChecked(values.typing.is_grouped or values.is_money)
            self.grouped.setEnabled(not values.is_money and not by_file)
        for one in (self.own, self.grouped):
            one.blockSignals(False)

    def _choose_meaning(self, key: str) -> None:
        line = self._selected()
        if line is None or self._headings is None:
            return
        taken = [one.place for one in self._headings.columns if key and one.key == key]
        self._chosen |= dict.fromkeys(taken, "")
        self._chosen[line.heading.place] = key
        self._read()

    def _state_column(self) -> None:
        line = self._selected()
        if line is None or line.values is None:
            return
        typing = Typing(Separator(self.own.current), self.grouped.isChecked())
        self._stated = replace(
            self._stated, columns={**self._stated.columns, line.values.key: typing}
        )
        self._read()

    # ------------------------------------------------------------------ reading
    def _read(self, *, first: bool = False) -> None:
        path, year = self._path, self.year.value()
        if path is None:
            return
        kind = None if self.kind.key == _BY_FILE else ImportKind(self.kind.key)
        stated, chosen = self._stated, dict(self._chosen)

        def look(session: Session) -> Headings:
            return session.capaian.imports.headings(path, year, kind, chosen)

        def read(session: Session) -> CapaianPreview:
            return session.capaian.imports.preview(path, year, kind, stated, chosen)

        self._preview = None
        key, run = f"{_NAME}.kolom", self._workspace.run
        run(look, lambda found: self._show_headings(found, first), self._refused, replace_key=key)
        run(read, self._show_preview, self._refused, replace_key=_NAME, owner=self)

    def _show_headings(self, found: Headings, first: bool) -> None:  # noqa: FBT001 - from a closure
        self._headings = found
        self.source.set_text(f"{found.file_name} · {found.source}")
        self.meaning.set_choices(meanings(found.kind, self.year.value()))
        self._show_columns()
        if first:
            self.columns.setFocus(Qt.FocusReason.TabFocusReason)
        missing = ", ".join(key_words(key) for key in found.missing)
        if missing:
            self._say(tr("Pilih dahulu kolom untuk: {daftar}.", daftar=missing), "danger")
        self._show_state()

    def _show_preview(self, preview: CapaianPreview) -> None:
        if self._is_first and self._only_other_fits(preview):
            self.decimal.choose(_other(self.decimal.current))
            return
        self._is_first = False
        self._preview = preview
        self._values = {one.key: one for one in preview.columns}
        self._show_columns()
        refused = [one for one in preview.rows if one.status is RowStatus.REFUSED]
        others = [one for one in preview.rows if one.status is not RowStatus.REFUSED]
        self.rows.set_rows([*refused, *others])
        self.problems.set_rows(preview.problems)
        n = preview.problem_count
        self.tabs.set_text("baris", tr("Pratinjau ({n})", n=indonesian(len(preview.rows), 0)))
        title = tr("Masalah")
        self.tabs.set_text("masalah", f"{title} ({indonesian(n, 0)})" if n else title)
        self._say(verdict_of(preview), "danger" if n else "")
        self.remarks.setText(" ".join(preview.remarks))
        self._show_state()

    def _only_other_fits(self, preview: CapaianPreview) -> bool:
        """Say whether no column fits the sign that is stated, and all fit the other one."""
        now, then = (Separator(one) for one in (self.decimal.current, _other(self.decimal.current)))
        fits = [one.fit for one in preview.columns]
        wrong = any(fit.misfits[now] for fit in fits)
        return wrong and not preview.stated.by_file and not any(f.misfits[then] for f in fits)

    def _show_columns(self) -> None:
        if self._headings is None:
            return
        chosen = self._selected()
        lines = [HeadingLine(one, self._values.get(one.key)) for one in self._headings.columns]
        self.columns.set_rows(lines)
        place = chosen.heading.place if chosen else 0
        again = next((one for one in lines if one.heading.place == place), None)
        if lines:
            self.columns.select_row(again or lines[0])
        self._follow()

    def _refused(self, error: PuasError) -> None:
        self._preview = None
        self.rows.set_rows([])
        self.problems.set_rows([])
        self.remarks.setText("")
        self._say(error.sentence, "danger")
        self._show_state()

    def _accept(self) -> None:
        preview = self._preview
        if preview is None or not self.accept.isEnabled():
            return
        self.accept.setEnabled(False)
        self._workspace.write(
            lambda session: session.capaian.imports.take(preview),
            self._done,
            self._refused,
            owner=self,
        )

    def _done(self, outcome: tuple[CapaianImported, Changes]) -> None:
        self.taken.emit(outcome[0])

    def _forget(self) -> None:
        self._path = self._headings = self._preview = None
        self._values = {}
        self._chosen, self._stated = {}, Stated(Typing(Separator(self.decimal.current)))
        for table in (self.columns, self.rows, self.problems):
            table.set_rows([])
        self.remarks.setText("")
        self.source.set_text(
            tr("Tabel indikator atau baris program dari lembar kerja: CSV, XLSX, atau ODS.")
        )
        self._say("", "")

    def _say(self, text: str, tone: str) -> None:
        self.verdict.setText(text)
        self.verdict.set_tone(tone)
        self.verdict.setVisible(bool(text))

    def _show_state(self) -> None:
        preview = self._preview
        self.remarks.setVisible(bool(self.remarks.text()))
        ready = preview is not None and preview.acceptable and not self._workspace.read_only
        self.accept.setEnabled(ready)
        self.decimal.setEnabled(not (preview and preview.stated.by_file))
        self._follow()


def _other(sign: str) -> str:
    return Separator.COMMA.value if sign == Separator.POINT.value else Separator.POINT.value


def _sign_switcher(name: str, accessible: str) -> Switcher:
    signs = [(Separator.COMMA.value, tr("Koma")), (Separator.POINT.value, tr("Titik"))]
    return Switcher(signs, name=name, accessible=accessible)
