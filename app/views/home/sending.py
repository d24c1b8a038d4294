"""The box that asks what goes into a package for the city, before it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox

from app.texts import tr
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.labels import Caption
from app.views.widgets.layout import row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.services.results.home import SurveyCard


class SendBox(Card):
    """Shown when a package is wanted; Esc or Batal puts it away."""

    save_wanted = Signal(bool)
    """Whether the remarks of the respondents go along."""

    def __init__(self) -> None:
        super().__init__(title=tr("Kirim ke kota"), name="beranda.paket")
        self.what = Caption(name="beranda.paket.isi", wrap=True)
        self.with_saran = QCheckBox()
        self.with_saran.setObjectName("beranda.paket.saran")
        self.save = PrimaryButton(tr("Simpan paket…"), name="beranda.paket.simpan")
        self.cancel = SecondaryButton(tr("Batal"), name="beranda.paket.batal", hint="Esc")
        self.body.addWidget(self.what)
        self.body.addWidget(self.with_saran)
        self.body.addLayout(row(self.save, self.cancel, 1))
        self.save.clicked.connect(lambda: self.save_wanted.emit(self.with_saran.isChecked()))
        self.cancel.clicked.connect(self.hide)
        self.hide()

    def open_for(self, card: SurveyCard) -> None:
        """Ask about the package of a survey."""
        self.what.setText(
            tr(
                "Satu berkas berisi {jumlah} lembar {survei}. Berkas dibaca ulang setelah ditulis."
                " Simpan ke stik USB atau folder kiriman.",
                jumlah=card.sheets,
                survei=card.name,
            )
        )
        words = tr("Sertakan {jumlah} saran responden", jumlah=card.saran)
        self.with_saran.setText(words)
        self.with_saran.setAccessibleName(words)
        self.with_saran.setChecked(False)
        self.with_saran.setVisible(card.saran > 0)
        self.show()
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the box away by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
