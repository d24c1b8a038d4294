"""The tab Pustaka usulan: what is proposed for each unsur."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.follow_up.library import MAX_PROPOSAL, Entry, Origin
from app.texts import tr
from app.views.follow_up.page import FollowUpPage, press_by
from app.views.widgets.buttons import PrimaryButton, SecondaryButton, SmallButton
from app.views.widgets.card import Card
from app.views.widgets.form import FormRow
from app.views.widgets.inputs import ChoiceBox, LinesField
from app.views.widgets.labels import Caption, Heading
from app.views.widgets.layout import row
from app.views.widgets.side_column import SideColumn
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Column

if TYPE_CHECKING:
    from app.services.follow_up.overview import FollowUpOverview
    from app.views.shell.workspace import Workspace

_NAME = "tindak_lanjut.pustaka"
_WIDTH = 340
_TONES = {
    Origin.SHIPPED: "muted",
    Origin.CHANGED: "fine",
    Origin.HIDDEN: "warning",
    Origin.OWN: "good",
}


class LibraryPage(FollowUpPage):
    """A table of the proposals for one unsur, and beside it the words of one of them."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._entries: tuple[Entry, ...] = ()
        self._entry: Entry | None = None
        self._place = 0
        self.unsur = ChoiceBox(name=f"{_NAME}.unsur", accessible=tr("Unsur"))
        self.table = DataTable(
            _columns(),
            name=f"{_NAME}.tabel",
            accessible=tr("Usulan untuk unsur ini"),
            empty=tr("Belum ada usulan untuk unsur ini. Tulis kalimatnya di samping, lalu tambah."),
        )
        self.heading = Heading("", small=True)
        self.text = LinesField(lines=5)
        self.add = PrimaryButton(tr("Tambah sebagai baru"), name=f"{_NAME}.tambah")
        self.save = SecondaryButton(tr("Simpan perubahan"), name=f"{_NAME}.simpan", hint="Ctrl+S")
        self.hide_it = SmallButton("", name=f"{_NAME}.sembunyikan", hint="Del")
        self.restore = SmallButton(tr("Pulihkan bawaan"), name=f"{_NAME}.pulihkan")
        self._lay_out()
        self._connect()

    def show_overview(self, shown: FollowUpOverview, *, read_only: bool) -> None:  # noqa: ARG002 - asked of the workspace
        """Offer the unsur of the survey and read their proposals."""
        self.unsur.set_choices(shown.unsur)
        self._ask()

    def _lay_out(self) -> None:
        listed = Card(
            row(Heading(tr("Usulan untuk"), small=True), self.unsur, gap=8),
            self.table,
            margins=(12, 10, 12, 12),
        )
        listed.body.setStretch(1, 1)
        form = Card(
            self.heading,
            FormRow(tr("Kalimat usulan"), self.text, name=f"{_NAME}.kalimat"),
            row(self.save, 1, gap=8),
            row(self.add, 1, gap=8),
            row(self.hide_it, self.restore, 1, gap=8),
            Caption(
                tr(
                    "Usulan ditawarkan saat menyusun rencana. Usulan bawaan tidak hilang: yang"
                    " diubah atau disembunyikan dapat dipulihkan."
                ),
                wrap=True,
            ),
            1,
            gap=10,
        )
        body = row(listed, SideColumn(form, width=_WIDTH, name=f"{_NAME}.samping"), gap=12)
        body.setStretch(0, 1)
        self.setLayout(body)

    def _connect(self) -> None:
        self.unsur.picked.connect(lambda _: self._ask())
        self.table.selection_changed.connect(self._follow)
        self.table.row_activated.connect(lambda _: self.text.setFocus())
        self.add.clicked.connect(self._add)
        self.save.clicked.connect(self._save)
        self.hide_it.clicked.connect(self._remove)
        self.restore.clicked.connect(self._restore)
        press_by("Ctrl+S", self.save, self)
        press_by("Del", self.hide_it, self.table)

    def _ask(self) -> None:
        unsur = self.unsur.key
        self.workspace.run(
            lambda session: session.follow_up.library.entries(unsur),
            self._show_entries,
            replace_key=_NAME,
            owner=self,
        )

    def _show_entries(self, entries: tuple[Entry, ...]) -> None:
        other = [(e.unsur, e.shipped) for e in entries] != [
            (e.unsur, e.shipped) for e in self._entries
        ]
        place = self._place
        self._entries = entries
        self.table.set_rows(entries)
        if entries:
            self.table.select_row(entries[min(place, len(entries) - 1)])
        if other or not entries:
            self._follow()
        if not entries:
            self.text.clear()

    def _follow(self) -> None:
        rows = self.table.selected_rows()
        found = [n for n, entry in enumerate(self._entries) if rows and entry is rows[0]]
        self._entry = self._entries[found[0]] if found else None
        if self._entry is not None:
            self._place = found[0]
            self.text.setPlainText(self._entry.text)
        self.heading.setText(_heading(self._entry))
        self._offer()

    def _offer(self) -> None:
        entry, writable = self._entry, not self.workspace.read_only
        self.add.setEnabled(writable)
        self.save.setEnabled(writable and entry is not None and entry.origin is not Origin.HIDDEN)
        own = entry is not None and entry.origin is Origin.OWN
        words = tr("Hapus") if own else tr("Sembunyikan")
        self.hide_it.setText(words)
        self.hide_it.setAccessibleName(words)
        self.hide_it.setEnabled(
            writable and entry is not None and entry.origin is not Origin.HIDDEN
        )
        self.restore.setEnabled(
            writable and entry is not None and entry.origin in {Origin.CHANGED, Origin.HIDDEN}
        )

    @property
    def _typed(self) -> str:
        return " ".join(self.text.toPlainText().split())[: 4 * MAX_PROPOSAL]

    def _add(self) -> None:
        unsur, text = self.unsur.key, self._typed
        self._place = len(self._entries)
        self.do(
            lambda session: session.follow_up.library.add(unsur, text),
            lambda _: tr("Usulan ditambahkan."),
        )

    def _save(self) -> None:
        entry, text = self._entry, self._typed
        if entry is not None:
            self.do(
                lambda session: session.follow_up.library.change(entry, text),
                lambda _: tr("Usulan tersimpan."),
            )

    def _remove(self) -> None:
        entry = self._entry
        if entry is None or entry.origin is Origin.HIDDEN:
            return
        own = entry.origin is Origin.OWN
        self.do(
            lambda session: session.follow_up.library.remove(entry),
            lambda _: tr("Usulan dihapus.") if own else tr("Usulan disembunyikan."),
            undo=lambda session, _: session.follow_up.library.put_back(entry),
        )

    def _restore(self) -> None:
        entry = self._entry
        if entry is not None:
            self.do(
                lambda session: session.follow_up.library.restore(entry),
                lambda _: tr("Usulan bawaan dipulihkan."),
            )


def _heading(entry: Entry | None) -> str:
    if entry is None:
        return tr("Usulan baru")
    return {
        Origin.SHIPPED: tr("Usulan bawaan"),
        Origin.CHANGED: tr("Usulan bawaan yang diubah"),
        Origin.HIDDEN: tr("Usulan bawaan yang disembunyikan"),
        Origin.OWN: tr("Usulan kantor sendiri"),
    }[entry.origin]


def _columns() -> list[Column[Entry]]:
    return [
        Column(
            "kalimat",
            tr("Usulan"),
            _words,
            tone=lambda e: "muted" if e.origin is Origin.HIDDEN else "",
            stretch=True,
        ),
        Column(
            "asal",
            tr("Asal"),
            lambda e: e.origin.value,
            badge=lambda e: _TONES[e.origin],
            width=130,
        ),
    ]


def _words(entry: Entry) -> str:
    return entry.text
