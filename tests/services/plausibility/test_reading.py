"""What a recap may look like."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.services.instruments.reading import shipped_instruments
from app.services.plausibility.service import check_table
from app.services.tables.delimited import read_delimited
from app.services.tables.table import RawTable, Row
from tests.support.recaps import KEYS, check, csv_text, keys_of, recap_lines

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument


def test_columns_by_their_printed_names_and_codes() -> None:
    lines = recap_lines(1)
    names = {"persyaratan": "U1", "waktu": "Waktu Penyelesaian", "biaya": "Biaya/Tarif"}
    names |= {"unit": "Nama Unit", "ikm": "Nilai IKM", "jumlah_responden": "Responden"}
    renamed = [{names.get(key, key): cell for key, cell in line.items()} for line in lines]
    assert keys_of(check(renamed)) == []
    renamed[2]["Biaya/Tarif"] = "12,64"
    assert keys_of(check(renamed)) == [(3, "di_luar_rentang", "Biaya/Tarif")]


def test_titles_numbering_headings_and_totals_are_no_units() -> None:
    lines = [{"no": str(n), **line} for n, line in enumerate(recap_lines(1), 1)]
    columns = list(lines[0])
    numbering = {column: f"({n})" for n, column in enumerate(columns, 1)}
    heading = dict.fromkeys(columns, "") | {"unit": "KELURAHAN"}
    total = dict.fromkeys(columns, "") | {"unit": "Jumlah", "jumlah_responden": "2.500"}
    checked = check([numbering, heading, *lines, total])
    assert keys_of(checked) == []
    lines[0]["biaya"] = "12.64"
    assert keys_of(check([numbering, heading, *lines])) == [(3, "di_luar_rentang", "biaya")]


def test_a_unit_named_once_for_several_periods() -> None:
    lines = [line | {"periode": f"Semester {n % 2 + 1}"} for n, line in enumerate(recap_lines(1))]
    for place in range(1, len(lines), 2):
        lines[place]["unit"] = ""
    assert keys_of(check(lines)) == []


def test_how_the_table_was_understood_is_said() -> None:
    lines = [line | {"catatan": "x"} for line in recap_lines(1, rows=3)]
    remarks = check(lines).remarks
    assert "Dibaca sebagai CSV, UTF-8, pemisah koma: 3 baris." in remarks
    assert "Skala nilai unsur per baris: skala 0-100 3." in remarks
    assert "Bobot yang cocok untuk 3 dari 3 baris ber-IKM: 0,111." in remarks
    assert "Kolom yang tidak diperiksa: catatan." in remarks


def test_some_unsur_alone_are_no_ground_to_doubt_the_ikm() -> None:
    lines = [{k: v for k, v in line.items() if k != "biaya"} for line in recap_lines(1)]
    assert keys_of(check(lines)) == []


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(InputError, match="tidak berisi baris data"):
        check_table(RawTable("a.csv", (Row(1, ("unit", "ikm")),), "CSV"))


def test_a_table_of_another_kind_is_refused() -> None:
    with pytest.raises(InputError, match="Kolom unit"):
        check([{"barang": "kursi", "ikm": "88"}])
    with pytest.raises(InputError, match="unsur"):
        check([{"unit": "A", "jumlah_responden": "30"}])


def test_values_come_back_as_the_file_has_them() -> None:
    lines = recap_lines(1)
    lines[0][KEYS[0]] = " 12,64 "
    (finding,) = check(lines).findings
    assert finding.nilai == "12,64"
    assert "12,64" in csv_text(lines)


def _with(instrument: Instrument, **changed: object) -> Instrument:
    return replace(instrument, **changed)  # type: ignore[arg-type] # values of several kinds


def test_of_instruments_alike_the_plainest_is_taken() -> None:
    """Others with the same unsur, more questions or a longer scale, stand before it."""
    (skm,) = [found for found in shipped_instruments() if found.key == "skm-9"]
    longer = _with(skm, key="a", questions=skm.questions * 2)
    wider = _with(skm, key="b", highest=6)
    lines = recap_lines(1)
    lines[0]["biaya"] = "12.64"
    table = read_delimited("a.csv", csv_text(lines).encode())
    assert keys_of(check_table(table, [longer, wider])) == [(1, "di_luar_rentang", "biaya")]


def test_a_longer_scale_is_seen_from_its_values() -> None:
    (skm,) = [found for found in shipped_instruments() if found.key == "skm-9"]
    wider = _with(skm, key="b", highest=6)
    rows = [{"unit": f"U{n}", **{k: f"5.{n}{p}" for p, k in enumerate(KEYS)}} for n in range(5)]
    table = read_delimited("a.csv", csv_text(rows).encode())
    assert keys_of(check_table(table, [wider])) == []
    assert len(keys_of(check_table(table))) == 5 * len(KEYS)
