"""Everything of a year that a screen shows is made in one go, of the same figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.city.picture import picture_of
from app.services.city.sections import Grouping
from tests.support.city import add_survey, add_unit, open_city

if TYPE_CHECKING:
    from pathlib import Path


def test_a_picture_of_a_year(tmp_path: Path) -> None:
    session = open_city(tmp_path / "kota.sqlite")
    first, second = (add_unit(session, code, f"Kelurahan {code}") for code in "AB")
    add_survey(session, first, [4, 4, 3])
    add_survey(session, second, [3, 3])
    add_survey(session, second, [3], instrument="spkp-8")
    add_survey(session, first, [2], year=2025)
    picture = picture_of(session.city, 2026)
    assert [line.unit.code for line in picture.figures.lines] == ["A", "B"]
    assert set(picture.sections) == set(Grouping)
    assert picture.grouping is Grouping.TYPE
    assert [key for key, _ in picture.instruments] == ["skm-9", "spkp-8"]
    (dots,), (heat,) = picture.dots, picture.heat
    assert len(dots.categories) == len(heat.categories) == 2
    assert dots.title == "IKM 2026, peringkat 1 sampai 2"
    assert [one.label for one in picture.years.categories] == ["2025", "2026"]
    assert len(picture.unsur.categories) == 9
    other = picture_of(session.city, 2026, "spkp-8")
    assert other.figures.instrument.key == "spkp-8"
    assert [one.categories for one in picture_of(session.city, 2030).dots] == [()]
    session.store.close()
