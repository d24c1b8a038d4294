"""A sheet is checked against its instrument and its survey before anything of it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.survey import SurveyState
from app.services.entry.fields import fields_of
from app.services.text import clean_text
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from app.models.questionnaire import Instrument
    from app.models.response import Sheet
    from app.models.survey import Survey

YEARS = range(1990, 2201)


class ReasonNeededError(InputError):
    """A verified sheet is changed only with a reason, which goes into the log."""

    def __init__(self, number: int) -> None:
        super().__init__(
            tr("Lembar {nomor} sudah diverifikasi, jadi perubahannya perlu alasan.", nomor=number),
            next=tr("Tulis alasannya, lalu simpan sekali lagi."),
        )


def require_open(survey: Survey) -> None:
    """Raise InputError unless sheets of the survey may be written; one of several is named."""
    if survey.state is SurveyState.TERKUNCI:
        raise InputError(
            tr("{survei} terkunci, jadi lembarnya tidak dapat diubah.", survei=_named(survey)),
            next=tr("Buka kuncinya di layar Survei bila lembar memang perlu diubah."),
        )
    if survey.state is SurveyState.RENCANA:
        raise InputError(
            tr(
                "{survei} masih direncanakan, jadi lembarnya belum dapat dientri.",
                survei=_named(survey),
            ),
            next=tr("Buka survei itu di layar Survei lebih dahulu."),
        )


def closed_because(survey: Survey) -> str:
    """Return the sentence that says that a survey is not open; nothing for one that is."""
    try:
        require_open(survey)
    except InputError as error:
        return error.sentence
    return ""


def _named(survey: Survey) -> str:
    """Name a survey of a paper; one that stands alone is the one in view."""
    if survey.paper:
        return tr("Survei {kode} pada kertas ini", kode=survey.code)
    return tr("Survei ini")


def checked(
    sheet: Sheet, survey: Survey, instrument: Instrument, services: Collection[int]
) -> Sheet:
    """Return the sheet with its text cleaned.

    Raises InputError that names the place when anything of it does not fit its instrument or its
    survey; ``services`` are the ids that the survey asks about.
    """
    require_open(survey)
    if type(sheet.number) is not int or sheet.number < 1:
        raise _refused(tr("Nomor lembar harus 1 atau lebih."))
    _check_day(sheet.day)
    if sheet.service_id not in services:
        raise _refused(
            tr("Lembar {nomor}: layanannya tidak termasuk survei ini.", nomor=sheet.number)
        )
    _check_answers(sheet, instrument)
    _check_profile(sheet, instrument)
    saran = clean_text(sheet.saran)
    return sheet if saran == sheet.saran else replace(sheet, saran=saran)


def _check_day(day: object) -> None:
    if not isinstance(day, date) or isinstance(day, datetime) or day.year not in YEARS:
        raise _refused(tr("Tanggal lembar tidak benar."))


def _check_answers(sheet: Sheet, instrument: Instrument) -> None:
    known = set(instrument.question_keys)
    for key, score in sheet.answers.items():
        if key not in known:
            raise _refused(
                tr(
                    "Lembar {nomor}: pertanyaan {kunci} tidak ada dalam kuesioner ini.",
                    nomor=sheet.number,
                    kunci=key,
                )
            )
        if type(score) is not int or score not in instrument.scores:
            raise _refused(
                tr(
                    "Lembar {nomor}: jawaban {nilai} untuk {kunci} di luar skala {awal}-{akhir}.",
                    nomor=sheet.number,
                    nilai=score,
                    kunci=key,
                    awal=instrument.lowest,
                    akhir=instrument.highest,
                )
            )


def _check_profile(sheet: Sheet, instrument: Instrument) -> None:
    fields = {field.key: field for field in fields_of(instrument)}
    profile: Mapping[str, object] = sheet.profile
    for key, value in profile.items():
        field = fields.get(key)
        if field is None or key in instrument.question_keys:
            raise _refused(
                tr(
                    "Lembar {nomor}: isian {kunci} tidak ada dalam kuesioner ini.",
                    nomor=sheet.number,
                    kunci=key,
                )
            )
        if value is None or not field.accepts(value):
            raise _refused(
                tr(
                    "Lembar {nomor}: nilai {nilai} tidak ada untuk {isian}.",
                    nomor=sheet.number,
                    nilai=value,
                    isian=field.label,
                )
            )


def _refused(what: str) -> InputError:
    return InputError(what, next=tr("Periksa kertasnya, lalu isi sekali lagi."))
