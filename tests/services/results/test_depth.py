from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.period import period_of
from app.models.survey import WeightRule
from app.services.ikm.computation import compute_ikm
from app.services.instruments.reading import shipped_instruments
from app.services.results.change import INDEX, Estimates, Verdict, changes_between, estimates_of
from app.services.results.crosstab import SmallCells, characteristics_of
from app.services.results.reliability import reliability_of
from app.services.results.survey_results import Choice
from tests.support.result_office import add_sheets, add_survey, make_office, quarters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.models.survey import Survey
    from app.services.ikm.result import IkmResult
    from app.services.session import Session

BY_KEY = {instrument.key: instrument for instrument in shipped_instruments()}
SKM_9, SKM_16 = BY_KEY["skm-9"], BY_KEY["skm-16-m1"]
Patterns = list[tuple[dict[str, int], int]]
NAMES = {INDEX: "IKM"} | {unsur.key: unsur.short_name for unsur in SKM_9.unsur}


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[tuple[Session, dict[str, int]]]:
    session, services = make_office(tmp_path / "kantor.sqlite")
    yield session, services
    session.store.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Session, Survey]]:
    session, survey = quarters(tmp_path / "kantor.sqlite")
    yield session, survey
    session.store.close()


def result_of(patterns: Patterns, instrument: object = SKM_9) -> IkmResult:
    counts: Counter[tuple[str, int]] = Counter()
    for answers, n in patterns:
        for key, score in answers.items():
            counts[key, score] += n
    return compute_ikm(instrument, counts, n=sum(n for _, n in patterns))  # type: ignore[arg-type] # an Instrument


def same(score: int, **other: int) -> dict[str, int]:
    return dict.fromkeys(SKM_9.question_keys, score) | other


def estimates(patterns: Patterns, known: Patterns | None = None) -> Estimates:
    return estimates_of(result_of(patterns), patterns if known is None else known)


def test_a_change_by_hand() -> None:
    """50 × 3 and 50 × 4 (3,5; s² = 25/99), then 100 × 4 less ten 3: difference 0,4 · 25 = 10."""
    before = estimates([(same(3), 50), (same(4), 50)])
    now = estimates([(same(3), 10), (same(4), 90)])
    change = changes_between(NAMES, before, now)[0]
    assert change.points == 10
    error = (25 / 99 / 100 + 9 / 99 / 100) ** 0.5
    assert change.test is not None
    assert change.test.t == pytest.approx(0.4 / error)
    assert change.verdict is Verdict.YES


def test_the_same_sheets_show_no_change() -> None:
    sheets = [(same(3), 40), (same(4, waktu=2), 40)]
    for change in changes_between(NAMES, estimates(sheets), estimates(sheets)):
        assert change.verdict in (Verdict.NO, Verdict.UNKNOWN)
        assert change.points == 0


@pytest.mark.parametrize(
    ("before", "now", "why"),
    [
        ([(same(3), 20), (same(4), 9)], [(same(3), 50), (same(4), 9)], "kurang dari 30 jawaban"),
        ([(same(3), 40)], [(same(4), 40)], "semua jawaban sama"),
        ([], [(same(4), 40), (same(3), 9)], "salah satu periode tidak punya nilai"),
    ],
)
def test_what_cannot_be_tested_says_why(before: Patterns, now: Patterns, why: str) -> None:
    change = changes_between(NAMES, estimates(before), estimates(now))[0]
    assert change.verdict is Verdict.UNKNOWN
    assert change.why == why


def test_an_index_over_other_unsur_is_not_compared() -> None:
    free = [({k: v for k, v in same(s).items() if k != "biaya"}, 40) for s in (3, 4)]
    paid = [(same(3), 40), (same(4), 40)]
    index, *unsur = changes_between(NAMES, estimates(free), estimates(paid))
    assert index.verdict is Verdict.UNKNOWN
    assert unsur[0].verdict is Verdict.NO


def test_the_index_is_tested_by_whole_sheets() -> None:
    """z is the index of a sheet: the squared error is that of a plain mean."""
    sheets = [(same(2), 30), (same(4), 30)]
    found = estimates(sheets)[INDEX]
    assert found.mean is not None
    assert found.mean.square == Fraction(60 * 25 * 25, 59 * 60)
    assert not found.careful


sheets_of_nine = st.lists(
    st.tuples(st.lists(st.integers(1, 4), min_size=9, max_size=9), st.integers(1, 30)),
    min_size=2,
    max_size=6,
)


@given(sheets_of_nine)
def test_counts_alone_never_claim_more_than_the_sheets(rows: list[tuple[list[int], int]]) -> None:
    sheets = [(dict(zip(SKM_9.question_keys, row, strict=True)), n) for row, n in rows]
    known, counted = estimates(sheets), estimates(sheets, [])
    for key in NAMES:
        exact, careful = known[key], counted[key]
        assert exact.value == careful.value
        if exact.mean is not None and careful.mean is not None:
            assert float(exact.mean.square) <= float(careful.mean.square) * (1 + 1e-9) + 1e-12


def test_an_unsur_of_several_questions_is_the_mean_of_them_on_each_sheet() -> None:
    """biaya of M1 has the questions 7, 8 and 9."""
    keys = [question.key for question in SKM_16.questions_of("biaya")]
    assert len(keys) == 3
    every = dict.fromkeys(SKM_16.question_keys, 3)
    sheets = [({**every, **dict.fromkeys(keys, score)}, 20) for score in (2, 4)]
    found = estimates_of(result_of(sheets, SKM_16), sheets)["biaya"]
    assert found.mean is not None
    # 40 sheets of 2 or 4 with mean 3: s² = 40/39, on the scale of the index × 25².
    assert float(found.mean.square) == pytest.approx(625 * 40 / 39 / 40)


def test_trend_and_years_of_an_office(office: tuple[Session, Survey]) -> None:
    session, survey = office
    trend = session.depth.of(survey.id).trend
    assert [column.label for column in trend.periods] == ["TW III 25", "TW IV 25", "TW I 26"]
    assert [(year.label, year.periods) for year in trend.years] == [("2025", 2), ("2026", 1)]
    quarters_of_2025 = [column.values[INDEX] for column in trend.periods[:2]]
    assert trend.years[0].values[INDEX] == sum(quarters_of_2025) / 2  # type: ignore[arg-type] # fractions
    assert trend.periods[0].changes == {}
    assert trend.break_text == ""


def test_another_instrument_is_a_break_and_never_compared(
    empty: tuple[Session, dict[str, int]],
) -> None:
    session, services = empty
    old = add_survey(
        session,
        services,
        year=2025,
        period=period_of("tahunan", 2025),
        instrument_id=session.instruments.bind("skm-16-m1"),
        code="LAMA",
        collection_end=None,
    )
    survey = add_survey(session, services)
    add_sheets(session, survey, 40)
    trend = session.depth.of(survey.id).trend
    assert len(trend.periods) == 1
    assert trend.break_text.startswith("SKM 2025")
    assert "tidak dibandingkan" in trend.break_text
    assert session.depth.of(old.id).trend.break_text == ""


def test_a_part_of_a_survey_has_its_own_trend(office: tuple[Session, Survey]) -> None:
    session, survey = office
    found = session.depth.of(survey.id, Choice(field="jenis_kelamin", group="Perempuan"))
    assert [column.n for column in found.trend.periods] == [30, 30, 30]
    assert found.reliability.figures.n == 30


def test_every_pair_adds_up(office: tuple[Session, Survey]) -> None:
    session, survey = office
    instrument = session.instruments.of(survey.instrument_id)
    keys = [one.key for one in characteristics_of(instrument)]
    for rows in keys:
        for columns in keys:
            table = session.depth.crosstab(survey.id, rows, columns)
            assert sum(cell.n for cell in table.cells.values()) == table.whole.n == 60
            for row in table.rows:
                inside = sum(table.cell(row, column).n for column in table.columns)
                assert inside == table.row_sums[row].n
                assert sum(table.row_share(row, c) or 0 for c in table.columns) == 100


def test_the_index_of_a_cell_is_that_of_its_sheets(office: tuple[Session, Survey]) -> None:
    session, survey = office
    table = session.depth.crosstab(survey.id, "jenis_kelamin", "layanan")
    women = session.results.of(survey.id, Choice(field="jenis_kelamin", group="Perempuan"))
    result = table.row_sums["Perempuan"].result
    assert result is not None
    assert result.ikm == women.result.ikm


def test_unknown_characteristics_give_the_first_ones(office: tuple[Session, Survey]) -> None:
    session, survey = office
    table = session.depth.crosstab(survey.id, "tidak-ada", "juga-tidak")
    assert (table.rows_by.key, table.columns_by.key) == ("jenis_kelamin", "usia")


@pytest.mark.parametrize("small", [SmallCells.HIDDEN, SmallCells.MERGED])
@pytest.mark.parametrize(
    "pair", [("pendidikan", "usia"), ("pekerjaan", "layanan"), ("hari", "usia")]
)
def test_hidden_cells_cannot_be_worked_out(
    office: tuple[Session, Survey], pair: tuple[str, str], small: SmallCells
) -> None:
    session, survey = office
    table = session.depth.crosstab(survey.id, *pair, small=small)
    for cell in table.cells.values():
        assert cell.hidden or not cell.is_small
    for row in table.rows:
        line = [table.cell(row, column) for column in table.columns]
        _require_none_alone([*line, table.row_sums[row]])
    for column in table.columns:
        line = [table.cell(row, column) for row in table.rows]
        _require_none_alone([*line, table.column_sums[column]])
    _require_none_alone([*table.row_sums.values(), table.whole])


def _require_none_alone(line: list[object]) -> None:
    hidden = [cell for cell in line if cell.hidden]  # type: ignore[attr-defined] # a Cell
    shown = [cell for cell in line if cell.n and not cell.hidden]  # type: ignore[attr-defined] # a Cell
    assert len(hidden) != 1 or len(shown) <= 1


def test_merging_joins_rows_and_loses_nobody(office: tuple[Session, Survey]) -> None:
    session, survey = office
    table = session.depth.crosstab(survey.id, "pekerjaan", "layanan", small=SmallCells.MERGED)
    assert sum(cell.n for cell in table.row_sums.values()) == 60
    assert "Kelompok lain" in table.rows


def test_questions_outside_the_index_do_not_count() -> None:
    instrument = BY_KEY["skm-16-m3"]
    varied = [
        ({key: 1 + (n + p) % 4 for p, key in enumerate(instrument.question_keys)}, 9)
        for n in range(4)
    ]
    found = reliability_of(instrument, varied)
    assert found.outside == 5
    assert len(found.rows) == 11
    assert "5 pertanyaan di luar indeks tidak ikut." in found.notes


@pytest.mark.parametrize(
    ("sheets", "start"),
    [
        ([], "Belum dapat dihitung"),
        ([(same(3), 50)], "Tidak dapat dihitung"),
        ([(same(3), 50), (same(4), 50)], "Reliabel"),
        ([(same(3, waktu=4), 25), (same(3, biaya=4), 25), (same(3), 1)], "Negatif"),
    ],
)
def test_the_reliability_in_words(sheets: Patterns, start: str) -> None:
    assert reliability_of(SKM_9, sheets).sentence.startswith(start)


def test_after_destruction_nothing_is_made_up() -> None:
    found = reliability_of(SKM_9, [], destroyed=True)
    assert found.sentence.endswith("sudah dimusnahkan.")


def test_questions_that_do_not_go_with_the_others_are_marked() -> None:
    sheets = [(same(score, waktu=6 - score), 20) for score in (2, 3, 4)]
    rows = {row.question.unsur: row for row in reliability_of(SKM_9, sheets).rows}
    assert rows["waktu"].mark == "berlawanan dengan pertanyaan lain"
    assert rows["biaya"].mark == ""
    assert reliability_of(SKM_9, [(same(3), 9)]).rows[0].mark == "jawabannya tidak bervariasi"


def test_a_survey_without_sheets_is_no_error(empty: tuple[Session, dict[str, int]]) -> None:
    session, services = empty
    survey = add_survey(session, services)
    found = session.depth.of(survey.id)
    assert found.trend.periods == ()
    assert found.reliability.figures.alpha is None
    table = session.depth.crosstab(survey.id, "jenis_kelamin", "usia")
    assert table.rows == ()


def test_a_rounded_weight_compares_under_exact_weights(office: tuple[Session, Survey]) -> None:
    session, survey = office
    exact = session.depth.of(survey.id).trend.periods[-1].changes[INDEX]
    session.store.surveys.save(replace(survey, weight_rule=WeightRule.TWO_DECIMALS))
    rounded = session.depth.of(survey.id).trend.periods[-1].changes[INDEX]
    assert exact.test is not None
    assert rounded.test is not None
    assert rounded.test.t == pytest.approx(exact.test.t)
