"""Bring the sheets of one merged survey from one settled state to another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from app.models.store.bulk import SheetColumns
from app.models.store.merged_sheets import moment_text
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.models.consolidation import Version
    from app.models.response import Sheet
    from app.models.store.store import Store
    from app.services.consolidation.offered import ServiceIds
    from app.services.consolidation.settling import Settled, Versions
    from app.services.consolidation.telling import Told


@dataclass(frozen=True, slots=True)
class Counted:
    """How many sheets of a survey came, changed and went."""

    new: int = 0
    changed: int = 0
    gone: int = 0

    @property
    def nothing(self) -> bool:
        """Say whether no sheet is other than before."""
        return not (self.new or self.changed or self.gone)


@dataclass(frozen=True, slots=True)
class Transition:
    """From ``before`` to ``after``; ``versions`` are those that packages tell of afterwards.

    ``fresh`` are the sheets of the package that just came, ``services`` those of this file;
    ``dropped`` the versions that no package tells of any more.
    """

    survey_id: int
    before: Settled
    after: Settled
    versions: Versions
    fresh: Told
    services: ServiceIds
    dropped: Sequence[tuple[bytes, Version]] = ()
    is_first: bool = False
    """Whether no package of the survey ever came before; then the log knows none of its sheets."""


def counted_between(before: Settled, after: Settled) -> Counted:
    """Return how many sheets come, change and go from one settled state to another."""
    old, new = before.sheets, after.sheets
    return Counted(
        new=len(new.keys() - old.keys()),
        changed=sum(1 for uuid in old.keys() & new.keys() if old[uuid] != new[uuid]),
        gone=len(old.keys() - new.keys()),
    )


class SheetApplier:
    """Writes sheets; the survey must not be locked meanwhile."""

    def __init__(self, store: Store) -> None:
        self._sheets = store.merging.sheets
        self._operator = store.operator

    def apply(
        self, step: Transition, questions: Sequence[str], reason: str, *, quietly: bool = False
    ) -> None:
        """Do a transition. ``quietly``: a row of the log about their package stands for sheets."""
        before, after = step.before.sheets, step.after.sheets
        touched = [u for u in before.keys() | after.keys() if before.get(u) != after.get(u)]
        old = self._sheets.present(step.survey_id, [u for u in touched if u in before])
        self._sheets.keep(_told_in_vain(step))
        self._sheets.keep(_still_told(step, old))
        contents = {uuid: self._content(step, uuid, old) for uuid in touched if uuid in after}
        counts_now = [
            (uuid, after[uuid].version) for uuid in contents if uuid not in step.fresh.sheets
        ]
        self._sheets.drop(step.survey_id, [*counts_now, *step.dropped])
        gone = [sheet for uuid, sheet in old.items() if uuid not in contents]
        self._remove(step.survey_id, gone, questions, reason, quietly=quietly)
        changed = [
            (old[uuid], self._placed(step, uuid, sheet))
            for uuid, sheet in contents.items()
            if uuid in old
        ]
        self._sheets.make_room(was for was, now in changed if was.number != now.number)
        for was, now in changed:
            self._sheets.change(was, now, questions, reason)
        added = {uuid: sheet for uuid, sheet in contents.items() if uuid not in old}
        if added:
            columns = _columns(step, added, questions)
            logged = () if step.is_first else self._sheets.logged(columns.uuids)
            self._sheets.add(columns, questions, logged)

    def _remove(
        self,
        survey_id: int,
        gone: Sequence[Sheet],
        questions: Sequence[str],
        reason: str,
        *,
        quietly: bool,
    ) -> None:
        if gone and quietly:
            self._sheets.remove_many(survey_id, [sheet.uuid for sheet in gone], reason)
        elif gone:
            for sheet in gone:
                self._sheets.remove(sheet, questions, reason)
        if gone:
            self._sheets.forget_traces(survey_id)

    def move(
        self, survey_id: int, settled: Settled, services: ServiceIds, questions: Sequence[str]
    ) -> None:
        """Let sheets be of the services that their packages now mean."""
        for uuid, sheet in self._sheets.present(survey_id, list(settled.sheets)).items():
            service_id = services[settled.sheets[uuid].version.service]
            if sheet.service_id != service_id:
                moved = replace(sheet, service_id=service_id)
                self._sheets.change(sheet, moved, questions, tr("layanan berganti nama"))

    def _content(self, step: Transition, uuid: bytes, old: dict[bytes, Sheet]) -> Sheet:
        version = step.after.sheets[uuid].version
        found: Sheet | None
        if uuid in step.before.sheets and step.before.sheets[uuid].version == version:
            found = old[uuid]
        elif step.fresh.members.get(uuid) == version:
            found = step.fresh.sheets[uuid]
        else:
            found = self._sheets.kept(step.survey_id, uuid, version)
        if found is None:
            raise KeyError(str(UUID(bytes=uuid)))
        return found

    def _placed(self, step: Transition, uuid: bytes, sheet: Sheet) -> Sheet:
        """Return a sheet as it is kept in this file."""
        version, number = step.after.sheets[uuid]
        return replace(
            sheet,
            survey_id=step.survey_id,
            service_id=step.services[version.service],
            number=number,
            operator=self._operator,
            import_id=None,
        )


def _columns(
    step: Transition, sheets: Mapping[bytes, Sheet], questions: Sequence[str]
) -> SheetColumns:
    """Return sheets that are added, as they are kept in this file, in the order of numbers."""
    order = sorted(sheets, key=lambda uuid: step.after.sheets[uuid].number)
    placed = [step.after.sheets[uuid] for uuid in order]
    ordered = [sheets[uuid] for uuid in order]
    fields = dict.fromkeys(key for sheet in ordered for key in sheet.profile)
    return SheetColumns(
        step.survey_id,
        None,
        services=[step.services[version.service] for version, _ in placed],
        numbers=[number for _, number in placed],
        days=[sheet.day.isoformat() for sheet in ordered],
        answers={key: [sheet.answers.get(key) for sheet in ordered] for key in questions},
        profile={key: [sheet.profile.get(key) for sheet in ordered] for key in fields},
        saran=[sheet.saran for sheet in ordered],
        uuids=[sheet.uuid for sheet in ordered],
        revisions=[sheet.revision for sheet in ordered],
        changed_at=[moment_text(sheet) for sheet in ordered],
    )


def _still_told(
    step: Transition, old: dict[bytes, Sheet]
) -> Iterable[tuple[bytes, Version, Sheet]]:
    """Yield what counted until now and a package still tells."""
    for uuid, sheet in old.items():
        version = step.before.sheets[uuid].version
        now = step.after.sheets.get(uuid)
        if (now is None or now.version != version) and version in step.versions.get(uuid, ()):
            yield uuid, version, sheet


def _told_in_vain(step: Transition) -> Iterable[tuple[bytes, Version, Sheet]]:
    """Yield what the package that came tells and does not count."""
    for uuid, sheet in step.fresh.sheets.items():
        version = step.fresh.members[uuid]
        now = step.after.sheets.get(uuid)
        if now is None or now.version != version:
            yield uuid, version, replace(sheet, survey_id=step.survey_id)
