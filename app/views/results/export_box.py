"""The box that asks what of a result is written to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox

from app.services.results.crosstab import SmallCells
from app.texts import tr
from app.views.theme import px
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

WORKBOOK, FOLDER = "xlsx", "csv"


class ExportBox(Card):
    """Shown when an export is wanted; Esc or Batal puts it away."""

    save_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(title=tr("Ekspor hasil"), name="hasil.ekspor.kotak")
        self.what = Caption(
            tr(
                "Semua tabel survei ini: ringkasan, unsur, sebaran, responden, kelompok, tabulasi"
                " silang, tren, reliabilitas, saran yang boleh dicetak, dan temuan."
            ),
            wrap=True,
        )
        self.form = ChoiceBox(
            [
                (WORKBOOK, tr("Satu buku kerja XLSX")),
                (FOLDER, tr("Satu berkas CSV per tabel")),
            ],
            name="hasil.ekspor.bentuk",
            accessible=tr("Bentuk berkas"),
        )
        self.small = ChoiceBox(
            [
                (SmallCells.HIDDEN.value, tr("sembunyikan")),
                (SmallCells.MERGED.value, tr("gabungkan")),
                (SmallCells.MARKED.value, tr("tandai saja (jangan disebarkan)")),
            ],
            name="hasil.ekspor.kecil",
            accessible=tr("Kelompok di bawah lima responden"),
        )
        self.raw = QCheckBox(tr("Sertakan data setiap lembar (kode dan label, tanpa saran)"))
        self.raw.setObjectName("hasil.ekspor.lembar")
        self.raw.setAccessibleName(self.raw.text())
        self.save = PrimaryButton(tr("Simpan…"), name="hasil.ekspor.simpan")
        self.cancel = SecondaryButton(tr("Batal"), name="hasil.ekspor.batal", hint="Esc")
        for box in (self.form, self.small):
            box.setMinimumWidth(px(190))
            box.setMaximumWidth(px(260))
        self.body.addWidget(self.what)
        few = Label(tr("Kelompok di bawah 5 orang"), "small")
        few.setBuddy(self.small)
        self.body.addLayout(row(self.form, few, self.small, 1, gap=8))
        self.body.addLayout(row(self.raw, 1, self.cancel, self.save, gap=8))
        self.save.clicked.connect(self.save_wanted)
        self.cancel.clicked.connect(self.hide)
        self.hide()

    def open(self) -> None:
        """Ask what is wanted."""
        self.show()
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the box away by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
