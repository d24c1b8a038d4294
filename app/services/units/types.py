"""Read the type of a unit from what people write."""

from __future__ import annotations

import re

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
_ACRONYMS = {
    **dict.fromkeys(("dlh", "dpmptsp", "dp3a", "dp3akb", "dukcapil"), UnitType.DINAS),
    **dict.fromkeys(("bkd", "bkpsdm", "bkad", "bpkad", "bppdrd"), UnitType.BADAN),
    **dict.fromkeys(("bpbd", "bappeda", "bapenda", "bakesbangpol"), UnitType.BADAN),
}
_SHORTENED_DINAS = re.compile(r"dis[a-z]{4,}")
"""``Disnaker``, ``Disdukcapil``."""
_COMPANY = re.compile(r"\((?:perseroda|perumda)\)", re.IGNORECASE)
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
    first = plain(words[0]) if words else ""
    if first in _ACRONYMS or _SHORTENED_DINAS.fullmatch(first):
        return _ACRONYMS.get(first, UnitType.DINAS)
    return UnitType.PERUMDA if _COMPANY.search(name) else UnitType.LAINNYA
