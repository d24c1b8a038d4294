"""From a copy to a published instrument with answers, and by files from office to office."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import InputError
from app.models.store.proof import findings
from app.models.survey import WeightRule
from app.paths import resource
from app.services.instruments.draft import content_of, share_evenly
from app.services.instruments.editor import FrozenError
from app.services.instruments.listing import InstrumentRow, Source
from app.services.reports.hasil_pengolahan import HASIL_PENGOLAHAN
from app.services.reports.kinds import About
from app.services.reports.publikasi import PUBLIKASI
from app.services.surveys.explaining import instrument_label
from tests.support.instrument_office import add_survey, made_sheet, office_with

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.models.instrument_draft import InstrumentDraft
    from app.services.session import Session

SKM_9 = resource("instruments", "skm-9.toml").read_text(encoding="utf-8")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session, _ = office_with(tmp_path / "kantor.puas", "skm-9")
    yield session
    session.store.close()


def draft_of(session: Session, **changes: object) -> InstrumentDraft:
    """Return a draft copied from skm-9 with another head."""
    editor = session.instrument_editor
    draft, _ = editor.copy(editor.find("skm-9"))
    return editor.save(draft, {**draft.content, **changes})


def published(session: Session, **changes: object) -> int:
    return session.instrument_editor.publish(draft_of(session, **changes))[0]


def row_of(session: Session, key: str, version: int) -> InstrumentRow:
    rows = session.instrument_editor.rows()
    return next(row for row in rows if (row.key, row.version) == (key, version))


def test_a_copy_is_a_draft_of_the_next_version(session: Session) -> None:
    editor = session.instrument_editor
    first, second = draft_of(session), draft_of(session)
    assert (first.content["version"], second.content["version"]) == (2, 3)
    assert editor.problems(first.content) == ()
    rows = [row for row in editor.rows() if row.key == "skm-9"]
    assert [(row.source, row.version) for row in rows] == [
        (Source.SHIPPED, 1),
        (Source.DRAFT, 2),
        (Source.DRAFT, 3),
    ]
    assert rows[0].use.surveys == 1
    again, _ = editor.copy(rows[1])
    assert again.content["version"] == 4
    assert session.instruments.newest("skm-9").version == 1


def test_a_published_draft_is_offered_to_new_surveys_and_works_with_everything(
    session: Session, tmp_path: Path
) -> None:
    content = draft_of(session).content
    unsur = [dict(item) for item in content["unsur"]]
    unsur[0]["weight"], unsur[1]["weight"] = "0,2", "1/45"
    instrument_id = published(session, key="kuesioner-loket", version=1, unsur=unsur)
    assert session.instruments.newest("kuesioner-loket").unsur[0].weight.denominator == 5
    assert "kuesioner-loket" in [i.key for i in session.instruments.available()]
    survey = add_survey(session, "kuesioner-loket", 30)
    assert survey.instrument_id == instrument_id
    row = row_of(session, "kuesioner-loket", 1)
    assert (row.source, row.use.surveys, row.use.sheets) == (Source.OFFICE, 1, 30)
    assert session.ikm.of_survey(survey).ikm is not None
    assert session.reports.render(HASIL_PENGOLAHAN, About(survey.id))[:4] == b"%PDF"
    assert session.reports.render(PUBLIKASI, About(survey.id))[:4] == b"%PDF"
    assert {row.result.n for row in session.recaps.rows()} == {0, 30}
    target = tmp_path / "paket.sqlite"
    session.exports.export_package(survey, target)
    with sqlite3.connect(target) as package:
        assert package.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert list(findings(session.store)) == []


def test_a_copy_is_told_from_its_original_in_lists(session: Session) -> None:
    published(session)
    labels = [instrument_label(i) for i in session.instruments.versions() if i.key == "skm-9"]
    assert labels == ["SKM (9 unsur)", "SKM (9 unsur), skm-9 versi 2"]


def test_a_draft_with_problems_is_not_published_or_exported(
    session: Session, tmp_path: Path
) -> None:
    draft = draft_of(session, name="")
    with pytest.raises(InputError, match="Nama instrumen belum diisi"):
        session.instrument_editor.publish(draft)
    row = next(row for row in session.instrument_editor.rows() if row.draft == draft)
    assert row.problems == 1
    with pytest.raises(InputError, match="belum dapat diekspor"):
        session.instrument_editor.export(row, tmp_path / "x.toml")
    assert session.store.instrument_drafts.all() == [draft]


def test_a_taken_version_is_a_problem(session: Session) -> None:
    draft = draft_of(session, version=1)
    found = session.instrument_editor.problems(draft.content)
    assert [problem.field for problem in found] == ["version"]


def test_a_version_with_answers_is_frozen(session: Session) -> None:
    published(session, key="loket", version=1)
    survey = add_survey(session, "loket", 1)
    editor = session.instrument_editor
    with pytest.raises(FrozenError, match="sudah punya 1 lembar jawaban"):
        editor.edit(row_of(session, "loket", 1))
    with pytest.raises(sqlite3.IntegrityError, match="instrument has answers"):
        session.store.instruments.replace(survey.instrument_id, SKM_9)
    with pytest.raises(InputError, match="survei memakai instrumen"):
        editor.withdraw(row_of(session, "loket", 1))
    copy, _ = editor.copy(row_of(session, "loket", 1))
    assert copy.content["version"] == 2


def test_a_version_without_answers_is_edited_in_place(session: Session) -> None:
    published(session, key="loket", version=1)
    survey = add_survey(session, "loket")
    editor = session.instrument_editor
    before = session.instruments.of(survey.instrument_id)
    draft, _ = editor.edit(row_of(session, "loket", 1))
    assert editor.edit(row_of(session, "loket", 1))[0] == draft
    draft = editor.save(draft, {**draft.content, "name": "Nama baru"})
    instrument_id, changes = editor.publish(draft)
    assert instrument_id == survey.instrument_id
    assert changes.surveys == {survey.id}
    assert session.instruments.of(survey.instrument_id).name == "Nama baru" != before.name
    assert session.instruments.newest("loket").name == "Nama baru"
    assert list(findings(session.store)) == []


def test_answers_that_came_in_meanwhile_freeze_the_draft_too(session: Session) -> None:
    published(session, key="loket", version=1)
    survey = add_survey(session, "loket")
    editor = session.instrument_editor
    draft, _ = editor.edit(row_of(session, "loket", 1))
    instrument = session.instruments.of(survey.instrument_id)
    session.entry.save(made_sheet(survey, instrument, 1))
    with pytest.raises(FrozenError, match="Salin ke versi baru"):
        editor.publish(draft)
    draft, _ = editor.detach(draft)
    assert (draft.content["version"], draft.content["replaces"]) == (2, 0)
    editor.publish(draft)
    assert session.instruments.newest("loket").version == 2
    assert session.instruments.of(survey.instrument_id).version == 1


def test_an_instrument_of_a_locked_survey_does_not_change(session: Session) -> None:
    published(session, key="loket", version=1)
    survey = add_survey(session, "loket")
    session.surveys.lock(survey.id, "selesai")
    with pytest.raises(FrozenError, match="terkunci"):
        session.instrument_editor.edit(row_of(session, "loket", 1))


def test_the_weights_of_a_bound_survey_have_to_fit(session: Session) -> None:
    published(session, key="loket", version=1)
    survey = add_survey(session, "loket")
    session.surveys.change(replace(survey, weight_rule=WeightRule("0.111")))
    editor = session.instrument_editor
    draft, _ = editor.edit(row_of(session, "loket", 1))
    content: dict[str, Any] = dict(draft.content)
    content["unsur"][0]["weight"], content["unsur"][1]["weight"] = "0,2", "1/45"
    draft = editor.save(draft, content)
    with pytest.raises(InputError):
        editor.publish(draft)
    assert session.instruments.of(survey.instrument_id).unsur[0].weight.denominator == 9


def test_key_and_version_of_a_published_version_stay(session: Session) -> None:
    published(session, key="loket", version=1)
    editor = session.instrument_editor
    draft, _ = editor.edit(row_of(session, "loket", 1))
    draft = editor.save(draft, {**draft.content, "key": "loket-lain"})
    with pytest.raises(InputError, match="tidak dapat diubah"):
        editor.publish(draft)
    editor.withdraw(row_of(session, "loket", 1))
    with pytest.raises(InputError, match="sudah ditarik"):
        editor.publish(draft)


def test_what_no_survey_uses_is_withdrawn_and_put_back(session: Session) -> None:
    published(session, key="loket", version=1)
    editor = session.instrument_editor
    row = row_of(session, "loket", 1)
    editor.withdraw(row)
    assert "loket" not in [i.key for i in session.instruments.available()]
    editor.put_back(row)
    assert session.instruments.newest("loket").definition == row.definition


def test_what_is_shipped_is_only_copied(session: Session) -> None:
    editor = session.instrument_editor
    row = row_of(session, "skm-9", 1)
    with pytest.raises(InputError, match="Salin ke versi baru"):
        editor.edit(row)
    with pytest.raises(InputError, match="tidak diubah"):
        editor.withdraw(row)


def test_a_deleted_draft_comes_back_as_it_was(session: Session) -> None:
    editor = session.instrument_editor
    draft = draft_of(session, name="Rancangan")
    editor.delete_draft(draft)
    assert session.store.instrument_drafts.all() == []
    back, _ = editor.restore_draft(draft)
    assert back.content == draft.content
    assert list(findings(session.store)) == []


def test_an_instrument_travels_as_a_file(session: Session, tmp_path: Path) -> None:
    published(session, key="loket", version=1, name='Kata "kutip" \\ dan lainnya')
    editor = session.instrument_editor
    target = editor.export(row_of(session, "loket", 1), tmp_path / "loket.toml")
    other, _ = office_with(tmp_path / "lain.puas", "skm-9")
    taken, changes = other.instrument_editor.import_file(target)
    assert taken.is_new
    assert changes.office
    assert other.instruments.newest("loket").name == 'Kata "kutip" \\ dan lainnya'
    assert not other.instrument_editor.import_file(target)[0].is_new
    target.write_text(target.read_text(encoding="utf-8").replace("kutip", "lain"), "utf-8")
    with pytest.raises(InputError, match="sudah ada dengan isi lain"):
        other.instrument_editor.import_file(target)
    other.store.close()


def test_a_shipped_file_is_known_already(session: Session) -> None:
    taken, _ = session.instrument_editor.import_file(resource("instruments", "skm-9.toml"))
    assert not taken.is_new
    taken, _ = session.instrument_editor.import_file(resource("instruments", "spkp-8.toml"))
    assert not taken.is_new
    assert taken.instrument_id == 0


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (SKM_9.replace('"1/9"', '"1/8"').encode(), "jumlah bobot harus tepat 1, bukan 9/8"),
        (SKM_9.replace('"1/9"', "0.1").encode(), "jumlah bobot harus tepat 1, bukan 9/10"),
        (
            SKM_9.replace('"1/9"', '"1e999999999"').encode(),
            "'weight' tidak benar (1e9",
        ),
        (SKM_9.replace('key = "waktu"', 'key = "biaya"').encode(), "biaya muncul dua kali"),
        (SKM_9.replace('unsur = "waktu"', 'unsur = "tempo"').encode(), "pertanyaan 3 merujuk"),
        (
            SKM_9.replace("highest = 4", "highest = 40").encode(),
            "skala 1-40 harus naik",
        ),
        (
            SKM_9.replace("highest = 4", 'highest = "empat"').encode(),
            "'highest' tidak benar",
        ),
        (b"bukan toml\n", "susunan berkas TOML tidak benar di baris 1, kolom 7"),
        (b"a = " + b"[" * 100_000, "susunan berkas TOML tidak benar"),
        (b"a = " + b"9" * 10_000, "susunan berkas TOML tidak benar"),
        (b"", "isian 'scale' tidak ada"),
        (b"#" * 600_000, "melebihi 500 kB"),
        ("satu\ndua\nké".encode("latin-1"), "baris 3 bukan teks UTF-8"),
        (
            SKM_9.replace('"U3"', '"' + "U" * 2000 + '"').encode(),
            "unsur 3: isian 'code'",
        ),
        (SKM_9.replace("digits = 2", "digits = 999999999").encode(), "paling banyak 9 angka"),
        (
            SKM_9.replace('lower = "76.61"', "lower = nan").encode(),
            "mutu 2: isian 'lower'",
        ),
    ],
    ids=range(16),
)
def test_a_file_that_cannot_be_used_is_refused_with_place_and_reason(
    session: Session, tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "buruk.toml"
    path.write_bytes(content)
    before = session.store.log.head()
    with pytest.raises(InputError) as refusal:
        session.instrument_editor.import_file(path)
    assert reason in refusal.value.sentence
    assert session.store.log.head() == before


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [
        ({"persyaratan": "biaya", "biaya": "persyaratan"}, "berputar (persyaratan → biaya → pers"),
        ({"persyaratan": "biaya"}, "pertanyaan 1 memakai kunci unsur persyaratan"),
    ],
)
def test_a_mapping_that_turns_in_circles_is_refused(
    session: Session, tmp_path: Path, mapping: dict[str, str], reason: str
) -> None:
    text = SKM_9
    for question, unsur in mapping.items():
        text = text.replace(f'unsur = "{question}"\ntext', f'unsur = "{unsur}"\ntext', 1)
    if len(mapping) > 1:
        text = SKM_9.replace(
            '"persyaratan"\nunsur = "persyaratan"', '"persyaratan"\nunsur = "biaya"'
        )
        text = text.replace('"biaya"\nunsur = "biaya"', '"biaya"\nunsur = "persyaratan"')
    path = tmp_path / "putar.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        session.instrument_editor.import_file(path)
    assert reason in refusal.value.sentence


def test_a_file_that_is_not_there_is_said(session: Session, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="tidak dapat dibaca"):
        session.instrument_editor.import_file(tmp_path / "tidak-ada.toml")


def test_an_unknown_instrument_names_those_there_are(session: Session) -> None:
    with pytest.raises(InputError, match="skm-16-m1"):
        session.instrument_editor.find("tidak-ada")
    with pytest.raises(InputError, match="skm-9 5 tidak ada"):
        session.instrument_editor.find("skm-9", 5)


def test_even_weights_are_exact(session: Session) -> None:
    draft = draft_of(session)
    content: dict[str, Any] = dict(draft.content)
    content["unsur"][0]["weight"] = "0,5"
    share_evenly(content)
    instrument_id = session.instrument_editor.publish(
        session.instrument_editor.save(draft, content)
    )[0]
    made = session.instruments.of(instrument_id)
    assert {str(unsur.weight) for unsur in made.unsur} == {"1/9"}


def test_limits_of_mutu_are_shown_with_a_decimal_comma() -> None:
    assert [step["lower"] for step in content_of(SKM_9)["mutu"]] == [
        "88,31",
        "76,61",
        "65,00",
        "25,00",
    ]
