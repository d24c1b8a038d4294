"""What the parts of an office package must be to each other; ValueError refuses the package."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.services.exports.values import distinct, require
from app.services.surveys.rules import require_weight_rule
from app.services.units.service import MAX_ALIASES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.office_package import Definition, OfficePackage, SentUnit
    from app.models.survey import Survey

_DEEPEST = 50
"""Levels of a list of units; a city has four or five."""


def require_agreeing(package: OfficePackage) -> None:
    """Raise ValueError or InputError where a part contradicts another one."""
    codes = [sent.unit.code for sent in package.units]
    distinct([code.casefold() for code in codes])
    distinct([sent.unit.uuid for sent in package.units])
    require(package.manifest.office_code in codes)
    _require_tree(package.units)
    for sent in package.units:
        distinct(list(sent.unit.aliases))
        require(len(sent.unit.aliases) <= MAX_ALIASES)
    require({one.unit_code for one in package.services} <= set(codes))
    distinct([f"{one.unit_code} {one.name.casefold()}" for one in package.services])
    distinct([f"{one.key} {one.version}" for one in package.instruments])
    distinct([f"{one.jabatan}\n{one.name}" for one in package.officials])
    _require_definitions(package)


def _require_tree(units: Sequence[SentUnit]) -> None:
    """Raise ValueError where a parent is not there, or a unit stands below itself or too deep."""
    above = {sent.unit.code: sent.parent_code for sent in units}
    depths = {"": 0}
    for code in above:
        path: dict[str, None] = {}
        place = code
        while place not in depths:
            require(place in above and place not in path and len(path) < _DEEPEST)
            path[place] = None
            place = above[place]
        depths |= {one: n for n, one in enumerate(reversed(path), depths[place] + 1)}
    require(max(depths.values()) <= _DEEPEST)


def _require_definitions(package: OfficePackage) -> None:
    instruments = {(one.key, one.version): one for one in package.instruments}
    distinct([one.survey.uuid for one in package.definitions])
    distinct([repr(one.identity) for one in package.definitions])
    papers: defaultdict[str, list[Definition]] = defaultdict(list)
    for one in package.definitions:
        survey = one.survey
        instrument = instruments[one.instrument_key, one.instrument_version]
        require_weight_rule(instrument, survey.weight_rule)
        require(survey.collection_end is None or survey.collection_end >= survey.period.start)
        distinct([stage.kind.value for stage in one.stages])
        require(bool(survey.paper) or survey.paper_place == 0)
        if survey.paper:
            papers[survey.paper].append(one)
    for asked in papers.values():
        _require_paper([one.survey for one in asked])


def _require_paper(surveys: Sequence[Survey]) -> None:
    """Raise ValueError unless surveys of one paper have a time and a way of asking in common."""
    require(sorted(one.paper_place for one in surveys) == list(range(len(surveys))))
    require(len(surveys) > 1)
    common = {
        (one.year, one.period, one.method, one.collection_end, one.sample_rule) for one in surveys
    }
    require(len(common) == 1)
