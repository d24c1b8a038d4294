"""Write what follows from a set of packages: one transaction for each change of that set."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from app.models.consolidation import MergedSurvey, StoredClash
from app.models.survey import SurveyService, SurveyState
from app.services.consolidation.applying import SheetApplier, Transition, counted_between
from app.services.consolidation.combining import age, combined
from app.services.consolidation.doubles import DoubleFinder
from app.services.consolidation.offered import OfferedServices
from app.services.consolidation.settling import joined, settle, united
from app.services.consolidation.surveys import codes_of, survey_of
from app.services.consolidation.telling import Told, context_told, identity_of, sheets_told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.consolidation import Clash, StoredPackage, Version
    from app.models.package import Package
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.models.unit import Unit
    from app.services.consolidation.applying import Counted
    from app.services.consolidation.combining import Combined
    from app.services.consolidation.offered import ServiceIds
    from app.services.consolidation.settling import Decisions, Settled, Versions
    from app.services.consolidation.telling import Content
    from app.services.instruments.service import InstrumentService

_NO_SHEETS = Told({}, {})
MERGED, WITHDRAWN = "digabung", "gabungan dibatalkan"
"""Actions of the log."""


class State(NamedTuple):
    """What the packages of a survey tell of its sheets, and what follows from it."""

    versions: Versions
    settled: Settled


class Prepared(NamedTuple):
    """A package with what follows from it, before anything is written."""

    package: Package
    told: Told
    before: State
    after: State

    @property
    def counted(self) -> Counted:
        """How many sheets would come, change and go."""
        return counted_between(self.before.settled, self.after.settled)

    @property
    def same(self) -> int:
        """How many of its sheets are there already as it tells them."""
        old, new = self.before.settled.sheets, self.after.settled.sheets
        return sum(
            1
            for uuid in self.told.sheets
            if uuid in new
            and old.get(uuid) == new[uuid]
            and new[uuid].version[:2] == self.told.members[uuid][:2]
        )

    @property
    def older(self) -> int:
        """How many of its sheets are there in a newer state, or deleted."""
        new = self.after.settled.sheets
        return sum(
            1
            for uuid in self.told.sheets
            if uuid not in new or new[uuid].version.revision > self.told.members[uuid].revision
        )


class _Change(NamedTuple):
    """From one state of a survey to another, with what came, and why."""

    before: State
    after: State
    fresh: Told
    services: ServiceIds
    reason: str


class Merger:
    """Adds packages to a survey and withdraws them; what cannot be was refused before."""

    def __init__(self, store: Store, instruments: InstrumentService) -> None:
        self._store = store
        self._instruments = instruments
        self._offered = OfferedServices(store)
        self._doubles = DoubleFinder(store)

    def decisions(self) -> dict[str, str]:
        """Return fingerprint → choice of everything that was decided."""
        return {one.fingerprint: one.choice for one in self._store.merging.decisions.all()}

    def state(self, survey_uuid: str, decisions: Decisions) -> State:
        """Return what the packages that count for a survey tell, and what follows."""
        packages = self._store.merging.packages
        versions = united(packages.members(one.id) for one in packages.of_survey(survey_uuid))
        return State(versions, settle(versions, decisions))

    def prepare(self, package: Package) -> Prepared:
        """Return what would follow from a package."""
        told, decisions = sheets_told(package), self.decisions()
        before = self.state(package.survey.uuid, decisions)
        versions = joined(before.versions, told.members)
        return Prepared(package, told, before, State(versions, settle(versions, decisions)))

    # ------------------------------------------------------------------ the three changes
    def add(self, prepared: Prepared, stored: StoredPackage, unit: Unit) -> StoredPackage:
        """Add a package whose unit is known; ``stored`` still lacks what this file gives it."""
        store, (package, told, before, after) = self._store, prepared
        with store.transaction():
            text = package.instrument.definition
            kept = store.instruments.keep(package.instrument.key, package.instrument.version, text)
            stored = replace(stored, instrument_id=kept.id, context=context_told(package))
            old = self._services(unit)
            stored = store.merging.packages.add(stored, told.members)
            change = _Change(before, after, told, self._services(unit), stored.file_name)
            self._write(stored, change)
            self._move_services(unit, old, change.services)
            self._note(MERGED, stored, prepared.counted)
        return stored

    def withdraw(self, stored: StoredPackage, reason: str) -> Counted:
        """Take a package out: what is left is as if it had never come."""
        store = self._store
        with store.transaction():
            decisions = self.decisions()
            unit = store.units.get(stored.unit_id)
            old, before = self._services(unit), self.state(stored.survey_uuid, decisions)
            store.merging.packages.withdraw(stored.id)
            after = self.state(stored.survey_uuid, decisions)
            change = _Change(before, after, _NO_SHEETS, self._services(unit), reason)
            self._write(stored, change, quietly=True)
            self._move_services(unit, old, change.services)
            counted = counted_between(before.settled, after.settled)
            self._note(WITHDRAWN, stored, counted, reason)
        return counted

    def settle_anew(self, stored: StoredPackage, old: Decisions, reason: str) -> None:
        """Let the present decisions count for the survey of a package instead of ``old`` ones."""
        with self._store.transaction():
            before = self.state(stored.survey_uuid, old)
            after = State(before.versions, settle(before.versions, self.decisions()))
            services = self._services(self._store.units.get(stored.unit_id))
            self._write(stored, _Change(before, after, _NO_SHEETS, services, reason))

    def find_doubles(self, unit_id: int, year: int, period: str) -> None:
        """Find anew which surveys of a unit and period came from several installations."""
        self._doubles.find(unit_id, year, period)

    # ------------------------------------------------------------------ parts
    def _write(self, stored: StoredPackage, change: _Change, *, quietly: bool = False) -> None:
        """Bring the survey of a package from one state to another."""
        store, (before, after, fresh, services, reason) = self._store, change
        packages = store.merging.packages.of_survey(stored.survey_uuid)
        whole = combined(packages, self.decisions()) if packages else None
        survey = known = self._known(stored.survey_uuid)
        if whole and (known is None or after.settled.sheets):
            # Else its sheets go first: the instrument may be another without them.
            survey = self._put(known, packages, whole, services)
        if survey is None:
            raise KeyError(stored.survey_uuid)
        step = Transition(
            survey.id,
            before.settled,
            after.settled,
            after.versions,
            fresh,
            services,
            dropped=_no_more(before.versions, after.versions),
            is_first=known is None and not store.merging.packages.was_there(stored),
        )
        store.surveys.set_state(survey.id, SurveyState.TERBUKA)
        questions = self._instruments.of(survey.instrument_id).question_keys
        SheetApplier(store).apply(step, questions, reason, quietly=quietly)
        if whole is None:
            self._remove(survey, reason)
        else:
            self._put(survey, packages, whole, services)
            self._keep_clashes(survey, (*after.settled.clashes, *whole.clashes))
        for place in {(s.unit_id, s.year, s.period.code) for s in (survey, known) if s}:
            self.find_doubles(*place)

    def _known(self, survey_uuid: str) -> Survey | None:
        survey_id = self._store.merging.packages.survey_id(survey_uuid)
        return self._store.surveys.get(survey_id) if survey_id else None

    def _put(
        self,
        known: Survey | None,
        packages: Sequence[StoredPackage],
        whole: Combined,
        services: ServiceIds,
    ) -> Survey:
        """Keep what packages say of a survey, locked: only packages change it."""
        newest, said = max(packages, key=age), whole.said["survey"]
        bearing = [one for one in packages if one.sheets] or packages
        survey_id = known.id if known else 0
        survey = replace(
            survey_of(said, newest.survey_uuid),
            unit_id=newest.unit_id,
            instrument_id=max(bearing, key=age).instrument_id,
            services=self._asked(survey_id, whole.said["services"], services),
            retain_until=known.retain_until if known else None,
            id=survey_id,
        )
        if known:
            self._store.surveys.set_state(survey_id, SurveyState.TERBUKA)
        code = self._recode(said["code"], survey.uuid)
        survey = self._store.surveys.put(replace(survey, code=code))
        self._store.merging.packages.keep_merged(
            MergedSurvey(survey.id, said["code"], said["state"], whole.said)
        )
        return survey

    def _services(self, unit: Unit) -> ServiceIds:
        return self._offered.ids(unit, self._store.merging.packages.of_unit(unit.id))

    def _asked(
        self, survey_id: int, said: Sequence[Content], ids: ServiceIds
    ) -> tuple[SurveyService, ...]:
        """Return the services that are asked about, and those of which there are sheets."""
        used = self._store.tallies.sheets_per_service(survey_id) if survey_id else {}
        found: dict[int, int | None] = dict.fromkeys(used)
        for one in said:
            if one["asked"]:
                service_id, more = ids[identity_of(one["uuid"])], one["population"]
                known = found.get(service_id)
                found[service_id] = more if known is None else known + (more or 0)
        return tuple(SurveyService(service_id, found[service_id]) for service_id in sorted(found))

    def _move_services(self, unit: Unit, old: ServiceIds, services: ServiceIds) -> None:
        """Let the sheets of all surveys of a unit follow services that are others now."""
        if all(services.get(uuid, service_id) == service_id for uuid, service_id in old.items()):
            return
        store, decisions = self._store, self.decisions()
        own = [survey for survey in store.surveys.all() if survey.unit_id == unit.id]
        for survey in own:
            if packages := store.merging.packages.of_survey(survey.uuid):
                questions = self._instruments.of(survey.instrument_id).question_keys
                settled = self.state(survey.uuid, decisions).settled
                store.surveys.set_state(survey.id, SurveyState.TERBUKA)
                SheetApplier(store).move(survey.id, settled, services, questions)
                self._put(survey, packages, combined(packages, decisions), services)

    def _recode(self, base: str, uuid: str = "") -> str:
        """Return the code of a survey here, and give others of its code theirs.

        The one with the smallest uuid keeps the code unless a survey of this file has it.
        """
        store = self._store
        others = {u: i for i, u in store.merging.packages.surveys_coded(base) if u != uuid}
        holder = store.surveys.by_code(base)
        taken = holder is not None and holder.uuid not in {*others, uuid}
        codes = codes_of(base, [*others, *([uuid] if uuid else [])], taken=taken)
        for other_uuid, survey_id in others.items():
            other = store.surveys.get(survey_id)
            if other.code != codes[other_uuid]:
                store.surveys.set_state(survey_id, SurveyState.TERBUKA)
                store.surveys.put(
                    replace(other, code=codes[other_uuid], state=SurveyState.TERKUNCI)
                )
        return codes.get(uuid, base)

    def _keep_clashes(self, survey: Survey, clashes: Sequence[Clash]) -> None:
        place = (survey.unit_id, survey.id, survey.year, survey.period.code)
        stored = [StoredClash(clash, *place) for clash in clashes]
        self._store.merging.clashes.replace_of_survey(survey.id, stored)

    def _remove(self, survey: Survey, reason: str) -> None:
        """Take out a survey of which no package is left, with what was noted about it here."""
        store = self._store
        merged = store.merging.packages.merged(survey.id)
        for follow_up in store.follow_ups.all(survey_id=survey.id):
            for photo in store.photos.all(follow_up_id=follow_up.id):
                store.photos.delete(photo, reason)
        for records in store.records:
            if "survey_id" in records.kind.types:
                for record in records.all(survey_id=survey.id):
                    records.delete(record, reason)
        store.surveys.remove(survey, reason)
        if merged:
            self._recode(merged.code)

    def _note(self, action: str, stored: StoredPackage, counted: Counted, reason: str = "") -> None:
        content = {
            "file_name": stored.file_name,
            "file_sha256": stored.file_sha256,
            "content_sha256": stored.content_sha256,
            "survey": stored.survey_uuid,
            "unit_code": stored.unit_code,
            "number": stored.number,
            "sheets": stored.sheets,
            "told_sha256": self._store.merging.packages.told_sha256(stored.id),
            "new": counted.new,
            "changed": counted.changed,
            "gone": counted.gone,
        }
        self._store.journal.noted(action, "paket", stored.uuid, content, reason)


def _no_more(before: Versions, after: Versions) -> list[tuple[bytes, Version]]:
    """Return the versions that no package tells of any more."""
    return [
        (uuid, version)
        for uuid, versions in before.items()
        for version in set(versions).difference(after.get(uuid, ()))
    ]
