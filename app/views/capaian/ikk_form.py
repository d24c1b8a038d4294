"""The form of one IKK: its formula and the data elements that it is made of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import InputError
from app.models.ikk import Ikk, IkkElement, Role
from app.services.capaian.structure import MOST_DECIMALS
from app.services.text import LINE_LIMIT
from app.texts import tr
from app.views.capaian.form_rows import line_row, number_row, value_of
from app.views.follow_up.page import press_by
from app.views.instruments.rows_editor import Part, RowsEditor
from app.views.widgets.buttons import PrimaryButton, SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.labels import Caption, Heading, Label
from app.views.widgets.layout import column, row, scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.views.widgets.form import FormRow

_NAME = "capaian.ikk.form"
_ROLES = {role.value: role for role in Role}


class IkkForm(Card):
    """``submitted`` gives an Ikk and its elements."""

    submitted = Signal(object, object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__(name=_NAME, gap=10)
        self._ikk = Ikk(0, "", "", "")
        self._kept: dict[int, IkkElement] = {}
        self._items: list[dict[str, Any]] = []
        self.heading = Heading("", name=f"{_NAME}.judul", small=True)
        self.error = Label("", "error", name=f"{_NAME}.galat", wrap=True)
        self.save = PrimaryButton(tr("Simpan"), name=f"{_NAME}.simpan", hint="Ctrl+S")
        self.cancel = SecondaryButton(tr("Batal"), name=f"{_NAME}.batal", hint="Esc")
        self._rows: dict[str, FormRow] = {
            "number": line_row(f"{_NAME}.nomor", tr("Nomor"), "", LINE_LIMIT),
            "name": line_row(f"{_NAME}.nama", tr("Nama"), ""),
            "urusan": line_row(f"{_NAME}.urusan", tr("Urusan"), ""),
            "satuan": line_row(f"{_NAME}.satuan", tr("Satuan"), "", LINE_LIMIT),
            "decimals": number_row(f"{_NAME}.desimal", tr("Angka desimal"), 2, 0, MOST_DECIMALS),
            "formula": line_row(f"{_NAME}.rumus", tr("Rumus"), ""),
        }
        self.elements = RowsEditor(
            [
                Part("symbol", tr("Lambang"), width=90),
                Part("name", tr("Nama elemen"), share=3),
                Part("role", tr("Peran: pembilang, penyebut, lain"), share=2),
                Part("satuan", tr("Satuan"), width=100),
                Part("source", tr("Perangkat daerah sumber"), share=2),
            ],
            name=f"{_NAME}.elemen",
            title=tr("Elemen data"),
            add=tr("Tambah elemen"),
        )
        self._lay_out()
        self._connect()

    def ask(self, ikk: Ikk, elements: Sequence[IkkElement]) -> None:
        """Ask for an IKK; a new one has id 0."""
        self._ikk, self._kept = ikk, {one.id: one for one in elements}
        self.heading.setText(tr("Ubah IKK") if ikk.id else tr("IKK baru"))
        for key, line in self._rows.items():
            field = line.field
            value = getattr(ikk, key)
            field.setText(value) if isinstance(field, QLineEdit) else field.setValue(value)  # type: ignore[attr-defined] # the number field
        self._items = [_item(one) for one in elements] or [_item(_new()), _item(_new())]
        self.elements.show_items(self._items)
        self.show_error("")
        self._rows["number"].field.setFocus(Qt.FocusReason.TabFocusReason)

    def show_error(self, text: str) -> None:
        """Say why it was not taken; nothing of it is lost."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.save.setEnabled(True)

    def _lay_out(self) -> None:
        lines = self._rows
        first = row(lines["number"], lines["name"], gap=10)
        first.setStretch(0, 1)
        first.setStretch(1, 4)
        second = row(lines["urusan"], lines["satuan"], lines["decimals"], gap=10)
        second.setStretch(0, 3)
        note = Caption(
            tr(
                "Rumus memakai lambang elemen, + − × ÷, tanda kurung, dan bilangan:"
                " a ÷ b × 100. Lambang yang memuat spasi ditulis dalam kurung siku."
            ),
            wrap=True,
        )
        content = QWidget()
        content.setLayout(
            column(first, second, lines["formula"], note, self.elements, self.error, 1, gap=10)
        )
        self.body.addWidget(self.heading)
        self.body.addWidget(scrolled(content, name=f"{_NAME}.gulir"), 1)
        self.body.addLayout(row(1, self.cancel, self.save, gap=8))

    def _connect(self) -> None:
        self.save.clicked.connect(self._submit)
        self.cancel.clicked.connect(self.cancelled)
        self.elements.added.connect(self._add)
        self.elements.removed.connect(self._take)
        self.elements.moved.connect(self._move)
        press_by("Ctrl+S", self.save, self)
        press_by("Esc", self.cancel, self)

    def _add(self) -> None:
        self._items.append(_item(_new()))
        self.elements.show_items(self._items)
        self.elements.focus(len(self._items) - 1, "symbol")

    def _take(self, place: int) -> None:
        del self._items[place]
        self.elements.show_items(self._items)

    def _move(self, place: int, step: int) -> None:
        self._items.insert(place + step, self._items.pop(place))
        self.elements.show_items(self._items)

    def _submit(self) -> None:
        values: dict[str, Any] = {key: value_of(one.field) for key, one in self._rows.items()}
        try:
            elements = [self._element(item) for item in self._items if _is_filled(item)]
        except InputError as error:
            self.show_error(error.sentence)
            return
        self.save.setEnabled(False)
        self.submitted.emit(replace(self._ikk, **values), elements)

    def _element(self, item: dict[str, Any]) -> IkkElement:
        word = item["role"].strip().casefold() or Role.OTHER.value
        if word not in _ROLES:
            raise InputError(
                tr("Peran “{kata}” tidak dikenal.", kata=item["role"]),
                next=tr("Isi pembilang, penyebut, atau lain."),
            )
        old = self._kept.get(item["id"], _new())
        texts = {key: item[key] for key in ("symbol", "name", "satuan", "source")}
        return replace(old, role=_ROLES[word], **texts)


def _new() -> IkkElement:
    return IkkElement(0, 0, "", "")


def _item(one: IkkElement) -> dict[str, Any]:
    return {
        "id": one.id,
        "symbol": one.symbol,
        "name": one.name,
        "role": one.role.value if one.symbol else "",
        "satuan": one.satuan,
        "source": one.source,
    }


def _is_filled(item: dict[str, Any]) -> bool:
    return any(str(item[key]).strip() for key in ("symbol", "name", "satuan", "source"))
