from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.models.unit import Unit, UnitType
from app.services.city.lines import Line, Source
from app.services.city.sections import Grouping, sections_of
from app.services.city.year import CityYear
from app.services.ikm.mutu import mutu_of
from app.services.ikm.sums import total_of
from app.services.instruments.reading import shipped_instruments

SKM_9 = next(i for i in shipped_instruments() if i.key == "skm-9")
KEYS = tuple(unsur.key for unsur in SKM_9.unsur)
VALUES = st.fractions(25, 100, max_denominator=400)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    number = draw(st.integers(1, 60))
    ikm = draw(VALUES)
    return Line(
        unit=Unit(f"u{number}", f"Unit {number}", draw(st.sampled_from(list(UnitType))), id=number),
        instrument=SKM_9,
        source=draw(st.sampled_from(list(Source))),
        ikm=ikm,
        mutu=mutu_of(SKM_9, ikm),
        unsur=draw(st.dictionaries(st.sampled_from(KEYS), VALUES)),
        n=draw(st.none() | st.integers(1, 400)),
        service=draw(st.sampled_from(("", "A"))),
        section=draw(st.sampled_from(("", "S", "T"))),
        position=draw(st.integers(0, 20)),
    )


def year_of(every: list[Line]) -> CityYear:
    units = {line.unit.id: line.unit for line in every}
    return CityYear(SKM_9, tuple(every), 2026, (), (), units)


YEARS = st.lists(lines(), max_size=25).map(year_of)


@given(YEARS, st.sampled_from(list(Grouping)))
def test_sections_divide_the_year_and_their_sums_are_its_sum(
    year: CityYear, grouping: Grouping
) -> None:
    sections = sections_of(year, grouping)
    assert sum(len(section.lines) for section in sections) == len(year.lines)
    assert {id(line) for s in sections for line in s.lines} == {id(line) for line in year.lines}
    if year.lines:
        summed = total_of((s.mean.plain or Fraction(0)) * s.mean.count for s in sections)
        assert summed / len(year.lines) == year.mean.plain


@given(YEARS)
def test_places_follow_the_printed_figures(year: CityYear) -> None:
    ranking = year.ranking
    assert len(ranking) == len(year.lines)
    for before, after in pairwise(ranking):
        assert before.line.printed >= after.line.printed
        assert (before.rank == after.rank) == (before.line.printed == after.line.printed)
    for place, one in enumerate(ranking, 1):
        assert one.rank <= place
        better = sum(other.line.printed > one.line.printed for other in ranking)
        assert one.rank == better + 1


@given(YEARS)
def test_the_lowest_unsur_is_lowest_and_ties_are_shown(year: CityYear) -> None:
    for values, lowest in [
        *((dict(line.unsur), line.lowest) for line in year.lines),
        (year.unsur_plain, year.lowest),
    ]:
        if len(set(values.values())) < 2:
            assert lowest == ()
        else:
            assert {values[key] for key in lowest} == {min(values.values())}
            assert set(lowest) == {k for k, v in values.items() if v == min(values.values())}


@given(YEARS)
def test_every_line_has_one_letter_and_means_lie_within(year: CityYear) -> None:
    assert sum(year.by_mutu.values()) == len(year.lines)
    values = [line.ikm for line in year.lines]
    for mean in (year.mean.plain, year.mean.weighted):
        assert mean is None or min(values) <= mean <= max(values)
    for key, of_unsur in year.unsur.items():
        assert of_unsur.count == sum(key in line.unsur for line in year.lines)
