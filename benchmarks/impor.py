"""Importing 100,000 rows against pandas reading the same file into memory: at most 4 (XLSX too).

Reading, understanding, checking, storing with counts, digests and the log, and the commit are all
counted. Rows of codes and rows of labels; every run goes into an office file of its own.
"""

from __future__ import annotations

import csv
import random
import sys
from typing import TYPE_CHECKING

from measuring import Ratio, interleaved, report, workplace

if TYPE_CHECKING:
    from pathlib import Path

ROWS = 100_000
RUNS = 5
BOUND = 4.0


def rows(*, labels: bool) -> list[list[object]]:
    """Return header and made-up answers, as codes or as the labels of the options."""
    from app.services.instruments.reading import shipped_instruments

    skm = next(found for found in shipped_instruments() if found.key == "skm-9")
    chance = random.Random(ROWS)
    head = ["nomor", "tanggal", "layanan", "jenis_kelamin", "usia", "pendidikan", "pekerjaan"]
    made: list[list[object]] = [[*head, *skm.question_keys, "saran"]]
    for number in range(1, ROWS + 1):
        options = [chance.choice(question.options) for question in skm.questions]
        made.append(
            [
                number,
                f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
                chance.choice(("KTP", "KK")),
                chance.choice("LP"),
                chance.randint(17, 80),
                chance.choice(("SD", "SMP", "SMA", "S1")),
                chance.choice(("PNS", "Swasta", "Wirausaha")),
                *(option.label if labels else option.score for option in options),
                chance.choice(("", "", "", "Antrean dipercepat", "Sudah baik, pertahankan")),
            ]
        )
    return made


def write_csv(path: Path, table: list[list[object]]) -> Path:
    """Write a table as a spreadsheet exports it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)
    return path


def write_xlsx(path: Path, table: list[list[object]]) -> Path:
    """Write a table as a workbook."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(table):
            sheet.write_row(line, 0, row)
    return path


def main() -> int:
    """Measure and report."""
    import pandas as pd

    from tests.offices import make_office

    with workplace() as folder:
        codes, labels = rows(labels=False), rows(labels=True)
        csv_codes = write_csv(folder / "kode.csv", codes)
        csv_labels = write_csv(folder / "tulisan.csv", labels)
        xlsx = write_xlsx(folder / "kode.xlsx", codes)

        def take(path: Path, run: int) -> None:
            office = make_office(folder / f"{path.stem}-{path.suffix[1:]}-{run}.sqlite")
            office.session.imports.import_answers(office.survey, path)
            office.store.close()

        taken = interleaved(
            RUNS,
            codes=lambda run: take(csv_codes, run),
            codes_pandas=lambda _: pd.read_csv(csv_codes),
            labels=lambda run: take(csv_labels, run),
            labels_pandas=lambda _: pd.read_csv(csv_labels),
        )
        taken |= interleaved(
            3,
            xlsx=lambda run: take(xlsx, run),
            xlsx_pandas=lambda _: pd.read_excel(xlsx, engine="calamine"),
        )
    ratios = [
        Ratio(f"{ROWS} rows, {name}", taken[name], taken[f"{name}_pandas"], BOUND)
        for name in ("xlsx", "codes", "labels")
    ]
    return report("impor", ratios)


if __name__ == "__main__":
    sys.exit(main())
