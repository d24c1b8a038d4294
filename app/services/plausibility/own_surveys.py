"""The surveys of an office file as a recap, so that the same rules judge them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.plausibility.figures import Figure, Scale, State
from app.services.plausibility.period_names import read_period
from app.services.plausibility.recap import Count, Letter, RecapRow, UnsurFigures
from app.services.plausibility.service import recap_of
from app.services.plausibility.weighting import weightings_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from app.services.ikm.result import IkmResult, UnsurResult
    from app.services.plausibility.recap import Recap
    from app.services.recap.service import RecapRow as Surveyed


def recap_of_surveys(surveys: Iterable[Surveyed]) -> Recap:
    """Return surveys with their exact figures as a recap, numbered from 1 in their order."""
    return recap_of(row_of_survey(number, one) for number, one in enumerate(surveys, 1))


def row_of_survey(number: int, surveyed: Surveyed, label: str = "") -> RecapRow:
    """Return one survey as a row; its figures are exact, so nothing is allowed for rounding."""
    unit, survey, result = surveyed.unit, surveyed.survey, surveyed.result
    return RecapRow(
        number=number,
        unit=unit.name,
        identity=(unit.code, result.instrument.key),
        period=read_period(survey.period.name, str(survey.year)),
        instrument=result.instrument,
        scale=Scale.KONVERSI,
        weightings=weightings_of(result.instrument),
        unsur={row.unsur.key: _unsur(row) for row in result.unsur},
        ikm=_figure("ikm", result.ikm, result.ikm_text),
        mutu=_mutu(result),
        n=Count("n", str(result.n), result.n or None),
        weight=survey.weight_rule.value,
        label=label,
    )


def _unsur(row: UnsurResult) -> UnsurFigures:
    figure = _figure(row.unsur.key, row.konversi, row.konversi_text)
    # Questions with different numbers of answers have no common whole sum to compare with.
    n = row.n if len({question.n for question in row.questions}) == 1 else 0
    return UnsurFigures(figure, konversi=figure, n=n)


def _figure(column: str, value: Fraction | None, text: str) -> Figure:
    if value is None:
        return Figure(column, "", State.BLANK, Scale.KONVERSI)
    return Figure(column, text, State.NUMBER, Scale.KONVERSI, value)


def _mutu(result: IkmResult) -> tuple[Letter, ...]:
    return (Letter("mutu", result.mutu.letter),) if result.mutu else ()
