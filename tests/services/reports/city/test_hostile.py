"""Whatever stands in a recap, a report on it is printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.planning import TeamMember
from app.services.city.lines import FollowUpLine, Line
from app.services.city.trend import trend_of
from app.services.reports.daerah.data import DaerahData, collect_daerah
from app.services.reports.kinds import About, Format, Options
from app.services.reports.registry import report_kind
from app.services.reports.service import Collected
from tests.services.reports.city.conftest import AT
from tests.support.city import add_survey, add_unit, open_city

if TYPE_CHECKING:
    from app.services.reports.city.data import CityData
    from app.services.session import Session

KINDS = ("rekap", "perbandingan", "laporan-daerah")
START = {Format.PDF: b"%PDF", Format.DOCX: b"PK", Format.XLSX: b"PK"}
NASTY = (
    "<b>tebal</b>",
    '<img src="/etc/passwd"/>',
    "=cmd|' /C calc'!A0",
    "\u202eterbalik",
    "\ud800",
    "a\x00b\x07",
    "baris\nbaru\r\n\tdan tab",
    "x" * 3000,
    "kata " * 2000,
    "漢字 🙂 Ω ≤ €",
    "",
)


def spoilt(data: CityData, text: str) -> CityData:
    """Put ``text`` wherever somebody may have typed."""

    def line(one: Line) -> Line:
        return replace(
            one,
            unit=replace(one.unit, name=text or "–"),
            service=text,
            part=text,
            periods=(text,),
            method=text,
            section=text,
            mutu_written=text,
            written={"waktu": text},
            follow_up=FollowUpLine(("waktu",), (text,), text, text, text),
        )

    year = replace(data.year, lines=tuple(line(one) for one in data.year.lines))
    return replace(
        data,
        office=replace(data.office, letterhead=(text,), address=text),
        office_name=text,
        year=year,
        trend=trend_of([*data.trend.years[:-1], year]),
        place=text,
    )


def spoilt_for(kind: str, data: DaerahData, text: str) -> CityData | DaerahData:
    """Return what a kind prints, with ``text`` wherever somebody may have typed."""
    city = spoilt(data.city, text)
    if kind != "laporan-daerah":
        return city
    team = (TeamMember(0, 1, text, text, text),)
    return replace(data, city=city, values=dict.fromkeys(data.values, text), team=team)


@pytest.mark.parametrize("key", KINDS)
@pytest.mark.parametrize("number", range(len(NASTY)))
def test_nasty_words_break_no_report(city: Session, key: str, number: int) -> None:
    read = collect_daerah(city, About(year=2026), Options(), AT)
    data = spoilt_for(key, read, NASTY[number])
    for form, start in START.items():
        assert Collected(report_kind(key), data, Options()).render(form).startswith(start)
    wide = Options(chosen={"tindak-lanjut": "kolom"})
    assert Collected(report_kind(key), data, wide).render().startswith(b"%PDF")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> DaerahData:
    session = open_city(tmp_path_factory.mktemp("kota") / "kota.puas")
    add_survey(session, add_unit(session, "kel", "Kelurahan A"), [3, 4])
    data = collect_daerah(session, About(year=2026), Options(), AT)
    session.store.close()
    return data


@settings(max_examples=25)
@given(text=st.text(max_size=300), key=st.sampled_from(KINDS))
def test_any_words_are_printed(text: str, key: str, small: DaerahData) -> None:
    data = spoilt_for(key, small, text)
    for form, start in START.items():
        assert Collected(report_kind(key), data, Options()).render(form).startswith(start)
