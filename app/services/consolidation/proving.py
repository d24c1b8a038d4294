"""Prove that merged surveys are what their packages and the decisions make of them."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING

from app.services.consolidation.combining import combined
from app.services.consolidation.conflicts import ConflictService
from app.services.consolidation.finals import FinalService
from app.services.consolidation.merger import Merger
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.models.consolidation import MergedSurvey, StoredPackage
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.ikm.service import IkmService
    from app.services.instruments.service import InstrumentService


class ConsolidationProof:
    """Compares; writes nothing."""

    def __init__(self, store: Store, instruments: InstrumentService, ikm: IkmService) -> None:
        self._store = store
        self._merger = Merger(store, instruments)
        self._finals = FinalService(store, ConflictService(store, instruments, ikm))

    def findings(self) -> Iterator[tuple[int, str]]:
        """Yield (survey, sentence) for all that does not follow from packages and decisions."""
        merged = self._store.merging.packages.all_merged()
        for survey in self._store.surveys.all():
            if survey.id in merged and survey.destroyed_on is None:
                for sentence in self._of_survey(survey, merged[survey.id]):
                    yield survey.id, sentence
        for final in self._finals.differing():
            sentence = tr(
                "Konsolidasi {tahun} {periode} tidak lagi sama dengan yang ditetapkan final.",
                tahun=final.year,
                periode=final.period,
            )
            yield 0, sentence

    def _of_survey(self, survey: Survey, merged: MergedSurvey) -> Iterator[str]:
        packages = self._store.merging.packages.of_survey(survey.uuid)
        if not packages:
            yield tr("Survei {kode}: paketnya tidak ada.", kode=survey.code)
            return
        for package in packages:
            if not self._is_as_logged(package):
                yield tr(
                    "Survei {kode}: isi paket {berkas} bukan yang digabung.",
                    kode=survey.code,
                    berkas=package.file_name,
                )
        decisions = self._merger.decisions()
        settled = self._merger.state(survey.uuid, decisions).settled
        expected = {u: (p.version.revision, p.number) for u, p in settled.sheets.items()}
        if self._store.merging.sheets.identities(survey.id) != expected:
            yield tr("Survei {kode}: lembarnya bukan yang dibawa paketnya.", kode=survey.code)
        whole = combined(packages, decisions)
        clashes = {one.fingerprint for one in (*settled.clashes, *whole.clashes)}
        kept = {one.clash.fingerprint for one in self._store.merging.clashes.of_survey(survey.id)}
        said = json.loads(json.dumps(whole.said))
        if kept != clashes or merged.said != said:
            yield tr("Survei {kode}: keterangannya bukan yang dibawa paketnya.", kode=survey.code)

    def _is_as_logged(self, package: StoredPackage) -> bool:
        told = self._store.merging.packages.told_sha256(package.id)
        return self._logged.get(package.uuid) == told

    @cached_property
    def _logged(self) -> dict[str, str]:
        return self._store.merging.packages.logged_sha256()
