"""Which unit a package is of, and which service each of its services is."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.unit import Service
from app.services.consolidation.outcomes import Fate
from tests.support.receiving import begin, make_sender, make_template, send

if TYPE_CHECKING:
    from tests.offices import SmallOffice
    from tests.support.receiving import City

FORMAT_1 = Path(__file__).parents[2] / "data" / "packages" / "format-1.sqlite"


def sheets_of(city: City, place: int = 0) -> dict[int, int]:
    """Return number → revision of the sheets of a survey."""
    survey = sorted(city.session.store.surveys.all(), key=lambda one: one.id)[place]
    return {s.number: s.revision for s in city.session.store.sheets.all_of(survey.id)}


def test_an_unknown_unit_waits_until_it_is_mapped_and_is_remembered(
    city: City, tmp_path: Path
) -> None:
    sender = make_sender(tmp_path / "baru.puas", "kel.01.baru", 3)
    unit = sender.store.units.all()[0]
    sender.store.units.save(replace(unit, name="Kelurahan01"))
    package = send(sender, tmp_path / "1.sqlite")
    (waiting,) = city.merge(package)
    assert waiting.fate is Fate.WAITING
    assert waiting.proposals[0].code == "KEL-01"
    assert city.session.store.surveys.all() == []
    target = city.session.units.find("KEL-01")
    city.session.merging.units.map("kel.01.baru", target.id)
    (merged,) = city.merge(package)
    assert merged.fate is Fate.MERGED
    assert merged.unit == target
    assert any("dipetakan ke unit Kelurahan 01" in note for note in merged.notes)
    sender.add(1)
    assert city.merge(send(sender, tmp_path / "2.sqlite"))[0].fate is Fate.MERGED
    with pytest.raises(InputError, match="sudah digabung untuk unit lain"):
        city.session.merging.units.map("KEL.01.BARU", city.session.units.find("KEL-02").id)
    with pytest.raises(InputError, match="adalah kode sebuah unit"):
        city.session.merging.units.map("KEL-03", target.id)
    sender.store.close()


def test_an_unknown_unit_may_be_added(city: City, tmp_path: Path) -> None:
    sender = make_sender(tmp_path / "baru.puas", "KEL-99", 3)
    package = send(sender, tmp_path / "1.sqlite")
    unit, _ = city.session.merging.add_unit(package)
    assert (unit.code, unit.name) == ("KEL-99", "Kelurahan 99")
    assert city.merge(package)[0].fate is Fate.MERGED
    with pytest.raises(InputError, match="sudah ada"):
        city.session.merging.add_unit(package)
    sender.store.close()


def test_files_made_from_one_template_are_units_of_their_own(city: City, tmp_path: Path) -> None:
    """They have one installation, one uuid of the unit and the same uuids of services."""
    make_template(tmp_path / "contoh.puas").store.close()
    packages = []
    for code in ("KEL-01", "KEL-02"):
        shutil.copyfile(tmp_path / "contoh.puas", tmp_path / f"{code}.puas")
        sender = begin(tmp_path / f"{code}.puas", code)
        sender.add(3)
        packages.append(send(sender, tmp_path / f"{code}.sqlite"))
        sender.store.close()
    outcomes = city.merge(*packages)
    assert [outcome.notes for outcome in outcomes] == [(), ()]
    assert city.sheets == 6
    assert city.session.checks.run().findings == ()


def test_a_survey_that_was_copied_to_another_unit_is_refused(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    city.merge(send(office, tmp_path / "1.sqlite"))
    unit = office.store.units.all()[0]
    office.store.units.save(replace(unit, code="KEL-02", name="Kelurahan 02"))
    (outcome,) = city.merge(send(office, tmp_path / "2.sqlite"))
    assert outcome.fate is Fate.REFUSED
    assert "tampaknya salinan" in outcome.sentence
    assert city.sheets == 6


def test_a_service_keeps_its_sheets_under_its_newest_name(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    unit = city.session.units.find("KEL-01")
    listed = city.session.store.units.save_service(Service(unit.id, "Kartu keluarga"))
    old = send(office, tmp_path / "1.sqlite")
    ktp, kk = office.store.units.services(office.survey.unit_id)
    office.store.units.save_service(replace(kk, name="KARTU KELUARGA"))
    office.store.units.save_service(replace(ktp, name="KK"))
    office.add(1)
    new = send(office, tmp_path / "2.sqlite")
    for packages in ((old, new), (new, old)):
        city.merge(*packages)
        survey = city.session.store.surveys.all()[0]
        found = city.session.ikm.by_service(survey)
        assert {group.label: group.n for group in found} == {"Kartu keluarga": 4, "KK": 3}
        assert city.session.store.sheets.all_of(survey.id)[0].service_id == listed.id
        assert city.session.checks.run().findings == ()
        for package in city.session.merging.packages():
            city.session.merging.undo(package.id, "sekali lagi")
