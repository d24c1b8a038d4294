"""An open office file: its connection, its log and one repository per aggregate."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from app.models.record import Record
from app.models.store import kinds
from app.models.store.bulk import BulkRepository
from app.models.store.capaian import CapaianRecords, IkkRecords
from app.models.store.crosstabs import CrossTabRepository
from app.models.store.database import Database
from app.models.store.destruction import DestructionRepository
from app.models.store.drafts import DraftRepository
from app.models.store.imports import ImportRepository
from app.models.store.instruments import InstrumentRepository
from app.models.store.journal import Journal
from app.models.store.log import Log
from app.models.store.merging import MergingRecords
from app.models.store.offices import OfficeRepository
from app.models.store.records import Records
from app.models.store.sheets import SheetRepository
from app.models.store.surveys import SurveyRepository
from app.models.store.tallies import TallyRepository
from app.models.store.tombstones import TombstoneRepository
from app.models.store.units import UnitRepository
from app.models.store.verifications import VerificationRepository

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.models.store.lock import FileLock
    from app.models.store.records import Kind

T = TypeVar("T", bound=Record)


class Store:
    """One open file. It belongs to the thread that opened it and is closed there."""

    def __init__(
        self, path: Path, *, lock: FileLock | None, read_only: bool = False, operator: str = ""
    ) -> None:
        self.path = path
        self.read_only = read_only
        self._lock = lock
        self.database = Database(path, read_only=read_only)
        self.log = Log(self.database)
        self.journal = Journal(self.log, operator)
        self.offices = OfficeRepository(self.database, self.journal)
        self.units = UnitRepository(self.database, self.journal)
        self.instruments = InstrumentRepository(self.database)
        self.surveys = SurveyRepository(self.database, self.journal)
        self.tallies = TallyRepository(self.database)
        self.sheets = SheetRepository(self.database, self.journal, self.tallies)
        self.bulk = BulkRepository(self.database, self.journal, self.tallies)
        self.destruction = DestructionRepository(self.database, self.log)
        self.crosstabs = CrossTabRepository(self.database, self.destruction)
        self.drafts = DraftRepository(self.database)
        self.tombstones = TombstoneRepository(self.database)
        self.imports = ImportRepository(self.database, self.journal)
        self.stages = self._records(kinds.STAGE)
        self.holidays = self._records(kinds.HOLIDAY)
        self.team = self._records(kinds.TEAM_MEMBER)
        self.verifications = VerificationRepository(self.database, self.journal)
        self.follow_ups = self._records(kinds.FOLLOW_UP)
        self.photos = self._records(kinds.PHOTO)
        self.proposals = self._records(kinds.PROPOSAL)
        self.publications = self._records(kinds.PUBLICATION)
        self.forums = self._records(kinds.FORUM)
        self.saran_reviews = self._records(kinds.SARAN_REVIEW)
        self.marks = self._records(kinds.MARK)
        self.minutes = self._records(kinds.MINUTES)
        self.import_mappings = self._records(kinds.IMPORT_MAPPING)
        self.instrument_drafts = self._records(kinds.INSTRUMENT_DRAFT)
        self.reported = self._records(kinds.REPORTED)
        self.capaian = CapaianRecords(self.database, self.journal)
        self.ikk = IkkRecords(self.database, self.journal)
        self.report_texts = self._records(kinds.REPORT_TEXT)
        self.survey_photos = self._records(kinds.SURVEY_PHOTO)
        self.merging = MergingRecords(self.database, self.journal, self.tallies, self.bulk)

    @property
    def records(self) -> tuple[Records[Any], ...]:
        """Every kind of record that is kept by the same rules."""
        return (
            self.stages,
            self.holidays,
            self.team,
            self.verifications.plans,
            self.follow_ups,
            self.photos,
            self.proposals,
            self.publications,
            self.forums,
            self.saran_reviews,
            self.marks,
            self.minutes,
            self.import_mappings,
            self.instrument_drafts,
            self.reported,
            *self.capaian.every,
            *self.ikk.every,
            self.report_texts,
            self.survey_photos,
            *self.merging.every,
        )

    @property
    def operator(self) -> str:
        """Who is working; every change is logged under this name."""
        return self.journal.operator

    @operator.setter
    def operator(self, name: str) -> None:
        self.journal.operator = name

    @property
    def changed(self) -> bool:
        """Say whether anything was written since the file was opened."""
        return self.database.changes > 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything within it happen whole or not at all."""
        with self.database.transaction():
            yield

    def _records(self, kind: Kind[T]) -> Records[T]:
        return Records(self.database, self.journal, kind)

    def close(self) -> None:
        """Close the connection and free the lock."""
        self.database.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None
