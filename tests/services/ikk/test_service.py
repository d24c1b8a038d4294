from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError, StorageError
from app.models.capaian import CapaianYear
from app.models.ikk import Ikk, IkkElement, Role
from app.services.capaian.edits import Typing
from app.services.capaian.typed import Separator
from app.services.ikk import formats
from app.services.ikk.expression import FormulaError
from tests.oracle import assert_trustworthy
from tests.support.office import open_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.ikk.service import IkkService
    from app.services.session import Session

YEAR = 2026
IKK = Ikk(0, "1.a.1", "Tingkat partisipasi anak", "a ÷ b × 100", "Pendidikan", "%")
ELEMENTS = (
    IkkElement(0, 0, "a", "Anak usia 5-6 tahun yang bersekolah", Role.NUMERATOR, "orang"),
    IkkElement(0, 0, "b", "Semua anak usia 5-6 tahun", Role.DENOMINATOR, "orang", "Disdukcapil"),
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = open_office(tmp_path / "kota.sqlite", "Pemerintah Kota", "KOTA")
    yield made
    made.store.close()


@pytest.fixture
def service(session: Session) -> IkkService:
    session.ikk.save(IKK, ELEMENTS)
    return session.ikk


def ids(service: IkkService) -> dict[str, int]:
    return {one.element.symbol: one.element.id for one in service.figures(YEAR)[0].elements}


def test_a_value_follows_from_its_elements(service: IkkService) -> None:
    elements = ids(service)
    service.enter(YEAR, elements["a"], "1.234 orang", "Dinas Pendidikan", Typing(is_grouped=True))
    (one,) = service.figures(YEAR)
    assert one.reason == "tidak dapat dihitung: elemen b belum diisi"
    service.enter(YEAR, elements["b"], "1500")
    (one,) = service.figures(YEAR)
    assert (one.value, one.value_text) == (Fraction(1234, 15), "82,27%")
    assert [held.source for held in one.elements] == ["Dinas Pendidikan", "Disdukcapil"]
    assert one.formula_with_names.startswith("Anak usia 5-6 tahun yang bersekolah ÷ Semua")
    service.enter(YEAR, elements["b"], "0")
    assert service.figures(YEAR)[0].reason == (
        "tidak dapat dihitung: pembagian dengan nol pada huruf ke-3 rumus"
    )
    assert service.years() == [YEAR]


def test_what_cannot_be_is_refused_and_nothing_is_kept(service: IkkService) -> None:
    (one,) = service.figures(YEAR)
    elements = tuple(held.element for held in one.elements)
    with pytest.raises(FormulaError, match="huruf ke-5: elemen c tidak ada"):
        service.save(replace(one.ikk, formula="a ÷ c"), elements)
    with pytest.raises(FormulaError, match="rumus berakhir"):
        service.save(replace(one.ikk, formula="a ÷"), elements)
    with pytest.raises(InputError, match="lambang yang sama"):
        service.save(one.ikk, (elements[0], replace(elements[1], symbol="a")))
    with pytest.raises(InputError, match="sudah ada"):
        service.save(replace(IKK, name="Lain"), ELEMENTS)
    with pytest.raises(InputError, match="kurung siku"):
        service.save(one.ikk, (elements[0], replace(elements[1], symbol="b]")))
    with pytest.raises(InputError, match="13 angka desimal"):
        service.save(replace(one.ikk, decimals=13), elements)
    with pytest.raises(InputError, match="“seribu” tidak dapat dipakai untuk elemen a"):
        service.enter(YEAR, elements[0].id, "seribu")
    with pytest.raises(InputError, match=r"dapat berarti 1234 atau 1,234"):
        service.enter(YEAR, elements[0].id, "1.234", typing=Typing(Separator.COMMA))
    assert service.figures(YEAR) == (one,)


def test_elements_come_and_go_with_their_ikk(service: IkkService) -> None:
    (one,) = service.figures(YEAR)
    first, second = (held.element for held in one.elements)
    third = IkkElement(0, 0, "c", "Koreksi")
    saved, kept, _ = service.save(
        replace(one.ikk, formula="(a + c) ÷ b × 100"), (third, first, second)
    )
    assert [element.symbol for element in kept] == ["c", "a", "b"]
    service.enter(YEAR, kept[0].id, "1")
    with pytest.raises(InputError, match="Elemen c punya nilai"):
        service.save(replace(saved, formula="a ÷ b"), kept[1:])
    removed, _ = service.delete(saved)
    assert service.figures(YEAR) == ()
    service.put_back(removed)
    (again,) = service.figures(YEAR)
    assert [held.value.value.text for held in again.elements] == ["1", "", ""]


def test_a_locked_year_keeps_its_elements(service: IkkService, session: Session) -> None:
    elements = ids(service)
    service.enter(YEAR, elements["a"], "1")
    session.store.capaian.years.save(CapaianYear(YEAR, locked=True))
    with pytest.raises(InputError, match="terkunci"):
        service.enter(YEAR, elements["b"], "1")
    (one,) = service.figures(YEAR)
    with pytest.raises(StorageError, match="terkunci"):
        service.save(replace(one.ikk, formula="a × 2"), [held.element for held in one.elements])
    with pytest.raises(StorageError, match="terkunci"):
        service.delete(one.ikk)
    service.enter(YEAR + 1, elements["b"], "1")


def test_an_ikk_out_of_use_is_shown_where_it_has_values(service: IkkService) -> None:
    (one,) = service.figures(YEAR)
    service.enter(YEAR, one.elements[0].element.id, "5")
    (one,) = service.figures(YEAR)
    service.save(replace(one.ikk, active=False), [held.element for held in one.elements])
    assert len(service.figures(YEAR)) == 1
    assert service.figures(YEAR + 1) == ()


def test_a_formula_from_a_damaged_place_is_a_reason(service: IkkService, session: Session) -> None:
    session.store.database.execute("UPDATE ikk SET formula = 'a ÷ z'")
    assert "elemen z tidak ada" in service.figures(YEAR)[0].reason


def test_it_is_told_to_people_and_programs(service: IkkService) -> None:
    service.enter(YEAR, ids(service)["a"], "N/A")
    figures = service.figures(YEAR)
    assert '"keterangan": "N/A"' in formats.as_json(figures)
    assert "belum diisi" in formats.as_text(figures, YEAR)
    assert formats.as_text((), YEAR) == "Belum ada IKK.\n"
    assert formats.as_xlsx(figures).startswith(b"PK")


def test_the_file_stays_whole(service: IkkService, session: Session) -> None:
    service.enter(YEAR, ids(service)["a"], "5")
    path = session.store.path
    session.close()
    assert_trustworthy(path)
