"""Read the type of a unit from what people write."""

from __future__ import annotations

from app.models.unit import UnitType
from app.services.tables.columns import plain

_OTHER_SPELLINGS = {
    "kel": UnitType.KELURAHAN,
    "kec": UnitType.KECAMATAN,
    "pkm": UnitType.PUSKESMAS,
    "rs": UnitType.RSUD,
    "rumahsakit": UnitType.RSUD,
    "rumahsakitumumdaerah": UnitType.RSUD,
    "upt": UnitType.UPTD,
    "mpp": UnitType.MPP,
    "setda": UnitType.SEKRETARIAT_DAERAH,
    "setwan": UnitType.SEKRETARIAT_DPRD,
    "satpolpp": UnitType.SATPOL_PP,
    "perumda": UnitType.PERUMDA,
    "perseroda": UnitType.PERUMDA,
    "bumd": UnitType.PERUMDA,
    "pemkot": UnitType.PEMDA,
    "pemkab": UnitType.PEMDA,
    "pemerintahkota": UnitType.PEMDA,
    "pemerintahkabupaten": UnitType.PEMDA,
    "lainlain": UnitType.LAINNYA,
}
_SPELLINGS = (
    {plain(kind.value): kind for kind in UnitType}
    | {plain(kind.label): kind for kind in UnitType}
    | _OTHER_SPELLINGS
)


def type_of(text: str) -> UnitType | None:
    """Return the type that ``text`` names by its value, its label or a usual short form."""
    return _SPELLINGS.get(plain(text))


def guess_type(name: str) -> UnitType:
    """Return the type that the first words of a unit's name say; ``lainnya`` when they say none."""
    words = name.split()
    for count in (4, 3, 2, 1):
        if found := type_of(" ".join(words[:count])):
            return found
    return UnitType.LAINNYA
