"""Recaps made for tests: consistent in every figure, then spoilt in one."""

from __future__ import annotations

import csv
import random
from fractions import Fraction
from typing import TYPE_CHECKING

from app.services.ikm.rounding import half_up
from app.services.plausibility.service import Checked, check_table
from app.services.tables.delimited import read_delimited

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

KEYS = (
    *("persyaratan", "prosedur", "waktu", "biaya", "produk"),
    *("kompetensi", "perilaku", "sarpras", "pengaduan"),
)
FEWEST, MOST = 40, 400
Line = dict[str, str]


def recap_line(
    chance: random.Random, unit: str, weight: str = "0.111", *, nrr: bool = False, **other: str
) -> Line:
    """Return one consistent row of konversi (or NRR), as a published report prints it."""
    n = chance.randint(FEWEST, MOST)
    # Between 3,2 and 3,6, so that no two units are more than ten points apart.
    means = {key: Fraction(chance.randint(int(3.2 * n) + 1, int(3.6 * n)), n) for key in KEYS}
    used = {key: Fraction(half_up(v, 4)) if weight == "0.111" else v for key, v in means.items()}
    ikm = half_up(25 * Fraction(weight) * sum(used.values()), 2)
    printed = {k: half_up(v, 3) if nrr else half_up(v * 25, 2) for k, v in means.items()}
    letter = "A (Sangat Baik)" if ikm >= Fraction("88.31") else "B (Baik)"
    line = {"unit": unit, "periode": "Tahunan", **{k: str(v) for k, v in printed.items()}}
    return line | {"ikm": str(ikm), "kategori": letter, "jumlah_responden": str(n)} | other


def recap_lines(
    seed: int, rows: int = 12, weight: str = "0.111", *, nrr: bool = False
) -> list[Line]:
    """Return a consistent recap."""
    chance = random.Random(seed)
    return [recap_line(chance, f"Kelurahan {n}", weight, nrr=nrr) for n in range(1, rows + 1)]


def csv_text(lines: Sequence[Line], separator: str = ",") -> str:
    """Return rows as CSV; every value with a separator in it is quoted."""
    columns = list(dict.fromkeys(column for line in lines for column in line))
    rows = [columns, *([line.get(column, "") for column in columns] for line in lines)]
    return "".join(separator.join(_quoted(cell) for cell in row) + "\r\n" for row in rows)


def _quoted(cell: str) -> str:
    return f'"{cell}"' if any(sign in cell for sign in ',;"') else cell


def check(lines: Sequence[Line], separator: str = ",") -> Checked:
    """Check rows as a file of them would be."""
    return check_table(read_delimited("rekap.csv", csv_text(lines, separator).encode()))


def keys_of(checked: Checked) -> list[tuple[int, str, str]]:
    """Return row, rule and column of every finding."""
    return [(f.baris, f.aturan.value, f.kolom) for f in checked.findings]


def read_lines(path: Path) -> list[Line]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
