"""What an office makes of the city's package, at its first start and later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.survey import BlankRule, WeightRule
from app.models.unit import Unit, UnitType
from app.services.consolidation.outcomes import Fate
from app.services.offices.service import OfficeData
from app.services.opening import Refusal, begin_from_city
from app.services.session import Session
from app.services.surveys.new_survey import NewSurvey
from tests.offices import SmallOffice
from tests.oracle import content
from tests.support.sending_down import (
    OWN_KEY,
    SCHEDULE,
    move_deadline,
    own_definition,
    rename,
    send_down,
)

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.survey import Survey


def survey_of(session: Session, period: str = "triwulan-1") -> Survey:
    return next(one for one in session.surveys.all() if one.period.code == period)


def key_in(session: Session, survey: Survey, count: int) -> SmallOffice:
    office = SmallOffice(session, survey, session.instruments.of(survey.instrument_id))
    office.add(count)
    return office


# ---------------------------------------------------------------------- the first start
def test_an_office_begins_as_the_city_knows_it(office: Session) -> None:
    assert [unit.code for unit in office.units.all()] == ["KEC-01", "KEL-02", "KOTA"]
    unit = office.offices.unit()
    assert (unit.code, unit.name, unit.aliases) == ("KEL-02", "Kelurahan 2", ("Kel. 2",))
    above = office.units.get(unit.parent_id or 0)
    assert (above.code, office.units.get(above.parent_id or 0).code) == ("KEC-01", "KOTA")
    assert [one.name for one in office.units.services(unit.id)] == ["KTP", "Surat keterangan"]
    assert office.units.services(above.id) == []
    made = office.offices.current()
    assert made is not None
    assert made.letterhead == ("Pemerintah Kota Melati", "Kecamatan Satu")
    assert made.place == "Melati"
    survey = survey_of(office)
    assert survey.weight_rule is WeightRule.THREE_DECIMALS
    assert (survey.notice, survey.collection_end) == ("Uji coba", date(2026, 3, 20))
    stages = office.store.stages.all(survey_id=survey.id)
    assert {stage.kind: (stage.start, stage.end) for stage in stages} == SCHEDULE
    own = office.instruments.of(survey_of(office, "tahunan").instrument_id)
    assert (own.key, own.name) == (OWN_KEY, "Survei Kota")
    assert office.offices.officials(active_only=True) == []
    assert [one.jabatan for one in office.offices.officials()] == ["Sekretaris Daerah"]
    assert office.offices.operator == "Ani"
    assert office.checks.run().is_sound


def test_a_kecamatan_takes_the_units_below_it(package: Path, tmp_path: Path) -> None:
    made = begin_from_city(tmp_path / "kec.puas", package, "kec-01", "")
    assert isinstance(made, Session)
    assert [one.code for one in made.units.all()] == [
        "KEC-01",
        "KEL-01",
        "KEL-02",
        "KEL-03",
        "KOTA",
    ]
    made.store.close()


def test_what_is_refused_leaves_no_file(package: Path, tmp_path: Path) -> None:
    target = tmp_path / "kel.puas"
    for code in ("KEL-99", ""):
        with pytest.raises(InputError, match="daftar kota"):
            begin_from_city(target, package, code, "")
        assert not target.exists()
    package.write_bytes(package.read_bytes()[:-1])
    with pytest.raises(InputError):
        begin_from_city(target, package, "KEL-01", "")
    assert not target.exists()
    target.write_bytes(b"")
    assert isinstance(begin_from_city(target, package, "KEL-01", ""), Refusal)


def test_what_the_office_keys_in_merges_without_a_mapping(
    city: Session, office: Session, tmp_path: Path
) -> None:
    survey = survey_of(office)
    keyed = key_in(office, survey, 5)
    office.exports.export_package(survey, tmp_path / "paket.sqlite")
    outcome = city.merging.merge(tmp_path / "paket.sqlite")
    assert (outcome.fate, outcome.conflicts, outcome.notes) == (Fate.MERGED, 0, ("Uji coba",))
    assert outcome.unit is not None
    assert outcome.unit.code == "KEL-02"
    merged = city.surveys.get(outcome.survey_id)
    assert city.ikm.of_survey(merged).ikm == office.ikm.of_survey(survey).ikm
    assert {one.name for one in city.units.services(outcome.unit.id)} == {
        "KTP",
        "Surat keterangan",
    }
    assert city.merging.merge(tmp_path / "paket.sqlite").fate is Fate.KNOWN
    waiting = [one.unit.code for one in city.unsent.of(2026, "triwulan-1").entries]
    assert "KEL-01" in waiting
    assert city.unsent.of(2026, "triwulan-1").deadline == date(2026, 3, 31)
    assert len(keyed.services) == 2
    assert city.checks.run().is_sound


# ---------------------------------------------------------------------- later
def test_the_same_package_again_changes_nothing(office: Session, package: Path) -> None:
    before = content(office.store.path)
    taking, changes = office.sending_down.take(package)
    assert taking.is_past
    assert "sudah diambil" in taking.sentence
    assert not changes.office
    assert content(office.store.path) == before


def test_an_equal_package_made_later_changes_nothing_either(
    city: Session, office: Session, tmp_path: Path
) -> None:
    taking, changes = office.sending_down.take(send_down(city, tmp_path / "b.sqlite"))
    assert (taking.does_something, taking.changes, changes.office) == (False, (), False)
    assert "sudah sesuai" in taking.sentence


def test_a_newer_package_updates_and_says_what(
    city: Session, office: Session, package: Path, tmp_path: Path
) -> None:
    old = package.read_bytes()
    rename(city, "KEL-02", "Kelurahan Dua", "63.71.02")
    city.units.add(Unit("KEL-04", "Kelurahan 4", UnitType.KELURAHAN))
    city.units.add_service(city.units.find("63.71.02").id, "Akta lahir")
    move_deadline(city, date(2026, 3, 21))
    newer = send_down(city, tmp_path / "b.sqlite")
    survey = survey_of(office)
    key_in(office, survey, 3)
    looked = office.sending_down.look(newer)
    assert looked.changes == (
        (
            "Unit Kelurahan 2: kode KEL-02 menjadi 63.71.02; nama menjadi Kelurahan Dua, nama lama"
            " tetap sebagai nama lain."
        ),
        "Layanan baru Kelurahan Dua: Akta lahir.",
        f"Survei {survey.code}: pengumpulan data sampai 21 Maret 2026; jadwal baru.",
    )
    assert looked.remarks == ()
    taken, changes = office.sending_down.take(newer)
    assert taken.changes == looked.changes
    assert changes.office
    assert office.offices.unit().code == "63.71.02"
    assert office.offices.unit().aliases == ("Kel. 2", "Kelurahan 2")
    now = office.surveys.get(survey.id)
    assert (now.collection_end, now.code) == (date(2026, 3, 21), survey.code)
    assert office.store.tallies.sheets_of(survey.id) == 3
    assert not office.sending_down.look(newer).changes
    package.write_bytes(old)
    older, _ = office.sending_down.take(package)
    assert "lebih lama" in older.sentence
    assert office.offices.unit().code == "63.71.02"
    office.exports.export_package(now, tmp_path / "paket.sqlite")
    outcome = city.merging.merge(tmp_path / "paket.sqlite")
    assert (outcome.fate, outcome.conflicts) == (Fate.MERGED, 0)
    assert office.checks.run().is_sound


def test_answers_keep_what_they_were_asked_with(
    city: Session, office: Session, tmp_path: Path
) -> None:
    survey = survey_of(office)
    key_in(office, survey, 2)
    own = survey_of(office, "tahunan")
    key_in(office, own, 2)
    sent = survey_of(city)
    city.surveys.change(replace(sent, weight_rule=WeightRule.EXACT, blank_rule=BlankRule.LEAVE_OUT))
    stored = next(one for one in city.store.instruments.all() if one.key == OWN_KEY)
    city.store.instruments.replace(stored.id, own_definition(name="Survei Lain"))
    city.instruments.forget(stored.id)
    taking, _ = office.sending_down.take(send_down(city, tmp_path / "b.sqlite"))
    assert taking.changes == ()
    assert any("aturan bobot, aturan jawaban kosong" in one for one in taking.remarks)
    assert any(f"Instrumen {OWN_KEY} versi 1" in one for one in taking.remarks)
    assert any("instrumennya berbeda" in one for one in taking.remarks)
    assert office.surveys.get(survey.id) == survey
    assert office.instruments.of(own.instrument_id).name == "Survei Kota"


def test_without_answers_settings_and_instrument_follow_the_city(
    city: Session, office: Session, tmp_path: Path
) -> None:
    sent, own = survey_of(city), survey_of(city, "tahunan")
    city.surveys.change(replace(sent, weight_rule=WeightRule.EXACT))
    city.store.instruments.keep(OWN_KEY, 2, own_definition(2, "Survei Kota 2"))
    second = next(one for one in city.store.instruments.all() if one.version == 2)
    city.surveys.change(replace(own, instrument_id=second.id))
    taking, _ = office.sending_down.take(send_down(city, tmp_path / "b.sqlite"))
    assert any("Instrumen baru: Survei Kota 2 versi 2." in one for one in taking.changes)
    assert survey_of(office).weight_rule is WeightRule.EXACT
    assert office.instruments.of(survey_of(office, "tahunan").instrument_id).version == 2
    city.store.instruments.replace(second.id, own_definition(2, "Survei Kota Dua"))
    city.instruments.forget(second.id)
    taking, _ = office.sending_down.take(send_down(city, tmp_path / "c.sqlite"))
    assert any("yang belum berisi jawaban, mengikuti kota" in one for one in taking.changes)
    assert office.instruments.of(survey_of(office, "tahunan").instrument_id).name == (
        "Survei Kota Dua"
    )


def test_a_locked_survey_stays(city: Session, office: Session, tmp_path: Path) -> None:
    survey = survey_of(office)
    office.surveys.lock(survey.id, "selesai")
    move_deadline(city, date(2026, 3, 21))
    taking, _ = office.sending_down.take(send_down(city, tmp_path / "b.sqlite"))
    assert taking.remarks == (f"Survei {survey.code} terkunci dan tidak diubah.",)
    assert taking.sentence == "Tidak ada yang berubah; 1 hal tetap seperti di berkas ini."
    assert office.surveys.get(survey.id).collection_end == date(2026, 3, 20)


def test_an_office_that_began_by_itself_takes_the_citys_codes(
    package: Path, tmp_path: Path
) -> None:
    made = Session.create(tmp_path / "sendiri.puas", operator="Ani")
    assert isinstance(made, Session)
    unit = made.offices.create(OfficeData("Kelurahan 3", "kel-tiga"))[0].unit_id
    survey, _ = made.surveys.create(NewSurvey(unit, 2026, "triwulan-1"))
    looked = made.sending_down.look(package)
    assert looked.needs_unit
    assert [sent.unit.code for sent in looked.proposed] == ["KEL-03"]
    assert "Mungkin: Kelurahan 3 (KEL-03)." in looked.sentence
    with pytest.raises(InputError, match="tidak ada di daftar kota"):
        made.sending_down.take(package)
    taking, _ = made.sending_down.take(package, "kel-03")
    assert any("kode kel-tiga menjadi KEL-03" in one for one in taking.changes)
    assert (made.offices.unit().id, made.offices.unit().code) == (unit, "KEL-03")
    assert made.surveys.get(survey.id).weight_rule is WeightRule.THREE_DECIMALS
    assert len(made.surveys.all()) == 2
    assert made.checks.run().is_sound
    made.store.close()


def test_a_code_that_another_unit_has_is_refused_whole(package: Path, tmp_path: Path) -> None:
    made = Session.create(tmp_path / "sendiri.puas", operator="Ani")
    assert isinstance(made, Session)
    made.offices.create(OfficeData("Kelurahan 3", "kel-tiga"))
    made.units.add(Unit("KEL-03", "Pos layanan", UnitType.LAINNYA))
    before = content(made.store.path)
    with pytest.raises(InputError, match="dipakai Pos layanan"):
        made.sending_down.take(package, "KEL-03")
    assert content(made.store.path) == before
    made.store.close()


def test_an_office_that_the_city_knows_becomes_no_other(
    city: Session, office: Session, tmp_path: Path
) -> None:
    newer = send_down(city, tmp_path / "b.sqlite")
    with pytest.raises(InputError, match="mengenal kantor ini sebagai Kelurahan 2"):
        office.sending_down.look(newer, "KEL-03")
    assert office.sending_down.look(newer, "kel-02").own is not None


def test_a_city_does_not_take_its_own_package(city: Session, package: Path) -> None:
    with pytest.raises(InputError, match="dari berkas ini sendiri"):
        city.sending_down.look(package)


def test_one_paper_stays_one_paper(city: Session, tmp_path: Path) -> None:
    new = NewSurvey(city.offices.unit().id, 2027, "tahunan")
    surveys, _ = city.paper_maker.create_paper(new, ("skm-9", "spak-5"))
    city.sending_down.send(tmp_path / "a.sqlite", surveys)
    made = begin_from_city(tmp_path / "kel.puas", tmp_path / "a.sqlite", "KEL-01", "")
    assert isinstance(made, Session)
    papers = {one.paper for one in made.surveys.all()}
    assert len(papers) == 1
    assert [one.paper_place for one in made.store.surveys.of_paper(papers.pop())] == [0, 1]
    made.store.close()


def test_a_unit_that_the_city_retired_is_retired_here_unless_it_is_needed(
    city: Session, package: Path, tmp_path: Path
) -> None:
    made = begin_from_city(tmp_path / "kec.puas", package, "KEC-01", "")
    assert isinstance(made, Session)
    for code in ("KEL-01", "KEL-02", "KEL-03", "KEC-01"):
        city.units.retire(city.units.find(code).id)
    needed = made.units.find("KEL-02")
    made.surveys.create(NewSurvey(needed.id, 2026))
    taking, _ = made.sending_down.take(send_down(city, tmp_path / "b.sqlite"))
    active = {one.code for one in made.units.all() if one.active}
    assert active == {"KOTA", "KEC-01", "KEL-02"}
    assert "Unit Kelurahan 1: tidak dipakai lagi." in taking.changes
    made.store.close()
