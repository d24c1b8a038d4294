"""What a check of the whole file finds: damage that SQLite itself does not notice."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from app.models.store.offices import office_content, official_content
from app.models.store.surveys import survey_content
from app.models.store.units import service_content, unit_content

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.models.store.store import Store


class Damage(StrEnum):
    """What may be wrong with a file that opens."""

    STRUCTURE = "susunan berkas rusak"
    REFERENCE = "baris menunjuk ke baris yang tidak ada"
    LOG = "rantai log tidak utuh"
    COUNT = "hitungan tidak sama dengan lembarnya"
    SHEET = "isi lembar bukan yang disimpan"
    CONTENT = "isi tidak sama dengan yang dicatat log"
    INSTRUMENT = "instrumen bukan yang disimpan"


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of damage and where it is, in words for a person."""

    damage: Damage
    place: str


def findings(store: Store) -> Iterator[Finding]:
    """Prove the whole file; yield everything that does not hold. It reads every row."""
    structure = [row[0] for row in store.database.rows("PRAGMA integrity_check(20)")]
    yield from (Finding(Damage.STRUCTURE, text) for text in structure if text != "ok")
    for broken in store.log.findings():
        yield Finding(Damage.LOG, f"{broken.seq}: {broken.problem}")
    for survey_id, question in store.tallies.differing():
        yield Finding(Damage.COUNT, f"survei {survey_id} {question}".rstrip())
    for row in store.database.rows("PRAGMA foreign_key_check"):
        yield Finding(Damage.REFERENCE, f"{row[0]} {row[1]}")
    for instrument in store.instruments.all():
        if not instrument.is_whole:
            yield Finding(Damage.INSTRUMENT, f"{instrument.key} {instrument.version}")
    for survey in store.surveys.all():
        for number in store.sheets.altered(survey.id):
            yield Finding(Damage.SHEET, f"{survey.code} lembar {number}")
    yield from _unlike_the_log(store)


def _unlike_the_log(store: Store) -> Iterator[Finding]:
    logged = _last_contents(store)
    for place, uuid, content in _present(store):
        if logged.get(uuid) != json.loads(json.dumps(content)):
            yield Finding(Damage.CONTENT, place)


def _last_contents(store: Store) -> dict[str, Any]:
    rows = store.database.rows(
        "SELECT subject_uuid, new, max(seq) FROM log WHERE action IN ('dibuat', 'diubah')"
        " AND subject <> 'lembar' GROUP BY subject_uuid"
    )
    return {row[0]: json.loads(row[1]) for row in rows}


def _present(store: Store) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    office = store.offices.get()
    if office is not None:
        yield "kantor", office.installation_id, office_content(office)
    for official in store.offices.officials():
        yield f"pejabat {official.jabatan}", official.uuid, official_content(official)
    for unit in store.units.all():
        yield f"unit {unit.code}", unit.uuid, unit_content(unit)
    for service in store.units.services():
        yield f"layanan {service.name}", service.uuid, service_content(service)
    for survey in store.surveys.all():
        yield f"survei {survey.code}", survey.uuid, survey_content(survey)
    for records in store.records:
        for record in records.all():
            place = f"{records.kind.subject} {record.id}"
            yield place, record.uuid, records.kind.content(record)
