"""The pile of a plan: how far it is, which sheets wait, and what was found so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.models.verification import PlanState
from app.services.verification.minutes import error_sentence, speed_text, wrong_sentence
from app.texts import tr
from app.views.widgets.buttons import PrimaryButton, SecondaryButton, SmallButton
from app.views.widgets.card import Card
from app.views.widgets.labels import Caption, Label, MixedLine
from app.views.widgets.layout import column, row
from app.views.widgets.progress import Bar
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Align, Column
from app.views.widgets.tabs import TabBar, TabPages

if TYPE_CHECKING:
    from app.services.verification.figures import ClerkFigures, FieldFigures, Figures
    from app.services.verification.state import Overview, Progress, SheetLine


class PilePage(QWidget):
    """What is asked here is told by signals; nothing is done."""

    rekey_wanted = Signal()
    sheet_wanted = Signal(int)
    """The number of the sheet that is to be keyed in."""
    extend_wanted = Signal()
    withdraw_wanted = Signal()
    finish_wanted = Signal()
    minutes_wanted = Signal()
    new_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._make_buttons()
        self.count = MixedLine(name="verifikasi.kemajuan", gap=5)
        self.bar = Bar(height=6)
        self.method = Caption("", name="verifikasi.rencana.cara", wrap=True)
        self.remark = Caption("", name="verifikasi.rencana.catatan", wrap=True)
        self.sentence = Label("", "body", name="verifikasi.hasil", wrap=True)
        self._make_tables()
        self._lay_out()

    def show_pile(self, overview: Overview, figures: Figures | None, *, read_only: bool) -> None:
        """Show a plan."""
        progress = overview.progress
        running = overview.plan is not None and overview.plan.state is PlanState.RUNNING
        may = running and not read_only and not overview.is_locked
        self._show_progress(overview, progress)
        self.rekey.setVisible(may and progress.open > 0)
        self.extend.setVisible(may and overview.new_sheets > 0)
        self.withdraw.setVisible(may and progress.done - progress.gone + progress.different == 0)
        self.finish.setVisible(running and not read_only and not progress.open)
        self.minutes.setVisible(bool(overview.minutes_id))
        self.new.setVisible(not running and not read_only and not overview.is_locked)
        self.sheets.set_rows(overview.lines)
        self._show_figures(figures)

    def take_keyboard(self) -> None:
        """Put the keyboard on the deed that comes next, never on the one that withdraws a plan."""
        deeds = (self.rekey, self.finish, self.minutes)
        after = next((deed for deed in deeds if deed.isVisible()), self.tabs)
        after.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_progress(self, overview: Overview, progress: Progress) -> None:
        words = tr("dari {n} lembar selesai", n=progress.total)
        self.count.set_pieces((str(progress.done), "number"), (words, "small-muted"))
        self.bar.set_share(progress.done / progress.total if progress.total else 0.0)
        self.method.setText(tr("Yang diketik ulang: {cara}.", cara=overview.method))
        remarks = []
        if progress.different:
            remarks.append(tr("{n} lembar perlu diketik ketiga kali.", n=progress.different))
        if progress.gone:
            remarks.append(tr("{n} lembar sudah dihapus dan dilewati.", n=progress.gone))
        if overview.new_sheets:
            remarks.append(tr("{n} lembar baru belum termasuk rencana ini.", n=overview.new_sheets))
        if overview.is_locked:
            remarks.append(
                tr("Survei ini terkunci, jadi verifikasi tidak dapat mengubah lembarnya.")
            )
        self.remark.setText(" ".join(remarks))
        self.remark.setVisible(bool(remarks))

    def _show_figures(self, figures: Figures | None) -> None:
        if figures is None or not figures.total.wrong.fields:
            self.sentence.setText(tr("Belum ada lembar yang selesai diperiksa."))
            self.clerks.set_rows([])
            self.fields.set_rows([])
            return
        total = figures.total
        self.sentence.setText(f"{error_sentence(total.differing)} {wrong_sentence(total.wrong)}")
        self.clerks.set_rows(figures.clerks, foot=[total])
        self.fields.set_rows(figures.fields)

    def _make_buttons(self) -> None:
        self.rekey = PrimaryButton(
            tr("Ketik ulang"), name="verifikasi.ketik_ulang", icon="keyboard"
        )
        self.finish = PrimaryButton(tr("Selesaikan verifikasi"), name="verifikasi.selesai")
        self.minutes = PrimaryButton(
            tr("Berita acara (PDF)"), name="verifikasi.berita_acara", icon="file-text"
        )
        self.extend = SecondaryButton(tr("Perbarui rencana"), name="verifikasi.perbarui")
        self.new = SecondaryButton(tr("Rencana baru"), name="verifikasi.baru")
        self.withdraw = SmallButton(tr("Batalkan rencana"), name="verifikasi.batalkan")
        self.rekey.clicked.connect(self.rekey_wanted)
        self.finish.clicked.connect(self.finish_wanted)
        self.minutes.clicked.connect(self.minutes_wanted)
        self.extend.clicked.connect(self.extend_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.withdraw.clicked.connect(self.withdraw_wanted)

    def _make_tables(self) -> None:
        self.sheets = DataTable(
            _sheet_columns(),
            name="verifikasi.tumpukan",
            accessible=tr("Lembar dalam rencana"),
            empty=tr("Rencana ini tidak berisi lembar."),
        )
        self.sheets.row_activated.connect(self._open)
        self.clerks = DataTable(
            _clerk_columns(),
            name="verifikasi.petugas",
            accessible=tr("Hasil menurut petugas"),
            empty=tr("Belum ada lembar yang selesai diperiksa."),
        )
        self.fields = DataTable(
            _field_columns(),
            name="verifikasi.isian",
            accessible=tr("Isian yang berbeda"),
            empty=tr("Belum ada isian yang berbeda."),
        )

    def _lay_out(self) -> None:
        head = Card(
            row(self.count, 1, self.withdraw, self.extend, self.new, self.minutes),
            self.bar,
            self.method,
            self.remark,
            row(self.rekey, self.finish, 1),
            name="verifikasi.kartu.kemajuan",
            gap=8,
        )
        self.tabs = TabBar(
            [
                ("tumpukan", tr("Tumpukan")),
                ("petugas", tr("Menurut petugas")),
                ("isian", tr("Menurut isian")),
            ],
            name="verifikasi.tab",
            accessible=tr("Bagian verifikasi"),
        )
        pages = TabPages(self.tabs)
        by_clerk = QWidget()
        by_clerk.setLayout(column(self.sentence, self.clerks, gap=8))
        for key, page in (("tumpukan", self.sheets), ("petugas", by_clerk), ("isian", self.fields)):
            pages.add_page(key, page)
        card = Card(self.tabs, pages, name="verifikasi.kartu.hasil", margins=(12, 8, 12, 12))
        layout = column(head, card, gap=12)
        layout.setStretchFactor(card, 1)
        self.setLayout(layout)

    def _open(self, line: SheetLine) -> None:
        if line.is_open and self.rekey.isVisible():
            self.sheet_wanted.emit(line.number)


def _sheet_columns() -> list[Column[SheetLine]]:
    return [
        Column(
            "nomor",
            tr("Lembar"),
            lambda s: str(s.number),
            align=Align.RIGHT,
            sort=lambda s: s.number,
            width=90,
        ),
        Column("keadaan", tr("Keadaan"), lambda s: s.state, stretch=True),
        Column("pertama", tr("Petugas entri"), lambda s: s.first, width=200),
        Column("kedua", tr("Petugas kedua"), lambda s: s.second or "–", width=200),
    ]


def _clerk_columns() -> list[Column[ClerkFigures]]:
    return [
        Column("petugas", tr("Petugas"), lambda c: c.operator or tr("Semua"), stretch=True),
        Column(
            "entri", tr("Dientri"), lambda c: str(c.sheets) if c.sheets else "–", align=Align.RIGHT
        ),
        Column("kecepatan", tr("Ketukan/jam"), lambda c: speed_text(c.per_hour), align=Align.RIGHT),
        Column("diperiksa", tr("Diperiksa"), lambda c: str(c.checked), align=Align.RIGHT),
        Column("jumlah", tr("Isian"), lambda c: str(c.wrong.fields), align=Align.RIGHT),
        Column("beda", tr("Berbeda"), lambda c: str(c.differing.found), align=Align.RIGHT),
        Column("salah", tr("Keliru"), lambda c: str(c.wrong.found), align=Align.RIGHT),
        Column("tingkat", tr("Tingkat"), lambda c: c.wrong.text, align=Align.RIGHT),
        Column("selang", tr("Selang 95 %"), lambda c: c.wrong.interval, align=Align.RIGHT),
    ]


def _field_columns() -> list[Column[FieldFigures]]:
    return [
        Column("isian", tr("Isian"), lambda f: f.name, stretch=True),
        Column("beda", tr("Berbeda"), lambda f: str(f.differing), align=Align.RIGHT),
        Column("salah", tr("Keliru"), lambda f: str(f.wrong.found), align=Align.RIGHT),
        Column("lembar", tr("Dari lembar"), lambda f: str(f.wrong.fields), align=Align.RIGHT),
        Column("tingkat", tr("Tingkat"), lambda f: f.wrong.text, align=Align.RIGHT),
    ]
