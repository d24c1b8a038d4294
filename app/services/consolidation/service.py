"""Merge packages into this file: look at one, merge one or many, take one out again."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from app.errors import InputError, StorageError
from app.models.consolidation import StoredPackage
from app.models.period import long_date
from app.models.store.package import read_bytes
from app.services.changes import Changes
from app.services.consolidation.combining import combined
from app.services.consolidation.gate import (
    REASON_LIMIT,
    Gate,
    NotMergedError,
    require_not_final,
)
from app.services.consolidation.merger import Merger
from app.services.consolidation.notes import is_older, notes_of
from app.services.consolidation.outcomes import Fate, MergeReport, Outcome, merged_sentence
from app.services.consolidation.places import packages_of
from app.services.consolidation.recognising import UnitFinder
from app.services.consolidation.telling import context_told
from app.services.exports.reading import receive_package
from app.services.tables.reading import uncollected
from app.services.text import clean_line, required_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from app.models.package import Package
    from app.models.store.store import Store
    from app.models.unit import Unit
    from app.services.consolidation.applying import Counted
    from app.services.consolidation.merger import Prepared
    from app.services.exports.reading import Received
    from app.services.instruments.service import InstrumentService

    Progress = Callable[[int, int, str], bool]
    """Told (done, all, name of the next file); it returns whether to go on."""


class MergeService:
    """Merges packages. A package that is refused leaves this file as it was."""

    def __init__(self, store: Store, instruments: InstrumentService) -> None:
        self._store = store
        self._gate = Gate(store, instruments)
        self._merger = Merger(store, instruments)

    @cached_property
    def units(self) -> UnitFinder:
        """Which unit a package is of, and what somebody said about it."""
        return UnitFinder(self._store)

    # ------------------------------------------------------------------ packages
    def find(self, paths: Iterable[Path]) -> list[Path]:
        """Return the files that were named, and of folders all packages in and below them."""
        return packages_of(paths)

    def news(self, paths: Iterable[Path]) -> list[Path]:
        """Return the packages that are not merged yet; nothing is said of what is in them."""
        return [path for path in self.find(paths) if not self._is_known(path)]

    def preview(self, path: Path) -> Outcome:
        """Say what merging a package would do; nothing is written."""
        return self._do(path, self._foresee)

    def merge(self, path: Path) -> Outcome:
        """Merge a package, whole or not at all; say what became of it.

        Raises StorageError where this file cannot be written.
        """
        return self._do(path, self._take)

    def merge_many(
        self, paths: Sequence[Path], progress: Progress | None = None, *, only_look: bool = False
    ) -> MergeReport:
        """Merge packages one after the other, each in a transaction of its own."""
        outcomes: list[Outcome] = []
        deed = self.preview if only_look else self.merge
        for done, path in enumerate(paths):
            if progress and not progress(done, len(paths), path.name):
                return MergeReport(tuple(outcomes), len(paths) - done)
            try:
                outcomes.append(deed(path))
            except StorageError as error:
                return MergeReport(tuple(outcomes), len(paths) - done, error)
        return MergeReport(tuple(outcomes))

    def packages(self, *, undone: bool = False) -> list[StoredPackage]:
        """Return the packages that were merged, in the order of arrival."""
        return self._store.merging.packages.all(undone=undone)

    def undo(self, package_id: int, reason: str) -> tuple[Counted, Changes]:
        """Take a whole package out again; what is left is as if it had never come.

        Raises InputError where it was undone before, or may not be any more.
        """
        why = required_line(reason, tr("Alasan pembatalan"), REASON_LIMIT)
        stored = self._active(package_id)
        survey_id = self._store.merging.packages.survey_id(stored.survey_uuid)
        survey = self._store.surveys.get(survey_id) if survey_id else None
        if survey is not None:
            require_not_final(self._store, survey.year, survey.period.code)
            if survey.destroyed_on is not None:
                raise NotMergedError(
                    tr("Lembar survei {kode} telah dimusnahkan.", kode=survey.code),
                    next=tr("Yang dimusnahkan tidak dapat dikembalikan ke keadaan sebelumnya."),
                )
        counted = self._merger.withdraw(stored, why)
        return counted, _changed(survey_id or 0)

    def add_unit(self, path: Path) -> tuple[Unit, Changes]:
        """Add the unit that a package is of. Raises InputError where it is known or cannot be."""
        package = receive_package(path).package
        if self.units.find(package.unit.code) is not None:
            raise InputError(
                tr("Unit dengan kode {kode} sudah ada.", kode=package.unit.code),
                next=tr("Gabungkan paketnya."),
            )
        return self.units.add(package)

    # ------------------------------------------------------------------ one package
    def _do(self, path: Path, deed: Callable[[Path, Received, Unit], Outcome]) -> Outcome:
        package: Package | None = None
        try:
            content = read_bytes(path)
            sha256 = hashlib.sha256(content).hexdigest()
            if known := self._store.merging.packages.known(sha256):
                return self._known(path, known)
            with uncollected():
                received = receive_package(path, content)
                package = received.package
                unit = self.units.find(package.unit.code)
                if unit is None:
                    return self._waiting(path, package)
                self._gate.require_mergeable(package, unit)
                return deed(path, received, unit)
        except InputError as error:
            return Outcome(path, Fate.REFUSED, error.sentence, package=package, error=error)

    def _foresee(self, path: Path, received: Received, unit: Unit) -> Outcome:
        """Return what merging would do."""
        return self._outcome(path, received, unit, self._merger.prepare(received.package))

    def _take(self, path: Path, received: Received, unit: Unit) -> Outcome:
        """Merge a package that may be merged."""
        prepared = self._merger.prepare(received.package)
        outcome = self._outcome(path, received, unit, prepared)
        stored = self._merger.add(prepared, _stored(path, received, unit), unit)
        survey_id = self._store.merging.packages.survey_id(stored.survey_uuid) or 0
        return replace(
            outcome,
            package_id=stored.id,
            survey_id=survey_id,
            conflicts=self._open_clashes(survey_id),
            changes=_changed(survey_id),
        )

    def _outcome(self, path: Path, received: Received, unit: Unit, prepared: Prepared) -> Outcome:
        package, counted = received.package, prepared.counted
        decisions = self._merger.decisions()
        others = self._store.merging.packages.of_survey(package.survey.uuid)
        around = bool(others) and self._tells_more(_stored(path, received, unit), package, others)
        outcome = Outcome(
            path,
            Fate.NOTHING_NEW if others and counted.nothing and not around else Fate.MERGED,
            "",
            notes=notes_of(package, received.sha256, unit, self._store),
            package=package,
            unit=unit,
            counted=counted,
            same=prepared.same,
            older=prepared.older,
            around_changed=around,
            conflicts=sum(
                1 for c in prepared.after.settled.clashes if c.fingerprint not in decisions
            ),
        )
        sentence = merged_sentence(outcome, older=is_older(package, received.sha256, others))
        return replace(outcome, sentence=sentence)

    def _tells_more(
        self, stored: StoredPackage, package: Package, others: Sequence[StoredPackage]
    ) -> bool:
        """Say whether a package changes what is known around the sheets of its survey."""
        decisions = self._merger.decisions()
        more = replace(stored, context=context_told(package))
        before, after = (combined(told, decisions).said for told in (others, [*others, more]))
        return before != after

    def _known(self, path: Path, known: StoredPackage) -> Outcome:
        at = known.arrived_at.astimezone() if known.arrived_at else None
        sentence = tr(
            "Paket ini sudah digabung {waktu}; tidak ada yang berubah.",
            waktu=f"{long_date(at.date())} {at:%H.%M}" if at else tr("sebelumnya"),
        )
        survey_id = self._store.merging.packages.survey_id(known.survey_uuid) or 0
        return Outcome(
            path,
            Fate.KNOWN,
            sentence,
            unit=self._store.units.get(known.unit_id),
            package_id=known.id,
            survey_id=survey_id,
        )

    def _waiting(self, path: Path, package: Package) -> Outcome:
        sentence = tr(
            "Unit {nama} dengan kode {kode} belum dikenal; petakan ke unit di berkas ini, atau"
            " tambahkan.",
            nama=package.unit.name,
            kode=package.unit.code,
        )
        proposals = self.units.proposals(package.unit)
        return Outcome(path, Fate.WAITING, sentence, package=package, proposals=proposals)

    def _open_clashes(self, survey_id: int) -> int:
        """Count what is open in a survey, and between it and others of its unit."""
        survey, decisions = self._store.surveys.get(survey_id), self._merger.decisions()
        clashes = self._store.merging.clashes
        found = clashes.of_survey(survey_id)
        found += clashes.doubles(survey.unit_id, survey.year, survey.period.code)
        return sum(1 for one in found if one.clash.fingerprint not in decisions)

    def _is_known(self, path: Path) -> bool:
        """Say whether this very file was merged; one that cannot be read was not."""
        try:
            content = read_bytes(path)
        except InputError:
            return False
        return self._store.merging.packages.known(hashlib.sha256(content).hexdigest()) is not None

    def _active(self, package_id: int) -> StoredPackage:
        try:
            stored = self._store.merging.packages.get(package_id)
        except KeyError:
            stored = None
        if stored is None or stored.undone_at is not None:
            raise InputError(
                tr("Paket {nomor} tidak ada atau sudah dibatalkan.", nomor=package_id),
                next=tr("Lihat daftar paket sekali lagi."),
            )
        return stored


def _stored(path: Path, received: Received, unit: Unit) -> StoredPackage:
    """Return a package as it is kept; the instrument and its content are added later."""
    manifest, survey = received.package.manifest, received.package.survey
    return StoredPackage(
        file_name=clean_line(path.name),
        file_sha256=received.sha256,
        content_sha256=manifest.content_sha256,
        format=manifest.format,
        program=manifest.program,
        made_at=manifest.made_at,
        installation_id=manifest.installation_id,
        number=manifest.number,
        unit_id=unit.id,
        unit_code=received.package.unit.code,
        survey_uuid=survey.uuid,
        survey_code=survey.code,
        instrument_id=0,
        sheets=manifest.sheets,
        with_saran=manifest.with_saran,
        log_seq=manifest.log_seq,
        log_hash=manifest.log_hash,
    )


def _changed(survey_id: int) -> Changes:
    return Changes(frozenset({survey_id}), office=True)
