"""Rows that were copied, and means and sums that do not follow from the rows below them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from app.models.entered import Kind
from app.services.capaian.checks.finding import (
    CapaianFinding,
    CapaianRule,
    Place,
    indikator_place,
    program_place,
)
from app.services.capaian.texts import entered_text, rupiah_text, with_unit
from app.services.ikm.rounding import half_up, indonesian
from app.services.tables.columns import plain
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from app.models.entered import Entered
    from app.services.capaian.figures import IndikatorFigures, ProgramFigures
    from app.services.capaian.programs import ProgramBlock
    from app.services.capaian.year import YearFigures

FEWEST_ALIKE = 3
"""So many kelurahan with one and the same broken number are no chance."""


def row_rules(figures: YearFigures) -> Iterator[CapaianFinding]:
    """Compare rows with each other."""
    for above, one in zip(figures.indikator, figures.indikator[1:], strict=False):
        if _same_indikator(above, one):
            yield _copied(indikator_place(one), one.realisasi, indikator_place(above).text)
    for upper, row in zip(figures.programs, figures.programs[1:], strict=False):
        if _same_program(upper, row):
            yield _copied(program_place(row), row.row.realisasi, program_place(upper).text)
    seen = _Blocks()
    for office in figures.offices:
        for block in office.blocks:
            yield from _uniform(office.perangkat_daerah, block)
            yield from _mean(block)
            values = _broken(block)
            if found := seen.alike(values):
                yield _block_copied(office.perangkat_daerah, block, *found)
            if block.indikator:
                seen.add(values, office.perangkat_daerah)


def budget_rules(figures: YearFigures) -> Iterator[CapaianFinding]:
    """Compare budgets with the sums of their rows, and spending with pagu."""
    for one in figures.indikator:
        place, budget = indikator_place(one), one.budget
        yield from _overspent(place, budget.spent, budget.pagu)
        if budget.from_rows or not budget.rows:
            continue
        for rule, column, entered, rows in (
            (CapaianRule.PAGU_TAK_SESUAI_BARIS, "pagu", budget.pagu, budget.rows_pagu),
            (
                CapaianRule.REALISASI_TAK_SESUAI_BARIS,
                "realisasi_anggaran",
                budget.spent,
                budget.rows_spent,
            ),
        ):
            if entered is not None and rows is not None and entered != rows:
                yield _unequal(rule, place, column, entered, rows, budget.rows)
    for row in figures.programs:
        yield from _overspent(program_place(row), row.spent, row.pagu)


def _same_indikator(above: IndikatorFigures, one: IndikatorFigures) -> bool:
    """Say whether realisasi and budget are those of the row above."""
    return bool(
        one.realisasi == above.realisasi
        and one.realisasi.number
        and one.budget.spent
        and (one.budget.pagu, one.budget.spent) == (above.budget.pagu, above.budget.spent)
    )


def _same_program(above: ProgramFigures, one: ProgramFigures) -> bool:
    return bool(
        one.row.realisasi == above.row.realisasi
        and one.row.target == above.row.target
        and one.spent
        and (one.pagu, one.spent) == (above.pagu, above.spent)
    )


def _copied(place: Place, value: Entered, above: str) -> CapaianFinding:
    return CapaianFinding(
        CapaianRule.BARIS_TERSALIN,
        place,
        "realisasi",
        entered_text(value),
        "",
        tr(
            "{tempat}: realisasi dan anggarannya sama dengan baris di atasnya ({atas}).",
            tempat=place.text,
            atas=above,
        ),
    )


def _broken(block: ProgramBlock) -> frozenset[str]:
    """Return the realisasi of the kelurahan that are no whole numbers."""
    values = (one.row.realisasi for one in block.kelurahan)
    return frozenset(v.text for v in values if v.kind is Kind.NUMBER and v.decimals)


def _uniform(office: str, block: ProgramBlock) -> Iterator[CapaianFinding]:
    """Find kelurahan that all report one broken number."""
    values = {one.row.realisasi for one in block.kelurahan}
    if len(block.kelurahan) < FEWEST_ALIKE or len(values) != 1 or not _broken(block):
        return
    shown = entered_text(values.pop())
    place = Place(f"{office}, {block.program}", program_id=block.rows[0].row.id)
    yield CapaianFinding(
        CapaianRule.BARIS_TERSALIN,
        place,
        "realisasi",
        shown,
        "",
        tr(
            "{tempat}: {n} kelurahan melaporkan realisasi yang persis sama, {nilai}.",
            tempat=place.text,
            n=len(block.kelurahan),
            nilai=shown,
        ),
    )


class _Blocks:
    """The blocks so far by their values, so that not each is compared with every other."""

    def __init__(self) -> None:
        self._known: dict[frozenset[str], str] = {}
        self._holding: dict[str, list[frozenset[str]]] = defaultdict(list)

    def add(self, values: frozenset[str], office: str) -> None:
        """Know the values of a block; of several with the same ones the first office is named."""
        if len(values) >= FEWEST_ALIKE and values not in self._known:
            self._known[values] = office
            for value in values:
                self._holding[value].append(values)

    def alike(self, values: frozenset[str]) -> tuple[str, frozenset[str]] | None:
        """Return the office of a block that shares most of its values, and those."""
        if values in self._known:
            return self._known[values], values
        counts = Counter(others for value in values for others in self._holding.get(value, ()))
        fitting = {
            others
            for others, shared in counts.items()
            if shared >= FEWEST_ALIKE and 2 * shared >= min(len(values), len(others))
        }
        first = next((one for one in self._known if one in fitting), None) if fitting else None
        return None if first is None else (self._known[first], values & first)


def _block_copied(
    office: str, block: ProgramBlock, other: str, shared: frozenset[str]
) -> CapaianFinding:
    place = Place(f"{office}, {block.program}", program_id=block.rows[0].row.id)
    numbers = [one.row.realisasi for one in block.kelurahan if one.row.realisasi.text in shared]
    shown = ", ".join(dict.fromkeys(entered_text(value) for value in numbers))
    return CapaianFinding(
        CapaianRule.BARIS_TERSALIN,
        place,
        "realisasi",
        shown,
        "",
        tr(
            "{tempat}: {n} realisasi kelurahan sama dengan yang di {lain} ({nilai}).",
            tempat=place.text,
            n=len(shared),
            lain=other,
            nilai=shown,
        ),
    )


def _mean(block: ProgramBlock) -> Iterator[CapaianFinding]:
    """Compare a mean that a kecamatan reports with its kelurahan."""
    own, mean = block.own, block.mean_realisasi.value
    if own is None or len(block.kelurahan) < 2 or "ratarata" not in plain(block.indikator):  # noqa: PLR2004 - a mean of several
        return
    value = own.row.realisasi
    if value.number is None or mean is None or half_up(mean, value.decimals) == value.number:
        return
    if any(one.row.realisasi.number is None for one in block.kelurahan):
        return
    place, expected = program_place(own), with_unit(indonesian(mean, 2), value.unit)
    yield CapaianFinding(
        CapaianRule.RATA_KELURAHAN_TAK_SESUAI,
        place,
        "realisasi",
        entered_text(value),
        expected,
        tr(
            "{tempat}: realisasinya {nilai}, padahal rata-rata {n} kelurahannya {harapan}.",
            tempat=place.text,
            nilai=entered_text(value),
            n=len(block.kelurahan),
            harapan=expected,
        ),
    )


def _overspent(
    place: Place, spent: Fraction | None, pagu: Fraction | None
) -> Iterator[CapaianFinding]:
    if spent is None or pagu is None or spent <= pagu:
        return
    yield CapaianFinding(
        CapaianRule.REALISASI_MELEBIHI_PAGU,
        place,
        "realisasi_anggaran",
        rupiah_text(spent),
        rupiah_text(pagu),
        tr(
            "{tempat}: realisasi anggaran {realisasi} di atas pagunya {pagu}.",
            tempat=place.text,
            realisasi=rupiah_text(spent),
            pagu=rupiah_text(pagu),
        ),
    )


def _unequal(
    rule: CapaianRule,
    place: Place,
    column: str,
    entered: Fraction,
    rows: Fraction,
    count: int,
) -> CapaianFinding:
    name = tr("pagu") if column == "pagu" else tr("realisasi anggaran")
    return CapaianFinding(
        rule,
        place,
        column,
        rupiah_text(entered),
        rupiah_text(rows),
        tr(
            "{tempat}: {nama} {nilai}, sedangkan jumlah {n} baris programnya {jumlah} (selisih"
            " {selisih}).",
            tempat=place.text,
            nama=name,
            nilai=rupiah_text(entered),
            n=count,
            jumlah=rupiah_text(rows),
            selisih=rupiah_text(entered - rows),
        ),
    )
