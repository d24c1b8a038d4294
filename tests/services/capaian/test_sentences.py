from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.models.entered import Entered
from app.models.target import Arah
from app.services.capaian.edits import ValueField
from app.services.capaian.sentence_check import disagreements, numbers_in
from app.services.capaian.sentences import Topic, verb_of
from app.services.ikm.rounding import indonesian
from tests.support.capaian_office import IKM, SPIP, TPT, YEAR

if TYPE_CHECKING:
    from tests.support.capaian_office import CapaianOffice


def said(made: CapaianOffice, name: str, topic: Topic, year: int = YEAR) -> str:
    written = made.capaian.narratives.of(made.ids[name], year)
    return next(one.text for one in written.sentences if one.topic is topic)


def test_the_sentences_about_an_indikator(made: CapaianOffice) -> None:
    made.enter(IKM, ValueField.NATIONAL, "87.5")
    made.enter(IKM, ValueField.REALISASI, "84.76", YEAR - 1)
    assert said(made, IKM, Topic.CAPAIAN) == (
        "Realisasi Indeks Kepuasan Masyarakat tahun 2026 85,24 poin dari target 82,50 poin,"
        " sehingga capaiannya 103,32% dengan predikat sangat tinggi; target tercapai."
    )
    assert said(made, IKM, Topic.EARLIER) == (
        "Dibandingkan tahun 2025, Indeks Kepuasan Masyarakat meningkat 0,48 poin, dari 84,76 poin"
        " menjadi 85,24 poin."
    )
    assert said(made, IKM, Topic.BASELINE) == (
        "Indeks Kepuasan Masyarakat tidak punya nilai awal, jadi tidak dapat dibandingkan."
    )
    assert said(made, IKM, Topic.RPJMD) == (
        "Terhadap target akhir RPJMD tahun 2029 sebesar 85,05 poin, tingkat kemajuan Indeks"
        " Kepuasan Masyarakat 100,22%; target akhir sudah tercapai."
    )
    assert said(made, IKM, Topic.NATIONAL) == (
        "Indeks Kepuasan Masyarakat 85,24 poin, lebih rendah 2,26 poin daripada nilai nasional"
        " 87,5 poin, jadi lebih buruk; capaiannya 97,42% dari nilai nasional."
    )
    assert said(made, IKM, Topic.EFISIENSI) == (
        "Dari pagu Rp 260.541.512.718 untuk Indeks Kepuasan Masyarakat, terealisasi Rp"
        " 225.425.551.991 atau 86,52%; dengan capaian 103,32%, penggunaan anggarannya efisien,"
        " yaitu 16,26%."
    )


def test_the_verb_fits_the_direction(made: CapaianOffice) -> None:
    assert said(made, TPT, Topic.BASELINE) == (
        "Dibandingkan kondisi awal tahun 2024, Tingkat Pengangguran Terbuka berhasil diturunkan 2,1"
        " poin persen, dari 9% menjadi 6,9%."
    )
    made.enter(TPT, ValueField.REALISASI, "9.04")
    assert said(made, TPT, Topic.BASELINE).endswith(
        "meningkat 0,04 poin persen, dari 9% menjadi 9,04%, padahal diharapkan turun."
    )
    assert said(made, SPIP, Topic.BASELINE) == (
        "Dibandingkan kondisi awal tahun 2024, Maturitas SPIP tetap Level 3."
    )
    made.enter(IKM, ValueField.REALISASI, "90", YEAR - 1)
    assert "menurun 4,76 poin, dari 90 poin menjadi 85,24 poin." in said(made, IKM, Topic.EARLIER)


@given(st.sampled_from(Arah), st.fractions(-100, 100))
def test_a_verb_for_every_change(arah: Arah, difference: Fraction) -> None:
    verb = verb_of(arah, difference)
    if not difference:
        assert verb == "tetap"
    elif (difference > 0) is (arah is Arah.UP):
        assert verb in {"meningkat", "berhasil diturunkan"}
    else:
        assert verb == ("menurun" if arah is Arah.UP else "meningkat")


def test_what_is_missing_has_its_own_sentence(made: CapaianOffice) -> None:
    made.enter(IKM, ValueField.TARGET, "0")
    assert said(made, IKM, Topic.CAPAIAN) == (
        "Capaian Indeks Kepuasan Masyarakat tahun 2026 tidak dapat dihitung karena target 0."
    )
    assert said(made, IKM, Topic.EARLIER).endswith(
        "tidak punya nilai tahun 2025, jadi tidak dapat dibandingkan."
    )
    assert said(made, SPIP, Topic.RPJMD) == (
        "Tingkat kemajuan Maturitas SPIP tidak dapat dihitung karena tidak ada target akhir."
    )
    assert said(made, IKM, Topic.NATIONAL) == (
        "Indeks Kepuasan Masyarakat tidak punya nilai nasional."
    )
    made.enter(TPT, ValueField.PAGU, "0")
    assert "tidak dapat dihitung karena" in said(made, TPT, Topic.EFISIENSI)


def test_a_loss_keeps_its_minus_sign_and_a_provisional_value_says_so(made: CapaianOffice) -> None:
    made.enter(SPIP, ValueField.SPENT, "16000000000")
    assert said(made, SPIP, Topic.EFISIENSI).endswith("tidak efisien, yaitu −6,45%.")
    made.capaian.values.set_provisional(made.ids[IKM], YEAR, 2025)
    assert said(made, IKM, Topic.CAPAIAN).endswith(
        "Realisasi ini masih sementara dan memakai nilai tahun 2025."
    )
    made.enter(IKM, ValueField.NATIONAL, "85.24")
    assert said(made, IKM, Topic.NATIONAL).endswith("sama dengan nilai nasional, yaitu 85,24 poin.")


def test_the_sentences_under_the_tables(made: CapaianOffice) -> None:
    made.enter(IKM, ValueField.NATIONAL, "87.5")
    made.enter(IKM, ValueField.REALISASI, "84", YEAR - 1)
    made.enter(TPT, ValueField.REALISASI, "6.5", YEAR - 1)
    made.enter(TPT, ValueField.REVISED_TARGET, "6.5")
    sentences = {one.topic: one.text for one in made.capaian.narratives.table_sentences(YEAR)}
    assert sentences == {
        Topic.TARGET: "Perjanjian kinerja tahun 2026 memuat 2 sasaran dengan 3 indikator. Target 1"
        " indikator diubah dalam perjanjian perubahan.",
        Topic.CAPAIAN: "Dari 3 indikator, predikatnya 3 sangat tinggi; 2 mencapai target dan 1"
        " belum. Rata-rata capaian 99,17%.",
        Topic.EARLIER: "Dibandingkan tahun 2025, dari 3 indikator 1 meningkat, 1 meningkat padahal"
        " diharapkan turun, dan 1 tidak punya pembanding.",
        Topic.BASELINE: "Dibandingkan kondisi awal, dari 3 indikator 1 berhasil diturunkan, 1"
        " tetap, dan 1 tidak punya pembanding.",
        Topic.RPJMD: "Terhadap target akhir RPJMD tahun 2029, 1 dari 1 indikator sudah mencapainya;"
        " rata-rata tingkat kemajuan 100,22%.",
        Topic.NATIONAL: "1 dari 3 indikator dapat dibandingkan dengan nilai nasional: 0 lebih baik,"
        " 1 lebih buruk, dan 0 sama.",
        Topic.EFISIENSI: "Pagu seluruhnya Rp 276.771.423.518, realisasinya Rp 239.702.034.594 atau"
        " 86,61%. Efisiensi seluruhnya 16,00%; 3 indikator efisien dan 0 tidak.",
        Topic.PROGRAM: "3 baris program dari 1 perangkat daerah: pagu Rp 1.200.000.000, realisasi"
        " Rp 900.000.000 atau 75,00%; 3 mencapai target dan 0 belum.",
    }


def test_a_year_without_anything_has_nil_sentences(made: CapaianOffice) -> None:
    sentences = {one.topic: one.text for one in made.capaian.narratives.table_sentences(2040)}
    assert sentences[Topic.CAPAIAN] == "Belum ada indikator tahun 2040."
    assert sentences[Topic.EARLIER] == "Tidak ada nilai tahun 2039 untuk dibandingkan."
    assert sentences[Topic.NATIONAL].startswith("Tidak ada indikator yang dapat dibandingkan")
    assert sentences[Topic.EFISIENSI] == "Belum ada pagu dan realisasi anggaran."
    assert sentences[Topic.PROGRAM] == "Tidak ada baris program tahun 2040."
    assert sentences[Topic.RPJMD] == "Tidak ada target akhir RPJMD untuk dibandingkan."


# ------------------------------------------------------------------ what somebody changed
def test_a_changed_sentence_is_flagged_once_the_data_move(made: CapaianOffice) -> None:
    narratives, ikm = made.capaian.narratives, made.ids[IKM]
    text = "IKM naik menjadi 85,24 dari target 82,50 (103,3%), berkat 12 loket baru."
    narratives.change_sentence(ikm, YEAR, Topic.CAPAIAN, text)
    written = narratives.of(ikm, YEAR)
    assert said(made, IKM, Topic.CAPAIAN) == text
    assert written.disagreements == ()
    made.enter(IKM, ValueField.REALISASI, "86")
    wrong = narratives.of(ikm, YEAR).disagreements
    assert [one.text for one in wrong] == [
        "Kalimat ini menyebut 85,24, padahal datanya sekarang 86.",
        "Kalimat ini menyebut 103,3%, padahal datanya sekarang 104,24%.",
    ]
    narratives.change_sentence(ikm, YEAR, Topic.CAPAIAN, "")
    assert not narratives.of(ikm, YEAR).sentences[0].is_changed


def test_a_mistyped_figure_is_flagged_at_once(made: CapaianOffice) -> None:
    narratives, ikm = made.capaian.narratives, made.ids[IKM]
    narratives.change_sentence(ikm, YEAR, Topic.CAPAIAN, "Capaiannya 130,32% pada tahun 2026.")
    (wrong,) = narratives.of(ikm, YEAR).disagreements
    assert wrong.text == "Kalimat ini menyebut 130,32%, yang tidak ada dalam data."


def test_a_count_under_a_table_is_flagged_too(made: CapaianOffice) -> None:
    narratives = made.capaian.narratives
    narratives.change_table_sentence(YEAR, Topic.CAPAIAN, "Sebanyak 3 indikator mencapai target.")
    made.capaian.yearly.lock(YEAR, "final")
    made.capaian.yearly.unlock(YEAR, "koreksi")
    made.enter(TPT, ValueField.REALISASI, "10")
    changed = next(one for one in narratives.table_sentences(YEAR) if one.is_changed)
    assert changed.text == "Sebanyak 3 indikator mencapai target."
    made.enter(SPIP, ValueField.REALISASI, "2")
    proposal = next(
        o for o in narratives.table_sentences(YEAR) if o.topic is Topic.CAPAIAN
    ).proposal
    narratives.change_table_sentence(YEAR, Topic.CAPAIAN, proposal)
    assert not any(one.is_changed for one in narratives.table_sentences(YEAR))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Rp 3.273.129.855.262 atau 1.293,64%.", ["Rp 3.273.129.855.262", "1.293,64%"]),
        ("turun −2,14% (tahun 2022).", ["−2,14%", "2022"]),
        ("Permendagri 86/2017 Pasal 5", ["86", "5"]),
        ("Level 3, U9 dan 2021-2022", ["3", "2021", "2022"]),
        ("103.32 persen", ["103.32 persen"]),
        ("tanpa angka", []),
    ],
)
def test_numbers_are_read_as_sentences_write_them(text: str, numbers: list[str]) -> None:
    assert [one.text for one in numbers_in(text)] == numbers


def test_a_lost_sign_is_no_agreement() -> None:
    proposal = "Efisiensinya −2,14%."
    (wrong,) = disagreements("Efisiensinya 2,14%.", proposal, proposal)
    assert wrong.expected == ""
    assert disagreements("Efisiensinya -2,1%.", proposal, proposal) == ()
    assert disagreements("Rp 2,14", "2,14", "2,14")
    assert disagreements("Rp 2,14", "2,14%", "2,14%")


@given(
    st.fractions(-(10**6), 10**6, max_denominator=10**4),
    st.fractions(-(10**6), 10**6, max_denominator=10**4),
    st.integers(0, 4),
)
def test_a_sentence_agrees_exactly_while_its_number_does(
    then: Fraction, now: Fraction, places: int
) -> None:
    texts = [f"Nilainya {indonesian(value, places)} saja." for value in (then, now)]
    assert bool(disagreements(f"{texts[0]} Benar.", *texts)) is (texts[0] != texts[1])


def test_texts_are_kept_beside_the_sentences(made: CapaianOffice) -> None:
    narratives, ikm = made.capaian.narratives, made.ids[IKM]
    narratives.change_sentence(ikm, YEAR, Topic.CAPAIAN, "Sendiri.")
    made.capaian.yearly.lock(YEAR, "final")
    kept, changes = narratives.save_texts(
        replace(narratives.texts_of(ikm, YEAR), upaya="Loket kedua.\r\nLoket ketiga.", sentences={})
    )
    assert kept.upaya == "Loket kedua.\nLoket ketiga."
    assert changes.capaian == {YEAR}
    assert said(made, IKM, Topic.CAPAIAN) == "Sendiri."
    assert narratives.save_texts(kept)[1].capaian == frozenset()
    with pytest.raises(InputError, match="Upaya terlalu panjang"):
        narratives.save_texts(replace(kept, upaya="x" * 10_001))
    with pytest.raises(InputError, match="Kalimat terlalu panjang"):
        narratives.change_sentence(ikm, YEAR, Topic.CAPAIAN, "x" * 2_001)
    assert set(narratives.of_year(YEAR)) == set(made.ids.values())
    with pytest.raises(KeyError):
        narratives.of(99, YEAR)


def test_history_has_every_year_and_its_growth(made: CapaianOffice) -> None:
    made.enter(IKM, ValueField.REALISASI, "80", YEAR - 1)
    made.enter(IKM, ValueField.TARGET, "100", YEAR - 1)
    history = made.capaian.histories(YEAR)[made.ids[IKM]]
    assert [one.year for one in history.past] == [2025]
    assert history.before is not None
    assert history.before.capaian.value == 80
    assert history.laju.value == Fraction("6.55")
    assert history.of(2024) is None
    assert made.capaian.histories(YEAR)[made.ids[TPT]].laju.reason.endswith("tahun sebelumnya")
    assert Entered("80") == history.before.realisasi
