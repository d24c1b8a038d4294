"""The fields of the respondent: choices with their keys, numbers with their limits and bands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from app.models.questionnaire import FieldKind
from app.services.instruments import draft as drafts
from app.texts import tr
from app.views.instruments.item_section import ItemSection
from app.views.instruments.rows_editor import Holds, Part, RowsEditor
from app.views.instruments.section import line_edit, show_text
from app.views.widgets.buttons import SmallButton
from app.views.widgets.card import Card
from app.views.widgets.form import FormRow
from app.views.widgets.inputs import NumberField
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import column, row

if TYPE_CHECKING:
    from collections.abc import Callable

_TEXTS = ("name", "key", "unit")
_NUMBERS = ("digits", "lowest", "highest", "usual_lowest", "usual_highest")


class ProfileSection(ItemSection):
    """Edits the profile in the order of the paper."""

    key, items_name = "profil", "profile"

    def __init__(self) -> None:
        heads = (tr("Nama"), tr("Jenis"))
        super().__init__("profil", tr("Isian profil"), tr("Profil tidak ditanyakan."), heads)
        self.add_choice = SmallButton(tr("Tambah pilihan"), name=f"{self._base}.tambah_pilihan")
        self.add_number = SmallButton(tr("Tambah angka"), name=f"{self._base}.tambah_angka")
        self._make_fields()
        self._make_lists()
        self._lay_out_detail()
        self._lay_out(self.add_choice, self.add_number)
        self.add_choice.clicked.connect(lambda: self._add(FieldKind.CHOICE))
        self.add_number.clicked.connect(lambda: self._add(FieldKind.NUMBER))

    def show_item(self) -> None:
        """Put the chosen field into the form."""
        is_choice = self.item["kind"] == FieldKind.CHOICE
        for key in _TEXTS:
            field = self.lines[key].field
            if isinstance(field, QLineEdit):
                show_text(field, self.item[key])
        for key, number in self.numbers.items():
            if number.value != self.item[key]:
                number.set_value(self.item[key] or None)
        self.number_part.setVisible(not is_choice)
        self.choice_part.setVisible(is_choice)
        self.choices.show_items(self.item["choices"])
        self.bands.show_items(self.item["bands"])

    def mark_item(self, problems: dict[str, str]) -> None:
        """Say under each field what is wrong with it."""
        for key, line in self.lines.items():
            line.set_error(problems.get(key, ""))
        wrong = problems.get("choices", "") or problems.get("bands", "")
        self.lists_error.setText(wrong)
        self.lists_error.setVisible(bool(wrong))

    def focus_field(self, field: str) -> None:
        """Put the keyboard into a field of the chosen item."""
        if field in ("choices", "bands"):
            (self.choices if field == "choices" else self.bands).focus(0, "")
        else:
            self.lines.get(field, self.lines["name"]).field.setFocus()

    def _make_fields(self) -> None:
        texts = {
            "name": (tr("Nama isian"), "nama"),
            "key": (tr("Kunci kolom"), "kunci"),
            "unit": (tr("Satuan"), "satuan"),
        }
        numbers = {
            "digits": (tr("Jumlah angka"), "angka"),
            "lowest": (tr("Paling kecil"), "terkecil"),
            "highest": (tr("Paling besar"), "terbesar"),
            "usual_lowest": (tr("Lazimnya mulai"), "lazim_dari"),
            "usual_highest": (tr("Lazimnya sampai"), "lazim_sampai"),
        }
        self.lines: dict[str, FormRow] = {}
        self.numbers: dict[str, NumberField] = {}
        for key, (title, word) in texts.items():
            field = line_edit(f"{self._base}.{word}", title)
            self.lines[key] = FormRow(title, field, name=f"{self._base}.{word}")
            field.textEdited.connect(lambda text, of=key: self._take(of, text))
        for key, (title, word) in numbers.items():
            number = NumberField(name=f"{self._base}.{word}", accessible=title)
            self.lines[key] = FormRow(title, number, name=f"{self._base}.{word}")
            self.numbers[key] = number
            number.textEdited.connect(lambda _, of=key: self._take(of, self.numbers[of].value or 0))

    def _make_lists(self) -> None:
        lower = Part("lower", tr("Dari"), width=64, holds=Holds.NUMBER)
        upper = Part("upper", tr("Sampai"), width=64, holds=Holds.NUMBER)
        label = Part("label", tr("Tulisan"), share=3)
        value = Part("value", tr("Disimpan"), share=2)
        keys = Part("keys", tr("Tombol"), width=72, holds=Holds.KEYS)
        self.choices = RowsEditor(
            (label, value, keys, lower, upper),
            name=f"{self._base}.pilihan",
            title=tr("Pilihan"),
            add=tr("Tambah baris"),
        )
        self.bands = RowsEditor(
            (label, lower, upper),
            name=f"{self._base}.kelompok",
            title=tr("Kelompok"),
            add=tr("Tambah baris"),
        )
        for rows, name in ((self.choices, "choices"), (self.bands, "bands")):
            self._connect_list(rows, name)
        self.lists_error = Label("", "error", name=f"{self._base}.galat", wrap=True)
        self.lists_error.hide()

    def _connect_list(self, rows: RowsEditor, name: str) -> None:
        def change(act: Callable[[], int]) -> int:
            place = act()
            rows.show_items(self.item[name])
            self._edited()
            return place

        def add() -> int:
            blank = {"label": "", "lower": 0, "upper": 0}
            number = len(self.item[name]) + 1
            own = {"value": "", "keys": [str(number)] if number < 10 else []}  # noqa: PLR2004 - one key
            self.item[name].append({**own, **blank} if name == "choices" else blank)
            return number - 1

        rows.edited.connect(lambda *_: self._edited())
        rows.added.connect(lambda: rows.focus(change(add), ""))
        rows.removed.connect(lambda at: change(lambda: drafts.remove(self.item, name, at)))
        rows.moved.connect(lambda at, step: change(lambda: drafts.move(self.item, name, at, step)))

    def _lay_out_detail(self) -> None:
        lines = self.lines
        hint = Caption(
            tr("Tombol: satu tanda, dipisahkan spasi. Dari dan sampai hanya untuk rentang."),
            wrap=True,
        )
        self.choice_part, self.number_part = QWidget(), QWidget()
        self.choice_part.setLayout(column(self.choices, hint, gap=6))
        self.number_part.setLayout(
            column(
                row(lines["unit"], lines["digits"]),
                row(lines["lowest"], lines["highest"]),
                row(lines["usual_lowest"], lines["usual_highest"]),
                Caption(tr("Kelompok untuk tabel responden:")),
                self.bands,
                gap=10,
            )
        )
        card = Card(
            row(lines["name"], lines["key"]),
            self.choice_part,
            self.number_part,
            self.lists_error,
            gap=10,
        )
        self.detail.setLayout(column(card, 1))

    def _add(self, kind: FieldKind) -> None:
        self._show_added(drafts.add_field(self.content, kind.value))

    def _take(self, key: str, value: object) -> None:
        self.item[key] = value
        self._edited()

    def _text(self, place: int) -> str:
        return str(self.items[place]["name"])

    def _other(self, place: int) -> str:
        item = self.items[place]
        if item["kind"] == FieldKind.CHOICE:
            return tr("{n} pilihan", n=len(item["choices"]))
        return tr("{n} angka", n=item["digits"])

    def _removed_sentence(self, place: int) -> str:
        return tr("Isian profil {n} dihapus.", n=place + 1)
