"""Index and unsur over periods and years, with what changed by more than chance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.services.ikm.rollup import YearResult, year_of_periods
from app.services.results.change import INDEX, Change, Estimate, changes_between
from app.services.results.survey_results import survey_name
from app.services.statistics.means import mean_of_independent
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from app.models.questionnaire import Instrument
    from app.models.survey import Survey
    from app.services.results.change import Estimates
    from app.services.results.history import Step

TEST_NAME = "Welch"


@dataclass(frozen=True, slots=True)
class PeriodColumn:
    """One period, or one year of periods, with its change since the one before."""

    label: str
    name: str
    n: int
    periods: int
    values: dict[str, Fraction | None]
    """Unsur key, or ``INDEX``, → value on the scale of the index."""
    changes: dict[str, Change]
    """Empty in the first column."""


@dataclass(frozen=True, slots=True)
class Trend:
    """The periods that led up to a survey, oldest first, all of one instrument version."""

    instrument: Instrument
    names: dict[str, str]
    """Unsur key, or ``INDEX``, → name; the index first."""
    periods: tuple[PeriodColumn, ...]
    years: tuple[PeriodColumn, ...]
    """Empty where there is one year only, or no year has several periods."""
    break_text: str = ""
    """Which other instrument was used before; those figures are not compared."""

    @property
    def careful(self) -> bool:
        """Say whether some test knows the counts only and takes the largest possible error."""
        every = (*self.periods, *self.years)
        return any(change.careful for one in every for change in one.changes.values())


def trend_table(
    instrument: Instrument,
    steps: Sequence[Step],
    estimates: Sequence[Estimates],
    *,
    shown: int,
    break_text: str = "",
) -> Trend:
    """Return the trend of ``steps``, oldest first; the last ``shown`` of them as periods."""
    names = {INDEX: instrument.index_short} | {u.key: u.short_name for u in instrument.unsur}
    periods = [
        _period(names, steps, estimates, place)
        for place in range(len(steps))
        if steps[place].result.ikm is not None
    ]
    return Trend(
        instrument,
        names,
        tuple(periods[-shown:]),
        _years(names, steps, estimates),
        break_text,
    )


def break_before(first: Survey, every: Iterable[Survey], instruments: dict[int, Instrument]) -> str:
    """Return the sentence about an earlier survey of the unit with another instrument."""
    short = instruments[first.instrument_id].survey_short
    others = [
        survey
        for survey in every
        if survey.unit_id == first.unit_id
        and survey.period.end < first.period.start
        and survey.instrument_id != first.instrument_id
        and instruments[survey.instrument_id].survey_short == short
    ]
    if not others:
        return ""
    last = max(others, key=lambda survey: (survey.period.end, survey.id))
    instrument = instruments[last.instrument_id]
    return tr(
        "{survei} dan sebelumnya memakai instrumen lain ({instrumen}); angkanya tidak"
        " dibandingkan.",
        survei=survey_name(last, instrument),
        instrumen=instrument.name,
    )


def _period(
    names: dict[str, str], steps: Sequence[Step], estimates: Sequence[Estimates], place: int
) -> PeriodColumn:
    step, own = steps[place], estimates[place]
    changes = changes_between(names, estimates[place - 1], own) if place else ()
    return PeriodColumn(
        step.label,
        step.period_text,
        step.result.n,
        1,
        {key: own[key].value for key in names},
        {change.key: change for change in changes},
    )


def _years(
    names: dict[str, str], steps: Sequence[Step], estimates: Sequence[Estimates]
) -> tuple[PeriodColumn, ...]:
    """Return the years beside each other: per unsur the plain mean of the periods."""
    grouped: dict[int, list[int]] = {}
    for place, step in enumerate(steps):
        if step.result.ikm is not None:
            grouped.setdefault(step.survey.year, []).append(place)
    if len(grouped) < 2 or all(len(places) == 1 for places in grouped.values()):  # noqa: PLR2004 - one year has nothing beside it
        return ()
    columns: list[PeriodColumn] = []
    before: Estimates | None = None
    for year, places in grouped.items():
        figures = year_of_periods([steps[place].result for place in places])
        own = _year_estimates(names, figures, [estimates[place] for place in places])
        changes = changes_between(names, before, own) if before else ()
        columns.append(
            PeriodColumn(
                str(year),
                tr("tahun {tahun}", tahun=year),
                figures.n,
                figures.periods,
                {key: own[key].value for key in names},
                {change.key: change for change in changes},
            )
        )
        before = own
    return tuple(columns)


def _year_estimates(
    names: dict[str, str], figures: YearResult, periods: Sequence[Estimates]
) -> Estimates:
    values = {**figures.konversi, INDEX: figures.ikm}
    return {key: _year_estimate(values.get(key), [p[key] for p in periods]) for key in names}


def _year_estimate(value: Fraction | None, periods: Sequence[Estimate]) -> Estimate:
    known = [one.mean for one in periods if one.mean is not None]
    if value is None or len(known) < len(periods):
        return Estimate(value, min((one.n for one in periods), default=0), None)
    mean = replace(mean_of_independent(known), value=value)
    careful = any(one.careful for one in periods)
    return Estimate(value, min(one.n for one in periods), mean, careful=careful)
