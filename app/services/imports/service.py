"""Take the answers of a whole file into a survey, or nothing of it (architecture §6)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.errors import InputError, StorageError
from app.models.response import Sheet
from app.models.survey import SurveyService
from app.models.unit import Service
from app.services.changes import NOTHING, OFFICE_CHANGED, Changes, survey_changed
from app.services.entry.validation import require_open
from app.services.imports.columns import column_names, header_of, read_header
from app.services.imports.problems import ProblemList
from app.services.imports.rows import ReadRow, RowReader
from app.services.tables.reading import read_table
from app.services.units.planning import DEFAULT_SERVICE
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from app.models.questionnaire import Instrument
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.instruments.service import InstrumentService

    Progress = Callable[[int, int], object]
    """Told (rows done, rows in all) now and then; an exception from it stops the work."""

_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A file that was read and checked as a whole; nothing of it is stored yet."""

    survey_id: int
    file_name: str
    source: str
    sha256: str
    rows: tuple[ReadRow, ...]
    new_services: tuple[str, ...]
    blanks: Mapping[str, int]
    """Column → sheets that left it blank."""
    outside_period: int
    unanswered: int
    """Rows without a single answer, which are left out."""
    absent_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """A file whose sheets are stored."""

    plan: ImportPlan
    sheets: int
    first_number: int
    last_number: int
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
        self, survey: Survey, path: Path, progress: Progress | None = None
    ) -> Imported | AlreadyImported:
        """Read, check and store a CSV, XLSX or ODS file; raise ImportRefusedError with places."""
        plan = self.read_answers(survey, path, progress)
        return plan if isinstance(plan, AlreadyImported) else self.record(plan, progress)

    def read_answers(
        self, survey: Survey, path: Path, progress: Progress | None = None
    ) -> ImportPlan | AlreadyImported:
        """Read and check a file without storing anything.

        Raises ImportRefusedError (an InputError) when anything of it cannot be accepted.
        """
        require_open(survey)
        digest = _digest(path)
        known = self._store.imports.find(survey.id, digest)
        if known is not None:
            return AlreadyImported(path.name, known.sheets)
        instrument = self._instruments.of(survey.instrument_id)
        return self._plan(survey, instrument, path, digest, progress)

    def record(self, plan: ImportPlan, progress: Progress | None = None) -> Imported:
        """Store the sheets of a plan, their new services and one log row in one transaction.

        Raises InputError when the survey was locked or took such sheets since the file was read.
        """
        survey = self._store.surveys.get(plan.survey_id)
        require_open(survey)
        questions = self._instruments.of(survey.instrument_id).question_keys
        with self._store.transaction():
            self._require_still_new(plan)
            services = self._services(survey, plan)
            batch = self._store.imports.add(
                survey.id, survey.uuid, plan.file_name, plan.sha256, len(plan.rows)
            )
            sheets = list(self._sheets(survey.id, plan, services, batch.id))
            for start in range(0, len(sheets), _AT_ONCE):
                self._store.sheets.add_many(sheets[start : start + _AT_ONCE], questions)
                if progress:
                    progress(start, len(sheets))
        changes = survey_changed(survey.id)
        changes |= OFFICE_CHANGED if plan.new_services else NOTHING
        numbers = [sheet.number for sheet in sheets]
        return Imported(plan, len(sheets), min(numbers), max(numbers), changes)

    def _require_still_new(self, plan: ImportPlan) -> None:
        taken = self._store.sheets.numbers_of(plan.survey_id) & {row.number for row in plan.rows}
        if taken or self._store.imports.find(plan.survey_id, plan.sha256):
            raise InputError(
                tr("Survei itu berubah sejak berkas {berkas} dibaca.", berkas=plan.file_name),
                safe=tr("Tidak ada satu lembar pun yang diambil dari berkas itu."),
                next=tr("Impor berkasnya sekali lagi."),
            )

    def _plan(
        self,
        survey: Survey,
        instrument: Instrument,
        path: Path,
        digest: str,
        progress: Progress | None,
    ) -> ImportPlan:
        table = read_table(path)
        problems = ProblemList()
        header = header_of(instrument, table.rows)
        layout = read_header(instrument, header, problems)
        columns = ",".join(column_names(instrument))
        problems.refuse_if_any(path.name, tr("Kolomnya harus: {daftar}.", daftar=columns))
        taken = self._store.sheets.numbers_of(survey.id)
        reader = RowReader(instrument, layout, survey.period, taken, problems)
        rows = []
        body = [row for row in table.rows if row.line > header.line]
        for place, row in enumerate(body):
            if progress and not place % _AT_ONCE:
                progress(place, len(body))
            if (read := reader.read(row.line, row.cells)) is not None:
                rows.append(read)
        problems.refuse_if_any(path.name)
        if not rows:
            raise _no_sheets(path)
        return ImportPlan(
            survey_id=survey.id,
            file_name=path.name,
            source=table.source,
            sha256=digest,
            rows=tuple(rows),
            new_services=self._unknown_services(survey, rows),
            blanks=dict(reader.blanks),
            outside_period=reader.outside_period,
            unanswered=reader.unanswered,
            absent_columns=layout.absent,
        )

    def _unknown_services(self, survey: Survey, rows: list[ReadRow]) -> tuple[str, ...]:
        """Return the services to be made, spelled as they first occur."""
        services = self._store.units.services(survey.unit_id)
        known = {service.name.casefold() for service in services}
        named = dict.fromkeys(row.service for row in rows)
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
        used = {ids[name] for name in {row.service.casefold() for row in plan.rows}}
        missing = sorted(used - {service.service_id for service in survey.services})
        if missing:
            added = tuple(SurveyService(service_id) for service_id in missing)
            self._store.surveys.save(replace(survey, services=survey.services + added))
        return ids

    def _sheets(
        self, survey_id: int, plan: ImportPlan, services: dict[str, int], batch_id: int
    ) -> Iterator[Sheet]:
        free = max((row.number for row in plan.rows), default=0) + 1
        free = max(free, self._store.sheets.next_number(survey_id))
        for row in plan.rows:
            number, free = (row.number, free) if row.number else (free, free + 1)
            yield Sheet(
                survey_id=survey_id,
                service_id=services[row.service.casefold()],
                number=number,
                day=row.day,
                answers=row.answers,
                profile=row.profile,
                saran=row.saran,
                import_id=batch_id,
            )


def _default_service(services: list[Service]) -> str:
    """Return the service of sheets that name none."""
    offered = [service.name for service in services if service.active]
    return offered[0] if len(offered) == 1 else DEFAULT_SERVICE


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise StorageError(
            tr("Berkas {berkas} tidak ada atau tidak dapat dibaca.", berkas=path.name),
            next=tr("Periksa nama dan tempat berkas, lalu coba sekali lagi."),
        ) from error


def _no_sheets(path: Path) -> InputError:
    return InputError(
        tr("Berkas {berkas} tidak berisi satu lembar pun yang terisi.", berkas=path.name),
        next=tr("Isi tabelnya di bawah baris nama kolom, lalu impor sekali lagi."),
    )
