"""Take the answers of a whole file into a survey, or nothing of it (architecture §6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.store.bulk import SheetColumns
from app.models.survey import SurveyService, SurveyState
from app.models.unit import Service
from app.services.blank_forms.register import printed_numbers
from app.services.changes import NOTHING, OFFICE_CHANGED, Changes, survey_changed
from app.services.entry.validation import require_open
from app.services.imports.checking import Checked, Checker
from app.services.imports.mapping import AnswerMapping, Stated
from app.services.imports.proposing import propose
from app.services.imports.refusals import (
    columns_wanted,
    needs_reason,
    no_sheets,
    no_such_sheet,
    same_rows,
    shares_paper,
)
from app.services.imports.remembering import remember_mapping, remembered
from app.services.imports.unusual import unusual_in
from app.services.recognising.answer_columns import column_names
from app.services.recognising.days import DateOrder
from app.services.tables.reading import Grid, Reading, read_grid, uncollected
from app.services.units.planning import DEFAULT_SERVICE
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from app.models.importing import BatchState, ImportBatch
    from app.models.questionnaire import Instrument
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.instruments.service import InstrumentService
    from app.services.plausibility.batch_findings import BatchFinding

    Progress = Callable[[int, int], object]
    """Told (done, all) now and then; an exception from it stops the work."""

AS_RECOGNISED = Stated()


@dataclass(frozen=True)
class Inspected:
    """A file that was read, and the mapping that it suggests or that is remembered for it."""

    survey_id: int
    instrument: Instrument
    grid: Grid
    mapping: AnswerMapping
    already: ImportBatch | None
    """The import of exactly this file, if there was one."""

    def samples(self, place: int, most: int = 3) -> tuple[str, ...]:
        """Return the first different values of a column."""
        first = self.mapping.settings.header + self.mapping.settings.header_rows
        seen: dict[str, None] = {}
        for row in self.grid.rows[first : first + 200]:
            if place < len(row) and row[place].strip():
                seen[row[place].strip()] = None
                if len(seen) >= most:
                    break
        return tuple(seen)


@dataclass(frozen=True)
class ImportPlan:
    """A file that was read and checked as a whole; nothing of it is stored yet."""

    survey_id: int
    file_name: str
    source: str
    sha256: str
    checked: Checked
    new_services: tuple[str, ...]
    content: str
    same_content: ImportBatch | None
    """An earlier import of the same rows in another file."""
    ignored: tuple[str, ...]
    """Columns that are not used."""

    @property
    def sheets(self) -> int:
        """How many sheets the file becomes."""
        return len(self.checked.columns)

    @property
    def blanks(self) -> Mapping[str, int]:
        """Column → sheets that left it blank."""
        return self.checked.blanks

    @property
    def outside_period(self) -> int:
        """Sheets with a day outside the period of the survey."""
        return self.checked.outside_period

    @property
    def unanswered(self) -> int:
        """Rows without a single answer, which are left out."""
        return self.checked.unanswered

    @property
    def absent_columns(self) -> tuple[str, ...]:
        """Columns that the file does not have; they are blank."""
        return self.checked.absent


@dataclass(frozen=True)
class Imported:
    """A file whose sheets are stored."""

    plan: ImportPlan
    sheets: int
    first_number: int
    last_number: int
    batch: ImportBatch
    changes: Changes


@dataclass(frozen=True, slots=True)
class AlreadyImported:
    """Exactly this file is in the survey already; nothing was done."""

    file_name: str
    sheets: int
    changes: Changes = NOTHING


class ImportService:
    """Reads files of answers into surveys."""

    def __init__(self, store: Store, instruments: InstrumentService) -> None:
        self._store = store
        self._instruments = instruments

    def import_answers(
        self,
        survey: Survey,
        path: Path,
        progress: Progress | None = None,
        stated: Stated = AS_RECOGNISED,
    ) -> Imported | AlreadyImported:
        """Read, check and store a CSV, XLSX or ODS file as it is recognised.

        Days that may be read in two ways are day, month, year. Raises ImportRefusedError.
        """
        plan = self.read_answers(survey, path, progress, stated)
        return plan if isinstance(plan, AlreadyImported) else self.record(plan, progress)

    def read_answers(
        self,
        survey: Survey,
        path: Path,
        progress: Progress | None = None,
        stated: Stated = AS_RECOGNISED,
    ) -> ImportPlan | AlreadyImported:
        """Read and check a file as it is recognised, without storing anything.

        Raises InputError when the workbook has no sheet of the stated name.
        """
        with uncollected():
            inspected = self.inspect(survey, path, Reading(sheet=stated.sheet))
            if stated.sheet not in ("", *(one.name for one in inspected.grid.sheets)):
                raise no_such_sheet(inspected.grid, stated.sheet)
            if inspected.already is not None:
                return AlreadyImported(path.name, inspected.already.present)
            settings = inspected.mapping.settings
            if settings.date_order is DateOrder.UNKNOWN:
                settings = replace(settings, date_order=DateOrder.DMY)
            others = stated.others or settings.others
            settings = replace(settings, day=stated.day, others=others)
            mapping = replace(inspected.mapping, settings=settings)
            return self.plan(inspected, self.check(inspected, mapping, progress))

    def inspect(self, survey: Survey, path: Path, reading: Reading | None = None) -> Inspected:
        """Read a file and return what it is taken for.

        Raises InputError when it is no table, and when the survey takes no sheets or stands on a
        paper with others.
        """
        self._require_alone(survey)
        require_open(survey)
        grid = read_grid(path, reading)
        instrument = self._instruments.of(survey.instrument_id)
        mapping = propose(instrument, grid)
        mapping = remembered(self._store, instrument, mapping) or mapping
        already = self._store.imports.find(survey.id, grid.sha256)
        return Inspected(survey.id, instrument, grid, mapping, already)

    def with_header(self, inspected: Inspected, header: int, header_rows: int) -> Inspected:
        """Return the file with its columns named by other rows."""
        mapping = propose(inspected.instrument, inspected.grid, header, header_rows)
        return replace(inspected, mapping=mapping)

    def check(
        self, inspected: Inspected, mapping: AnswerMapping, progress: Progress | None = None
    ) -> Checked:
        """Return what a mapping makes of a file, with every place that does not fit."""
        survey = self._store.surveys.get(inspected.survey_id)
        taken = self._store.sheets.numbers_of(survey.id)
        checker = Checker(inspected.instrument, survey.period, taken, inspected.grid, mapping)
        return checker.check(progress)

    def unusual(
        self, survey_id: int, checked: Checked, today: date | None = None
    ) -> tuple[BatchFinding, ...]:
        """Return what is possible but unusual in a file that was checked (rules/skm.md §5)."""
        survey = self._store.surveys.get(survey_id)
        instrument = self._instruments.of(survey.instrument_id)
        day = today or date.today()  # noqa: DTZ011 - the office's own calendar day
        return unusual_in(instrument, survey.period, checked.columns, today=day)

    def plan(self, inspected: Inspected, checked: Checked) -> ImportPlan:
        """Return what is to be stored; raise ImportRefusedError when anything does not fit."""
        grid = inspected.grid
        nothing_known = not any(one.target for one in checked.mapping.columns)
        hint = columns_wanted(grid, column_names(inspected.instrument)) if nothing_known else ""
        checked.found.refuse_if_any(grid.file_name, hint)
        if not len(checked.columns):
            raise no_sheets(grid.file_name)
        survey = self._store.surveys.get(inspected.survey_id)
        content = checked.columns.content
        return ImportPlan(
            survey_id=survey.id,
            file_name=grid.file_name,
            source=grid.source,
            sha256=grid.sha256,
            checked=checked,
            new_services=self._unknown_services(survey, checked),
            content=content,
            same_content=self._store.imports.find_content(survey.id, survey.uuid, content),
            ignored=tuple(
                one.heading for one in checked.mapping.columns if one.heading and not one.target
            ),
        )

    def record(
        self,
        plan: ImportPlan,
        progress: Progress | None = None,
        *,
        same_confirmed: bool = False,
        remember: bool = False,
    ) -> Imported:
        """Store the sheets of a plan, their new services and one log row in one transaction.

        Raises InputError when the survey was locked or took such sheets since the file was read,
        and when the same rows were imported from another file and nobody confirmed it.
        """
        if plan.same_content is not None and not same_confirmed:
            raise same_rows(plan)
        columns = plan.checked.columns
        with uncollected(), self._store.transaction():
            survey = self._store.surveys.get(plan.survey_id)
            self._require_alone(survey)
            require_open(survey)
            instrument = self._instruments.of(survey.instrument_id)
            self._require_still_new(plan)
            services = self._services(survey, plan)
            numbers = self._numbers(survey, columns.numbers)
            batch = self._store.imports.add(
                survey.id, survey.uuid, plan.file_name, plan.sha256, len(columns), plan.content
            )
            ids = {name: services[name.casefold()] for name in set(columns.services)}
            sheets = SheetColumns(
                survey.id,
                batch.id,
                [ids[name] for name in columns.services],
                numbers,
                columns.days,
                columns.answers,
                columns.profile,
                columns.saran,
            )
            self._store.bulk.add(sheets, instrument.question_keys, progress)
            if remember:
                remember_mapping(self._store, instrument, plan)
        changes = survey_changed(survey.id)
        changes |= OFFICE_CHANGED if plan.new_services else NOTHING
        return Imported(plan, len(columns), min(numbers), max(numbers), batch, changes)

    def batches(self, survey_id: int) -> list[ImportBatch]:
        """Return the imports into a survey, the newest first."""
        return self._store.imports.of_survey(survey_id)

    def state(self, batch_id: int) -> BatchState:
        """Return what became of the sheets of an import since."""
        return self._store.imports.state(batch_id)

    def undo(self, batch_id: int, reason: str = "") -> tuple[int, Changes]:
        """Delete every sheet of an import that is still there; return how many, and the changes.

        Raises InputError in a locked survey, when it was undone already, and when sheets were
        corrected or verified since and there is no reason. Numbers of sheets that nobody touched
        are free again; services that came with the import stay.
        """
        batch = self._store.imports.get(batch_id)
        survey = self._store.surveys.get(batch.survey_id)
        if survey.state is SurveyState.TERKUNCI:
            require_open(survey)
        if batch.undone_at is not None:
            raise InputError(tr("Impor {berkas} sudah dibatalkan.", berkas=batch.file_name))
        state = self._store.imports.state(batch_id)
        if (state.changed or state.verified) and not reason.strip():
            raise needs_reason(batch, state)
        with self._store.transaction():
            gone = self._store.imports.undo(batch, survey.uuid, reason.strip())
            self._store.tallies.recount(survey.id)
            self._forget_draft_of_what_is_gone(survey)
        return gone, survey_changed(survey.id)

    def _forget_draft_of_what_is_gone(self, survey: Survey) -> None:
        """Forget a half-typed correction of an undone sheet: nobody sees it, and it would block."""
        draft = self._store.drafts.get(survey.id)
        if draft and draft.sheet_uuid and self._store.sheets.by_uuid(draft.sheet_uuid) is None:
            self._store.drafts.delete(survey.id)

    def _require_alone(self, survey: Survey) -> None:
        """Refuse a survey on a paper with others: they would have no sheets of these numbers."""
        others = [one for one in self._store.surveys.of_paper(survey.paper) if one.id != survey.id]
        if others:
            raise shares_paper(survey, others)

    def _require_still_new(self, plan: ImportPlan) -> None:
        taken = self._store.sheets.numbers_of(plan.survey_id)
        changed = not taken.isdisjoint(plan.checked.columns.numbers)
        if changed or self._store.imports.find(plan.survey_id, plan.sha256):
            raise InputError(
                tr("Survei itu berubah sejak berkas {berkas} dibaca.", berkas=plan.file_name),
                safe=tr("Tidak ada satu lembar pun yang diambil dari berkas itu."),
                next=tr("Impor berkasnya sekali lagi."),
            )

    def _numbers(self, survey: Survey, given: list[int]) -> list[int]:
        """Return the numbers of new sheets; those of papers that were printed wait for them."""
        printed = printed_numbers(self._store, [survey])
        free = max(
            max(given, default=0) + 1,
            self._store.sheets.next_number(survey.id),
            *(one.numbers.last + 1 for one in printed),
        )
        if not any(given):
            return list(range(free, free + len(given)))
        numbers = []
        for number in given:
            numbers.append(number or free)
            free += not number
        return numbers

    def _unknown_services(self, survey: Survey, checked: Checked) -> tuple[str, ...]:
        """Return the services to be made, spelled as they first occur."""
        services = self._store.units.services(survey.unit_id)
        known = {service.name.casefold() for service in services}
        named = dict.fromkeys(checked.columns.services)
        if "" in named:
            named[_default_service(services)] = None
        wanted = {name.casefold(): name for name in reversed(named) if name}
        return tuple(name for key, name in reversed(wanted.items()) if key not in known)

    def _services(self, survey: Survey, plan: ImportPlan) -> dict[str, int]:
        """Make the new services, let the survey ask about all that occur; return name → id."""
        before = self._store.units.services(survey.unit_id)
        for name in plan.new_services:
            self._store.units.save_service(Service(survey.unit_id, name))
        ids = {s.name.casefold(): s.id for s in self._store.units.services(survey.unit_id)}
        ids[""] = ids.get(_default_service(before).casefold(), 0)
        used = {ids[name.casefold()] for name in set(plan.checked.columns.services)}
        missing = sorted(used - {service.service_id for service in survey.services})
        if missing:
            added = tuple(SurveyService(service_id) for service_id in missing)
            self._store.surveys.save(replace(survey, services=survey.services + added))
        return ids


def _default_service(services: list[Service]) -> str:
    """Return the service of sheets that name none."""
    offered = [service.name for service in services if service.active]
    return offered[0] if len(offered) == 1 else DEFAULT_SERVICE
