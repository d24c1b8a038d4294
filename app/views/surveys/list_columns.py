"""The columns of the list of surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.period import MONTHS, PeriodKind, long_date
from app.models.survey import SurveyState
from app.services.ikm.rounding import indonesian
from app.services.results.survey_results import weight_text
from app.services.surveys.explaining import state_word
from app.texts import tr
from app.views.theme.palette import MUTU_COLORS
from app.views.widgets.table_model import Align, Column

if TYPE_CHECKING:
    from datetime import date

    from app.services.surveys.new_survey import SurveyRow

_STATE_TONES = {
    SurveyState.RENCANA: "muted",
    SurveyState.TERBUKA: "good",
    SurveyState.TERKUNCI: "fine",
}


def survey_columns() -> list[Column[SurveyRow]]:
    """Return the columns in their order."""
    return [
        Column("survei", tr("Survei"), _name, sort=_order, strong=lambda _: True),
        Column("unit", tr("Unit"), lambda row: row.unit.name, stretch=True),
        Column(
            "keadaan",
            tr("Keadaan"),
            lambda row: state_word(row.survey.state),
            badge=lambda row: _STATE_TONES[row.survey.state],
        ),
        Column("n", tr("Lembar"), _count, align=Align.RIGHT, sort=lambda row: row.result.n),
        Column(
            "minimal",
            tr("Minimal"),
            lambda row: indonesian(row.minimum, 0),
            align=Align.RIGHT,
            sort=lambda row: row.minimum,
            tone=_minimum_tone,
        ),
        Column(
            "ikm",
            tr("Nilai"),
            lambda row: row.result.ikm_text,
            align=Align.RIGHT,
            sort=lambda row: row.result.ikm,
            strong=lambda _: True,
            tooltip=tr("Indeks survei itu, misalnya IKM"),
        ),
        Column("mutu", tr("Mutu"), _letter, align=Align.CENTER, badge=_mutu_tone),
        Column("bobot", tr("Bobot"), lambda row: weight_text(row.survey, row.instrument)),
        Column("batas", tr("Batas entri"), _deadline, sort=lambda row: row.survey.collection_end),
    ]


def _name(row: SurveyRow) -> str:
    period = row.survey.period
    if period.kind is not PeriodKind.RENTANG:
        return row.name
    short = row.instrument.key.partition("-")[0].upper()
    return f"{short} {_short_day(period.start)} – {_short_day(period.end)} {period.end.year}"


def _short_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def _order(row: SurveyRow) -> tuple[int, str, int]:
    return (row.survey.year, row.survey.period.start.isoformat(), row.survey.id)


def _count(row: SurveyRow) -> str:
    return indonesian(row.result.n, 0)


def _minimum_tone(row: SurveyRow) -> str:
    short = row.minimum is not None and row.result.n < row.minimum
    return "warning" if short and row.survey.state is SurveyState.TERKUNCI else "muted"


def _letter(row: SurveyRow) -> str:
    return row.result.mutu.letter if row.result.mutu else "–"


def _mutu_tone(row: SurveyRow) -> str:
    return MUTU_COLORS.get(_letter(row), "muted")


def _deadline(row: SurveyRow) -> str:
    return long_date(row.survey.collection_end) if row.survey.collection_end else "–"
