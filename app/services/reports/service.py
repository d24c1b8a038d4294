"""Collects what a report needs from the office file, and renders it anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from app import __version__
from app.errors import InputError
from app.models.survey import BlankRule
from app.services.reports.data import ResultsData, SheetAnswers
from app.services.results.saran import printable_saran
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.questionnaire import Instrument
    from app.models.response import Sheet
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.models.unit import Official
    from app.services.follow_up.overview import FollowUpOverview
    from app.services.ikm.service import IkmService
    from app.services.reports.blocks import KopSurat
    from app.services.reports.document import Report
    from app.services.reports.minutes import MinutesData


class ReportKind(StrEnum):
    """The reports; the value is the word of the command ``laporan --jenis``."""

    HASIL_PENGOLAHAN = "hasil-pengolahan"
    PUBLIKASI = "publikasi"
    PUBLIKASI_A3 = "publikasi-a3"
    TINDAK_LANJUT = "tindak-lanjut"

    @property
    def label(self) -> str:
        """The name as shown in lists."""
        return {
            ReportKind.HASIL_PENGOLAHAN: tr("Hasil pengolahan"),
            ReportKind.PUBLIKASI: tr("Publikasi (poster A4)"),
            ReportKind.PUBLIKASI_A3: tr("Publikasi (poster A3)"),
            ReportKind.TINDAK_LANJUT: tr("Rencana dan hasil tindak lanjut"),
        }[self]

    def label_of(self, instrument: Instrument) -> str:
        """Return the name of the report on a survey: ``Publikasi IPAK (poster A4)``."""
        survey, index = instrument.survey_short, instrument.index_short
        return {
            ReportKind.HASIL_PENGOLAHAN: tr("Hasil pengolahan {survei}", survei=survey),
            ReportKind.PUBLIKASI: tr("Publikasi {indeks} (poster A4)", indeks=index),
            ReportKind.PUBLIKASI_A3: tr("Publikasi {indeks} (poster A3)", indeks=index),
            ReportKind.TINDAK_LANJUT: tr("Tindak lanjut {survei}", survei=survey),
        }[self]


@dataclass(frozen=True, slots=True)
class Signing:
    """Place, date and signatory chosen for one report; what is None comes from the office."""

    place: str | None = None
    day: date | None = None
    official_id: int | None = None


def report_kind(word: str) -> ReportKind:
    """Return the kind that ``word`` names. Raises InputError with the list of kinds."""
    try:
        return ReportKind(word.strip().lower())
    except ValueError:
        known = ", ".join(kind.value for kind in ReportKind)
        raise InputError(
            tr("Jenis laporan {jenis} tidak ada.", jenis=word),
            next=tr("Pilih salah satu dari: {daftar}.", daftar=known),
        ) from None


class ReportService:
    """Makes reports of an open office file.

    ``collect`` reads the store and belongs to its thread; ``build`` and ``render`` are pure and
    may run on any other.
    """

    def __init__(self, store: Store, ikm: IkmService) -> None:
        self._store = store
        self._ikm = ikm

    def render_pdf(self, kind: ReportKind, survey_id: int, signing: Signing | None = None) -> bytes:
        """Return a report of a survey as PDF, collected and rendered in one go."""
        return render(kind, self.collect(survey_id, signing, kind=kind))

    def collect(
        self,
        survey_id: int,
        signing: Signing | None = None,
        at: datetime | None = None,
        *,
        kind: ReportKind | None = None,
    ) -> ResultsData:
        """Read what the reports of a survey print; what only one ``kind`` prints, for that one."""
        store, ikm = self._store, self._ikm
        survey = store.surveys.get(survey_id)
        office = store.offices.get()
        if office is None:
            raise InputError(
                tr("Kantor belum diisi."), next=tr("Isi nama dan kode kantor di Pengaturan.")
            )
        signing = signing or Signing()
        result = ikm.of_survey(survey)
        sheets = _counted(survey, store.sheets.all_of(survey_id), result.instrument.question_keys)
        printed_at = at or datetime.now().astimezone()
        days = self._days(survey_id, sheets)
        return ResultsData(
            office=office,
            office_name=store.units.get(office.unit_id).name,
            unit=store.units.get(survey.unit_id),
            survey=survey,
            services=self._services(survey),
            result=result,
            respondents=tuple(ikm.respondents(survey)),
            sheets=tuple(SheetAnswers(sheet.number, sheet.answers) for sheet in sheets),
            minimum=ikm.minimum_of(survey),
            official=self._official(signing),
            place=office.place if signing.place is None else signing.place,
            signed_on=signing.day or printed_at.date(),
            log_head=store.log.head().short,
            printed_at=printed_at,
            program_version=__version__,
            first_day=days[0] if days else None,
            last_day=days[-1] if days else None,
            stages=tuple(store.stages.all(survey_id=survey_id)),
            days_off=frozenset(holiday.day for holiday in store.holidays.all()),
            team=tuple(store.team.all(survey_id=survey_id)),
            saran=printable_saran(store, survey_id, result.instrument),
            follow_up=self._follow_up(survey_id) if kind is ReportKind.TINDAK_LANJUT else None,
        )

    def _days(self, survey_id: int, sheets: Sequence[Sheet]) -> list[date]:
        """Return the days of the sheets in their order, also of those that were destroyed."""
        kept = self._store.destruction.kept(survey_id)
        if kept is not None:
            return [date.fromisoformat(day) for day in kept.days]
        return sorted(sheet.day for sheet in sheets)

    def minutes_pdf(self, minutes_id: int) -> bytes:
        """Return a berita acara as PDF: what was so then, however often it is printed.

        Raises KeyError when there is none with this id.
        """
        return render_minutes(self.collect_minutes(minutes_id))

    def collect_minutes(self, minutes_id: int, at: datetime | None = None) -> MinutesData:
        """Read a berita acara and what surrounds it on paper."""
        from app.services.reports.minutes import MinutesData

        store = self._store
        minutes = store.minutes.get(minutes_id)
        return MinutesData(
            minutes=minutes,
            kop=self._kop(),
            survey_code=store.surveys.get(minutes.survey_id).code,
            log_head=store.log.head().short,
            printed_at=at or datetime.now().astimezone(),
            program_version=__version__,
        )

    def _kop(self) -> KopSurat:
        from app.services.reports.blocks import KopSurat

        office = self._store.offices.get()
        if office is None:
            return KopSurat((), "")
        name = self._store.units.get(office.unit_id).name.upper()
        return KopSurat(office.letterhead, name, office.address, office.logo)

    def _follow_up(self, survey_id: int) -> FollowUpOverview:
        from app.services.follow_up.service import FollowUpService
        from app.services.instruments.service import InstrumentService

        service = FollowUpService(self._store, InstrumentService(self._store), self._ikm)
        return service.of(survey_id)

    def _services(self, survey: Survey) -> tuple[str, ...]:
        """Return the services that respondents speak of; all of the survey while there are none."""
        known = {s.id: s.name for s in self._store.units.services(survey.unit_id)}
        asked = [s.service_id for s in survey.services if s.service_id in known]
        spoken_of = self._store.tallies.sheets_per_service(survey.id)
        return tuple(known[s] for s in asked if s in spoken_of or not spoken_of)

    def _official(self, signing: Signing) -> Official | None:
        """Return the chosen official, or the first active one."""
        officials = self._store.offices.officials()
        if signing.official_id is not None:
            return next((o for o in officials if o.id == signing.official_id), None)
        return next((official for official in officials if official.active), None)


def build(kind: ReportKind, data: ResultsData) -> Report:
    """Return the report as blocks, for the renderer of any format."""
    from app.services.reports.document import Paper
    from app.services.reports.hasil_pengolahan import hasil_pengolahan
    from app.services.reports.publikasi import publikasi
    from app.services.reports.tindak_lanjut import tindak_lanjut

    match kind:
        case ReportKind.HASIL_PENGOLAHAN:
            return hasil_pengolahan(data)
        case ReportKind.PUBLIKASI:
            return publikasi(data)
        case ReportKind.PUBLIKASI_A3:
            return publikasi(data, Paper.A3)
        case ReportKind.TINDAK_LANJUT:
            return tindak_lanjut(data)


def render(kind: ReportKind, data: ResultsData) -> bytes:
    """Return a report as PDF; the library that draws it is loaded when first needed."""
    from app.services.reports.pdf import render_pdf

    return render_pdf(build(kind, data))


def render_minutes(data: MinutesData) -> bytes:
    """Return a berita acara as PDF; it may run on any thread."""
    from app.services.reports.minutes import minutes_report
    from app.services.reports.pdf import render_pdf

    return render_pdf(minutes_report(data))


def file_name(kind: ReportKind, data: ResultsData) -> str:
    """Return the name under which a report is offered to be saved."""
    from app.services.files import safe_file_name

    parts = (kind.label_of(data.instrument), data.unit.name, data.period_text)
    return safe_file_name(" ".join(parts), ".pdf")


def _counted(survey: Survey, sheets: Sequence[Sheet], questions: Sequence[str]) -> list[Sheet]:
    """Return the sheets that the index counts."""
    if survey.blank_rule is not BlankRule.LEAVE_OUT:
        return list(sheets)
    return [sheet for sheet in sheets if all(key in sheet.answers for key in questions)]
