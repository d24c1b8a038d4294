"""The formula, against the worked cases of tests/data/ikm_cases.json and against its properties."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.questionnaire import Instrument, Question
from app.models.response import Tally
from app.models.survey import WeightRule
from app.services.ikm.computation import compute_ikm, pool, weight_rule_fits
from app.services.ikm.rounding import half_up, indonesian
from app.services.instruments.reading import shipped_instruments

if TYPE_CHECKING:
    from app.services.ikm.result import IkmResult

SKM_9 = next(i for i in shipped_instruments() if i.key == "skm-9")
CASES = json.loads((Path(__file__).parents[2] / "data" / "ikm_cases.json").read_text("utf-8"))
VECTORS: dict[str, dict[str, Any]] = {vector["id"]: vector for vector in CASES["vectors"]}

Answers = list[int | None]
sheets_of_answers = st.lists(
    st.lists(st.sampled_from([None, 1, 2, 3, 4]), min_size=9, max_size=9), min_size=1, max_size=30
)


def ikm_of(
    sheets: list[Answers], rule: WeightRule = WeightRule.EXACT, instrument: Instrument = SKM_9
) -> IkmResult:
    counts = Counter(
        (key, score)
        for sheet in sheets
        for key, score in zip(instrument.question_keys, sheet, strict=True)
        if score is not None
    )
    return compute_ikm(instrument, counts, n=len(sheets), weight_rule=rule)


def sheets_with_totals(totals: list[int], n: int) -> list[Answers]:
    spread = [divmod(total, n) for total in totals]
    return [[mean + (place < rest) for mean, rest in spread] for place in range(n)]


def sheets_with_sum(total: int, n: int) -> list[Answers]:
    """Make n sheets of nine answers that sum up to ``total``."""
    mean, rest = divmod(total, 9 * n)
    flat = [mean + (place < rest) for place in range(9 * n)]
    return [list(flat[9 * i : 9 * i + 9]) for i in range(n)]


def printed(value: Fraction | None, places: int = 2) -> str:
    assert value is not None
    return str(half_up(value, places))


def letter(result: IkmResult) -> str:
    assert result.mutu is not None
    return result.mutu.letter


def test_v01_exact_weight() -> None:
    given_, expected = VECTORS["V01"]["input"], VECTORS["V01"]["expected"]
    result = ikm_of(sheets_with_totals(given_["total_per_unsur"], given_["n"]))
    assert sum(row.total for row in result.unsur) == expected["sum"]
    assert [printed(row.nrr, 4) for row in result.unsur] == expected["nrr4"]
    assert [printed(row.konversi) for row in result.unsur] == expected["konversi"]
    assert printed(result.indeks, 4) == expected["indeks4"]
    assert printed(result.ikm) == expected["ikm"]
    assert letter(result) == expected["mutu"]


def test_v02_weight_0_11() -> None:
    given_, expected = VECTORS["V02"]["input"], VECTORS["V02"]["expected"]
    sheets = sheets_with_totals(given_["total_per_unsur"], given_["n"])
    result = ikm_of(sheets, WeightRule.TWO_DECIMALS)
    assert [printed(row.weighted, 4) for row in result.unsur] == expected["nrrt4"]
    assert printed(result.indeks, 4) == expected["indeks4"]
    assert (printed(result.ikm), letter(result)) == (expected["ikm"], expected["mutu"])
    assert printed(result.exact_ikm) == VECTORS["V01"]["expected"]["ikm"]


def test_v04_one_sheet() -> None:
    expected = VECTORS["V04"]["expected"]
    result = ikm_of(VECTORS["V04"]["input"]["answers"])
    assert [str(row.nrr) for row in result.unsur] == expected["nrr"]
    assert (str(result.indeks), printed(result.ikm)) == (expected["indeks"], expected["ikm"])
    assert letter(result) == expected["mutu"]
    assert [row.mutu.letter for row in result.unsur if row.mutu] == expected["mutu_per_unsur"]


@pytest.mark.parametrize("case", ["V06", "V07", "V08"])
def test_v06_to_v08_all_answers_equal(case: str) -> None:
    expected, sheets = VECTORS[case]["expected"], VECTORS[case]["input"]["answers"]
    assert printed(ikm_of(sheets).ikm) == expected["ikm"]
    assert letter(ikm_of(sheets)) == expected["mutu"]
    assert printed(ikm_of(sheets, WeightRule.TWO_DECIMALS).ikm) == expected["ikm_bobot_0_11"]
    assert printed(ikm_of(sheets, WeightRule.THREE_DECIMALS).ikm) == expected["ikm_bobot_0_111"]


@pytest.mark.parametrize("case", ["V09", "V11"])
def test_v09_v11_the_mutu_table_has_no_holes(case: str) -> None:
    given_, expected = VECTORS[case]["input"], VECTORS[case]["expected"]
    result = ikm_of(sheets_with_sum(given_["sum_all_answers"], given_["n"]))
    assert printed(result.ikm, 5) == expected["ikm5"]
    assert (printed(result.ikm), letter(result)) == (expected["ikm"], expected["mutu"])


def test_v14_the_weight_decides_the_letter() -> None:
    given_, expected = VECTORS["V14"]["input"], VECTORS["V14"]["expected"]
    sheets = sheets_with_sum(given_["sum_all_answers"], given_["n"])
    for rule, name in (
        (WeightRule.EXACT, "exact"),
        (WeightRule.TWO_DECIMALS, "bobot_0_11"),
        (WeightRule.THREE_DECIMALS, "bobot_0_111"),
    ):
        result = ikm_of(sheets, rule)
        assert [printed(result.ikm), letter(result)] == expected[name]


@pytest.mark.parametrize("mapping", ["M1", "M2", "M3"])
def test_v16_an_unsur_is_the_mean_of_its_questions(mapping: str) -> None:
    expected = VECTORS["V16"]["expected"][mapping]
    instrument = sixteen_questions(mapping)
    result = ikm_of([VECTORS["V16"]["input"]["P"]], instrument=instrument)
    order = [unsur.key for unsur in SKM_9.unsur[:7]] + ["pengaduan", "sarpras"]
    assert [printed(result.row(key).nrr, 4) for key in order] == expected["unsur4"]
    assert (printed(result.ikm), letter(result)) == (expected["ikm"], expected["mutu"])


def sixteen_questions(mapping: str) -> Instrument:
    counted = {"persyaratan": 2, "prosedur": 3, "waktu": 1, "biaya": 3, "produk": 1}
    counted |= {"kompetensi": 1, "perilaku": 3, "pengaduan": 1, "sarpras": 1}
    m1 = [key for key, questions in counted.items() for _ in range(questions)]
    moved = {
        "M1": {},
        "M2": {8: "perilaku", 9: "perilaku"},
        "M3": dict.fromkeys((5, 8, 9, 13, 14), ""),
    }[mapping]
    options = SKM_9.questions[0].options
    questions = tuple(
        Question(f"p{number}", number, f"Pernyataan {number}", moved.get(number, unsur), options)
        for number, unsur in enumerate(m1, 1)
    )
    return replace(SKM_9, key="skm-16", questions=questions)


def test_v18_services_are_pooled_over_respondents() -> None:
    expected = VECTORS["V18"]["expected"]
    a = [Tally(1, 1, key, 4, 10) for key in SKM_9.question_keys]
    b = [Tally(1, 2, key, 3, 90) for key in SKM_9.question_keys]
    assert printed(compute_ikm(SKM_9, pool([*a, *b]), n=100).ikm) == expected["pooled"]


def test_v19_a_blank_is_not_zero() -> None:
    expected = VECTORS["V19"]["expected"]
    blank_others: list[Answers] = [
        [3, 3, 3, u4, 3, 3, 3, 3, 3] for u4 in VECTORS["V19"]["input"]["U4"]
    ]
    row = ikm_of(blank_others).row("biaya")
    assert (row.n, str(row.nrr)) == (expected["n_u"], expected["nrr"])


def test_an_unsur_that_nobody_answered_leaves_the_weight_to_the_others() -> None:
    result = ikm_of([[4, 4, 4, None, 2, 2, 2, 2, 4]])
    assert result.ikm == Fraction(75)
    assert [row.unsur.key for row in result.unanswered] == ["biaya"]
    assert result.row("biaya").konversi_text == "–"


def test_no_sheets_give_no_figures() -> None:
    result = ikm_of([])
    assert (result.n, result.ikm, result.indeks, result.mutu, result.ikm_text) == (
        0,
        None,
        None,
        None,
        "–",
    )


def test_ties_for_the_lowest_are_shown() -> None:
    result = ikm_of([[1, 2, 3, 3, 3, 4, 4, 4, 4]])
    assert [row.unsur.key for row in result.lowest()] == [
        "persyaratan",
        "prosedur",
        "waktu",
        "biaya",
        "produk",
    ]
    assert {row.unsur.key for row in result.highest(1)} == {
        "kompetensi",
        "perilaku",
        "sarpras",
        "pengaduan",
    }


def test_a_rounded_weight_fits_only_where_it_is_the_rounding() -> None:
    eight = replace(SKM_9, unsur=tuple(replace(u, weight=Fraction(1, 8)) for u in SKM_9.unsur[:8]))
    assert weight_rule_fits(SKM_9, WeightRule.THREE_DECIMALS)
    assert weight_rule_fits(SKM_9, WeightRule.TWO_DECIMALS)
    assert not weight_rule_fits(eight, WeightRule.THREE_DECIMALS)
    assert weight_rule_fits(eight, WeightRule.EXACT)


@given(sheets_of_answers, st.randoms(use_true_random=False))
def test_the_order_of_sheets_does_not_matter(sheets: list[Answers], random: Any) -> None:
    shuffled = list(sheets)
    random.shuffle(shuffled)
    assert ikm_of(sheets) == ikm_of(shuffled)


@given(sheets_of_answers)
def test_the_exact_ikm_lies_on_the_scale(sheets: list[Answers]) -> None:
    ikm = ikm_of(sheets).ikm
    assert ikm is None or 25 <= ikm <= 100


@given(sheets_of_answers, st.integers(0, 30))
def test_two_halves_pooled_equal_the_whole(sheets: list[Answers], cut: int) -> None:
    halves = [
        Tally(1, service, key, score, 1)
        for service, half in ((1, sheets[:cut]), (2, sheets[cut:]))
        for sheet in half
        for key, score in zip(SKM_9.question_keys, sheet, strict=True)
        if score is not None
    ]
    assert compute_ikm(SKM_9, pool(halves), n=len(sheets)) == ikm_of(sheets)


@given(
    st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=1, max_size=30),
    st.sampled_from(WeightRule),
)
def test_one_more_sheet_of_highest_answers_never_lowers_the_ikm(
    sheets: list[Answers], rule: WeightRule
) -> None:
    before, after = ikm_of(sheets, rule).ikm, ikm_of([*sheets, [4] * 9], rule).ikm
    assert before is not None
    assert after is not None
    assert after >= before


def test_figures_are_printed_in_indonesian() -> None:
    assert indonesian(Fraction("1234.505"), 2) == "1.234,51"
    assert indonesian(Fraction("-0.04"), 2, signed=True) == "−0,04"
    assert indonesian(Fraction(0), 2, signed=True) == "0,00"
    assert indonesian(None, 2) == "–"
