from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from app.models.follow_up import FollowUp
from app.models.survey import WeightRule
from app.services.city.lines import Source
from app.services.city.sections import Grouping, sections_of, usual_grouping
from tests.support.city import add_survey, add_unit, recap_file, take

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.session import Session


@pytest.fixture
def three(city: Session) -> Session:
    """Two kelurahan under a kecamatan, surveyed with 75 and 100, and a dinas with 50."""
    add_unit(city, "kec", "Kecamatan Tengah")
    for code, scores in (("kel-a", [3] * 30), ("kel-b", [4] * 10)):
        add_survey(city, add_unit(city, code, f"Kelurahan {code[-1].upper()}", "kec"), scores)
    add_survey(city, add_unit(city, "din", "Dinas X"), [2] * 10)
    return city


def test_the_plain_and_the_weighted_mean_stand_side_by_side(three: Session) -> None:
    figures = three.city.of_year(2026)
    assert [(line.unit.code, line.ikm, line.n) for line in figures.lines] == [
        ("din", Fraction(50), 10),
        ("kel-a", Fraction(75), 30),
        ("kel-b", Fraction(100), 10),
    ]
    assert figures.mean.plain == 75
    assert figures.mean.weighted == Fraction(50 * 10 + 75 * 30 + 100 * 10, 50)
    assert (figures.mean.count, figures.mean.n, figures.counted_text) == (3, 50, "3 unit")
    assert {mean.plain for mean in figures.unsur.values()} == {75}
    assert figures.mutu is not None
    assert (figures.mutu.letter, figures.by_mutu) == ("C", {"A": 1, "B": 0, "C": 1, "D": 1})


def test_sections_by_type_and_by_parent(three: Session) -> None:
    figures = three.city.of_year(2026)
    by_type = [(s.name, s.mean.plain) for s in sections_of(figures, Grouping.TYPE)]
    assert by_type == [("Dinas", 50), ("Kelurahan", Fraction("87.5"))]
    by_parent = [(s.name, len(s.lines)) for s in sections_of(figures, Grouping.PARENT)]
    assert by_parent == [("Pemerintah Kota Melati", 1), ("Kecamatan Tengah", 2)]
    (whole,) = sections_of(figures, Grouping.NONE)
    assert (whole.name, whole.mean) == ("", figures.mean)
    assert usual_grouping(figures) is Grouping.TYPE


def test_a_kecamatan_heads_the_section_of_its_kelurahan(three: Session) -> None:
    add_survey(three, three.units.find("kec"), [3] * 5)
    sections = sections_of(three.city.of_year(2026), Grouping.PARENT)
    assert [line.unit.code for line in sections[1].lines] == ["kec", "kel-a", "kel-b"]


def test_equal_printed_figures_share_a_place(city: Session) -> None:
    for code, scores in (("a", [4, 4, 3]), ("b", [3]), ("c", [3] * 20), ("d", [2])):
        add_survey(city, add_unit(city, code, f"Kelurahan {code}"), scores)
    ranking = city.city.of_year(2026).ranking
    assert [(one.rank, one.line.unit.code) for one in ranking] == [
        (1, "a"),
        (2, "b"),
        (2, "c"),
        (4, "d"),
    ]


def test_a_year_of_several_periods_is_their_plain_mean(city: Session) -> None:
    unit = add_unit(city, "kel", "Kelurahan A")
    add_survey(city, unit, [4] * 90, period="semester-1")
    add_survey(city, unit, [3] * 10, period="semester-2")
    (line,) = city.city.of_year(2026).lines
    assert (line.ikm, line.n, line.periods) == (
        Fraction("87.5"),
        100,
        ("Semester I", "Semester II"),
    )


def test_a_survey_of_the_whole_year_stands_for_itself(city: Session) -> None:
    unit = add_unit(city, "kel", "Kelurahan A")
    add_survey(city, unit, [4] * 9, period="triwulan-1")
    add_survey(city, unit, [3] * 10)
    (line,) = city.city.of_year(2026).lines
    assert (line.ikm, line.n, line.periods) == (Fraction(75), 10, ("Tahunan",))


def test_the_weight_of_a_survey_is_kept(city: Session) -> None:
    unit = add_unit(city, "kel", "Kelurahan A")
    add_survey(city, unit, [4], weight=WeightRule.THREE_DECIMALS)
    assert city.city.of_year(2026).lines[0].ikm_text == "99,90"


def test_surveys_without_sheets_have_not_reported(three: Session) -> None:
    add_survey(three, add_unit(three, "new", "Dinas Baru"), [])
    figures = three.city.of_year(2026)
    assert len(figures.lines) == 3
    assert [unit.code for unit in figures.missing] == ["kec", "new"]


def test_a_sekretariat_is_expected_once_it_had_a_figure_itself(city: Session) -> None:
    unit = add_unit(city, "setda", "Sekretariat daerah")
    assert [one.code for one in city.city.of_year(2026).missing] == ["setda"]
    add_unit(city, "bag", "Bagian Hukum", "setda")
    assert [one.code for one in city.city.of_year(2026).missing] == ["bag"]
    add_survey(city, unit, [3], year=2025)
    assert [one.code for one in city.city.of_year(2026).missing] == ["bag", "setda"]


def test_a_unit_out_of_use_is_not_missed(city: Session) -> None:
    unit = add_unit(city, "old", "Dinas Lama")
    assert [one.code for one in city.city.of_year(2026).missing] == ["old"]
    city.units.retire(unit.id)
    assert city.city.of_year(2026).missing == ()


def test_two_instruments_are_never_averaged(three: Session) -> None:
    add_survey(three, add_unit(three, "other", "Dinas Y"), [1] * 5, instrument="skm-16-m1")
    add_survey(three, three.units.find("din"), [1] * 5, instrument="spak-5")
    figures = three.city.of_year(2026)
    assert figures.mean.plain == 75
    assert [line.instrument.key for line in figures.others] == ["spak-5", "skm-16-m1"]
    other = three.city.of_year(2026, "spak-5")
    assert (other.instrument.key, len(other.lines), len(other.others)) == ("spak-5", 1, 4)


def test_reported_figures_count_where_nothing_was_computed(three: Session, tmp_path: Path) -> None:
    take(three, recap_file(tmp_path, "unit;ikm;n\nDinas Z;80;100\n"), 2026)
    figures = three.city.of_year(2026)
    assert figures.count_of(Source.REPORTED) == 1
    assert figures.mean.plain == Fraction(305, 4)
    assert three.city.ikm_of_year(2026) is not None


def test_what_a_computed_unit_reported_stands_beside_it(three: Session, tmp_path: Path) -> None:
    text = "unit;ikm;n;unsur_perbaikan\nDinas X;51;99;Tarif; Sarpras\n".replace("; S", ", S")
    take(three, recap_file(tmp_path, text), 2026)
    figures = three.city.of_year(2026)
    assert figures.mean.plain == 75
    (line,) = figures.compared
    assert [(one.ikm, one.source) for one in line.beside] == [(Fraction(51), Source.REPORTED)]
    assert (line.ikm, line.follow_up.chosen) == (Fraction(50), ("biaya", "sarpras"))


def test_services_that_were_reported_are_averaged_as_services(
    city: Session, tmp_path: Path
) -> None:
    text = "perangkat_daerah;layanan;ikm\nDinas X;A;80\nDinas X;B;90\nDinas Y;C;70\n"
    take(city, recap_file(tmp_path, text), 2026)
    figures = city.city.of_year(2026)
    assert (figures.mean.plain, figures.counted_text) == (Fraction(80), "3 layanan")
    assert figures.mean.weighted is None
    assert [line.name for line in figures.lines] == [
        "Dinas X · A",
        "Dinas X · B",
        "Dinas Y · C",
    ]
    found = city.city.ikm_of_year(2026)
    assert found is not None
    assert (found.value, found.units, found.counted) == (Fraction(80), 3, "3 layanan")


def test_reported_periods_of_a_year_are_averaged(city: Session, tmp_path: Path) -> None:
    text = "unit;periode;waktu;biaya;ikm;n\nKel. A;Semester I;80;70;78;10\n;Semester II;90;;88;20\n"
    take(city, recap_file(tmp_path, text), 2026)
    (line,) = city.city.of_year(2026).lines
    assert (line.ikm, line.n, dict(line.unsur)) == (Fraction(83), 30, {"waktu": Fraction(85)})
    take(city, recap_file(tmp_path, "unit;periode;ikm\nKel. A;Tahunan;84\n"), 2026)
    (line,) = city.city.of_year(2026).lines
    assert (line.ikm, line.n, line.periods) == (Fraction(84), None, ("Tahunan",))


def test_plans_choose_unsur_and_tell_what_became_of_the_last_ones(three: Session) -> None:
    unit = three.units.find("din")
    before = add_survey(three, unit, [2] * 4, year=2025)
    survey = next(s for s in three.store.surveys.all(2026) if s.unit_id == unit.id)
    for one, unsur, done in (
        (before, "waktu", 40),
        (before, "biaya", None),
        (before, "produk", 100),
    ):
        three.store.follow_ups.save(FollowUp(one.id, unsur, 0, f"Kerja {unsur}", realisasi=done))
    three.store.follow_ups.save(FollowUp(survey.id, "sarpras", 0, "Kursi baru"))
    figures = three.city.of_year(2026)
    line = figures.lines[0]
    assert line.follow_up.chosen == ("sarpras",)
    assert line.follow_up.plans == "Sarana: Kursi baru"
    assert line.follow_up.followed_up == "Kerja waktu: 40 %\nKerja biaya: –\nKerja produk: 100 %"
    assert line.follow_up.realisasi == 70
    assert (figures.realisasi.plain, figures.realisasi.count) == (Fraction(70), 1)
    assert [(one.key, one.lines) for one in figures.most_chosen] == [("sarpras", 1)]


def test_the_trend_compares_years_of_one_instrument(three: Session) -> None:
    unit = three.units.find("din")
    add_survey(three, unit, [3], year=2024, instrument="skm-16-m1")
    add_survey(three, unit, [3, 4], year=2025)
    trend = three.city.trend(2026)
    assert [(year.year, year.mean.plain) for year in trend.years] == [
        (2025, Fraction("87.5")),
        (2026, 75),
    ]
    assert (trend.change(2025), trend.change(2026)) == (None, Fraction("-12.5"))
    assert trend.left_out == (2024,)
    assert three.city.years() == (2026, 2025, 2024)


def test_a_file_without_figures_says_so(city: Session) -> None:
    figures = city.city.of_year(2026)
    assert (figures.lines, figures.mean.plain, figures.mutu, figures.missing) == (
        (),
        None,
        None,
        (),
    )
    assert (figures.lowest, figures.most_chosen, figures.ranking) == ((), (), ())
    assert city.city.ikm_of_year(2026) is None
    assert city.city.trend(2026).years == ()
    assert city.city.years() == ()


def test_an_ipak_is_no_consolidated_ikm(city: Session) -> None:
    add_survey(city, add_unit(city, "din", "Dinas X"), [3], instrument="spak-5")
    assert city.city.ikm_of_year(2026) is None
    assert city.city.of_year(2026).mean.plain == 3
