"""Where a linked realisasi comes from: a survey, a unit's year, or the consolidated IKM."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from app.models.capaian import LinkKind
from app.models.entered import BLANK, Entered
from app.services.city.computed import not_within_another, unit_years
from app.services.city.year import IKM
from app.services.consolidation.counting import left_out
from app.services.ikm.rounding import KONVERSI_PLACES, indonesian
from app.services.results.survey_results import survey_name
from app.texts import tr

if TYPE_CHECKING:
    from fractions import Fraction

    from app.models.capaian import IndikatorYear
    from app.models.store.store import Store
    from app.models.survey import Survey
    from app.services.city.year import CityIkm
    from app.services.ikm.service import IkmService
    from app.services.instruments.service import InstrumentService


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


class CityFigures(Protocol):
    """Who knows the consolidated IKM of the office's government."""

    def ikm_of_year(self, year: int) -> CityIkm | None:
        """Return the IKM of a year, None where no unit has one."""


class LinkService:
    """Follows links. What it says names the survey, the unit or the number of units."""

    def __init__(
        self,
        store: Store,
        instruments: InstrumentService,
        ikm: IkmService,
        city: CityFigures,
    ) -> None:
        self._store = store
        self._instruments = instruments
        self._ikm = ikm
        self._city = city

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
            if self._instruments.of(survey.instrument_id).index_short == IKM
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
        name, found = self._store.units.get(unit_id).name, self._unit_year(unit_id, year)
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
            "Mengikuti IKM gabungan tahun {tahun}, rata-rata {yang}: {nilai}.",
            tahun=year,
            yang=found.counted,
            nilai=_printed(found.value),
        )
        return Linked(exact(found.value), said)

    def _unit_year(self, unit_id: int, year: int) -> UnitYear | None:
        """Return the IKM of a unit's year, None where it has no survey with sheets.

        A survey of the whole year stands for itself: its periods are not counted a second time.
        """
        gone = left_out(self._store)
        own = not_within_another(
            [
                (survey, result)
                for survey, result in self._ikm.recap(year)
                if survey.unit_id == unit_id
                and survey.id not in gone
                and result.instrument.index_short == IKM
                and result.ikm is not None
            ]
        )
        if not own:
            return None
        years = unit_years(own)[unit_id]
        periods = len({survey.period.code for survey, _ in own})
        return UnitYear(years[0].ikm if len(years) == 1 else None, periods)

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


def _printed(value: Fraction) -> str:
    return indonesian(value, KONVERSI_PLACES)
