from __future__ import annotations

import random
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import InputError
from app.models.store.proof import findings
from app.models.unit import Unit, UnitType
from app.services.ikm.rounding import exact_text
from app.services.reported.preview import ReportedStatus
from app.services.reported.values import exact
from tests.support.city import open_city, recap_file, take
from tests.support.recaps import KEYS, csv_text, recap_line, recap_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.services.reported.preview import ReportedPreview
    from app.services.session import Session

    Preview = Callable[..., ReportedPreview]

RECAP = """unit;layanan;ikm;kategori;n;metode;unsur_perbaikan;rtl;realisasi_tindak_lanjut
Kelurahan Mawar;;88,53;A (Sangat Baik);61;Online;Tarif;Tarif: diumumkan;Kursi ditambah
Kec. Tengah;Rekomendasi;90,10;A;;;;;
Kec. Tengah;Legalisasi;80,20;B;12;;;;
"""


def test_a_preview_writes_nothing(city: Session, preview: Preview) -> None:
    head = city.store.log.head()
    made = preview(RECAP)
    assert made.counts[ReportedStatus.NEW] == 3
    assert [unit.code for unit in made.new_units] == ["kel-mawar", "kec-tengah"]
    assert city.store.log.head() == head


def test_what_is_taken_stands_apart_with_every_field(city: Session, preview: Preview) -> None:
    result, changes = city.reported.take(preview(RECAP))
    assert (result.added, result.units, result.services) == (3, 2, 3)
    assert changes.office
    mawar, first, second = city.reported.all(2024)
    unit = city.units.find("kel-mawar")
    assert (mawar.unit_id, mawar.service_id, mawar.ikm, mawar.n) == (unit.id, None, "88.53", 61)
    assert (mawar.mutu, mawar.method, mawar.priorities) == ("A (Sangat Baik)", "Online", "Tarif")
    assert (mawar.plans, mawar.followed_up) == ("Tarif: diumumkan", "Kursi ditambah")
    assert (mawar.period, mawar.source, mawar.source_row) == ("tahunan", "rekap.csv", 1)
    assert first.unit_id == second.unit_id
    assert first.service_id != second.service_id
    assert first.n is None
    assert city.ikm.recap() == []
    assert list(findings(city.store)) == []


def test_new_units_come_under_the_office(city: Session, preview: Preview) -> None:
    city.reported.take(preview(RECAP))
    unit = city.units.find("kec-tengah")
    assert (unit.type, unit.parent_id) == (UnitType.KECAMATAN, city.offices.unit().id)
    assert [one.name for one in city.units.services(unit.id)] == ["Rekomendasi", "Legalisasi"]
    assert [one.name for one in city.units.services(city.units.find("kel-mawar").id)] == [
        "Pelayanan umum"
    ]


def test_the_same_recap_again_is_recognised(city: Session, preview: Preview) -> None:
    city.reported.take(preview(RECAP))
    before, head = city.reported.all(), city.store.log.head()
    again = preview(RECAP)
    assert again.is_known
    result, changes = city.reported.take(again)
    assert (result.added, result.changed, result.same) == (0, 0, 3)
    assert not changes.office
    assert (city.reported.all(), city.store.log.head()) == (before, head)


def test_a_corrected_recap_changes_what_differs(city: Session, preview: Preview) -> None:
    city.reported.take(preview(RECAP))
    made = preview(RECAP.replace("88,53", "88,35"))
    assert [line.status.value for line in made.lines] == ["berubah", "sama", "sama"]
    assert made.lines[0].changes == ("ikm: 88.53 → 88.35",)
    result, _ = city.reported.take(made)
    assert (result.added, result.changed, result.same) == (0, 1, 2)
    assert [one.ikm for one in city.reported.all()] == ["88.35", "90.1", "80.2"]
    assert city.store.log.latest(1)[0].old["ikm"] == "88.53"  # type: ignore[index] # a change


REFUSED = {
    "an IKM without its comma": ("Kel. A;8954;A;10", "ikm: 8954 tidak mungkin, mungkin 89,54"),
    "an IKM above 100": ("Kel. A;108,53;A;10", "ikm: 108,53 tidak mungkin"),
    "an IKM that is a formula": ("Kel. A;3.8589*25;A;10", "ikm: “3.8589*25” bukan angka"),
    "an index among IKM": ("Kel. A;3,54;A;10", "ikm: 3,54 tidak pada skala baris lain"),
    "half a respondent": ("Kel. A;88,54;A;10,5", "n: “10,5” bukan jumlah orang"),
    "nobody": (";88,54;A;10", "unit: belum diisi"),
    "more cells than columns": ("Kel. A;88,54;A;10;x", "baris ini punya isian lebih banyak"),
    "a name that is too long": (f"{'a' * 301};88,54;A;10", "unit: lebih dari 300 huruf"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_row_that_cannot_be_taken_stops_all_of_them(
    city: Session, preview: Preview, name: str
) -> None:
    row, reason = REFUSED[name]
    made = preview(f"unit;ikm;mutu;n\nKel. B;88;B;20\nKel. C;87;B;21\n{row}\n")
    (line,) = made.refused
    assert line.row == 3
    assert reason in line.note
    head = city.store.log.head()
    with pytest.raises(InputError, match=r"1 baris berkas rekap\.csv ditolak") as refused:
        city.reported.take(made)
    assert "Tidak satu angka pun diambil." in refused.value.sentence
    assert (city.reported.all(), city.store.log.head()) == ([], head)


def test_two_rows_of_one_unit_and_period_are_refused(preview: Preview) -> None:
    made = preview("unit;ikm\nKelurahan A;88\nKel. A;87\n")
    assert [line.row for line in made.refused] == [2]
    assert made.refused[0].note == "unit: unit dan periode ini sudah ada di baris 1"


def test_groups_of_respondents_tell_rows_of_one_unit_apart(city: Session, preview: Preview) -> None:
    text = "unit;layanan;kelompok;ikm\nDinas X;Pasar;Pedagang;88\nDinas X;Pasar;Pengunjung;77\n"
    city.reported.take(preview(text))
    assert [one.part for one in city.reported.all()] == ["Pedagang", "Pengunjung"]
    assert preview(text).is_known


def test_sections_do_not_tell_units_apart(city: Session, preview: Preview) -> None:
    city.reported.take(preview("unit;kelompok;ikm\nDinas X;SKPD;88\n"))
    made = preview("unit;kelompok;ikm\nDinas X;Perangkat daerah;88\n")
    assert made.lines[0].changes == ("kelompok: SKPD → Perangkat daerah",)


def test_two_years_beside_each_other_are_two_figures(city: Session, tmp_path: Path) -> None:
    text = "perangkat_daerah;layanan;ikm_2021;mutu_2021;ikm_2022;mutu_2022\n"
    path = recap_file(tmp_path, text + "Dinas X;A;78,83;B;78,43;B\nDinas X;B;;;88,70;A\n")
    assert city.reported.preview(path).years == (2021, 2022)
    take(city, path, 2022)
    found = [(one.year, one.ikm, one.mutu) for one in city.reported.all()]
    assert found == [(2021, "78.83", "B"), (2022, "78.43", "B"), (2022, "88.7", "A")]
    with pytest.raises(InputError, match="memuat tahun 2021, 2022, bukan 2020"):
        city.reported.preview(path, 2020)


def test_a_recap_has_to_say_its_year_once(preview: Preview) -> None:
    with pytest.raises(InputError, match="tidak menyebut tahunnya"):
        preview("unit;ikm\nKel. A;88\n", None)
    assert preview("unit;tahun;ikm\nKel. A;2023;88\n", None).years == (2023,)
    (line,) = preview("unit;tahun;ikm\nKel. A;2023;88\n").refused
    assert line.note == "tahun: menyebut 2023, sedangkan tahun yang diminta 2024"


def test_units_are_found_by_code_name_alias_and_short_words(
    city: Session, preview: Preview
) -> None:
    root = city.offices.unit().id
    add = city.units.add
    add(Unit("K1", "Kelurahan Melayu", UnitType.KELURAHAN, root, ("Melayu Darat",)))
    add(Unit("P1", "Puskesmas Manggar", UnitType.PUSKESMAS, root))
    text = "unit;kode;ikm\nkel. MELAYU;;80\nMelayu-Darat;;81\nApa saja;p1;82\nPKM Manggar;;83\n"
    made = preview(text)
    assert [line.unit.code for line in made.lines if line.unit] == ["K1", "K1", "P1", "P1"]
    assert made.new_units == ()


def test_a_name_of_two_units_asks_for_the_code(city: Session, preview: Preview) -> None:
    for code in ("A1", "A2"):
        city.units.add(Unit(code, "Kelurahan Damai", UnitType.KELURAHAN))
    (line,) = preview("unit;ikm\nKelurahan Damai;80\n").refused
    assert line.note == "unit: “Kelurahan Damai” bisa berarti A1, A2; sebut kodenya"


def test_a_place_is_called_by_its_column_and_knows_its_kecamatan(
    city: Session, preview: Preview
) -> None:
    city.reported.take(preview("kecamatan;kelurahan;ikm\nTimur;Manggar;80\nTimur;Lamaru;81\n"))
    kecamatan = city.units.find("kec-timur")
    named = {unit.name: unit.parent_id for unit in city.units.all() if unit.id != kecamatan.id}
    assert named == {
        "Pemerintah Kota Melati": None,
        "Kelurahan Manggar": kecamatan.id,
        "Kelurahan Lamaru": kecamatan.id,
    }
    assert kecamatan.name == "Kecamatan Timur"


def test_a_misspelt_unit_is_pointed_out_and_may_be_chosen(city: Session, preview: Preview) -> None:
    city.units.add(Unit("K1", "Kelurahan Sepinggan Raya", UnitType.KELURAHAN))
    text = "unit;ikm\nKelurahan Sepinggian Raya;80\n"
    (new,) = preview(text).new_units
    assert new.like == "Kelurahan Sepinggan Raya"
    made = preview(text, 2024, **{"Kelurahan Sepinggian Raya": "k1"})
    assert made.new_units == ()
    city.reported.take(made)
    assert city.units.find("K1").aliases == ("Kelurahan Sepinggian Raya",)
    assert preview(text).is_known
    (refused,) = preview(text, 2024, **{"Kelurahan Sepinggian Raya": "K9"}).refused
    assert "padanannya K9 tidak ada" in refused.note


def test_a_unit_without_figures_is_known_and_has_not_reported(
    city: Session, preview: Preview
) -> None:
    made = preview("unit;waktu;ikm\nKel. A;80;80\nKel. B;;\nRata-rata;80;80\n")
    assert [line.status.value for line in made.lines] == ["baru", "dilewati", "dilewati"]
    assert made.lines[1].note == "tanpa angka: unit ini belum melapor"
    assert made.lines[2].note == "baris jumlah atau rata-rata"
    result, _ = city.reported.take(made)
    assert (result.added, result.units) == (1, 2)


def test_a_value_that_cannot_be_is_kept_as_written_and_is_no_figure(
    city: Session, preview: Preview
) -> None:
    chance = random.Random(7)
    lines = [recap_line(chance, f"Kel. {n}") for n in range(12)]
    lines[3] |= {"produk": "12,64", "sarpras": "3,76", "waktu": "3.8589*25"}
    city.reported.take(preview(csv_text(lines, ";")))
    row = city.reported.all()[3]
    assert {k: row.written[k] for k in ("produk", "sarpras", "waktu")} == {
        "produk": "12,64",
        "sarpras": "3,76",
        "waktu": "3.8589*25",
    }
    assert not {"produk", "sarpras", "waktu"} & row.figures.keys()
    assert len(row.figures) == len(KEYS) - 3


def test_means_of_the_answers_are_taken_to_the_index(city: Session, preview: Preview) -> None:
    city.reported.take(preview(csv_text(recap_lines(3, nrr=True))))
    row = city.reported.all()[0]
    for key, text in row.written.items():
        assert Fraction(text) < 4
        assert exact(row.figures[key]) == Fraction(text) * 25


def test_what_the_rules_find_is_told(preview: Preview) -> None:
    lines = recap_lines(5)
    lines[1] |= {"kategori": "D (Tidak Baik)"}
    assert [f.aturan.value for f in preview(csv_text(lines)).checked.findings] == [
        "mutu_tak_sesuai"
    ]


def test_a_preview_that_no_longer_holds_is_refused(city: Session, preview: Preview) -> None:
    made = preview(RECAP)
    city.units.add(Unit("K1", "Kelurahan Mawar", UnitType.KELURAHAN))
    with pytest.raises(InputError, match="berubah sejak pratinjau dibuat"):
        city.reported.take(made)


def test_what_was_taken_can_be_withdrawn(city: Session, preview: Preview) -> None:
    city.reported.take(preview(RECAP))
    city.reported.take(preview(RECAP.replace("88,53", "88,35")))
    count, _ = city.reported.withdraw(preview(RECAP), "salah berkas")
    assert count == 2, "what was corrected since stays"
    assert [one.ikm for one in city.reported.all()] == ["88.35"]
    assert city.store.log.latest(1)[0].reason == "salah berkas"
    assert list(findings(city.store)) == []


def test_a_workbook_is_read_as_well(city: Session, tmp_path: Path) -> None:
    path = tmp_path / "rekap.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate((["REKAP"], ["Unit", "IKM", "n"], ["Kel. A", 88.5, 12])):
            sheet.write_row(line, 0, row)
    take(city, path, 2024)
    assert [(one.ikm, one.n) for one in city.reported.all()] == [("88.5", 12)]


@pytest.mark.parametrize(
    "text", ["unit;ikm\n", "unit;waktu_n\nKel. A;3\n", "nama;catatan\nKel. A;x\n", ""]
)
def test_a_file_that_is_no_recap_is_refused(preview: Preview, text: str) -> None:
    with pytest.raises(InputError):
        preview(text)


HOSTILE = ("=1+1", "@SUM(A1)", "'; DROP TABLE unit; --", "<b>x</b>", "a\x00b", "\u202eabc", "😀")


def test_hostile_words_are_only_words(city: Session, preview: Preview) -> None:
    rows = "".join(f'"Kel. {n} {word}";88;"{word}"\n' for n, word in enumerate(HOSTILE))
    city.reported.take(preview("unit;ikm;rtl\n" + rows))
    assert len(city.reported.all()) == len(HOSTILE)
    assert list(findings(city.store)) == []


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10_000), rows=st.integers(1, 15), nrr=st.booleans())
def test_any_consistent_recap_is_kept_exactly_whatever_its_order(
    tmp_path_factory: pytest.TempPathFactory, seed: int, rows: int, nrr: bool
) -> None:
    folder = tmp_path_factory.mktemp("rekap")
    city = open_city(folder / "kota.puas")
    lines = recap_lines(seed, rows, nrr=nrr)
    take(city, recap_file(folder, csv_text(lines)), 2024)
    factor = 25 if nrr else 1
    for line, row in zip(lines, city.reported.all(), strict=True):
        assert exact(row.ikm) == Fraction(line["ikm"])
        assert {key: exact(row.figures[key]) for key in KEYS} == {
            key: Fraction(line[key]) * factor for key in KEYS
        }
    random.Random(seed).shuffle(lines)
    again = city.reported.preview(recap_file(folder, csv_text(lines)), 2024)
    assert again.is_known
    city.store.close()


@given(st.fractions(max_denominator=10**6))
def test_a_number_as_text_loses_nothing(value: Fraction) -> None:
    assert exact(exact_text(value)) == value
