"""The page of one perangkat daerah, and which one a command means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.capaian import ProgramRow
from app.models.entered import Entered
from app.services.reports import blocks as b
from app.services.reports.capaian.unit import CAPAIAN_UNIT, unit_report
from app.services.reports.capaian.whole import CAPAIAN
from app.services.reports.kinds import About, Format
from app.services.reports.rendering import render_report
from app.services.reports.wishes import about_capaian, about_year
from tests.services.reports.pages import letters_outside, texts_of
from tests.support.capaian_office import PARTICIPATION, PROGRAM, YEAR

if TYPE_CHECKING:
    from app.services.reports.capaian.data import UnitData
    from tests.support.capaian_office import CapaianOffice

NAME = "Kecamatan Taman"


def data_of(made: CapaianOffice, name: str = NAME) -> UnitData:
    about = About(year=YEAR, perangkat_daerah=name)
    data: UnitData = made.session.reports.collect(CAPAIAN_UNIT, about).data
    return data


def rows_of(data: UnitData) -> list[list[str]]:
    report = unit_report(data)
    table = next(one for one in report.blocks if isinstance(one, b.Table))
    return [[c if isinstance(c, str) else c.text for c in row] for row in table.rows]


def add(made: CapaianOffice, **values: object) -> None:
    row = ProgramRow(YEAR, 0, NAME, "Program Lain", "Nilai", target=Entered("10"))
    made.capaian.values.save_program(replace(row, **values))  # type: ignore[arg-type] # its fields


def test_kelurahan_stand_below_their_kecamatan_with_their_mean(made: CapaianOffice) -> None:
    rows = rows_of(data_of(made))
    assert rows[0] == [f"1. {PROGRAM}"]
    assert rows[1][:5] == [PARTICIPATION, "12,50%", "15%", "120,00%", "Sangat Tinggi"]
    assert [row[0] for row in rows[2:]] == ["• Mawar", "• Melati", "Rata-rata 2 kelurahan"]
    assert rows[-1][2:4] == ["15,25%", "122,00%"]


def test_the_sentences_follow_from_the_rows(made: CapaianOffice) -> None:
    (text,) = [
        one.text for one in unit_report(data_of(made)).blocks if isinstance(one, b.Paragraph)
    ]
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Dari 3 baris program, 3 mencapai target dan 0 belum." in text
    assert "Pagu seluruhnya Rp 1.200.000.000, realisasinya Rp 900.000.000 atau 75,00%." in text
    assert text.endswith(
        f"Rata-rata capaian {PROGRAM} di 2 kelurahan 122,00%: tertinggi 144,00% di Melati,"
        " terendah 100,00% di Mawar."
    )


def test_a_program_of_kelurahan_alone_and_one_that_cannot_be_computed(made: CapaianOffice) -> None:
    for kelurahan in ("Melati", "Mawar"):
        add(made, program="Program Kelurahan", kelurahan=kelurahan, realisasi=Entered("10"))
    add(made, realisasi=Entered("5"), target=Entered("0"))
    data = data_of(made)
    rows = rows_of(data)
    assert ["2. Program Kelurahan"] in rows
    assert ["Nilai"] in rows
    assert "tidak dapat dihitung" in rows[-1]
    pages = texts_of(render_report(unit_report(data)))
    assert "Capaian Program Lain: tidak dapat dihitung: target 0." in pages[0]
    assert "di 2 kelurahan 100,00%, sama di semuanya." in pages[0]


@pytest.mark.parametrize("kelurahan", [7, 20])
def test_it_is_one_page_in_every_format(made: CapaianOffice, kelurahan: int) -> None:
    for number in range(kelurahan):
        add(made, kelurahan=f"Kelurahan {number}", realisasi=Entered("9"), pagu=Entered("9000000"))
    data = data_of(made)
    pdf = render_report(unit_report(data))
    assert len(texts_of(pdf)) == 1
    assert not letters_outside(pdf)
    for form in (Format.DOCX, Format.XLSX):
        assert render_report(unit_report(data), form)


def test_it_says_what_the_programs_serve(made: CapaianOffice) -> None:
    page = texts_of(render_report(unit_report(data_of(made))))[0]
    assert "sasaran 2 (Lapangan kerja), indikator Tingkat Pengangguran Terbuka" in page
    add(made, perangkat_daerah="Dinas")
    page = texts_of(render_report(unit_report(data_of(made, "Dinas"))))[0]
    assert "Belum dihubungkan dengan indikator sasaran." in page


def test_an_office_without_rows_is_refused(made: CapaianOffice) -> None:
    with pytest.raises(InputError) as caught:
        data_of(made, "Dinas Lain")
    assert "Dinas Lain tidak punya baris program tahun 2026." in caught.value.what


def test_which_one_a_command_means(made: CapaianOffice) -> None:
    session = made.session

    def named(unit: str) -> str:
        return about_capaian(session, CAPAIAN_UNIT, None, unit).perangkat_daerah

    assert named("") == NAME  # the only one
    assert about_year(session, CAPAIAN, None, "") == About(year=YEAR)
    add(made, perangkat_daerah="Kelurahan Melati")
    add(made, perangkat_daerah="Kecamatan Kota")
    assert named("") == "Kelurahan Melati"  # the office itself
    assert named("kel-01") == "Kelurahan Melati"
    assert named("taman") == NAME
    assert named("kecamatan  KOTA") == "Kecamatan Kota"
    for unknown, count in (("Kecamatan", "Ada 2"), ("Dinas", "Tidak ada")):
        with pytest.raises(InputError) as caught:
            named(unknown)
        assert f"{count} perangkat daerah yang cocok dengan {unknown}." in caught.value.what
        assert NAME in caught.value.next


def test_a_file_without_capaian_is_told_so(made: CapaianOffice) -> None:
    capaian = made.session.store.capaian
    for value in capaian.values.all():
        capaian.values.delete(value)
    for row in capaian.programs.all():
        capaian.programs.delete(row)
    with pytest.raises(InputError) as caught:
        about_year(made.session, CAPAIAN, None, "")
    assert "belum punya capaian" in caught.value.what
    assert about_capaian(made.session, CAPAIAN_UNIT, 2026, "").perangkat_daerah
