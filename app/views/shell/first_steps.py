"""The three pages of the first start."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app.errors import PuasError
from app.models.period import MONTHS
from app.models.unit import UnitType
from app.paths import documents_folder
from app.services.files import safe_file_name
from app.services.ikm.sample import minimum_sample
from app.services.units.codes import code_reason, suggest_code
from app.services.units.types import guess_type
from app.texts import tr
from app.views.theme import px
from app.views.widgets.buttons import SmallButton
from app.views.widgets.form import Form, FormRow, NumberField
from app.views.widgets.labels import ElidedLabel, Label
from app.views.widgets.layout import column, row

if TYPE_CHECKING:
    from app.services.offices.service import OfficeData

_LOGO_SIZE = 48
_YEARS = (2000, 2100)


class Step(QWidget):
    """A page of the first start."""

    title = ""

    @property
    def office_name(self) -> str:
        """The name of the office, where this step asks for it."""
        return ""

    def begin(self) -> None:
        """Be ready to be typed into."""

    def check(self) -> bool:
        """Show what does not fit; say whether all does."""
        return True


class OfficeStep(Step):
    """Who are we: name, type, code, logo."""

    title = tr("Kantor kita")
    city_wanted = Signal()
    """The city has sent an office package: who we are stands in it."""

    def __init__(self) -> None:
        super().__init__()
        self.logo = b""
        self.name, self.code, self.type = QLineEdit(), QLineEdit(), QComboBox()
        self.name.setPlaceholderText(tr("Kelurahan Sungai Jingah"))
        for kind in UnitType:
            self.type.addItem(kind.label, kind)
        self.type.setCurrentIndex(self.type.findData(UnitType.KELURAHAN))
        self._typed_code = self._chosen_type = False
        self._picture = QLabel()
        self._picture.setAccessibleName(tr("Logo yang dipilih"))
        self._picture.hide()
        self._choose = SmallButton(tr("Pilih logo…"), name="awal.logo", icon="image")
        self._logo_error = Label("", "error", name="awal.logo.galat", wrap=True)
        self._logo_error.hide()
        self.form = Form(
            {
                "name": FormRow(tr("Nama kantor"), self.name, name="awal.nama"),
                "type": FormRow(tr("Jenis"), self.type, name="awal.jenis"),
                "code": FormRow(
                    tr("Kode"),
                    self.code,
                    name="awal.kode",
                    hint=tr("Tanda tetap kantor ini di semua berkas. Pakai kode resmi jika ada."),
                ),
            }
        )
        logo = row(
            self._picture, self._choose, Label(tr("PNG atau JPEG, boleh menyusul"), "caption"), 1
        )
        self.city = SmallButton(
            tr("Kami menerima berkas dari kota…"), name="awal.kota", icon="folder-open"
        )
        self.city.clicked.connect(self.city_wanted)
        city = row(self.city, Label(tr("kode, unit, dan survei diisi darinya"), "caption"), 1)
        self.setLayout(column(self.form, logo, self._logo_error, 1, city, gap=12))
        self.name.textChanged.connect(self._suggest)
        self.code.textEdited.connect(lambda _: setattr(self, "_typed_code", True))
        self.type.activated.connect(lambda _: setattr(self, "_chosen_type", True))
        self._choose.clicked.connect(self._choose_logo)

    @property
    def office_name(self) -> str:
        """The name that was typed."""
        return self.name.text()

    def begin(self) -> None:
        """Be ready to be typed into."""
        self.name.setFocus()

    def check(self) -> bool:
        """Show what does not fit; say whether all does."""
        errors = {}
        if not self.name.text().strip():
            errors["name"] = tr("Isi nama kantor seperti di kop surat.")
        if reason := code_reason(self.code.text().strip()):
            errors["code"] = tr("Kode belum sesuai: {sebab}.", sebab=reason)
        return self.form.set_errors(errors)

    def data(self) -> OfficeData:
        """Return what was answered."""
        from app.services.offices.service import OfficeData

        kind = UnitType(self.type.currentData())
        return OfficeData(self.name.text().strip(), self.code.text().strip(), kind)

    def take_logo(self, path: Path) -> None:
        """Take a picture as the logo, or say why not."""
        from app.services.offices.logo import accepted_logo
        from app.services.offices.service import read_logo

        try:
            self.logo = accepted_logo(read_logo(path))
        except PuasError as error:
            self._logo_error.setText(f"{error.what} {error.next}")
            self._logo_error.show()
            return
        self._logo_error.hide()
        self._picture.show()
        picture = QPixmap()
        picture.loadFromData(self.logo)
        size = px(_LOGO_SIZE)
        smooth = Qt.TransformationMode.SmoothTransformation
        self._picture.setPixmap(
            picture.scaled(size, size, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        )

    def _choose_logo(self) -> None:
        pictures = tr("Gambar (*.png *.jpg *.jpeg)")
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Pilih logo"), "", pictures)
        if chosen:
            self.take_logo(Path(chosen))

    def _suggest(self, name: str) -> None:
        if not self._typed_code:
            self.code.setText(suggest_code(name) if name.strip() else "")
        if name.strip() and not self._chosen_type:
            self.type.setCurrentIndex(self.type.findData(guess_type(name)))


class SurveyStep(Step):
    """Which survey: year, period, users, services."""

    title = tr("Survei pertama")

    def __init__(self) -> None:
        super().__init__()
        this_year = date.today().year  # noqa: DTZ011 - the office's own calendar
        self.year = NumberField(*_YEARS, this_year, grouped=False)
        self.period = QComboBox()
        for code, text in _periods():
            self.period.addItem(text, code)
        self._users, self._services = QLineEdit(), QPlainTextEdit()
        self._services.setFixedHeight(px(96))
        self._services.setTabChangesFocus(True)
        self._services.setPlaceholderText(tr("Surat keterangan\nLegalisasi\nPengantar nikah"))
        users = FormRow(
            tr("Jumlah pengguna layanan dalam periode itu"), self._users, name="awal.populasi"
        )
        self._users_hint = users.hint
        self._users_hint.show()
        self.form = Form(
            {
                "year": FormRow(tr("Tahun"), self.year, name="awal.tahun"),
                "period": FormRow(tr("Periode"), self.period, name="awal.periode"),
                "users": users,
                "services": FormRow(
                    tr("Jenis layanan, satu per baris"),
                    self._services,
                    name="awal.layanan",
                    hint=tr("Boleh dikosongkan; dapat ditambah di layar Unit."),
                ),
            }
        )
        self.setLayout(column(self.form, 1, gap=12))
        self._users.textChanged.connect(lambda _: self._tell_minimum())
        self._tell_minimum()

    def begin(self) -> None:
        """Be ready to be typed into."""
        self.period.setFocus()

    def check(self) -> bool:
        """Show what does not fit; say whether all does."""
        text = self._users.text().strip()
        fits = not text or self.population() is not None
        error = tr("Tulis angka saja, misalnya 1.000, atau kosongkan.")
        return self.form.set_errors({} if fits else {"users": error})

    def population(self) -> int | None:
        """Return the number of users, or None where it is not known."""
        digits = self._users.text().strip().replace(".", "").replace(" ", "")
        fits = digits.isascii() and digits.isdecimal() and 0 < len(digits) < 10  # noqa: PLR2004 - nobody serves a milliard
        return int(digits) or None if fits else None

    def services(self) -> tuple[str, ...]:
        """Return the services, each once."""
        lines = [" ".join(line.split()) for line in self._services.toPlainText().splitlines()]
        return tuple(dict.fromkeys(line for line in lines if line))

    def _tell_minimum(self) -> None:
        users = self.population()
        text = tr("Belum tahu? Kosongkan; sampel minimal dihitung setelah diisi.")
        if users:
            text = tr(
                "Sampel minimal {jumlah} lembar (Krejcie dan Morgan).", jumlah=minimum_sample(users)
            )
        self._users_hint.setText(text)


class GoStep(Step):
    """Go: who keys in, and where the file lies."""

    title = tr("Mulai")

    def __init__(self) -> None:
        super().__init__()
        self.operator = QLineEdit()
        self.path = documents_folder()
        self._chosen = False
        self._place = ElidedLabel("", "body", name="awal.berkas")
        self._change = SmallButton(tr("Ubah tempat…"), name="awal.tempat", icon="folder-open")
        self._change.clicked.connect(self._choose)
        operator = FormRow(
            tr("Nama Anda"),
            self.operator,
            name="awal.petugas",
            hint=tr("Dicatat pada setiap lembar yang Anda entri. Boleh dikosongkan."),
        )
        line = row(self._place, self._change)
        line.setStretch(0, 1)
        place = column(
            Label(tr("Berkas kantor"), "caption-strong"),
            line,
            Label(
                tr(
                    "Semua data kantor ada di satu berkas ini. "
                    "Cadangannya dibuat sendiri di folder sebelahnya."
                ),
                "caption",
                wrap=True,
            ),
            gap=4,
        )
        self.form = Form({"operator": operator})
        self.setLayout(column(self.form, place, 1, gap=16))

    def begin(self) -> None:
        """Be ready to be typed into."""
        self.operator.setFocus()

    def set_office(self, name: str) -> None:
        """Propose a free file name made from the office's name."""
        if not self._chosen:
            stem = safe_file_name(name)
            folder = documents_folder()
            names = [f"{stem}.sqlite", *(f"{stem} {number}.sqlite" for number in range(2, 100))]
            self._use(
                next((folder / n for n in names if not (folder / n).exists()), folder / names[0])
            )

    def _use(self, path: Path) -> None:
        self.path = path
        self._place.set_text(str(path))

    def _choose(self) -> None:
        kinds = tr("Berkas kantor Puas (*.sqlite)")
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Tempat berkas kantor"), str(self.path), kinds
        )
        if chosen:
            self._chosen = True
            path = Path(chosen)
            self._use(path if path.suffix else path.with_suffix(".sqlite"))


def _periods() -> list[tuple[str, str]]:
    roman = ("I", "II", "III", "IV")
    return [
        ("tahunan", tr("Setahun")),
        *((f"semester-{n}", tr("Semester {nomor}", nomor=roman[n - 1])) for n in (1, 2)),
        *((f"triwulan-{n}", tr("Triwulan {nomor}", nomor=roman[n - 1])) for n in (1, 2, 3, 4)),
        *((f"bulan-{n}", month) for n, month in enumerate(MONTHS, start=1)),
    ]
