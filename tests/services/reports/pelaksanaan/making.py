"""Data of the report on carrying out a survey, made without a store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.questionnaire import FieldKind, ProfileField
from app.services.ikm.cross import RespondentTable
from app.services.planning.allocation import ServiceShare, sample_plan
from app.services.report_texts.shipped import shipped_texts
from app.services.reports.pelaksanaan.data import PelaksanaanData, Trend
from app.services.reports.pelaksanaan.report import PELAKSANAAN
from app.services.reports.pelaksanaan.values import values_of
from app.services.results.history import Step, short_label
from tests.services.reports.making import results_data
from tests.services.reports.pages import texts_of
from tests.support.reports import file_of

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument
    from app.models.survey import WeightRule
    from app.services.ikm.result import IkmResult
    from app.services.reports.kinds import Options

GOVERNMENT = "Pemerintah Kota Banjarmasin"


def pelaksanaan_data(
    n: int,
    *,
    instrument: Instrument | None = None,
    weight_rule: WeightRule | None = None,
    blank_share: float = 0.0,
    before: IkmResult | None = None,
) -> PelaksanaanData:
    """Return the data of a survey with ``n`` random sheets, and a period before it."""
    rule = {} if weight_rule is None else {"weight_rule": weight_rule}
    results = results_data(n, instrument=instrument, blank_share=blank_share, **rule)  # type: ignore[arg-type] # its own keyword
    survey = results.survey
    shares = [
        ServiceShare(place, name, 500, n if place else 0)
        for place, name in enumerate(results.services)
    ]
    step = Step(survey, short_label(survey), results.result)
    earlier = replace(survey, year=2025, id=9)
    steps = (Step(earlier, short_label(earlier), before), step) if before else (step,)
    field = ProfileField("layanan", "Jenis layanan", FieldKind.CHOICE)
    rows = tuple((share.name, share.n) for share in shares)
    return PelaksanaanData(
        results=results,
        texts={one.key: one.text for one in shipped_texts()},
        values=values_of(results, GOVERNMENT),
        sample=sample_plan(survey.sample_rule, 1000, shares),
        services=RespondentTable(field, rows),
        trend=Trend(steps),
        paper=results.instrument,
    )


def pages_of(data: PelaksanaanData, options: Options | None = None) -> list[str]:
    """Return the text of every page."""
    return texts_of(file_of(PELAKSANAAN, data, options))


def text_of(data: PelaksanaanData, options: Options | None = None) -> str:
    """Return the text of the whole report."""
    return " ".join(pages_of(data, options))
