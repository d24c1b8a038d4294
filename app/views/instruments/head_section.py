"""What an instrument is called, its scale and its index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.instruments.draft import set_scale
from app.texts import tr
from app.views.instruments.section import NAME, Section, line_edit, show_text
from app.views.widgets.card import Card
from app.views.widgets.columns import Columns
from app.views.widgets.form import FormRow
from app.views.widgets.inputs import LinesField, NumberField
from app.views.widgets.layout import column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLineEdit

    from app.services.instruments.problems import Problem


class HeadSection(Section):
    """Names, version, scale, index, source and notes."""

    key = "umum"

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, FormRow] = {}
        self.numbers: dict[str, NumberField] = {}
        self.texts: dict[str, QLineEdit] = {}
        self._make_texts()
        self._make_numbers()
        self.notes = LinesField(lines=4)
        notes = FormRow(
            tr("Catatan yang dicetak di setiap laporan"),
            self.notes,
            name=f"{NAME}.catatan",
            hint=tr("Satu kalimat di setiap baris, misalnya apa yang merupakan ketetapan kantor."),
        )
        rows = self.rows
        named = Card(
            rows["name"],
            row(rows["key"], rows["version"]),
            rows["about"],
            rows["source"],
            1,
            gap=12,
        )
        index = Card(
            row(rows["index_name"], rows["index_short"]),
            row(rows["lowest"], rows["highest"]),
            row(rows["index_highest"], rows["factor"]),
            notes,
            1,
            gap=12,
        )
        self.setLayout(column(Columns((named, 1), (index, 1)), 1))
        self.notes.textChanged.connect(self._take_notes)

    def fill(self) -> None:
        """Show the head of the draft."""
        content = self.content
        for name, field in self.texts.items():
            place = content["index"] if name == "factor" else content
            show_text(field, place[name])
        for name, number in self._values().items():
            if self.numbers[name].value != number:
                self.numbers[name].set_value(number)
        if self.notes.texts != tuple(content["notes"]):
            self.notes.blockSignals(True)
            self.notes.set_texts(content["notes"])
            self.notes.blockSignals(False)
        fixed = bool(content["replaces"])
        self.texts["key"].setReadOnly(fixed)
        self.numbers["version"].setReadOnly(fixed)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say under each field what is wrong with it."""
        said = {problem.field: problem.text for problem in reversed(problems)}
        for name, line in self.rows.items():
            line.set_error(said.get(name, ""))

    def go_to(self, problem: Problem) -> None:
        """Put the keyboard into the field of a problem."""
        line = self.rows.get(problem.field) or self.rows["name"]
        line.field.setFocus()

    def _make_texts(self) -> None:
        titles = {
            "name": (
                tr("Nama instrumen"),
                tr("Yang di dalam kurung tidak dicetak di judul laporan."),
            ),
            "key": (tr("Kunci"), tr("Nama tetapnya, misalnya skm-loket.")),
            "about": (tr("Keterangan satu baris"), tr("Tampil saat instrumen dipilih.")),
            "source": (tr("Sumber"), tr("Peraturan atau keputusan yang menjadi dasarnya.")),
            "index_name": (tr("Nama indeks"), ""),
            "index_short": (tr("Singkatan"), ""),
            "factor": (tr("Faktor konversi"), tr("Boleh kosong, atau misalnya 4/6.")),
        }
        for name, (title, hint) in titles.items():
            field = line_edit(f"{NAME}.{_WORDS[name]}", title)
            self.texts[name] = field
            self.rows[name] = FormRow(title, field, name=f"{NAME}.{_WORDS[name]}", hint=hint)
            field.textEdited.connect(lambda text, of=name: self._take_text(of, text))

    def _make_numbers(self) -> None:
        titles = {
            "version": (tr("Versi"), tr("Naik di setiap salinan."), 6),
            "lowest": (tr("Jawaban terendah"), "", 1),
            "highest": (tr("Jawaban tertinggi"), "", 1),
            "index_highest": (tr("Indeks tertinggi"), tr("100, atau 4 untuk skala 0-4."), 3),
        }
        for name, (title, hint, digits) in titles.items():
            field = NumberField(name=f"{NAME}.{_WORDS[name]}", accessible=title, digits=digits)
            self.numbers[name] = field
            self.rows[name] = FormRow(title, field, name=f"{NAME}.{_WORDS[name]}", hint=hint)
            if name in ("lowest", "highest"):
                field.editingFinished.connect(self._take_scale)
            else:
                field.textEdited.connect(lambda _, of=name: self._take_number(of))

    def _values(self) -> dict[str, int]:
        content = self.content
        scale = content["scale"]
        return {
            "version": content["version"],
            "lowest": scale["lowest"],
            "highest": scale["highest"],
            "index_highest": content["index"]["highest"],
        }

    def _take_text(self, name: str, text: str) -> None:
        place = self.content["index"] if name == "factor" else self.content
        place[name] = text
        self.changed.emit()

    def _take_number(self, name: str) -> None:
        value = self.numbers[name].value or 0
        if name == "version":
            self.content["version"] = value
        else:
            self.content["index"]["highest"] = value
        self.changed.emit()

    def _take_scale(self) -> None:
        lowest, highest = (self.numbers[name].value or 0 for name in ("lowest", "highest"))
        if {"lowest": lowest, "highest": highest} != self.content["scale"]:
            set_scale(self.content, lowest, highest)
            self.changed.emit()

    def _take_notes(self) -> None:
        self.content["notes"] = list(self.notes.texts)
        self.changed.emit()


_WORDS = {
    "name": "nama",
    "key": "kunci",
    "about": "keterangan",
    "source": "sumber",
    "index_name": "nama_indeks",
    "index_short": "singkatan",
    "factor": "faktor",
    "version": "versi",
    "lowest": "terendah",
    "highest": "tertinggi",
    "index_highest": "indeks_tertinggi",
}
