"""Send down what offices need, and take it: at the first start, and later into an existing file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.period import long_date
from app.models.store.durable import remove, sync_folder, temporary_beside
from app.models.store.package import write_package
from app.models.store.package_refusal import OFFICE_PACKAGE
from app.services.changes import NOTHING, Changes
from app.services.exports.service import cannot_write, require_free, require_same
from app.services.files import safe_file_name
from app.services.sending_down.applying import Applying
from app.services.sending_down.collecting import collect, definable, usually_sent
from app.services.sending_down.plan import Plan, plan_of
from app.services.sending_down.reading import read_office_package
from app.services.sending_down.scope import own_unit, proposals
from app.services.sending_down.words import change_sentences, remark_sentences
from app.services.sending_down.writing import content_tables, manifest_table
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.models.office_package import OfficePackage, SentUnit
    from app.models.store.log import LogEntry
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.instruments.service import InstrumentService
    from app.services.planning.service import PlanningService
    from app.services.surveys.service import SurveyService

_SUBJECT = "paket kantor"
"""What the log calls a package that was made (*dikirim*) or taken (*diambil*)."""
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Taking:
    """What an office package would do to this file, or has done."""

    package: OfficePackage
    own: SentUnit | None
    """Who this office is in the city's list; None until somebody says so."""
    proposed: tuple[SentUnit, ...] = ()
    """Units of the list that bear the office's name, where ``own`` is not known."""
    plan: Plan | None = None
    sentence: str = ""
    """Why nothing is taken (the same package again, an older one), or a summary."""
    is_past: bool = False
    """Whether this package, or a later one of the same city, was taken before."""
    changes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def needs_unit(self) -> bool:
        """Say whether somebody has to say who this office is."""
        return self.own is None and not self.is_past

    @property
    def does_something(self) -> bool:
        """Say whether taking it changes this file."""
        return self.plan is not None and not self.plan.is_empty


class SendingDownService:
    """Writes and takes office packages."""

    def __init__(
        self,
        store: Store,
        instruments: InstrumentService,
        surveys: SurveyService,
        planning: PlanningService,
    ) -> None:
        self._store = store
        self._instruments = instruments
        self._applying = Applying(store, instruments, surveys, planning)

    # ------------------------------------------------------------------ the city
    def definable(self) -> list[Survey]:
        """Return the surveys of the city's own unit that may be sent as definitions."""
        return definable(self._store)

    def usually_sent(self) -> list[Survey]:
        """Return those that are sent where nobody chooses: of the newest year, not locked."""
        return usually_sent(self._store)

    def file_name(self) -> str:
        """Return the name under which the package is offered."""
        office = self._store.offices.get()
        name = self._store.units.get(office.unit_id).name if office else ""
        return safe_file_name(tr("Paket kantor {nama}", nama=name).strip(), ".sqlite")

    def send(self, target: Path, surveys: Sequence[Survey]) -> OfficePackage:
        """Write an office package, verified before it bears its name.

        Raises InputError or StorageError, and leaves nothing behind, where it cannot be done.
        """
        known = {one.id for one in self.definable()}
        strange = next((one for one in surveys if one.id not in known), None)
        if strange is not None:
            raise InputError(
                tr("Survei {kode} bukan survei kantor ini sendiri.", kode=strange.code),
                next=tr("Pilih survei kantor ini sendiri sebagai ketentuan survei."),
            )
        require_free(target, OFFICE_PACKAGE)
        package = collect(self._store, self._instruments, surveys)
        temporary = temporary_beside(target)
        remove(temporary)
        try:
            contents = [manifest_table(package.manifest), *content_tables(package)]
            write_package(temporary, contents, OFFICE_PACKAGE)
            require_same(temporary, package, read_office_package)
            with self._store.transaction():
                self._note("dikirim", package, target.name)
                os.replace(temporary, target)
                sync_folder(target.parent)
        except OSError as error:
            raise cannot_write(target) from error
        finally:
            remove(temporary)
        return package

    # ------------------------------------------------------------------ the office
    def look(self, path: Path, code: str = "") -> Taking:
        """Say what taking a package would do; nothing is written.

        ``code`` says who this office is, where the file does not. Raises InputError.
        """
        package = read_office_package(path)
        office = self._store.offices.get()
        if office is not None and office.installation_id == package.manifest.installation_id:
            raise InputError(
                tr("Paket kantor ini dibuat dari berkas ini sendiri."),
                next=tr("Kirimkan ke kantor-kantor; di sini tidak ada yang perlu diambil."),
            )
        if said := self._is_past(package):
            return Taking(package, None, sentence=said, is_past=True)
        office_unit = self._store.units.get(office.unit_id) if office else None
        own = own_unit(package, office_unit, code)
        if own is None:
            found = tuple(proposals(package, office_unit)) if office_unit else ()
            return Taking(package, None, found, sentence=_unknown(office_unit is not None, found))
        plan = plan_of(self._store, self._instruments, package, own)
        changes, remarks = change_sentences(plan), remark_sentences(plan)
        return Taking(
            package,
            own,
            plan=plan,
            sentence=_summary(plan, changes, remarks),
            changes=changes,
            remarks=remarks,
        )

    def take(self, path: Path, code: str = "") -> tuple[Taking, Changes]:
        """Take a package, all of it or nothing; the same one again changes nothing.

        Raises InputError where nobody knows who this office is.
        """
        taking = self.look(path, code)
        package, plan = taking.package, taking.plan
        if taking.is_past:
            return taking, NOTHING
        if plan is None:
            raise InputError(taking.sentence, next=tr("Sebutkan kode unit Anda di daftar kota."))
        reason = tr("paket kantor dari {kota}", kota=package.sender.name)
        changes = NOTHING
        with self._store.transaction():
            if not plan.is_empty or self._store.offices.get() is None:
                changes = self._applying.apply(package, plan, reason)
            self._note("diambil", package, path.name)
        return taking, changes

    # ------------------------------------------------------------------ parts
    def _note(self, action: str, package: OfficePackage, file_name: str) -> None:
        manifest = package.manifest
        self._store.journal.noted(
            action,
            _SUBJECT,
            manifest.installation_id,
            {
                "nomor": manifest.number,
                "dibuat": manifest.made_at.isoformat(),
                "sha256_isi": manifest.content_sha256,
                "berkas": file_name,
            },
        )

    def _is_past(self, package: OfficePackage) -> str:
        """Say that this package, or a later one of the same city, was taken; else nothing."""
        last = self._last_taken(package.manifest.installation_id)
        if last is None or last.new is None:
            return ""
        manifest, day = package.manifest, long_date(last.at.astimezone().date())
        number, made_at = int(last.new["nomor"]), datetime.fromisoformat(last.new["dibuat"])
        if number == manifest.number and last.new["sha256_isi"] == manifest.content_sha256:
            return tr(
                "Paket ini sudah diambil pada {tanggal}; tidak ada yang berubah.", tanggal=day
            )
        if manifest.number <= number and manifest.made_at <= made_at:
            return tr(
                "Paket ini lebih lama dari yang sudah diambil pada {tanggal}; tidak ada yang"
                " berubah.",
                tanggal=day,
            )
        return ""

    def _last_taken(self, installation_id: str) -> LogEntry | None:
        found = [
            entry
            for entry in self._store.log.entries_of(installation_id)
            if entry.subject == _SUBJECT and entry.action == "diambil"
        ]
        return found[-1] if found else None


def _summary(plan: Plan, changes: Sequence[str], remarks: Sequence[str]) -> str:
    if plan.is_empty and remarks:
        return tr("Tidak ada yang berubah; {n} hal tetap seperti di berkas ini.", n=len(remarks))
    if plan.is_empty:
        return tr("Berkas ini sudah sesuai dengan paket kota; tidak ada yang berubah.")
    return tr("{n} hal berubah sebagai {nama}.", n=len(changes), nama=plan.own.unit.name)


def _unknown(has_office: bool, found: Sequence[SentUnit]) -> str:  # noqa: FBT001 - the one case beside the other
    if not has_office:
        return tr("Pilih dahulu unit Anda di daftar kota.")
    if not found:
        return tr("Kode kantor ini tidak ada di daftar kota.")
    listed = ", ".join(f"{s.unit.name} ({s.unit.code})" for s in found[:_SHOWN])
    return tr("Kode kantor ini tidak ada di daftar kota. Mungkin: {daftar}.", daftar=listed)
