"""The library of proposed actions: those of the program, and what an office made of them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.follow_up import Proposal
from app.paths import resource
from app.services.changes import OFFICE_CHANGED
from app.services.text import required_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.models.store.store import Store
    from app.services.changes import Changes

MAX_PROPOSAL = 1000


class Origin(StrEnum):
    """Where the words of a proposal come from."""

    SHIPPED = "bawaan"
    CHANGED = "diubah"
    HIDDEN = "disembunyikan"
    OWN = "buatan kantor"


@dataclass(frozen=True, slots=True)
class Entry:
    """One proposal as the library lists it.

    ``record`` is what the office stored of it, ``shipped`` the key of the program's proposal.
    """

    unsur: str
    text: str
    origin: Origin
    shipped: str = ""
    record: Proposal | None = None


@lru_cache(maxsize=1)
def shipped_proposals() -> Mapping[str, Mapping[str, str]]:
    """Return the proposals of the program: unsur to key (``waktu.loket``) to sentence."""
    with resource("texts", "usulan.toml").open("rb") as file:
        read = tomllib.load(file)
    return {
        unsur: {f"{unsur}.{name}": text for name, text in texts.items()}
        for unsur, texts in read.items()
    }


class Library:
    """Reads and changes the proposals of an office file. Texts are whole sentences."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def entries(self, unsur: str) -> tuple[Entry, ...]:
        """Return every proposal for an unsur, the hidden ones too, those of the program first."""
        own = self._store.proposals.all(unsur=unsur)
        replaced = {record.shipped: record for record in own if record.shipped}
        known = shipped_proposals().get(unsur, {})
        listed = [_entry(unsur, key, text, replaced.get(key)) for key, text in known.items()]
        # What replaced a proposal that the program no longer ships stays as the office's own.
        rest = [record for record in own if record.text and record.shipped not in known]
        return (*listed, *(Entry(unsur, r.text, Origin.OWN, record=r) for r in rest))

    def offered(self, unsur: str) -> tuple[str, ...]:
        """Return the proposals that are not hidden."""
        return tuple(e.text for e in self.entries(unsur) if e.origin is not Origin.HIDDEN)

    def add(self, unsur: str, text: str) -> Changes:
        """Add a proposal of the office; one with the same words is not added twice."""
        text = self._new_text(unsur, text)
        self._store.proposals.save(Proposal(unsur, text))
        return OFFICE_CHANGED

    def change(self, entry: Entry, text: str) -> Changes:
        """Put other words into a proposal; one of the program keeps its place."""
        text = self._new_text(entry.unsur, text, entry)
        record = entry.record or Proposal(entry.unsur, text, entry.shipped)
        self._store.proposals.save(replace(record, text=text))
        return OFFICE_CHANGED

    def remove(self, entry: Entry) -> Changes:
        """Hide a proposal of the program, or delete one of the office."""
        if entry.origin is Origin.OWN and entry.record:
            self._store.proposals.delete(entry.record)
        elif entry.shipped:
            record = entry.record or Proposal(entry.unsur, "", entry.shipped)
            self._store.proposals.save(replace(record, text=""))
        return OFFICE_CHANGED

    def restore(self, entry: Entry) -> Changes:
        """Give a proposal of the program its own words back."""
        if entry.shipped and entry.record:
            self._store.proposals.delete(entry.record)
        return OFFICE_CHANGED

    def put_back(self, entry: Entry) -> Changes:
        """Undo ``remove``."""
        now = next((e for e in self.entries(entry.unsur) if e.shipped == entry.shipped), None)
        if entry.origin is Origin.OWN and entry.record:
            self._store.proposals.save(replace(entry.record, id=0))
        elif entry.shipped and now and now.record:
            if entry.origin is Origin.SHIPPED:
                return self.restore(now)
            self._store.proposals.save(replace(now.record, text=entry.text))
        return OFFICE_CHANGED

    def _new_text(self, unsur: str, text: str, changed: Entry | None = None) -> str:
        text = required_line(text, tr("Usulan"), MAX_PROPOSAL)
        for other in self.entries(unsur):
            is_other = changed is None or (other.shipped, other.record) != (
                changed.shipped,
                changed.record,
            )
            if is_other and other.text.casefold() == text.casefold():
                raise InputError(
                    tr("Usulan itu sudah ada untuk unsur ini."),
                    next=_next_of(other),
                )
        return text


def _entry(unsur: str, key: str, text: str, record: Proposal | None) -> Entry:
    if record is None:
        return Entry(unsur, text, Origin.SHIPPED, key)
    if not record.text:
        return Entry(unsur, text, Origin.HIDDEN, key, record)
    return Entry(unsur, record.text, Origin.CHANGED, key, record)


def _next_of(entry: Entry) -> str:
    if entry.origin is Origin.HIDDEN:
        return tr("Usulan itu disembunyikan; pulihkan saja.")
    return tr("Ubah kalimatnya, atau pakai yang sudah ada.")
