"""Over the tabs: whose year this is, and how packages come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services.ikm.rounding import indonesian
from app.texts import tr
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import ElidedLabel, Title
from app.views.widgets.layout import column, row
from app.views.widgets.progress import Bar

if TYPE_CHECKING:
    from app.services.consolidation.overview import Overview


class Header(QWidget):
    """Title, year, index and the deeds of the screen."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._plain_title = title
        self.title = Title(title, name="konsolidasi.judul")
        self.subtitle = ElidedLabel("", "muted", name="konsolidasi.ringkas")
        self.year = _box("konsolidasi.tahun", tr("Tahun"))
        self.index = _box("konsolidasi.indeks", tr("Indeks"))
        self.remind = SecondaryButton(tr("Surat pengingat"), name="konsolidasi.pengingat")
        self.folder = SecondaryButton(
            tr("Folder…"), name="konsolidasi.folder", accessible=tr("Gabungkan satu folder")
        )
        self.merge = PrimaryButton(tr("Gabungkan paket…"), name="konsolidasi.gabung", hint="Ctrl+N")
        words = column(self.title, self.subtitle, gap=4)
        line = row(words, self.year, self.index, self.remind, self.folder, self.merge, gap=8)
        line.setStretch(0, 1)
        self.setLayout(line)

    def show_overview(self, overview: Overview, missing: int) -> None:
        """Show another year."""
        matrix = overview.matrix
        self.year.set_choices([(str(year), str(year)) for year in overview.years])
        self.year.setVisible(len(overview.years) > 1)
        indexes = matrix.indexes if matrix else ()
        self.index.set_choices([(one, one) for one in indexes])
        self.index.setVisible(len(indexes) > 1)
        if matrix is not None:
            self.year.choose(str(matrix.year))
            self.index.choose(matrix.index)
            self.title.setText(
                tr(
                    "{layar} {indeks} {tahun}",
                    layar=self._plain_title,
                    indeks=matrix.index,
                    tahun=matrix.year,
                )
            )
        self.subtitle.set_text(_summary(overview))
        self.remind.setVisible(missing > 0)
        self.remind.setText(tr("Surat pengingat ({n})", n=missing))
        self.remind.setAccessibleName(self.remind.text())


class RunStrip(QWidget):
    """How far the merging is, and the way to stop it."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ElidedLabel("", "small", name="konsolidasi.kemajuan")
        self.bar = Bar()
        self.stop = SecondaryButton(tr("Hentikan"), name="konsolidasi.hentikan", hint="Esc")
        words = column(self.text, self.bar, gap=6)
        line = row(words, self.stop, gap=16)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def show_step(self, done: int, whole: int, name: str) -> None:
        """Show what is done next."""
        self.text.set_text(tr("{n} dari {semua}: {nama}", n=done + 1, semua=whole, nama=name))
        self.bar.set_share(done / max(whole, 1))
        self.show()


def _box(name: str, accessible: str) -> ChoiceBox:
    made = ChoiceBox(name=name, accessible=accessible)
    made.setMinimumContentsLength(5)
    made.setSizePolicy(made.sizePolicy().Policy.Maximum, made.sizePolicy().verticalPolicy())
    return made


def _summary(overview: Overview) -> str:
    matrix = overview.matrix
    units = len(matrix.rows) if matrix else len(overview.units)
    return tr(
        "{unit} unit · {paket} paket diterima",
        unit=indonesian(units, 0),
        paket=indonesian(overview.counting, 0),
    )
