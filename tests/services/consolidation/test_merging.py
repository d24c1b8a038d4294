"""Packages become one file: nothing is lost, nothing counts twice, everything is said."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.survey import SurveyState
from app.models.unit import Service
from app.services.archive.deeds import Destroying, Locking
from app.services.consolidation.outcomes import Fate
from app.services.consolidation.settling import STEP
from tests.offices import reopen
from tests.support.receiving import begin, correct, delete, make_sender, make_template, send

if TYPE_CHECKING:
    from tests.offices import SmallOffice
    from tests.support.receiving import City

FORMAT_1 = Path(__file__).parents[2] / "data" / "packages" / "format-1.sqlite"


def sheets_of(city: City, place: int = 0) -> dict[int, int]:
    """Return number → revision of the sheets of a survey."""
    survey = sorted(city.session.store.surveys.all(), key=lambda one: one.id)[place]
    return {s.number: s.revision for s in city.session.store.sheets.all_of(survey.id)}


def test_a_package_becomes_a_survey(city: City, office: SmallOffice, tmp_path: Path) -> None:
    office.session.surveys.lock(office.survey.id, "selesai")
    (outcome,) = city.merge(send(office, tmp_path / "p.sqlite", with_saran=True))
    assert (outcome.fate, outcome.counted.new) == (Fate.MERGED, 6)
    assert outcome.sentence == "6 lembar baru."
    assert outcome.changes.surveys == {outcome.survey_id}
    store = city.session.store
    survey = store.surveys.get(outcome.survey_id)
    sent = office.store.surveys.get(office.survey.id)
    assert (survey.uuid, survey.revision, survey.code) == (sent.uuid, sent.revision, sent.code)
    assert (survey.population, survey.state) == (100, SurveyState.TERKUNCI)
    assert store.units.get(survey.unit_id).code == "KEL-01"
    ours, theirs = (
        [(s.uuid, s.number, s.day, s.answers, s.profile, s.saran, s.changed_at) for s in sheets]
        for sheets in (
            store.sheets.all_of(survey.id),
            office.store.sheets.all_of(office.survey.id),
        )
    )
    assert ours == theirs
    assert city.session.ikm.of_survey(survey) == office.session.ikm.of_survey(sent)
    names = [group.label for group in city.session.ikm.by_service(survey)]
    assert names == ["KK", "KTP"]
    assert city.session.checks.run().findings == ()
    merged = store.log.latest(1)[0]
    assert (merged.action, merged.subject) == ("digabung", "paket")


def test_the_same_package_again_changes_nothing_and_says_so(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    package = send(office, tmp_path / "p.sqlite")
    city.merge(package)
    head = city.session.store.log.head()
    (outcome,) = city.merge(Path(shutil.copy(package, tmp_path / "salinan.sqlite")))
    assert outcome.fate is Fate.KNOWN
    assert "sudah digabung" in outcome.sentence
    assert city.session.store.log.head() == head
    assert not outcome.changes.surveys


def test_a_newer_revision_replaces_the_older_which_stays_in_the_log(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    city.merge(send(office, tmp_path / "1.sqlite"))
    correct(office, 3)
    (outcome,) = city.merge(send(office, tmp_path / "2.sqlite"))
    assert (outcome.counted.changed, outcome.same) == (1, 5)
    assert sheets_of(city)[3] == 2
    sheet = city.session.store.sheets.by_number(outcome.survey_id, 3)
    assert sheet is not None
    assert set(sheet.answers.values()) == {4}
    (entry,) = city.session.store.log.entries_of(sheet.uuid)
    assert entry.action == "diubah"
    assert entry.old is not None
    assert entry.old["revision"] == 1
    assert entry.reason == "2.sqlite"


def test_an_older_package_after_a_newer_one_changes_nothing(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    older = send(office, tmp_path / "1.sqlite")
    correct(office, 3)
    delete(office, 5)
    newer = send(office, tmp_path / "2.sqlite")
    city.merge(newer)
    before = sheets_of(city)
    (outcome,) = city.merge(older)
    assert outcome.fate is Fate.NOTHING_NEW
    assert outcome.sentence.startswith("Paket ini lebih lama daripada yang sudah digabung.")
    assert (outcome.same, outcome.older) == (4, 2)
    assert sheets_of(city) == before
    assert city.session.checks.run().findings == ()


def test_a_deleted_sheet_stays_deleted_until_it_is_put_back(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    with_it = send(office, tmp_path / "1.sqlite")
    sheet = office.store.sheets.by_number(office.survey.id, 2)
    assert sheet is not None
    office.store.sheets.delete(sheet)
    without = send(office, tmp_path / "2.sqlite")
    office.store.sheets.add(sheet, office.questions)
    again = send(office, tmp_path / "3.sqlite")
    city.merge(without, with_it)
    assert 2 not in sheets_of(city)
    city.merge(again)
    assert sheets_of(city)[2] == 3
    city.session.merging.undo(3, "belum tentu")
    assert 2 not in sheets_of(city)


def test_exchanged_numbers(city: City, office: SmallOffice, tmp_path: Path) -> None:
    city.merge(send(office, tmp_path / "1.sqlite"))
    store = office.store.sheets
    one, other = (store.by_number(office.survey.id, number) for number in (1, 2))
    assert one
    assert other
    moved = store.change(replace(one, number=99), office.questions)
    store.change(replace(other, number=1), office.questions)
    store.change(replace(moved, number=2), office.questions)
    city.merge(send(office, tmp_path / "2.sqlite"))
    assert sheets_of(city) == {1: 2, 2: 3, 3: 1, 4: 1, 5: 1, 6: 1}
    assert city.session.checks.run().findings == ()


def test_saran_may_come_later_and_stays(city: City, office: SmallOffice, tmp_path: Path) -> None:
    plain = send(office, tmp_path / "1.sqlite")
    full = send(office, tmp_path / "2.sqlite", with_saran=True)
    again = send(office, tmp_path / "3.sqlite")
    city.merge(plain, full)
    survey = city.session.store.surveys.all()[0]
    assert len(city.session.store.crosstabs.saran(survey.id)) == 2
    (outcome,) = city.merge(again)
    assert outcome.fate is Fate.NOTHING_NEW
    assert len(city.session.store.crosstabs.saran(survey.id)) == 2


def test_the_settings_of_the_newest_revision_count(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    old = send(office, tmp_path / "1.sqlite")
    office.store.surveys.save(replace(office.survey, population=250))
    new = send(office, tmp_path / "2.sqlite")
    city.merge(new, old)
    survey = city.session.store.surveys.all()[0]
    assert (survey.population, survey.revision) == (250, 2)
    assert city.session.ikm.minimum_of(survey) == 152


# ---------------------------------------------------------------------- what is said
def test_a_gap_in_the_sequence_is_said(city: City, office: SmallOffice, tmp_path: Path) -> None:
    first = send(office, tmp_path / "1.sqlite")
    send(office, tmp_path / "2.sqlite")
    correct(office, 1)
    third = send(office, tmp_path / "3.sqlite")
    _, outcome = city.merge(first, third)
    assert any("Paket nomor 2" in note for note in outcome.notes)


def test_two_copies_of_one_file_are_noticed(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    path = office.store.path
    office.store.close()
    shutil.copyfile(path, tmp_path / "salinan.puas")
    packages = []
    for name in ("kelurahan", "salinan"):
        copy = reopen(tmp_path / f"{name}.puas")
        copy.add(1)
        packages.append(send(copy, tmp_path / f"{name}.sqlite"))
        copy.store.close()
    _, outcome = city.merge(*packages)
    assert any("juga bernomor 1" in note for note in outcome.notes)
    assert sorted(sheets_of(city)) == [1, 2, 3, 4, 5, 6, 7, 7 + STEP]
    assert outcome.conflicts == 1


def test_a_unit_that_sends_from_two_files_is_noticed(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    other = make_sender(tmp_path / "lain.puas", "KEL-01", 2)
    _, outcome = city.merge(send(office, tmp_path / "1.sqlite"), send(other, tmp_path / "2.sqlite"))
    other.store.close()
    assert any("2 berkas kantor yang berbeda" in note for note in outcome.notes)
    assert outcome.conflicts == 1
    codes = {survey.code for survey in city.session.store.surveys.all()}
    assert len(codes) == 2
    assert "KEL-01-2026" in codes


def test_an_older_program_is_said(city: City) -> None:
    (outcome,) = city.merge(FORMAT_1)
    assert outcome.fate is Fate.MERGED
    assert any("Puas yang lebih lama" in note for note in outcome.notes)
    assert any("Kelurahan Melati" in note for note in outcome.notes)


def test_a_sample_is_said(city: City, office: SmallOffice, tmp_path: Path) -> None:
    office.store.surveys.save(replace(office.survey, notice="Data contoh, bukan hasil survei."))
    (outcome,) = city.merge(send(office, tmp_path / "1.sqlite"))
    assert "Data contoh, bukan hasil survei." in outcome.notes


# ---------------------------------------------------------------------- units
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


# ---------------------------------------------------------------------- refusals
def test_a_survey_of_this_file_is_not_merged_into_itself(
    office: SmallOffice, tmp_path: Path
) -> None:
    package = send(office, tmp_path / "1.sqlite")
    outcome = office.session.merging.merge(package)
    assert outcome.fate is Fate.REFUSED
    assert "survei berkas ini sendiri" in outcome.sentence


def test_sheets_of_another_survey_are_refused(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    city.merge(send(office, tmp_path / "1.sqlite"))
    second = office.store.surveys.save(
        replace(office.survey, id=0, uuid="", revision=0, code="KEL-01-2026-B")
    )
    office.store.surveys.set_state(office.survey.id, SurveyState.TERBUKA)
    office.store.database.execute("UPDATE sheet SET survey_id = ?", (second.id,))
    target = tmp_path / "2.sqlite"
    office.session.exports.export_package(second, target)
    (outcome,) = city.merge(target)
    assert outcome.fate is Fate.REFUSED
    assert "sudah ada dalam survei lain" in outcome.sentence
    assert city.sheets == 6


def test_an_instrument_of_another_text_is_refused(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    stored = office.store.instruments.get(office.survey.instrument_id)
    changed = stored.definition.replace("Persyaratan", "Syarat", 1)
    empty = make_sender(tmp_path / "lain.puas", "KEL-02", 0)
    empty.store.instruments.replace(empty.survey.instrument_id, changed)
    empty = reopened(empty)
    (outcome,) = city.merge(send(empty, tmp_path / "1.sqlite"))
    empty.store.close()
    assert outcome.fate is Fate.REFUSED
    assert "skm-9 versi 1" in outcome.sentence
    assert city.session.store.instruments.all() == []


def reopened(office: SmallOffice) -> SmallOffice:
    """Return an office whose instrument was read anew."""
    office.store.close()
    return reopen(office.store.path)


def test_another_instrument_of_one_survey_is_refused_and_of_another_unit_said(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    city.merge(send(office, tmp_path / "1.sqlite"))
    other = make_sender(tmp_path / "lain.puas", "KEL-02", 0)
    stored = other.store.instruments.get(other.survey.instrument_id)
    newer = stored.definition.replace("version = 1", "version = 2", 1)
    kept = other.store.instruments.keep("skm-9", 2, newer)
    other.store.surveys.save(replace(other.survey, instrument_id=kept.id))
    other = reopened(other)
    other.add(2)
    (said,) = city.merge(send(other, tmp_path / "2.sqlite"))
    assert said.fate is Fate.MERGED
    assert any("keduanya tidak dirata-ratakan" in note for note in said.notes)
    other.store.database.execute("DELETE FROM sheet")
    other.store.tallies.recount(other.survey.id)
    survey = other.store.surveys.get(other.survey.id)
    back = other.session.instruments.bind("spkp-8")
    other.store.surveys.save(replace(survey, instrument_id=back))
    other = reopened(other)
    other.add(2)
    (refused,) = city.merge(send(other, tmp_path / "3.sqlite"))
    assert refused.fate is Fate.REFUSED
    assert "tidak pernah dirata-ratakan" in refused.sentence
    other.store.close()


def test_an_empty_survey_may_change_its_instrument(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    empty = make_sender(tmp_path / "lain.puas", "KEL-02", 0)
    first = send(empty, tmp_path / "1.sqlite")
    back = empty.session.instruments.bind("spkp-8")
    empty.store.surveys.save(replace(empty.survey, instrument_id=back))
    empty = reopened(empty)
    empty.add(2)
    second = send(empty, tmp_path / "2.sqlite")
    for packages in ((first, second), (second, first)):
        assert all(outcome.is_good for outcome in city.merge(*packages))
        survey = city.session.store.surveys.all()[0]
        assert city.session.instruments.of(survey.instrument_id).key == "spkp-8"
        for package in city.session.merging.packages():
            city.session.merging.undo(package.id, "sekali lagi")
    empty.store.close()


def test_a_merged_survey_is_changed_by_packages_alone(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    (outcome,) = city.merge(send(office, tmp_path / "1.sqlite"))
    survey = city.session.store.surveys.get(outcome.survey_id)
    with pytest.raises(InputError, match="datang dalam paket"):
        city.session.surveys.unlock(survey.id, "mau diubah")
    with pytest.raises(InputError, match="datang dalam paket"):
        city.session.exports.export_package(survey, tmp_path / "terus.sqlite")
    assert city.session.exports.sendable() == []
    with pytest.raises(InputError, match="terkunci"):
        city.session.surveys.change(replace(survey, population=7))


# ---------------------------------------------------------------------- taking out again
def test_a_package_is_taken_out_as_if_it_had_never_come(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    city.merge(send(office, tmp_path / "1.sqlite"))
    before = sheets_of(city)
    correct(office, 3)
    delete(office, 5)
    office.add(2)
    (second,) = city.merge(send(office, tmp_path / "2.sqlite"))
    counted, changes = city.session.merging.undo(second.package_id, "salah berkas")
    assert (counted.new, counted.changed, counted.gone) == (1, 1, 2)
    assert changes.surveys == {second.survey_id}
    assert sheets_of(city) == before
    assert city.session.checks.run().findings == ()
    with pytest.raises(InputError, match="sudah dibatalkan"):
        city.session.merging.undo(second.package_id, "sekali lagi")
    with pytest.raises(InputError, match="belum diisi"):
        city.session.merging.undo(1, " ")
    entry = city.session.store.log.latest(1)[0]
    assert (entry.action, entry.reason) == ("gabungan dibatalkan", "salah berkas")


def test_the_last_package_takes_its_survey_with_it(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    package = send(office, tmp_path / "1.sqlite")
    (outcome,) = city.merge(package)
    city.session.marks.mark(outcome.survey_id, "perubahan_besar", "Loket kedua dibuka.")
    city.session.merging.undo(outcome.package_id, "salah unit")
    assert city.session.store.surveys.all() == []
    assert [p.undone_at is None for p in city.session.merging.packages(undone=True)] == [False]
    assert city.session.checks.run().findings == ()
    assert city.merge(package)[0].fate is Fate.MERGED
    assert city.sheets == 6
    assert city.session.checks.run().findings == ()


def test_a_destroyed_survey_takes_nothing_more(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    first = send(office, tmp_path / "1.sqlite", with_saran=True)
    correct(office, 3)
    city.merge(send(office, tmp_path / "2.sqlite", with_saran=True), first)
    survey = city.session.store.surveys.all()[0]
    figure = city.session.ikm.of_survey(survey)
    asked = Destroying(survey.code, "masa simpan berakhir", day=date(2029, 1, 2))
    city.session.archive.destroy(survey.id, asked)
    assert b"Antrean lebih cepat" not in city.session.store.path.read_bytes()
    assert city.session.ikm.of_survey(city.session.store.surveys.get(survey.id)) == figure
    assert city.session.checks.run().findings == ()
    correct(office, 1)
    (outcome,) = city.merge(send(office, tmp_path / "3.sqlite"))
    assert outcome.fate is Fate.REFUSED
    assert "dimusnahkan" in outcome.sentence
    with pytest.raises(InputError, match="dimusnahkan"):
        city.session.merging.undo(1, "salah")
    names = {one.name for one in city.session.archive.state(survey.id).exports}
    assert names == {"1.sqlite", "2.sqlite"}


def test_a_locked_survey_of_a_unit_is_sent_on(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    office.session.archive.lock(office.survey.id, Locking("selesai"))
    (outcome,) = city.merge(send(office, tmp_path / "1.sqlite"))
    merged = city.session.store.merging.packages.merged(outcome.survey_id)
    assert merged is not None
    assert merged.state == "terkunci"


# ---------------------------------------------------------------------- many
@pytest.mark.timeout(300)
def test_of_two_hundred_packages_twenty_are_bad(tmp_path: Path) -> None:
    from tests.support.receiving import make_city

    city = make_city(tmp_path / "kota.puas", [f"U{n:03}" for n in range(200)])
    make_template(tmp_path / "contoh.puas").store.close()
    folder = tmp_path / "kiriman" / "stik"
    folder.mkdir(parents=True)
    for number in range(200):
        path = tmp_path / "kantor.puas"
        shutil.copyfile(tmp_path / "contoh.puas", path)
        sender = begin(path, f"U{number:03}")
        sender.add(2)
        package = send(sender, folder / f"{number:03}.sqlite")
        sender.store.close()
        if number % 10 == 0:
            content = bytearray(package.read_bytes())
            content[len(content) // 2] ^= 4
            package.write_bytes(content)
    (folder / "catatan.txt").write_text("bukan paket")
    found = city.session.merging.find([tmp_path / "kiriman"])
    assert len(found) == 200
    seen: list[int] = []

    def going_on(done: int, *_: object) -> bool:
        seen.append(done)
        return True

    report = city.session.merging.merge_many(found, going_on)
    assert seen == list(range(200))
    assert (len(report.of(Fate.MERGED)), len(report.of(Fate.REFUSED))) == (180, 20)
    assert report.sentence == "180 paket digabung, 20 ditolak."
    assert all(
        "tidak cocok" in o.sentence or "rusak" in o.sentence for o in report.of(Fate.REFUSED)
    )
    assert city.sheets == 360
    assert city.session.checks.run().findings == ()
    again = city.session.merging.merge_many(found)
    assert again.sentence == "0 paket digabung, 180 sudah pernah, 20 ditolak."
    assert city.sheets == 360
    city.session.store.close()


def test_many_may_be_stopped_and_looked_at_first(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    packages = []
    for number in range(4):
        office.add(1)
        packages.append(send(office, tmp_path / f"{number}.sqlite"))
    merging = city.session.merging
    looked = merging.merge_many(packages, only_look=True)
    assert len(looked.of(Fate.MERGED)) == 4
    assert city.session.store.surveys.all() == []
    report = merging.merge_many(packages, lambda done, *_: done < 2)
    assert (len(report.outcomes), report.left) == (2, 2)
    assert report.sentence == "2 paket digabung, 2 belum diperiksa."
    assert city.sheets == 8
    assert report.changes.surveys
