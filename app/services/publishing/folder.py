"""A folder of Parquet that belongs to one file: what is in it, and what has to be written anew."""

from __future__ import annotations

import hashlib
import json
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from app.errors import InputError, StorageError
from app.models.publishing import Written
from app.models.store.lock import Holder, take_lock
from app.models.store.publishing.figures import commented
from app.models.store.publishing.parquet import (
    FILE,
    PARTITIONED,
    ParquetFolder,
    partition_of,
    reading_script,
)
from app.paths import is_there
from app.services.files import write_whole
from app.services.publishing.collecting import FORM
from app.services.publishing.outcome import require_newer
from app.services.publishing.scripts import FOLDER_HEAD
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from app.models.publishing import PublishedSurvey, Source
    from app.services.publishing.collecting import Collected

STATE = "_puas.json"
"""Names that begin with an underscore are passed over by whatever reads such folders."""
SCRIPT = "_ikm.sql"


class PublishedFolder:
    """The data set of one file, with its partitions as they should be."""

    def __init__(self, folder: Path, collected: Collected, state: dict[str, Any]) -> None:
        self._collected = collected
        self._state = state
        self._folder = folder
        self._parquet = ParquetFolder(folder, _put)
        self.partitions: dict[str, list[PublishedSurvey]] = {}
        for survey in collected.surveys:
            self.partitions.setdefault(partition_of(survey), []).append(survey)

    @classmethod
    @contextmanager
    def open(
        cls, folder: Path, collected: Collected, *, replace: bool
    ) -> Iterator[PublishedFolder]:
        """Take a folder for this file, alone.

        Raises InputError where it holds other things, another file's or a newer publication.
        """
        state = _state_of(folder)
        _require_ours(state, folder, collected, replace=replace)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = take_lock(folder / STATE)
        except OSError as error:
            raise _cannot_write(folder) from error
        if isinstance(lock, Holder):
            raise _busy(folder)
        try:
            yield cls(folder, collected, state)
        finally:
            lock.release()

    def changed(self) -> list[str]:
        """Return the partitions that are not as they should be."""
        known = self._state.get("bagian", {})
        return [
            partition
            for partition, surveys in self.partitions.items()
            if known.get(partition) != _digest(surveys) or not self._is_whole(partition)
        ]

    def stale(self) -> list[str]:
        """Return the partitions of which nothing is left in the file."""
        return sorted(self._parquet.partitions() - self.partitions.keys())

    def write(self, changed: Sequence[str], stale: Sequence[str], source: Source) -> Written:
        """Write what changed and take away what is stale; what is as it should be is not touched.

        Until it is done, the folder says that it is not, and what is missing is done next time.
        """
        done = [partition for partition in self.partitions if partition not in changed]
        self._note(done, source, whole=not (changed or stale))
        written = Written()
        with self._parquet.writer(self._collected.instruments, self._collected.reader) as writer:
            for partition in changed:
                written += writer.write_partition(partition, self.partitions[partition])
        for partition in stale:
            self._parquet.remove_partition(partition)
        self._note(list(self.partitions), source, whole=True)
        return written

    def _note(self, partitions: Sequence[str], source: Source, *, whole: bool) -> None:
        content = {
            "bentuk": FORM,
            "selesai": whole,
            "sumber": source.installation_id,
            "kode_unit": source.unit_code,
            "nama": source.name,
            "program": source.program,
            "log_seq": source.log_seq,
            "log_hash": source.log_hash,
            "bagian": {one: _digest(self.partitions[one]) for one in sorted(partitions)},
        }
        if {**self._state, "log_seq": 0, "log_hash": ""} == {
            **content,
            "log_seq": 0,
            "log_hash": "",
        }:
            return
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        write_whole(self._folder / STATE, text.encode())
        script = reading_script(commented(FOLDER_HEAD))
        write_whole(self._folder / SCRIPT, script.encode())
        self._state = content

    def _is_whole(self, partition: str) -> bool:
        return all((self._folder / name / partition / FILE).is_file() for name in PARTITIONED)


def _put(made: Path, target: Path) -> None:
    """Bring a finished file to its place in one step."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write(target.parent) from error
    with made.open("rb") as source:
        write_whole(target, lambda file: shutil.copyfileobj(source, file))


def _digest(surveys: Sequence[PublishedSurvey]) -> str:
    """Return what is the same as long as no survey of a partition changes."""
    return hashlib.sha256("".join(one.digest for one in surveys).encode()).hexdigest()


def _state_of(folder: Path) -> dict[str, Any]:
    """Return what a folder says of itself; an empty one says nothing."""
    path = folder / STATE
    try:
        if path.is_file():
            found = json.loads(path.read_text(encoding="utf-8"))
            if _is_state(found):
                return dict(found)
        elif not is_there(folder) or (folder.is_dir() and not any(folder.iterdir())):
            return {}
    except (OSError, ValueError) as error:
        raise _not_ours(folder) from error
    raise _not_ours(folder)


def _is_state(found: object) -> bool:
    """Say whether this is what a publication wrote, as far as it is read again."""
    wanted = {"sumber": str, "log_seq": int, "log_hash": str, "bagian": dict}
    return isinstance(found, dict) and all(
        isinstance(found.get(name), kind) for name, kind in wanted.items()
    )


def _require_ours(
    state: dict[str, Any], folder: Path, collected: Collected, *, replace: bool
) -> None:
    if not state or replace:
        return
    if state["sumber"] != collected.source.installation_id:
        raise InputError(
            tr(
                "Folder {folder} berisi terbitan dari {nama}, berkas yang lain.",
                folder=folder,
                nama=state.get("nama", ""),
            ),
            safe=tr("Folder itu tidak diubah."),
            next=tr("Pilih folder lain; --gantikan membuat isi berkas ini yang berlaku di sana."),
        )
    head = (state["log_seq"], state["log_hash"])
    require_newer(head, collected.source, collected.reader)


def _not_ours(folder: Path) -> InputError:
    return InputError(
        tr("Folder {folder} sudah berisi hal lain.", folder=folder),
        safe=tr("Folder itu tidak diubah."),
        next=tr("Pilih folder yang kosong atau belum ada."),
    )


def _busy(folder: Path) -> StorageError:
    return StorageError(
        tr("Folder {folder} sedang ditulis dari komputer atau jendela lain.", folder=folder),
        safe=tr("Folder itu tidak diubah."),
        next=tr("Tunggu sampai selesai, lalu terbitkan sekali lagi."),
    )


def _cannot_write(folder: Path) -> StorageError:
    return StorageError(
        tr("Folder {folder} tidak dapat ditulisi.", folder=folder),
        safe=tr("Berkas kantor tetap utuh."),
        next=tr("Periksa izinnya dan apakah media penyimpannya terpasang, atau pilih folder lain."),
    )
