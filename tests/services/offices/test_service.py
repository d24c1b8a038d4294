from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from app.errors import InputError
from app.models.store.journal import NOBODY
from app.models.unit import Official, Operator, UnitType
from app.services.offices.service import OfficeData
from app.services.session import Session
from app.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session.create(tmp_path / "kantor.puas")
    assert isinstance(made, Session)
    yield made
    made.store.close()


def _png() -> bytes:
    memory = io.BytesIO()
    Image.new("RGB", (30, 30), "red").save(memory, "PNG")
    return memory.getvalue()


def test_an_office_is_made_with_its_unit_and_a_service(session: Session) -> None:
    office, changes = session.offices.create(
        OfficeData("Kelurahan Pasar\x00 Lama", letterhead=("PEMERINTAH KOTA", "", "KECAMATAN"))
    )
    unit = session.offices.unit()
    assert changes.office
    assert (unit.name, unit.code, unit.type) == (
        "Kelurahan Pasar Lama",
        "kel-pasar-lama",
        UnitType.KELURAHAN,
    )
    assert office.letterhead == ("PEMERINTAH KOTA", "KECAMATAN")
    assert len(office.installation_id) == 36
    assert [s.name for s in session.units.services(unit.id)] == ["Pelayanan umum"]


def test_given_code_type_services_and_logo_are_kept(session: Session) -> None:
    data = OfficeData("Loket", "63.71", UnitType.UPTD, address="Jl. Veteran 1", place="Banjarmasin")
    session.offices.create(data, services=("KTP", " ktp ", "KK"), logo=_png())
    unit = session.offices.unit()
    assert session.offices.data() == data
    assert [service.name for service in session.units.services(unit.id)] == ["KTP", "KK"]
    office = session.offices.current()
    assert office is not None
    assert office.logo.startswith(b"\x89PNG")


def test_a_second_office_is_refused(session: Session) -> None:
    session.offices.create(OfficeData("Kelurahan A"))
    with pytest.raises(InputError, match="sudah berisi kantor Kelurahan A"):
        session.offices.create(OfficeData("Kelurahan B"))


@pytest.mark.parametrize(
    ("data", "logo", "words"),
    [
        (OfficeData("  "), b"", "Nama kantor belum diisi"),
        (OfficeData("x" * 301), b"", "terlalu panjang"),
        (OfficeData("Kelurahan", "dua kata"), b"", "tidak dapat dipakai"),
        (OfficeData("Kelurahan", letterhead=("x",) * 6), b"", "paling banyak 5 baris"),
        (OfficeData("Kelurahan", address="x" * 501), b"", "Alamat terlalu panjang"),
        (OfficeData("Kelurahan"), b"bukan gambar", "PNG atau JPEG"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_made(
    session: Session, data: OfficeData, logo: bytes, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        session.offices.create(data, logo=logo)
    assert session.offices.current() is None
    assert session.units.all() == []


def test_a_file_without_an_office_says_so(session: Session) -> None:
    with pytest.raises(InputError, match="belum berisi kantor"):
        session.offices.unit()


def test_a_change_keeps_logo_and_installation(session: Session) -> None:
    before, _ = session.offices.create(OfficeData("Kelurahan A", "kel-a"), logo=_png())
    after, changes = session.offices.change(
        OfficeData("Kelurahan A Baru", "kel-a", letterhead=("PEMERINTAH",), place="Kota")
    )
    assert changes.office
    assert (after.logo, after.installation_id) == (before.logo, before.installation_id)
    assert session.offices.unit().name == "Kelurahan A Baru"
    assert not session.offices.change(session.offices.data())[1].office


def test_the_logo_can_be_replaced_and_taken_away(session: Session, tmp_path: Path) -> None:
    session.offices.create(OfficeData("Kelurahan A"))
    file = tmp_path / "logo.png"
    file.write_bytes(_png())
    session.offices.set_logo_from(file)
    office = session.offices.current()
    assert office is not None
    assert office.logo
    session.offices.set_logo(b"")
    office = session.offices.current()
    assert office is not None
    assert office.logo == b""
    with pytest.raises(InputError, match="tidak dapat dibaca"):
        session.offices.set_logo_from(tmp_path / "tiada.png")


def test_officials_may_lack_a_name_and_keep_their_nip_as_text(session: Session) -> None:
    saved, _ = session.offices.save_official(
        Official("Lurah", pangkat="Penata Tk. I", nip="007901012005011009")
    )
    assert session.offices.officials() == [saved]
    assert saved.nip == "007901012005011009"
    with pytest.raises(InputError, match="Jabatan belum diisi"):
        session.offices.save_official(Official(" "))


def test_a_retired_official_is_kept_but_not_offered(session: Session) -> None:
    from dataclasses import replace

    saved, _ = session.offices.save_official(Official("Lurah"))
    session.offices.save_official(replace(saved, active=False))
    assert len(session.offices.officials()) == 1
    assert session.offices.officials(active_only=True) == []


def test_operators_have_different_names_and_come_back_under_the_same(session: Session) -> None:
    from dataclasses import replace

    loket_c, _ = session.offices.save_operator(Operator("Loket C"))
    with pytest.raises(InputError, match="sudah ada"):
        session.offices.save_operator(Operator("LOKET C"))
    session.offices.save_operator(replace(loket_c, active=False))
    again, _ = session.offices.save_operator(Operator("loket c"))
    assert again.id == loket_c.id
    assert again.active


def test_who_works_is_logged_and_remembered(session: Session) -> None:
    assert session.offices.operator == ""
    session.offices.use_operator("Loket B")
    session.offices.create(OfficeData("Kelurahan A"))
    assert session.offices.operator == "Loket B"
    assert session.store.log.latest(1)[0].operator == "Loket B"
    assert load_settings().operator == "Loket B"
    assert [operator.name for operator in session.offices.operators()] == ["Loket B"]
    session.offices.use_operator("loket b")
    assert len(session.offices.operators()) == 1
    session.offices.use_operator("")
    assert session.store.operator == NOBODY
