"""Reports in tests: printed from data that was made, or read from an office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.services.reports.hasil_pengolahan import HASIL_PENGOLAHAN
from app.services.reports.kinds import About, Format, Options, Subject
from app.services.reports.pelaksanaan.report import PELAKSANAAN
from app.services.reports.registry import kinds_about
from app.services.reports.service import Collected

if TYPE_CHECKING:
    from datetime import datetime

    from app.services.reports.data import ResultsData
    from app.services.reports.kinds import ReportKind
    from app.services.session import Session

SURVEY_KINDS = kinds_about(Subject.SURVEY)
RESULT_KINDS = tuple(kind for kind in SURVEY_KINDS if kind is not PELAKSANAAN)
"""Those that print ``ResultsData`` as it is."""


def file_of(
    kind: ReportKind[Any], data: object, options: Options | None = None, form: Format = Format.PDF
) -> bytes:
    """Return a report of ``data`` as a file."""
    return Collected(kind, data, options or Options()).render(form)


def results_of(
    session: Session,
    survey_id: int,
    options: Options | None = None,
    at: datetime | None = None,
    kind: ReportKind[ResultsData] = HASIL_PENGOLAHAN,
) -> ResultsData:
    """Return what the reports of a survey print."""
    data: ResultsData = session.reports.collect(kind, About(survey_id), options, at).data
    return data
