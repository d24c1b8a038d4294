"""Locking, unlocking and destroying a survey through the service."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import InputError, StorageError
from app.models.minutes import MinutesKind
from app.models.response import Draft
from app.models.review import SaranDecision, SaranReview
from app.models.store.journal import NOBODY
from app.models.survey import BlankRule, SurveyState
from app.models.unit import Official
from app.models.verification import PlanMethod, PlanState, Verification, VerificationSheet
from app.services.archive.deeds import Destroying, Locking, proposed_retention
from app.services.results.survey_results import Choice
from tests.offices import DAY, SmallOffice, make_office, reopen
from tests.support.reports import results_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARKER = "SANGATRAHASIA"
SIGNED = date(2026, 11, 24)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    made = make_office(tmp_path / "kantor.puas")
    store = made.store
    for number in range(1, 41):
        sheet = made.sheet(number)
        answers = dict(sheet.answers)
        if number % 7 == 0:
            answers.pop(made.questions[number % 9])
        profile = dict(sheet.profile) if number % 5 else {}
        saran = f"{MARKER} {number}" if number % 2 else ""
        store.sheets.add(
            replace(sheet, answers=answers, profile=profile, saran=saran), made.questions
        )
    yield made
    made.session.close()


def lock(office: SmallOffice, **values: Any) -> None:
    office.session.archive.lock(
        office.survey.id, Locking("hasil sudah final", "Kepala", day=SIGNED, **values)
    )


def destroy(office: SmallOffice, **values: Any) -> None:
    asked: dict[str, Any] = {
        "confirmation": office.survey.code,
        "reason": "masa simpan berakhir",
        "day": SIGNED,
    }
    office.session.archive.destroy(office.survey.id, Destroying(**asked | values))


def code_of(office: SmallOffice) -> Any:
    return office.store.surveys.get(office.survey.id)


def test_locking_says_what_is_locked(office: SmallOffice) -> None:
    official = office.store.offices.save_official(Official("Lurah", "NAMA", "Penata", "1980"))
    lock(office, number="045/1")
    (minutes,) = office.session.archive.minutes_of(office.survey.id)
    assert (minutes.kind, minutes.number) == (MinutesKind.LOCKING, "045/1")
    assert (minutes.operator, minutes.day) == ("Kepala", SIGNED)
    facts = dict(minutes.content["facts"])
    result = office.session.ikm.of_survey(code_of(office))
    assert facts["Jumlah lembar"] == "40, di antaranya 5 tidak lengkap"
    assert facts["IKM"].startswith(result.ikm_text)
    assert facts["SHA-256 lembar"] == office.store.destruction.sheets_sha256(office.survey.id)
    assert facts["Disimpan sampai"] == "31 Desember 2028"
    assert facts["Alasan"] == "hasil sudah final"
    assert [row[3] for row in minutes.content["tables"][0]["rows"]] == [
        row.nrr_text for row in result.unsur
    ]
    assert minutes.content["signers"][0]["name"] == official.name
    assert code_of(office).state is SurveyState.TERKUNCI
    assert code_of(office).retain_until == date(2028, 12, 31)
    assert office.session.checks.run().is_sound


def test_whoever_is_not_named_signs_on_a_line(office: SmallOffice) -> None:
    office.store.operator = NOBODY
    office.session.archive.lock(office.survey.id, Locking("hasil sudah final", day=SIGNED))
    (minutes,) = office.session.archive.minutes_of(office.survey.id)
    assert dict(minutes.content["facts"])["Dikunci oleh"] == "tidak disebutkan"
    assert minutes.content["signers"][0]["name"] == ""


def test_a_survey_without_sheets_may_be_locked(tmp_path: Path) -> None:
    office = make_office(tmp_path / "kosong.puas")
    lock(office)
    (minutes,) = office.session.archive.minutes_of(office.survey.id)
    assert dict(minutes.content["facts"])["Jumlah lembar"].startswith("0,")
    office.session.close()


def test_what_is_not_finished_blocks_the_lock(office: SmallOffice) -> None:
    survey = office.survey
    draft = Draft(survey.id, survey.instrument_id, 41, DAY, office.services[0], {}, {}, "x")
    office.store.drafts.save(draft, "A")
    with pytest.raises(InputError, match="41 masih setengah diketik"):
        lock(office)
    office.store.drafts.delete(survey.id)
    plans = office.store.verifications.plans
    plan = plans.save(Verification(survey.id, PlanMethod.ALL, 1))
    with pytest.raises(InputError, match="Verifikasi"):
        lock(office)
    plans.save(replace(plan, state=PlanState.FINISHED))
    lock(office)
    with pytest.raises(InputError, match="sudah terkunci"):
        lock(office)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_a_reason_is_asked_for(office: SmallOffice, reason: str) -> None:
    with pytest.raises(InputError):
        office.session.archive.lock(office.survey.id, Locking(reason))
    lock(office)
    with pytest.raises(InputError):
        office.session.archive.unlock(office.survey.id, Locking(reason))
    with pytest.raises(InputError):
        destroy(office, reason=reason)
    assert len(office.session.archive.minutes_of(office.survey.id)) == 1


def test_unlocking_has_its_minutes_and_its_reason_in_the_log(office: SmallOffice) -> None:
    lock(office)
    minutes, _ = office.session.archive.unlock(
        office.survey.id, Locking("lembar tertukar", day=SIGNED)
    )
    assert minutes.kind is MinutesKind.UNLOCKING
    assert minutes.operator == "Loket C"
    reasons = [entry.reason for entry in office.store.log.entries_of(office.survey.uuid)]
    assert reasons[-1] == "lembar tertukar"
    assert code_of(office).state is SurveyState.TERBUKA
    office.add(1)
    lock(office)
    assert len(office.session.archive.minutes_of(office.survey.id)) == 3
    assert office.session.checks.run().is_sound


def test_the_lock_of_the_screen_makes_minutes_too(office: SmallOffice) -> None:
    survey, _ = office.session.surveys.lock(office.survey.id, "selesai")
    assert survey.state is SurveyState.TERKUNCI
    assert office.session.archive.state(survey.id).last_lock is not None
    again, changes = office.session.surveys.lock(survey.id, "selesai")
    assert again == survey
    assert not changes.surveys
    office.session.surveys.unlock(survey.id, "perlu diubah")
    assert len(office.session.archive.minutes_of(survey.id)) == 2


def test_a_changed_sheet_of_a_locked_survey_is_found(office: SmallOffice) -> None:
    lock(office)
    db = office.store.database
    for name in ("locked_survey_refuses_delete", "locked_survey_refuses_update"):
        db.execute(f"DROP TRIGGER {name}")
    db.execute("UPDATE sheet SET digest = ? WHERE number = 3", ("0" * 64,))
    texts = [finding.text for finding in office.session.checks.run().findings]
    assert any("bukan yang dikunci" in text for text in texts)


def test_retention_is_proposed_and_may_be_changed_while_locked(office: SmallOffice) -> None:
    archive = office.session.archive
    assert archive.state(office.survey.id).proposal == date(2028, 12, 31)
    lock(office)
    archive.retain(office.survey.id, date(2027, 6, 30))
    state = archive.state(office.survey.id)
    assert not state.is_due(date(2027, 6, 30))
    assert state.is_due(date(2027, 7, 1))
    with pytest.raises(InputError, match="sebelum akhir periode"):
        archive.retain(office.survey.id, date(2026, 6, 30))
    archive.retain(office.survey.id, None)
    assert code_of(office).retain_until is None
    assert office.session.checks.run().is_sound


def test_a_leap_day_is_proposed_as_the_day_before() -> None:
    from app.models.period import period_of
    from app.models.survey import Survey

    period = period_of("2028-01-01..2028-02-29", 2028)
    assert proposed_retention(Survey(1, 2028, period, 1)) == date(2030, 2, 28)


@pytest.mark.parametrize("typed", ["", "salah", "KEL-01"])
def test_destruction_asks_for_the_code(office: SmallOffice, typed: str) -> None:
    lock(office)
    with pytest.raises(InputError, match="bukan kode"):
        destroy(office, confirmation=typed)
    assert len(office.store.sheets.all_of(office.survey.id)) == 40


def test_only_a_locked_survey_is_destroyed(office: SmallOffice) -> None:
    with pytest.raises(InputError, match="belum terkunci"):
        destroy(office)
    assert len(office.store.sheets.all_of(office.survey.id)) == 40


@pytest.mark.parametrize("blanks", list(BlankRule))
def test_every_figure_outlives_the_sheets(office: SmallOffice, blanks: BlankRule) -> None:
    store, session = office.store, office.session
    store.surveys.save(replace(office.survey, blank_rule=blanks))
    choices = [Choice(), *(Choice(s) for s in office.services)]
    choices += [Choice(field="jenis_kelamin", group=g) for g in ("Laki-laki", "Perempuan", "")]
    lock(office)
    before = [session.results.of(office.survey.id, choice) for choice in choices]
    depth = session.depth.of(office.survey.id)
    report = results_of(session, office.survey.id)
    destroy(office)
    after = [session.results.of(office.survey.id, choice) for choice in choices]
    assert [r.result for r in after] == [r.result for r in before]
    assert after[0].margin == before[0].margin
    assert before[0].margin is not None
    assert all(r.margin is None for r in after[1:])
    assert after[0].groups == before[0].groups
    assert after[0].respondents == before[0].respondents
    assert session.depth.of(office.survey.id).reliability == depth.reliability
    now = results_of(session, office.survey.id)
    assert (now.result, now.respondents) == (report.result, report.respondents)
    assert (now.first_day, now.last_day) == (report.first_day, report.last_day)
    assert after[0].saran == ()
    assert session.checks.run().findings == ()


def test_no_word_is_left_in_the_file(office: SmallOffice) -> None:
    store, path = office.store, office.store.path
    sheet = store.sheets.all_of(office.survey.id)[0]
    store.sheets.change(replace(sheet, saran=f"{MARKER} diubah"), office.questions, "salah ketik")
    gone = store.sheets.add(replace(office.sheet(99), saran=f"{MARKER} hapus"), office.questions)
    store.sheets.delete(gone, reason="dobel")
    store.saran_reviews.save(
        SaranReview(
            office.survey.id, sheet.uuid, (), SaranDecision.PRINT, printed=f"{MARKER} cetak"
        )
    )
    plans = store.verifications
    plan = plans.plans.save(Verification(office.survey.id, PlanMethod.ALL, 1))
    row = VerificationSheet(plan.id, sheet.uuid, 1, "A", 1, content={"second": MARKER})
    plans.add([row])
    plans.plans.save(replace(plan, state=PlanState.FINISHED))
    lock(office)
    assert MARKER.encode() in path.read_bytes()
    uuids = [one.uuid for one in store.sheets.all_of(office.survey.id)]
    destroy(office)
    raw = path.read_bytes()
    assert MARKER.encode() not in raw
    assert store.sheets.all_of(office.survey.id) == []
    assert all(entry.new is None for uuid in uuids for entry in store.log.entries_of(uuid))
    assert list(store.log.findings()) == []
    assert office.session.checks.run().findings == ()


def test_a_destroyed_survey_stays_so(office: SmallOffice) -> None:
    lock(office)
    destroy(office)
    archive = office.session.archive
    for deed in (
        lambda: archive.unlock(office.survey.id, Locking("x")),
        lambda: archive.retain(office.survey.id, date(2030, 1, 1)),
        lambda: destroy(office),
    ):
        with pytest.raises(InputError, match="dimusnahkan"):
            deed()
    with pytest.raises(InputError, match="dimusnahkan"):
        office.session.exports.export_package(
            code_of(office), office.store.path.with_name("paket.sqlite")
        )
    assert not office.store.path.with_name("paket.sqlite").exists()


def test_other_surveys_keep_their_sheets(office: SmallOffice) -> None:
    store = office.store
    other = store.surveys.save(replace(office.survey, id=0, uuid="", code="LAIN", revision=0))
    sheet = replace(office.sheet(1), survey_id=other.id, saran="tetap ada")
    saved = store.sheets.add(sheet, office.questions)
    lock(office)
    destroy(office)
    assert store.sheets.all_of(other.id)[0].saran == "tetap ada"
    (entry,) = store.log.entries_of(saved.uuid)
    assert entry.new is not None
    assert office.session.checks.run().is_sound


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE answer_tally SET n = n + 1 WHERE rowid = 1 OR score = 4",
        "UPDATE sheet_tally SET n = n + 1",
        "UPDATE destruction SET aggregates = json_set(aggregates, '$.saran', 99)",
        "UPDATE destruction SET sha256 = '" + "0" * 64 + "'",
        "DELETE FROM destruction",
    ],
)
def test_what_was_kept_is_proved(office: SmallOffice, tampering: str) -> None:
    lock(office)
    destroy(office)
    office.store.database.execute(tampering.replace("rowid = 1 OR ", ""))
    assert not office.session.checks.run().is_sound


def test_content_taken_out_of_the_log_is_found(office: SmallOffice) -> None:
    seq = office.store.database.value("SELECT max(seq) FROM log WHERE subject = 'lembar'")
    office.store.log.destroy_content([seq])
    assert not office.session.checks.run().is_sound


def test_copies_that_hold_the_sheets_are_listed_and_replaced(office: SmallOffice) -> None:
    lock(office)
    backups = office.session.backups
    first = backups.make()
    destroy(office)
    assert [item.path for item in backups.holding_sheets(office.survey.uuid)] == [first.path]
    first.path.rename(first.path.with_name("2020-01-01 08.00.00.sqlite"))
    made, left = backups.replace(office.survey.uuid)
    assert left == []
    assert [item.path for item in backups.all()] == [made.path]


def test_a_full_disk_leaves_the_file_uncompacted_but_destroyed(
    office: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock(office)

    def refuse() -> None:
        raise StorageError("penuh")

    monkeypatch.setattr(office.store.destruction, "compact", refuse)
    asked = Destroying(office.survey.code, "masa simpan berakhir")
    assert not office.session.archive.destroy(office.survey.id, asked).compacted
    assert MARKER.encode() not in office.store.path.read_bytes()


def test_minutes_of_a_destruction_name_files_elsewhere(office: SmallOffice) -> None:
    target = office.store.path.with_name("paket.sqlite")
    office.session.exports.export_package(office.survey, target)
    lock(office)
    destroy(office, witnesses=("Budi",), by="Camat")
    minutes = office.session.archive.minutes_of(office.survey.id)[0]
    assert minutes.kind is MinutesKind.DESTRUCTION
    assert minutes.content["tables"][1]["rows"][0][:2] == ["Paket", "paket.sqlite"]
    names = [signer["name"] for signer in minutes.content["signers"]]
    assert names == ["Camat", "Budi", ""]
    assert "sebelum tanggal simpan" in dict(minutes.content["facts"])["Dasar"]
    assert office.session.reports.minutes_pdf(minutes.id).startswith(b"%PDF")


def test_a_file_opened_again_tells_the_same(tmp_path: Path) -> None:
    office = make_office(tmp_path / "lagi.puas", sheets=5)
    lock(office)
    destroy(office)
    before = office.session.ikm.of_survey(code_of(office))
    office.session.close()
    again = reopen(tmp_path / "lagi.puas")
    assert again.session.ikm.of_survey(again.survey) == before
    again.session.close()
