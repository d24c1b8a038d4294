"""A recap that was computed right raises nothing, however it was rounded and written."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import TYPE_CHECKING

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.ikm.rounding import half_up
from app.services.ikm.sums import total_of
from app.services.plausibility.service import check_file
from tests.support.recaps import KEYS, Line, check, keys_of, recap_line, recap_lines

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = st.integers(0, 2**32)
FEW = settings(max_examples=15)
"""Each example is a whole recap."""

NUMBERS = {*KEYS, "ikm", "jumlah_responden"}


@FEW
@given(SEEDS, st.sampled_from(["1/9", "0.111", "0.11"]), st.booleans(), st.sampled_from([1, 3, 12]))
def test_any_weight_and_scale(seed: int, weight: str, nrr: bool, rows: int) -> None:
    assert keys_of(check(recap_lines(seed, rows, weight, nrr=nrr))) == []


@FEW
@given(SEEDS)
def test_decimal_commas_and_dropped_zeros(seed: int) -> None:
    lines = [
        {k: v.rstrip("0").rstrip(".").replace(".", ",") if "." in v else v for k, v in line.items()}
        for line in recap_lines(seed)
    ]
    assert keys_of(check(lines, ";")) == []


@FEW
@given(SEEDS)
def test_nrr_and_konversi_side_by_side(seed: int) -> None:
    konversi, nrr = recap_lines(seed), recap_lines(seed, nrr=True)
    lines = [
        line | {f"{key}_konversi": whole[key] for key in KEYS}
        for line, whole in zip(nrr, konversi, strict=True)
    ]
    assert keys_of(check(lines)) == []


@FEW
@given(SEEDS)
def test_an_ikm_from_printed_konversi(seed: int) -> None:
    lines = recap_lines(seed, weight="1/9")
    for line in lines:
        line["ikm"] = str(half_up(total_of(Fraction(line[key]) for key in KEYS) / 9, 2))
    assert {rule for _, rule, _ in keys_of(check(lines))} <= {"mutu_tak_sesuai"}


@FEW
@given(SEEDS)
def test_a_year_of_triwulan(seed: int) -> None:
    assert keys_of(check(year_lines(seed))) == []


@FEW
@given(SEEDS)
def test_a_free_service_without_biaya(seed: int) -> None:
    """The weight of biaya goes to the others, and the recap says nothing of it."""
    lines = recap_lines(seed)
    line = lines[5]
    others = [Fraction(line[key]) for key in KEYS if key != "biaya"]
    ikm = half_up(total_of(others) / 8 * Fraction("0.999"), 2)
    line |= {"biaya": "", "ikm": str(ikm)}
    line["kategori"] = "A" if ikm >= Fraction("88.31") else "B"
    assert keys_of(check(lines)) == []


def year_lines(seed: int) -> list[Line]:
    """Return three units with four triwulan and a year that is their plain mean."""
    chance, lines = random.Random(seed), list[Line]()
    for unit in ("A", "B", "C"):
        parts = [
            recap_line(chance, unit, periode=f"Triwulan {number}", tahun="2026")
            for number in ("I", "II", "III", "IV")
        ]
        year = dict(parts[0], periode="Tahunan")
        for key in (*KEYS, "ikm"):
            year[key] = str(half_up(total_of(Fraction(part[key]) for part in parts) / 4, 2))
        year["kategori"] = "A" if Fraction(year["ikm"]) >= Fraction("88.31") else "B"
        year["jumlah_responden"] = str(sum(int(part["jumlah_responden"]) for part in parts))
        lines += [*parts, year]
    return lines


def test_a_workbook_of_numbers(tmp_path: Path) -> None:
    """A workbook keeps 86,50 as 86.5 and 88,00 as 88."""
    path = tmp_path / "rekap.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        lines = recap_lines(3)
        sheet.write_row(0, 0, list(lines[0]))
        for place, line in enumerate(lines, 1):
            cells = [float(v) if k in NUMBERS else v for k, v in line.items()]
            sheet.write_row(place, 0, cells)
    assert keys_of(check_file(path)) == []
