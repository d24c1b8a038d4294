"""The area of a unit, and instruments whose figures would not fit into whole numbers."""

from __future__ import annotations

import pytest

from app.errors import InputError
from app.models.publishing import MUTU, UNSUR
from app.models.store.instruments import StoredInstrument
from app.models.unit import Unit, UnitType
from app.services.instruments.reading import shipped_instruments
from app.services.publishing.areas import area_of
from app.services.publishing.instruments import published_instrument, require_exact
from tests.support.instruments_of_numbers import own

UNITS = {
    unit.id: unit
    for unit in (
        Unit("kota", "Kota", UnitType.PEMDA, id=1),
        Unit("kec", "Kecamatan", UnitType.KECAMATAN, 1, id=2),
        Unit("kel", "Kelurahan", UnitType.KELURAHAN, 2, id=3),
        Unit("pkm", "Puskesmas", UnitType.PUSKESMAS, 3, id=4),
        Unit("dinas", "Dinas", UnitType.DINAS, 1, id=5),
        Unit("uptd", "UPTD", UnitType.UPTD, 5, id=6),
        Unit("badan", "Badan", UnitType.BADAN, id=7),
        Unit("bagian", "Bagian", UnitType.BAGIAN, 7, id=8),
        Unit("satu", "Satu", UnitType.LAINNYA, 10, id=9),
        Unit("dua", "Dua", UnitType.LAINNYA, 9, id=10),
        Unit("yatim", "Yatim", UnitType.LAINNYA, 99, id=11),
    )
}


@pytest.mark.parametrize(
    ("unit", "area"),
    [
        *(("kota", "kota"), ("kec", "kec"), ("kel", "kec"), ("pkm", "kec")),
        *(("dinas", "kota"), ("uptd", "kota"), ("badan", "badan"), ("bagian", "badan")),
        *(("satu", "dua"), ("yatim", "yatim")),
    ],
)
def test_the_area_is_the_kecamatan_or_else_the_pemda(unit: str, area: str) -> None:
    found = next(one for one in UNITS.values() if one.code == unit)
    assert area_of(found, UNITS).code == area


@pytest.mark.parametrize("instrument", shipped_instruments(), ids=lambda i: i.key)
def test_the_shipped_instruments_are_exact_for_millions_of_sheets(instrument: object) -> None:
    require_exact(instrument, 10_000_000)  # type: ignore[arg-type] # an instrument


def test_weights_become_whole_parts_of_their_sum() -> None:
    instrument = own(1, ("0,2", "0,3", "0,125", "3/8"), (1, 2, 3, 4))
    rows = published_instrument(StoredInstrument(1, "k", 1, "", "sidik"), instrument).rows
    assert [row[UNSUR.columns.index("bobot")] for row in rows[1]] == [8, 12, 5, 15]
    assert [row[MUTU.columns.index("batas")] for row in rows[3]] == [66_666_700, 10_000_000]


@pytest.mark.parametrize(
    ("weights", "factor", "sheets"),
    [
        (("0,123456789012345", "0,876543210987655"), "", 100),
        (("1/999999937", "999999936/999999937"), "", 1_000_000),
        (("1/2", "1/2"), "123456789/999999937", 10_000_000),
    ],
)
def test_too_many_decimals_are_refused_in_words(
    weights: tuple[str, ...], factor: str, sheets: int
) -> None:
    instrument = own(1, weights, (1, 2), index=(100, factor))
    with pytest.raises(InputError, match="terlalu rinci untuk diterbitkan"):
        require_exact(instrument, sheets)
