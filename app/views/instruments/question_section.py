"""The questions: their words, the unsur they count for, and the words of every score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QLineEdit

from app.services.instruments import draft as drafts
from app.services.instruments.draft import MOST_SCORES, scores
from app.texts import tr
from app.views.instruments.item_section import ItemSection
from app.views.instruments.section import line_edit, show_text
from app.views.theme.look import keep_scaled
from app.views.widgets.buttons import QuietButton, SmallButton
from app.views.widgets.card import Card
from app.views.widgets.form import FormRow
from app.views.widgets.inputs import ChoiceBox
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import column, row

if TYPE_CHECKING:
    from collections.abc import Mapping

OUTSIDE = ""


class QuestionSection(ItemSection):
    """Edits the questions in the order of the paper."""

    key, items_name = "pertanyaan", "question"

    def __init__(self) -> None:
        heads = (tr("Bunyi"), tr("Untuk"))
        super().__init__("pertanyaan", tr("Pertanyaan"), tr("Belum ada pertanyaan."), heads)
        self.add = SmallButton(tr("Tambah"), name=f"{self._base}.tambah", hint="Ctrl+N")
        self.add.setShortcut("Ctrl+N")
        self._make_fields()
        self._make_options()
        self._lay_out_detail()
        self._lay_out(self.add)
        self.add.clicked.connect(
            lambda: self._show_added(drafts.add_question(self.content, self.here))
        )
        self.unsur.picked.connect(self._take_unsur)
        self.everywhere.clicked.connect(self._copy_options)

    def show_item(self) -> None:
        """Put the chosen question into the fields."""
        choices = [(u["key"], _unsur_name(u)) for u in self.content["unsur"] if u["key"]]
        own = self.item["unsur"]
        if own and own not in dict(choices):
            choices.append((own, tr("{kunci} (tidak ada)", kunci=own)))
        self.unsur.set_choices([(OUTSIDE, tr("di luar indeks")), *choices])
        self.unsur.choose(own)
        for key, line in self.lines.items():
            field = line.field
            if isinstance(field, QLineEdit):
                show_text(field, self.item[key])
        self._show_options()

    def mark_item(self, problems: dict[str, str]) -> None:
        """Say under each field what is wrong with it."""
        for key, line in self.lines.items():
            line.set_error(problems.get(key, ""))
        self.unsur_row.set_error(problems.get("unsur", ""))
        wrong = problems.get("options", "")
        self.options_error.setText(wrong)
        self.options_error.setVisible(bool(wrong))

    def focus_field(self, field: str) -> None:
        """Put the keyboard into a field of the chosen question."""
        if field == "unsur":
            self.unsur.setFocus()
        elif field == "options":
            fields = self.labels[: len(self.item["options"])]
            next((f for f in fields if not f.text()), fields[0]).setFocus()
        else:
            target = self.lines.get(field, self.lines["text"]).field
            target.setFocus()

    def _make_fields(self) -> None:
        titles = {
            "text": (tr("Bunyi pertanyaan"), "teks"),
            "short_name": (tr("Nama pendek"), "pendek"),
            "key": (tr("Kunci kolom"), "kunci"),
        }
        self.lines = {}
        for key, (title, word) in titles.items():
            field = line_edit(f"{self._base}.{word}", title)
            self.lines[key] = FormRow(title, field, name=f"{self._base}.{word}")
            field.textEdited.connect(lambda text, of=key: self._take(of, text))
        self.unsur = ChoiceBox(name=f"{self._base}.unsur", accessible=tr("Dihitung untuk unsur"))
        self.unsur_row = FormRow(tr("Dihitung untuk unsur"), self.unsur, name=f"{self._base}.unsur")

    def _make_options(self) -> None:
        self.labels: list[QLineEdit] = []
        self.short: list[QLineEdit] = []
        self._scores: list[Label] = []
        self._grid = QGridLayout()
        keep_scaled(self._grid, (0, 0, 0, 0), 6)
        for number, title in enumerate((tr("Pilihan"), tr("Tulisan di tombol entri")), 1):
            self._grid.addWidget(Caption(title), 0, number)
        self._grid.setColumnStretch(1, 5)
        self._grid.setColumnStretch(2, 3)
        for place in range(MOST_SCORES):
            self._add_option(place)
        self.options_error = Label("", "error", name=f"{self._base}.pilihan.galat", wrap=True)
        self.options_error.hide()
        self.everywhere = QuietButton(
            tr("Pakai pilihan ini di semua pertanyaan"), name=f"{self._base}.pilihan.semua"
        )

    def _add_option(self, place: int) -> None:
        number = Label("", "body")
        self._grid.addWidget(number, place + 1, 0)
        self._scores.append(number)
        for column_number, fields, name in (
            (1, self.labels, "options"),
            (2, self.short, "short_options"),
        ):
            word = "pilihan" if name == "options" else "tombol"
            field = line_edit(f"{self._base}.{word}.{place + 1}", "")
            field.textEdited.connect(
                lambda text, at=place, of=name: self._take_option(of, at, text)
            )
            self._grid.addWidget(field, place + 1, column_number)
            fields.append(field)

    def _lay_out_detail(self) -> None:
        card = Card(
            self.lines["text"],
            self.unsur_row,
            row(self.lines["short_name"], self.lines["key"]),
            self._grid,
            self.options_error,
            row(self.everywhere, 1),
            gap=10,
        )
        self.detail.setLayout(column(card, 1))

    def _show_options(self) -> None:
        item, of_scale = self.item, scores(self.content)
        count = len(item["options"])
        for place in range(MOST_SCORES):
            there = place < count
            score = of_scale[place] if place < len(of_scale) else place + 1
            self._scores[place].setText(str(score))
            self._scores[place].setVisible(there)
            for fields, name, title in (
                (self.labels, "options", tr("Pilihan {nilai}", nilai=score)),
                (self.short, "short_options", tr("Tombol {nilai}", nilai=score)),
            ):
                fields[place].setVisible(there)
                fields[place].setAccessibleName(title)
                if there:
                    show_text(fields[place], item[name][place])
                if there and name == "short_options":
                    fields[place].setPlaceholderText(item["options"][place])

    def _take(self, key: str, text: str) -> None:
        self.item[key] = text
        self._edited()

    def _take_unsur(self, key: str) -> None:
        self.item["unsur"] = key
        self._edited()

    def _take_option(self, name: str, place: int, text: str) -> None:
        self.item[name][place] = text
        if name == "options":
            self.short[place].setPlaceholderText(text)
        self._edited()

    def _copy_options(self) -> None:
        drafts.set_labels_everywhere(self.content, self.here)
        self._edited()

    def _text(self, place: int) -> str:
        return str(self.items[place]["text"])

    def _other(self, place: int) -> str:
        key = self.items[place]["unsur"]
        if key == OUTSIDE:
            return tr("di luar indeks")
        found = next((u for u in self.content["unsur"] if u["key"] == key), None)
        return _unsur_name(found) if found else tr("{kunci}?", kunci=key)

    def _removed_sentence(self, place: int) -> str:
        return tr("Pertanyaan {n} dihapus.", n=place + 1)


def _unsur_name(unsur: Mapping[str, str]) -> str:
    name = unsur["short_name"] or unsur["name"] or unsur["key"]
    return f"{unsur['code']} {name}".strip()
