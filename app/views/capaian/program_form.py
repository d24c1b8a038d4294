"""The form for one program row: whose it is, which program, and how it is measured."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from app.models.target import Arah, Rumus
from app.services.text import LINE_LIMIT
from app.texts import tr
from app.views.capaian.form_rows import arah_row, choice_row, line_row, rumus_row
from app.views.capaian.side_form import SideForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.capaian import ProgramRow

_NAME = "capaian.program.form"
_WIDTH = 320
_NONE = "0"


class ProgramForm(SideForm):
    """Asks for a row; its figures are typed in the grid. ``submitted`` gives a ProgramRow."""

    submitted = Signal(object)

    def __init__(self) -> None:
        super().__init__(_NAME, _WIDTH)
        self._row: ProgramRow | None = None

    @property
    def asked(self) -> ProgramRow | None:
        """The row as it was when the form was opened."""
        return self._row

    def ask(self, one: ProgramRow, indikator: Sequence[tuple[str, str]]) -> None:
        """Ask for a row; ``indikator`` are (id, name) of those that it may stand under."""
        self._row = one
        rows = {
            "perangkat_daerah": line_row(
                f"{_NAME}.perangkat_daerah", tr("Perangkat daerah"), one.perangkat_daerah
            ),
            "program": line_row(f"{_NAME}.program", tr("Program"), one.program),
            "kelurahan": line_row(
                f"{_NAME}.kelurahan", tr("Kelurahan (kosong bila tidak ada)"), one.kelurahan
            ),
            "indikator": line_row(f"{_NAME}.indikator", tr("Indikator program"), one.indikator),
            "satuan": line_row(f"{_NAME}.satuan", tr("Satuan"), one.satuan, LINE_LIMIT),
            "arah": arah_row(_NAME, one.arah),
            "rumus": rumus_row(_NAME, one.rumus),
            "indikator_id": choice_row(
                f"{_NAME}.indikator_sasaran",
                tr("Mendukung indikator sasaran"),
                [(_NONE, tr("tidak ditautkan")), *indikator],
                str(one.indikator_id or _NONE),
            ),
        }
        self.show_rows(tr("Ubah baris program") if one.id else tr("Baris program baru"), rows)

    def submit(self, values: dict[str, Any]) -> None:
        """Hand the row over."""
        if self._row is None:
            return
        values["arah"], values["rumus"] = Arah(values["arah"]), Rumus(values["rumus"])
        values["indikator_id"] = int(values["indikator_id"]) or None
        self.save.setEnabled(False)
        self.submitted.emit(replace(self._row, **values))
