"""The report of the published city, table by table; every difference is in a list.

After a change that is meant, look at the new pages, then run this file with ``PUAS_RENEW=1``.
"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from python_calamine import CalamineWorkbook

from app.services.reports import blocks as b
from app.services.reports.capaian.unit import unit_report
from app.services.reports.capaian.whole import capaian_report
from app.services.reports.kinds import Format
from app.services.reports.placing import placed
from app.services.reports.rendering import render_report
from app.services.reports.walking import tables_of
from tests.golden.capaian_city import OPTIONS, city_data, kecamatan_data, open_city
from tests.golden.test_published_capaian import rows_of
from tests.services.reports.pages import letters_outside, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.capaian.checks.finding import CapaianFinding
    from app.services.reports.capaian.data import CapaianData, UnitData
    from app.services.reports.document import Report

ROOT = Path(__file__).parent.parent
TEXTS = ROOT / "data" / "laporan"
LIST = ROOT.parent / "docs" / "capaian_differences.md"
RENEW = os.environ.get("PUAS_RENEW") == "1"
TABLES = {"capaian": "2.6", "kemajuan": "2.8", "capaian_nasional": "2.9"}


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[CapaianData, UnitData]]:
    session = open_city(tmp_path_factory.mktemp("kota") / "kota.sqlite")
    yield city_data(session), kecamatan_data(session)
    session.store.close()


@pytest.fixture(scope="module")
def report(city: tuple[CapaianData, UnitData]) -> Report:
    return capaian_report(city[0], OPTIONS)


def grid(report: Report, name: str) -> list[list[str]]:
    """Return a table with the words of merged cells in every row that they reach."""
    table = next(one for one, _ in tables_of(report) if one.name.startswith(name))
    made = [[""] * len(table.columns) for _ in table.rows]
    for line, places in enumerate(placed(table.rows, len(table.columns))):
        for place in places:
            for row in range(line, line + place.rows):
                made[row][place.column] = place.cell.text
    return made


def compare(name: str, pages: list[str]) -> None:
    target = TEXTS / f"{name}.txt"
    if RENEW:
        target.write_text("\n".join(pages) + "\n", encoding="utf-8")
    assert pages == target.read_text(encoding="utf-8").splitlines()


def test_the_text_of_every_page(report: Report) -> None:
    pdf = render_report(report)
    pages = texts_of(pdf)
    assert len(pages) == 22
    assert not letters_outside(pdf)
    compare("capaian", pages)


def test_the_page_of_a_kecamatan(city: tuple[CapaianData, UnitData]) -> None:
    pdf = render_report(unit_report(city[1]))
    pages = texts_of(pdf)
    assert len(pages) == 1
    assert not letters_outside(pdf)
    compare("capaian-unit", pages)


def test_the_header_stands_once_on_every_page_of_a_table(report: Report) -> None:
    pages = [page for page in texts_of(render_report(report)) if "Indikator program" in page]
    assert len(pages) == 4
    header = "Perangkat daerah Program Indikator program Kelurahan"
    assert all(page.count(header) == 1 for page in pages)
    assert all("3 Meningkatnya Kepuasan" in page for page in pages)


def percent(text: str) -> str:
    """Return a printed percentage with two decimals and a comma: ``183%`` has lost its own."""
    return text.replace("%", "").strip().replace(".", ",")


def agrees(printed: str, shown: str) -> bool:
    """Compare in the decimals that were printed."""
    wanted, found = percent(printed), shown.replace("%", "").replace(".", "")
    if "," not in wanted:
        whole, _, rest = found.partition(",")
        found = str(int(whole) + (rest >= "50")) if whole.isdigit() else found
    return wanted.replace("−", "-") == found.replace("−", "-")


def listed() -> set[tuple[str, str, str, str]]:
    """Return (table, place, printed, computed) of the list of differences."""
    rows = re.findall(r"^\| (2\.\d+) \|(.*)\|$", LIST.read_text(encoding="utf-8"), re.MULTILINE)
    found = set()
    for table, rest in rows:
        place, printed, computed, why = (part.strip() for part in rest.split("|"))
        assert len(why) > 20, place
        found.add((table, place, printed, computed))
    return found


def table_of(one: CapaianFinding) -> str:
    if one.place.program_id is not None:
        return "2.11"
    return TABLES.get(one.column, "2.10")


def test_the_list_names_every_difference_and_nothing_else(
    city: tuple[CapaianData, UnitData],
) -> None:
    found = {
        (table_of(one), one.place.text, one.value, one.expected or "–")
        for one in city[0].differences
    }
    assert listed() == found


@pytest.mark.parametrize(
    ("name", "printed", "place"),
    [
        ("2.6", "capaian_printed", 6),
        ("2.8", "tingkat_kemajuan_printed", 6),
        ("2.9", "capaian_nasional_printed", 6),
        ("2.10", "capaian_anggaran_printed", 9),
        ("2.10", "efisiensi_printed", 10),
    ],
)
def test_every_printed_figure_of_an_indikator_stands_in_its_table(
    report: Report, name: str, printed: str, place: int
) -> None:
    shown = {row[2]: row[place] for row in grid(report, name)}
    known = {row[1].split(", ", 1)[1] for row in listed() if row[0] == name and "%" in row[2]}
    compared, differing = 0, set()
    for row in rows_of("indikator_kinerja.csv"):
        if row[printed]:
            compared += 1
            if not agrees(row[printed], shown[row["indikator"]]):
                differing.add(row["indikator"])
    assert compared
    assert differing == known


def test_every_printed_figure_of_a_program_stands_in_its_table(report: Report) -> None:
    rows = [row for row in grid(report, "2.11") if row[7] or row[8]]
    shown = [(row[3], row[6], row[9], row[12]) for row in rows if "Rata-rata" not in row[6]]
    published = rows_of("program_kinerja.csv")
    assert len(shown) == len(published) == 58
    differing = 0
    for line, (office, kelurahan, capaian, serapan) in zip(published, shown, strict=True):
        assert (office, kelurahan) == (line["perangkat_daerah"], line["kelurahan"] or "–")
        differing += not agrees(line["capaian_printed"], capaian)
        differing += not agrees(line["serapan_printed"], serapan)
    known = [row for row in listed() if row[0] == "2.11" and not row[3].startswith(("11,", "23,"))]
    assert differing == len(known) == 7


def test_targets_and_values_stand_as_the_city_wrote_them(report: Report) -> None:
    targets = {row[2]: row for row in grid(report, "2.5")}
    achieved = {row[2]: row for row in grid(report, "2.6")}
    for row in rows_of("indikator_kinerja.csv"):
        name = row["indikator"]
        assert targets[name][3] == row["satuan"]
        wanted = (row["target_rpjmd_2022"], row["target_2022"])
        assert tuple(targets[name][4:6]) == tuple(text.replace(".", ",") for text in wanted)
        value = (row["realisasi_exact"] or row["realisasi_2022"]).replace(".", ",")
        assert achieved[name][5].removeprefix("Level ") == value + "*" * (row["sementara"] == "1")


def test_word_and_excel_hold_the_same_tables(report: Report) -> None:
    tables = [table for table, _ in tables_of(report)]
    word = docx.Document(io.BytesIO(render_report(report, Format.DOCX)))
    sizes = {(len(one.rows), len(one.columns)) for one in word.tables}
    book = CalamineWorkbook.from_filelike(io.BytesIO(render_report(report, Format.XLSX)))
    for table in tables:
        rows = len(table.header) + len(table.rows) + len(table.footer)
        assert (rows, len(table.columns)) in sizes, table.name
        sheet = book.get_sheet_by_name(table.name)
        assert sheet.width >= len(table.columns)
        merged = sum(
            isinstance(cell, b.Cell) and (cell.rows > 1 or cell.columns > 1)
            for row in (*table.header, *table.rows, *table.footer)
            for cell in row
        )
        assert len(sheet.merged_cell_ranges or ()) == merged
    efisiensi = book.get_sheet_by_name("2.10 Efisiensi").to_python()
    assert 173786734678 in [value for row in efisiensi for value in row]
