from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from app.errors import StorageError
from app.models.capaian import IndikatorYear, LinkKind, ProgramRow
from app.models.entered import Entered, Kind
from app.models.store.proof import findings
from app.models.target import Arah, Rumus
from tests.support.capaian_office import IKM, TPT, YEAR, CapaianOffice, make_capaian_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def made(tmp_path: Path) -> Iterator[CapaianOffice]:
    made = make_capaian_office(tmp_path / "kantor.puas")
    yield made
    made.session.store.close()


@pytest.mark.parametrize(
    ("text", "kind", "number", "decimals", "unit"),
    [
        ("", Kind.BLANK, None, 0, ""),
        ("15.4264995365", Kind.NUMBER, "15.4264995365", 10, ""),
        ("69.50", Kind.NUMBER, "69.5", 2, ""),
        ("-0.56", Kind.NUMBER, "-0.56", 2, ""),
        ("12.75%", Kind.NUMBER, "12.75", 2, "%"),
        ("12 menit", Kind.NUMBER, "12", 0, "menit"),
        ("57205/702", Kind.NUMBER, "57205/702", 0, ""),
        ("Level 3", Kind.LEVEL, "3", 0, "Level"),
        ("N/A", Kind.NOT_AVAILABLE, None, 0, ""),
        ("-", Kind.DASH, None, 0, ""),
        ("Nihil", Kind.NIL, None, 0, ""),
        ("B", Kind.GRADE, None, 0, ""),
        ("1/0", Kind.GRADE, None, 0, ""),
    ],
)
def test_a_text_is_the_whole_value(
    text: str, kind: Kind, number: str | None, decimals: int, unit: str
) -> None:
    value = Entered(text)
    assert (value.kind, value.decimals, value.unit) == (kind, decimals, unit)
    assert value.number == (None if number is None else Fraction(number))


def test_every_digit_comes_back(made: CapaianOffice) -> None:
    values = made.session.store.capaian.values
    wanted = IndikatorYear(
        made.ids[IKM],
        2025,
        target=Entered("82.50"),
        realisasi=Entered("15.4264995365"),
        national=Entered("N/A"),
        pagu=Entered("15426499536500"),
        typed={"capaian": "103.320"},
    )
    saved = values.save(wanted)
    assert values.get(saved.id) == saved
    assert made.session.store.database.one(
        "SELECT typeof(realisasi), realisasi, pagu FROM indikator_year WHERE id = ?", (saved.id,)
    )[:] == ("text", "15.4264995365", "15426499536500")  # type: ignore[index] # a row
    assert list(findings(made.session.store)) == []


def test_many_records_are_kept_as_one_by_one(made: CapaianOffice) -> None:
    programs = made.session.store.capaian.programs
    rows = [
        ProgramRow(2025, place, "Dinas", f"Program {place}", "Indikator", target=Entered("5"))
        for place in range(50)
    ]
    added = programs.add_all(rows)
    assert programs.all(year=2025) == added
    one = programs.save(replace(rows[0], program="Lain"))
    assert one.id == added[-1].id + 1
    assert programs.add_all([]) == []
    assert list(findings(made.session.store)) == []
    assert made.session.store.log.entries_of(added[3].uuid)[0].new == (
        programs.kind.content(added[3])
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE indikator_year SET realisasi = '99' WHERE year = 2026",
        "UPDATE indikator_year SET year = 2025 WHERE year = 2026",
        "DELETE FROM indikator_year",
        "DELETE FROM program_row",
        "UPDATE program_row SET pagu = '1'",
        "INSERT INTO rpjmd_target SELECT 9, 3, year, '1', lower(uuid), 1, '' FROM rpjmd_target",
        "DELETE FROM rpjmd_target WHERE year = 2026",
        "UPDATE indikator SET arah = 'turun lebih baik'",
        "UPDATE indikator SET baseline = '1'",
        'UPDATE indikator SET grades = \'{"A": "4"}\'',
        'UPDATE capaian_year SET rating = \'{"Baik": ""}\'',
        "UPDATE capaian_year SET capped = 1",
        "DELETE FROM capaian_year",
    ],
)
def test_a_locked_year_keeps_its_figures(made: CapaianOffice, statement: str) -> None:
    made.capaian.yearly.lock(YEAR, "angka final")
    with pytest.raises(StorageError, match="Capaian tahun itu terkunci"):
        made.session.store.database.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE indikator SET name = name || '!'",
        "DELETE FROM rpjmd_target WHERE year = 2027",
        "UPDATE capaian_year SET source = 'LPPD'",
        "UPDATE capaian_year SET locked = 0",
    ],
)
def test_what_changes_no_figure_stays_open(made: CapaianOffice, statement: str) -> None:
    made.capaian.yearly.lock(YEAR, "angka final")
    made.session.store.database.execute(statement)


def test_the_schema_refuses_what_cannot_be(made: CapaianOffice) -> None:
    store = made.session.store
    tpt = store.capaian.indikator.get(made.ids[TPT])
    assert store.capaian.indikator.save(replace(tpt, rumus=Rumus.MIRRORED)).rumus is Rumus.MIRRORED
    ikm = store.capaian.indikator.get(made.ids[IKM])
    for wrong in (replace(ikm, rumus=Rumus.MIRRORED), replace(ikm, decimals=13)):
        with pytest.raises(Exception, match="CHECK"):
            store.capaian.indikator.save(wrong)
    values = made.capaian.values.values_of(made.ids[IKM], YEAR)
    with pytest.raises(Exception, match="CHECK"):
        store.capaian.values.save(replace(values, link=LinkKind.SURVEY))
    assert Arah.DOWN.value == "turun lebih baik"
