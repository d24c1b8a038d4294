"""The form for one entry of the tree: RPJMD, misi, tujuan, sasaran or indikator."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.errors import InputError
from app.models.target import Arah, Indikator, Misi, Rpjmd, Rumus, Sasaran, Tujuan
from app.services.capaian.structure import MOST_DECIMALS
from app.services.text import LINE_LIMIT
from app.texts import tr
from app.views.capaian.form_rows import (
    arah_row,
    choice_row,
    line_row,
    lines_row,
    number_row,
    rumus_row,
    value_of,
)
from app.views.follow_up.page import press_by
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.form import Form, FormRow
from app.views.widgets.labels import Heading, Label
from app.views.widgets.layout import clear, column, row, scrolled

if TYPE_CHECKING:
    from app.services.capaian.structure_edits import Node, NodeRecord

_NAME = "capaian.susunan.form"
WIDTH = 380
AS_ENTERED = ""
_MOST_NUMBER = 999


class NodeForm(Card):
    """Asks for one record. ``submitted`` gives it, and the names of the pengampu or None."""

    submitted = Signal(object, object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__(name=_NAME, gap=10)
        self._record: NodeRecord | None = None
        self.heading = Heading("", name=f"{_NAME}.judul", small=True)
        self.error = Label("", "error", name=f"{_NAME}.galat", wrap=True)
        self.save = PrimaryButton(tr("Simpan"), name=f"{_NAME}.simpan", hint="Ctrl+S")
        self.cancel = SecondaryButton(tr("Batal"), name=f"{_NAME}.batal", hint="Esc")
        self._place = column()
        self._form: Form | None = None
        content = QWidget()
        content.setLayout(column(self._place, self.error, 1, gap=10))
        self.body.addWidget(self.heading)
        self.body.addWidget(scrolled(content, name=f"{_NAME}.gulir"), 1)
        self.body.addLayout(row(1, self.cancel, self.save, gap=8))
        self.save.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.cancelled)
        press_by("Ctrl+S", self.save, self)
        press_by("Esc", self.cancel, self)

    @property
    def record(self) -> NodeRecord | None:
        """The record that is asked for."""
        return self._record

    def ask(self, record: NodeRecord, node: Node | None = None) -> None:
        """Ask for a record: a new one has id 0."""
        self._record = record
        self.heading.setText(_heading(record))
        self.show_error("")
        clear(self._place)
        pengampu = node.pengampu if node is not None else ()
        self._form = Form(_rows(record, pengampu), gap=10)
        self._place.addWidget(self._form)
        self._form.show()
        first = next(iter(self._form.rows.values()))
        first.field.setFocus(Qt.FocusReason.TabFocusReason)

    def show_error(self, text: str) -> None:
        """Say why a record was not taken; nothing of it is lost."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.save.setEnabled(True)

    def submit(self) -> None:
        """Hand the record over."""
        if self._record is None or self._form is None:
            return
        try:
            made, pengampu = _read(self._record, self._form.rows)
        except InputError as error:
            self.show_error(error.sentence)
            return
        self.save.setEnabled(False)
        self.submitted.emit(made, pengampu)


def kind_title(kind: type[NodeRecord]) -> str:
    """Return what a kind of record is called."""
    return {
        Rpjmd: tr("RPJMD"),
        Misi: tr("misi"),
        Tujuan: tr("tujuan"),
        Sasaran: tr("sasaran"),
        Indikator: tr("indikator"),
    }[kind]


def _heading(record: NodeRecord) -> str:
    name = kind_title(type(record))
    return tr("Ubah {apa}", apa=name) if record.id else tr("Tambah {apa}", apa=name)


def _rows(record: NodeRecord, pengampu: tuple[str, ...]) -> dict[str, FormRow]:
    match record:
        case Rpjmd():
            return {
                "name": line_row(f"{_NAME}.name", tr("Nama"), record.name),
                "first_year": number_row(
                    f"{_NAME}.first_year", tr("Tahun pertama"), record.first_year
                ),
                "last_year": number_row(
                    f"{_NAME}.last_year", tr("Tahun terakhir"), record.last_year
                ),
                "baseline_year": number_row(
                    f"{_NAME}.baseline_year", tr("Tahun nilai awal"), record.baseline_year
                ),
            }
        case Misi() | Sasaran():
            return {
                "number": number_row(
                    f"{_NAME}.number", tr("Nomor"), record.number, 0, _MOST_NUMBER
                ),
                "name": line_row(f"{_NAME}.name", tr("Nama"), record.name),
            }
        case Tujuan():
            return {"name": line_row(f"{_NAME}.name", tr("Nama"), record.name)}
        case Indikator():
            return _indikator_rows(record, pengampu)


def _indikator_rows(one: Indikator, pengampu: tuple[str, ...]) -> dict[str, FormRow]:
    decimals = [(AS_ENTERED, tr("seperti yang diisikan"))]
    decimals += [(str(n), tr("{n} angka", n=n)) for n in range(MOST_DECIMALS + 1)]
    grades = [f"{word} = {number}" for word, number in one.grades.items()]
    return {
        "name": line_row(f"{_NAME}.name", tr("Nama"), one.name),
        "satuan": line_row(f"{_NAME}.satuan", tr("Satuan"), one.satuan, LINE_LIMIT),
        "arah": arah_row(_NAME, one.arah),
        "rumus": rumus_row(_NAME, one.rumus),
        "decimals": choice_row(
            f"{_NAME}.decimals",
            tr("Angka desimal yang dicetak"),
            decimals,
            AS_ENTERED if one.decimals is None else str(one.decimals),
        ),
        "pengampu": lines_row(f"{_NAME}.pengampu", tr("Unit pengampu, satu per baris"), pengampu),
        "grades": lines_row(
            f"{_NAME}.grades", tr("Nilai huruf, misalnya WTP = 4, satu per baris"), tuple(grades)
        ),
    }


def _read(
    record: NodeRecord, rows: dict[str, FormRow]
) -> tuple[NodeRecord, tuple[str, ...] | None]:
    """Return the record as it is filled in."""
    values = {key: value_of(line.field) for key, line in rows.items()}
    if not isinstance(record, Indikator):
        changed: NodeRecord = replace(record, **values)
        return changed, None
    pengampu = values.pop("pengampu")
    values["arah"], values["rumus"] = Arah(values["arah"]), Rumus(values["rumus"])
    values["decimals"] = int(values["decimals"]) if values["decimals"] else None
    values["grades"] = _grades(values["grades"])
    return replace(record, **values), pengampu


def _grades(lines: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        word, sign, number = line.partition("=")
        if not sign or not word.strip():
            raise InputError(
                tr("“{baris}” bukan nilai huruf dengan angkanya.", baris=line),
                next=tr("Tulis misalnya WTP = 4, satu huruf per baris."),
            )
        found[word.strip()] = number.strip().replace(",", ".")
    return found
