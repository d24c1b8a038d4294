"""A chosen file: its columns and settings, texts that mean nothing, preview, what is refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.services.ikm.rounding import indonesian
from app.services.recognising.answer_columns import column_names
from app.services.recognising.days import DateOrder
from app.services.recognising.profiles import other_choice
from app.services.recognising.scores import ScaleUse
from app.services.tables.reading import Reading
from app.texts import tr
from app.views.imports import naming
from app.views.widgets.buttons import SecondaryButton
from app.views.widgets.card import Card
from app.views.widgets.flow import FlowLayout
from app.views.widgets.form import DateField, FormRow, NumberField
from app.views.widgets.inputs import ChoiceBox, ElidedCheck
from app.views.widgets.layout import column, row
from app.views.widgets.table import DataTable
from app.views.widgets.table_model import Align, Column
from app.views.widgets.tabs import TabBar, TabPages

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument
    from app.services.imports.checking import Checked, PreviewRow, UnknownValue
    from app.services.imports.mapping import AnswerMapping
    from app.services.imports.problems import Problem
    from app.services.imports.service import Inspected


@dataclass(frozen=True)
class ColumnLine:
    """A column of the file as the table shows it."""

    place: int
    heading: str
    target: str
    how: str
    samples: str


class FilePage(QWidget):
    """Changes of the mapping go out; what they make of the file comes back."""

    mapping_changed = Signal(object)
    reading_changed = Signal(object)
    header_changed = Signal(int, int)
    report_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._inspected: Inspected | None = None
        self._mapping: AnswerMapping | None = None
        self._unknown: list[UnknownValue] = []
        self._make()
        self._lay_out()
        self._connect()

    def show_file(self, inspected: Inspected, mapping: AnswerMapping) -> None:
        """Show another file or another mapping of it."""
        self._inspected, self._mapping = inspected, mapping
        grid, settings = inspected.grid, mapping.settings
        sheets = [
            (s.name, tr("{nama} (tersembunyi)", nama=s.name) if s.hidden else s.name)
            for s in grid.sheets
        ]
        self.sheet.set_choices(sheets)
        self.sheet.choose(grid.reading.sheet)
        self._rows["sheet"].setVisible(len(sheets) > 1)
        self.separator.choose(grid.reading.separator)
        self._rows["separator"].setVisible(not grid.sheets)
        for field, value in (
            (self.header, grid.lines[settings.header] if grid.rows else 1),
            (self.header_rows, settings.header_rows),
        ):
            field.blockSignals(True)
            field.setValue(value)
            field.blockSignals(False)
        self.order.choose(settings.date_order.value)
        self.decimal.choose(settings.decimal)
        self.scale.choose(settings.scale.value)
        for check, is_on in (
            (self.blank, settings.blank_questions),
            (self.has_day, bool(settings.day)),
            (self.others, settings.others),
        ):
            check.blockSignals(True)
            check.setChecked(is_on)
            check.blockSignals(False)
        self.others.setVisible(any(map(other_choice, inspected.instrument.profile)))
        self._show_day(settings.day)
        self.target.set_choices(naming.targets(inspected.instrument))
        self._show_columns()

    def show_checked(self, checked: Checked) -> None:
        """Show what the mapping makes of the file."""
        if self._inspected is None:
            return
        instrument = self._inspected.instrument
        chosen = self._unknown_line()
        self._unknown = list(checked.unknown)
        self.unknown.set_rows(self._unknown)
        again = next((u for u in self._unknown if chosen and _same(u, chosen)), None)
        if self._unknown:
            self.unknown.select_row(again or self._unknown[0])
        self._follow_unknown()
        columns = _preview_columns(instrument, checked.mapping)
        self.preview.rows_model.set_columns(columns)
        self.preview.set_rows(checked.preview)
        self.problems.set_rows(checked.problems[:1000])
        counted = {"isi": len(self._unknown), "masalah": checked.problem_count}
        titles = {"isi": tr("Isi tak dikenal"), "masalah": tr("Masalah")}
        for key, n in counted.items():
            self.tabs.set_text(key, f"{titles[key]} ({indonesian(n, 0)})" if n else titles[key])
        self.report.setEnabled(checked.problem_count > 0)

    def _make(self) -> None:
        self.tabs = TabBar(
            [
                ("kolom", tr("Kolom")),
                ("isi", tr("Isi tak dikenal")),
                ("pratinjau", tr("Pratinjau")),
                ("masalah", tr("Masalah")),
            ],
            name="impor.tab",
            accessible=tr("Bagian impor"),
        )
        self.pages = TabPages(self.tabs)
        self.columns = self._table("kolom", _column_columns(), tr("Kolom berkas"))
        self.unknown = self._table("isi", self._unknown_columns(), tr("Isi yang tidak dikenal"))
        self.preview = self._table("pratinjau", [_line_column()], tr("Pratinjau"))
        self.problems = self._table("masalah", _problem_columns(), tr("Masalah"))
        self.unknown.set_empty(tr("Semua isi kolom yang dipakai dikenali."))
        self.problems.set_empty(tr("Tidak ada masalah: berkas dapat diimpor seluruhnya."))
        self.target = ChoiceBox(name="impor.arti", accessible=tr("Arti kolom"))
        self.value = ChoiceBox(name="impor.nilai", accessible=tr("Nilai untuk isi ini"))
        self.sheet = ChoiceBox(name="impor.lembar_kerja", accessible=tr("Lembar kerja"))
        self.header = NumberField(1, 1_000, 1)
        self.header_rows = NumberField(1, 2, 1)
        self.separator = ChoiceBox(
            naming.separators(), name="impor.pemisah", accessible=tr("Pemisah kolom")
        )
        self.order = ChoiceBox(
            naming.orders(), name="impor.urutan", accessible=tr("Urutan tanggal")
        )
        self.decimal = ChoiceBox(
            naming.decimals(), name="impor.desimal", accessible=tr("Tanda desimal")
        )
        self.scale = ChoiceBox(naming.scales(), name="impor.skala", accessible=tr("Angka jawaban"))
        for box, letters in ((self.order, 15), (self.decimal, 12)):
            box.setMinimumContentsLength(letters)
        self.blank = ElidedCheck(
            tr("Pertanyaan tanpa kolom memang tidak dijawab"), name="impor.tanpa_kolom"
        )
        self.has_day = ElidedCheck(tr("Tanggal lembar tanpa tanggal"), name="impor.ada_tanggal")
        self.day = DateField()
        self.day.setObjectName("impor.tanggal")
        self.day.setAccessibleName(tr("Tanggal lembar tanpa tanggal"))
        self.others = ElidedCheck(
            tr("Isi di luar pilihan dicatat sebagai Lainnya"), name="impor.lainnya"
        )
        self.report = SecondaryButton(tr("Simpan daftar masalah…"), name="impor.laporan")

    def _table(self, key: str, columns: list[Column[Any]], accessible: str) -> DataTable:
        name = f"impor.{key}"
        return DataTable(columns, name=name, accessible=accessible, empty="", least_rows=4)

    def _lay_out(self) -> None:
        asked = {
            "sheet": (tr("Lembar kerja"), self.sheet, "impor.lembar_kerja"),
            "header": (tr("Baris nama kolom"), self.header, "impor.kepala"),
            "header_rows": (tr("Jumlah baris nama"), self.header_rows, "impor.jumlah_kepala"),
            "separator": (tr("Pemisah kolom"), self.separator, "impor.pemisah"),
            "order": (tr("Urutan tanggal"), self.order, "impor.urutan"),
            "decimal": (tr("Tanda desimal"), self.decimal, "impor.desimal"),
            "scale": (tr("Angka jawaban"), self.scale, "impor.skala"),
        }
        self._rows = {
            key: FormRow(label, field, name=name) for key, (label, field, name) in asked.items()
        }
        settings = Card(FlowLayout(*self._rows.values(), gap=10), margins=(12, 10, 12, 10))
        target = FormRow(tr("Kolom yang dipilih berarti"), self.target, name="impor.arti")
        value = FormRow(tr("Isi yang dipilih dicatat sebagai"), self.value, name="impor.nilai")
        day = column(self.has_day, self.day, gap=4)
        foot = row(target, day, column(1, self.blank), gap=16)
        for place, share in enumerate((3, 2, 3)):
            foot.setStretch(place, share)
        choosing = row(value, column(1, self.others), gap=16)
        choosing.setStretch(0, 1)
        choosing.setStretch(1, 1)
        contents = {
            "kolom": column(self.columns, foot, gap=8),
            "isi": column(self.unknown, choosing, gap=8),
            "pratinjau": column(self.preview),
            "masalah": column(self.problems, row(self.report, 1), gap=8),
        }
        for key, content in contents.items():
            page = QWidget()
            content.setStretch(0, 1)
            page.setLayout(content)
            self.pages.add_page(key, page)
        card = Card(self.tabs, self.pages, margins=(12, 8, 12, 12))
        card.body.setStretch(1, 1)
        whole = column(settings, card, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.columns.selection_changed.connect(self._follow_column)
        self.columns.row_activated.connect(lambda _: self.target.setFocus())
        self.unknown.selection_changed.connect(self._follow_unknown)
        self.unknown.row_activated.connect(lambda _: self.value.setFocus())
        self.target.picked.connect(self._choose_target)
        self.value.picked.connect(self._choose_value)
        self.sheet.picked.connect(lambda key: self.reading_changed.emit(Reading(sheet=key)))
        self.separator.picked.connect(lambda key: self.reading_changed.emit(Reading(separator=key)))
        for field in (self.header, self.header_rows):
            field.valueChanged.connect(lambda _: self._choose_header())
        self.order.picked.connect(lambda key: self._set(date_order=DateOrder(key)))
        self.decimal.picked.connect(lambda key: self._set(decimal=key))
        self.scale.picked.connect(lambda key: self._set(scale=ScaleUse(key)))
        self.blank.toggled.connect(lambda on: self._set(blank_questions=on))
        self.others.toggled.connect(lambda on: self._set(others=on))
        self.has_day.toggled.connect(self._choose_day)
        self.day.dateChanged.connect(lambda _: self._choose_day(self.has_day.isChecked()))
        self.report.clicked.connect(self.report_wanted)

    def _show_columns(self) -> None:
        if self._inspected is None or self._mapping is None:
            return
        chosen = self.columns.selected_rows()
        names = dict(naming.targets(self._inspected.instrument))
        lines = [
            ColumnLine(
                place,
                one.heading or tr("(tanpa nama)"),
                names.get(one.target, "") if one.target else "",
                naming.hows()[one.how],
                " · ".join(self._inspected.samples(place)),
            )
            for place, one in enumerate(self._mapping.columns)
        ]
        self.columns.set_rows(lines)
        place = chosen[0].place if chosen else 0  # type: ignore[attr-defined] # a ColumnLine
        if lines:
            self.columns.select_row(lines[min(place, len(lines) - 1)])
        self._follow_column()

    def _follow_column(self) -> None:
        rows = self.columns.selected_rows()
        if rows and self._mapping is not None:
            place = rows[0].place  # type: ignore[attr-defined] # a ColumnLine
            self.target.choose(self._mapping.columns[place].target)

    def _choose_target(self, target: str) -> None:
        rows = self.columns.selected_rows()
        if not rows or self._mapping is None:
            return
        place = rows[0].place  # type: ignore[attr-defined] # a ColumnLine
        self._mapping = self._mapping.with_target(place, target)
        self._show_columns()
        self.columns.setFocus(Qt.FocusReason.TabFocusReason)
        self.mapping_changed.emit(self._mapping)

    def _unknown_line(self) -> UnknownValue | None:
        rows = self.unknown.selected_rows()
        return rows[0] if rows else None  # type: ignore[return-value] # the table holds these

    def _follow_unknown(self) -> None:
        selected = self._unknown_line()
        self.value.setEnabled(selected is not None)
        if selected is None or self._inspected is None:
            return
        offered = naming.values_of(self._inspected.instrument, selected.target)
        self.value.set_choices([(key, words) for key, words, _ in offered])
        key = naming.NONE
        if selected.chosen:
            key = naming.BLANK if selected.value is None else str(selected.value)
        self.value.choose(key)

    def _choose_value(self, key: str) -> None:
        selected = self._unknown_line()
        if selected is None or self._inspected is None or self._mapping is None:
            return
        offered = naming.values_of(self._inspected.instrument, selected.target)
        value = next(value for known, _, value in offered if known == key)
        if key == naming.NONE:
            self._mapping = self._mapping.without_choice(selected.target, selected.cell)
        else:
            self._mapping = self._mapping.with_choice(selected.target, selected.cell, value)
        self.unknown.setFocus(Qt.FocusReason.TabFocusReason)
        self.mapping_changed.emit(self._mapping)

    def _choose_header(self) -> None:
        if self._inspected is not None:
            lines = list(self._inspected.grid.lines)
            wanted = self.header.value()
            place = lines.index(wanted) if wanted in lines else 0
            self.header_changed.emit(place, self.header_rows.value())

    def _choose_day(self, is_stated: bool) -> None:  # noqa: FBT001 - a signal hands it over
        self.day.setEnabled(is_stated)
        self._set(day=self.day.day.isoformat() if is_stated else "")

    def _show_day(self, day: str) -> None:
        """Show the stated day; where there is none, the field keeps what it has and rests."""
        self.day.blockSignals(True)
        self.day.setEnabled(bool(day))
        if day:
            self.day.set_day(date.fromisoformat(day))
        self.day.blockSignals(False)

    def _set(self, **changed: Any) -> None:  # noqa: ANN401 - settings of any type
        if self._mapping is not None:
            settings = replace(self._mapping.settings, **changed)
            self._mapping = replace(self._mapping, settings=settings)
            self.mapping_changed.emit(self._mapping)

    def _unknown_columns(self) -> list[Column[Any]]:
        def name(line: UnknownValue) -> str:
            instrument = self._inspected.instrument if self._inspected else None
            return dict(naming.targets(instrument))[line.target] if instrument else line.target

        def value(line: UnknownValue) -> str:
            if not line.chosen:
                return tr("belum dipilih")
            return tr("kosong") if line.value is None else str(line.value)

        return [
            Column("kolom", tr("Kolom"), name),
            Column("isi", tr("Isi di berkas"), lambda u: u.cell, stretch=True),
            Column("kali", tr("Berapa kali"), lambda u: indonesian(u.count, 0), align=Align.RIGHT),
            Column("nilai", tr("Dicatat sebagai"), value, tone=_tone_of_choice),
        ]


def _tone_of_choice(line: UnknownValue) -> str:
    return "" if line.chosen else "warning"


def _same(one: UnknownValue, other: UnknownValue) -> bool:
    return (one.target, one.cell) == (other.target, other.cell)


def _column_columns() -> list[Column[Any]]:
    return [
        Column("nomor", tr("No."), lambda c: str(c.place + 1), sort=lambda c: c.place),
        Column("nama", tr("Kolom di berkas"), lambda c: c.heading, stretch=True),
        Column(
            "arti",
            tr("Artinya"),
            lambda c: c.target or tr("tidak dipakai"),
            tone=lambda c: "" if c.target else "muted",
            strong=lambda c: bool(c.target),
        ),
        Column("dari", tr("Dikenali dari"), lambda c: c.how, tone=lambda _: "muted"),
        Column("contoh", tr("Contoh isi"), lambda c: c.samples, width=220),
    ]


def _line_column() -> Column[Any]:
    return Column(
        "baris", tr("Baris"), lambda r: str(r.line), align=Align.RIGHT, sort=lambda r: r.line
    )


def _preview_columns(instrument: Instrument, mapping: AnswerMapping) -> list[Column[Any]]:
    used = {one.target for one in mapping.columns}
    names = dict(naming.targets(instrument))
    return [_line_column(), *(_cell(k, names[k]) for k in column_names(instrument) if k in used)]


def _cell(key: str, title: str) -> Column[Any]:
    def text(line: PreviewRow) -> str:
        return line.texts.get(key, "") or ("–" if key in line.problems else "")

    def tone(line: PreviewRow) -> str:
        return "danger" if key in line.problems else ""

    return Column(key, title, text, badge=tone)


def _problem_columns() -> list[Column[Any]]:
    def row_of(problem: Problem) -> int:
        return problem.row

    return [
        Column("baris", tr("Baris"), lambda p: str(p.row), align=Align.RIGHT, sort=row_of),
        Column("kolom", tr("Kolom"), lambda p: p.column),
        Column("isi", tr("Isi"), lambda p: p.value, width=180),
        Column("sebab", tr("Sebab"), lambda p: p.reason, stretch=True),
    ]
