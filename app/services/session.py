"""An open office file together with everything that can be done with it."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from app.models.store.opening import Refused, create_store, open_store
from app.services.ikm.service import IkmService
from app.services.instruments.service import InstrumentService

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.store.backup import Backup
    from app.models.store.store import Store
    from app.services.archive.service import ArchiveService
    from app.services.blank_forms.service import BlankFormService
    from app.services.capaian.service import CapaianService
    from app.services.checks.service import CheckService
    from app.services.city.service import CityService
    from app.services.consolidation.conflicts import ConflictService
    from app.services.consolidation.finals import FinalService
    from app.services.consolidation.matrix import MatrixService
    from app.services.consolidation.service import MergeService
    from app.services.consolidation.submitted import SubmittedService
    from app.services.consolidation.unsent import UnsentService
    from app.services.entry.service import EntryService
    from app.services.exports.service import ExportService
    from app.services.follow_up.service import FollowUpService
    from app.services.ikk.service import IkkService
    from app.services.imports.service import ImportService
    from app.services.instruments.editor import InstrumentEditor
    from app.services.offices.backups import BackupService
    from app.services.offices.service import OfficeService
    from app.services.papers.making import PaperMaker
    from app.services.papers.service import PaperService
    from app.services.planning.documentation import Documentation
    from app.services.planning.service import PlanningService
    from app.services.plausibility.across_surveys import AcrossService
    from app.services.plausibility.marks import MarkService
    from app.services.publishing.service import PublishingService
    from app.services.recap.service import RecapService
    from app.services.report_texts.service import ReportTextService
    from app.services.reported.service import ReportedService
    from app.services.reports.service import ReportService
    from app.services.results.depth import DepthService
    from app.services.results.result_tables import ResultTablesService
    from app.services.results.saran import SaranService
    from app.services.results.service import ResultsService
    from app.services.sending_down.service import SendingDownService
    from app.services.surveys.service import SurveyService
    from app.services.units.service import UnitService
    from app.services.verification.service import VerificationService


class Session:
    """One open file and one operator. It belongs to the thread that opened it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.instruments = InstrumentService(store)
        self.ikm = IkmService(store, self.instruments)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, operator: str = "") -> Session | Refused:
        """Open an office file, or say why it was not opened."""
        opened = open_store(path, read_only=read_only, operator=operator)
        return opened if isinstance(opened, Refused) else cls(opened)

    @classmethod
    def create(cls, path: Path, *, operator: str = "") -> Session | Refused:
        """Make a new office file without an office in it, or say why it was not made."""
        created = create_store(path, operator=operator)
        return created if isinstance(created, Refused) else cls(created)

    @property
    def read_only(self) -> bool:
        """Say whether nothing can be written."""
        return self.store.read_only

    @cached_property
    def entry(self) -> EntryService:
        """Keying in sheets."""
        from app.services.entry.service import EntryService

        return EntryService(self.store, self.instruments, self.ikm)

    @cached_property
    def papers(self) -> PaperService:
        """Which surveys are asked on one sheet."""
        from app.services.papers.service import PaperService

        return PaperService(self.store, self.instruments)

    @cached_property
    def paper_maker(self) -> PaperMaker:
        """Opening several surveys on one sheet."""
        from app.services.papers.making import PaperMaker

        return PaperMaker(self.store, self.surveys, self.instruments)

    @cached_property
    def instrument_editor(self) -> InstrumentEditor:
        """The office's own instruments."""
        from app.services.instruments.editor import InstrumentEditor

        return InstrumentEditor(self.store, self.instruments)

    @cached_property
    def units(self) -> UnitService:
        """The tree of units and what they offer."""
        from app.services.units.service import UnitService

        return UnitService(self.store)

    @cached_property
    def offices(self) -> OfficeService:
        """The office itself and the people named in it."""
        from app.services.offices.service import OfficeService

        return OfficeService(self.store, self.units)

    @cached_property
    def surveys(self) -> SurveyService:
        """Opening, changing, locking and finding surveys."""
        from app.services.surveys.service import SurveyService

        return SurveyService(self.store, self.units, self.instruments, self.ikm)

    @cached_property
    def planning(self) -> PlanningService:
        """Sample, schedule and team of a survey, and the holidays."""
        from app.services.planning.service import PlanningService

        return PlanningService(self.store, self.surveys)

    @cached_property
    def documentation(self) -> Documentation:
        """Photos of a survey at work."""
        from app.services.planning.documentation import Documentation

        return Documentation(self.store)

    @cached_property
    def archive(self) -> ArchiveService:
        """Locking surveys, their minutes, and destroying their sheets."""
        from app.services.archive.service import ArchiveService

        return ArchiveService(self.store, self.instruments, self.ikm)

    @cached_property
    def backups(self) -> BackupService:
        """The backups of this file."""
        from app.services.offices.backups import BackupService

        return BackupService(self.store)

    @cached_property
    def results(self) -> ResultsService:
        """What the screens Hasil and Beranda show."""
        from app.services.results.service import ResultsService

        return ResultsService(self.store, self.instruments, self.ikm)

    @cached_property
    def marks(self) -> MarkService:
        """Findings that somebody checked and found right."""
        from app.services.plausibility.marks import MarkService

        return MarkService(self.store)

    @cached_property
    def across(self) -> AcrossService:
        """What is unusual among the surveys of all units."""
        from app.services.plausibility.across_surveys import AcrossService

        return AcrossService(self.store, self.ikm)

    @cached_property
    def depth(self) -> DepthService:
        """Trend with tests, reliability and cross-tables."""
        from app.services.results.depth import DepthService

        return DepthService(self.store, self.instruments, self.ikm, self.results)

    @cached_property
    def saran(self) -> SaranService:
        """What respondents wrote, tagged and reviewed before it is printed."""
        from app.services.results.saran import SaranService

        return SaranService(self.store, self.instruments)

    @cached_property
    def result_tables(self) -> ResultTablesService:
        """All tables of a survey for a spreadsheet."""
        from app.services.results.result_tables import ResultTablesService

        return ResultTablesService(self)

    @cached_property
    def imports(self) -> ImportService:
        """Answers from files of other programs."""
        from app.services.imports.service import ImportService

        return ImportService(self.store, self.instruments)

    @cached_property
    def follow_up(self) -> FollowUpService:
        """What is done about a result, and what became of it."""
        from app.services.follow_up.service import FollowUpService

        return FollowUpService(self.store, self.instruments, self.ikm)

    @cached_property
    def reported(self) -> ReportedService:
        """Recaps of finished figures, kept apart from what is computed here."""
        from app.services.reported.service import ReportedService

        return ReportedService(self.store, self.instruments)

    @cached_property
    def city(self) -> CityService:
        """All units of the file together: means, sections, ranking, trend."""
        from app.services.city.service import CityService

        return CityService(self.store, self.instruments, self.ikm)

    @cached_property
    def reports(self) -> ReportService:
        """Reports, to be shown, printed and saved."""
        from app.services.reports.service import ReportService

        return ReportService(self)

    @cached_property
    def blank_forms(self) -> BlankFormService:
        """Questionnaires to be filled in by hand, with numbers and marks."""
        from app.services.blank_forms.service import BlankFormService

        return BlankFormService(self.store, self.papers, self.entry)

    @cached_property
    def report_texts(self) -> ReportTextService:
        """The words of reports, shipped or the office's own."""
        from app.services.report_texts.service import ReportTextService

        return ReportTextService(self.store)

    @cached_property
    def merging(self) -> MergeService:
        """Packages of other offices, merged into this file."""
        from app.services.consolidation.service import MergeService

        return MergeService(self.store, self.instruments)

    @cached_property
    def conflicts(self) -> ConflictService:
        """Where packages differ, and what was decided about it."""
        from app.services.consolidation.conflicts import ConflictService

        return ConflictService(self.store, self.instruments, self.ikm)

    @cached_property
    def matrix(self) -> MatrixService:
        """Units and periods: who has sent, and what."""
        from app.services.consolidation.matrix import MatrixService

        return MatrixService(self.store, self.ikm, self.conflicts)

    @cached_property
    def unsent(self) -> UnsentService:
        """Units that have not sent, or not enough."""
        from app.services.consolidation.unsent import UnsentService

        return UnsentService(self.store, self.matrix)

    @cached_property
    def submitted(self) -> SubmittedService:
        """What units submit around their surveys."""
        from app.services.consolidation.submitted import SubmittedService

        return SubmittedService(self.store, self.instruments, self.follow_up)

    @cached_property
    def finals(self) -> FinalService:
        """Periods whose consolidation is final."""
        from app.services.consolidation.finals import FinalService

        return FinalService(self.store, self.conflicts)

    @cached_property
    def exports(self) -> ExportService:
        """Packages for the city."""
        from app.services.exports.service import ExportService

        return ExportService(self.store, self.instruments, self.follow_up)

    @cached_property
    def sending_down(self) -> SendingDownService:
        """Office packages: what a city sends to its offices."""
        from app.services.sending_down.service import SendingDownService

        return SendingDownService(self.store, self.instruments, self.surveys, self.planning)

    @cached_property
    def publishing(self) -> PublishingService:
        """Surveys for other programs."""
        from app.services.publishing.service import PublishingService

        return PublishingService(self.store, self.instruments)

    @cached_property
    def verification(self) -> VerificationService:
        """Keying sheets in a second time, and what that finds."""
        from app.services.verification.service import VerificationService

        return VerificationService(self.store, self.papers, self.entry)

    @cached_property
    def checks(self) -> CheckService:
        """Whether the file is whole, its log complete and its answers plausible."""
        from app.services.checks.service import CheckService

        return CheckService(self.store, self.instruments, self.ikm)

    @cached_property
    def recaps(self) -> RecapService:
        """Every survey with its figures, one line each."""
        from app.services.recap.service import RecapService

        return RecapService(self.store, self.ikm)

    @cached_property
    def capaian(self) -> CapaianService:
        """Performance: targets, realisasi, capaian and their program rows."""
        from app.services.capaian.service import CapaianService

        return CapaianService(self.store, self.instruments, self.ikm, self.city)

    @cached_property
    def ikk(self) -> IkkService:
        """Indikator kinerja kunci with their data elements."""
        from app.services.ikk.service import IkkService

        return IkkService(self.store)

    def discard(self) -> None:
        """Close a file made just now and take it away: what should be in it was refused."""
        self.store.close()
        with suppress(OSError):
            self.store.path.unlink()

    def close(self) -> Backup | None:
        """Close the file; a backup is made first when something changed.

        The file is closed and its lock freed even if the backup is refused.
        """
        try:
            return self.backups.make() if self.store.changed else None
        finally:
            self.store.close()
