from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import InputError
from app.models.unit import UnitType
from app.services.tables.columns import Record
from app.services.units.planning import plan_rows
from app.services.units.preview import RowStatus
from tests.support.office import open_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.session import Session

LIST = """kode;nama;jenis;induk;alias;layanan
kota;Pemerintah Kota;pemda;;;
kec-1;Kecamatan Tengah;;kota;Kec. Tengah;Rekomendasi
007;NA;Puskesmas;Kecamatan Tengah;;Rawat jalan
kel-pasar-lama;Kelurahan Pasar Lama;;kec-1;Ps. Lama;"surat keterangan; Legalisasi"
"""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = open_office(tmp_path / "kantor.puas")
    yield made
    made.store.close()


def _file(folder: Path, text: str) -> Path:
    path = folder / "unit.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_preview_tells_what_would_happen_and_writes_nothing(
    session: Session, tmp_path: Path
) -> None:
    head = session.store.log.head()
    preview = session.units.preview_list(_file(tmp_path, LIST))
    assert [row.status.value for row in preview.rows] == ["baru", "baru", "baru", "berubah"]
    assert preview.source == "CSV, UTF-8, pemisah titik koma"
    assert preview.rows[3].changes == (
        "induk: tidak ada → kec-1",
        "alias baru: Ps. Lama",
        "layanan baru: Legalisasi",
    )
    assert preview.acceptable
    assert session.store.log.head() == head


def test_an_accepted_list_is_there_and_the_same_list_again_changes_nothing(
    session: Session, tmp_path: Path
) -> None:
    path = _file(tmp_path, LIST)
    result, changes = session.units.import_list(session.units.preview_list(path))
    assert (result.added, result.changed, result.same, result.services_added) == (3, 1, 0, 4)
    assert changes.office
    tree = {node.unit.code: node for node in session.units.tree()}
    assert tree["007"].unit.name == "NA"
    assert tree["007"].unit.type is UnitType.PUSKESMAS
    assert tree["kel-pasar-lama"].depth == 2
    assert [service.name for service in tree["kota"].services] == ["Pelayanan umum"]
    again = session.units.preview_list(path)
    assert {row.status for row in again.rows} == {RowStatus.SAME}
    assert not again.acceptable


def test_a_blank_cell_takes_nothing_away(session: Session, tmp_path: Path) -> None:
    session.units.import_list(session.units.preview_list(_file(tmp_path, LIST)))
    short = "kode,nama,jenis,induk,alias,layanan\nkel-pasar-lama,Kelurahan Pasar Lama,,,,\n"
    assert session.units.preview_list(_file(tmp_path, short)).rows[0].status is RowStatus.SAME


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (";Tanpa kode;;;;", "kode: kode belum diisi"),
        ("a b;Nama;;;;", "kode: hanya huruf"),
        ("x1;;;;;", "nama: belum diisi"),
        ("x1;" + "n" * 301 + ";;;;", "nama: lebih dari 300 huruf"),
        ("x1;Nama;kantor apa;;;", "jenis: “kantor apa” bukan salah satu dari pemda"),
        ("x1;Nama;;tiada;;", "induk: unit “tiada” tidak ada"),
        ("x1;Nama;;x1;;", "induk: unit ini menjadi bawahan dirinya sendiri"),
        ("x1;Nama;;;" + '"' + "a;" * 60 + '"' + ";", "alias: lebih dari 50 isian"),
        ("x1;Nama;;;;" + "y" * 301, "layanan: lebih dari 300 huruf"),
        ("x1;Nama;;;;;lebih", "baris ini punya isian lebih banyak"),
        ("KOTA;Kota lagi;;;;", "kode: KOTA sudah ada di baris 2"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_column_and_reason(
    session: Session, tmp_path: Path, line: str, reason: str
) -> None:
    text = f"kode;nama;jenis;induk;alias;layanan\nkota;Kota;;;;\n{line}\n"
    preview = session.units.preview_list(_file(tmp_path, text))
    assert [(row.line, row.status) for row in preview.refused] == [(3, RowStatus.REFUSED)]
    assert reason in preview.refused[0].note
    with pytest.raises(InputError, match="yang pertama baris 3"):
        session.units.import_list(preview)
    assert len(session.units.all()) == 1


def test_a_circle_over_several_rows_is_refused_in_each_of_them(
    session: Session, tmp_path: Path
) -> None:
    text = "kode,nama,induk\na,A,c\nb,B,a\nc,C,b\nd,D,a\n"
    preview = session.units.preview_list(_file(tmp_path, text))
    assert [row.code for row in preview.refused] == ["a", "b", "c"]


def test_a_circle_through_a_unit_that_is_there_is_refused(session: Session, tmp_path: Path) -> None:
    session.units.import_list(session.units.preview_list(_file(tmp_path, LIST)))
    text = "kode,nama,induk\nkota,Pemerintah Kota,kel-pasar-lama\n"
    assert session.units.preview_list(_file(tmp_path, text)).refused


def test_a_parent_is_found_by_a_name_only_where_one_unit_has_it(
    session: Session, tmp_path: Path
) -> None:
    text = "kode,nama,induk\nm1,Manggar,\nm2,Manggar,\nx,X,Manggar\n"
    preview = session.units.preview_list(_file(tmp_path, text))
    assert [row.code for row in preview.refused] == ["x"]


def test_a_preview_that_is_out_of_date_is_refused(session: Session, tmp_path: Path) -> None:
    preview = session.units.preview_list(_file(tmp_path, LIST))
    session.units.change(replace(session.offices.unit(), name="Lain"))
    with pytest.raises(InputError, match="berubah sejak pratinjau"):
        session.units.import_list(preview)


def test_columns_nobody_asked_for_are_named(session: Session, tmp_path: Path) -> None:
    text = "luas,nama unit,KODE,warna\n5,A,a,merah\n"
    preview = session.units.preview_list(_file(tmp_path, text))
    assert preview.ignored == ("luas", "warna")
    assert preview.rows[0].name == "A"


@pytest.mark.parametrize("text", ["kode,nama\n", "nama\nA\n", "kode,nama,kode\n1,A,1\n"])
def test_a_list_that_cannot_be_one_is_refused(session: Session, tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError):
        session.units.preview_list(_file(tmp_path, text))


def test_too_many_units_are_refused(session: Session, tmp_path: Path) -> None:
    text = "kode,nama\n" + "".join(f"u{i},U\n" for i in range(5001))
    with pytest.raises(InputError, match="5001 unit, paling banyak 5000"):
        session.units.preview_list(_file(tmp_path, text))


def test_a_failure_half_way_leaves_nothing(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = session.units.preview_list(_file(tmp_path, LIST))

    def refuse(*_: object) -> None:
        raise OSError("full")

    monkeypatch.setattr(type(session.store.units), "save_service", refuse)
    with pytest.raises(OSError, match="full"):
        session.units.import_list(preview)
    assert len(session.units.all()) == 1


def test_the_same_list_as_a_workbook_gives_the_same_preview(
    session: Session, tmp_path: Path
) -> None:
    from_text = session.units.preview_list(_file(tmp_path, LIST))
    book = xlsxwriter.Workbook(str(tmp_path / "unit.xlsx"))
    sheet = book.add_worksheet()
    for place, row in enumerate([from_text_row(r) for r in LIST.strip().split("\n")]):
        for column, cell in enumerate(row):
            sheet.write_string(place, column, cell)
    book.close()
    assert session.units.preview_list(tmp_path / "unit.xlsx").rows == from_text.rows


def from_text_row(line: str) -> list[str]:
    import csv

    return next(csv.reader([line], delimiter=";"))


CELL = st.one_of(
    st.sampled_from(["", "a", "b", "A", "kel-pasar-lama", "kelurahan", "tiada"]),
    st.text(st.characters(), max_size=12),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.tuples(CELL, CELL, CELL, CELL, CELL, CELL), min_size=1, max_size=6))
def test_whatever_the_cells_a_list_is_planned_and_a_plan_is_either_refused_or_done(
    session: Session, rows: list[tuple[str, ...]]
) -> None:
    keys = ("kode", "nama", "jenis", "induk", "alias", "layanan")
    records = [Record(i, dict(zip(keys, row, strict=True))) for i, row in enumerate(rows, 2)]
    plan = plan_rows(records, session.store.units.all(), session.store.units.services())
    assert [row.line for row in plan] == [record.line for record in records]
    for row in plan:
        assert (row.status is RowStatus.REFUSED) == bool(row.reasons)
        assert (row.status is RowStatus.CHANGED) == bool(row.changes)
        "".join((row.code, row.name, row.parent, *row.aliases, *row.services)).encode()
    accepted = [row for row in plan if row.status is not RowStatus.REFUSED]
    assert len({row.code.casefold() for row in accepted}) == len(accepted)
