"""The office: its name, its letterhead and its logo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from app.models.unit import UnitType
from app.paths import documents_folder, readable
from app.services.offices.service import MAX_LETTERHEAD, OfficeData
from app.texts import tr
from app.views.settings.letterhead import Letterhead
from app.views.settings.page import SettingsPage, press_by
from app.views.widgets.buttons import PrimaryButton, SmallButton
from app.views.widgets.card import Card
from app.views.widgets.columns import Columns
from app.views.widgets.form import FormRow
from app.views.widgets.inputs import ChoiceBox, LinesField
from app.views.widgets.labels import Caption, ElidedLabel
from app.views.widgets.layout import column, row

if TYPE_CHECKING:
    from app.services.offices.overview import OfficeOverview


class OfficePage(SettingsPage):
    """The data as a form, and beside it the letterhead that they give."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: OfficeData | None = None
        self._make_fields()
        self._make_buttons()
        self._lay_out()
        self._connect()

    def show_overview(self, overview: OfficeOverview, *, read_only: bool) -> None:
        """Show the office."""
        data = self._shown = overview.data
        self.name.setText(data.name)
        self.code.setText(data.code)
        self.type.choose((data.type or UnitType.LAINNYA).value)
        self.letterhead.set_texts(data.letterhead)
        self.address.setText(data.address)
        self.address.setCursorPosition(0)
        self.place.setText(data.place)
        self.preview.show_logo(overview.logo)
        self.remove_logo.setVisible(bool(overview.logo))
        self.file.set_text(readable(overview.file))
        for widget in (self.save, self.choose_logo, self.remove_logo):
            widget.setEnabled(not read_only)

    @property
    def is_touched(self) -> bool:
        """Say whether something was typed that is not saved."""
        return self._shown is not None and self._filled() != self._shown

    def submit(self) -> None:
        """Have the data written."""
        data = self._filled()
        self._shown = data
        self.write(lambda session: session.offices.change(data)[1], tr("Data kantor tersimpan."))

    def take_logo(self, path: Path) -> None:
        """Have a picture kept as the logo."""
        self.write(lambda session: session.offices.set_logo_from(path), tr("Logo tersimpan."))

    def _filled(self) -> OfficeData:
        return OfficeData(
            self.name.text().strip(),
            self.code.text().strip(),
            UnitType(self.type.key),
            self.letterhead.texts,
            self.address.text().strip(),
            self.place.text().strip(),
        )

    def _make_fields(self) -> None:
        self.name, self.code = QLineEdit(), QLineEdit()
        self.address, self.place = QLineEdit(), QLineEdit()
        for field, limit in (
            (self.name, 300),
            (self.code, 40),
            (self.address, 500),
            (self.place, 300),
        ):
            field.setMaxLength(limit)
        self.type = ChoiceBox(
            [(kind.value, kind.label) for kind in UnitType],
            name="pengaturan.kantor.jenis",
            accessible=tr("Jenis kantor"),
        )
        self.type.setMaxVisibleItems(20)
        self.letterhead = LinesField(lines=3)
        self.preview = Letterhead()
        self.file = ElidedLabel("", "caption", name="pengaturan.kantor.berkas")

    def _make_buttons(self) -> None:
        self.save = PrimaryButton(tr("Simpan"), name="pengaturan.kantor.simpan", hint="Ctrl+S")
        self.choose_logo = SmallButton(
            tr("Pilih logo…"), name="pengaturan.kantor.logo", icon="image"
        )
        self.remove_logo = SmallButton(tr("Hapus logo"), name="pengaturan.kantor.tanpa_logo")

    def _lay_out(self) -> None:
        name = "pengaturan.kantor"
        code_and_type = row(
            FormRow(tr("Kode"), self.code, name=f"{name}.kode"),
            FormRow(tr("Jenis"), self.type, name=f"{name}.jenis"),
            gap=12,
        )
        lines = FormRow(
            tr("Baris kop di atas nama kantor"),
            self.letterhead,
            name=f"{name}.kop",
            hint=tr("Satu per baris, paling banyak {batas}.", batas=MAX_LETTERHEAD),
        )
        form = Card(
            FormRow(tr("Nama kantor"), self.name, name=f"{name}.nama"),
            code_and_type,
            lines,
            FormRow(tr("Alamat"), self.address, name=f"{name}.alamat"),
            FormRow(tr("Tempat penandatanganan"), self.place, name=f"{name}.tempat"),
            1,
            row(1, self.save),
            gap=12,
        )
        head = Card(
            self.preview,
            row(self.choose_logo, self.remove_logo, 1, gap=8),
            Caption(
                tr("PNG atau JPEG. Gambar digambar ulang, jadi hanya pikselnya yang disimpan."),
                wrap=True,
            ),
            title=tr("Kop surat"),
            gap=12,
        )
        file = Card(self.file, title=tr("Berkas kantor ini"))
        side = QWidget()
        side.setLayout(column(head, file, 1, gap=12))
        self.setLayout(column(Columns((form, 1), (side, 1), narrow=720)))

    def _connect(self) -> None:
        for field in (self.name, self.address):
            field.textChanged.connect(lambda _: self._preview())
        self.letterhead.textChanged.connect(self._preview)
        self.save.clicked.connect(self.submit)
        self.choose_logo.clicked.connect(self._choose_logo)
        self.remove_logo.clicked.connect(
            lambda: self.write(lambda s: s.offices.set_logo(b""), tr("Logo dihapus."))
        )
        press_by("Ctrl+S", self.save, self)

    def _preview(self) -> None:
        self.preview.show_text(
            self.letterhead.texts, self.name.text().strip(), self.address.text().strip()
        )

    def _choose_logo(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            tr("Pilih logo"),
            str(documents_folder()),
            tr("Gambar (*.png *.jpg *.jpeg)"),
        )
        if chosen:
            self.take_logo(Path(chosen))
