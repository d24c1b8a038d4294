"""Put a record back to what it was, if nobody has changed it since."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from app.models.record import Record

if TYPE_CHECKING:
    from app.models.store.records import Records

T = TypeVar("T", bound=Record)


def take_back(records: Records[T], old: T, new: T) -> None:
    """Put ``old`` in the place of ``new``; one that was not there (id 0) is deleted again.

    Raises InputError where the file holds anything else than ``new``; its revision may be later,
    for what came after may have been taken back as well.
    """
    found = records.all(uuid=new.uuid)
    now = found[0] if found and _same(found[0], new) else new
    if old.id:
        records.save(_as(old, now))
    else:
        records.delete(now)


def _same(one: T, other: T) -> bool:
    return _as(one, other) == other


def _as(record: T, other: T) -> T:
    """Return a record under the row and revision of another."""
    return replace(record, id=other.id, revision=other.revision)  # type: ignore[type-var] # a dataclass
