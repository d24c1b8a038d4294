"""The mistakes of published reports, found; and hardly anything else.

tests/data/rekap_banjarmasin_2024.csv: Laporan SKM Pemerintah Kota Banjarmasin 2024, 95 units.
tests/data/ikm_balikpapan_2021_2022.csv: IKM of 101 services of Kota Balikpapan, two years.
Every finding that is expected stands here with its reason; every other one is a false alarm.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.services.plausibility.finding import Rule
from app.services.plausibility.service import check_file
from tests.support.recaps import Line, check, keys_of, read_lines

DATA = Path(__file__).parent.parent / "data"
BANJARMASIN = DATA / "rekap_banjarmasin_2024.csv"
BALIKPAPAN = DATA / "ikm_balikpapan_2021_2022.csv"

EXPECTED = {
    (6, "ikm_tak_sesuai_unsur"): "84,56 where 0,111 gives 84,31",
    (6, "ikm_tersalin"): "84,56 is the pengaduan of the same row",
    (18, "di_luar_rentang"): "produk 12,64 is below 25; with 87,64 the IKM follows",
    (27, "skala_salah"): "sarpras 3,76 is an NRR among konversi: 94,00",
    (38, "nrr_mustahil"): "the unsur are those of 299 respondents, not of 229",
    (39, "ikm_tak_sesuai_unsur"): "87,05 where 0,111 gives 87,01 and 1/9 gives 87,10",
    (47, "ikm_tak_sesuai_unsur"): "87,69 where 0,111 gives 87,51",
    (47, "ikm_tersalin"): "87,69 is the IKM of the next row",
    (47, "baris_kembar"): "eight of nine unsur, IKM and n are those of row 48",
    (48, "baris_kembar"): "the other of the two",
    (54, "unit_tanpa_data"): "an IKM without any unsur",
    (55, "unit_tanpa_data"): "an IKM without any unsur",
    (68, "nrr_mustahil"): "the unsur are those of 71 respondents, not of 73",
    (77, "unit_tanpa_data"): "two unsur are blank",
    (82, "ikm_tak_sesuai_unsur"): "96,56 where 0,111 gives 96,64",
    (86, "nrr_mustahil"): "prosedur 87,65 with n 295; the IKM fits 87,71",
    (89, "unit_tanpa_data"): "persyaratan is blank; the IKM was computed with 89,17",
    (91, "unit_tanpa_data"): "persyaratan is blank; the IKM was computed with 81,79",
    (92, "nrr_mustahil"): "persyaratan 84,05 with n 322; the IKM fits 84,01",
}
"""Not expected: row 80, whose IKM follows from the eight unsur it has; rows 39, 44, 61, 69 and 76,
where a last digit was cut off or rounded once more (docs/decisions.md)."""

LIKELY = {
    (6, "ikm_tak_sesuai_unsur"): "84.31",
    (18, "di_luar_rentang"): "87.64",
    (27, "skala_salah"): "94.00",
    (38, "nrr_mustahil"): "299",
    (47, "ikm_tak_sesuai_unsur"): "87.51",
    (68, "nrr_mustahil"): "71",
    (86, "nrr_mustahil"): "87.71",
    (89, "unit_tanpa_data"): "89.17",
    (92, "nrr_mustahil"): "84.01",
}

CHANGES = {12: "+10,14", 20: "−10,02", 26: "+16,42", 27: "+11,50", 71: "+10,95", 88: "+13,30"}
NEW_SERVICES = (6, 7)
"""Services without an IKM of 2021."""


def test_the_table_raises_what_is_known_to_be_wrong_and_nothing_else() -> None:
    found = {(baris, rule) for baris, rule, _ in keys_of(check_file(BANJARMASIN))}
    assert found - set(EXPECTED) == set(), "false alarms"
    assert set(EXPECTED) - found == set(), "missed"


def test_each_mistake_is_named_once() -> None:
    assert len(check_file(BANJARMASIN).findings) == len(EXPECTED)


def test_what_was_probably_meant_is_said() -> None:
    found = {(f.baris, f.aturan.value): f.harapan for f in check_file(BANJARMASIN).findings}
    assert {place: found[place] for place in LIKELY} == LIKELY


def test_a_sentence_names_row_value_and_the_weight_that_fits() -> None:
    (wrong, copied) = check_file(BANJARMASIN).findings[:2]
    assert wrong.pesan.startswith("Baris 6 (Badan Perencanaan Pembangunan Daerah")
    assert "IKM 84,56" in wrong.pesan
    assert "bobot 1/9 memberi 84,40; bobot 0,111 memberi 84,31; bobot 0,11" in wrong.pesan
    assert "89 baris lain mengikuti bobot 0,111" in wrong.pesan
    assert "sama dengan nilai pengaduan di baris yang sama" in copied.pesan


def test_two_years_raise_the_great_changes_and_the_missing_year() -> None:
    checked = check_file(BALIKPAPAN)
    changes = {f.baris: f.pesan for f in checked.findings if f.aturan is Rule.PERUBAHAN_BESAR}
    missing = [f.baris for f in checked.findings if f.aturan is Rule.UNIT_TANPA_DATA]
    assert changes.keys() == CHANGES.keys()
    assert all(f"{CHANGES[row]} poin" in pesan for row, pesan in changes.items())
    assert tuple(missing) == NEW_SERVICES
    assert len(checked.findings) == len(CHANGES) + len(NEW_SERVICES)


SPOILT = {
    "formula": ({"waktu": "3.8589*25"}, "bukan_angka", "waktu", "96.47"),
    "error of a spreadsheet": ({"waktu": "#REF!"}, "bukan_angka", "waktu", None),
    "no comma": ({"waktu": "8976"}, "di_luar_rentang", "waktu", "89.76"),
    "no comma in the IKM": ({"ikm": "8853"}, "di_luar_rentang", "ikm", "88.53"),
    "no comma in a percentage": (
        {"realisasi_persen": "141700,00"},
        "di_luar_rentang",
        "realisasi_persen",
        "141.70",
    ),
    "wrong letter": ({"kategori": "B (Baik)"}, "mutu_tak_sesuai", "kategori", "A (Sangat Baik)"),
    "wrong word": ({"kategori": "A (Baik)"}, "mutu_tak_sesuai", "kategori", "A (Sangat Baik)"),
    "IKM above 100": ({"ikm": "108.53"}, "di_luar_rentang", "ikm", None),
    "IKM as an index": ({"ikm": "3.54"}, "skala_salah", "ikm", "88.50"),
}
"""Mistakes of the report's other tables, put into row 3 of this one."""


@pytest.mark.parametrize("name", SPOILT)
def test_mistakes_of_other_tables_are_found_in_this_one(name: str) -> None:
    values, rule, column, expected = SPOILT[name]
    lines: list[Line] = [dict(line) for line in read_lines(BANJARMASIN)]
    lines = [line | {"realisasi_persen": "98,5"} for line in lines]
    lines[2] |= values
    found = [f for f in check(lines).findings if f.baris == 3]
    assert [(f.aturan.value, f.kolom) for f in found] == [(rule, column)]
    assert expected is None or found[0].harapan == expected


def test_semicolons_and_decimal_commas_change_nothing() -> None:
    lines = [
        {
            key: cell.replace(".", ",") if key in line and cell[:1].isdigit() else cell
            for key, cell in line.items()
        }
        for line in read_lines(BANJARMASIN)
    ]
    assert keys_of(check(lines, ";")) == keys_of(check_file(BANJARMASIN))


def test_no_rule_knows_names_or_places() -> None:
    """Other names and the reverse order give the same findings at the mirrored rows."""
    lines = read_lines(BANJARMASIN)
    other = [line | {"unit": f"Unit {n}", "no": ""} for n, line in enumerate(lines, 1)]
    mirrored = {(len(lines) + 1 - baris, rule) for baris, rule, _ in keys_of(check(other[::-1]))}
    assert mirrored == set(EXPECTED)
