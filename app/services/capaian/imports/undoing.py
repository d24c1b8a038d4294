"""What an import wrote, row by row, and how all of it is taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.errors import InputError
from app.services.capaian.taking_back import take_back
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.models.record import Record
    from app.models.store.capaian import CapaianRecords
    from app.models.store.records import Records
    from app.models.store.store import Store

_BOTTOM_UP = (
    "programs",
    "values",
    "rpjmd_targets",
    "pengampu",
    "indikator",
    "sasaran",
    "tujuan",
    "misi",
    "rpjmd",
)
"""What an import writes; nothing is named before all that stands on it."""
_STANDS_ON = (
    ("programs", "indikator_id", "indikator"),
    ("values", "indikator_id", "indikator"),
    ("narratives", "indikator_id", "indikator"),
    ("rpjmd_targets", "indikator_id", "indikator"),
    ("pengampu", "indikator_id", "indikator"),
    ("indikator", "sasaran_id", "sasaran"),
    ("sasaran", "tujuan_id", "tujuan"),
    ("tujuan", "misi_id", "misi"),
    ("misi", "rpjmd_id", "rpjmd"),
)

Held = dict[str, dict[str, "Record"]]
"""Kind → uuid → record."""


@dataclass(frozen=True, slots=True)
class RowWritten:
    """A record before and after an import; None where there was or is none."""

    kind: str
    before: Any
    after: Any


def held(store: Store) -> Held:
    """Return everything that an import may change."""
    return {
        name: {one.uuid: one for one in _records(store.capaian, name).all()} for name in _BOTTOM_UP
    }


def rows_written(before: Held, after: Held) -> tuple[RowWritten, ...]:
    """Return what differs, that which stands on others first."""
    return tuple(_differences(before, after))


def take_rows_back(store: Store, rows: Sequence[RowWritten]) -> None:
    """Put every row back to what it was; call it within a transaction.

    Raises InputError where a row was changed or deleted since, or a new one holds something that
    came later.
    """
    _require_nothing_on(store, rows)
    for name in _BOTTOM_UP:
        records = _records(store.capaian, name)
        own = [one for one in rows if one.kind == name]
        for one in own:
            if one.after is not None:
                take_back(records, one.before or replace(one.after, id=0), one.after)
        for one in own:
            if one.after is None:
                records.save(replace(one.before, id=0))


def _differences(before: Held, after: Held) -> Iterator[RowWritten]:
    for name in _BOTTOM_UP:
        old, new = before[name], after[name]
        for uuid, record in new.items():
            if old.get(uuid) != record:
                yield RowWritten(name, old.get(uuid), record)
        for uuid, record in old.items():
            if uuid not in new:
                yield RowWritten(name, record, None)


def _require_nothing_on(store: Store, rows: Sequence[RowWritten]) -> None:
    """Raise InputError where a row that will be gone holds another that stays."""
    own = {one.after.uuid for one in rows if one.after is not None}
    for name, column, below in _STANDS_ON:
        gone = {
            one.after.id
            for one in rows
            if one.kind == below and one.before is None and one.after is not None
        }
        if gone and any(
            getattr(one, column) in gone and one.uuid not in own
            for one in _records(store.capaian, name).all()
        ):
            raise InputError(
                tr("Isi lain sudah ditambahkan pada yang dibuat impor itu."),
                safe=tr("Tidak ada satu baris pun yang diubah."),
                next=tr("Hapus dahulu isi itu, atau ubah barisnya satu per satu."),
            )


def _records(capaian: CapaianRecords, name: str) -> Records[Any]:
    found: Records[Any] = getattr(capaian, name)
    return found
