"""Compare the rows of a list with the units that are there, and find what stands in the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.unit import Service, Unit, UnitType
from app.services.text import LINE_LIMIT, clean_line
from app.services.units.codes import MAX_CODE, code_reason
from app.services.units.preview import RowReason, RowStatus, UnitRow
from app.services.units.types import guess_type, type_of
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.services.tables.columns import Record

DEFAULT_SERVICE = "Pelayanan umum"
"""A unit that names no service is asked about this one."""

MAX_LISTED = 50
"""Aliases or services in one cell."""
_SHOWN = 40


def plan_rows(
    records: Sequence[Record], units: Sequence[Unit], services: Sequence[Service]
) -> tuple[UnitRow, ...]:
    """Return for every record what it would do; the order of the records stays."""
    plan = _Plan(records, units, services)
    return tuple(plan.row(record) for record in records)


class _Plan:
    """The units as they are and as the list wants them, by code in small letters."""

    def __init__(
        self, records: Sequence[Record], units: Sequence[Unit], services: Sequence[Service]
    ) -> None:
        self._known = {unit.code.casefold(): unit for unit in units}
        self._code_of = {unit.id: unit.code for unit in units}
        self._services = _grouped(services)
        self._lines: dict[str, int] = {}
        self._codes = {key: unit.code for key, unit in self._known.items()}
        names = [(unit.name, unit.code) for unit in units]
        for record in records:
            code = clean_line(record["kode"], MAX_CODE + 1)
            self._lines.setdefault(code.casefold(), record.line)
            self._codes.setdefault(code.casefold(), code)
            names.append((clean_line(record["nama"]), code))
        self._named = _unique(names)
        self._above = {unit.code.casefold(): self._parent_of(unit) for unit in units}
        for record in records:
            key = clean_line(record["kode"], MAX_CODE + 1).casefold()
            if (parent := self._resolved(record["induk"])) and self._lines[key] == record.line:
                self._above[key] = parent.casefold()

    def row(self, record: Record) -> UnitRow:
        code = clean_line(record["kode"], MAX_CODE + 1)
        known = self._known.get(code.casefold())
        reasons: list[RowReason] = []
        _add(reasons, "kode", code_reason(code))
        name = self._name(record, reasons)
        kind = self._type(record, known, name, reasons)
        parent = self._parent(record, known, reasons)
        aliases = _listed(record["alias"], "alias", reasons)
        offered = _listed(record["layanan"], "layanan", reasons)
        self._check_row(record, code, reasons)
        wanted = UnitRow(
            line=record.line,
            status=RowStatus.NEW,
            code=known.code if known else code,
            name=name,
            type=kind,
            parent=parent,
            aliases=_merged(known.aliases if known else (), aliases),
            services=self._offered(known, offered),
        )
        return self._judged(wanted, known, tuple(reasons))

    def _check_row(self, record: Record, code: str, reasons: list[RowReason]) -> None:
        first = self._lines.get(code.casefold(), record.line)
        if code and first != record.line:
            _add(reasons, "kode", tr("{kode} sudah ada di baris {baris}", kode=code, baris=first))
        if record.surplus:
            _add(reasons, "", tr("baris ini punya isian lebih banyak daripada judul kolom"))

    def _name(self, record: Record, reasons: list[RowReason]) -> str:
        text = record["nama"]
        name = clean_line(text)
        if not name:
            _add(reasons, "nama", tr("belum diisi"))
        elif len(text.strip()) > LINE_LIMIT:
            _add(reasons, "nama", tr("lebih dari {batas} huruf", batas=LINE_LIMIT))
        return name

    def _type(
        self, record: Record, known: Unit | None, name: str, reasons: list[RowReason]
    ) -> UnitType:
        text = clean_line(record["jenis"], _SHOWN)
        if not text:
            return known.type if known else guess_type(name)
        found = type_of(text)
        if found is None:
            types = ", ".join(kind.value for kind in UnitType)
            _add(
                reasons,
                "jenis",
                tr("“{isi}” bukan salah satu dari {daftar}", isi=text, daftar=types),
            )
        return found or UnitType.LAINNYA

    def _parent(self, record: Record, known: Unit | None, reasons: list[RowReason]) -> str:
        text = clean_line(record["induk"])
        if not text:
            return self._code_of.get(known.parent_id or 0, "") if known else ""
        parent = self._resolved(text)
        if not parent:
            _add(reasons, "induk", tr("unit “{isi}” tidak ada", isi=text[:_SHOWN]))
        elif self._circles(clean_line(record["kode"], MAX_CODE + 1)):
            _add(reasons, "induk", tr("unit ini menjadi bawahan dirinya sendiri"))
        return parent

    def _resolved(self, text: str) -> str:
        """Return the code of the unit that ``text`` names by code or by a name that is unique."""
        key = clean_line(text).casefold()
        if not key:
            return ""
        return self._codes.get(key) or self._codes.get(self._named.get(key, ""), "")

    def _circles(self, code: str) -> bool:
        seen: set[str] = set()
        key = code.casefold()
        while above := self._above.get(key, ""):
            if above == code.casefold() or above in seen:
                return above == code.casefold()
            seen.add(above)
            key = above
        return False

    def _parent_of(self, unit: Unit) -> str:
        return self._code_of.get(unit.parent_id or 0, "").casefold()

    def _offered(self, known: Unit | None, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return the services that the row adds; those in use already are left out."""
        if known is None:
            return names or (DEFAULT_SERVICE,)
        used = self._services.get(known.id, set())
        return tuple(name for name in names if name.casefold() not in used)

    def _judged(self, row: UnitRow, known: Unit | None, reasons: tuple[RowReason, ...]) -> UnitRow:
        if reasons:
            return replace(row, status=RowStatus.REFUSED, reasons=reasons)
        if known is None:
            return row
        changes = tuple(self._changes(row, known))
        return replace(
            row, status=RowStatus.CHANGED if changes else RowStatus.SAME, changes=changes
        )

    def _changes(self, row: UnitRow, known: Unit) -> Iterable[str]:
        old_parent = self._code_of.get(known.parent_id or 0, "")
        for what, old, new in (
            (tr("nama"), known.name, row.name),
            (tr("jenis"), known.type.label, row.type.label),
            (tr("induk"), old_parent or tr("tidak ada"), row.parent or tr("tidak ada")),
        ):
            if old != new:
                yield tr("{apa}: {lama} → {baru}", apa=what, lama=old, baru=new)
        if added := [alias for alias in row.aliases if alias not in known.aliases]:
            yield tr("alias baru: {daftar}", daftar=", ".join(added))
        if row.services:
            yield tr("layanan baru: {daftar}", daftar=", ".join(row.services))


def _add(reasons: list[RowReason], column: str, reason: str) -> None:
    if reason:
        reasons.append(RowReason(column, reason))


def _listed(text: str, column: str, reasons: list[RowReason]) -> tuple[str, ...]:
    """Return the parts of a cell between semicolons, each once."""
    parts = [clean_line(part, LINE_LIMIT + 1) for part in text.split(";", MAX_LISTED + 1)]
    found = {part.casefold(): part for part in reversed(parts) if part}
    if len(parts) > MAX_LISTED:
        _add(reasons, column, tr("lebih dari {batas} isian", batas=MAX_LISTED))
    elif any(len(part) > LINE_LIMIT for part in parts):
        _add(reasons, column, tr("lebih dari {batas} huruf", batas=LINE_LIMIT))
    return tuple(found.values())[::-1]


def _merged(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    known = {alias.casefold() for alias in old}
    return tuple(sorted((*old, *(alias for alias in new if alias.casefold() not in known))))


def _grouped(services: Iterable[Service]) -> Mapping[int, set[str]]:
    """Return the names of the services in use, in small letters, by unit."""
    found: dict[int, set[str]] = {}
    for service in services:
        if service.active:
            found.setdefault(service.unit_id, set()).add(service.name.casefold())
    return found


def _unique(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the codes of the names that only one code has."""
    found: dict[str, set[str]] = {}
    for name, code in names:
        if name and code:
            found.setdefault(name.casefold(), set()).add(code.casefold())
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}
