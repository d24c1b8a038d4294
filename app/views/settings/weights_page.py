"""How an index is computed: weights, rounding and the table of mutu."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services.ikm.rounding import indonesian
from app.services.surveys.explaining import weight_choices
from app.texts import tr
from app.views.settings.page import SettingsPage
from app.views.theme.palette import MUTU_COLORS
from app.views.widgets.card import Card
from app.views.widgets.columns import Columns
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import column
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Align, Column

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument, Mutu, Unsur
    from app.services.offices.overview import OfficeOverview


class WeightsPage(SettingsPage):
    """Read only: the weight of a survey is chosen on the screen Survei."""

    def __init__(self) -> None:
        super().__init__()
        self._instruments: tuple[Instrument, ...] = ()
        self.instrument = ChoiceBox(name="pengaturan.bobot.instrumen", accessible=tr("Instrumen"))
        self.unsur = DataTable(
            _unsur_columns(),
            name="pengaturan.bobot.unsur",
            accessible=tr("Unsur dan bobotnya"),
            empty=tr("Instrumen ini tidak punya unsur."),
            fit_height=True,
        )
        self.mutu = DataTable(
            _mutu_columns(),
            name="pengaturan.bobot.mutu",
            accessible=tr("Tabel mutu"),
            empty=tr("Instrumen ini tidak punya tabel mutu."),
            fit_height=True,
        )
        self.choices = Label("", "small", name="pengaturan.bobot.pilihan", wrap=True)
        self.source = Caption("", wrap=True)
        self._lay_out()
        self.instrument.picked.connect(lambda _: self._show())

    def show_overview(self, overview: OfficeOverview, *, read_only: bool) -> None:  # noqa: ARG002 - nothing here is written
        """Show the instruments."""
        self._instruments = overview.instruments
        self.instrument.set_choices([(i.key, i.name) for i in self._instruments])
        self._show()

    def _show(self) -> None:
        shown = next((i for i in self._instruments if i.key == self.instrument.key), None)
        if shown is None:
            return
        self.unsur.set_rows(shown.unsur)
        self.mutu.set_rows(shown.mutu)
        lines = [f"{choice.label}: {choice.explanation}" for choice in weight_choices(shown)]
        self.choices.setText("\n".join(lines))
        lower = tr("Mulai dari") if shown.is_percentage else tr("Mulai dari (%)")
        self.mutu.rows_model.retitle("mulai", lower)
        source = tr(
            "{sumber}, versi instrumen {versi}. Bobot dipilih per survei di layar Survei.",
            sumber=f"{shown.source[:1].upper()}{shown.source[1:]}",
            versi=shown.version,
        )
        self.source.setText(" ".join((source, *shown.notes)))

    def _lay_out(self) -> None:
        rounding = Label(
            tr(
                "Jawaban dijumlahkan sebagai bilangan bulat dan dihitung sebagai pecahan tepat."
                " Pembulatan ke atas mulai angka 5 hanya terjadi saat dicetak: NRR tiga desimal,"
                " nilai konversi dan indeks dua desimal."
            ),
            "small",
            wrap=True,
        )
        side = QWidget()
        explained = column(
            Card(self.mutu, title=tr("Mutu")),
            Card(self.choices, title=tr("Pilihan bobot")),
            Card(rounding, title=tr("Pembulatan")),
            1,
            gap=12,
        )
        first = Card(self.instrument, self.unsur, self.source, 1, title=tr("Instrumen"), gap=8)
        side.setLayout(explained)
        self.setLayout(column(Columns((first, 1), (side, 1))))


def _unsur_columns() -> list[Column[Unsur]]:
    return [
        Column("kode", tr("Kode"), lambda unsur: unsur.code),
        Column("unsur", tr("Unsur"), lambda unsur: unsur.name, stretch=True),
        Column("bobot", tr("Bobot"), lambda unsur: str(unsur.weight), align=Align.RIGHT),
    ]


def _mutu_columns() -> list[Column[Mutu]]:
    return [
        Column(
            "mutu",
            tr("Mutu"),
            lambda mutu: mutu.letter,
            badge=lambda mutu: MUTU_COLORS.get(mutu.letter, "muted"),
        ),
        Column("kinerja", tr("Kinerja"), lambda mutu: mutu.word, stretch=True),
        Column("mulai", tr("Mulai dari"), _lower, align=Align.RIGHT),
    ]


def _lower(mutu: Mutu) -> str:
    return indonesian(Fraction(mutu.lower), 2)
