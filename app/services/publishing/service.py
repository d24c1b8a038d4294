"""Publishes every survey of a file: into PostgreSQL, into a folder of Parquet, or as a script."""

from __future__ import annotations

import re
from dataclasses import replace as replace_fields
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.publishing import Written
from app.models.store.publishing.figures import office_script
from app.services.files import write_whole
from app.services.publishing.areas import area_of
from app.services.publishing.collecting import collect
from app.services.publishing.outcome import Published, require_newer
from app.services.publishing.scripts import OFFICE_HEAD
from app.texts import tr

if TYPE_CHECKING:
    from app.models.publishing import Known, PublishedSurvey, Source
    from app.models.store.publishing.postgres import PostgresTarget
    from app.models.store.store import Store
    from app.services.instruments.service import InstrumentService
    from app.services.publishing.collecting import Collected

_ADDRESSES = ("postgresql://", "postgres://")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:(?://)?|(?:service|host|dbname|user)=")
"""What an address begins with, and neither a drive of Windows nor a folder."""


class PublishingService:
    """Sends; what is sent is noted in the log before the first of it leaves."""

    def __init__(self, store: Store, instruments: InstrumentService) -> None:
        self._store = store
        self._instruments = instruments

    def publish(self, target: str, *, replace: bool = False) -> Published:
        """Bring a target to what the file holds: an address of PostgreSQL, or a folder.

        ``replace`` lets the file count where the target holds something newer or somebody else's.
        Raises InputError or StorageError; each survey or partition is then old or new, never half.
        """
        if target.lower().startswith(_ADDRESSES):
            return self._to_postgres(target, replace=replace)
        if scheme := _SCHEME.match(target):
            raise InputError(
                tr("Tujuan {skema} tidak dikenal.", skema=scheme[0][:20]),
                next=tr(
                    "Tulis postgresql://server/basisdata, postgresql:///?service=nama, nama folder,"
                    " atau nama berkas .sql."
                ),
            )
        return self._to_folder(Path(target), replace=replace)

    def write_script(self, target: Path) -> None:
        """Write the query with all it needs for the shell of SQLite; it holds no sheet."""
        collected = collect(self._store, self._instruments)
        units = {unit.id: unit for unit in self._store.units.all()}
        areas = [(key, area_of(unit, units).code) for key, unit in sorted(units.items())]
        script = office_script(collected.instruments, areas, OFFICE_HEAD)
        write_whole(target, script.encode())

    def _to_postgres(self, url: str, *, replace: bool) -> Published:
        from app.models.store.publishing.postgres_schema import open_target, read_address

        address = read_address(url)
        collected = collect(self._store, self._instruments)
        source = collected.source
        with open_target(address, source.installation_id) as target:
            if not replace:
                require_newer(target.head(source.installation_id), source, collected.reader)
            known = target.known()
            mine, foreign = _divided(collected, known, replace=replace)
            changed = [one for one in mine if not _is_known(one, known, source.installation_id)]
            gone = _gone(collected, known)
            if changed or gone:
                source = self._note(collected, address.name, changed, len(gone))
                target.begin(source, collected.instruments, collected.services)
            written = _write(target, collected, changed, known, replace=replace)
            for uuid in gone:
                written += target.remove(uuid)
            target.finish(source)
            return Published(
                place=address.name,
                written=len(changed),
                unchanged=len(mine) - len(changed),
                removed=len(gone),
                sheets=written,
                foreign=tuple(one.survey.code for one in foreign),
                encrypted=target.is_encrypted,
            )

    def _to_folder(self, folder: Path, *, replace: bool) -> Published:
        from app.services.publishing.folder import PublishedFolder

        collected = collect(self._store, self._instruments)
        with PublishedFolder.open(folder, collected, replace=replace) as target:
            changed, stale = target.changed(), target.stale()
            surveys = [one for partition in changed for one in target.partitions[partition]]
            source = collected.source
            if changed or stale:
                source = self._note(collected, str(folder.resolve()), surveys, len(stale))
            sheets = target.write(changed, stale, source)
        return Published(
            place=str(folder),
            written=len(surveys),
            unchanged=len(collected.surveys) - len(surveys),
            removed=len(stale),
            sheets=sheets,
        )

    def _note(
        self, collected: Collected, place: str, changed: list[PublishedSurvey], gone: int
    ) -> Source:
        """Note in the log what will leave; return the source with the row that says so."""
        content = {
            "ke": place,
            "survei": len(changed),
            "lembar": sum(one.sheets for one in changed),
            "dihapus": gone,
        }
        with self._store.transaction():
            self._store.journal.noted(
                "diterbitkan", "kantor", collected.source.installation_id, content
            )
        head = self._store.log.head()
        return replace_fields(collected.source, log_seq=head.seq, log_hash=head.hash)


def _divided(
    collected: Collected, known: dict[str, Known], *, replace: bool
) -> tuple[list[PublishedSurvey], list[PublishedSurvey]]:
    """Return the surveys that this file may publish, and those of another file."""
    mine: list[PublishedSurvey] = []
    foreign: list[PublishedSurvey] = []
    for one in collected.surveys:
        there = known.get(one.uuid)
        is_ours = there is None or there.source == collected.source.installation_id
        (mine if is_ours or replace else foreign).append(one)
    return mine, foreign


def _is_known(one: PublishedSurvey, known: dict[str, Known], source: str) -> bool:
    there = known.get(one.uuid)
    return there is not None and (there.source, there.digest) == (source, one.digest)


def _gone(collected: Collected, known: dict[str, Known]) -> list[str]:
    present = {one.uuid for one in collected.surveys}
    source = collected.source.installation_id
    return [uuid for uuid, one in known.items() if one.source == source and uuid not in present]


def _write(
    target: PostgresTarget,
    collected: Collected,
    changed: list[PublishedSurvey],
    known: dict[str, Known],
    *,
    replace: bool,
) -> Written:
    from app.models.store.publishing.postgres import Mode

    written, reader = Written(), collected.reader
    for one in changed:
        mode = Mode.REPLACE if replace else Mode.NEWER
        key = one.survey.id
        written += target.write(
            one,
            collected.source,
            reader.sheets(key),
            reader.tallies(key),
            mode=mode if one.uuid in known else Mode.FRESH,
        )
    return written
