from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.capaian import ProgramRow
from app.models.entered import Entered
from app.models.target import Arah, Indikator
from app.services.capaian.checks.finding import CapaianFinding, CapaianRule
from app.services.capaian.edits import ValueField
from tests.support.capaian_office import IKM, PARTICIPATION, PROGRAM, SPIP, TPT, YEAR

if TYPE_CHECKING:
    from tests.support.capaian_office import CapaianOffice


def found(made: CapaianOffice, rule: CapaianRule | None = None) -> list[CapaianFinding]:
    every = made.capaian.checks.of_year(YEAR)
    return [one for one in every if rule is None or one.rule is rule]


def typed(made: CapaianOffice, name: str, **figures: str) -> None:
    values = made.session.store.capaian.values
    kept = made.capaian.values.values_of(made.ids[name], YEAR)
    values.save(replace(kept, typed=figures))


def add_rows(made: CapaianOffice, office: str, *realisasi: str) -> None:
    for place, value in enumerate(realisasi):
        name = "" if not place else f"Kelurahan {place}"
        made.capaian.values.save_program(
            ProgramRow(
                YEAR,
                0,
                office,
                f"{PROGRAM} ({name})" if name else PROGRAM,
                f"Rata-rata {PARTICIPATION}",
                name,
                target=Entered("10%"),
                realisasi=Entered(value),
            )
        )


def test_a_sound_year_has_no_findings(made: CapaianOffice) -> None:
    assert found(made) == []


@pytest.mark.parametrize(
    ("name", "figures", "said"),
    [
        (IKM, {"capaian": "103.33"}, "tertulis 103,33%, padahal 103,32% mengikuti dari datanya."),
        (IKM, {"capaian": "96.79"}, "Arahnya terbalik."),
        (IKM, {"capaian": "103.3"}, ""),
        (IKM, {"capaian": "103.321%"}, ""),
        (IKM, {"capaian": "100"}, "Mungkin dibatasi 100%."),
        (IKM, {"kemajuan": "100.22"}, ""),
        (
            IKM,
            {"capaian_nasional": "98"},
            "padahal tidak dapat dihitung: tidak ada nilai nasional.",
        ),
        (IKM, {"serapan": "86.53"}, "serapan anggaran tertulis 86,53%"),
        (SPIP, {"serapan": "86.52"}, "Angka itu sama dengan baris di atasnya."),
        (TPT, {"capaian": "76.67"}, "Arahnya terbalik."),
        (TPT, {"capaian": "130.5"}, "mengikuti dari realisasi 6,897, yang tercatat 6,9."),
        (IKM, {"efisiensi": "-16.26"}, "tertulis −16,26%"),
    ],
)
def test_a_typed_figure_is_compared_in_its_own_decimals(
    made: CapaianOffice, name: str, figures: dict[str, str], said: str
) -> None:
    typed(made, name, **figures)
    texts = [one.text for one in found(made, CapaianRule.ANGKA_TAK_SESUAI)]
    assert bool(texts) is bool(said)
    assert said in "".join(texts)


def test_a_lost_sign_and_a_cut_number_are_recognised(made: CapaianOffice) -> None:
    made.enter(SPIP, ValueField.SPENT, "16000000000")
    typed(made, SPIP, efisiensi="6.45", serapan="106.45")
    (lost,) = found(made, CapaianRule.ANGKA_TAK_SESUAI)
    assert lost.text.endswith("Tanda minusnya hilang.")
    typed(made, SPIP, serapan="106.45", efisiensi="-6.45")
    made.enter(TPT, ValueField.SPENT, "777777777")
    made.enter(TPT, ValueField.PAGU, "1200000000")
    typed(made, TPT, serapan="64.81")
    assert found(made, CapaianRule.ANGKA_TAK_SESUAI) == []
    made.enter(TPT, ValueField.SPENT, "778040000")
    typed(made, TPT, serapan="64.83")
    (cut,) = found(made, CapaianRule.ANGKA_TAK_SESUAI)
    assert cut.text.endswith("Angkanya dipotong, bukan dibulatkan.")


@pytest.mark.parametrize(
    ("name", "column", "text", "rule"),
    [
        (IKM, ValueField.REALISASI, "104.32", CapaianRule.DI_LUAR_RENTANG),
        (IKM, ValueField.TARGET, "3.41", CapaianRule.DI_LUAR_RENTANG),
        (SPIP, ValueField.REALISASI, "Level 7", CapaianRule.DI_LUAR_RENTANG),
        (TPT, ValueField.TARGET, "-2", CapaianRule.TARGET_NEGATIF),
        (SPIP, ValueField.REALISASI, "3%", CapaianRule.SATUAN_TAK_SAMA),
        (IKM, ValueField.SPENT, "260541512719", CapaianRule.REALISASI_MELEBIHI_PAGU),
        (TPT, ValueField.PAGU, "1200000001", CapaianRule.PAGU_TAK_SESUAI_BARIS),
        (TPT, ValueField.SPENT, "900000001", CapaianRule.REALISASI_TAK_SESUAI_BARIS),
    ],
)
def test_values_that_cannot_be(
    made: CapaianOffice, name: str, column: ValueField, text: str, rule: CapaianRule
) -> None:
    made.enter(name, column, text)
    (one,) = found(made, rule)
    assert one.place.indikator_id == made.ids[name]
    assert one.text.startswith(f"Sasaran {2 if name == TPT else 1}, {name}: ")


def test_the_same_unit_written_twice_is_one(made: CapaianOffice) -> None:
    made.enter(TPT, ValueField.REALISASI, "6.9%")
    made.enter(SPIP, ValueField.REALISASI, "3")
    assert found(made) == []


@pytest.mark.parametrize(
    ("name", "satuan", "arah", "rule"),
    [
        ("Tingkat Kemiskinan", "%", Arah.UP, CapaianRule.ARAH_MENCURIGAKAN),
        ("Prevalensi Stunting", "%", Arah.UP, CapaianRule.ARAH_MENCURIGAKAN),
        ("Persentase penurunan stunting", "%", Arah.DOWN, CapaianRule.ARAH_MENCURIGAKAN),
        ("Indeks Kualitas Lingkungan", "Poin", Arah.DOWN, CapaianRule.ARAH_MENCURIGAKAN),
        ("Persentase penurunan stunting", "%", Arah.UP, None),
        ("Persentase pengaduan yang ditindaklanjuti", "%", Arah.UP, None),
        ("Indeks Ketahanan Bencana dan Risiko", "Poin", Arah.UP, None),
        ("Indeks Resiko Bencana", "Poin", Arah.DOWN, None),
        ("Persentase Jalan Baik", "Poin", Arah.UP, CapaianRule.SATUAN_MENCURIGAKAN),
        ("Indeks SPBE", "%", Arah.UP, CapaianRule.SATUAN_MENCURIGAKAN),
        ("Persentase Jalan Baik", "persen", Arah.UP, None),
        ("Indeks SPBE", "", Arah.UP, None),
    ],
)
def test_a_name_may_speak_against_direction_or_satuan(
    made: CapaianOffice, name: str, satuan: str, arah: Arah, rule: CapaianRule | None
) -> None:
    made.capaian.structure.save_indikator(Indikator(1, 0, name, satuan, arah))
    assert [one.rule for one in found(made)] == ([rule] if rule else [])


def test_rows_that_were_copied_from_the_one_above(made: CapaianOffice) -> None:
    for column, text in {
        ValueField.REALISASI: "85.24",
        ValueField.PAGU: "260541512718",
        ValueField.SPENT: "225425551991",
    }.items():
        made.enter(SPIP, column, text)
    (one,) = found(made, CapaianRule.BARIS_TERSALIN)
    assert one.place.text == f"Sasaran 1, {SPIP}"
    assert IKM in one.text


def test_kelurahan_that_all_report_one_number_or_those_of_others(made: CapaianOffice) -> None:
    add_rows(made, "Kecamatan A", "19.27%", "19.27%", "19.27%", "19.27%")
    add_rows(made, "Kecamatan B", "11.25%", "10.5%", "11.5%", "11.75%")
    add_rows(made, "Kecamatan C", "11.25%", "10.5%", "11.5%", "11.75%")
    add_rows(made, "Kecamatan D", "13%", "13%", "13%", "13%")
    copied = found(made, CapaianRule.BARIS_TERSALIN)
    assert [one.place.text for one in copied] == [
        f"Kecamatan A, {PROGRAM}",
        f"Kecamatan C, {PROGRAM}",
    ]
    assert "sama dengan yang di Kecamatan B (10,5%, 11,5%, 11,75%)" in copied[1].text


def test_a_mean_of_kelurahan_follows_from_them(made: CapaianOffice) -> None:
    add_rows(made, "Kecamatan A", "11.25%", "10.5%", "12%")
    assert found(made, CapaianRule.RATA_KELURAHAN_TAK_SESUAI) == []
    add_rows(made, "Kecamatan B", "9.43%", "10.5%", "12%")
    (one,) = found(made, CapaianRule.RATA_KELURAHAN_TAK_SESUAI)
    assert (one.value, one.expected) == ("9,43%", "11,25%")


def test_a_row_that_spent_more_than_its_pagu(made: CapaianOffice) -> None:
    row = made.capaian.figures(YEAR).programs[0].row
    made.capaian.values.save_program(replace(row, realisasi_anggaran=Entered("400000001")))
    (one,) = found(made, CapaianRule.REALISASI_MELEBIHI_PAGU)
    assert one.place.program_id == row.id


def test_a_finding_that_was_found_right_bears_the_reason(made: CapaianOffice) -> None:
    made.enter(IKM, ValueField.REALISASI, "104.32")
    checks = made.capaian.checks
    (one,) = found(made)
    with pytest.raises(InputError, match="Alasan"):
        checks.mark(YEAR, one.key, " ")
    made.capaian.yearly.lock(YEAR, "final")
    checks.mark(YEAR, one.key, "Skala 0-110.")
    checks.mark(YEAR, one.key, "Skala 0 sampai 110.")
    (right,) = found(made)
    assert (right.checked, right.checked_by, right.waits) == (
        "Skala 0 sampai 110.",
        "Loket C",
        False,
    )
    made.capaian.yearly.unlock(YEAR, "koreksi")
    made.enter(IKM, ValueField.REALISASI, "105")
    assert found(made)[0].waits
    made.enter(IKM, ValueField.REALISASI, "104.32")
    assert not found(made)[0].waits
    checks.unmark(YEAR, one.key)
    checks.unmark(YEAR, one.key)
    assert found(made)[0].waits
    assert len(one.key) <= 300
    assert one.short == f"Sasaran 1, {IKM}: nilai di luar rentang"
