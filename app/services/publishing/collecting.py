"""What a file has to publish: whose it is, its surveys, and what is needed to understand them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import __version__
from app.errors import InputError, StorageError
from app.models.publishing import PublishedInstrument, PublishedSurvey, Source
from app.models.store.publishing.reading import PublishingReader
from app.services.consolidation.counting import left_out
from app.services.publishing.areas import area_of
from app.services.publishing.instruments import published_instrument, require_exact
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.models.publishing import Row
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.models.unit import Unit
    from app.services.instruments.service import InstrumentService

FORM = 1
"""Raised when what is published of a survey changes its form: everything is then sent anew."""


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything but the sheets themselves, which are read when they are sent."""

    source: Source
    surveys: tuple[PublishedSurvey, ...]
    instruments: tuple[PublishedInstrument, ...]
    services: tuple[Row, ...]
    reader: PublishingReader


def collect(store: Store, instruments: InstrumentService) -> Collected:
    """Return what an open file has to publish: every survey that counts.

    Raises InputError where a figure could not be computed exactly, StorageError where sheets and
    counts do not agree: nothing is published that ``periksa`` would find.
    """
    reader = PublishingReader(store.database)
    units = {unit.id: unit for unit in store.units.all()}
    hashes = {one.id: one.sha256 for one in store.instruments.all()}
    services = tuple(reader.services())
    of_unit: dict[object, list[Row]] = {}
    for service in services:
        of_unit.setdefault(service[1], []).append(service)
    gone = left_out(store)
    surveys = tuple(
        _published(survey, units, hashes[survey.instrument_id], instruments, of_unit, reader)
        for survey in sorted(store.surveys.all(), key=lambda one: (one.year, one.code))
        if survey.id not in gone
    )
    used = {survey.survey.instrument_id for survey in surveys}
    return Collected(
        source=_source(store),
        surveys=surveys,
        instruments=tuple(
            published_instrument(store.instruments.get(key), instruments.of(key))
            for key in sorted(used)
        ),
        services=services,
        reader=reader,
    )


def _source(store: Store) -> Source:
    office = store.offices.get()
    if office is None:
        raise InputError(tr("Berkas ini belum berisi kantor."), next=tr("Isi data kantor dahulu."))
    unit, head = store.units.get(office.unit_id), store.log.head()
    return Source(
        office.installation_id, unit.code, unit.name, f"Puas {__version__}", head.seq, head.hash
    )


def _published(
    survey: Survey,
    units: Mapping[int, Unit],
    instrument: str,
    instruments: InstrumentService,
    services: Mapping[object, list[Row]],
    reader: PublishingReader,
) -> PublishedSurvey:
    unit = units[survey.unit_id]
    area = area_of(unit, units)
    counted, complete, present = reader.counts(survey.id)
    if survey.destroyed_on is None and counted != present:
        raise _counts_differ(survey)
    require_exact(instruments.of(survey.instrument_id), counted)
    parent = units.get(unit.parent_id) if unit.parent_id else None
    period = survey.period
    row: Row = (
        survey.uuid,
        survey.code,
        survey.year,
        period.code,
        period.name,
        period.start.isoformat(),
        period.end.isoformat(),
        unit.code,
        unit.name,
        unit.type.value,
        parent.code if parent else None,
        parent.name if parent else None,
        area.code,
        area.name,
        instrument,
        survey.state.value,
        survey.method.value,
        survey.population,
        survey.weight_rule.value,
        survey.blank_rule.value,
        counted,
        complete,
        survey.destroyed_on.isoformat() if survey.destroyed_on else None,
        survey.notice,
    )
    content = json.dumps([FORM, row, services.get(unit.code, []), reader.digest(survey.id)])
    digest = hashlib.sha256(content.encode()).hexdigest()
    return PublishedSurvey(survey, row, area.code, present, digest)


def _counts_differ(survey: Survey) -> StorageError:
    return StorageError(
        tr("Hitungan survei {kode} tidak cocok dengan lembarnya.", kode=survey.code),
        safe=tr("Tidak ada yang diterbitkan dan berkas tidak diubah."),
        next=tr("Jalankan puas periksa; pulihkan cadangan bila perlu."),
    )
