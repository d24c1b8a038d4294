"""A year of capaian as a workbook that can be changed and imported again.

The first row says how its texts are written, so that ``69,50`` comes back as it went out; what a
number cell can hold exactly is a number.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from app.models.entered import Entered, Kind
from app.services.capaian.imports.columns import (
    PROGRAM_TYPED,
    TYPED,
    ImportKind,
    realisasi_column,
    revised_column,
    rpjmd_column,
    target_column,
)
from app.services.capaian.imports.own_sheet import COMPUTED, SHEETS, title_of
from app.services.capaian.texts import percent_text, reached_text, rupiah_text
from app.services.capaian.typed import number_cell
from app.services.tables.writing import cell_text
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.services.capaian.figures import IndikatorFigures, ProgramFigures
    from app.services.capaian.formulas import Computed
    from app.services.capaian.year import SasaranFigures, YearFigures

    Cell = Entered | Computed | str | int | None

_WIDEST, _NARROWEST = 48, 10
_COMPUTED_PLACES = 6


def as_xlsx(figures: YearFigures, targets: Mapping[int, Mapping[int, Entered]]) -> bytes:
    """Return the workbook. ``targets`` are the RPJMD targets: indikator → year → target."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        writer = _SheetWriter(book, figures.number)
        years = sorted({year for own in targets.values() for year in own})
        writer.write(
            SHEETS[ImportKind.INDIKATOR],
            _indikator_head(figures.number, years),
            [
                _indikator_row(group, one, targets.get(one.indikator.id, {}), years)
                for group in figures.sasaran
                for one in group.indikator
            ],
        )
        parents = {
            one.indikator.id: (group, one) for group in figures.sasaran for one in group.indikator
        }
        writer.write(
            SHEETS[ImportKind.PROGRAM],
            _PROGRAM_HEAD,
            [_program_row(one, parents) for one in figures.programs],
        )
        writer.write(tr("Ringkasan"), (tr("Hal"), tr("Nilai")), _summary_rows(figures))
        title = tr("Capaian kinerja {tahun}", tahun=figures.number)
        book.set_properties({"title": title, "author": "Puas"})
    return target.getvalue()


class _SheetWriter:
    """Writes sheets whose first row says what they are."""

    def __init__(self, book: Any, year: int) -> None:  # noqa: ANN401 - an object of the library
        self._book = book
        self._title = title_of(year)
        self._bold = book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self._quiet = book.add_format({"italic": True, "font_color": "#6B7280"})
        self._right = book.add_format({"align": "right"})
        self._numbers: dict[int, Any] = {}

    def write(self, name: str, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Write one sheet."""
        sheet = self._book.add_worksheet(name)
        sheet.write_string(0, 0, self._title, self._quiet)
        for place, text in enumerate(head):
            sheet.write_string(1, place, text, self._bold)
            cells = [str(getattr(row[place], "text", row[place]) or "") for row in rows[:200]]
            width = max([len(text) // 2, *map(len, cells)])
            sheet.set_column(place, place, min(max(width + 2, _NARROWEST), _WIDEST))
        for line, row in enumerate(rows, 2):
            for place, cell in enumerate(row):
                self._cell(sheet, (line, place), cell)
        sheet.freeze_panes(2, 0)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(rows) + 2}"})

    def _cell(self, sheet: Any, at: tuple[int, int], cell: Cell) -> None:  # noqa: ANN401 - as above
        if cell is None or cell == "":
            return
        if isinstance(cell, str):
            sheet.write_string(*at, cell_text(cell))
        elif isinstance(cell, int):
            sheet.write_number(*at, cell)
        elif isinstance(cell, Entered):
            self._entered(sheet, at, cell)
        elif cell.value is None:
            sheet.write_string(*at, cell.reason, self._quiet)
        else:
            sheet.write_number(*at, float(cell.value), self._number(_COMPUTED_PLACES))

    def _entered(self, sheet: Any, at: tuple[int, int], value: Entered) -> None:  # noqa: ANN401 - as above
        number = number_cell(value)
        if number is not None:
            sheet.write_number(*at, number, self._number(value.decimals))
        elif value.kind is Kind.NUMBER:
            sheet.write_string(*at, value.text.replace(".", ","), self._right)
        elif not value.is_blank:
            sheet.write_string(*at, cell_text(value.text))

    def _number(self, decimals: int) -> Any:  # noqa: ANN401 - a format of the library
        if decimals not in self._numbers:
            pattern = "0." + "0" * decimals if decimals else "0"
            self._numbers[decimals] = self._book.add_format({"num_format": pattern})
        return self._numbers[decimals]


_COMPUTED = ("capaian", "kemajuan", "capaian nasional", "selisih baseline", "serapan", "efisiensi")


def _indikator_head(year: int, years: Sequence[int]) -> tuple[str, ...]:
    return (
        *("no_misi", "misi", "tujuan", "no_sasaran", "sasaran", "indikator", "satuan", "arah"),
        *("rumus", "desimal", "pengampu", "baseline"),
        *(rpjmd_column(one) for one in years),
        *("target_akhir", target_column(year), revised_column(year), realisasi_column(year)),
        *("sementara", "tahun_sementara", "nasional", "pagu", "realisasi_anggaran"),
        *TYPED,
        *(_computed_name(name) for name in ("realisasi", *_COMPUTED, "predikat", "tercapai")),
    )


def _indikator_row(
    group: SasaranFigures,
    one: IndikatorFigures,
    targets: Mapping[int, Entered],
    years: Sequence[int],
) -> list[Cell]:
    indikator, values = one.indikator, one.values
    return [
        *(group.misi.number or None, group.misi.name, group.tujuan.name),
        *(group.sasaran.number, group.sasaran.name, indikator.name, indikator.satuan),
        *(indikator.arah.value, indikator.rumus.value, indikator.decimals),
        "; ".join(held.name for held in one.pengampu),
        indikator.baseline,
        *(targets.get(year) for year in years),
        *(indikator.end_target, values.target, values.revised_target, values.realisasi),
        tr("ya") if values.provisional else tr("tidak"),
        *(values.reused_year, values.national, values.pagu, values.realisasi_anggaran),
        *(_typed(values.typed, key) for key in TYPED.values()),
        *(one.realisasi, one.capaian, one.kemajuan, one.capaian_nasional, one.selisih_baseline),
        *(one.serapan, one.efisiensi, one.predikat, reached_text(one.tercapai)),
    ]


_PROGRAM_HEAD = (
    *("tahun", "no_sasaran", "sasaran", "indikator_sasaran", "perangkat_daerah", "program"),
    *("kelurahan", "indikator_program", "satuan", "arah", "rumus", "target", "realisasi"),
    *("pagu", "realisasi_anggaran", *PROGRAM_TYPED),
    *(COMPUTED + name for name in ("capaian", "serapan", "efisiensi", "predikat", "tercapai")),
)


def _program_row(
    one: ProgramFigures, parents: Mapping[int, tuple[SasaranFigures, IndikatorFigures]]
) -> list[Cell]:
    row = one.row
    group, parent = parents.get(row.indikator_id or 0, (None, None))
    number: Cell = group.sasaran.number if group else row.no_sasaran
    return [
        *(row.year, number, group.sasaran.name if group else ""),
        parent.indikator.name if parent else row.indikator_sasaran,
        *(row.perangkat_daerah, row.program, row.kelurahan, row.indikator, row.satuan),
        *(row.arah.value, row.rumus.value, row.target, row.realisasi),
        *(row.pagu, row.realisasi_anggaran),
        *(_typed(row.typed, key) for key in PROGRAM_TYPED.values()),
        *(one.capaian, one.serapan, one.efisiensi, one.predikat, reached_text(one.tercapai)),
    ]


def _summary_rows(figures: YearFigures) -> list[list[Cell]]:
    summary = figures.summary
    counted: list[list[Cell]] = [[word, n] for word, n in summary.per_predikat.items()]
    return [
        [tr("Indikator"), summary.indikator],
        [tr("Rata-rata capaian"), percent_text(summary.mean_capaian.value)],
        *counted,
        [tr("Tercapai"), summary.reached],
        [tr("Belum tercapai"), summary.not_reached],
        [tr("Dapat dibandingkan dengan nasional"), summary.against_national.comparable],
        [tr("Pagu"), rupiah_text(summary.pagu)],
        [tr("Realisasi anggaran"), rupiah_text(summary.spent)],
        [tr("Serapan"), percent_text(summary.serapan.value)],
        [tr("Efisiensi"), percent_text(summary.efisiensi.value)],
        [tr("Sumber"), figures.year.source],
    ]


def _typed(typed: Mapping[str, Any], key: str) -> Entered:
    return Entered(str(typed.get(key, "")))


def _computed_name(name: str) -> str:
    """Return a heading that no import takes for a column of its own."""
    return COMPUTED + name.replace(" ", "_")
