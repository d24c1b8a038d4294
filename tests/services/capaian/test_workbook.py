from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from app.services.capaian.imports.columns import ImportKind
from app.services.imports.problems import ImportRefusedError
from app.services.units.preview import RowStatus
from tests.support.capaian_tables import (
    COMMA,
    HEAD,
    INDIKATOR,
    POINT,
    PROGRAM,
    PROGRAM_HEAD,
    YEAR,
    preview,
    take,
    written,
)
from tests.support.office import open_office

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.store.records import Records
    from app.services.session import Session


def test_a_workbook_goes_out_and_comes_back_unchanged(session: Session, tmp_path: Path) -> None:
    for path in (INDIKATOR, PROGRAM):
        take(session, path)
    book = tmp_path / "capaian.xlsx"
    book.write_bytes(session.capaian.as_xlsx(YEAR))
    other = open_office(tmp_path / "lain.sqlite", "Pemerintah Kota", "KOTA")
    for kind in ImportKind:
        for stated in (POINT, COMMA):
            same = session.capaian.imports.preview(book, YEAR, kind, stated)
            assert same.counts[RowStatus.SAME] == len(same.rows)
            assert same.ignored == ()
        found = other.capaian.imports.preview(book, YEAR, kind, POINT)
        other.capaian.imports.take(found)
    assert everything(other) == everything(session)
    other.store.close()


def everything(session: Session) -> list[object]:
    """Return every record of the year without what identifies it."""
    records = session.store.capaian
    kept: tuple[Records[Any], ...] = (
        *(records.rpjmd, records.misi, records.tujuan, records.sasaran, records.indikator),
        *(records.rpjmd_targets, records.values, records.programs),
    )
    return [records.kind.content(one) for records in kept for one in records.all()]


def test_numbers_of_a_workbook_need_no_separator(session: Session, tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "d.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Apa saja")
        sheet.write_row(0, 0, [*HEAD, "pagu"])
        sheet.write_row(
            1, 0, [1, "Tata kelola", "Nilai", "Poin", "naik", 15.426, 0.1 + 0.2, 411500]
        )
    take(session, path, COMMA)
    (one,) = session.capaian.figures(YEAR).indikator
    assert (one.target.text, one.realisasi.text, one.values.pagu.text) == (
        "15.426",
        "0.3",
        "411500",
    )


def test_percentages_that_excel_stores_as_fractions_are_remarked(
    session: Session, tmp_path: Path
) -> None:
    import xlsxwriter

    path = tmp_path / "d.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, [1, "S", "Persentase A", "%", "naik", 0.1275, 0.2337])
    assert "Excel menyimpan 12,75% sebagai 0,1275" in preview(session, path).remarks[-1]


def test_ten_thousand_program_rows_are_taken_quickly(session: Session, tmp_path: Path) -> None:
    rows = [
        (f"Kecamatan {n % 200}", f"Program {n}", "", "Persentase", "12.75%", str(n * 1000))
        for n in range(10_000)
    ]
    path = written(tmp_path / "p.csv", PROGRAM_HEAD, *rows)
    start = time.process_time()
    take(session, path)
    assert time.process_time() - start < 10
    assert len(session.capaian.figures(YEAR).programs) == 10_000
    with pytest.raises(ImportRefusedError, match="baris 10002, kolom target"):
        take(session, written(path, PROGRAM_HEAD, *rows, ("K", "P", "", "I", "dua", "1")))
