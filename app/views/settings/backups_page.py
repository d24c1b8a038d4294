"""Backups: where they lie, making one, and coming back to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from app.models.period import long_date
from app.paths import readable
from app.services.changes import NOTHING
from app.services.ikm.rounding import indonesian
from app.services.offices.backups import Place
from app.texts import tr
from app.views.settings.page import SettingsPage
from app.views.theme import px
from app.views.widgets.badges import Badge
from app.views.widgets.buttons import PrimaryButton, SecondaryButton, SmallButton
from app.views.widgets.card import Card
from app.views.widgets.columns import Columns
from app.views.widgets.labels import Caption, ElidedLabel, Label
from app.views.widgets.layout import column, row
from app.views.widgets.message import MessageLine, Tone
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Align, Column

if TYPE_CHECKING:
    from app.services.changes import Changes
    from app.services.offices.backups import BackupItem
    from app.services.offices.overview import OfficeOverview
    from app.services.session import Session

_KILO = 1000


class BackupsPage(SettingsPage):
    """The two places, and the backups in them."""

    restore_wanted = Signal(object)
    """A BackupItem that is to take the place of the present file."""

    def __init__(self) -> None:
        super().__init__()
        self._backups: tuple[BackupItem, ...] = ()
        self._make()
        self._lay_out()
        self._connect()

    def show_overview(self, overview: OfficeOverview, *, read_only: bool) -> None:
        """Show places and backups."""
        self._backups = overview.backups
        self.first.set_text(readable(overview.first_folder))
        self.second.set_text(overview.second_folder or tr("Belum dipilih"))
        self.forget.setVisible(bool(overview.second_folder))
        self._show_place(overview.second_folder, overview.second_place)
        self.table.set_rows(self._backups)
        if self._backups:
            self.table.select_row(self._backups[0])
        self.restore.setEnabled(bool(self._backups) and not read_only)

    def use_folder(self, folder: str) -> None:
        """Keep a folder as the second place; empty for none."""

        def work(session: Session) -> Changes:
            return session.backups.use_second_place(folder)[1]

        said = tr("Tempat kedua disimpan.") if folder else tr("Tempat kedua tidak dipakai lagi.")
        self.write(work, said)

    def ask_restore(self) -> None:
        """Say what restoring does, and offer it."""
        chosen = self._chosen()
        if chosen is None:
            return
        self.message.say(
            tr(
                "Kantor kembali ke keadaan {waktu}. Berkas yang sekarang disisihkan di folder"
                " yang sama, tidak dihapus.",
                waktu=_moment(chosen),
            ),
            Tone.WARNING,
            action=tr("Pulihkan sekarang"),
            act=lambda: self.restore_wanted.emit(chosen),
        )
        self.message.button.setFocus()

    def _make(self) -> None:
        self.first = ElidedLabel("", "small", name="pengaturan.cadangan.pertama")
        self.second = ElidedLabel("", "small", name="pengaturan.cadangan.kedua")
        self.place = Badge(name="pengaturan.cadangan.keadaan")
        self.warning = Label("", "error", name="pengaturan.cadangan.galat", wrap=True)
        self.choose = SmallButton(
            tr("Pilih folder…"), name="pengaturan.cadangan.pilih", icon="folder-open"
        )
        self.forget = SmallButton(tr("Jangan pakai"), name="pengaturan.cadangan.lupakan")
        self.make_now = PrimaryButton(tr("Cadangkan sekarang"), name="pengaturan.cadangan.sekarang")
        self.restore = SecondaryButton(tr("Pulihkan…"), name="pengaturan.cadangan.pulihkan")
        self.message = MessageLine(name="pengaturan.cadangan.pesan")
        self.table = DataTable(
            _columns(),
            name="pengaturan.cadangan.tabel",
            accessible=tr("Daftar cadangan"),
            empty=tr("Belum ada cadangan. Cadangan dibuat sendiri setiap berkas ditutup."),
        )

    def _lay_out(self) -> None:
        places = Card(
            Label(tr("Di samping berkas kantor"), "caption-strong"),
            self.first,
            row(Label(tr("Tempat kedua, misalnya stik USB"), "caption-strong"), self.place, 1),
            self.second,
            self.warning,
            row(self.choose, self.forget, 1),
            Caption(
                tr(
                    "Cadangan dibuat setiap berkas ditutup sesudah berubah. Yang disimpan: 7 hari,"
                    " 4 minggu dan 12 bulan terakhir."
                ),
                wrap=True,
            ),
            1,
            row(self.make_now, 1),
            title=tr("Tempat cadangan"),
            gap=8,
        )
        kept = Card(self.table, row(1, self.restore), title=tr("Cadangan yang ada"), gap=8)
        self.table.setMinimumHeight(px(150))
        cards = Columns((kept, 3), (places, 2))
        whole = column(self.message, cards, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose)
        self.forget.clicked.connect(lambda: self.use_folder(""))
        self.make_now.clicked.connect(self._make_now)
        self.restore.clicked.connect(self.ask_restore)
        self.table.row_activated.connect(lambda _: self.ask_restore())

    def _make_now(self) -> None:
        def work(session: Session) -> Changes:
            session.backups.make()
            return NOTHING

        self.write(work, tr("Cadangan dibuat dan diperiksa."))

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Pilih tempat kedua untuk cadangan"))
        if folder:
            self.use_folder(folder)

    def _show_place(self, folder: str, place: Place) -> None:
        self.place.setVisible(bool(folder))
        good = place is Place.WRITABLE
        self.place.set(tr("siap") if good else tr("tidak siap"), "good" if good else "danger")
        self.warning.setText("" if good else _warning(place))
        self.warning.setVisible(bool(folder) and not good)

    def _chosen(self) -> BackupItem | None:
        rows = self.table.selected_rows()
        return next((item for item in self._backups if rows and item is rows[0]), None)


def _warning(place: Place) -> str:
    return {
        Place.MISSING: tr(
            "Folder itu tidak ada sekarang. Pasang stik USB-nya atau pilih yang lain."
        ),
        Place.READ_ONLY: tr("Folder itu tidak dapat ditulisi. Pilih folder lain."),
        Place.SAME_FOLDER: tr(
            "Folder itu tempat berkasnya sendiri. Pilih tempat lain, misalnya stik USB."
        ),
        Place.WRITABLE: "",
    }[place]


def _columns() -> list[Column[BackupItem]]:
    return [
        Column("waktu", tr("Waktu"), _moment, sort=lambda item: item.at, stretch=True),
        Column(
            "tempat",
            tr("Tempat"),
            lambda item: tr("tempat kedua") if item.second_place else tr("di samping berkas"),
            width=150,
        ),
        Column(
            "ukuran",
            tr("Ukuran"),
            lambda item: tr("{kilo} kB", kilo=indonesian(-(-item.size // _KILO), 0)),
            align=Align.RIGHT,
            sort=lambda item: item.size,
            width=90,
        ),
    ]


def _moment(item: BackupItem) -> str:
    return tr("{hari}, pukul {jam}", hari=long_date(item.at.date()), jam=f"{item.at:%H.%M}")
