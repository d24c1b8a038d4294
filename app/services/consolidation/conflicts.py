"""Where packages differ: shown side by side, decided by a person with a reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.consolidation import BOTH, ConflictKind, Decision
from app.services.changes import NOTHING, Changes
from app.services.consolidation.counting import left_out
from app.services.consolidation.gate import REASON_LIMIT, require_not_final
from app.services.consolidation.merger import Merger
from app.services.consolidation.showing import ClashViewer, may_keep_both
from app.services.text import required_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.models.consolidation import StoredClash
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.consolidation.sides import Conflict
    from app.services.ikm.service import IkmService
    from app.services.instruments.service import InstrumentService


class ConflictService:
    """Lists conflicts and keeps what is decided about them; both sides stay."""

    def __init__(self, store: Store, instruments: InstrumentService, ikm: IkmService) -> None:
        self._store = store
        self._merger = Merger(store, instruments)
        self._viewer = ClashViewer(store, instruments, ikm, self._merger)

    def open_clashes(self, year: int) -> list[StoredClash]:
        """Return what waits to be decided in a year, without looking into its sides."""
        return self._stored(year, None, open_only=True)

    def count_open(self, year: int | None = None, period: str | None = None) -> int:
        """Return how many wait to be decided, of all years and periods or of some."""
        return len(self._stored(year, period, open_only=True))

    def find(
        self, year: int | None = None, period: str | None = None, *, open_only: bool = True
    ) -> list[Conflict]:
        """Return the conflicts, those of one survey together; decided ones if asked for."""
        return self._viewer.show(self._stored(year, period, open_only=open_only))

    def of_survey(self, survey_id: int, *, open_only: bool = True) -> list[Conflict]:
        """Return the conflicts within a survey, and between it and others of its unit."""
        survey = self._store.surveys.get(survey_id)
        clashes, period = self._store.merging.clashes, survey.period.code
        found = clashes.of_survey(survey_id)
        doubles = clashes.doubles(survey.unit_id, survey.year, period)
        found += [one for one in doubles if survey.uuid in one.clash.candidates]
        return self._viewer.show(self._filtered(found, open_only=open_only))

    def get(self, fingerprint: str) -> Conflict:
        """Return one conflict. Raises InputError where there is none now."""
        return self._viewer.show(self._present(fingerprint))[0]

    def decide(self, fingerprint: str, choice: str, reason: str) -> Changes:
        """Let one side count, or all (``BOTH``), with the reason; the other side is kept.

        A decision may be changed; it holds as long as nothing else is told. Raises InputError.
        """
        return self.decide_many([fingerprint], choice, reason)

    def decide_many(self, fingerprints: Iterable[str], choice: str, reason: str) -> Changes:
        """Decide several conflicts alike, such as that all equal numbers are two papers each."""
        why = required_line(reason, tr("Alasan putusan"), REASON_LIMIT)
        clashes = [(print_, self._changeable(print_)) for print_ in fingerprints]
        for _, found in clashes:
            self._require_choice(found[0], choice)
        with self._store.transaction():
            old = self._merger.decisions()
            for fingerprint, _ in clashes:
                self._keep(fingerprint, choice, why)
            return self._let_count([one for _, found in clashes for one in found], old, why)

    def revoke(self, fingerprint: str, reason: str) -> Changes:
        """Let a conflict wait again. Without a decision nothing happens."""
        why = required_line(reason, tr("Alasan pencabutan"), REASON_LIMIT)
        kept = self._decision(fingerprint)
        if kept is None:
            return NOTHING
        found = self._store.merging.clashes.find(fingerprint)
        for one in found:
            require_not_final(self._store, one.year, one.period)
        with self._store.transaction():
            old = self._merger.decisions()
            self._store.merging.decisions.delete(kept, why)
            return self._let_count(found, old, why)

    def find_doubles(self, surveys: Iterable[Survey]) -> None:
        """Find anew which surveys of a unit and period came from several installations.

        Merging does so by itself; surveys that were opened in this file since may have joined.
        """
        with self._store.transaction():
            for place in {(one.unit_id, one.year, one.period.code) for one in surveys}:
                self._merger.find_doubles(*place)

    def decide_proposed(self, reason: str) -> tuple[int, Changes]:
        """Decide every number on several sheets as proposed; returns how many.

        Equal contents are one paper keyed in twice, others are papers of their own.
        """
        found = [one for one in self.find() if one.kind is ConflictKind.NUMBER]
        changes = NOTHING
        with self._store.transaction():
            for choice in dict.fromkeys(one.proposal for one in found):
                alike = [one.fingerprint for one in found if one.proposal == choice]
                changes |= self.decide_many(alike, choice, reason)
        return len(found), changes

    def left_out(self) -> frozenset[int]:
        """Return the surveys that do not count: another one of their unit and period was chosen."""
        return left_out(self._store)

    # ------------------------------------------------------------------ parts
    def _stored(
        self, year: int | None, period: str | None, *, open_only: bool
    ) -> list[StoredClash]:
        found = [
            one
            for one in self._store.merging.clashes.all()
            if year in {None, one.year} and period in {None, one.period}
        ]
        return self._filtered(found, open_only=open_only)

    def _filtered(self, found: Iterable[StoredClash], *, open_only: bool) -> list[StoredClash]:
        decided = self._merger.decisions() if open_only else {}
        return [one for one in found if one.clash.fingerprint not in decided]

    def _changeable(self, fingerprint: str) -> list[StoredClash]:
        found = self._present(fingerprint)
        for one in found:
            require_not_final(self._store, one.year, one.period)
        return found

    def _present(self, fingerprint: str) -> list[StoredClash]:
        found = self._store.merging.clashes.find(fingerprint)
        if not found:
            raise InputError(
                tr("Perbedaan itu tidak ada lagi."),
                next=tr("Lihat daftarnya sekali lagi; paket yang baru mungkin telah mengubahnya."),
            )
        return found

    def _require_choice(self, stored: StoredClash, choice: str) -> None:
        clash = stored.clash
        allowed = {*clash.candidates, *((BOTH,) if may_keep_both(clash.kind) else ())}
        if choice not in allowed:
            raise InputError(
                tr("Pilihan itu tidak ada pada perbedaan ini."),
                next=tr("Pilih salah satu sisi yang ditampilkan."),
            )

    def _keep(self, fingerprint: str, choice: str, reason: str) -> None:
        kept = self._decision(fingerprint)
        decision = Decision(fingerprint, choice, reason, self._store.operator)
        if kept is not None:
            decision = replace(decision, id=kept.id, uuid=kept.uuid, revision=kept.revision)
        self._store.merging.decisions.save(decision, reason)

    def _decision(self, fingerprint: str) -> Decision | None:
        found = self._store.merging.decisions.all(fingerprint=fingerprint)
        return found[0] if found else None

    def _let_count(
        self, clashes: Iterable[StoredClash], old: dict[str, str], reason: str
    ) -> Changes:
        """Bring every survey that is touched to what the present decisions mean."""
        surveys = {one.survey_id for one in clashes if one.survey_id}
        for survey_id in surveys:
            survey = self._store.surveys.get(survey_id)
            package = self._store.merging.packages.of_survey(survey.uuid)[-1]
            self._merger.settle_anew(package, old, reason)
        return Changes(frozenset(surveys), office=True)
