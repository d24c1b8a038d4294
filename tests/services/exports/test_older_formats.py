"""Packages of earlier versions are read as they were meant."""

from __future__ import annotations

from pathlib import Path

from app.models.package import Surroundings
from app.models.planning import SampleRule
from app.services.exports.reading import read_package

PACKAGES = Path(__file__).parents[2] / "data" / "packages"


def test_a_package_of_the_first_format() -> None:
    package = read_package(PACKAGES / "format-1.sqlite")
    assert (package.manifest.format, package.manifest.sheets) == (1, 6)
    assert package.around == Surroundings()
    assert [sheet.number for sheet in package.sheets] == [1, 2, 3, 4, 6, 7]
    assert "biaya" not in package.sheets[1].answers
    assert package.sheets[1].revision == 2
    assert {sheet.saran for sheet in package.sheets} == {"", "Antrean lebih cepat"}
    assert [(s.name, s.revision) for s in package.services] == [("KTP", 1), ("KK", 1)]
    survey = package.survey
    assert (survey.population, survey.sample_rule) == (900, SampleRule.FORMULA)
    assert [asked.population for asked in survey.services] == [600, 300]
