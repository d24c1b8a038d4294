from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.models.follow_up import FollowUp
from app.services.reports.blocks import Cell, Table
from app.services.reports.city.data import collect_city
from app.services.reports.city.rekap import REKAP, rekap
from app.services.reports.document import Paper
from app.services.reports.kinds import About, Options
from app.services.reports.service import Collected
from tests.services.reports.city.conftest import AT
from tests.services.reports.pages import letters_outside
from tests.support.city import open_city

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.services.session import Session

    Printed = Callable[..., list[str]]


def table_of(city: Session, name: str, **chosen: str) -> Table:
    data = collect_city(city, About(year=2026), Options(), AT)
    blocks = rekap(data, Options(chosen=chosen)).blocks
    return next(b for b in blocks if isinstance(b, Table) and b.name.startswith(name))


def texts(row: tuple[Cell | str, ...]) -> list[str]:
    return [cell.text if isinstance(cell, Cell) else cell for cell in row]


def test_the_figure_of_the_city_stands_with_its_rule(printed: Printed) -> None:
    first = printed("rekap")[0]
    assert "PEMERINTAH KOTA MELATI" in first
    assert "REKAPITULASI SKM Pemerintah Kota Melati Tahun 2026" in first
    assert "84,75" in first
    assert "Cara: rata-rata sederhana 2 unit dan 2 layanan" in first
    assert "Unit yang melapor: 3 dari 4" in first
    assert "2 angka dihitung dari lembar; 2 angka dilaporkan unit" in first
    assert "ditimbang menurut 140 responden" in first
    assert "1 nilai unsur yang mustahil dicetak seperti tertulis (tanda †)" in first
    assert "Bobot unsur 1/9 pada 2 survei." in first


def test_sections_have_their_averages_and_all_of_them_the_total(city: Session) -> None:
    table = table_of(city, "Rekap", kelompok="jenis")
    rows = [texts(row) for row in table.rows]
    assert [row[0] for row in rows if len(row) == 1] == ["Dinas", "Kelurahan"]
    plain = next(row for row in rows if row[0] == "Rata-rata sederhana Dinas (2 layanan)")
    assert plain[1:5] == ["80,00", "–", "80,00", "–"]
    assert plain[10:13] == ["82,00", "B (Baik)", "100"]
    weighted = next(row for row in rows if row[0] == "Rata-rata tertimbang responden Dinas")
    assert (weighted[1], weighted[10]) == ("82,00", "82,80")
    total, _ = (texts(row) for row in table.footer)
    assert total[0] == "Rata-rata sederhana semua (2 unit dan 2 layanan)"
    assert total[10] == "84,75"


def test_a_reported_figure_bears_its_sign_and_stays_a_number(city: Session) -> None:
    table = table_of(city, "Rekap")
    rows = [row for row in table.rows if len(row) > 1]
    cells = {texts(row)[1]: row[13] for row in rows if texts(row)[0].isdigit()}
    index = cells["Dinas X"]
    assert isinstance(index, Cell)
    assert index.exact is not None
    assert index.text.endswith("*")
    assert index.exact.after == "*"
    own = cells["Kelurahan B"]
    assert isinstance(own, Cell)
    assert own.text == "75,00"
    assert any("*) angka yang dilaporkan unit" in note for note in table.notes)


def test_a_value_that_cannot_be_is_printed_as_written(city: Session) -> None:
    row = next(texts(r) for r in table_of(city, "Rekap").rows if "Izin" in texts(r)[3:4])
    assert row[4] == "90,00"
    assert row[6] == "12,64†"


def test_what_was_computed_and_reported_stands_side_by_side(printed: Printed) -> None:
    whole = " ".join(printed("rekap"))
    assert "1 unit juga melaporkan angkanya sendiri." in whole
    assert "Kelurahan A – 100,00 99,00 −1,00" in whole


def test_units_that_have_not_reported_are_listed(printed: Printed) -> None:
    whole = " ".join(printed("rekap"))
    assert (
        "2. Unit yang belum melapor 3 dari 4 unit sudah melapor, 1 unit belum."
        " Yang belum melapor: 1. Dinas Y" in whole
    )


def test_unsur_tell_lowest_and_chosen(printed: Printed) -> None:
    whole = " ".join(printed("rekap"))
    assert (
        "Unsur yang paling sering dipilih untuk diperbaiki: Persyaratan dan Waktu Penyelesaian"
        in whole
    )
    assert "(1 dari 2 baris yang menyebut unsur prioritas)" in whole
    assert "Belum ada persentase realisasi tindak lanjut yang dilaporkan." in whole


def test_the_trend_compares_the_years(printed: Printed) -> None:
    whole = " ".join(printed("rekap"))
    assert "2025 73,00 C – 75,00 1 unit dan 2 layanan" in whole
    assert "2026 84,75 B +11,75" in whole


def test_follow_up_stands_in_a_table_or_in_columns_or_nowhere(
    city: Session, printed: Printed
) -> None:
    apart = " ".join(printed("rekap"))
    assert "2 dari 4 baris melaporkannya." in apart
    assert "Dinas X · Izin Waktu Waktu dipangkas" in apart
    assert "Realisasi tindak lanjut periode sebelumnya belum dilaporkan." in apart
    columns = table_of(city, "Rekap", **{"tindak-lanjut": "kolom"})
    assert texts(columns.header[0])[-2:] == [
        "Rencana tindak lanjut",
        "Realisasi tindak lanjut periode sebelumnya",
    ]
    options = Options(chosen={"tindak-lanjut": "kolom"})
    data = collect_city(city, About(year=2026), options, AT)
    assert rekap(data, options).paper is Paper.A3_LANDSCAPE
    without = " ".join(printed("rekap", options=Options(chosen={"tindak-lanjut": "tanpa"})))
    assert "Waktu dipangkas" not in without


def test_what_became_of_the_last_plans_has_columns_where_it_is_told(
    city: Session, printed: Printed
) -> None:
    (before,) = city.store.surveys.all(2025)
    city.store.follow_ups.save(FollowUp(before.id, "biaya", 0, "Daftar biaya", realisasi=40))
    whole = " ".join(printed("rekap"))
    assert "Realisasi tindak lanjut periode sebelumnya Realisasi" in whole
    assert "Daftar biaya: 40 % 40,00" in whole
    assert "belum dilaporkan" not in whole


def test_parts_may_be_left_out(printed: Printed) -> None:
    whole = " ".join(printed("rekap"))
    assert "Peringkat 1 sampai 4" in whole
    without = Options(without=frozenset({"peringkat", "peta-unsur", "tren"}))
    short = " ".join(printed("rekap", options=without))
    assert "Peringkat 1 sampai" not in short
    assert "Tren antartahun" not in short
    assert "Unsur per unit" not in short


def test_nothing_leaves_the_paper(city: Session) -> None:
    for chosen in ({}, {"tindak-lanjut": "kolom"}):
        pdf = city.reports.render(REKAP, About(year=2026), Options(chosen=chosen), at=AT)
        assert letters_outside(pdf) == []


def test_a_year_without_figures_has_its_nil_sentences(printed: Printed) -> None:
    whole = " ".join(printed("rekap", 2020))
    assert "Tidak ada nilai unsur yang dilaporkan." in whole
    assert "Belum ada unit yang melaporkan rencana atau realisasi tindak lanjut." in whole
    assert "Belum ada tahun lain dengan instrumen yang sama" in whole


def test_a_city_without_anything_is_printed_too(tmp_path: Path, printed: Printed) -> None:
    empty = open_city(tmp_path / "kosong.puas")
    whole = " ".join(printed("rekap", session=empty))
    assert "Belum ada unit yang melapor dan belum ada yang ditunggu." in whole
    empty.store.close()


def test_two_computers_print_the_same_bytes(city: Session) -> None:
    made = [
        Collected(REKAP, collect_city(city, About(year=2026), Options(), AT), Options()).render()
        for _ in range(2)
    ]
    assert made[0] == made[1]


@pytest.mark.parametrize("key", ["rekap", "perbandingan"])
def test_a_notice_of_a_survey_is_shown(key: str, city: Session, printed: Printed) -> None:
    survey = city.store.surveys.all(2026)[0]
    city.store.surveys.save(replace(survey, notice="Data contoh, bukan angka resmi."))
    assert "Data contoh, bukan angka resmi." in printed(key)[0]
