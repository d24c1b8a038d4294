"""The tab Paket: what came in just now, units that are not known, and all packages with undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.consolidation import StoredPackage
from app.paths import readable
from app.services.consolidation.arrivals import Arrival
from app.services.consolidation.outcomes import Fate
from app.services.consolidation.unit_lines import arrival_text
from app.services.ikm.rounding import indonesian
from app.services.planning.schedule import short_date
from app.texts import tr
from app.views.consolidation.mapping_box import MappingBox
from app.views.consolidation.reason_line import ReasonLine
from app.views.widgets.buttons import SmallButton
from app.views.widgets.card import Card
from app.views.widgets.labels import ElidedLabel, Label
from app.views.widgets.layout import column, row
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Align, Column
from app.views.widgets.tabs import Switcher, TabPages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.models.unit import Unit
    from app.services.consolidation.overview import Overview

_TONES = {
    Fate.MERGED: "good",
    Fate.NOTHING_NEW: "muted",
    Fate.KNOWN: "muted",
    Fate.WAITING: "warning",
    Fate.REFUSED: "danger",
}


class PackagesPage(QWidget):
    """Two lists under a line about the folder that is watched."""

    folder_wanted = Signal()
    forget_wanted = Signal()
    undo_wanted = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self._arrivals: list[Arrival] = []
        self._packages: Sequence[StoredPackage] = ()
        self._units: dict[int, Unit] = {}
        self._is_new = True
        self._read_only = False
        self._make()
        self._lay_out()
        self._connect()

    @property
    def waiting(self) -> list[Arrival]:
        """The packages whose unit nobody knows."""
        return [one for one in self._arrivals if one.fate is Fate.WAITING]

    def set_read_only(self, *, read_only: bool) -> None:
        """Show the lists without the means to change them."""
        self._read_only = read_only
        for button in (self.choose_folder, self.forget):
            button.setEnabled(not read_only)
        self._show_package()

    def add(self, arrival: Arrival) -> None:
        """Show what became of a package; one that came before is shown anew."""
        kept = [one for one in self._arrivals if one.path != arrival.path]
        self._arrivals = [arrival, *kept]
        self.arrivals.set_rows(self._arrivals)
        self._count()

    def begin(self) -> None:
        """Show the list of what comes in."""
        self.parts.choose("tiba")

    def settle(self) -> None:
        """Lead to what needs somebody, now that everything has come in."""
        first = next((one for one in self._arrivals if one.fate is Fate.WAITING), None)
        first = first or next((one for one in self._arrivals if one.fate is Fate.REFUSED), None)
        if first is None:
            first = next(iter(self._arrivals), None)
        self.arrivals.select_row(first)
        self._show_arrival()

    def show_overview(self, overview: Overview) -> None:
        """Show the packages of the file, the newest first."""
        self._packages, self._units = overview.packages, overview.units
        chosen = self._chosen_package
        rows = list(reversed(self._packages))
        self.packages.rows_model.set_columns(_package_columns(self._units))
        self.packages.set_rows(rows)
        self.packages.select_row(next((p for p in rows if chosen and p.id == chosen.id), None))
        self.mapping.know_units(overview.units.values())
        self._begin_where_something_is()
        self._count()
        self._show_package()

    def _begin_where_something_is(self) -> None:
        """Begin with all packages where none came just now; later the choice is the user's."""
        if self._is_new and self._packages and not self._arrivals:
            self.parts.choose("semua")
        self._is_new = False

    def show_folder(self, folder: Path | None, *, is_there: bool, waiting: int) -> None:
        """Say which folder is watched, and offer to merge what waits in it."""
        if folder is None:
            text = tr("Tidak ada folder yang diawasi.")
        elif is_there:
            text = tr("Diawasi: {folder}", folder=readable(folder))
        else:
            text = tr("Tidak dapat dibaca sekarang: {folder}", folder=readable(folder))
        self.folder.set_text(text)
        self.forget.setVisible(folder is not None)
        self.take.setText(tr("Gabungkan {n} paket", n=waiting))
        self.take.setVisible(waiting > 0)

    def _make(self) -> None:
        self.folder = ElidedLabel("", "small", name="konsolidasi.awasi.folder")
        self.take = SmallButton("", name="konsolidasi.awasi.gabungkan")
        self.take.hide()
        self.choose_folder = SmallButton(tr("Awasi folder…"), name="konsolidasi.awasi.pilih")
        self.forget = SmallButton(tr("Berhenti mengawasi"), name="konsolidasi.awasi.lepas")
        self.send_down = SmallButton(tr("Kirim ke kantor"), name="konsolidasi.kirim_ke_kantor")
        self.parts = Switcher(
            [("tiba", tr("Baru datang")), ("semua", tr("Semua paket"))],
            name="konsolidasi.paket.bagian",
            accessible=tr("Daftar paket"),
        )
        self.arrivals = DataTable(
            _arrival_columns(),
            name="konsolidasi.datang",
            accessible=tr("Paket yang baru datang"),
            empty=tr(
                "Jatuhkan paket atau folder di sini, atau pilih dengan Ctrl+N. Setiap paket"
                " mendapat satu baris: digabung, sudah pernah, ditolak, atau menunggu unitnya."
            ),
        )
        self.full = Label("", "small", name="konsolidasi.datang.isi", wrap=True)
        self.mapping = MappingBox()
        self.packages = DataTable(
            _package_columns({}),
            name="konsolidasi.paket",
            accessible=tr("Semua paket"),
            empty=tr("Belum ada paket yang digabung."),
        )
        self.undo = ReasonLine(
            tr("Batalkan paket"),
            tr("Alasan membatalkan paket yang dipilih"),
            name="konsolidasi.paket.batalkan",
            field="konsolidasi.paket.alasan",
        )

    def _lay_out(self) -> None:
        deeds = (self.take, self.choose_folder, self.forget, self.send_down)
        line = row(self.parts, 1, self.folder, *deeds, gap=8)
        line.setStretch(2, 4)
        came = Card(self.arrivals, self.full, self.mapping, margins=(12, 8, 12, 12))
        came.body.setStretch(0, 1)
        every = Card(self.packages, self.undo, margins=(12, 8, 12, 12))
        every.body.setStretch(0, 1)
        self._pages = TabPages(self.parts)
        self._pages.add_page("tiba", came)
        self._pages.add_page("semua", every)
        whole = column(line, self._pages, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.mapping.hide()
        self.full.hide()

    def _connect(self) -> None:
        self.choose_folder.clicked.connect(self.folder_wanted)
        self.forget.clicked.connect(self.forget_wanted)
        self.arrivals.selection_changed.connect(self._show_arrival)
        self.packages.selection_changed.connect(self._show_package)
        self.undo.given.connect(self._undo)
        self.arrivals.row_activated.connect(lambda _: self.mapping.take_keyboard())
        self.packages.row_activated.connect(lambda _: self.undo.reason.setFocus())

    def _count(self) -> None:
        came, every = len(self._arrivals), sum(p.undone_at is None for p in self._packages)
        titles = {"tiba": tr("Baru datang"), "semua": tr("Semua paket")}
        for key, n in (("tiba", came), ("semua", every)):
            self.parts.set_text(key, f"{titles[key]} ({n})" if n else titles[key])

    def _show_arrival(self) -> None:
        chosen = self.arrivals.selected_rows()
        one = chosen[0] if chosen and isinstance(chosen[0], Arrival) else None
        self.full.setText(f"{one.path.name}: {one.text}" if one else "")
        self.full.setVisible(one is not None)
        waits = one is not None and one.fate is Fate.WAITING and not self._read_only
        self.mapping.setVisible(waits)
        if one is not None and waits:
            self.mapping.show_arrival(one)

    @property
    def _chosen_package(self) -> StoredPackage | None:
        chosen = self.packages.selected_rows()
        return chosen[0] if chosen and isinstance(chosen[0], StoredPackage) else None

    def _show_package(self) -> None:
        one = self._chosen_package
        self.undo.setVisible(not self._read_only)
        self.undo.allow(allowed=one is not None and one.undone_at is None)

    def _undo(self, reason: str) -> None:
        one = self._chosen_package
        if one is not None:
            self.undo_wanted.emit(one.id, reason)


def _arrival_columns() -> tuple[Column[Arrival], ...]:
    return (
        Column("berkas", tr("Berkas"), lambda one: one.path.name, width=210),
        Column(
            "hasil", tr("Hasil"), lambda one: one.fate.value, badge=lambda one: _TONES[one.fate]
        ),
        Column("unit", tr("Unit"), lambda one: one.who, width=200),
        Column("survei", tr("Survei"), lambda one: one.about, width=120),
        Column(
            "keterangan",
            tr("Keterangan"),
            lambda one: one.sentence,
            tone=lambda one: "danger" if one.fate is Fate.REFUSED else "",
            stretch=True,
        ),
    )


def _package_columns(units: dict[int, Unit]) -> tuple[Column[StoredPackage], ...]:
    return (
        Column("no", tr("No."), lambda one: str(one.id), align=Align.RIGHT, sort=lambda p: p.id),
        Column(
            "unit",
            tr("Unit"),
            lambda one: units[one.unit_id].name if one.unit_id in units else one.unit_code,
            stretch=True,
        ),
        Column("survei", tr("Survei"), lambda one: one.survey_code, width=190),
        Column(
            "paket",
            tr("Paket ke"),
            lambda one: str(one.number),
            align=Align.RIGHT,
            sort=lambda one: one.number,
        ),
        Column(
            "lembar",
            tr("Lembar"),
            lambda one: indonesian(one.sheets, 0),
            align=Align.RIGHT,
            sort=lambda one: one.sheets,
        ),
        Column(
            "dibuat",
            tr("Dibuat"),
            lambda one: short_date(one.made_at.astimezone().date()),
            sort=lambda one: one.made_at,
        ),
        Column(
            "tiba",
            tr("Tiba"),
            lambda one: arrival_text(one.arrived_at),
            sort=lambda one: one.arrived_at,
        ),
        Column(
            "keadaan",
            tr("Keadaan"),
            lambda one: tr("dibatalkan") if one.undone_at else tr("dihitung"),
            badge=lambda one: "muted" if one.undone_at else "good",
        ),
        Column(
            "berkas", tr("Berkas"), lambda one: one.file_name, tone=lambda _: "muted", width=180
        ),
    )
