from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.models.unit import UnitType
from app.services.units.codes import code_reason, required_code, suggest_code
from app.services.units.types import guess_type, type_of


@given(st.text(max_size=400), st.sets(st.sampled_from(["unit", "kel-a", "unit-2"])))
def test_every_suggestion_is_a_free_code(name: str, taken: set[str]) -> None:
    code = suggest_code(name, taken)
    assert code_reason(code) == ""
    assert code.casefold() not in taken


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kelurahan Pasar Lama", "kel-pasar-lama"),
        ("Kecamatan Banjarmasin Tengah", "kec-banjarmasin-tengah"),
        ("Badan Perencanaan Pembangunan Daerah, Penelitian", "badan-perencanaan-pembangunan"),
        ("中文", "unit"),
    ],
)
def test_suggestions_are_short_and_readable(name: str, code: str) -> None:
    assert suggest_code(name) == code


@pytest.mark.parametrize("code", ["", "dua kata", "-a", "a/b", "é", "x" * 41, "a;b", "=1"])
def test_what_nobody_can_type_is_no_code(code: str) -> None:
    with pytest.raises(InputError, match="tidak dapat dipakai"):
        required_code(code)


def test_a_code_stays_as_it_is_typed() -> None:
    assert required_code(" 63.71.04_1002-A ") == "63.71.04_1002-A"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("kelurahan", UnitType.KELURAHAN),
        ("SATPOL-PP", UnitType.SATPOL_PP),
        ("Mal pelayanan publik", UnitType.MPP),
        ("Perumda/Perseroda", UnitType.PERUMDA),
        ("Kec.", UnitType.KECAMATAN),
        ("apa saja", None),
    ],
)
def test_types_are_read_as_people_write_them(text: str, kind: UnitType | None) -> None:
    assert type_of(text) is kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kelurahan Basirih", UnitType.KELURAHAN),
        ("Satuan Polisi Pamong Praja", UnitType.SATPOL_PP),
        ("RSUD Sultan", UnitType.RSUD),
        ("Dinas Kesehatan", UnitType.DINAS),
        ("Sekretariat DPRD", UnitType.SEKRETARIAT_DPRD),
        ("Pemerintah Kota Banjarmasin", UnitType.PEMDA),
        ("", UnitType.LAINNYA),
    ],
)
def test_the_name_tells_the_type(name: str, kind: UnitType) -> None:
    assert guess_type(name) is kind
