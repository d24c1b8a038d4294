"""What a city sends down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import InputError, StorageError
from app.models.planning import StageKind
from app.models.store.package import is_package
from app.models.store.package_refusal import OFFICE_PACKAGE, PackageProblem, PackageRefusedError
from app.models.survey import SurveyState, WeightRule
from app.services.exports.reading import read_package
from app.services.opening import Refusal, open_office
from app.services.sending_down.reading import read_office_package
from app.services.surveys.new_survey import NewSurvey
from tests.oracle import leftovers
from tests.support.receiving import make_sender, send
from tests.support.sending_down import OWN_KEY, SCHEDULE, send_down

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.session import Session


def test_a_package_holds_units_services_instruments_definitions_and_officials(
    city: Session, package: Path
) -> None:
    said = read_office_package(package)
    assert [sent.unit.code for sent in said.units] == [
        "KEC-01",
        "KEL-01",
        "KEL-02",
        "KEL-03",
        "KOTA",
    ]
    assert said.units[1].parent_code == "KEC-01"
    assert said.units[1].unit.aliases == ("Kel. 1",)
    assert said.sender.name == "Pemerintah Kota Melati"
    assert {one.name for one in said.services if one.unit_code == "KEL-01"} == {
        "KTP",
        "Surat keterangan",
    }
    assert [(one.key, one.version) for one in said.instruments] == [("skm-9", 1), (OWN_KEY, 1)]
    own, first = said.definitions
    assert (own.instrument_key, own.survey.period.code, own.stages) == (OWN_KEY, "tahunan", ())
    assert first.survey.weight_rule is WeightRule.THREE_DECIMALS
    assert first.survey.collection_end == SCHEDULE[StageKind.COLLECTION][1]
    assert {stage.kind: (stage.start, stage.end) for stage in first.stages} == SCHEDULE
    assert [one.jabatan for one in said.officials] == ["Sekretaris Daerah"]
    assert city.checks.run().is_sound
    assert is_package(package, OFFICE_PACKAGE)
    assert not is_package(package)


def test_every_package_has_a_higher_number(city: Session, package: Path, tmp_path: Path) -> None:
    second = send_down(city, tmp_path / "lagi.sqlite")
    numbers = [read_office_package(one).manifest.number for one in (package, second)]
    assert numbers[0] < numbers[1]
    same = [read_office_package(one).manifest.content_sha256 for one in (package, second)]
    assert same[0] == same[1]


def test_it_is_neither_a_survey_package_nor_an_office_file(
    city: Session, package: Path, tmp_path: Path
) -> None:
    with pytest.raises(PackageRefusedError) as caught:
        read_package(package)
    assert caught.value.problem is PackageProblem.NOT_A_PACKAGE
    opened = open_office(package)
    assert isinstance(opened, Refusal)
    assert "paket kantor dari kota" in opened.error.what
    sender = make_sender(tmp_path / "unit.puas", "KEL-01", 2)
    survey_package = send(sender, tmp_path / "unit.sqlite")
    sender.store.close()
    with pytest.raises(PackageRefusedError, match=r"bukan paket kantor.*\(ini paket survei"):
        city.sending_down.look(survey_package)
    assert "(ini paket kantor dari kota)" in city.merging.merge(package).sentence
    assert city.merging.find([tmp_path]) == [survey_package]


def test_only_a_package_of_its_kind_is_replaced(city: Session, tmp_path: Path) -> None:
    target = tmp_path / "surat.pdf"
    target.write_bytes(b"%PDF")
    with pytest.raises(InputError, match="tidak ditimpa"):
        send_down(city, target)
    assert target.read_bytes() == b"%PDF"
    with pytest.raises((InputError, StorageError)):
        send_down(city, tmp_path / "tidak-ada" / "kantor.sqlite")
    first = send_down(city, tmp_path / "kantor.sqlite").read_bytes()
    assert send_down(city, tmp_path / "kantor.sqlite").read_bytes() != first
    assert leftovers(tmp_path) == [".kota.puas.kunci"]


def test_two_surveys_that_an_office_could_not_tell_apart_are_refused(
    city: Session, tmp_path: Path
) -> None:
    office = city.offices.unit()
    again, _ = city.surveys.create(NewSurvey(office.id, 2026, "triwulan-1", again=True))
    with pytest.raises(InputError, match="sama tahun, periode, dan instrumennya"):
        city.sending_down.send(tmp_path / "a.sqlite", city.sending_down.definable())
    city.sending_down.send(tmp_path / "a.sqlite", [again])
    assert [one.survey.code for one in read_office_package(tmp_path / "a.sqlite").definitions] == [
        again.code
    ]


def test_surveys_of_one_paper_travel_together(city: Session, tmp_path: Path) -> None:
    new = NewSurvey(city.offices.unit().id, 2027, "tahunan")
    (first, second), _ = city.paper_maker.create_paper(new, ("skm-9", "spak-5"))
    city.sending_down.send(tmp_path / "a.sqlite", [second])
    said = read_office_package(tmp_path / "a.sqlite").definitions
    assert {one.survey.code: one.survey.paper_place for one in said} == {
        first.code: 0,
        second.code: 1,
    }


def test_only_the_citys_own_surveys_are_definitions(city: Session, tmp_path: Path) -> None:
    sender = make_sender(tmp_path / "unit.puas", "KEL-01", 2)
    city.merging.merge(send(sender, tmp_path / "unit.sqlite"))
    sender.store.close()
    merged = next(s for s in city.surveys.all() if s.unit_id != city.offices.unit().id)
    assert merged not in city.sending_down.definable()
    with pytest.raises(InputError, match="bukan survei kantor ini"):
        city.sending_down.send(tmp_path / "a.sqlite", [merged])
    locked = city.sending_down.usually_sent()[0]
    city.surveys.lock(locked.id, "selesai")
    assert locked.id not in {one.id for one in city.sending_down.usually_sent()}
    assert city.surveys.get(locked.id).state is SurveyState.TERKUNCI


def test_a_definition_alone_is_no_survey_of_the_city(city: Session) -> None:
    matrix = city.matrix.of_year(2026)
    assert [period.code for period in matrix.periods] == ["tahunan", "triwulan-1"]
    assert "KOTA" not in {row.unit.code for row in matrix.rows}
