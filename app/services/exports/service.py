"""Write one survey as a package for the city, verified before it bears its name (P3, P8)."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from app import __version__
from app.errors import InputError, StorageError
from app.models.package import Manifest, Package
from app.models.period import long_date
from app.models.store.durable import name_twice, remove, sync_folder, temporary_beside
from app.models.store.package import digest, is_package, write_package
from app.models.store.package_refusal import SURVEY_PACKAGE, PackageRefusedError
from app.models.survey import SurveyService
from app.paths import is_there
from app.services.exports.around import surroundings_of
from app.services.exports.reading import read_package
from app.services.exports.writing import content_tables, manifest_table, question_counts
from app.services.text import clean_text
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.models.response import Sheet
    from app.models.store.package_refusal import PackageKind
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.models.unit import Service
    from app.services.follow_up.service import FollowUpService
    from app.services.instruments.service import InstrumentService

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Exported:
    """A package that was written, read back and found equal to what was meant."""

    path: Path
    manifest: Manifest


class ExportService:
    """Writes packages and remembers them."""

    def __init__(
        self, store: Store, instruments: InstrumentService, follow_up: FollowUpService
    ) -> None:
        self._store = store
        self._instruments = instruments
        self._follow_up = follow_up

    def sendable(self, year: int | None = None) -> list[Survey]:
        """Return the surveys (of a year) that have sheets to be sent, by code."""
        sheets = {survey_id for (survey_id, _), n in self._store.tallies.all_sheets().items() if n}
        found = [s for s in self._store.surveys.all(year) if s.id in sheets]
        merged = self._store.merging.packages.states()
        own = [s for s in found if s.destroyed_on is None and s.id not in merged]
        return sorted(own, key=lambda survey: survey.code)

    def export_package(self, survey: Survey, target: Path, *, with_saran: bool = False) -> Exported:
        """Write a survey as a package; only a package may be replaced by it.

        Raises InputError or StorageError, and leaves nothing behind, when it cannot be done.
        """
        _require_sheets(survey)
        self._require_own(survey)
        require_free(target)
        temporary = temporary_beside(target)
        remove(temporary)
        number = self._store.imports.reserve_export(survey.id, target.name)
        try:
            package = self._collect(survey, number, with_saran=with_saran)
            contents = content_tables(package)
            write_package(temporary, [manifest_table(package.manifest), *contents])
            require_same(temporary, package, read_package)
            self._remember(survey, package.manifest, temporary, target)
        except BaseException:
            self._release(number, target)
            raise
        finally:
            remove(temporary)
        return Exported(target, package.manifest)

    def _require_own(self, survey: Survey) -> None:
        if self._store.merging.packages.merged(survey.id) is not None:
            raise InputError(
                tr("Survei {kode} datang dalam paket unitnya.", kode=survey.code),
                next=tr("Teruskan berkas paket dari unit itu sendiri."),
            )

    def _release(self, number: int, target: Path) -> None:
        """Give the number back unless a package bears it: no two ever have one number."""
        with suppress(PackageRefusedError):
            if read_package(target).manifest.number == number:
                return
        with suppress(StorageError):
            self._store.imports.release_export(number)

    def _collect(self, survey: Survey, number: int, *, with_saran: bool) -> Package:
        """Read what the package holds; services are numbered from 1 in it."""
        unit = self._store.units.get(survey.unit_id)
        sheets = self._store.sheets.all_of(survey.id)
        services = self._services(survey, {sheet.service_id for sheet in sheets})
        numbers = {service.id: place for place, service in enumerate(services, 1)}
        around = surroundings_of(survey, self._store, self._instruments, self._follow_up)
        plans = len(around.plans) + (len(around.previous.plans) if around.previous else 0)
        package = Package(
            manifest=replace(
                self._manifest(survey, unit.code, sheets, with_saran=with_saran),
                number=number,
                services=len(services),
                deleted=len(around.deleted),
                plans=plans,
            ),
            unit=replace(unit, id=0, parent_id=None, aliases=(), active=True, revision=0),
            parent_code=self._store.units.get(unit.parent_id).code if unit.parent_id else "",
            services=tuple(replace(s, unit_id=0, id=numbers[s.id], active=True) for s in services),
            survey=_travelling_survey(survey, numbers),
            instrument=self._instruments.of(survey.instrument_id),
            sheets=tuple(_travelling(s, numbers, with_saran=with_saran) for s in sheets),
            around=around,
        )
        sealed = replace(package.manifest, content_sha256=digest(content_tables(package)))
        return replace(package, manifest=sealed)

    def _services(self, survey: Survey, used: set[int]) -> list[Service]:
        wanted = used | {asked.service_id for asked in survey.services}
        return [s for s in self._store.units.services(survey.unit_id) if s.id in wanted]

    def _manifest(
        self, survey: Survey, unit_code: str, sheets: list[Sheet], *, with_saran: bool
    ) -> Manifest:
        stored = self._store.instruments.get(survey.instrument_id)
        office = self._store.offices.get()
        if office is None:
            raise InputError(
                tr("Berkas ini belum berisi kantor."), next=tr("Isi data kantor dahulu.")
            )
        head = self._store.log.head()
        questions = self._instruments.of(survey.instrument_id).question_keys
        return Manifest(
            program=f"Puas {__version__}",
            made_at=datetime.now(UTC).replace(microsecond=0),
            installation_id=office.installation_id,
            number=0,
            unit_code=unit_code,
            survey_code=survey.code,
            instrument_key=stored.key,
            instrument_version=stored.version,
            instrument_sha256=stored.sha256,
            sheets=len(sheets),
            services=0,
            with_saran=with_saran,
            log_seq=head.seq,
            log_hash=head.hash,
            questions=question_counts(questions, sheets),
            content_sha256="",
        )

    def _remember(self, survey: Survey, manifest: Manifest, temporary: Path, target: Path) -> None:
        """Note the package and give it its name, both or neither; the earlier one comes back."""
        earlier = temporary_beside(temporary) if is_there(target) else None
        try:
            if earlier is not None:
                remove(earlier)
                name_twice(target, earlier)
            with self._store.transaction():
                self._store.imports.note_export(
                    manifest.number, survey.uuid, manifest.content_sha256, manifest.sheets
                )
                os.replace(temporary, target)
                sync_folder(target.parent)
        except BaseException as error:
            if not is_there(temporary):
                _take_back(target, earlier)
            if isinstance(error, OSError):
                raise cannot_write(target) from error
            raise
        finally:
            if earlier is not None:
                remove(earlier)


def _take_back(target: Path, earlier: Path | None) -> None:
    """Undo the naming of a package that could not be noted."""
    with suppress(OSError):
        if earlier is None:
            target.unlink(missing_ok=True)
        else:
            os.replace(earlier, target)


def _travelling_survey(survey: Survey, numbers: dict[int, int]) -> Survey:
    """Return a survey without what belongs to this office alone."""
    return replace(
        survey,
        id=0,
        unit_id=0,
        instrument_id=0,
        services=tuple(
            SurveyService(numbers[asked.service_id], asked.population)
            for asked in survey.services
            if asked.service_id in numbers
        ),
        notice=clean_text(survey.notice),
        paper="",
        paper_place=0,
        retain_until=None,
        destroyed_on=None,
    )


def _travelling(sheet: Sheet, numbers: dict[int, int], *, with_saran: bool) -> Sheet:
    """Return a sheet without what belongs to this office alone."""
    return replace(
        sheet,
        id=0,
        survey_id=0,
        service_id=numbers[sheet.service_id],
        saran=clean_text(sheet.saran) if with_saran else "",
        operator="",
        import_id=None,
    )


def require_same(written: Path, meant: T, read: Callable[[Path], T]) -> None:
    """Read the file back from its medium and compare it with what was meant."""
    try:
        same = read(written) == meant
    except PackageRefusedError:
        same = False
    if not same:
        raise StorageError(
            tr("Paket yang ditulis tidak sama dengan isi berkas kantor."),
            safe=tr("Paket itu sudah dihapus lagi; berkas kantor tetap utuh."),
            next=tr("Media penyimpannya mungkin rusak; tulis ke tempat lain."),
        )


def _require_sheets(survey: Survey) -> None:
    if survey.destroyed_on is not None:
        raise InputError(
            tr(
                "Lembar survei {kode} telah dimusnahkan pada {tanggal}, jadi tidak ada yang"
                " diekspor.",
                kode=survey.code,
                tanggal=long_date(survey.destroyed_on),
            ),
            safe=tr("Hitungan gabungannya tetap ada."),
            next=tr("Pakai laporan hasil pengolahan atau tabel rekap."),
        )


def require_free(target: Path, kind: PackageKind = SURVEY_PACKAGE) -> None:
    """Raise InputError where a package would replace anything but one of its own kind."""
    if is_there(target) and not (target.is_file() and is_package(target, kind)):
        raise InputError(
            tr(
                "Berkas {berkas} sudah ada dan bukan paket, jadi tidak ditimpa.", berkas=target.name
            ),
            next=tr("Pilih nama lain untuk paketnya."),
        )


def cannot_write(target: Path) -> StorageError:
    """Return why a package could not be written."""
    return StorageError(
        tr(
            "Paket {berkas} tidak dapat ditulis di {tempat}.",
            berkas=target.name,
            tempat=target.parent,
        ),
        safe=tr("Berkas kantor dan paket yang lama tetap utuh."),
        next=tr("Periksa apakah foldernya ada, boleh ditulisi, dan masih punya ruang."),
    )
