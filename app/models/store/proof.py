"""What a check of the whole file finds: damage that SQLite itself does not notice."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from app.models.minutes import MinutesKind
from app.models.store.offices import office_content, official_content
from app.models.store.surveys import survey_content
from app.models.store.units import service_content, unit_content
from app.models.survey import SurveyState

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
    LOCKED = "lembar survei terkunci bukan yang dikunci"
    DESTROYED = "ringkasan survei yang dimusnahkan tidak cocok"
    EMPTIED = "isi baris log hilang tanpa pemusnahan"


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
    yield from _unlike_the_lock(store)
    yield from _unlike_the_log(store)


def _unlike_the_lock(store: Store) -> Iterator[Finding]:
    """Compare locked surveys with their minutes, destroyed ones with what was kept."""
    for survey in store.surveys.all():
        if survey.state is SurveyState.TERKUNCI and survey.destroyed_on is None:
            locked = locked_sha256(store, survey.id)
            if locked and locked != store.destruction.sheets_sha256(survey.id):
                yield Finding(Damage.LOCKED, f"survei {survey.code}")
        if survey.destroyed_on is not None and store.destruction.get(survey.id) is None:
            yield Finding(Damage.DESTROYED, f"survei {survey.code}")
    for survey_id in store.destruction.differing():
        yield Finding(Damage.DESTROYED, f"survei {survey_id}")
    for seq in store.destruction.unexplained_log_rows():
        yield Finding(Damage.EMPTIED, str(seq))


def locked_sha256(store: Store, survey_id: int) -> str:
    """Return the hash of the sheets in the last minutes of locking; empty where there are none."""
    made = store.minutes.all(survey_id=survey_id, kind=MinutesKind.LOCKING.value)
    last = max(made, key=lambda minutes: minutes.id, default=None)
    return str(last.content.get("sheets_sha256", "")) if last else ""


def _unlike_the_log(store: Store) -> Iterator[Finding]:
    logged = _last_contents(store)
    for place, uuid, content in _present(store):
        if logged.get(uuid) != json.loads(json.dumps(content)):
            yield Finding(Damage.CONTENT, place)


def _last_contents(store: Store) -> dict[str, Any]:
    rows = store.database.rows(
        "SELECT subject_uuid, new, max(seq) FROM log WHERE action IN ('dibuat', 'diubah')"
        " AND subject <> 'lembar' AND new IS NOT NULL GROUP BY subject_uuid"
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
