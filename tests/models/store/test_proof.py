from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.errors import StorageError
from app.models.store.proof import Damage, findings
from app.models.survey import SurveyState
from app.models.unit import Official, Unit, UnitType

if TYPE_CHECKING:
    from tests.offices import SmallOffice


def test_an_office_that_was_worked_with_is_whole(office: SmallOffice) -> None:
    store = office.store
    parent = store.units.save(Unit("KEC", "Kecamatan", UnitType.KECAMATAN, aliases=("Z", "A", "A")))
    unit = store.units.get(office.survey.unit_id)
    store.units.save(replace(unit, parent_id=parent.id, aliases=("Melati", "Kel. Melati")))
    service = store.units.services(unit.id)[0]
    store.units.save_service(replace(service, name="KTP elektronik"))
    store.offices.save_official(Official("Lurah", "Loket B"))
    backwards = tuple(reversed(office.survey.services))
    store.surveys.save(replace(office.survey, services=backwards, state=SurveyState.TERKUNCI))
    assert list(findings(store)) == []


@pytest.mark.parametrize(
    ("statement", "damage"),
    [
        ("UPDATE survey SET population = 7", Damage.CONTENT),
        ("UPDATE survey SET weight_rule = '0.11'", Damage.CONTENT),
        ("UPDATE unit SET name = 'Kelurahan Lain'", Damage.CONTENT),
        ("UPDATE service SET name = 'SIM' WHERE id = 1", Damage.CONTENT),
        ("UPDATE office SET address = 'Jalan Lain'", Damage.CONTENT),
        ("UPDATE sheet SET saran = 'lain' WHERE number = 1", Damage.SHEET),
        ("UPDATE answer_tally SET n = n + 1", Damage.COUNT),
        ("UPDATE instrument SET definition = replace(definition, '88', '87')", Damage.INSTRUMENT),
    ],
)
def test_what_was_changed_past_the_log_is_found(
    office: SmallOffice, statement: str, damage: Damage
) -> None:
    office.store.database.execute("DROP TRIGGER instrument_with_answers_is_frozen")
    office.store.database.execute(statement)
    found = list(findings(office.store))
    assert {finding.damage for finding in found} == {damage}
    assert all(finding.place for finding in found)


def test_no_figure_comes_from_a_damaged_instrument(office: SmallOffice) -> None:
    office.store.database.execute("DROP TRIGGER instrument_with_answers_is_frozen")
    office.store.database.execute("UPDATE instrument SET definition = definition || ' '")
    with pytest.raises(StorageError, match="Instrumen skm-9 di dalam berkas rusak"):
        office.store.instruments.get(office.survey.instrument_id)
