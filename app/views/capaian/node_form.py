"""The form for one entry of the tree: RPJMD, misi, tujuan, sasaran or indikator."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

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
)
from app.views.capaian.side_form import SideForm

if TYPE_CHECKING:
    from app.services.capaian.structure_edits import Node, NodeRecord
    from app.views.widgets.form import FormRow

_NAME = "capaian.susunan.form"
WIDTH = 380
AS_ENTERED = ""
_MOST_NUMBER = 999


class NodeForm(SideForm):
    """Asks for one record. ``submitted`` gives it, and the names of the pengampu or None."""

    submitted = Signal(object, object)

    def __init__(self) -> None:
        super().__init__(_NAME, WIDTH)
        self._record: NodeRecord | None = None

    def ask(self, record: NodeRecord, node: Node | None = None) -> None:
        """Ask for a record: a new one has id 0."""
        self._record = record
        self.show_rows(_heading(record), _rows(record, node.pengampu if node is not None else ()))

    def submit(self, values: dict[str, Any]) -> None:
        """Hand the record over."""
        if self._record is None:
            return
        try:
            made, pengampu = _filled(self._record, values)
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


def _filled(
    record: NodeRecord, values: dict[str, Any]
) -> tuple[NodeRecord, tuple[str, ...] | None]:
    """Return the record as it is filled in."""
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
