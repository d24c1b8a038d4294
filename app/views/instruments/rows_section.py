"""Sections that are one list of rows: unsur and mutu."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from app.services.instruments import draft as drafts
from app.services.instruments.problems import weight_sentence, weight_sum
from app.texts import tr
from app.views.instruments.rows_editor import Part, RowsEditor
from app.views.instruments.section import NAME, Section
from app.views.widgets.buttons import SmallButton
from app.views.widgets.card import Card
from app.views.widgets.labels import Caption, Label
from app.views.widgets.layout import column, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.services.instruments.problems import Problem


class RowsSection(Section):
    """Edits one list of the content row by row."""

    items_name = ""

    def __init__(self, rows: RowsEditor, add: Callable[[drafts.Content], int]) -> None:
        super().__init__()
        self.rows, self._add = rows, add
        rows.edited.connect(self._edited)
        rows.added.connect(self._added)
        rows.removed.connect(self._removed)
        rows.moved.connect(self._moved)

    def fill(self) -> None:
        """Show the rows."""
        self.rows.show_items(self.content[self.items_name])

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the fields."""
        self.rows.show_problems({(p.place, p.field): p.text for p in reversed(problems)})

    def go_to(self, problem: Problem) -> None:
        """Put the keyboard into the field of a problem."""
        self.rows.focus(max(problem.place, 0), problem.field)

    def _edited(self, place: int, key: str, before: object) -> None:  # noqa: ARG002 - of a signal
        self.changed.emit()

    def _added(self) -> None:
        place = self._add(self.content)
        self.fill()
        self.changed.emit()
        self.rows.focus(place, "")

    def _removed(self, place: int) -> None:
        before = copy.deepcopy(self.content[self.items_name])
        there = drafts.remove(self.content, self.items_name, place)
        self.fill()
        self.changed.emit()
        self.removed.emit(self._sentence(place), (self.items_name, before))
        self.rows.focus(there, "")

    def _moved(self, place: int, step: int) -> None:
        drafts.move(self.content, self.items_name, place, step)
        self.fill()
        self.changed.emit()

    def _sentence(self, place: int) -> str:
        return tr("Baris {n} dihapus.", n=place + 1)


class UnsurSection(RowsSection):
    """The unsur with their weights, and what the weights lack to 1."""

    key = items_name = "unsur"

    def __init__(self) -> None:
        parts = (
            Part("code", tr("Kode"), width=56),
            Part("name", tr("Nama unsur"), share=5),
            Part("short_name", tr("Nama pendek"), share=3),
            Part("weight", tr("Bobot"), width=80),
            Part("key", tr("Kunci kolom"), share=2),
        )
        rows = RowsEditor(parts, name=f"{NAME}.unsur", title=tr("Unsur"), add=tr("Tambah unsur"))
        super().__init__(rows, drafts.add_unsur)
        self.total = Label("", "small", name=f"{NAME}.unsur.jumlah")
        self.share = SmallButton(tr("Bagi rata"), name=f"{NAME}.unsur.bagi_rata")
        hint = tr(
            "Bobot boleh ditulis sebagai pecahan (1/9), desimal (0,12), atau persen (12 %)."
            " Jumlahnya harus tepat 1. Kunci kolom menjadi nama kolom di berkas jawaban."
        )
        card = Card(row(self.total, 1, self.share), rows, Caption(hint, wrap=True), gap=10)
        self.setLayout(column(card, 1))
        self.share.clicked.connect(self._share)

    def fill(self) -> None:
        """Show the rows and the sum."""
        super().fill()
        self._show_total()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the fields and say what the sum lacks."""
        super().show_problems(problems)
        self._show_total()

    def _edited(self, place: int, key: str, before: object) -> None:
        if key == "key" and isinstance(before, str):
            new = self.content["unsur"][place]["key"]
            self.content["unsur"][place]["key"] = before
            drafts.rename_unsur(self.content, place, new)
        self.changed.emit()

    def _share(self) -> None:
        if self.content["unsur"]:
            drafts.share_evenly(self.content)
            self.fill()
            self.changed.emit()

    def _show_total(self) -> None:
        self.total.setText(weight_sentence(self.content))
        self.total.set_tone("good" if weight_sum(self.content) == 1 else "danger")

    def _sentence(self, place: int) -> str:
        return tr("Unsur {n} dihapus.", n=place + 1)


class MutuSection(RowsSection):
    """The table of mutu, from the highest down."""

    key = items_name = "mutu"

    def __init__(self) -> None:
        parts = (
            Part("letter", tr("Huruf"), width=64),
            Part("word", tr("Sebutan kinerja"), share=3),
            Part("lower", tr("Mulai dari (0-100)"), width=140),
        )
        rows = RowsEditor(parts, name=f"{NAME}.mutu", title=tr("Mutu"), add=tr("Tambah mutu"))
        super().__init__(rows, drafts.add_mutu)
        hint = tr(
            "Dari yang tertinggi ke bawah. Nilai konversi dibulatkan dua desimal dahulu, lalu"
            " mendapat mutu pertama yang batas bawahnya tercapai."
        )
        self.setLayout(column(Card(rows, Caption(hint, wrap=True), gap=10), 1))
