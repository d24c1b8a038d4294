from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError, StorageError
from app.models.entered import Entered
from app.models.target import Arah, Indikator, Misi, Rpjmd, Rumus, Sasaran, Tujuan
from app.services.capaian.edits import BlockRefusedError, Cell, Typing, ValueField
from app.services.capaian.formulas import Change, Why
from app.services.capaian.rating import accepted_rating
from app.services.capaian.typed import Separator
from app.services.ikm.rounding import indonesian
from tests.oracle import assert_trustworthy
from tests.support.capaian_office import (
    IKM,
    PARTICIPATION,
    PROGRAM,
    SPIP,
    TPT,
    YEAR,
)

if TYPE_CHECKING:
    from tests.support.capaian_office import CapaianOffice


def test_a_year_has_every_figure_of_its_indikator(made: CapaianOffice) -> None:
    figures = made.capaian.figures(YEAR)
    ikm, spip, tpt = figures.indikator
    assert [indonesian(one.capaian.value, 2) for one in figures.indikator] == [
        "103,32",
        "100,00",
        "130,43",
    ]
    assert (ikm.predikat, ikm.tercapai) == ("Sangat Tinggi", True)
    assert indonesian(ikm.kemajuan.value, 2) == "100,22"
    assert (ikm.capaian_nasional.why, ikm.change) == (Why.NO_NATIONAL, Change.NEW)
    assert (spip.selisih_baseline.value, spip.change) == (Fraction(0), Change.SAME)
    assert (tpt.selisih_baseline.value, tpt.change) == (Fraction("-2.1"), Change.BETTER)
    assert indonesian(ikm.efisiensi.value, 2) == "16,26"
    assert (ikm.rpjmd_target.text, [one.unit_id for one in ikm.pengampu]) == ("82.25", [1, None])


def test_a_budget_that_was_not_entered_is_the_sum_of_its_rows(made: CapaianOffice) -> None:
    tpt = made.capaian.figures(YEAR).of(made.ids[TPT])
    assert (tpt.budget.pagu, tpt.budget.spent) == (Fraction(12 * 10**8), Fraction(9 * 10**8))
    assert tpt.budget.rows == 3
    assert tpt.budget.from_rows
    made.enter(TPT, ValueField.PAGU, "1000000000")
    tpt = made.capaian.figures(YEAR).of(made.ids[TPT])
    assert (tpt.budget.pagu, tpt.budget.rows_pagu) == (Fraction(10**9), Fraction(12 * 10**8))
    assert tpt.serapan.why is Why.NO_SPENDING


def test_the_summary_counts_and_adds(made: CapaianOffice) -> None:
    made.enter(IKM, ValueField.NATIONAL, "87.5")
    summary = made.capaian.figures(YEAR).summary
    capaian = [Fraction("85.24") / Fraction("82.5"), Fraction(1), Fraction(9) / Fraction("6.9")]
    assert summary.mean_capaian.value == sum(capaian) * 100 / 3
    assert summary.per_predikat == {
        "Sangat Tinggi": 3,
        "Tinggi": 0,
        "Sedang": 0,
        "Rendah": 0,
        "Sangat Rendah": 0,
    }
    assert (summary.reached, summary.not_reached, summary.undecided) == (3, 0, 0)
    baseline, national = summary.against_baseline, summary.against_national
    assert (baseline.better, baseline.same, baseline.new, baseline.comparable) == (1, 1, 1, 2)
    assert (national.worse, national.new) == (1, 2)
    assert summary.pagu == 260541512718 + 15029910800 + 1_200_000_000


def test_kelurahan_stand_below_their_program(made: CapaianOffice) -> None:
    (office,) = made.capaian.figures(YEAR).offices
    (block,) = office.blocks
    assert (office.perangkat_daerah, block.program) == ("Kecamatan Taman", PROGRAM)
    assert block.indikator == PARTICIPATION
    assert [one.row.kelurahan for one in block.kelurahan] == ["Mawar", "Melati"]
    assert block.mean_capaian.value == 122
    assert block.mean_realisasi.value == Fraction("15.25")
    assert (block.pagu, block.spent) == (Fraction(12 * 10**8), Fraction(9 * 10**8))
    assert block.serapan.value == 75


def test_an_edit_is_seen_at_once_as_if_the_file_were_read_anew(made: CapaianOffice) -> None:
    before = made.capaian.figures(YEAR)
    row = before.programs[0].row
    made.capaian.values.enter_programs(YEAR, [Cell(row.id, ValueField.PAGU, "1")], Typing())
    made.enter(IKM, ValueField.REALISASI, "75")
    kept_up = made.capaian.figures(YEAR)
    made.capaian._reader._kept.clear()
    assert kept_up == made.capaian.figures(YEAR)
    assert kept_up.of(made.ids[TPT]).budget.pagu == 800_000_001
    assert kept_up.of(made.ids[IKM]).predikat == "Sangat Tinggi"
    assert kept_up.programs[1] is before.programs[1]


def test_a_block_is_taken_whole_or_not_at_all_and_taken_back(made: CapaianOffice) -> None:
    before = made.capaian.figures(YEAR).indikator
    cells = [
        Cell(made.ids[IKM], ValueField.TARGET, "80,5"),
        Cell(made.ids[IKM], ValueField.PAGU, "Rp 1.000.000"),
        Cell(made.ids[TPT], ValueField.REALISASI, "7,25*"),
    ]
    edited, changes = made.capaian.values.enter(YEAR, cells)
    assert changes.capaian == {YEAR}
    ikm, _, tpt = made.capaian.figures(YEAR).indikator
    assert (ikm.target.text, ikm.values.pagu.text) == ("80.5", "1000000")
    assert (tpt.realisasi.text, tpt.values.provisional) == ("7.25", True)
    made.capaian.values.undo(edited)
    after = made.capaian.figures(YEAR).indikator
    assert [one.capaian for one in after] == [one.capaian for one in before]
    with pytest.raises(BlockRefusedError, match="2 sel tidak dapat dipakai") as refused:
        made.capaian.values.enter(
            YEAR,
            [
                *cells,
                Cell(made.ids[SPIP], ValueField.TARGET, "tiga"),
                replace(cells[0], text="1.500"),
            ],
        )
    assert [problem.place for problem in refused.value.problems] == [3, 4]
    assert made.capaian.figures(YEAR).indikator == after


def test_the_first_cell_of_a_year_is_undone_to_nothing(made: CapaianOffice) -> None:
    edited, _ = made.capaian.values.enter(
        2027, [Cell(made.ids[IKM], ValueField.TARGET, "83")], Typing(Separator.POINT)
    )
    assert made.capaian.years() == [2027, 2026]
    made.capaian.values.undo(edited)
    assert made.capaian.years() == [2026]


def test_an_undo_never_overwrites_what_came_after(made: CapaianOffice) -> None:
    edited, _ = made.capaian.values.enter(YEAR, [Cell(made.ids[IKM], ValueField.TARGET, "83")])
    made.enter(IKM, ValueField.TARGET, "84")
    with pytest.raises(InputError, match="sudah diubah"):
        made.capaian.values.undo(edited)


def test_targets_are_proposed_from_the_rpjmd(made: CapaianOffice) -> None:
    edited, _ = made.capaian.values.propose_targets(2027)
    assert [one.target.text for one in edited.after] == ["82.85"]
    assert made.capaian.values.propose_targets(2027)[0].after == ()


def test_the_latest_target_of_the_perjanjian_kinerja_counts(made: CapaianOffice) -> None:
    made.enter(IKM, ValueField.REVISED_TARGET, "90")
    ikm = made.capaian.figures(YEAR).of(made.ids[IKM])
    assert (ikm.target.text, ikm.tercapai, ikm.predikat) == ("90", False, "Sangat Tinggi")


def test_a_cap_is_a_setting_of_the_year_and_of_those_after_it(made: CapaianOffice) -> None:
    made.capaian.yearly.set_capped(YEAR, capped=True)
    figures = made.capaian.figures(YEAR)
    assert [one.capaian.value for one in figures.indikator] == [100, 100, 100]
    assert figures.summary.mean_capaian.value == 100
    assert made.capaian.figures(2027).terms.capped
    assert not made.capaian.figures(2025).terms.capped


def test_another_rating_rates_otherwise(made: CapaianOffice) -> None:
    made.capaian.yearly.set_rating(
        YEAR, accepted_rating([("Melampaui", Entered("110")), ("Biasa", Entered())])
    )
    figures = made.capaian.figures(YEAR)
    assert [one.predikat for one in figures.indikator] == ["Biasa", "Biasa", "Melampaui"]
    assert figures.summary.per_predikat == {"Melampaui": 1, "Biasa": 2}


def test_a_locked_year_takes_nothing_until_it_is_opened_with_a_reason(made: CapaianOffice) -> None:
    yearly, values = made.capaian.yearly, made.capaian.values
    with pytest.raises(InputError, match="Alasan penguncian belum diisi"):
        yearly.lock(YEAR, " ")
    yearly.lock(YEAR, "angka final")
    row = made.capaian.figures(YEAR).programs[0].row
    deeds = (
        lambda: made.enter(IKM, ValueField.TARGET, "1"),
        lambda: values.set_provisional(made.ids[IKM], YEAR, 2025),
        lambda: values.link_to_city(made.ids[IKM], YEAR),
        lambda: values.save_program(replace(row, target=Entered("1"))),
        lambda: values.delete_programs([row]),
        lambda: values.propose_targets(YEAR),
        lambda: yearly.set_capped(YEAR, capped=True),
        lambda: yearly.lock(YEAR, "sekali lagi"),
    )
    for deed in deeds:
        with pytest.raises(InputError, match="Capaian tahun 2026 terkunci"):
            deed()
    with pytest.raises(StorageError, match="terkunci"):
        made.capaian.structure.set_targets(made.ids[IKM], {YEAR: Entered("1")})
    yearly.set_source(YEAR, "LPPD 2026")
    yearly.unlock(YEAR, "angka dikoreksi")
    made.enter(IKM, ValueField.TARGET, "1")
    with pytest.raises(InputError, match="tidak terkunci"):
        yearly.unlock(YEAR, "lagi")
    with pytest.raises(InputError, match="belum berisi angka"):
        yearly.lock(2028, "kosong")
    reasons = [entry.reason for entry in made.session.store.log.latest(20)]
    assert "angka dikoreksi" in reasons
    path = made.session.store.path
    made.session.close()
    assert_trustworthy(path)


# ------------------------------------------------------------------ the tree
def test_plans_do_not_overlap_and_numbers_are_unique(made: CapaianOffice) -> None:
    structure = made.capaian.structure
    with pytest.raises(InputError, match="sudah mencakup tahun 2025 sampai 2029"):
        structure.save_plan(Rpjmd("RPJMD lain", 2029, 2033, 2028))
    with pytest.raises(InputError, match="berakhir sebelum"):
        structure.save_plan(Rpjmd("RPJMD lain", 2035, 2033, 2028))
    with pytest.raises(InputError, match="tidak dapat dipakai"):
        structure.save_plan(Rpjmd("RPJMD lain", 1200, 2033, 2028))
    plan = structure.plan_of(YEAR)
    assert plan is not None
    with pytest.raises(InputError, match="Misi 1 sudah ada"):
        structure.save_misi(Misi(plan.id, 1, "Lain"))
    with pytest.raises(InputError, match="Tujuan Birokrasi yang melayani sudah ada"):
        structure.save_tujuan(Tujuan(1, 0, "Birokrasi yang melayani"))
    with pytest.raises(InputError, match="Sasaran 2 sudah ada"):
        structure.save_sasaran(Sasaran(1, 2, "Lain"))
    with pytest.raises(InputError, match="Indikator Maturitas SPIP sudah ada"):
        structure.save_indikator(Indikator(1, 0, SPIP))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (Indikator(1, 0, "X", rumus=Rumus.MIRRORED), "hanya untuk indikator yang turun"),
        (Indikator(1, 0, "X", decimals=13), "13 angka desimal"),
        (Indikator(1, 0, ""), "belum diisi"),
        (Indikator(1, 0, "X", grades={"A": "empat"}), "huruf mutu"),
        (Indikator(1, 0, "X", Arah.DOWN.value, grades={" ": "4"}), "huruf mutu"),
    ],
)
def test_an_indikator_that_cannot_be_is_refused(
    made: CapaianOffice, wrong: Indikator, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        made.capaian.structure.save_indikator(wrong)


def test_a_branch_is_deleted_when_nothing_stands_in_it(made: CapaianOffice) -> None:
    structure, records = made.capaian.structure, made.session.store.capaian
    branch = (records.misi.get(1), records.tujuan.get(1), records.sasaran.get(1))
    for one in branch:
        with pytest.raises(InputError, match="itu masih berisi"):
            structure.delete(one)
    misi, _ = structure.save_misi(Misi(1, 2, "Kosong"))
    tujuan, _ = structure.save_tujuan(Tujuan(misi.id, 0, "Kosong"))
    sasaran, _ = structure.save_sasaran(Sasaran(tujuan.id, 9, "Kosong"))
    for empty in (sasaran, tujuan, misi):
        structure.delete(empty)
    assert len(records.misi.all()) == 1


def test_a_deleted_indikator_comes_back_with_all_it_had(made: CapaianOffice) -> None:
    structure, records = made.capaian.structure, made.session.store.capaian
    before = made.capaian.figures(YEAR)
    removed, _ = structure.delete_indikator(records.indikator.get(made.ids[TPT]))
    figures = made.capaian.figures(YEAR)
    assert len(figures.indikator) == 2
    assert [one.row.indikator_sasaran for one in figures.programs_of(None)] == [TPT] * 3
    structure.put_back(removed)
    after = made.capaian.figures(YEAR)
    assert [one.capaian for one in after.indikator] == [one.capaian for one in before.indikator]
    assert after.indikator[2].budget == before.indikator[2].budget
    made.capaian.yearly.lock(YEAR, "final")
    with pytest.raises(StorageError, match="terkunci"):
        structure.delete_indikator(after.indikator[2].indikator)


def test_an_indikator_moves_within_its_sasaran(made: CapaianOffice) -> None:
    structure = made.capaian.structure
    ikm = made.session.store.capaian.indikator.get(made.ids[IKM])
    structure.move_indikator(ikm, 5)
    assert [one.indikator.name for one in made.capaian.figures(YEAR).indikator] == [SPIP, IKM, TPT]


def test_a_program_row_is_known_by_its_key(made: CapaianOffice) -> None:
    values = made.capaian.values
    row = made.capaian.figures(YEAR).programs[0].row
    with pytest.raises(InputError, match="sudah ada"):
        values.save_program(replace(row, id=0, uuid="", program=row.program.upper()))
    with pytest.raises(InputError, match="Indikator program belum diisi"):
        values.save_program(replace(row, indikator=""))
    with pytest.raises(BlockRefusedError, match="tidak punya kolom"):
        values.enter_programs(YEAR, [Cell(row.id, ValueField.NATIONAL, "1")])
    renamed, _ = values.save_program(replace(row, program="Program lain"))
    removed, _ = values.delete_programs([renamed])
    assert len(made.capaian.figures(YEAR).programs) == 2
    values.put_programs_back(removed)
    assert made.capaian.figures(YEAR).programs[0].row.program == "Program lain"


def test_a_program_row_that_moved_is_read_anew(made: CapaianOffice) -> None:
    rows = [one.row for one in made.capaian.figures(YEAR).programs]
    made.capaian.values.save_program(replace(rows[0], position=9))
    assert [one.row.position for one in made.capaian.figures(YEAR).programs] == [1, 2, 9]


def test_what_was_taken_back_by_the_file_is_not_shown(made: CapaianOffice) -> None:
    made.capaian.figures(YEAR)

    def edit_and_fail() -> None:
        with made.session.store.transaction():
            made.enter(IKM, ValueField.TARGET, "1")
            assert made.capaian.figures(YEAR).indikator[0].target.text == "1"
            raise RuntimeError

    with pytest.raises(RuntimeError):
        edit_and_fail()
    assert made.capaian.figures(YEAR).indikator[0].target.text == "82.50"


def test_a_year_is_read_anew_where_something_else_wrote(made: CapaianOffice) -> None:
    before = made.capaian.figures(YEAR).programs
    programs = made.session.store.capaian.programs
    programs.save(replace(before[0].row, pagu=Entered("7")))
    removed = before[2].row
    programs.delete(removed)
    programs.save(replace(removed, id=0, uuid="", revision=0, program="Program lain"))
    after = made.capaian.figures(YEAR).programs
    assert after[1] is before[1]
    assert (after[0].pagu, after[2].row.program) == (Fraction(7), "Program lain")
    made.capaian.yearly.set_capped(YEAR, capped=True)
    assert {one.capaian.value for one in made.capaian.figures(YEAR).programs} == {100}
