"""Everything that a file keeps of the packages that were merged into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.models.store import kinds
from app.models.store.clashes import ClashRepository
from app.models.store.merged_sheets import MergedSheetRepository
from app.models.store.packages import PackageRepository
from app.models.store.records import Records

if TYPE_CHECKING:
    from app.models.store.bulk import BulkRepository
    from app.models.store.database import Database
    from app.models.store.journal import Journal
    from app.models.store.tallies import TallyRepository


class MergingRecords:
    """Packages, their sheets, where they clash, and what people said about them."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        tallies: TallyRepository,
        bulk: BulkRepository,
    ) -> None:
        self.packages = PackageRepository(database, journal)
        self.sheets = MergedSheetRepository(database, journal, tallies, bulk)
        self.clashes = ClashRepository(database)
        self.decisions = Records(database, journal, kinds.DECISION)
        self.mappings = Records(database, journal, kinds.UNIT_MAPPING)
        self.finals = Records(database, journal, kinds.FINALISATION)

    @property
    def every(self) -> tuple[Records[Any], ...]:
        """Every kind of record that is kept by the same rules."""
        return self.decisions, self.mappings, self.finals
