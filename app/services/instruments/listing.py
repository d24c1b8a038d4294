"""All instruments of a file in one list: shipped, the office's own, and those in the making."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from app.models.store.instruments import InstrumentUse
from app.services.instruments.draft import normal
from app.services.instruments.problems import problems_of
from app.services.instruments.reading import by_number, shipped_instruments
from app.texts import tr

if TYPE_CHECKING:
    from app.models.instrument_draft import InstrumentDraft
    from app.models.questionnaire import Instrument
    from app.models.store.store import Store
    from app.services.instruments.service import InstrumentService


class Source(Enum):
    """Where an instrument comes from."""

    SHIPPED = "bawaan"
    OFFICE = "kantor"
    DRAFT = "rancangan"

    @property
    def label(self) -> str:
        """The word shown in lists."""
        return {
            Source.SHIPPED: tr("bawaan"),
            Source.OFFICE: tr("buatan kantor"),
            Source.DRAFT: tr("rancangan"),
        }[self]


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    """One version, or a draft of one."""

    source: Source
    key: str
    version: int
    name: str
    definition: str = field(default="", repr=False)
    """Its text; empty for a draft."""
    instrument_id: int = 0
    """Its row in the file; 0 where it is not stored there."""
    draft: InstrumentDraft | None = None
    use: InstrumentUse = field(default_factory=InstrumentUse)
    problems: int = 0
    """Of a draft: how many keep it from being published."""

    @property
    def may_change(self) -> bool:
        """Say whether the version itself can be edited: the office's own, without answers."""
        return self.source is Source.DRAFT or (
            self.source is Source.OFFICE and not self.use.is_frozen
        )

    @property
    def may_withdraw(self) -> bool:
        """Say whether the version can be taken out of the file."""
        return self.source is Source.OFFICE and not self.use.surveys


def rows_of(store: Store, instruments: InstrumentService) -> tuple[InstrumentRow, ...]:
    """Return every version and every draft, by key and version; a draft follows its original."""
    shipped = {(i.key, i.version): i.definition for i in shipped_instruments()}
    stored = {(s.key, s.version): s.id for s in store.instruments.all()}
    rows = [
        _published(store, one, stored.get((one.key, one.version), 0), shipped)
        for one in instruments.versions()
    ]
    rows += [draft_row(draft, taken(store)) for draft in store.instrument_drafts.all()]
    return tuple(sorted(rows, key=lambda row: (by_number(row.key), row.version)))


def draft_row(draft: InstrumentDraft, others: set[tuple[str, int]]) -> InstrumentRow:
    """Return the line of a draft; ``others`` are the (key, version) pairs that are taken."""
    content = normal(draft.content)
    own = {(content["key"], content["version"])} if content["replaces"] else set()
    found = problems_of(content, others - own)
    return InstrumentRow(
        Source.DRAFT,
        content["key"],
        content["version"],
        draft.name,
        draft=draft,
        problems=len(found),
    )


def taken(store: Store) -> set[tuple[str, int]]:
    """Return the (key, version) pairs of all published instruments."""
    shipped = {(i.key, i.version) for i in shipped_instruments()}
    return shipped | {(s.key, s.version) for s in store.instruments.all()}


def _published(
    store: Store, one: Instrument, stored_id: int, shipped: dict[tuple[str, int], str]
) -> InstrumentRow:
    is_shipped = shipped.get((one.key, one.version)) == one.definition
    return InstrumentRow(
        Source.SHIPPED if is_shipped else Source.OFFICE,
        one.key,
        one.version,
        one.name,
        one.definition,
        stored_id,
        use=store.instruments.use_of(stored_id) if stored_id else InstrumentUse(),
    )
