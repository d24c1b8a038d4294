from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.entered import Entered
from app.models.store.proof import findings
from app.models.target import Arah, Rpjmd
from app.services.capaian.edits import Typing
from app.services.capaian.imports.columns import ImportKind, Stated
from app.services.capaian.typed import Separator
from app.services.imports.problems import ImportRefusedError
from app.services.units.preview import RowStatus
from tests.support.capaian_tables import (
    COMMA,
    HEAD,
    INDIKATOR,
    POINT,
    PROGRAM,
    PROGRAM_HEAD,
    YEAR,
    preview,
    row,
    take,
    written,
)

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.session import Session


# ------------------------------------------------------------------ the reference city
def test_the_city_is_taken_whole_with_its_programs(session: Session) -> None:
    first = take(session, INDIKATOR)
    second = take(session, PROGRAM)
    assert (first.kind, second.kind) == (ImportKind.INDIKATOR, ImportKind.PROGRAM)
    figures = session.capaian.figures(YEAR)
    assert (len(figures.sasaran), len(figures.indikator), len(figures.programs)) == (18, 27, 58)
    assert figures.rpjmd is not None
    assert (figures.rpjmd.first_year, figures.rpjmd.last_year) == (2022, 2026)
    ikm = next(one for one in figures.indikator if one.sasaran.number == 3)
    assert (ikm.target.text, ikm.rpjmd_target.text) == ("82.50", "82.25")
    assert len(figures.programs_of(ikm.indikator.id)) == 58
    investment = next(one for one in figures.indikator if one.sasaran.number == 14)
    assert investment.realisasi.text == "15.4264995365"
    assert [one.values.provisional for one in figures.indikator].count(True) == 2
    assert first.remarks[0] == ("Belum ada RPJMD yang mencakup tahun itu; RPJMD 2022-2026 dibuat.")
    assert list(findings(session.store)) == []


def test_programs_may_come_before_their_indikator(session: Session) -> None:
    waiting = take(session, PROGRAM)
    assert "58 baris menyebut indikator sasaran yang belum ada" in waiting.remarks[0]
    assert session.capaian.figures(YEAR).programs[0].row.no_sasaran == "3"
    take(session, INDIKATOR)
    assert {one.row.indikator_sasaran for one in session.capaian.figures(YEAR).programs} == {""}
    assert session.capaian.figures(YEAR).of(7).budget.rows == 58


def test_the_same_file_changes_nothing(session: Session) -> None:
    for path in (INDIKATOR, PROGRAM):
        take(session, path)
        again = preview(session, path)
        assert again.counts[RowStatus.SAME] == len(again.rows)
        assert not again.acceptable
        head = session.store.log.head().seq
        session.capaian.imports.take(again)
        assert session.store.log.head().seq == head + 1


def test_what_an_import_did_is_in_the_log(session: Session) -> None:
    take(session, INDIKATOR)
    entry = session.store.log.latest(1)[0]
    assert (entry.action, entry.subject) == ("diimpor", "capaian")
    assert entry.new == {
        "file": "indikator_kinerja.csv",
        "kind": "indikator",
        "year": 2022,
        "added": 27,
        "changed": 0,
    }


# ------------------------------------------------------------------ what changes and what stays
def test_a_blank_cell_takes_nothing_away_and_a_filled_one_changes(
    session: Session, tmp_path: Path
) -> None:
    head = (*HEAD, "baseline", "pagu", "target_rpjmd_2023", "pengampu", "desimal")
    path = tmp_path / "data.csv"
    take(session, written(path, head, (*row(), "68.99", "1000", "75.52", "Bagian A; Dinas B", "2")))
    changed = take(
        session, written(path, head, (*row(target_2022="76", realisasi_2022=""), *[""] * 5))
    )
    assert changed.counts[RowStatus.CHANGED] == 1
    assert changed.rows[0].note == "nilai tahun ini"
    (one,) = session.capaian.figures(YEAR).indikator
    assert (one.target.text, one.realisasi.text, one.indikator.baseline.text) == (
        "76",
        "69.50",
        "68.99",
    )
    assert (one.values.pagu.text, one.indikator.decimals) == ("1000", 2)
    assert [held.name for held in one.pengampu] == ["Bagian A", "Dinas B"]
    assert session.capaian.structure.targets_of(one.indikator.id) == {2023: Entered("75.52")}


def test_an_equal_number_keeps_its_digits(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    take(session, written(path, HEAD, row(realisasi_2022="69.50")))
    again = preview(session, written(path, HEAD, row(realisasi_2022="69.5")))
    assert again.counts[RowStatus.SAME] == 1


def test_another_sasaran_name_or_tujuan_moves_it(session: Session, tmp_path: Path) -> None:
    head = ("no_misi", "misi", "tujuan", *HEAD)
    path = tmp_path / "data.csv"
    take(session, written(path, head, ("1", "Misi satu", "Tujuan satu", *row())))
    moved = take(
        session,
        written(path, head, ("2", "Misi dua", "Tujuan dua", *row(sasaran="Tata kelola baru"))),
    )
    assert moved.rows[0].note == "misi, tujuan, atau sasaran"
    (group,) = session.capaian.figures(YEAR).sasaran
    assert (group.misi.number, group.tujuan.name, group.sasaran.name) == (
        2,
        "Tujuan dua",
        "Tata kelola baru",
    )


def test_without_misi_and_tujuan_the_tree_is_plain(session: Session, tmp_path: Path) -> None:
    take(session, written(tmp_path / "d.csv", HEAD, row(), row("1", "Indeks SPBE"), row("2", "C")))
    figures = session.capaian.figures(YEAR)
    assert [len(group.indikator) for group in figures.sasaran] == [2, 1]
    assert {(group.misi.number, group.misi.name) for group in figures.sasaran} == {(0, "")}


def test_states_levels_and_stars_come_as_what_they_are(session: Session, tmp_path: Path) -> None:
    head = (*HEAD, "nasional", "baseline", "arah_lain")
    path = written(
        tmp_path / "d.csv",
        head,
        (*row(name="A", realisasi_2022="70*"), "-", "N/A", ""),
        (*row(name="B", target_2022="Level 4", realisasi_2022="level III"), "nihil", "", ""),
        (
            *row(name="C", satuan="Predikat", target_2022="Sangat Baik", realisasi_2022="Baik"),
            *[""] * 3,
        ),
        (*row(name="D", arah="lower_better", target_2022="0", realisasi_2022="0"), *[""] * 3),
        (*row(name="E", arah=""), *[""] * 3),
    )
    found = take(session, path)
    a, b, c, d, _ = session.capaian.figures(YEAR).indikator
    assert (a.values.provisional, a.values.national.text, a.indikator.baseline.text) == (
        True,
        "-",
        "N/A",
    )
    assert (b.capaian.value, b.values.national.text) == (Fraction(75), "Nihil")
    assert c.capaian.reason.endswith("huruf mutu berbeda tanpa pemetaan angka")
    assert (d.indikator.arah, d.tercapai, d.capaian.reason) == (
        Arah.DOWN,
        True,
        "tidak dapat dihitung: 0 dari 0",
    )
    said = " ".join(found.remarks)
    assert "Target 0 di baris 5: diterima" in said
    assert "Arah tidak disebut di baris 6" in said
    assert found.ignored == ("arah_lain",)


# ------------------------------------------------------------------ what is refused
def test_names_that_slipped_by_a_row_are_refused(session: Session, tmp_path: Path) -> None:
    head = ("no_misi", "misi", "tujuan", *HEAD)
    path = tmp_path / "d.csv"
    first = ("1", "Misi satu", "Tujuan satu", *row())
    for second, said in (
        (("1", "Misi satu", "Tujuan satu", *row(name="B", sasaran="Lain")), "kolom sasaran"),
        (("1", "Misi satu", "Tujuan dua", *row(name="B")), "kolom tujuan"),
        (("1", "Misi lain", "Tujuan satu", *row("2", name="B")), "kolom misi"),
    ):
        with pytest.raises(ImportRefusedError, match=f"baris 3, {said}.* di baris 2: "):
            take(session, written(path, head, first, second))
    spelt = ("1", "MISI  satu", "Tujuan Satu", *row(name="B", sasaran="tata kelola"))
    take(session, written(path, head, first, spelt))
    again = preview(session, path)
    assert again.counts[RowStatus.SAME] == 2


def test_an_rpjmd_grows_with_its_targets_unless_another_is_in_the_way(
    session: Session, tmp_path: Path
) -> None:
    head = (*HEAD, "target_rpjmd_2024")
    path = written(tmp_path / "d.csv", head, (*row(), "76"))
    structure = session.capaian.structure
    structure.save_plan(Rpjmd("RPJMD 2021-2022", 2021, 2022, 2020))
    assert "diperlebar menjadi tahun 2021 sampai 2024" in take(session, path).remarks[0]
    structure.save_plan(Rpjmd("RPJMD 2026", 2026, 2026, 2025))
    far = written(path, (*HEAD, "target_rpjmd_2026"), (*row(), "76"))
    with pytest.raises(InputError, match="RPJMD 2026 sudah mencakup tahun 2026"):
        preview(session, far)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"target_2022": "tujuh"}, "baris 3, kolom target_2022, isi “tujuh”: bukan angka"),
        (
            {"realisasi_2022": "85,24"},
            "kolom realisasi_2022, isi “85,24”: tidak cocok dengan titik",
        ),
        ({"realisasi_2022": "3,330"}, "isi “3,330”: dapat berarti 3330 atau 3,330"),
        ({"target_2022": "3.8589*25"}, "isi “3.8589*25”"),
        ({"no_sasaran": "satu"}, "kolom no_sasaran, isi “satu”: bukan bilangan bulat"),
        ({"no_sasaran": ""}, "kolom no_sasaran: belum diisi"),
        ({"indikator": ""}, "kolom indikator: belum diisi"),
        ({"arah": "ke samping"}, "kolom arah, isi “ke samping”"),
        ({"satuan": "x" * 1001}, "kolom satuan"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(
    session: Session, tmp_path: Path, changes: dict[str, str], place: str
) -> None:
    path = written(tmp_path / "d.csv", HEAD, row(name="Lain"), row(**changes))
    found = preview(session, path)
    assert not found.acceptable
    assert found.rows[1].status is RowStatus.REFUSED
    head = session.store.log.head()
    with pytest.raises(ImportRefusedError) as refused:
        session.capaian.imports.take(found)
    assert place in refused.value.sentence
    assert "Tidak ada satu baris pun yang diambil" in refused.value.sentence
    assert session.store.log.head() == head
    assert session.capaian.figures(YEAR).indikator == ()


def test_every_problem_is_named(session: Session) -> None:
    found = preview(session, INDIKATOR, COMMA)
    with pytest.raises(ImportRefusedError, match="isian tidak dapat diterima") as refused:
        session.capaian.imports.take(found)
    assert refused.value.count == found.problem_count > 100
    assert len(refused.value.problems) == 20
    assert found.problems[0].column == "baseline"


def test_the_same_key_twice_is_refused(session: Session, tmp_path: Path) -> None:
    path = written(tmp_path / "d.csv", HEAD, row(), row("2"), row(name="nilai  sakip"))
    with pytest.raises(ImportRefusedError, match="baris 4: kuncinya sama dengan baris 2"):
        take(session, path)
    programs = written(
        tmp_path / "p.csv",
        PROGRAM_HEAD,
        ("Kecamatan A", "Program", "", "Persentase", "5", "1"),
        ("KECAMATAN A", "Program", "", "persentase", "6", "1"),
        ("Kecamatan A", "Program", "Mawar", "Persentase", "6", "1"),
    )
    with pytest.raises(ImportRefusedError, match="baris 3: kuncinya sama dengan baris 2"):
        take(session, programs)


def test_a_missing_or_other_year_is_refused(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    with pytest.raises(InputError, match="Kolom target_2023 tidak ada"):
        session.capaian.imports.preview(INDIKATOR, 2023, stated=POINT)
    for year, said in (("2021", "bukan tahun 2022"), ("", "kolom tahun: belum diisi")):
        with pytest.raises(ImportRefusedError, match=said):
            take(session, written(path, (*HEAD, "tahun"), (*row(), year)))
    with pytest.raises(InputError, match="Tahun 22 tidak dapat dipakai"):
        session.capaian.imports.preview(INDIKATOR, 22, stated=POINT)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("realisasi_exact", "69.71", "bukan angka lengkap dari realisasi 69.50"),
        ("rumus", "(2T-R)/T", "hanya untuk indikator yang turun"),
        ("desimal", "13", "13 angka desimal"),
        ("sementara", "barangkali", "bukan ya dan bukan tidak"),
        ("tahun_sementara", "2022", "bukan tahun sebelum 2022"),
        ("pagu", "411.500", "rupiah dengan 3 angka"),
    ],
)
def test_further_columns_are_judged_too(
    session: Session, tmp_path: Path, column: str, value: str, said: str
) -> None:
    path = written(tmp_path / "d.csv", (*HEAD, column), (*row(), value))
    with pytest.raises(ImportRefusedError) as refused:
        take(session, path)
    assert said in refused.value.sentence


def test_cells_beyond_the_last_column_are_refused(session: Session, tmp_path: Path) -> None:
    path = written(tmp_path / "d.csv", HEAD, (*row(), "lebih"))
    with pytest.raises(ImportRefusedError, match="di luar kolom terakhir"):
        take(session, path)


def test_an_empty_table_and_an_unknown_column_are_refused(session: Session, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="tidak berisi baris"):
        preview(session, written(tmp_path / "d.csv", HEAD))
    wrong = Stated(Typing(), {"padu": Typing()})
    with pytest.raises(InputError, match="Kolom padu tidak dikenal"):
        preview(session, INDIKATOR, wrong)


def test_a_locked_year_takes_no_table(session: Session) -> None:
    take(session, INDIKATOR)
    waiting = preview(session, PROGRAM)
    session.capaian.yearly.lock(YEAR, "final")
    for deed in (
        lambda: preview(session, PROGRAM),
        lambda: session.capaian.imports.take(waiting),
    ):
        with pytest.raises(InputError, match="terkunci"):
            deed()


def test_a_preview_of_yesterday_is_not_taken(session: Session, tmp_path: Path) -> None:
    path = written(tmp_path / "d.csv", HEAD, row())
    old = preview(session, path)
    take(session, path)
    with pytest.raises(InputError, match="berubah sejak pratinjau"):
        session.capaian.imports.take(old)


# ------------------------------------------------------------------ separators
def test_separators_are_stated_per_column(session: Session, tmp_path: Path) -> None:
    path = written(
        tmp_path / "d.csv",
        (*HEAD, "Pagu Anggaran"),
        (*row(realisasi_2022="15.426"), "Rp 173.786.734.678"),
    )
    stated = Stated(Typing(Separator.POINT), {"pagu anggaran": Typing(Separator.COMMA)})
    take(session, path, stated)
    (one,) = session.capaian.figures(YEAR).indikator
    assert (one.realisasi.text, one.values.pagu.text) == ("15.426", "173786734678")


def test_thousands_are_taken_where_it_is_stated(session: Session, tmp_path: Path) -> None:
    path = written(tmp_path / "d.csv", HEAD, row(target_2022="1.500", realisasi_2022="15.426"))
    with pytest.raises(ImportRefusedError):
        take(session, path, COMMA)
    take(session, path, Stated(Typing(Separator.COMMA, is_grouped=True)))
    assert session.capaian.figures(YEAR).indikator[0].realisasi.text == "15426"


def test_a_preview_shows_what_each_column_fits(session: Session, tmp_path: Path) -> None:
    path = written(
        tmp_path / "d.csv",
        (*HEAD, "pagu", "baseline"),
        (*row(target_2022="75,5", realisasi_2022="75.5"), "411.500", "70"),
        (*row("2", target_2022="80,25", realisasi_2022="80,25"), "1.411.500", "N/A"),
    )
    columns = {one.key: one for one in preview(session, path, COMMA).columns}
    assert columns["target_2022"].fit.proposed is Separator.COMMA
    assert columns["realisasi_2022"].fit.proposed is None
    assert columns["realisasi_2022"].fit.misfits == {Separator.POINT: 1, Separator.COMMA: 1}
    assert columns["pagu"].fit.proposed is Separator.COMMA
    assert columns["pagu"].samples == ("411.500", "1.411.500")
    assert not columns["baseline"].fit.is_open
