"""Who has not sent: the list, the message and the letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from app.errors import InputError
from app.models.planning import Stage, StageKind
from app.models.unit import Unit, UnitType
from app.services.consolidation.cells import CellState
from app.services.consolidation.unsent import Unsent
from app.services.reports.city.belum_mengirim import BELUM_MENGIRIM, collect_letter
from app.services.reports.kinds import About, Format, Options
from app.services.surveys.new_survey import NewSurvey
from tests.services.reports.pages import letters_outside, texts_of
from tests.support.hostile import texts
from tests.support.receiving import City, make_city, make_sender, send
from tests.support.reports import file_of

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.survey import Survey
    from tests.offices import SmallOffice

AT = datetime(2026, 4, 1, 9, 0)  # noqa: DTZ001 - a printed time has no zone


def plan_of_the_city(city: City, end: date, collection_end: date | None = None) -> Survey:
    """Give the city a survey of its own with a schedule."""
    session = city.session
    office = session.store.offices.get()
    assert office is not None
    survey, _ = session.surveys.create(NewSurvey(office.unit_id, 2026))
    if collection_end is not None:
        survey = session.store.surveys.save(replace(survey, collection_end=collection_end))
    session.store.stages.save(Stage(survey.id, StageKind.REPORTING, date(2026, 1, 5), end))
    return survey


def letter(city: City, period: str = "") -> str:
    options = Options(chosen={"periode": period} if period else {})
    pdf = city.session.reports.render(BELUM_MENGIRIM, About(year=2026), options, at=AT)
    return " ".join(texts_of(pdf))


def test_everybody_is_waited_for_before_anything_has_come(city: City) -> None:
    assert "Dari 3 unit, 3 belum mengirim." in city.session.unsent.message(2026)
    found = city.session.unsent.of(2026, "triwulan-1")
    assert [one.unit.code for one in found.entries] == ["KEL-01", "KEL-02", "KEL-03"]
    assert {one.state for one in found.entries} == {CellState.MISSING}
    assert (found.expected, found.deadline, found.period_text) == (3, None, "Triwulan I 2026")
    assert [parent.code for parent, _ in found.groups if parent] == ["KOTA"]


def test_partial_packages_are_listed_with_what_lacks(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    office.store.surveys.save(replace(office.survey, population=8))
    city.merge(send(office, tmp_path / "1.sqlite"))
    found = city.session.unsent.of(2026, "tahunan")
    assert [(one.unit.code, one.state) for one in found.entries] == [
        ("KEL-01", CellState.PARTIAL),
        ("KEL-02", CellState.MISSING),
        ("KEL-03", CellState.MISSING),
    ]
    assert found.entries[0].lacking == "Kurang 2 lembar dari sampel minimal 8."
    assert found.entries == city.session.unsent.of(2026).entries
    office.add(2)
    city.merge(send(office, tmp_path / "2.sqlite"))
    found = city.session.unsent.of(2026, "tahunan")
    assert [one.unit.code for one in found.entries] == ["KEL-02", "KEL-03"]
    # nobody has sent another period
    assert len(city.session.unsent.of(2026, "semester-1").entries) == 3


def test_who_need_not_send_is_not_reminded(city: City) -> None:
    city.session.store.units.save(Unit("LAMA", "Kelurahan Lama", UnitType.KELURAHAN, active=False))
    plan_of_the_city(city, date(2026, 12, 18))
    codes = [one.unit.code for one in city.session.unsent.of(2026).entries]
    assert codes == ["KEL-01", "KEL-02", "KEL-03"]


def test_the_deadline_is_that_of_the_city(city: City) -> None:
    survey = plan_of_the_city(city, date(2026, 12, 18), date(2026, 11, 30))
    assert city.session.unsent.of(2026).deadline == date(2026, 12, 18)
    assert city.session.unsent.of(2026, "tahunan").deadline == date(2026, 12, 18)
    assert city.session.unsent.of(2026, "bulan-1").deadline is None
    (stage,) = city.session.store.stages.all(survey_id=survey.id)
    city.session.store.stages.delete(stage)
    assert city.session.unsent.of(2026).deadline == date(2026, 11, 30)


def test_a_period_that_is_none_is_refused(city: City) -> None:
    with pytest.raises(InputError):
        city.session.unsent.of(2026, "triwulan-9")


def test_the_message_can_be_sent_as_it_is(city: City, office: SmallOffice, tmp_path: Path) -> None:
    office.store.surveys.save(replace(office.survey, population=8))
    city.merge(send(office, tmp_path / "1.sqlite"))
    plan_of_the_city(city, date(2026, 12, 18))
    assert city.session.unsent.message(2026, "tahunan") == (
        "Pengiriman paket SKM Tahun 2026\n"
        "\n"
        "Dari 3 unit, 2 belum mengirim dan 1 baru mengirim sebagian.\n"
        "\n"
        "Pemerintah Kota:\n"
        "- Kelurahan 01: Kurang 2 lembar dari sampel minimal 8.\n"
        "- Kelurahan 02\n"
        "- Kelurahan 03\n"
        "\n"
        "Mohon paketnya dikirim paling lambat 18 Desember 2026.\n"
        "Abaikan pesan ini bila paketnya baru saja dikirim. Terima kasih.\n"
        "Pemerintah Kota\n"
    )


def test_when_all_have_sent_nobody_is_asked(office: SmallOffice, tmp_path: Path) -> None:
    city = make_city(tmp_path / "kota2.puas", ["KEL-01"])
    office.store.surveys.save(replace(office.survey, population=6))
    city.merge(send(office, tmp_path / "1.sqlite"))
    assert city.session.unsent.of(2026).entries == ()
    assert "Semua 1 unit sudah mengirim." in city.session.unsent.message(2026)
    assert "Surat ini tidak perlu dikirim." in letter(city)
    city.session.store.close()


def test_the_letter_lists_units_by_parent(city: City, tmp_path: Path) -> None:
    second = make_sender(tmp_path / "dua.puas", "KEL-02", 3)
    city.merge(send(second, tmp_path / "2.sqlite"))
    second.store.close()
    plan_of_the_city(city, date(2026, 12, 18))
    store = city.session.store
    above = store.units.save(Unit("KEC", "Kecamatan Melati", UnitType.KECAMATAN))
    third = city.session.units.find("KEL-03")
    store.units.save(replace(third, parent_id=above.id))
    said = letter(city, "tahunan")
    for words in (
        "Nomor",
        "Pimpinan unit yang disebut dalam daftar di bawah ini",
        "Pengiriman paket SKM Tahun 2026",
        "Dari 4 unit, 3 belum mengirim dan 1 baru mengirim sebagian.",
        "Kecamatan Melati",
        "Kurang 77 lembar dari sampel minimal 80.",
        "paling lambat 18 Desember 2026",
    ):
        assert words in said
    assert "Batas waktu" in said


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts(), texts(), texts())
def test_whatever_a_unit_is_called_the_letter_is_printed(
    city: City, name: str, above: str, lacking: str
) -> None:
    data = collect_letter(city.session, About(year=2026), Options(), AT)
    unit = Unit(name, name, UnitType.KELURAHAN, id=9)
    parent = Unit(above, above, UnitType.KECAMATAN, id=10)
    entries = (
        Unsent(unit, parent, CellState.PARTIAL, lacking),
        Unsent(unit, None, CellState.MISSING, lacking),
    )
    made = replace(data, unsent=replace(data.unsent, entries=entries), office_name=name)
    assert not letters_outside(file_of(BELUM_MENGIRIM, made))
    assert file_of(BELUM_MENGIRIM, made, form=Format.DOCX).startswith(b"PK")
