"""The form for one program row: whose it is, which program, and how it is measured."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.models.target import Arah, Rumus
from app.services.text import LINE_LIMIT
from app.texts import tr
from app.views.capaian.form_rows import arah_row, choice_row, line_row, rumus_row, value_of
from app.views.follow_up.page import press_by
from app.views.theme import px
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.form import Form
from app.views.widgets.labels import Heading, Label
from app.views.widgets.layout import clear, column, row, scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent

    from app.models.capaian import ProgramRow

_NAME = "capaian.program.form"
_WIDTH = 320
_NONE = "0"


class ProgramForm(Card):
    """Asks for a row; its figures are typed in the grid. ``submitted`` gives a ProgramRow."""

    submitted = Signal(object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__(name=_NAME, gap=10)
        self._row: ProgramRow | None = None
        self._form: Form | None = None
        self.heading = Heading("", name=f"{_NAME}.judul", small=True)
        self.error = Label("", "error", name=f"{_NAME}.galat", wrap=True)
        self.save = PrimaryButton(tr("Simpan"), name=f"{_NAME}.simpan", hint="Ctrl+S")
        self.cancel = SecondaryButton(tr("Batal"), name=f"{_NAME}.batal", hint="Esc")
        self._place = column()
        content = QWidget()
        content.setLayout(column(self._place, self.error, 1, gap=10))
        self.body.addWidget(self.heading)
        self.body.addWidget(scrolled(content, name=f"{_NAME}.gulir"), 1)
        self.body.addLayout(row(1, self.cancel, self.save, gap=8))
        self.setFixedWidth(px(_WIDTH))
        self.save.clicked.connect(self._submit)
        self.cancel.clicked.connect(self.cancelled)
        press_by("Ctrl+S", self.save, self)
        press_by("Esc", self.cancel, self)
        self.hide()

    @property
    def asked(self) -> ProgramRow | None:
        """The row as it was when the form was opened."""
        return self._row

    def ask(self, one: ProgramRow, indikator: Sequence[tuple[str, str]]) -> None:
        """Ask for a row; ``indikator`` are (id, name) of those that it may stand under."""
        self._row = one
        self.show()
        self.heading.setText(tr("Ubah baris program") if one.id else tr("Baris program baru"))
        self.show_error("")
        clear(self._place)
        self._form = Form(
            {
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
            },
            gap=10,
        )
        self._place.addWidget(self._form)
        self._form.show()
        self._form.rows["perangkat_daerah"].field.setFocus(Qt.FocusReason.TabFocusReason)

    def show_error(self, text: str) -> None:
        """Say why a row was not taken; nothing of it is lost."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.save.setEnabled(True)

    def changeEvent(self, event: QEvent) -> None:
        """Take the width of another text size."""
        super().changeEvent(event)
        if event.type() == event.Type.StyleChange:
            self.setFixedWidth(px(_WIDTH))

    def _submit(self) -> None:
        if self._row is None or self._form is None:
            return
        values: dict[str, Any] = {k: value_of(line.field) for k, line in self._form.rows.items()}
        values["arah"], values["rumus"] = Arah(values["arah"]), Rumus(values["rumus"])
        under = int(values["indikator_id"]) or None
        values["indikator_id"] = under
        self.save.setEnabled(False)
        self.submitted.emit(replace(self._row, **values))
