"""Packages of offices whose files were copied, corrected, renamed and deleted in, at random.

They are made once; tests merge them in any order, any number of times.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.models.follow_up import Channel, FollowUp, Publication
from app.models.unit import Service
from tests.offices import reopen
from tests.support.receiving import begin, correct, delete, make_sender, make_template, send

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.offices import SmallOffice

DAY = date(2026, 5, 4)
STEPS = 4
"""What happens in an office between two packages."""


def make_packages(folder: Path, seed: int) -> list[Path]:
    """Return some twenty packages: of two copies of one file, of another file of the same unit, of
    a unit of its own, and of a copy of its file that was given to a third unit.
    """
    chance = random.Random(seed)
    first = folder / "pertama.puas"
    office = make_sender(first, "KEL-01", 5)
    office.store.follow_ups.save(FollowUp(office.survey.id, "biaya", 0, "Memasang daftar biaya."))
    office.store.close()
    copied = folder / "salinan.puas"
    shutil.copyfile(first, copied)
    for path, score in ((first, 1), (copied, 4)):
        _differ(path, score)
    made = [*_history(first, chance, 5), *_history(copied, chance, 5)]
    other = folder / "lain.puas"
    make_sender(other, "KEL-01", 2).store.close()
    made += _history(other, chance, 3)
    template = folder / "contoh.puas"
    make_template(template).store.close()
    for code, packages in (("KEL-02", 4), ("KEL-03", 2)):
        path = folder / f"{code}.puas"
        shutil.copyfile(template, path)
        begin(path, code).store.close()
        made += _history(path, chance, packages)
    return made


def _differ(path: Path, score: int) -> None:
    """Change in two copies of one file the same things, each in its own way."""
    office = reopen(path)
    store, survey = office.store, office.survey
    for number in (1, 2, 3):
        correct(office, number, score)
    if score == 1:
        delete(office, 4)
    else:
        correct(office, 4)
    (plan,) = store.follow_ups.all()
    store.follow_ups.save(replace(plan, realisasi=score * 20))
    store.surveys.save(replace(survey, population=score * 50))
    store.close()


def _history(path: Path, chance: random.Random, packages: int) -> list[Path]:
    """Let things happen in an office and send it again and again."""
    made = []
    for number in range(packages):
        office = reopen(path)
        for _ in range(chance.randint(1, STEPS)):
            chance.choice(DEEDS)(office, chance)
        target = path.with_name(f"{path.stem}-{number}.sqlite")
        made.append(send(office, target, with_saran=chance.random() < 0.5))
        office.store.close()
    return made


def _add(office: SmallOffice, chance: random.Random) -> None:
    number = office.store.sheets.next_number(office.survey.id)
    sheet = office.sheet(number, chance.randrange(1000))
    office.store.sheets.add(sheet, office.questions)


def _correct(office: SmallOffice, chance: random.Random) -> None:
    sheets = office.store.sheets.all_of(office.survey.id)
    if sheets:
        sheet = chance.choice(sheets)
        score = chance.choice((1, 4))
        changed = replace(
            sheet, answers=dict.fromkeys(sheet.answers, score), saran=f"Nilai {score}"
        )
        office.store.sheets.change(changed, office.questions)


def _delete_and_perhaps_put_back(office: SmallOffice, chance: random.Random) -> None:
    sheets = office.store.sheets.all_of(office.survey.id)
    if len(sheets) > 1:
        sheet = chance.choice(sheets)
        office.store.sheets.delete(sheet)
        if chance.random() < 0.5:
            office.store.sheets.add(sheet, office.questions)


def _exchange_numbers(office: SmallOffice, chance: random.Random) -> None:
    sheets, store = office.store.sheets.all_of(office.survey.id), office.store
    if len(sheets) > 1:
        one, other = chance.sample(sheets, 2)
        free = store.sheets.next_number(office.survey.id)
        moved = store.sheets.change(replace(one, number=free), office.questions)
        store.sheets.change(replace(other, number=one.number), office.questions)
        store.sheets.change(replace(moved, number=other.number), office.questions)


def _rename_a_service(office: SmallOffice, chance: random.Random) -> None:
    services = office.store.units.services(office.survey.unit_id)
    service, name = chance.choice(services), chance.choice(("KTP", "KTP-el", "Kartu keluarga"))
    if name not in {one.name for one in services}:
        office.store.units.save_service(replace(service, name=name))


def _add_a_service(office: SmallOffice, chance: random.Random) -> None:
    name = chance.choice(("Akta", "Kartu keluarga", "Surat pindah"))
    services = office.store.units.services(office.survey.unit_id)
    if name not in {one.name for one in services}:
        office.store.units.save_service(Service(office.survey.unit_id, name))


def _change_the_survey(office: SmallOffice, chance: random.Random) -> None:
    survey = office.store.surveys.get(office.survey.id)
    office.store.surveys.save(replace(survey, population=chance.choice((50, 80, 120))))


def _plan(office: SmallOffice, chance: random.Random) -> None:
    store = office.store.follow_ups
    plans = store.all(survey_id=office.survey.id)
    if plans and chance.random() < 0.7:
        plan = chance.choice(plans)
        if chance.random() < 0.3:
            store.delete(plan)
        else:
            store.save(replace(plan, realisasi=chance.choice((25, 75))))
    else:
        store.save(FollowUp(office.survey.id, "waktu", len(plans), "Membuka loket kedua."))


def _publish(office: SmallOffice, _: random.Random) -> None:
    office.store.publications.save(Publication(office.survey.id, DAY, Channel.OFFLINE, "Papan"))


DEEDS: tuple[Callable[[SmallOffice, random.Random], None], ...] = (
    _add,
    _add,
    _correct,
    _correct,
    _delete_and_perhaps_put_back,
    _exchange_numbers,
    _rename_a_service,
    _add_a_service,
    _change_the_survey,
    _plan,
    _publish,
)
