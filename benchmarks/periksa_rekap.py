"""``periksa-rekap`` of 10,000 rows: at most five seconds, as CSV and as XLSX, right or wrong.

The table is made as published ones are: konversi of two decimals, weight 0,111, four triwulan and a
year per unit. In the second table every tenth cell is a mistake.
"""

from __future__ import annotations

import csv
import random
import sys
from fractions import Fraction
from typing import TYPE_CHECKING

from measuring import Ratio, interleaved, report, workplace

if TYPE_CHECKING:
    from pathlib import Path

ROWS = 10_000
RUNS = 5
BOUND = 5.0
PERIODS = ("Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV")
MISTAKES = ("12.64", "3.76", "3.8589*25", "8954", "", "99.99")


def make_rows(keys: tuple[str, ...], *, wrong: float) -> list[dict[str, object]]:
    """Return a recap; ``wrong`` is the share of unsur cells that hold a mistake."""
    from app.services.ikm.rounding import half_up

    chance = random.Random(ROWS)
    rows: list[dict[str, object]] = []
    for number in range(ROWS):
        n = chance.randint(50, 400)
        nrr = {key: Fraction(chance.randint(3 * n, 4 * n), n) for key in keys}
        ikm = sum(Fraction(half_up(value, 4)) for value in nrr.values()) * Fraction("2.775")
        row: dict[str, object] = {
            "unit": f"Unit {number // len(PERIODS)}",
            "periode": PERIODS[number % len(PERIODS)],
            **{key: half_up(value * 25, 2) for key, value in nrr.items()},
            "ikm": half_up(ikm, 2),
            "kategori": "A (Sangat Baik)" if half_up(ikm, 2) >= Fraction("88.31") else "B (Baik)",
            "jumlah_responden": n,
        }
        spoilt = {key: chance.choice(MISTAKES) for key in keys if chance.random() < wrong}
        rows.append(row | spoilt)
    return rows


def write_csv(path: Path, rows: list[dict[str, object]]) -> Path:
    """Write the recap as a spreadsheet exports it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_xlsx(path: Path, rows: list[dict[str, object]]) -> Path:
    """Write the recap as a workbook with text in every cell."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, list(rows[0]))
        for line, row in enumerate(rows, 1):
            sheet.write_row(line, 0, [str(value) for value in row.values()])
    return path


def main() -> int:
    """Measure and report."""
    from app.services.instruments.reading import shipped_instruments
    from app.services.plausibility.numbers import read_count, read_number
    from app.services.plausibility.service import check_file

    skm = next(found for found in shipped_instruments() if found.key == "skm-9")
    keys = tuple(unsur.key for unsur in skm.unsur)
    with workplace() as folder:
        right, wrong = make_rows(keys, wrong=0), make_rows(keys, wrong=0.1)
        files = {
            "right_csv": write_csv(folder / "right.csv", right),
            "wrong_csv": write_csv(folder / "wrong.csv", wrong),
            "right_xlsx": write_xlsx(folder / "right.xlsx", right),
        }

        def check(name: str) -> int:
            read_number.cache_clear()
            read_count.cache_clear()
            return len(check_file(files[name]).findings)

        taken = interleaved(RUNS, **{name: lambda _, name=name: check(name) for name in files})
        found = {name: check(name) for name in files}
    ratios = [Ratio(f"{ROWS} rows, {name}", taken[name], 1.0, BOUND) for name in files]
    return report("periksa_rekap", ratios, findings=found)


if __name__ == "__main__":
    sys.exit(main())
