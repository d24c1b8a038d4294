"""Where a linked realisasi comes from: a survey, a unit's year, or the consolidated IKM."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from app.models.capaian import LinkKind
from app.models.entered import BLANK, Entered
from app.services.ikm.rollup import year_of_periods
from app.services.ikm.rounding import KONVERSI_PLACES, indonesian
from app.services.results.survey_results import survey_name
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.models.capaian import IndikatorYear
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.ikm.result import IkmResult
    from app.services.ikm.service import IkmService
    from app.services.instruments.service import InstrumentService

IKM_SHORT = "IKM"
"""The index that a unit's year and the city's figure are made of; an IPKP or IPAK is none."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What a link gives now. ``source`` is a whole sentence, also where there is no value."""

    value: Entered = BLANK
    source: str = ""
    is_frozen: bool = False

    @property
    def sentence(self) -> str:
        """Where the value is from, and whether it follows or is frozen; empty without a link."""
        if not self.is_frozen:
            return self.source
        return tr("Dibekukan saat tahun ini dikunci. {sumber}", sumber=self.source)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that a realisasi may follow; ``id`` is that of the survey or the unit."""

    kind: LinkKind
    id: int
    name: str

    @property
    def key(self) -> str:
        """What it is known by."""
        return f"{self.kind.value}:{self.id}"


@dataclass(frozen=True, slots=True)
class UnitYear:
    """The IKM of a unit's year; None where its periods were asked with different instruments."""

    value: Fraction | None
    periods: int


@dataclass(frozen=True, slots=True)
class CityIkm:
    """The consolidated IKM of a year: the plain mean over units (rules/skm.md §3)."""

    value: Fraction
    units: int


class CityFigures(Protocol):
    """Who knows the consolidated IKM of the office's government."""

    def ikm_of_year(self, year: int) -> CityIkm | None:
        """Return the IKM of a year, None where no unit has one."""


class SurveysOfFile:
    """The surveys of this file, averaged: periods to a unit's year, units to the city's IKM."""

    def __init__(self, store: Store, instruments: InstrumentService, ikm: IkmService) -> None:
        self._store = store
        self._instruments = instruments
        self._ikm = ikm

    def ikm_of_year(self, year: int) -> CityIkm | None:
        """Return the plain mean over the units that have an IKM in a year."""
        results = self._results(year)
        units = dict.fromkeys(survey.unit_id for survey, _ in results)
        years = [_unit_year([one for one in results if one[0].unit_id == unit]) for unit in units]
        values = [one.value for one in years if one.value is not None]
        if not values:
            return None
        return CityIkm(sum(values, Fraction(0)) / len(values), len(values))

    def year_of_unit(self, unit_id: int, year: int) -> UnitYear | None:
        """Return the IKM of a unit's year, None where it has no survey with sheets."""
        own = [one for one in self._results(year) if one[0].unit_id == unit_id]
        return _unit_year(own) if own else None

    def _results(self, year: int) -> list[tuple[Survey, IkmResult]]:
        return [
            (survey, result)
            for survey, result in self._ikm.recap(year)
            if result.instrument.index_short == IKM_SHORT and result.ikm is not None
        ]


class LinkService:
    """Follows links. What it says names the survey, the unit or the number of units."""

    def __init__(
        self,
        store: Store,
        instruments: InstrumentService,
        ikm: IkmService,
        city: CityFigures | None = None,
    ) -> None:
        self._store = store
        self._instruments = instruments
        self._ikm = ikm
        self._surveys = SurveysOfFile(store, instruments, ikm)
        self._city = city or self._surveys

    def follow(self, values: IndikatorYear) -> Linked:
        """Return what the link of a year's values gives now; blank values have no link."""
        if values.link is LinkKind.SURVEY and values.link_survey_id is not None:
            return self._survey(self._store.surveys.get(values.link_survey_id))
        if values.link is LinkKind.UNIT and values.link_unit_id is not None:
            return self._unit(values.link_unit_id, values.year)
        if values.link is LinkKind.CITY:
            return self._whole(values.year)
        return Linked()

    def surveys_of(self, year: int) -> list[tuple[int, str]]:
        """Return (id, name) of every survey of a year that gives an IKM."""
        return [
            (survey.id, self._name(survey))
            for survey in self._store.surveys.all(year)
            if self._instruments.of(survey.instrument_id).index_short == IKM_SHORT
        ]

    def offered(self, year: int) -> tuple[Offer, ...]:
        """Return what a realisasi of a year may follow: surveys of this year and the one before."""
        surveys = [
            Offer(LinkKind.SURVEY, key, name)
            for one in (year, year - 1)
            for key, name in self.surveys_of(one)
        ]
        ids = dict.fromkeys(survey.unit_id for survey in self._store.surveys.all(year))
        units = [
            Offer(
                LinkKind.UNIT, one, tr("IKM {tahun} {unit}", tahun=year, unit=self._unit_name(one))
            )
            for one in ids
        ]
        return (*surveys, *units, Offer(LinkKind.CITY, 0, tr("IKM gabungan {tahun}", tahun=year)))

    def _unit_name(self, unit_id: int) -> str:
        return self._store.units.get(unit_id).name

    def _survey(self, survey: Survey) -> Linked:
        value, name = self._ikm.of_survey(survey).ikm, self._name(survey)
        if value is None:
            return Linked(source=tr("Mengikuti {survei}, yang belum berisi lembar.", survei=name))
        said = tr("Mengikuti {survei}: {nilai}.", survei=name, nilai=_printed(value))
        return Linked(exact(value), said)

    def _unit(self, unit_id: int, year: int) -> Linked:
        name, found = self._store.units.get(unit_id).name, self._surveys.year_of_unit(unit_id, year)
        if found is None:
            return Linked(
                source=tr(
                    "Mengikuti IKM {unit} tahun {tahun}, yang belum ada.", unit=name, tahun=year
                )
            )
        if found.value is None:
            said = tr(
                "Mengikuti IKM {unit} tahun {tahun}, tetapi periodenya memakai instrumen yang"
                " berbeda, jadi tidak dirata-ratakan.",
                unit=name,
                tahun=year,
            )
            return Linked(source=said)
        said = tr(
            "Mengikuti IKM {unit} tahun {tahun}, rata-rata {n} periode: {nilai}.",
            unit=name,
            tahun=year,
            n=found.periods,
            nilai=_printed(found.value),
        )
        return Linked(exact(found.value), said)

    def _whole(self, year: int) -> Linked:
        found = self._city.ikm_of_year(year)
        if found is None:
            return Linked(
                source=tr("Mengikuti IKM gabungan tahun {tahun}, yang belum ada.", tahun=year)
            )
        said = tr(
            "Mengikuti IKM gabungan tahun {tahun}, rata-rata {n} unit: {nilai}.",
            tahun=year,
            n=found.units,
            nilai=_printed(found.value),
        )
        return Linked(exact(found.value), said)

    def _name(self, survey: Survey) -> str:
        name = survey_name(survey, self._instruments.of(survey.instrument_id))
        return tr("{survei} {unit}", survei=name, unit=self._store.units.get(survey.unit_id).name)


def exact(value: Fraction) -> Entered:
    """Return a computed figure as a value that keeps it exactly: ``88.84`` or ``1234/17``."""
    twos_and_fives, places = value.denominator, 0
    while twos_and_fives % 10 == 0 or twos_and_fives % 2 == 0 or twos_and_fives % 5 == 0:
        divisor = next(d for d in (10, 2, 5) if twos_and_fives % d == 0)
        twos_and_fives, places = twos_and_fives // divisor, places + 1
    if twos_and_fives != 1:
        return Entered(f"{value.numerator}/{value.denominator}")
    digits = value * 10**places
    sign, whole = ("-" if digits < 0 else ""), str(abs(digits.numerator)).zfill(places + 1)
    head, tail = whole[: len(whole) - places], whole[len(whole) - places :].rstrip("0")
    return Entered(f"{sign}{head}.{tail}" if tail else f"{sign}{head}")


def _unit_year(own: Sequence[tuple[Survey, IkmResult]]) -> UnitYear:
    """Return the year of one unit from its surveys that have an index.

    A survey of the whole year stands for itself: its periods are not counted a second time.
    """
    widest = _not_within_another([survey for survey, _ in own])
    results = [result for survey, result in own if survey.id in widest]
    if len(results) == 1:
        return UnitYear(results[0].ikm, 1)
    if len({(one.instrument.key, one.instrument.version) for one in results}) > 1:
        return UnitYear(None, len(results))
    return UnitYear(year_of_periods(results).ikm, len(results))


def _not_within_another(surveys: Iterable[Survey]) -> set[int]:
    """Return the ids of the surveys whose period is not part of another's."""
    every: Sequence[Survey] = list(surveys)
    return {
        one.id
        for one in every
        if not any(
            other.period.start <= one.period.start
            and one.period.end <= other.period.end
            and other.period != one.period
            for other in every
        )
    }


def _printed(value: Fraction) -> str:
    return indonesian(value, KONVERSI_PLACES)
