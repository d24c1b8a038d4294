from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.identifiers import new_uuid
from app.models.store.proof import findings
from app.models.verification import (
    Keying,
    PlanMethod,
    PlanState,
    SheetState,
    Verification,
    VerificationSheet,
)

if TYPE_CHECKING:
    from app.models.response import Sheet
    from tests.offices import SmallOffice


def plan_of(office: SmallOffice, *sheets: Sheet) -> tuple[Verification, list[VerificationSheet]]:
    repository = office.store.verifications
    plan = repository.plans.save(Verification(office.survey.id, PlanMethod.ALL, 1))
    rows = [VerificationSheet(plan.id, s.uuid, s.number, s.operator, s.revision) for s in sheets]
    repository.add(rows)
    return plan, rows


def test_a_plan_and_its_sheets_come_back_and_the_file_is_whole(office: SmallOffice) -> None:
    (sheet,) = office.add(1)
    plan, rows = plan_of(office, sheet)
    repository = office.store.verifications
    assert repository.sheets(plan.id) == rows
    done = replace(rows[0], state=SheetState.EQUAL, second_operator="Ani", fields=3)
    repository.change(done, SheetState.WAITING)
    assert repository.sheet(plan.id, sheet.uuid) == done
    repository.plans.save(replace(plan, state=PlanState.FINISHED))
    assert list(findings(office.store)) == []
    assert office.store.log.latest(1)[0].subject == "verifikasi"


def test_a_sheet_is_verified_once_it_was_equal_or_decided(office: SmallOffice) -> None:
    sheet, other = office.add(2)
    _, (row,) = plan_of(office, sheet)
    repository = office.store.verifications
    assert not repository.is_verified(sheet.uuid)
    repository.change(replace(row, state=SheetState.DIFFERENT), SheetState.WAITING)
    assert not repository.is_verified(sheet.uuid)
    repository.change(replace(row, state=SheetState.DECIDED), SheetState.DIFFERENT)
    assert repository.is_verified(sheet.uuid)
    assert not repository.is_verified(other.uuid)


def test_the_other_parts_of_a_paper_are_verified_with_it(office: SmallOffice) -> None:
    paper = new_uuid()
    store = office.store
    first = store.surveys.save(replace(office.survey, paper=paper))
    second = store.surveys.save(
        replace(first, id=0, uuid="", revision=0, code="bagian-kedua", paper_place=1)
    )
    (head,) = office.add(1)
    part = store.sheets.add(
        replace(head, survey_id=second.id, id=0, uuid="", revision=0), ("persyaratan",)
    )
    _, (row,) = plan_of(office, head)
    assert not store.verifications.is_verified(part.uuid)
    store.verifications.change(replace(row, state=SheetState.EQUAL), SheetState.WAITING)
    assert store.verifications.is_verified(part.uuid)


def test_a_sheet_that_was_dealt_with_meanwhile_is_not_overwritten(office: SmallOffice) -> None:
    _, (row,) = plan_of(office, *office.add(1))
    repository = office.store.verifications
    repository.change(replace(row, state=SheetState.EQUAL), SheetState.WAITING)
    with pytest.raises(InputError, match="sudah diverifikasi di tempat lain"):
        repository.change(replace(row, state=SheetState.DIFFERENT), SheetState.WAITING)


def test_what_was_keyed_in_is_added_up_by_clerk(office: SmallOffice) -> None:
    repository = office.store.verifications
    for day, operator in ((1, "Ani"), (1, "Ani"), (2, "Ani"), (2, "Budi")):
        office.store.operator = operator
        repository.add_keying(
            office.survey.id, date(2026, 3, day), sheets=2, keystrokes=30, milliseconds=9000
        )
    found = repository.keying_of(office.survey.id)
    assert found == [Keying("Ani", 6, 90, 27000), Keying("Budi", 2, 30, 9000)]
