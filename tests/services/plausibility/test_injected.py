"""One mistake put into a sound recap is found under its own key."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.plausibility.finding import Rule
from app.services.plausibility.service import RULES
from tests.services.plausibility.test_consistent import year_lines
from tests.support.recaps import KEYS, Line, check, keys_of, recap_lines

SEEDS = st.integers(0, 2**32)
FEW = settings(max_examples=15)
"""Each example is a whole recap."""
UNSUR = st.sampled_from(KEYS)
ROW = 5


def found_in(lines: list[Line]) -> set[tuple[int, str]]:
    return {(baris, rule) for baris, rule, _ in keys_of(check(lines))}


def spoil(seed: int, **values: str) -> list[Line]:
    lines = recap_lines(seed)
    lines[ROW - 1] |= values
    return lines


def test_every_rule_has_one_function_of_its_name() -> None:
    assert list(RULES) == list(Rule)
    assert all(function.__name__ == rule.value for rule, function in RULES.items())


@FEW
@given(SEEDS, UNSUR, st.sampled_from(["3.8589*25", "#DIV/0!", "delapan", "88.1.2", "=A1+B1"]))
def test_bukan_angka(seed: int, key: str, text: str) -> None:
    assert found_in(spoil(seed, **{key: text})) == {(ROW, "bukan_angka")}


@FEW
@given(SEEDS, UNSUR, st.sampled_from(["12.64", "8954", "141700,00", "0", "101", "-88.10"]))
def test_di_luar_rentang(seed: int, key: str, text: str) -> None:
    assert found_in(spoil(seed, **{key: text})) == {(ROW, "di_luar_rentang")}


@FEW
@given(SEEDS, UNSUR)
def test_skala_salah(seed: int, key: str) -> None:
    konversi, nrr = recap_lines(seed), recap_lines(seed, nrr=True)
    konversi[ROW - 1][key] = nrr[ROW - 1][key]
    assert found_in(konversi) == {(ROW, "skala_salah")}
    konversi, nrr = recap_lines(seed), recap_lines(seed, nrr=True)
    nrr[ROW - 1][key] = konversi[ROW - 1][key]
    assert found_in(nrr) == {(ROW, "skala_salah")}


@FEW
@given(SEEDS, st.sampled_from(["0.30", "-0.30", "1.75", "-4.20"]))
def test_ikm_tak_sesuai_unsur(seed: int, by: str) -> None:
    """The differences lie between what the three weights give."""
    lines = recap_lines(seed)
    line = lines[ROW - 1]
    line["ikm"] = f"{float(Fraction(line['ikm']) + Fraction(by)):.2f}"
    assert (ROW, "ikm_tak_sesuai_unsur") in found_in(lines)


def test_a_row_is_held_to_the_weight_it_names() -> None:
    lines = [line | {"bobot": "0,111"} for line in recap_lines(11)]
    assert found_in(lines) == set()
    lines[ROW - 1]["bobot"] = "1/N"
    (finding,) = check(lines).findings
    assert finding.aturan is Rule.IKM_TAK_SESUAI_UNSUR
    assert finding.pesan.endswith("yang cocok bobot 0,111.")


@FEW
@given(SEEDS, UNSUR)
def test_ikm_tersalin(seed: int, key: str) -> None:
    lines = recap_lines(seed)
    line, above = lines[ROW - 1], lines[ROW - 2]
    for source in (line[key], above["ikm"]):
        changed = [dict(other) for other in lines]
        changed[ROW - 1]["ikm"] = source
        found = found_in(changed)
        assert ((ROW, "ikm_tersalin") in found) == ((ROW, "ikm_tak_sesuai_unsur") in found)


@FEW
@given(SEEDS, st.sampled_from(["C (Kurang Baik)", "D", "Tidak Baik"]))
def test_mutu_tak_sesuai(seed: int, text: str) -> None:
    assert found_in(spoil(seed, kategori=text)) == {(ROW, "mutu_tak_sesuai")}


@FEW
@given(SEEDS, UNSUR)
def test_konversi_tak_sesuai(seed: int, key: str) -> None:
    lines = recap_lines(seed, nrr=True)
    for line, konversi in zip(lines, recap_lines(seed), strict=True):
        line |= {f"{k}_konversi": konversi[k] for k in KEYS}
    # Whichever of the two is wrong, it is one mistake: the IKM follows the other.
    for column, by, places in ((f"{key}_konversi", "0.53", 2), (key, "0.0212", 4)):
        changed = [dict(line) for line in lines]
        wrong = Fraction(changed[ROW - 1][column]) - Fraction(by)
        changed[ROW - 1][column] = f"{float(wrong):.{places}f}"
        assert found_in(changed) == {(ROW, "konversi_tak_sesuai")}


@FEW
@given(SEEDS, UNSUR)
def test_nrr_mustahil(seed: int, key: str) -> None:
    """A value half-way between two possible ones; n is below 400, so they lie 0,06 apart."""
    lines = recap_lines(seed)
    line = lines[ROW - 1]
    n = int(line["jumlah_responden"])
    half_way = Fraction(line[key]) + Fraction(25, 2 * n)
    line[key] = f"{float(half_way):.2f}"
    assert (ROW, "nrr_mustahil") in found_in(lines)


def test_a_wrong_number_of_respondents_is_one_finding_with_the_right_one() -> None:
    lines = recap_lines(5)
    right = lines[ROW - 1]["jumlah_responden"]
    lines[ROW - 1]["jumlah_responden"] = str(int(right) + 7)
    (finding,) = check(lines).findings
    assert (finding.aturan, finding.kolom) == (Rule.NRR_MUSTAHIL, "jumlah_responden")
    assert finding.harapan == right


def test_means_of_means_are_no_impossible_values() -> None:
    """Where most rows cannot be plain means, the table is of another kind and none is named."""
    lines = recap_lines(5, rows=20)
    for line in lines:
        line["jumlah_responden"] = "41"
    assert not [place for place in found_in(lines) if place[1] == "nrr_mustahil"]


@FEW
@given(SEEDS)
def test_baris_kembar(seed: int) -> None:
    lines = recap_lines(seed)
    lines[ROW] = lines[ROW - 1] | {"unit": "Kelurahan lain"}
    assert found_in(lines) == {(ROW, "baris_kembar"), (ROW + 1, "baris_kembar")}


@FEW
@given(SEEDS, UNSUR)
def test_rows_that_differ_in_one_unsur(seed: int, key: str) -> None:
    lines = recap_lines(seed)
    lines[ROW] = lines[ROW - 1] | {"unit": "Kelurahan lain", key: "92.50"}
    assert {(ROW, "baris_kembar"), (ROW + 1, "baris_kembar")} <= found_in(lines)
    lines[ROW]["jumlah_responden"] += "0"
    assert not [place for place in found_in(lines) if place[1] == "baris_kembar"]


@FEW
@given(SEEDS)
def test_unit_ganda(seed: int) -> None:
    lines = recap_lines(seed)
    lines[ROW]["unit"] = "Kel. 5"
    assert found_in(lines) == {(ROW, "unit_ganda"), (ROW + 1, "unit_ganda")}


def test_one_name_in_two_groups_is_two_units() -> None:
    lines = [
        line | {"kelompok": f"K{n}", "unit": "Manggar"} for n, line in enumerate(recap_lines(1))
    ]
    assert found_in(lines) == set()


@FEW
@given(SEEDS, UNSUR)
def test_unit_tanpa_data(seed: int, key: str) -> None:
    blank = dict.fromkeys((*KEYS, "ikm", "kategori", "jumlah_responden"), "")
    assert found_in(spoil(seed, **blank)) == {(ROW, "unit_tanpa_data")}
    assert found_in(spoil(seed, **dict.fromkeys(KEYS, ""))) == {(ROW, "unit_tanpa_data")}


def test_a_period_that_the_other_units_have() -> None:
    lines = [
        line for line in year_lines(2) if (line["unit"], line["periode"]) != ("B", "Triwulan III")
    ]
    (finding,) = check(lines).findings
    assert (finding.aturan, finding.unit) == (Rule.UNIT_TANPA_DATA, "B")
    assert finding.harapan == "triwulan 3"


@FEW
@given(SEEDS)
def test_jawaban_seragam(seed: int) -> None:
    lines = spoil(seed, **dict.fromkeys(KEYS, "75.00"), ikm="74.93", kategori="C")
    assert {rule for _, rule in found_in(lines)} >= {"jawaban_seragam"}
    assert {rule for _, rule in found_in(lines)} <= {"jawaban_seragam", "perubahan_besar"}


@pytest.mark.parametrize(
    ("column", "by", "rule"),
    [
        ("waktu", 1, "tahunan_tak_sesuai_periode"),
        ("ikm", 1, "tahunan_tak_sesuai_periode"),
        ("jumlah_responden", 3, "responden_tak_sesuai_periode"),
    ],
)
def test_a_year_that_is_not_its_periods(column: str, by: int, rule: str) -> None:
    lines = year_lines(4)
    year = lines[4]
    places = 0 if column == "jumlah_responden" else 2
    year[column] = f"{float(Fraction(year[column]) + by):.{places}f}"
    assert (5, rule, column) in keys_of(check(lines))


@pytest.mark.parametrize("periods", [("2023", "2024"), ("Triwulan I", "Triwulan II")])
def test_perubahan_besar(periods: tuple[str, str]) -> None:
    lines = recap_lines(6, rows=2)
    for line, period in zip(lines, periods, strict=True):
        line |= {"unit": "Satu", "periode": period}
    assert found_in(lines) == set()
    only_ikm = [
        {"unit": "Satu", "periode": p, "ikm": i}
        for p, i in zip(periods, ("80", "90,01"), strict=True)
    ]
    assert found_in(only_ikm) == {(2, "perubahan_besar")}
    only_ikm[1]["ikm"] = "90"
    assert found_in(only_ikm) == set()


def test_thousands_of_twins_and_repetitions_are_counted_not_compared() -> None:
    line = recap_lines(8, rows=1)[0]
    twins = [line | {"unit": f"Unit {n}"} for n in range(2000)]
    assert check(twins).findings[-1].pesan.endswith("3 (Unit 2), dan 1996 lagi.")
    assert check([line] * 2000).findings[0].pesan.endswith("baris 4 (Kelurahan 1), dan 1996 lagi.")
