"""What a city's file sends down: its units, its instruments, and its own surveys as definitions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app import __version__
from app.errors import InputError
from app.models.office_package import (
    Definition,
    OfficeManifest,
    OfficePackage,
    SentService,
    SentUnit,
)
from app.models.store.package import digest
from app.models.survey import SurveyState
from app.services.instruments.reading import shipped_instruments
from app.services.sending_down.writing import content_tables
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.models.questionnaire import Instrument
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.models.unit import Office
    from app.services.instruments.service import InstrumentService

_MAX_NOTICE = 500


def definable(store: Store) -> list[Survey]:
    """Return the surveys of the office's own unit that may be sent as definitions, newest first."""
    office = store.offices.get()
    merged = store.merging.packages.states()
    return [
        one
        for one in store.surveys.all()
        if office
        and one.unit_id == office.unit_id
        and one.id not in merged
        and one.destroyed_on is None
    ]


def usually_sent(store: Store) -> list[Survey]:
    """Return those of the newest year that are not locked."""
    open_ones = [one for one in definable(store) if one.state is not SurveyState.TERKUNCI]
    newest = max((one.year for one in open_ones), default=0)
    return [one for one in open_ones if one.year == newest]


def collect(
    store: Store, instruments: InstrumentService, surveys: Sequence[Survey]
) -> OfficePackage:
    """Return what is sent down. Raises InputError where it would not be clear."""
    office = _office(store)
    chosen = _whole_papers(store, surveys)
    _require_different(instruments, chosen)
    units = _units(store)
    codes = {unit.id: unit.code for unit in store.units.all()}
    bound = {one.id: instruments.of(one.instrument_id) for one in chosen}
    carried = _carried(store, instruments, bound.values())
    services = tuple(
        SentService(codes[one.unit_id], one.name, one.active) for one in store.units.services()
    )
    officials = tuple(
        {
            (one.jabatan, one.name): replace(one, id=0, uuid="", revision=0)
            for one in store.offices.officials()
            if one.active
        }.values()
    )
    definitions = tuple(_definition(store, one, bound[one.id]) for one in chosen)
    head = store.log.head()
    package = OfficePackage(
        OfficeManifest(
            program=f"Puas {__version__}",
            made_at=datetime.now(UTC).replace(microsecond=0),
            installation_id=office.installation_id,
            number=head.seq,
            log_hash=head.hash,
            office_code=codes[office.unit_id],
            place=clean_line(office.place),
            units=len(units),
            services=len(services),
            instruments=len(carried),
            definitions=len(definitions),
            officials=len(officials),
        ),
        units,
        services,
        carried,
        definitions,
        officials,
    )
    sealed = replace(package.manifest, content_sha256=digest(content_tables(package)))
    return replace(package, manifest=sealed)


def _office(store: Store) -> Office:
    office = store.offices.get()
    if office is None:
        raise InputError(tr("Berkas ini belum berisi kantor."), next=tr("Isi data kantor dahulu."))
    return office


def _units(store: Store) -> tuple[SentUnit, ...]:
    units = store.units.all()
    codes = {unit.id: unit.code for unit in units}
    return tuple(
        SentUnit(
            replace(unit, id=0, parent_id=None, revision=0), codes.get(unit.parent_id or 0, "")
        )
        for unit in units
    )


def _whole_papers(store: Store, surveys: Sequence[Survey]) -> list[Survey]:
    """Return the surveys, each with all others that are asked on its paper."""
    found: dict[int, Survey] = {}
    for one in surveys:
        for other in store.surveys.of_paper(one.paper) or [one]:
            found[other.id] = other
    return list(found.values())


def _require_different(instruments: InstrumentService, surveys: Sequence[Survey]) -> None:
    seen: dict[tuple[int, str, str], str] = {}
    for one in surveys:
        identity = (one.year, one.period.code, instruments.of(one.instrument_id).key)
        if identity in seen:
            raise InputError(
                tr(
                    "Survei {satu} dan {dua} sama tahun, periode, dan instrumennya.",
                    satu=seen[identity],
                    dua=one.code,
                ),
                next=tr("Pilih salah satu sebagai ketentuan survei."),
            )
        seen[identity] = one.code


def _carried(
    store: Store, instruments: InstrumentService, bound: Iterable[Instrument]
) -> tuple[Instrument, ...]:
    """Return the instruments of the definitions, and every one that is the city's own."""
    shipped = {(one.key, one.version) for one in shipped_instruments()}
    stored = [instruments.of(one.id) for one in store.instruments.all()]
    own = [one for one in stored if (one.key, one.version) not in shipped]
    found = {(one.key, one.version): one for one in (*own, *bound)}
    return tuple(found[key] for key in sorted(found))


def _definition(store: Store, survey: Survey, instrument: Instrument) -> Definition:
    stages = tuple(
        replace(one, id=0, survey_id=0, uuid="", revision=0)
        for one in store.stages.all(survey_id=survey.id)
    )
    travelling = replace(
        survey,
        id=0,
        unit_id=0,
        instrument_id=0,
        services=(),
        population=None,
        state=SurveyState.TERBUKA,
        notice=clean_line(survey.notice, _MAX_NOTICE),
        retain_until=None,
        revision=0,
    )
    return Definition(travelling, instrument.key, instrument.version, stages)
