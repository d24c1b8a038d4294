"""Who serves: the office, its people, the units as a tree and what they offer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class UnitType(StrEnum):
    """Kinds of service units (rules/skm.md §4); the value is what a file and a list hold."""

    PEMDA = "pemda"
    SEKRETARIAT_DAERAH = "sekretariat-daerah"
    BAGIAN = "bagian"
    SEKRETARIAT_DPRD = "sekretariat-dprd"
    INSPEKTORAT = "inspektorat"
    DINAS = "dinas"
    BADAN = "badan"
    SATPOL_PP = "satpol-pp"
    KECAMATAN = "kecamatan"
    KELURAHAN = "kelurahan"
    DESA = "desa"
    RSUD = "rsud"
    PUSKESMAS = "puskesmas"
    UPTD = "uptd"
    MPP = "mal-pelayanan-publik"
    PERUMDA = "perumda"
    LAINNYA = "lainnya"

    @property
    def label(self) -> str:
        """The type as it is written on forms."""
        return _TYPE_LABELS[self]


_TYPE_LABELS = {
    UnitType.PEMDA: "Pemerintah daerah",
    UnitType.SEKRETARIAT_DAERAH: "Sekretariat daerah",
    UnitType.BAGIAN: "Bagian",
    UnitType.SEKRETARIAT_DPRD: "Sekretariat DPRD",
    UnitType.INSPEKTORAT: "Inspektorat",
    UnitType.DINAS: "Dinas",
    UnitType.BADAN: "Badan",
    UnitType.SATPOL_PP: "Satuan Polisi Pamong Praja",
    UnitType.KECAMATAN: "Kecamatan",
    UnitType.KELURAHAN: "Kelurahan",
    UnitType.DESA: "Desa",
    UnitType.RSUD: "RSUD",
    UnitType.PUSKESMAS: "Puskesmas",
    UnitType.UPTD: "UPTD",
    UnitType.MPP: "Mal pelayanan publik",
    UnitType.PERUMDA: "Perumda/Perseroda",
    UnitType.LAINNYA: "Lainnya",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A service unit. ``code`` is stable and identifies it; names repeat and are spelled freely."""

    code: str
    name: str
    type: UnitType
    parent_id: int | None = None
    aliases: tuple[str, ...] = ()
    active: bool = True
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Service:
    """A kind of service (jenis layanan) that a unit offers."""

    unit_id: int
    name: str
    active: bool = True
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Office:
    """Whose file this is. ``letterhead`` are the lines of the kop above the unit's name."""

    unit_id: int
    letterhead: tuple[str, ...] = ()
    address: str = ""
    place: str = ""
    logo: bytes = b""
    installation_id: str = ""


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody who signs. An empty name prints as a line to be filled in by hand."""

    jabatan: str
    name: str = ""
    pangkat: str = ""
    nip: str = ""
    active: bool = True
    id: int = 0
    uuid: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Operator:
    """A clerk who keys in sheets; every change is logged under an operator."""

    name: str
    active: bool = True
    id: int = 0
    uuid: str = ""
    revision: int = 0
