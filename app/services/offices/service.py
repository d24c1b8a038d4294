"""The office of a file: its data, its letterhead, who signs and who keys in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.store.journal import NOBODY
from app.models.unit import Office, Official, Operator, Unit, UnitType
from app.services.changes import NOTHING, OFFICE_CHANGED, Changes
from app.services.offices.logo import MAX_BYTES, accepted_logo
from app.services.text import clean_line, fitting_line, required_line
from app.services.units.codes import suggest_code
from app.services.units.types import guess_type
from app.settings import update_settings
from app.texts import tr

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.store.store import Store
    from app.services.units.service import UnitService

MAX_LETTERHEAD = 5
MAX_OPERATOR = 100
_MAX_ADDRESS = 500
_MAX_NIP = 60


@dataclass(frozen=True, slots=True)
class OfficeData:
    """What an office says about itself. An empty code is made from the name."""

    name: str
    code: str = ""
    type: UnitType | None = None
    """None: what the name says."""
    letterhead: tuple[str, ...] = ()
    """Lines of the kop above the office's own name, from the top."""
    address: str = ""
    place: str = ""
    """Where letters are signed; also the last line of the address."""


class OfficeService:
    """Makes and changes the office and the people named in it."""

    def __init__(self, store: Store, units: UnitService) -> None:
        self._store = store
        self._units = units

    def current(self) -> Office | None:
        """Return the office, or None in a file that has none yet."""
        return self._store.offices.get()

    def unit(self) -> Unit:
        """Return the unit that the office itself is; raise InputError in a file without one."""
        office = self.current()
        if office is None:
            raise InputError(
                tr("Berkas ini belum berisi kantor."), next=tr("Isi data kantor dahulu.")
            )
        return self._units.get(office.unit_id)

    def data(self) -> OfficeData:
        """Return what the office says about itself, to be changed in a form."""
        office, unit = self.current(), self.unit()
        if office is None:
            raise AssertionError("unit() has refused this file")
        return OfficeData(
            unit.name, unit.code, unit.type, office.letterhead, office.address, office.place
        )

    def create(
        self, data: OfficeData, *, services: tuple[str, ...] = (), logo: bytes = b""
    ) -> tuple[Office, Changes]:
        """Make the office with its root unit and services (one default service if none is given).

        Raises InputError when the data do not fit or the file has an office already.
        """
        if self.current() is not None:
            raise InputError(
                tr("Berkas ini sudah berisi kantor {nama}.", nama=self.unit().name),
                next=tr("Ubah datanya di layar Pengaturan, atau buat berkas lain."),
            )
        name = required_line(data.name, tr("Nama kantor"))
        unit = Unit(data.code.strip() or suggest_code(name), name, data.type or guess_type(name))
        picture = accepted_logo(logo) if logo else b""
        with self._store.transaction():
            root, _ = self._units.add(unit, services)
            office = self._store.offices.save(replace(_office(data, root.id), logo=picture))
        return office, OFFICE_CHANGED

    def change(self, data: OfficeData) -> tuple[Office, Changes]:
        """Change the office and its root unit; the logo stays."""
        old, unit = self.current(), self.unit()
        if old is None:
            raise AssertionError("unit() has refused this file")
        wanted = replace(
            unit,
            name=required_line(data.name, tr("Nama kantor")),
            code=data.code.strip() or unit.code,
            type=data.type or unit.type,
        )
        office = replace(_office(data, unit.id), logo=old.logo, installation_id=old.installation_id)
        with self._store.transaction():
            _, changes = self._units.change(wanted)
            if office != old:
                office, changes = self._store.offices.save(office), OFFICE_CHANGED
        return office, changes

    def set_logo(self, content: bytes) -> Changes:
        """Keep a PNG or JPEG as the logo; an empty one takes it away."""
        old = self.current()
        if old is None:
            self.unit()
            return NOTHING
        self._store.offices.save(replace(old, logo=accepted_logo(content) if content else b""))
        return OFFICE_CHANGED

    def set_logo_from(self, path: Path) -> Changes:
        """Read the logo from a file; raise InputError when it cannot be one."""
        return self.set_logo(read_logo(path))

    def officials(self, *, active_only: bool = False) -> list[Official]:
        """Return who signs, the active ones first."""
        return [o for o in self._store.offices.officials() if o.active or not active_only]

    def save_official(self, official: Official) -> tuple[Official, Changes]:
        """Add or change somebody who signs; the name may stay empty, the NIP is text."""
        fitting = replace(
            official,
            jabatan=required_line(official.jabatan, tr("Jabatan")),
            name=fitting_line(official.name, tr("Nama pejabat")),
            pangkat=fitting_line(official.pangkat, tr("Pangkat")),
            nip=fitting_line(official.nip, tr("NIP"), _MAX_NIP),
        )
        if fitting in self._store.offices.officials():
            return fitting, NOTHING
        return self._store.offices.save_official(fitting), OFFICE_CHANGED

    def operators(self, *, active_only: bool = False) -> list[Operator]:
        """Return the clerks by name."""
        return [o for o in self._store.offices.operators() if o.active or not active_only]

    def save_operator(self, operator: Operator) -> tuple[Operator, Changes]:
        """Add a clerk, or rename or retire one; no two have the same name."""
        name = required_line(operator.name, tr("Nama petugas"), MAX_OPERATOR)
        others = [o for o in self._store.offices.operators() if o.id != operator.id]
        same = next((o for o in others if o.name.casefold() == name.casefold()), None)
        if same is not None and (operator.id or same.active):
            raise InputError(
                tr("Petugas bernama {nama} sudah ada.", nama=same.name),
                next=tr("Tambahkan pembeda, misalnya nama belakang."),
            )
        wanted = replace(same or operator, name=name, active=operator.active)
        return self._store.offices.save_operator(wanted), OFFICE_CHANGED

    @property
    def operator(self) -> str:
        """Who is working now; empty when nobody said so."""
        return "" if self._store.operator == NOBODY else self._store.operator

    def use_operator(self, name: str) -> Changes:
        """Log every further change under ``name``, now and when the program starts again.

        A name that the file does not know yet is added; an empty one means nobody in particular.
        """
        line = fitting_line(name, tr("Nama petugas"), MAX_OPERATOR)
        known = {o.name.casefold(): o.name for o in self.operators(active_only=True)}
        changes = NOTHING
        if line and line.casefold() not in known:
            _, changes = self.save_operator(Operator(line))
        self._store.operator = known.get(line.casefold(), line) or NOBODY
        update_settings(operator=self.operator)
        return changes


def read_logo(path: Path) -> bytes:
    """Return the content of a picture file; raise InputError when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(
            tr("Gambar {berkas} tidak dapat dibaca.", berkas=path.name),
            next=tr("Periksa tempatnya, lalu pilih sekali lagi."),
        ) from error


def _office(data: OfficeData, unit_id: int) -> Office:
    lines = tuple(line for text in data.letterhead if (line := fitting_line(text, tr("Baris kop"))))
    if len(lines) > MAX_LETTERHEAD:
        raise InputError(
            tr("Kop paling banyak {batas} baris.", batas=MAX_LETTERHEAD),
            next=tr("Gabungkan atau hapus baris yang tidak perlu."),
        )
    return Office(
        unit_id,
        letterhead=lines,
        address=fitting_line(data.address, tr("Alamat"), _MAX_ADDRESS),
        place=clean_line(fitting_line(data.place, tr("Tempat"))),
    )
