"""What taking an office package would do to a file, in steps and in words; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from app.models.survey import SurveyState
from app.services.instruments.reading import shipped_instruments
from app.services.sending_down.scope import UnitStep, unit_steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.models.office_package import Definition, OfficePackage, SentUnit
    from app.models.questionnaire import Instrument
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.models.unit import Official, Unit
    from app.services.instruments.service import InstrumentService


class Held(Enum):
    """Why a survey or an instrument of this file stays as it is."""

    INSTRUMENT = "another text of its instrument"
    LOCKED = "locked"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class InstrumentStep:
    """An instrument of the package; ``replaced`` is the stored version that takes its text."""

    instrument: Instrument
    replaced: int = 0
    is_new: bool = False
    held: bool = False
    """Whether this file has answers under another text of the same version, which stays."""


@dataclass(frozen=True, slots=True)
class SurveyStep:
    """A definition, and the survey that follows it; ``old`` None where one is opened."""

    definition: Definition
    old: Survey | None = None
    wanted: Survey | None = None
    """``old`` as it will be, but for its instrument."""
    binds: bool = False
    """Whether ``old`` is bound to the version of the definition, which it is not yet."""
    plans: bool = False
    """Whether the schedule is another one."""
    held: Held | None = None
    differs: tuple[str, ...] = ()
    """Settings that the definition has otherwise and that answers keep as they are."""

    @property
    def does_something(self) -> bool:
        """Say whether anything is written."""
        if self.held in {Held.INSTRUMENT, Held.LOCKED}:
            return False
        return self.old is None or self.wanted != self.old or self.binds or self.plans


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that taking a package does."""

    own: SentUnit
    units: tuple[UnitStep, ...]
    instruments: tuple[InstrumentStep, ...]
    surveys: tuple[SurveyStep, ...]
    officials: tuple[Official, ...]
    """Those that are added, not in use."""

    @property
    def is_empty(self) -> bool:
        """Say whether the file already is as the package says."""
        return not (
            any(step.changes_unit or step.services for step in self.units)
            or any(step.is_new or step.replaced for step in self.instruments)
            or any(step.does_something for step in self.surveys)
            or self.officials
        )


def plan_of(
    store: Store, instruments: InstrumentService, package: OfficePackage, own: SentUnit
) -> Plan:
    """Return what taking a package as one of its units would do. Raises InputError."""
    office = store.offices.get()
    office_unit = store.units.get(office.unit_id) if office else None
    services: dict[int, list[str]] = {}
    for service in store.units.services():
        services.setdefault(service.unit_id, []).append(service.name)
    known = store.units.all()
    units = unit_steps(package, own, office_unit, known, services, _kept(store, known, office_unit))
    carried = tuple(_instrument_steps(store, package.instruments))
    return Plan(
        own,
        units,
        carried,
        tuple(_survey_steps(store, instruments, package, office_unit, carried)),
        _new_officials(store, package),
    )


def _kept(store: Store, known: Iterable[Unit], office_unit: Unit | None) -> set[int]:
    """Return the units that stay in use: the office, those with units below or open surveys."""
    kept = {unit.parent_id for unit in known if unit.parent_id}
    kept |= {one.unit_id for one in store.surveys.all() if one.state is SurveyState.TERBUKA}
    return {unit_id for unit_id in kept if unit_id} | ({office_unit.id} if office_unit else set())


def _instrument_steps(store: Store, carried: Iterable[Instrument]) -> Iterable[InstrumentStep]:
    stored = {(one.key, one.version): one for one in store.instruments.all()}
    shipped = {(one.key, one.version): one.definition for one in shipped_instruments()}
    for one in carried:
        there = stored.get((one.key, one.version))
        text = there.definition if there else shipped.get((one.key, one.version))
        if text == one.definition:
            yield InstrumentStep(one)
        elif text is None:
            yield InstrumentStep(one, is_new=True)
        elif (
            there is None
            or (one.key, one.version) in shipped
            or store.instruments.use_of(there.id).is_frozen
        ):
            yield InstrumentStep(one, held=True)
        else:
            yield InstrumentStep(one, replaced=there.id)


def _survey_steps(
    store: Store,
    instruments: InstrumentService,
    package: OfficePackage,
    office_unit: Unit | None,
    carried: Iterable[InstrumentStep],
) -> Iterable[SurveyStep]:
    held = {(s.instrument.key, s.instrument.version) for s in carried if s.held}
    own = _own_surveys(store, instruments, office_unit)
    for one in package.definitions:
        old = own.get(one.identity)
        if (one.instrument_key, one.instrument_version) in held:
            yield SurveyStep(one, old, held=Held.INSTRUMENT)
        elif old is None:
            yield SurveyStep(one)
        elif old.state is SurveyState.TERKUNCI or old.destroyed_on is not None:
            yield SurveyStep(one, old, held=Held.LOCKED)
        else:
            yield _change(store, instruments, one, old)


def _own_surveys(
    store: Store, instruments: InstrumentService, office_unit: Unit | None
) -> Mapping[tuple[int, str, str], Survey]:
    """Return the surveys of the office's own unit; of several alike the first one."""
    merged = store.merging.packages.states()
    found: dict[tuple[int, str, str], Survey] = {}
    for one in sorted(store.surveys.all(), key=lambda survey: survey.id):
        if office_unit and one.unit_id == office_unit.id and one.id not in merged:
            key = instruments.of(one.instrument_id).key
            found.setdefault((one.year, one.period.code, key), one)
    return found


def _change(
    store: Store, instruments: InstrumentService, one: Definition, old: Survey
) -> SurveyStep:
    sent = one.survey
    answered = bool(store.tallies.sheets_of(old.id))
    end = sent.collection_end or old.collection_end
    wanted = replace(old, collection_end=end, sample_rule=sent.sample_rule)
    if sent.notice:
        wanted = replace(wanted, notice=sent.notice)
    deciding = replace(
        wanted,
        weight_rule=sent.weight_rule,
        blank_rule=sent.blank_rule,
        method=sent.method,
    )
    bound = instruments.of(old.instrument_id)
    binds = bound.version != one.instrument_version
    days = {stage.kind: (stage.start, stage.end) for stage in one.stages}
    there = {s.kind: (s.start, s.end) for s in store.stages.all(survey_id=old.id)}
    plans = bool(days) and days != there
    if not answered:
        return SurveyStep(one, old, deciding, binds=binds, plans=plans)
    names = ("weight_rule", "blank_rule", "method")
    differs = tuple(n for n in names if getattr(deciding, n) != getattr(old, n))
    differs += ("instrument",) if binds else ()
    held = Held.ANSWERED if differs else None
    return SurveyStep(one, old, wanted, plans=plans, held=held, differs=differs)


def _new_officials(store: Store, package: OfficePackage) -> tuple[Official, ...]:
    known = {(o.jabatan.casefold(), o.name.casefold()) for o in store.offices.officials()}
    return tuple(
        replace(one, active=False)
        for one in package.officials
        if (one.jabatan.casefold(), one.name.casefold()) not in known
    )
