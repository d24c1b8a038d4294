from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.unit import Unit, UnitType
from app.services.surveys.new_survey import NewSurvey
from tests.support.office import open_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = open_office(tmp_path / "kantor.puas")
    yield made
    made.store.close()


def _add(session: Session, code: str, name: str = "", parent: int | None = None) -> Unit:
    unit, _ = session.units.add(Unit(code, name or code, UnitType.UPTD, parent))
    return unit


def test_the_tree_shows_children_below_their_parents(session: Session) -> None:
    root = session.offices.unit()
    kota = _add(session, "kota")
    session.units.change(replace(root, parent_id=kota.id))
    _add(session, "loket", parent=root.id)
    assert [(node.unit.code, node.depth) for node in session.units.tree()] == [
        ("kota", 0),
        ("kel-pasar-lama", 1),
        ("loket", 2),
    ]
    assert [s.name for s in session.units.tree()[1].services] == [
        "Surat keterangan",
        "Pengantar KTP",
    ]


def test_a_unit_cannot_stand_below_itself(session: Session) -> None:
    root = session.offices.unit()
    child = _add(session, "anak", parent=root.id)
    grandchild = _add(session, "cucu", parent=child.id)
    for parent in (root.id, grandchild.id):
        with pytest.raises(InputError, match="di bawah dirinya sendiri"):
            session.units.change(replace(root, parent_id=parent))
    with pytest.raises(InputError, match="induk yang dipilih tidak ada"):
        session.units.change(replace(root, parent_id=999))


def test_a_code_is_taken_once_whatever_its_capitals(session: Session) -> None:
    with pytest.raises(InputError, match="sudah dipakai unit Kelurahan Pasar Lama"):
        _add(session, "KEL-PASAR-LAMA")


def test_a_code_in_use_by_a_survey_stays(session: Session) -> None:
    root = session.offices.unit()
    renamed, _ = session.units.change(replace(root, code="kel-1"))
    session.surveys.create(NewSurvey(root.id, 2026))
    with pytest.raises(InputError, match="sudah dipakai survei"):
        session.units.change(replace(renamed, code="kel-2"))


@pytest.mark.parametrize("name", ["", "  ", "\x00", "x" * 301])
def test_a_bad_name_is_refused(session: Session, name: str) -> None:
    with pytest.raises(InputError):
        session.units.add(Unit("a", name, UnitType.UPTD))


def test_nothing_changed_writes_nothing(session: Session) -> None:
    before = session.store.log.head()
    _, changes = session.units.change(session.offices.unit())
    assert not changes.office
    assert session.store.log.head() == before


def test_search_finds_by_name_alias_code_and_type(session: Session) -> None:
    unit = _add(session, "pkm-1", "Puskesmas Manggar")
    session.units.change(replace(unit, aliases=("PKM Timur", " ", "PKM Timur")))
    for text in ("manggar", "pkm-1", "TIMUR", "pusk mang"):
        assert [found.code for found in session.units.search(text)] == ["pkm-1"]
    assert len(session.units.search("")) == 2


def test_a_unit_is_found_by_its_code_or_refused(session: Session) -> None:
    assert session.units.find("KEL-pasar-LAMA").name == "Kelurahan Pasar Lama"
    with pytest.raises(InputError, match="kode tiada tidak ada"):
        session.units.find("tiada")


def test_what_is_still_needed_cannot_be_retired(session: Session) -> None:
    root = session.offices.unit()
    with pytest.raises(InputError, match="pemilik berkas"):
        session.units.retire(root.id)
    parent = _add(session, "induk")
    child = _add(session, "anak", parent=parent.id)
    with pytest.raises(InputError, match="unit bawahan"):
        session.units.retire(parent.id)
    survey, _ = session.surveys.create(NewSurvey(child.id, 2026))
    with pytest.raises(InputError, match="survei yang terbuka"):
        session.units.retire(child.id)
    session.surveys.lock(survey.id, "selesai")
    assert not session.units.retire(child.id)[0].active
    assert session.units.retire(child.id, active=True)[0].active


def test_services_are_added_once_renamed_and_retired(session: Session) -> None:
    root = session.offices.unit()
    first, second = session.units.services(root.id)
    assert session.units.add_service(root.id, "SURAT keterangan")[0] == first
    with pytest.raises(InputError, match="sudah ada"):
        session.units.change_service(replace(second, name="Surat Keterangan"))
    session.units.change_service(replace(first, active=False))
    with pytest.raises(InputError, match="paling sedikit satu"):
        session.units.change_service(replace(second, active=False))
    back, changes = session.units.add_service(root.id, "Surat keterangan")
    assert (back.id, back.active, changes.office) == (first.id, True, True)
    for bad in ("", "x" * 301):
        with pytest.raises(InputError):
            session.units.add_service(root.id, bad)


def test_hostile_text_stays_text(session: Session) -> None:
    name = "'; DROP TABLE unit; -- <b>=cmd|' /C calc'!A0"
    assert session.units.get(_add(session, "x", name).id).name == name
