"""Trend, reliability and cross-tables as cells: titles in the first row."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from app.services.results.survey_results import SMALL_GROUP
from app.services.results.tables_of_results import FEW
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.questionnaire import Instrument
    from app.services.results.change import Change
    from app.services.results.crosstab import Cell as CrossCell
    from app.services.results.crosstab import CrossTab
    from app.services.results.reliability import Reliability
    from app.services.results.tables_of_results import Rows
    from app.services.results.trend import PeriodColumn, Trend
    from app.services.tables.writing import Cell


def trend_rows(trend: Trend) -> Rows:
    """Return one row per period and unsur, then per year, with the test of the change."""
    rows: Rows = [
        [
            tr("Periode"),
            tr("Banyak periode"),
            tr("Unsur"),
            tr("n"),
            tr("Nilai"),
            tr("Perubahan"),
            "t (Welch)",
            tr("Derajat bebas"),
            tr("p (unsur: Holm)"),
            tr("Melebihi kebetulan"),
            tr("Keterangan"),
        ]
    ]
    for column in (*trend.periods, *trend.years):
        rows += [_trend_row(column, key, name) for key, name in trend.names.items()]
    if trend.break_text:
        rows.append([trend.break_text])
    return rows


def reliability_rows(reliability: Reliability) -> Rows:
    """Return alpha with its small print, then each question."""
    title = tr("Alfa Cronbach")
    rows: Rows = [
        [
            tr("Nomor"),
            tr("Pertanyaan"),
            tr("Korelasi butir-total"),
            tr("Alfa tanpa butir ini"),
            tr("Keterangan"),
        ],
        ["", title, None, reliability.figures.alpha, reliability.sentence],
    ]
    rows += [["", note, None, None, ""] for note in reliability.notes]
    for row in reliability.rows:
        correlation = row.total_correlation
        exact = None if correlation is None else Fraction(correlation)
        rows.append([row.question.number, row.name, exact, row.alpha_without, row.mark])
    return rows


def cross_rows(instrument: Instrument, tables: Sequence[CrossTab]) -> Rows:
    """Return every cell of several cross-tables, one per row."""
    rows: Rows = [
        [
            tr("Baris"),
            tr("Kelompok baris"),
            tr("Kolom"),
            tr("Kelompok kolom"),
            tr("n"),
            tr("Persen baris"),
            tr("Persen kolom"),
            instrument.index_short,
            tr("Mutu"),
        ]
    ]
    for table in tables:
        for row in table.rows:
            for column in table.columns:
                if table.cell(row, column).n:
                    rows.append(_cross_row(table, row, column))
    return rows


def _trend_row(column: PeriodColumn, key: str, name: str) -> list[Cell]:
    change = column.changes.get(key)
    start: list[Cell] = [column.name, column.periods, name, column.n, column.values[key]]
    return [*start, *(_change_cells(change) if change else [])]


def _change_cells(change: Change) -> list[Cell]:
    test = change.test
    note = change.why or (tr("galat terbesar yang mungkin") if change.careful else "")
    return [
        change.points,
        Fraction(test.t) if test else None,
        Fraction(test.degrees) if test else None,
        None if change.p is None else Fraction(change.p),
        str(change.verdict.value),
        note,
    ]


def _cross_row(table: CrossTab, row: str, column: str) -> list[Cell]:
    cell = table.cell(row, column)
    place: list[Cell] = [table.rows_by.name, row, table.columns_by.name, column]
    if cell.hidden:
        return [*place, FEW if cell.n < SMALL_GROUP else "…", None, None, None, ""]
    shares: list[Cell] = [None, None]
    if not table.row_sums[row].hidden and not table.column_sums[column].hidden:
        shares = [table.row_share(row, column), table.column_share(row, column)]
    return [*place, cell.n, *shares, *_index(cell)]


def _index(cell: CrossCell) -> list[Cell]:
    result = cell.result
    if result is None or result.ikm is None:
        return [None, ""]
    return [result.ikm, result.mutu.letter if result.mutu else ""]
