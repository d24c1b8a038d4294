"""The sample city prints what Kota Banjarmasin published for 2024, except where that is wrong.

Every published figure that is not printed stands in resources/sample/kota-skm.toml with its reason.
The unsur are compared as that report makes them: the NRR of four decimals × 25.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from app.models.period import period_of
from app.models.survey import Survey, SurveyService, WeightRule
from app.services.ikm.computation import compute_ikm
from app.services.ikm.rounding import half_up
from app.services.instruments.reading import shipped_instruments
from app.services.sample.city import published_rows, sheets_of, wrong_figures
from tests.golden.test_known_mistakes import BANJARMASIN
from tests.support.recaps import KEYS, read_lines

if TYPE_CHECKING:
    from app.services.ikm.result import IkmResult

SKM_9 = next(i for i in shipped_instruments() if i.key == "skm-9")
SURVEY = Survey(1, 2024, period_of("tahunan", 2024), 1, (SurveyService(1),))
WHOLE = [row for row in published_rows() if all(row[key] for key in KEYS)]


@pytest.fixture(scope="module")
def results() -> dict[str, IkmResult]:
    return {row["kode_unit"]: result_of(row) for row in WHOLE}


def result_of(row: dict[str, str]) -> IkmResult:
    counts: Counter[tuple[str, int]] = Counter()
    n = 0
    for sheet in sheets_of(row, SURVEY, SKM_9):
        counts.update(sheet.answers.items())
        n += 1
    return compute_ikm(SKM_9, counts, n=n, weight_rule=WeightRule.THREE_DECIMALS)


def printed(result: IkmResult, column: str) -> Fraction:
    if column == "jumlah_responden":
        return Fraction(result.n)
    if column == "ikm":
        return Fraction(half_up(result.ikm or 0, 2))
    nrr = Fraction(half_up(result.row(column).nrr or 0, 4))
    return Fraction(half_up(nrr * 25, 2))


def test_the_shipped_table_is_the_published_one() -> None:
    published = read_lines(BANJARMASIN)
    shipped = [{key: row[key] for key in published[0]} for row in published_rows()]
    assert shipped == published
    assert (len(published_rows()), len(WHOLE)) == (95, 89)


def test_every_figure_is_printed_as_published_or_known_to_be_wrong(
    results: dict[str, IkmResult],
) -> None:
    differing = {
        (row["kode_unit"], column): printed(results[row["kode_unit"]], column)
        for row in WHOLE
        for column in (*KEYS, "ikm", "jumlah_responden")
        if printed(results[row["kode_unit"]], column) != half_up(Fraction(row[column]), 2)
    }
    known = {(w.unit, w.column): Fraction(w.printed) for w in wrong_figures()}
    assert differing == {
        place: value for place, value in known.items() if place != ("BAG-ORGANISASI", "")
    }


def test_what_is_called_wrong_is_published_so() -> None:
    rows = {row["kode_unit"]: row for row in WHOLE}
    for wrong in wrong_figures():
        assert rows[wrong.unit][wrong.column] == wrong.published
        assert wrong.reason


def test_every_letter_is_the_published_one(results: dict[str, IkmResult]) -> None:
    for row in WHOLE:
        mutu = results[row["kode_unit"]].mutu
        assert mutu is not None
        assert row["kategori"] == f"{mutu.letter} ({mutu.word})"


def test_answers_of_one_sheet_resemble_each_other_and_are_always_the_same() -> None:
    first, again = (list(sheets_of(WHOLE[0], SURVEY, SKM_9)) for _ in range(2))
    assert first == again
    alike = sum(len(set(sheet.answers.values())) <= 2 for sheet in first)
    assert 2 * alike > len(first)
    assert {sheet.day.weekday() for sheet in first} <= {0, 1, 2, 3, 4}
